use super::*;

const TEXT: &str = "Bells\n\nRing it =E2=80=93 now.\n\nLeave:\nhttp://127.0.0.1:8025/u/abc\n";
const HTML: &str = "<p>Ring it – now.</p><p><a href=\"http://127.0.0.1:8025/u/abc\">Leave</a> \
    <a href=\"https://example.org/\">On</a> <img src=\"https://example.org/a.png\" alt=\"A bell\"></p>";

/// A mail with these further fields.
fn raw(fields: &str, text: &str, html: &str) -> String {
    let part = |kind, encoding, body: &str| {
        format!(
            "--b\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n"
        )
    };
    format!(
        "From: Bells <bells@example.org>\r\nTo: ada@readers.example\r\nSubject: Ring\r\n{fields}MIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=b\r\n\r\n{}{}--b--\r\n",
        part("plain", "quoted-printable", text),
        part("html", "8bit", html)
    )
}

fn letter(fields: &str, text: &str, html: &str) -> Letter {
    Letter::read(raw(fields, text, html).as_bytes(), Some("b+1@example.org")).unwrap()
}

fn site() -> Url {
    Url::parse("http://127.0.0.1:8025/").unwrap()
}

#[test]
fn a_good_mail_holds() {
    let letter = letter("List-Unsubscribe:\r\n <http://127.0.0.1:8025/u/abc>\r\n", TEXT, HTML);
    let link = letter.unsubscribe_link().unwrap();
    assert_eq!(link, letter.own_link(&site(), "/u/").unwrap());
    letter.expect_one_click_iff_https(&link).unwrap();
    letter.expect_address_in_to_alone("ada@readers.example").unwrap();
    letter.expect_no_furniture().unwrap();
    letter.expect_usable_links_and_pictures().unwrap();
    assert_eq!(letter.addresses_on_this_machine(), [link]);
    let article = "<p>Ring it – <a href='https://example.org'>now</a>.</p><img alt='A bell'>";
    let whole = letter.expect_whole(&PublishedPost { title: "Ring".to_owned(), html: article.to_owned() }).unwrap();
    assert_eq!((whole.paragraphs, whole.links, whole.pictures), (1, 1, 1));
}

#[test]
fn parts_in_another_order_are_refused() {
    let swapped = raw("", TEXT, HTML)
        .replace("text/plain", "text/x")
        .replace("text/html", "text/plain")
        .replace("text/x", "text/html");
    let single = "Subject: Ring\r\nContent-Type: text/plain\r\n\r\nRing.\r\n";
    for raw in [swapped.as_str(), single, ""] {
        assert!(Letter::read(raw.as_bytes(), None).is_err(), "{raw}");
    }
}

#[test]
fn a_field_too_many_or_too_few_is_seen() {
    let letter = letter("Date: x\r\ndate: y\r\n", TEXT, HTML);
    assert!(letter.only("From").is_ok());
    assert_eq!(letter.only("Date").unwrap_err().came, "2");
    assert_eq!(letter.only("Message-ID").unwrap_err().came, "0");
    assert!(letter.expect_without("Date").is_err() && letter.expect_without("List-Id").is_ok());
}

#[test]
fn one_click_is_offered_with_https_alone_and_in_these_words() {
    let https = Url::parse("https://example.org/u/abc").unwrap();
    let cases = [
        ("", false, true),
        ("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", true, false),
        ("List-Unsubscribe-Post: List-Unsubscribe=one-click\r\n", false, false),
    ];
    for (fields, with_https, without) in cases {
        let letter = letter(fields, TEXT, HTML);
        assert_eq!(letter.expect_one_click_iff_https(&https).is_ok(), with_https, "{fields}");
        assert_eq!(letter.expect_one_click_iff_https(&site()).is_ok(), without, "{fields}");
    }
}

#[test]
fn an_address_that_stands_elsewhere_is_found() {
    let address = "ada@readers.example";
    for letter in [
        letter("Reply-To: Ada@Readers.example\r\n", TEXT, HTML),
        letter("", "For ada@readers.example", HTML),
        letter("", TEXT, "<p>For ada@readers.example</p>"),
    ] {
        assert!(letter.expect_address_in_to_alone(address).is_err());
    }
    assert!(letter("", TEXT, HTML).expect_address_in_to_alone("ben@readers.example").is_err());
}

#[test]
fn what_does_not_belong_into_a_mail_is_found() {
    for html in ["<FORM>", "<script>", "<iframe src=x>", "<p>It Appeared first on X.</p>"] {
        assert!(letter("", TEXT, html).expect_no_furniture().is_err(), "{html}");
    }
    assert!(letter("", "The post appeared first on X.", HTML).expect_no_furniture().is_err());
}

#[test]
fn addresses_that_lead_nowhere_and_pictures_without_words_are_found() {
    for html in [
        "<a href='/on'>On</a>",
        "<a href='#on'>On</a>",
        "<a href='javascript:on()'>On</a>",
        "<img src='/a.png' alt=''>",
        "<img alt=''>",
        "<img src='https://example.org/a.png'>",
    ] {
        assert!(letter("", TEXT, html).expect_usable_links_and_pictures().is_err(), "{html}");
    }
}

#[test]
fn a_link_must_be_in_both_parts() {
    assert!(letter("", "Leave", HTML).own_link(&site(), "/u/").is_err());
    assert!(letter("", TEXT, "<p>Leave</p>").own_link(&site(), "/u/").is_err());
    assert!(letter("", TEXT, HTML).own_link(&site(), "/p/").is_err());
}

#[test]
fn a_post_that_lost_or_gained_something_is_not_whole() {
    let letter = letter("", TEXT, HTML);
    for article in [
        "",
        "<p>Ring it – soon.</p>",
        "<p>Ring it – <a href='https://example.org/now'>now</a>.</p>",
        "<p>Ring it – now.</p><img alt='Another bell'>",
        "<p>Ring it – now.</p><div class='sharedaddy'><p>Leave On</p></div>",
    ] {
        let post = PublishedPost { title: "Ring".to_owned(), html: article.to_owned() };
        assert!(letter.expect_whole(&post).is_err(), "{article}");
    }
}
