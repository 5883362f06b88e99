//! Each format, and by what an entry is known.

use letterbell::domain::post::NewPost;
use letterbell::domain::time::Timestamp;
use letterbell::feed::parse::{Document, ParseError, read};
use url::Url;

pub fn url() -> Url {
    Url::parse("https://feeds.example.org/feed.xml").unwrap()
}

fn document(text: &str) -> Document {
    read(text.as_bytes(), &url()).unwrap()
}

/// An RSS feed of these items.
pub fn rss(items: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>T</title><link>https://blog.example.org/</link><description/>{items}</channel></rss>"
    )
}

fn posts(items: &str) -> Vec<NewPost> {
    document(&rss(items)).posts
}

fn titles(posts: &[NewPost]) -> Vec<&str> {
    posts.iter().map(|post| post.title.as_str()).collect()
}

fn at(text: &str) -> Option<Timestamp> {
    text.parse::<jiff::Timestamp>().ok().map(Timestamp::from)
}

#[test]
fn rss_091_is_read() {
    let feed = document(include_str!("fixtures/rss091.xml"));
    assert_eq!(feed.title.as_deref(), Some("Bell & Clapper"));
    assert_eq!(feed.home.as_deref(), Some("http://bells.example.org/"));
    assert_eq!(titles(&feed.posts), ["Practice moves to Thursdays", "The tenor is back"]);
    let tenor = &feed.posts[1];
    assert_eq!(tenor.entry_key, "bells.example.org/tenor.html");
    assert_eq!(tenor.html, "<p>After two years at the foundry the tenor hangs again.</p>");
    assert_eq!(tenor.published_at, None);
}

#[test]
fn rss_of_versions_that_nobody_specified_is_read() {
    let item = "<item><title>One</title><link>https://blog.example.org/1</link></item>";
    for root in [
        "<rss>",
        "<rss version='0.93'>",
        "<rss version=\"0.94\" >",
        "<rss version='2.0.1'>",
        "<rss version='2.0' xmlns='http://backend.userland.com/rss2'>",
    ] {
        let feed = format!("<?xml version='1.0'?><!-- old -->{root}<channel><title>T</title>{item}</channel></rss>");
        assert_eq!(titles(&document(&feed).posts), ["One"], "{root}");
    }
    let rss090 = format!(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>\
         <channel><title>T</title><link>https://blog.example.org/</link></channel>{item}</rdf:RDF>"
    );
    assert_eq!(titles(&document(&rss090).posts), ["One"]);
}

#[test]
fn the_picture_that_a_feed_names_for_a_post_is_read() {
    let json = |item: &str| {
        let feed = format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "https://blog.example.org/",
                "items": [{{"id": "1", "url": "/1", "content_text": "Words." {item}}}]}}"#
        );
        document(&feed).posts[0].picture.clone()
    };
    let named = |name: &str| Some(format!("https://blog.example.org/{name}"));
    assert_eq!(json(""), None);
    assert_eq!(json(r#", "image": "https://blog.example.org/a.jpg", "banner_image": "/b.jpg""#), named("a.jpg"));
    assert_eq!(json(r#", "banner_image": "/b.jpg""#), named("b.jpg"));
    assert_eq!(json(r#", "image": 7, "banner_image": "javascript:alert(1)""#), None);
    assert_eq!(
        json(r#", "image": "/a.svg", "banner_image": "/b.jpg""#),
        named("b.jpg"),
        "no mail program shows the first"
    );
    let attached = r#", "attachments": [{"url": "/1.mp3", "mime_type": "audio/mpeg"}, {"url": "/c.jpg", "mime_type": "image/jpeg"}, {}]"#;
    assert_eq!(json(attached), named("c.jpg"));

    let item = |picture: &str| {
        let item = format!("<item><title>One</title><link>https://blog.example.org/1</link>{picture}</item>");
        posts(&item)[0].picture.clone()
    };
    assert_eq!(item("<enclosure url='https://blog.example.org/a.jpg' type='image/jpeg' length='1'/>"), named("a.jpg"));
    assert_eq!(item("<enclosure url='https://blog.example.org/a.mp3' type='audio/mpeg' length='1'/>"), None);
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>f</id><updated>2024-01-01T00:00:00Z</updated>\
        <entry><id>1</id><title>One</title><updated>2024-01-01T00:00:00Z</updated><link href='https://blog.example.org/1'/>\
        <link rel='enclosure' type='image/png' href='https://blog.example.org/a.png'/></entry></feed>";
    let one = &document(atom).posts[0];
    assert_eq!((one.picture.clone(), one.link.as_deref()), (named("a.png"), Some("https://blog.example.org/1")));
}

#[test]
fn rss_10_is_read() {
    let feed = document(include_str!("fixtures/rss10.xml"));
    assert_eq!(feed.title.as_deref(), Some("Tower notes"));
    let [first, second] = feed.posts.as_slice() else { panic!("{feed:?}") };
    assert_eq!(first.html, "<p>Only a <b>short</b> form.</p>");
    assert_eq!(second.html, "<p>The <em>long</em> form of the second note.</p>");
    assert_eq!(second.author.as_deref(), Some("Ada Ringer"));
    assert_eq!(second.published_at, at("2024-05-02T08:00:00Z"));
}

#[test]
fn rss_20_is_read() {
    let feed = document(include_str!("fixtures/rss20.xml"));
    assert_eq!(feed.home.as_deref(), Some("https://ringing.example.org/"));
    let [nameless, permalink, newest] = feed.posts.as_slice() else { panic!("{feed:?}") };
    assert_eq!(newest.entry_key, "tag:ringing.example.org,2024:3");
    assert_eq!(newest.link_key.as_deref(), Some("ringing.example.org/three-and-four"));
    assert_eq!(newest.title, "Three & four bells");
    assert_eq!(newest.author.as_deref(), Some("Ada Ringer"));
    assert_eq!(newest.topics, ["Methods & maths", "Teaching"]);
    assert_eq!(newest.published_at, at("2024-07-03T07:30:00Z"));
    assert!(newest.html.contains("href=\"https://ringing.example.org/minimus\""), "{}", newest.html);
    assert!(newest.html.contains("src=\"https://ringing.example.org/three-and-four/bells.jpg\""), "{}", newest.html);
    assert_eq!(permalink.link.as_deref(), Some("https://ringing.example.org/permalink/"));
    assert!(nameless.entry_key.starts_with("sha256:"), "{}", nameless.entry_key);
    assert_eq!(nameless.excerpt, "An item without title, link and guid.");
}

#[test]
fn atom_is_read() {
    let feed = document(include_str!("fixtures/atom.xml"));
    assert_eq!(feed.title.as_deref(), Some("Foundry & Forge"));
    let [plain, tuning] = feed.posts.as_slice() else { panic!("{feed:?}") };
    assert_eq!(plain.html, "<p>One &lt; two.</p>\n<p>Next paragraph.</p>");
    assert_eq!((plain.author.as_deref(), plain.published_at), (Some("Guest Caster"), at("2024-06-01T12:00:00Z")));
    assert_eq!(tuning.title, "Tuning by lathe < by ear");
    assert_eq!(tuning.link.as_deref(), Some("https://feeds.example.org/2024/tuning"));
    assert_eq!((tuning.author.as_deref(), tuning.published_at), (Some("Mia Founder"), at("2024-06-02T12:00:00Z")));
    assert_eq!(tuning.topics, ["Craft"]);
    assert!(tuning.html.contains("src=\"https://foundry.example.org/2024/lathe.png\""), "{}", tuning.html);
}

#[test]
fn the_base_of_an_atom_document_holds_for_its_posts() {
    let feed = document(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://blog.example.org/base/'><title>T</title>\
         <entry><id>1</id><link href='deep/down/post'/><content type='html'>&lt;img src='a.png'></content></entry></feed>",
    );
    assert_eq!(feed.posts[0].link.as_deref(), Some("https://blog.example.org/base/deep/down/post"));
    assert!(feed.posts[0].html.contains("https://blog.example.org/base/a.png"), "{}", feed.posts[0].html);
}

#[test]
fn json_feed_is_read() {
    let feed = document(include_str!("fixtures/feed.json"));
    assert_eq!(feed.title.as_deref(), Some("Change Ringing"));
    let [rounds, bob] = feed.posts.as_slice() else { panic!("{feed:?}") };
    assert_eq!((rounds.title.as_str(), rounds.html.as_str()), ("", "<p>Rounds first.<br>Always.</p>"));
    assert_eq!(rounds.author.as_deref(), Some("Guest"));
    assert_eq!((bob.entry_key.as_str(), bob.title.as_str()), ("2", "Plain Bob & friends"));
    assert_eq!(bob.author.as_deref(), Some("Ada Ringer"));
    assert_eq!(bob.link.as_deref(), Some("https://changes.example.org/plain-bob"));
    assert!(bob.html.contains("href=\"https://changes.example.org/hunting\""), "{}", bob.html);
    assert_eq!(bob.topics, ["Methods", "Beginners"]);
}

#[test]
fn an_entry_is_known_by_its_guid_however_else_it_changes() {
    let one = posts(
        "<item><guid isPermaLink='false'>g-1</guid><title>Old</title><link>https://blog.example.org/a</link></item>",
    );
    let two = posts(
        "<item><guid isPermaLink='false'> g-1 </guid><title>New</title><link>https://blog.example.org/b</link></item>",
    );
    assert_eq!((one[0].entry_key.as_str(), two[0].entry_key.as_str()), ("g-1", "g-1"));
}

#[test]
fn a_changed_guid_keeps_the_second_key() {
    let http = posts(
        "<item><guid>http://blog.example.org/?p=1</guid><title>A</title><link>http://blog.example.org/a/</link></item>",
    );
    let https = posts(
        "<item><guid>https://blog.example.org/?p=1</guid><title>B</title><link>https://blog.example.org/a?utm_source=rss</link></item>",
    );
    assert_ne!(http[0].entry_key, https[0].entry_key);
    assert_eq!(http[0].link_key, https[0].link_key);
    assert_eq!(http[0].link_key.as_deref(), Some("blog.example.org/a"));
}

#[test]
fn a_retitled_entry_without_guid_is_known_by_its_link() {
    let one = posts("<item><title>Old</title><link>https://blog.example.org/a</link></item>");
    let two = posts("<item><title>New</title><link>http://blog.example.org/a/</link></item>");
    assert_eq!(one[0].entry_key, two[0].entry_key);
}

#[test]
fn an_entry_without_guid_and_link_has_the_same_key_at_every_reading() {
    let item = "<item><title>Note</title><description>Text</description></item>";
    let keys: Vec<String> = (0..3).map(|_| posts(item)[0].entry_key.clone()).collect();
    assert_eq!(keys, vec![keys[0].clone(); 3]);
    let other = posts("<item><title>Note</title><description>Other text</description></item>");
    assert_ne!(other[0].entry_key, keys[0]);
    let no_base = read(rss(item).as_bytes(), &Url::parse("https://other.example.org/").unwrap()).unwrap();
    assert_eq!(no_base.posts[0].entry_key, keys[0]);
}

#[test]
fn a_guid_that_no_index_takes_goes_by_its_hash() {
    let long = posts(&format!("<item><guid>{}</guid><title>A</title></item>", "x".repeat(5000)));
    assert!(long[0].entry_key.starts_with("sha256:") && long[0].entry_key.len() == 71, "{}", long[0].entry_key);
    let json = r#"{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"a\u0000b","title":"A"}]}"#;
    assert!(document(json).posts[0].entry_key.starts_with("sha256:"));
}

#[test]
fn repeats_in_a_document_collapse_by_either_key() {
    let items = "<item><guid>g1</guid><title>First</title><link>https://blog.example.org/1</link></item>\
                 <item><guid>g1</guid><title>Again</title><link>https://blog.example.org/x</link></item>\
                 <item><guid>g2</guid><title>first</title><link>http://blog.example.org/1/?utm_campaign=c</link></item>\
                 <item><title>By link</title><link>https://blog.example.org/2</link></item>\
                 <item><title>By link, retitled</title><link>https://blog.example.org/2#top</link></item>\
                 <item><title>By link</title><link>https://blog.example.org/2/</link></item>";
    let posts = posts(items);
    assert_eq!(titles(&posts), ["By link, retitled", "By link", "First"]);
}

#[test]
fn posts_that_share_a_page_are_told_apart() {
    let items = "<item><guid>c3</guid><title>Three</title><link>https://blog.example.org/changes</link></item>\
                 <item><guid>c2</guid><title>Two</title><link>https://blog.example.org/changes</link></item>\
                 <item><guid>h2</guid><title>Home</title><link>https://blog.example.org</link></item>\
                 <item><title>Day, second note</title><link>https://blog.example.org/day#b</link></item>\
                 <item><title>Day, first note</title><link>https://blog.example.org/day#a</link></item>";
    let posts = posts(items);
    assert_eq!(posts.len(), 5);
    assert!(posts.iter().all(|post| post.link_key.is_none()), "{posts:?}");
    let distinct: std::collections::HashSet<_> = posts.iter().map(|post| &post.entry_key).collect();
    assert_eq!(distinct.len(), 5);
}

#[test]
fn posts_come_oldest_first() {
    let dated = |n: u32, date: &str| format!("<item><guid>{n}</guid><title>{n}</title>{date}</item>");
    let day = |day: u32| format!("<pubDate>{day:02} Jan 2024 10:00:00 GMT</pubDate>");
    let all_dated = [dated(1, &day(3)), dated(2, &day(1)), dated(3, &day(3)), dated(4, &day(2))].concat();
    assert_eq!(titles(&posts(&all_dated)), ["2", "4", "3", "1"]);
    let one_undated = [dated(1, &day(3)), dated(2, ""), dated(3, &day(9))].concat();
    assert_eq!(titles(&posts(&one_undated)), ["3", "2", "1"]);
}

#[test]
fn of_a_whole_history_the_newest_posts_are_taken() {
    let item = |n: u32, date: String| format!("<item><guid>{n}</guid><title>{n}</title>{date}</item>");
    let undated: String = (0..700).map(|n| item(n, String::new())).collect();
    let newest_first = posts(&undated);
    assert_eq!((newest_first.len(), newest_first[499].title.as_str()), (500, "0"));
    let date = |n: u32| format!("<pubDate>{:02} Jan {} 10:00:00 GMT</pubDate>", n % 28 + 1, 1300 + n / 28 + 600);
    let oldest_first: String = (0..700).map(|n| item(n, date(n))).collect();
    let posts = posts(&oldest_first);
    assert_eq!((posts.len(), posts[0].title.as_str(), posts[499].title.as_str()), (500, "200", "699"));
}

#[test]
fn a_title_is_one_line_of_plain_text() {
    let posts = posts(
        "<item><guid>1</guid><title><![CDATA[ A <b>bold</b>\n&#8220;title&#8221; &amp; \u{E001}more ]]></title></item>",
    );
    assert_eq!(posts[0].title, "A bold “title” & more");
    let long = posts_with_title(&"word ".repeat(400));
    assert!(long.chars().count() <= 501 && long.ends_with("word…"), "{long}");
}

fn posts_with_title(title: &str) -> String {
    posts(&format!("<item><guid>1</guid><title>{title}</title></item>"))[0].title.clone()
}

#[test]
fn common_damage_is_mended() {
    let bare = posts(
        "<item><guid>1</guid><title>Fish & chips &nbsp; &copy; &#0; R&B</title><link>https://blog.example.org/?a=1&b=2</link></item>",
    );
    assert_eq!(bare[0].title, "Fish & chips © \u{FFFD} R&B");
    assert_eq!(bare[0].link.as_deref(), Some("https://blog.example.org/?a=1&b=2"));
    let late = format!(
        "\n\n  <br />Warning: session_start()\n<?xml version='1.0' encoding='UTF-8'?>\n{}",
        rss("<item><guid>1</guid><title>A</title></item>")
    );
    assert_eq!(titles(&document(&late).posts), ["A"]);
}

#[test]
fn characters_are_read_by_their_bytes_whatever_is_declared() {
    let feed = rss("<item><guid>1</guid><title>Zoë’s café – 10 €</title></item>");
    let declared =
        |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\" standalone=\"yes\"                   ?>\n");
    let title = |bytes: &[u8]| read(bytes, &url()).unwrap().posts[0].title.clone();
    let utf16 = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let windows: Vec<u8> = feed
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            '–' => 0x96,
            '€' => 0x80,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    for (how, bytes) in [
        ("UTF-8", feed.clone().into_bytes()),
        ("UTF-8 with a mark", ["\u{FEFF}", &feed].concat().into_bytes()),
        ("UTF-8 called Latin 1", [declared("ISO-8859-1"), feed.clone()].concat().into_bytes()),
        ("windows-1252 called UTF-8", [declared("UTF-8").as_bytes(), &windows].concat()),
        ("windows-1252 called Latin 1", [declared("iso-8859-1").as_bytes(), &windows].concat()),
        ("windows-1252 called by a name nobody knows", [declared("x-odd").as_bytes(), &windows].concat()),
        (
            "UTF-16 LE",
            utf16(&format!("\u{FEFF}{}{feed}", declared("UTF-16"))).iter().flat_map(|u| u.to_le_bytes()).collect(),
        ),
        ("UTF-16 BE without a mark", utf16(&feed).iter().flat_map(|u| u.to_be_bytes()).collect()),
    ] {
        assert_eq!(title(&bytes), "Zoë’s café – 10 €", "{how}");
    }
    let koi8 = [
        declared("koi8-r").as_bytes(),
        rss("<item><guid>1</guid><title>@</title></item>").replace('@', "#").as_bytes(),
    ]
    .concat();
    let koi8: Vec<u8> = koi8.into_iter().map(|byte| if byte == b'#' { 0xC1 } else { byte }).collect();
    assert_eq!(title(&koi8), "а");
}

#[test]
fn what_is_no_feed_is_told_by_what_it_is() {
    let page = "<!DOCTYPE html><html><head><link rel='stylesheet' href='/a.css'>\
                <LINK REL='Alternate' TYPE='application/rss+xml' HREF='/feed/'></head><body>Hello</body></html>";
    let error = read(page.as_bytes(), &url()).unwrap_err();
    assert_eq!(error.to_string(), "this is a web page, not a feed; its feed is at https://feeds.example.org/feed/");
    for (text, words) in [
        ("<html><body>x", "this is a web page, not a feed"),
        ("", "empty page"),
        (" \n\u{FEFF} ", "empty page"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "its outermost element is <urlset>"),
        ("<?xml version='1.0'?><!-- only -->", "no feed"),
        ("Error establishing a database connection", "neither like XML nor like JSON"),
        ("{\"version\": \"1.0\", \"title\": \"x\", \"items\": []}", "no JSON Feed"),
        ("{\"version\": ", "damaged"),
        ("<rss version='2.0'><channel><title>T</title><item><title>cut", "damaged"),
        ("<rss version='2.0'><channel></rss>", "damaged"),
        ("<rss version='2.0'/>", "damaged"),
    ] {
        let error = read(text.as_bytes(), &url()).unwrap_err().to_string();
        assert!(error.contains(words), "{text:?}: {error}");
    }
}

#[test]
fn a_feed_without_posts_is_no_error() {
    assert_eq!(posts(""), []);
    assert_eq!(posts("<item/><item><title> </title></item>"), []);
}

#[test]
fn a_summary_stands_in_for_missing_content() {
    let posts = posts(
        "<item xmlns:content='http://purl.org/rss/1.0/modules/content/'><guid>1</guid><description>One\n\nTwo &amp;amp; three</description><content:encoded> </content:encoded></item>",
    );
    assert_eq!(posts[0].html, "<p>One</p>\n<p>Two &amp; three</p>");
}

#[test]
fn parse_errors_are_comparable_for_those_who_store_them() {
    assert_eq!(read(b"", &url()), Err(ParseError::Empty));
}
