//! Words above the posts of one digest: tried, sent once, given to a digest that is held, with pictures that are kept.

use axum::Router;
use axum::routing::get;
use letterbell::domain::id::DigestId;
use letterbell::store::{Store, StoreOptions};

use crate::desk::Desk;

const CSV: &str = "address,name,confirmed_at\nada@example.org,Ada,2026-01-02\n";

/// A desk whose list has a reader on `schedule`, and an introduction.
async fn desk_with_a_reader(schedule: &str) -> Desk {
    let desk = Desk::with_a_list().await;
    let held = ["schedule", "add", "--list", "bees", "--name", "held", "--cron", "0 8 * * MON", "--hold"];
    desk.does(&[&held[..], &["--zone", "UTC"]].concat()).await;
    desk.write("readers.csv", CSV);
    desk.does(&["subscriber", "import", "readers.csv", "--list", "bees", "--schedule", schedule]).await;
    desk.write("always.md", "Dear all,");
    desk.write("once.md", "Just *this* once.");
    desk.does(&["list", "change", "bees", "--intro", "always.md"]).await;
    desk
}

async fn store(desk: &Desk) -> Store {
    Store::open(&desk.database_url(), StoreOptions::default()).await.unwrap().0
}

/// The text part of a digest's only edition.
async fn mailed(desk: &Desk, digest: &serde_json::Value) -> String {
    let editions = store(desk).await.editions_of(DigestId::new(digest["id"].as_i64().unwrap())).await.unwrap();
    assert_eq!(editions.len(), 1);
    editions[0].text.clone()
}

async fn write(desk: &Desk, name: &str) {
    desk.write("letter.md", format!("---\nid: {name}\ntitle: About {name}\n---\nWords.\n"));
    desk.does(&["post", "add", "letter.md"]).await;
}

#[tokio::test]
async fn one_digest_begins_with_words_of_its_own_and_the_next_with_the_lists() {
    let desk = desk_with_a_reader("weekly").await;
    write(&desk, "wax").await;
    let out = desk.folder.path().join("out");
    let preview = ["digest", "preview", "--schedule", "weekly", "--out", out.to_str().unwrap()];
    let shown = async |more: &[&str]| {
        desk.does(&[&preview[..], more].concat()).await;
        ["html", "txt"].map(|ending| std::fs::read_to_string(out.join(format!("digest-weekly.{ending}"))).unwrap())
    };
    for part in shown(&["--intro", "once.md"]).await {
        assert!(part.contains("once.") && !part.contains("Dear all,"), "{part}");
    }
    for part in shown(&["--intro", "none"]).await {
        assert!(!part.contains("once.") && !part.contains("Dear all,"), "{part}");
    }
    for part in shown(&[]).await {
        assert!(part.contains("Dear all,"), "trying changes nothing: {part}");
    }
    let run = ["digest", "run", "--schedule", "weekly"];
    let digest = desk.does(&[&run[..], &["--intro", "once.md"]].concat()).await;
    assert_eq!(digest["introduction"], "<p>Just <em>this</em> once.</p>");
    assert!(mailed(&desk, &digest).await.contains("Just this once."));
    let id = digest["id"].to_string();
    let words = desk.types(&["digest", "show", &id]).await.stdout;
    assert!(words.contains("\nIt begins: Just this once.\n"), "{words}");
    write(&desk, "honey").await;
    let digest = desk.does(&run).await;
    let text = mailed(&desk, &digest).await;
    assert!(text.contains("Dear all,") && !text.contains("once."), "{text}");
    write(&desk, "mead").await;
    let digest = desk.does(&[&run[..], &["--intro", "none"]].concat()).await;
    let text = mailed(&desk, &digest).await;
    assert!(!text.contains("Dear all,") && digest["introduction"] == "", "{text}");
    desk.write("bad.md", "[here](about)");
    let said = desk.refuses(1, &[&run[..], &["--intro", "bad.md"]].concat()).await;
    assert!(said.contains("--intro: bad.md: 'about' leads nowhere from a mail"), "{said}");
}

#[tokio::test]
async fn a_held_digest_is_given_an_introduction_as_it_is_approved() {
    let desk = desk_with_a_reader("held").await;
    write(&desk, "wax").await;
    let held = desk.does(&["digest", "run", "--schedule", "held"]).await;
    assert_eq!((&held["state"], &held["introduction"]), (&"held".into(), &"<p>Dear all,</p>".into()));
    desk.write("later.md", "Later words.");
    desk.does(&["list", "change", "bees", "--intro", "later.md"]).await;
    assert!(mailed(&desk, &held).await.contains("Dear all,"), "what was held is as it was");
    let id = held["id"].to_string();
    let approved = desk.does(&["digest", "approve", &id, "--intro", "once.md"]).await;
    assert_eq!((&approved["state"], &approved["planned"]), (&"sending".into(), &1.into()));
    let text = mailed(&desk, &approved).await;
    assert!(text.contains("Just this once.") && !text.contains("Dear all,"), "{text}");
    let said = desk.refuses(1, &["digest", "approve", &id, "--intro", "later.md"]).await;
    assert!(said.contains("is sending: only a held digest"), "{said}");
    assert!(mailed(&desk, &approved).await.contains("Just this once."), "what is written down stays");
    assert!(desk.does(&["verify"]).await["holds"] != false);
}

#[tokio::test]
async fn the_pictures_of_an_introduction_are_kept_as_those_of_posts() {
    let desk = desk_with_a_reader("weekly").await;
    desk.write("letterbell.toml", "[pictures]\nrehost = true\n");
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 200).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let blog = format!("http://{}", listener.local_addr().unwrap());
    let picture = get(move |_: axum::extract::Path<String>| async move { png });
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/{name}", picture)).await.unwrap() });
    let picture = |name: &str| format!("![A hive]({blog}/{name}.png)\n");
    for name in ["tried", "always", "once"] {
        desk.write(&format!("{name}.md"), picture(name));
    }
    write(&desk, "wax").await;
    let kept = async |name: &str| store(&desk).await.picture_of(&format!("{blog}/{name}.png")).await.unwrap().is_some();
    desk.does(&["digest", "preview", "--schedule", "weekly", "--out", "out", "--intro", "tried.md"]).await;
    assert!(!kept("tried").await, "trying changes nothing");
    desk.does(&["list", "change", "bees", "--intro", "always.md"]).await;
    assert!(kept("always").await);
    desk.does(&["digest", "run", "--schedule", "weekly", "--intro", "once.md"]).await;
    assert!(kept("once").await);
    let html = store(&desk).await.editions_of(DigestId::new(1)).await.unwrap()[0].html.clone();
    assert!(html.contains("http://127.0.0.1:8025/pictures/") && !html.contains(&blog), "{html}");
}
