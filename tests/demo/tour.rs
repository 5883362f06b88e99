//! `demo --tour`: the whole product, played by its readers. Exit code 0 means that every step held.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::process::{Finished, Running, letterbell};

/// A tour waits for two digests; on a busy machine that takes a while.
const LIMIT: Duration = Duration::from_secs(150);

#[tokio::test]
async fn every_step_holds_with_the_sample_blog() {
    let toured = tour(&[]).await;
    for step in ["Ada opens the form", "in one click", "Ben stays; Ada has left", "Every step held."] {
        assert!(toured.stdout.contains(step), "{step}: {}", toured.stdout);
    }
    let folder = mails_of(&toured);
    let mails = std::fs::read_dir(&folder).unwrap().count();
    assert!(mails >= 6, "three confirmations and three digests: {mails}");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Two articles of real blogs where they lie beside the project; elsewhere one of the project's own words in the same shape.
#[tokio::test]
async fn articles_of_real_feeds_come_complete() {
    let feeds = real_feeds().unwrap_or_else(|| vec![fixture()]);
    let toured = tour(&feeds).await;
    let whole = toured.stdout.matches("whole and in order").count();
    assert_eq!(whole, feeds.len(), "{}", toured.stdout);
    std::fs::remove_dir_all(mails_of(&toured)).unwrap();
}

#[tokio::test]
async fn a_feed_file_that_is_not_there_is_named() {
    let toured = Running::start(letterbell(["demo", "--tour", "--feed", "no-such-feed.xml"])).finished().await;
    assert_eq!(toured.status.code(), Some(1), "{}", toured.stderr);
    assert!(toured.stderr.contains("no-such-feed.xml"), "{}", toured.stderr);
}

async fn tour(feeds: &[PathBuf]) -> Finished {
    let mut command = letterbell(["demo", "--tour"]);
    for feed in feeds {
        command.arg("--feed").arg(feed);
    }
    let toured = Running::start(command).finished_within(LIMIT).await;
    assert!(toured.status.success(), "{}\n{}", toured.stdout, toured.stderr);
    toured
}

fn mails_of(toured: &Finished) -> PathBuf {
    let line = toured.stdout.lines().find(|line| line.contains(" mails are in ")).expect("the tour names the folder");
    let (_, folder) = line.split_once(" mails are in ").expect("just found");
    PathBuf::from(folder.trim())
}

fn real_feeds() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds");
    let mut feeds: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    feeds.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    feeds.sort();
    (feeds.len() >= 2).then_some(feeds)
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds/fixtures/wordpress_article.rss.xml")
}
