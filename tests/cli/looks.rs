//! How digests look, from the operator's desk: set, shown, tried, and seen in a digest of two blogs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use crate::desk::Desk;

/// A blog's feed: one old post, and what it publishes later.
fn feed(title: &str, fresh: &[(&str, &str, &str)], is_published: &AtomicBool) -> String {
    let old = ("old", "Old", "https://blog.example.org/old");
    let fresh = if is_published.load(Ordering::SeqCst) { fresh } else { &[] };
    let item = |(guid, name, link): &(&str, &str, &str)| {
        format!(
            "<item><guid isPermaLink=\"false\">{title} {guid}</guid><title>{name}</title><link>{link}</link>\
             <category>{title}</category><media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://blog.example.org/{guid}.jpg\" type=\"image/jpeg\"/>\
             <description>&lt;p&gt;The first of {name}.&lt;/p&gt;&lt;p&gt;The last of {name}.&lt;/p&gt;</description></item>"
        )
    };
    let items: String = [old].iter().chain(fresh).map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>{title}</title><link>https://blog.example.org/{title}/</link>{items}</channel></rss>"
    )
}

/// Two blogs that publish when told; the second one repeats a post of the first.
async fn two_blogs() -> (String, Arc<AtomicBool>) {
    const HIVE: &[(&str, &str, &str)] = &[
        ("1", "Swarm", "https://blog.example.org/swarm?utm_source=feed"),
        ("2", "Honey", "https://blog.example.org/honey"),
    ];
    const HARBOUR: &[(&str, &str, &str)] = &[
        ("1", "Swarm, seen from the harbour", "https://blog.example.org/swarm"),
        ("2", "Fog", "https://blog.example.org/fog"),
    ];
    let is_published = Arc::new(AtomicBool::new(false));
    let (one, other) = (Arc::clone(&is_published), Arc::clone(&is_published));
    let routes = Router::new()
        .route("/hive", get(async move || feed("Hive", HIVE, &one)))
        .route("/harbour", get(async move || feed("Harbour", HARBOUR, &other)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    (address, is_published)
}

/// A desk whose list has new posts of two blogs.
async fn desk_of_two_blogs() -> Desk {
    let desk = Desk::with_a_list().await;
    let (blogs, is_published) = two_blogs().await;
    for blog in ["hive", "harbour"] {
        desk.does(&["feed", "add", "--list", "bees", &format!("{blogs}/{blog}")]).await;
    }
    desk.does(&["feed", "poll"]).await;
    is_published.store(true, Ordering::SeqCst);
    desk.does(&["feed", "poll"]).await;
    desk
}

/// The next digest of `weekly`: HTML and text.
async fn preview(desk: &Desk, more: &[&str]) -> (String, String) {
    let out = desk.folder.path().join("out");
    let of = ["digest", "preview", "--schedule", "weekly", "--out", out.to_str().unwrap()];
    desk.does(&[&of[..], more].concat()).await;
    let read = |ending: &str| std::fs::read_to_string(out.join(format!("digest-weekly.{ending}"))).unwrap();
    (read("html"), read("txt"))
}

#[tokio::test]
async fn a_look_is_set_shown_and_in_the_next_digest() {
    let desk = desk_of_two_blogs().await;
    let shown = desk.does(&["list", "show", "bees"]).await;
    assert_eq!(shown["look"]["theme"], "letter");
    assert_eq!((&shown["look"]["portion"], &shown["look"]["own_portion"]), (&json!("full"), &json!(null)));

    let change = [
        "list", "change", "bees", "--theme", "magazine", "--accent", "#ffcc00", "--fonts", "palatino", "--width", "640",
    ];
    let logo = ["--logo", "https://blog.example.org/logo.png", "--logo-size", "160x40", "--logo-alt", "A bell"];
    let changed =
        desk.does(&[&change[..], &logo, &["--footer", "Made by hand & <bees>.", "--by-topic", "true"]].concat()).await;
    assert_eq!(
        changed["look"]["logo"],
        json!({ "url": "https://blog.example.org/logo.png", "alt": "A bell", "width": 160, "height": 40 })
    );
    let note = changed["notes"][0].as_str().unwrap();
    assert!(note.contains("#ffcc00 is too pale"), "{note}");
    assert_eq!(desk.does(&["list", "show", "bees"]).await["look"], changed["look"]);

    let (html, text) = preview(&desk, &[]).await;
    let adjusted = note.split(": ").last().unwrap().split(' ').next().unwrap();
    for part in [
        "640px",
        "Palatino",
        adjusted,
        "Made by hand &amp; &lt;bees&gt;.",
        "alt=\"A bell\"",
        "In this digest",
        "href=\"#post-2\"",
        "https://blog.example.org/2.jpg",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(text.contains("Made by hand & <bees>.") && text.contains("In this digest\n\n1. "), "{text}");

    let words = desk.types(&["list", "show", "bees"]).await.stdout;
    for part in
        ["theme     magazine, excerpt posts, by topic", "accent    #ffcc00", "160x40, A bell", "width     640 pixels"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let taken_back =
        desk.does(&["list", "change", "bees", "--logo", "none", "--accent", "none", "--footer", "none"]).await;
    assert_eq!(
        (&taken_back["look"]["logo"], &taken_back["look"]["accent"], &taken_back["look"]["footer"]),
        (&json!(null), &json!(null), &json!(""))
    );
    assert_eq!(taken_back["look"]["theme"], "magazine", "what is not said stays");
}

#[tokio::test]
async fn what_a_pale_colour_became_is_the_first_thing_said() {
    let desk = Desk::with_a_list().await;
    let words = desk.types(&["list", "change", "bees", "--accent", "#ffff00"]).await.stdout;
    let first = words.lines().next().unwrap();
    assert!(first.starts_with("The accent: #ffff00 is too pale to read on white: #"), "{words}");
    assert!(words.contains("accent    #ffff00, shown as #"), "{words}");
}

#[tokio::test]
async fn an_introduction_stands_above_the_posts_until_it_is_taken_away() {
    let desk = desk_of_two_blogs().await;
    desk.write("hello.md", "Dear readers of {{ list.name }},\n\n*seven* letters.\n\n- One\n- Two\n");
    let changed = desk.does(&["list", "change", "bees", "--intro", "hello.md"]).await;
    assert!(changed["introduction"].as_str().unwrap().contains("<em>seven</em>"), "{changed}");
    let words = desk.types(&["list", "show", "bees"]).await.stdout;
    assert!(words.contains("\nintro     Dear readers of {{ list.name }},"), "{words}");
    for theme in ["letter", "magazine", "headlines"] {
        let (html, text) = preview(&desk, &["--theme", theme]).await;
        for part in [&html, &text] {
            let intro = part.find("Dear readers of {{ list.name }},").unwrap_or_else(|| panic!("{theme}: {part}"));
            let posts = part.find("of Honey").or(part.rfind("Honey")).unwrap();
            assert!(intro < posts && part.contains("seven"), "{theme}: above the posts in {part}");
        }
        assert!(text.contains("\n- One\n- Two\n"), "{text}");
    }
    desk.write("letter.md", "# The hive\n\nThey hum.\n");
    let id = desk.does(&["post", "add", "--draft", "letter.md"]).await[0]["id"].to_string();
    desk.does(&["post", "preview", &id, "--out", "out"]).await;
    let alone = std::fs::read_to_string(desk.folder.path().join(format!("out/post-{id}.txt"))).unwrap();
    assert!(!alone.contains("Dear readers"), "a post on its own begins with itself: {alone}");

    let mut piped = desk.command(&["list", "change", "bees", "--intro", "-", "--json"]);
    let input = desk.write("input", "From the pipe.");
    let output = piped.stdin(std::fs::File::open(input).unwrap()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("<p>From the pipe.</p>"), "{output:?}");
    desk.write("bad.md", "[here](about)");
    desk.write("letter.odt", "PK");
    for (file, words) in [
        ("bad.md", "--intro: bad.md: 'about' leads nowhere from a mail"),
        ("nowhere.md", "nowhere.md cannot be read"),
        ("letter.odt", "letter.odt ends in .odt: name a file that ends in .md, .txt or .html"),
    ] {
        let said = desk.refuses(1, &["list", "change", "bees", "--intro", file, "--theme", "headlines"]).await;
        assert!(said.contains(words), "{said}");
    }
    let shown = desk.does(&["list", "show", "bees"]).await;
    assert_eq!((&shown["introduction"], &shown["look"]["theme"]), (&json!("<p>From the pipe.</p>"), &json!("letter")));
    assert_eq!(desk.does(&["list", "change", "bees", "--intro", "none"]).await["introduction"], "");
    assert!(!preview(&desk, &[]).await.1.contains("From the pipe"));
}

#[tokio::test]
async fn a_mail_that_is_tried_is_counted_like_the_real_one() {
    let desk = desk_of_two_blogs().await;
    desk.write("letterbell.toml", "[delivery]\nsender_id = \"hive2026\"\n");
    preview(&desk, &[]).await;
    let source = std::fs::read_to_string(desk.folder.path().join("out/digest-weekly.eml")).unwrap();
    assert!(source.contains("\r\nFeedback-ID: list-bees:way-weekly:digest:hive2026\r\n"), "{source}");
    desk.write("letter.md", "# The hive\n\nThey hum.\n");
    let id = desk.does(&["post", "add", "--draft", "letter.md"]).await[0]["id"].to_string();
    desk.does(&["post", "preview", &id, "--out", "out"]).await;
    let source = std::fs::read_to_string(desk.folder.path().join(format!("out/post-{id}.eml"))).unwrap();
    assert!(source.contains(":digest:hive2026\r\n"), "{source}");
}

#[tokio::test]
async fn a_post_that_two_blogs_have_comes_once_and_each_names_its_blog() {
    let desk = desk_of_two_blogs().await;
    let (html, text) = preview(&desk, &[]).await;
    assert_eq!(text.matches("The last of Swarm").count(), 1, "{text}");
    assert_eq!(html.matches("class=\"title\"").count(), 3, "whichever blog was read first: {html}");
    assert!(text.contains("\nHoney\n") && text.contains("\nFog\n"), "{text}");
    assert!(html.contains("Harbour") && html.contains("Hive"), "their blogs are named");
    assert!(!text.contains("Old"), "the baseline is never mailed");
}

#[tokio::test]
async fn a_schedule_carries_as_much_of_each_post_as_it_says() {
    let desk = desk_of_two_blogs().await;
    assert!(preview(&desk, &[]).await.1.contains("The last of Honey"));
    let change = ["schedule", "change", "--list", "bees", "--name", "weekly"];
    let changed = desk.does(&[&change[..], &["--portion", "headline", "--maximum", "20"]].concat()).await;
    assert_eq!(
        (&changed["portion"], &changed["maximum"], &changed["minimum"]),
        (&json!("headline"), &json!(20), &json!(1))
    );
    let (html, text) = preview(&desk, &[]).await;
    assert!(text.contains("Honey") && !text.contains("of Honey") && !html.contains("of Honey"), "{text}");
    let back = desk.does(&[&change[..], &["--portion", "list", "--maximum", "none"]].concat()).await;
    assert_eq!(
        (&back["portion"], &back["own_portion"], &back["maximum"]),
        (&json!("full"), &json!(null), &json!(null))
    );

    let (html, _) = preview(&desk, &["--theme", "headlines"]).await;
    assert!(html.contains("class=\"headline"), "a look is tried …");
    assert_eq!(desk.does(&["list", "show", "bees"]).await["look"]["theme"], "letter", "… and not kept");
}

#[tokio::test]
async fn a_look_that_cannot_be_says_what_can() {
    let desk = Desk::with_a_list().await;
    let list = |more: &[&'static str]| [&["list", "change", "bees"], more].concat();
    for (code, line, words) in [
        (2, list(&["--theme", "loud"]), "letter, magazine, headlines"),
        (2, list(&["--accent", "red"]), "#a8321f"),
        (2, list(&["--logo", "http://blog.example.org/a.png"]), "https"),
        (2, list(&["--width", "200"]), "480 to 720"),
        (2, list(&["--fonts", "comic"]), "serif, palatino, sans, verdana"),
        (2, list(&["--portion", "half"]), "full, excerpt, headline"),
        (1, list(&["--logo", "https://blog.example.org/a.png"]), "--logo-size"),
        (1, list(&["--logo-size", "10x10"]), "--logo URL"),
        (2, vec!["schedule", "change", "--list", "bees"], "--portion"),
        (2, vec!["schedule", "change", "--list", "bees", "--maximum", "0"], "1 to 1000, or none"),
        (1, vec!["schedule", "change", "--list", "bees", "--minimum", "5", "--maximum", "3"], "--maximum"),
    ] {
        let said = desk.refuses(code, &line).await;
        assert!(said.contains(words), "{line:?}: {said}");
    }
    let nothing = desk.refuses(2, &list(&[])).await;
    assert!(nothing.contains("--language") && nothing.contains("another of the 20 options"), "{nothing}");
    assert!(nothing.contains("list change --help") && nothing.lines().all(|line| line.len() < 120), "{nothing}");
    let look: Value = desk.does(&["list", "show", "bees"]).await["look"].clone();
    assert_eq!((&look["theme"], &look["logo"]), (&json!("letter"), &json!(null)), "nothing was changed");
}
