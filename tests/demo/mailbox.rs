//! The mailbox and its pages.

use std::sync::Arc;
use std::time::Duration;

use letterbell::cli::demo::mailbox::Mailbox;
use letterbell::clock::ManualClock;
use letterbell::domain::time::Timestamp;
use scraper::{Html, Selector};

use crate::{Place, Visitor, header};

const NOW: Timestamp = Timestamp::from_millis(1_780_824_600_250);

const DIGEST: &str = "From: =?utf-8?q?Runa_S=C3=A6ther?= <runa@blog.example>\r\n\
To: reader@mail.example\r\n\
Subject: =?utf-8?b?xYF1Y2phJ3MgYnJlYWQgPGI+JiBmb2c8L2I+?=\r\n\
List-Unsubscribe: <mailto:leave@blog.example>,\r\n\t<https://blog.example/u/token?a=1&b=2>\r\n\
List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\
Message-ID: <1@blog.example>\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/alternative; boundary=b\r\n\
\r\n\
--b\r\n\
Content-Type: text/plain; charset=utf-8\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\
\r\n\
Gr=C3=BC=C3=9Fe </pre><script>alert(1)</script>\r\n\
--b\r\n\
Content-Type: text/html; charset=utf-8\r\n\
\r\n\
<!doctype html><html><head><title>x</title></head><body><p>Hello <a href=\"https://blog.example/\">you</a></p><script>alert(2)</script></body></html>\r\n\
--b--\r\n";

const NOTE: &str = "From: note@blog.example\r\nSubject: Please confirm\r\n\r\nJust text.\r\n";

struct Desk {
    mailbox: Mailbox,
    visitor: Visitor,
}

async fn open() -> Desk {
    let mailbox = Mailbox::new();
    let router = mailbox.router(Arc::new(ManualClock::at(NOW)));
    Desk { mailbox, visitor: Place::find().await.serve(router) }
}

impl Desk {
    fn deliver(&self, data: &str) {
        let return_path = Some("bounce+1@blog.example".to_owned());
        let at = NOW.minus(Duration::from_secs(75));
        self.mailbox.deliver(return_path, "reader@mail.example".to_owned(), data.as_bytes().to_vec(), at);
    }
}

#[tokio::test]
async fn a_mail_is_read_as_a_mail_program_reads_it() {
    let desk = open().await;
    desk.deliver(DIGEST);
    let [mail] = &desk.mailbox.mails()[..] else { panic!("one mail was delivered") };
    assert_eq!(mail.number, 1);
    assert_eq!(mail.subject, "Łucja's bread <b>& fog</b>");
    assert_eq!(mail.from, "Runa Sæther <runa@blog.example>");
    assert_eq!(mail.text.as_deref().map(str::trim_end), Some("Grüße </pre><script>alert(1)</script>"));
    assert!(mail.html.as_deref().unwrap().starts_with("<!doctype html>"));
    let unsubscribe = "<mailto:leave@blog.example>,\t<https://blog.example/u/token?a=1&b=2>";
    assert_eq!(mail.header("list-unsubscribe"), Some(unsubscribe));
    assert_eq!(mail.header("List-Id"), None);
    assert_eq!(mail.raw, DIGEST.as_bytes());
}

#[tokio::test]
async fn a_part_that_is_not_there_is_not_made_up() {
    let desk = open().await;
    desk.deliver(NOTE);
    desk.deliver("Subject: x\r\nContent-Type: text/html\r\n\r\n<p>Only HTML</p>\r\n");
    desk.deliver("");
    let mails = desk.mailbox.mails();
    let parts: Vec<_> = mails.iter().map(|mail| (mail.html.is_some(), mail.text.is_some())).collect();
    assert_eq!(parts, [(false, true), (true, false), (false, false)]);
    assert!(desk.visitor.read("/mails/1").await.contains("Just text."));
    assert!(desk.visitor.read("/mails/2/text").await.contains("This mail has no text part."));
    assert!(desk.visitor.read("/mails/3").await.contains("(no subject)"));
    assert_eq!(desk.visitor.get("/mails/1/body.html").await.status(), 404);
}

#[tokio::test]
async fn the_list_shows_the_newest_first_and_refreshes_itself() {
    let desk = open().await;
    assert!(desk.visitor.read("/").await.contains("No mail yet."));
    desk.deliver(NOTE);
    desk.deliver(DIGEST);
    let page = Html::parse_document(&desk.visitor.read("/").await);
    let select = |selector| page.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
    let subjects: Vec<String> = select(".subject").iter().map(|subject| subject.text().collect()).collect();
    assert_eq!(subjects, ["Łucja's bread <b>& fog</b>", "Please confirm"]);
    assert_eq!(select(".ago")[0].text().collect::<String>(), "a minute ago");
    assert_eq!(select(".mails a")[0].attr("href"), Some("/mails/2"));
    assert_eq!(select("meta[http-equiv=refresh]").len(), 1);
    assert_eq!(select("script").len(), 0);
}

#[tokio::test]
async fn html_is_shown_in_a_frame_that_runs_nothing() {
    let desk = open().await;
    desk.deliver(DIGEST);
    let page = Html::parse_document(&desk.visitor.read("/mails/1").await);
    let frame = page.select(&Selector::parse("iframe").unwrap()).next().unwrap();
    assert_eq!(frame.attr("sandbox"), Some("allow-popups allow-popups-to-escape-sandbox"));
    assert_eq!(frame.attr("src"), Some("/mails/1/body.html"));

    let body = desk.visitor.get("/mails/1/body.html").await;
    let policy = header(&body, "content-security-policy").to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script"), "{policy}");
    assert!(policy.contains("sandbox allow-popups"), "{policy}");
    assert_eq!(header(&body, "x-content-type-options"), "nosniff");
    assert!(body.text().await.unwrap().contains("<head><base target=\"_blank\"><title>"));
}

#[tokio::test]
async fn text_and_source_are_escaped() {
    let desk = open().await;
    desk.deliver(DIGEST);
    for (tab, expected) in [("text", "Grüße"), ("source", "Gr=C3=BC=C3=9Fe")] {
        let answer = desk.visitor.get(&format!("/mails/1/{tab}")).await;
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        let page = answer.text().await.unwrap();
        assert!(!page.contains("<script"), "{page}");
        let page = Html::parse_document(&page);
        let shown: String = page.select(&Selector::parse("pre").unwrap()).next().unwrap().text().collect();
        assert!(shown.contains(&format!("{expected} </pre><script>alert(1)</script>")), "{shown}");
    }
    let answer = desk.visitor.get("/mails/1/mail.eml").await;
    assert_eq!(header(&answer, "content-type"), "message/rfc822");
    assert_eq!(answer.bytes().await.unwrap(), DIGEST.as_bytes());
}

#[tokio::test]
async fn the_unsubscribe_button_posts_what_mail_programs_post() {
    let desk = open().await;
    desk.deliver(DIGEST);
    desk.deliver(NOTE);
    let page = Html::parse_document(&desk.visitor.read("/mails/1").await);
    let form = page.select(&Selector::parse("form[method=post]").unwrap()).next().unwrap();
    assert_eq!(form.attr("action"), Some("https://blog.example/u/token?a=1&b=2"));
    let field = form.select(&Selector::parse("input").unwrap()).next().unwrap();
    assert_eq!((field.attr("name"), field.attr("value")), (Some("List-Unsubscribe"), Some("One-Click")));
    assert!(!desk.visitor.read("/mails/2").await.contains("<form"));
}

#[tokio::test]
async fn a_mail_that_is_not_there_is_not_found() {
    let desk = open().await;
    desk.deliver(NOTE);
    for path in ["/mails/0", "/mails/2", "/mails/x", "/mails/2/source", "/mails/-1/body.html"] {
        assert_eq!(desk.visitor.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn waiting_ends_with_a_mail_that_is_there_or_comes() {
    let desk = open().await;
    desk.deliver(NOTE);
    let second = Duration::from_secs(1);
    let there = desk.mailbox.wait_for(second, |mail| mail.subject == "Please confirm").await;
    assert_eq!(there.unwrap().number, 1);

    let waiting = desk.mailbox.wait_for(second * 30, |mail| mail.number > 1 && mail.html.is_some());
    let (came, ()) = tokio::join!(waiting, async {
        desk.deliver(NOTE);
        desk.deliver(DIGEST);
    });
    assert_eq!(came.unwrap().number, 3);
}

#[tokio::test]
async fn waiting_ends_at_the_deadline() {
    let desk = open().await;
    desk.deliver(NOTE);
    assert_eq!(desk.mailbox.wait_for(Duration::from_millis(20), |mail| mail.number > 1).await, None);
}

#[tokio::test]
async fn mails_are_saved_as_they_came() {
    let desk = open().await;
    desk.deliver(NOTE);
    desk.deliver(DIGEST);
    desk.deliver("Subject: ../../\r\n\r\n");
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("mails");
    let files = desk.mailbox.save_eml(&inside).unwrap();
    let expected = ["0001-please-confirm.eml", "0002-ucja-s-bread-b-fog-b.eml", "0003.eml"];
    assert_eq!(files, expected.map(|name| inside.join(name)));
    assert_eq!(std::fs::read(&files[1]).unwrap(), DIGEST.as_bytes());
}
