//! Posts that the operator writes: Markdown and HTML, front matter, and every way in which they can be wrong.

use letterbell::domain::archive::Audience;
use letterbell::domain::schedule::Zone;
use letterbell::feed::written::{LONGEST, Manuscript, ManuscriptError, Written, WrittenPost, introduction, read};

fn read_as(written: Written, text: impl AsRef<[u8]>) -> Result<WrittenPost, ManuscriptError> {
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let manuscript = Manuscript { bytes: text.as_ref(), written, name: Some("letter-7"), title: None, zone: &zone };
    read(&manuscript)
}

fn markdown(text: impl AsRef<[u8]>) -> WrittenPost {
    read_as(Written::Markdown, text).unwrap()
}

fn refused(text: impl AsRef<[u8]>) -> String {
    read_as(Written::Markdown, text).unwrap_err().to_string()
}

#[test]
fn front_matter_says_all_about_a_post() {
    let text = "---\n# mine\nid: spring\ntitle: \"Bees: \\\"what\\\" they do\"\ndate: 2026-03-01 08:30\ntopics: [Bees, 'Honey, raw']\n\
                audience: subscribers\nauthor: Ada Quill # that's me\nlink: https://hive.example/spring\ndraft: true\n---\n\nWords.\n";
    let WrittenPost { post, matter } = markdown(text);
    assert_eq!((post.entry_key.as_str(), post.title.as_str()), ("spring", "Bees: \"what\" they do"));
    assert_eq!(post.published_at.unwrap().to_string(), "2026-03-01T07:30:00Z", "in the list's zone");
    assert_eq!(post.author.as_deref(), Some("Ada Quill"));
    assert_eq!(post.link.as_deref(), Some("https://hive.example/spring"));
    assert_eq!(post.html.trim(), "<p>Words.</p>");
    assert_eq!((matter.audience, matter.draft), (Some(Audience::Subscribers), true));
    let lines = markdown("---\ntitle: T\ntopics:\n  - Bees\n  - Honey\ndate: 2026-03-01T07:30:00+02:00\n---\nWords.");
    assert_eq!(lines.post.topics, ["Bees", "Honey"]);
    assert_eq!(lines.post.published_at.unwrap().to_string(), "2026-03-01T05:30:00Z");
}

#[test]
fn a_title_may_be_the_first_heading_and_a_name_the_file() {
    let post = markdown("# The *ferry* waits\r\n\r\nNobody knows why.\r\n").post;
    assert_eq!((post.title.as_str(), post.entry_key.as_str()), ("The ferry waits", "letter-7"));
    assert_eq!(post.html.trim(), "<p>Nobody knows why.</p>");
    let html =
        read_as(Written::Html, "<!doctype html><title>x</title><body><h1>The ferry</h1><p>Waits.</p>").unwrap().post;
    assert_eq!((html.title.as_str(), html.html.trim()), ("The ferry", "<p>Waits.</p>"));
}

#[test]
fn markdown_has_tables_footnotes_strikethrough_and_task_lists() {
    let text = "# T\n\nA ~~slow~~ fast bee.[^b] And.[^a] Again.[^b]\n\n- [x] fed\n- [ ] counted\n\n| hive | kg |\n|---|---|\n| 7 | 19 |\n\n\
                [^a]: Second note.\n[^b]: First note.\n";
    let html = markdown(text).post.html;
    for part in
        ["<del>slow</del>", "☑ fed", "☐ counted", "<th>hive</th>", "<td>19</td>", "<sup>[1]</sup>", "<sup>[2]</sup>"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let (first, second) = (html.find("First note.").unwrap(), html.find("Second note.").unwrap());
    assert!(first < second, "in the order in which they are first named: {html}");
    assert_eq!(html.matches("First note.").count(), 1);
    assert!(!html.contains("invalid"), "{html}");
}

#[test]
fn a_written_post_goes_through_the_same_sanitiser() {
    let html = markdown(
        "# T\n\n<script>alert(1)</script><p onclick=\"x()\" style=\"position:fixed\">Hi \u{E001} {{ 7*7 }}</p>",
    )
    .post
    .html;
    assert_eq!(html.trim(), "<p>Hi  {{ 7*7 }}</p>");
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_a_way_on() {
    let matter = |lines: &str| format!("---\n{lines}\n---\nWords.");
    for (text, words) in [
        (matter("title: T\ntilte: x"), "line 3: there is no field 'tilte'; the fields are id, title"),
        (matter("title: T\n\ndate: soon"), "line 4: 'soon' is no date; write it like 2026-11-26"),
        (matter("title: T\ndate: 2026-02-30"), "line 3: '2026-02-30' is no date"),
        (matter("title: \"T"), "line 2: the quotes of \"T are not closed"),
        (matter("title: T\naudience: friends"), "line 3: 'friends' is none of open, subscribers and hidden"),
        (matter("title: T\ndraft: maybe"), "line 3: draft is true or false"),
        (matter("title: T\ntopics: [a"), "line 3: [a has no closing bracket"),
        (matter("title: T\ntitle: U"), "line 3: 'title' is there twice"),
        (matter("title"), "line 2: 'title' is no field"),
        (matter("title: {a: b}"), "line 2: '{a: b}' is not understood here"),
        ("---\ntitle: T\nWords.".to_owned(), "line 3: 'Words.' is no field"),
        ("---\ntitle: T\n".to_owned(), "line 1: the front matter has no end"),
        ("+++\ntitle = 'T'\n+++\n".to_owned(), "line 1: front matter stands between lines of ---"),
        ("Words without a title.".to_owned(), "it has no title"),
        (matter("title: T\nlink: hive/spring"), "'hive/spring' is no web address"),
        ("# T\n\n![Me](pictures/me.jpg)".to_owned(), "'pictures/me.jpg' leads nowhere from a mail"),
        (" \n\n".to_owned(), "it is empty"),
        (matter("title: T").replace("Words.", "<script>x</script>"), "it is empty"),
        ("# Only a heading".to_owned(), "it is empty"),
    ] {
        let said = refused(&text);
        assert!(said.starts_with(words), "{text:?}: {said}");
    }
    assert_eq!(refused(b"# T\n\nGr\xfc\xdfe"), "line 3 is not UTF-8: save it as UTF-8");
    assert!(refused(vec![b'a'; LONGEST + 1]).contains("longer than"));
    let linked = markdown("---\nlink: https://hive.example/spring/\n---\n# T\n\n![Me](me.jpg)").post.html;
    assert!(linked.contains("https://hive.example/spring/me.jpg"), "{linked}");
}

#[test]
fn an_introduction_is_cleaned_like_a_post_and_kept_short() {
    let clean = |text: &str, written| introduction(text.as_bytes(), written);
    assert_eq!(
        clean("Dear *all*,\r\n\nthe bees", Written::Markdown).unwrap(),
        "<p>Dear <em>all</em>,</p>\n<p>the bees</p>"
    );
    let hostile =
        "<p onclick=x>Hello<script>alert(1)</script> <a href=\"javascript:x\">there</a></p><style>p{}</style>";
    let html = clean(hostile, Written::Html).unwrap();
    assert!(html.contains("Hello") && !["script", "onclick", "style"].iter().any(|bad| html.contains(bad)), "{html}");
    for (text, written, words) in [
        ("[here](/about)", Written::Markdown, "'/about' leads nowhere from a mail"),
        (" \n ", Written::Markdown, "it is empty"),
        ("<script>x</script>", Written::Html, "it is empty"),
        (&"word ".repeat(2001), Written::Markdown, "it is longer than 10000 bytes"),
    ] {
        let error = clean(text, written).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    assert!(introduction(b"a\n\xff", Written::Markdown).unwrap_err().to_string().contains("line 2 is not UTF-8"));
}
