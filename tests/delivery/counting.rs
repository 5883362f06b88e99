//! A digest that is counted: mailed, followed, shown; and one that is not.

use std::collections::BTreeSet;

use letterbell::inbound::smtp::Answer;
use mail_parser::MessageParser;
use serde_json::json;

use super::copies::Copy;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::Relay;
use super::signatures::SigningKey;
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(what_is_followed_is_counted_through_a_stop_and_only_while_it_is_on);

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const OURS: &str = "https://letters.example.org";

/// The paths of a mail's counted links, and of its picture.
fn counted(copy: &Copy) -> (BTreeSet<String>, Option<String>) {
    let message = MessageParser::default().parse(&copy.data).unwrap();
    let page = scraper::Html::parse_document(&message.body_html(0).unwrap());
    let addressed = scraper::Selector::parse("[href], [src]").unwrap();
    let addresses = page.select(&addressed).flat_map(|element| [element.attr("href"), element.attr("src")]);
    let paths = addresses.flatten().filter_map(|address| address.strip_prefix(OURS)).map(str::to_owned);
    let (pictures, paths): (Vec<_>, Vec<_>) = paths.partition(|path| path.starts_with("/o/"));
    (paths.into_iter().filter(|path| path.starts_with("/l/")).collect(), pictures.into_iter().next())
}

async fn what_is_followed_is_counted_through_a_stop_and_only_while_it_is_on(database: &TestDatabase) {
    let key = SigningKey::make().await;
    let relay = Relay::start(|_| Answer::Proceed).await;
    let readers = readers(5);
    let settings = Settings { tables: &key.tables, log: "level = \"debug\"", ..Settings::default() };
    let installation = Installation::new(&database.url(), &relay, &readers, settings).await;
    let set = async |on: &str| {
        let change = ["list", "change", "news", "--count-clicks", on, "--count-opens", on];
        let shown = installation.command(&change).await;
        assert_eq!(
            (shown["count_clicks"].to_string(), shown["count_opens"].to_string()),
            (on.to_owned(), on.to_owned())
        );
    };
    set("true").await;
    let service = installation.serve().await;
    let first = installation.run_digest().await;
    installation.finished(&first, DEADLINE).await;
    let copies = relay.copies();
    key.signed("counting::what_is_followed_is_counted", &copies);
    let (links, picture) = counted(&copies[0]);
    assert!(copies.iter().all(|copy| counted(copy) == (links.clone(), picture.clone())), "the same for everybody");
    let mut led = BTreeSet::new();
    for link in &links {
        let answer = service.asked_by(FIREFOX, link).await;
        assert_eq!(answer.status(), 302);
        led.insert(answer.headers()["location"].to_str().unwrap().to_owned());
    }
    let blog = ["https://blog.example.org/#letterbell=news", "https://blog.example.org/2#letterbell=news"];
    assert_eq!(led, BTreeSet::from(blog.map(str::to_owned)));
    service.asked_by("curl/8.10.1", links.first().unwrap()).await;
    let picture = picture.unwrap();
    for agent in [FIREFOX, "Mozilla/5.0"] {
        assert_eq!(service.asked_by(agent, &picture).await.status(), 200);
    }
    // At once: what waits to be settled is written all the same.
    let log = service.stopped().await;
    let told = format!("{}{}", log.stdout, log.stderr);
    assert!(links.iter().all(|link| !told.contains(&link["/l/".len()..])), "no token in the log");
    let shown = installation.show(&first).await.whole;
    assert_eq!(shown["opens"], json!({ "people": 1, "proxies": 1, "machines": 0 }));
    assert_eq!((&shown["clicks"]["people"], &shown["clicks"]["machines"]), (&json!(2), &json!(1)), "{shown}");
    assert_eq!(shown["clicks"]["links"].as_array().unwrap().len(), links.len());

    set("false").await;
    let service = installation.serve().await;
    let second = installation.run_digest().await;
    installation.finished(&second, DEADLINE).await;
    let plain = relay.copies().split_off(copies.len());
    assert_eq!(plain.len(), readers.len());
    assert!(plain.iter().all(|copy| counted(copy) == (BTreeSet::new(), None)), "nothing unless it is asked for");
    assert_eq!(service.asked_by(FIREFOX, links.last().unwrap()).await.status(), 302, "it leads on for good");
    installation.shows(&first, DEADLINE, |shown| shown.whole["clicks"]["people"] == json!(3)).await;
    service.stopped().await;
    let shown = installation.show(&second).await.whole;
    assert_eq!((&shown["clicks"], &shown["opens"]), (&json!(null), &json!(null)));
    ledger::adds_up(database).await;
}
