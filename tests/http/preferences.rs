//! The preference page: every choice with its effect, bad input, leaving one list or all, undo and the reason that nobody has to give.

use axum::http::{Method, StatusCode};
use letterbell::domain::digest::PostLimits;
use letterbell::domain::feed::PollPolicy;
use letterbell::domain::post::NewPost;
use letterbell::domain::schedule::{Dispatch, Timing, Zone};
use letterbell::store::{FoundPosts, NewSchedule};
use std::time::Duration;

use crate::service::{Answer, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    topics_are_offered_from_the_posts_and_saved,
    a_clock_is_offered_where_a_schedule_follows_it,
    every_choice_tells_when_the_next_digest_comes,
    what_is_wrong_with_a_form_is_said_at_its_field_and_nothing_is_saved,
    what_was_typed_and_chosen_stays_where_something_else_is_wrong,
    a_page_from_before_leaving_tells_that_its_reader_has_left,
    a_pause_has_a_day_and_an_end,
    all_lists_are_left_in_one_press_and_taken_back_in_one,
    a_reason_is_asked_and_not_required,
    looking_changes_nothing,
    the_page_is_small,
);

const ADA: &str = "ada@readers.example";

/// Posts about bees and cranes, and a schedule on readers' clocks.
async fn furnished(database: &TestDatabase) -> Box<Service> {
    let service = Box::new(Box::pin(Service::open(database)).await);
    let bees = service.store.list_by_slug("bees").await.unwrap().unwrap().id;
    let feed = service.store.add_feed(bees, "http://127.0.0.1/feed", service.now()).await.unwrap();
    let feed = service.store.feeds(Some(bees)).await.unwrap().into_iter().find(|one| one.id == feed).unwrap();
    let posts = ["Bees", "Cranes"].map(|topic| NewPost {
        entry_key: topic.to_owned(),
        link_key: None,
        link: None,
        title: topic.to_owned(),
        author: None,
        published_at: None,
        html: String::new(),
        excerpt: String::new(),
        picture: None,
        topics: vec![topic.to_owned()],
    });
    let found = FoundPosts { feed: &feed, title: None, home: None, etag: None, last_modified: None, posts: &posts };
    let policy =
        PollPolicy { interval: Duration::from_secs(600), longest_back_off: Duration::from_secs(600), brake: 10 };
    service.store.take_in_posts(&found, &policy, service.now()).await.unwrap();
    let local = NewSchedule {
        list: bees,
        name: "local".parse().unwrap(),
        timing: Timing::parse("0 8 * * MON", "Europe/Berlin").unwrap(),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        local: true,
        dispatch: Dispatch::AtOnce,
        limits: PostLimits { minimum: 1, maximum: None },
    };
    service.store.add_schedule(&local, service.now()).await.unwrap();
    service
}

/// An active reader's preference page, by its path.
async fn page_of(service: &Service) -> String {
    service.preferences_path(&service.reader(ADA).await)
}

fn select(answer: &Answer, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|found| {
            found.attr("value").map_or_else(|| found.text().collect::<String>().trim().to_owned(), str::to_owned)
        })
        .collect()
}

fn contains(answer: &Answer, words: &str) {
    assert!(answer.words().contains(words), "no {words:?} in {}", answer.words());
}

async fn topics_are_offered_from_the_posts_and_saved(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    assert_eq!(select(&service.get(&page).await, "input[name=topic]"), ["Bees", "Cranes"]);
    let saved = [("action", "schedule"), ("schedule", "weekly"), ("topics", "1"), ("topic", "Bees")];
    contains(&service.post(&page, &saved).await, "Only posts about Bees.");
    assert_eq!(select(&service.get(&page).await, "input[name=topic][checked]"), ["Bees"]);
    let unshown = service.post(&page, &[("action", "schedule"), ("schedule", "weekly")]).await;
    contains(&unshown, "Only posts about Bees.");
    let id = service.subscription(ADA).await.id;
    assert!(!service.store.preferences(id).await.unwrap().topics.is_all());
    service.post(&page, &[("action", "schedule"), ("schedule", "weekly"), ("topics", "1")]).await;
    assert!(service.store.preferences(id).await.unwrap().topics.is_all(), "none ticked: all of them");
    let records = service.store.consent_records(id).await.unwrap();
    assert_eq!(records[2].event, "chosen");
    assert_eq!(records[2].wording, "How often it comes: Mondays at 8:00. Topics: Bees. Button: Save");
}

async fn a_clock_is_offered_where_a_schedule_follows_it(database: &TestDatabase) {
    let service = Service::open(database).await;
    let answer = service.get(&page_of(&service).await).await;
    assert!(select(&answer, "#zone, #hour, #weekday").is_empty(), "no schedule of the list follows clocks");
    let other = TestDatabase::sqlite();
    let service = furnished(&other).await;
    let answer = service.get(&page_of(&service).await).await;
    let places = select(&answer, "#zone option");
    assert!(places[1..].contains(&"Asia/Tokyo".to_owned()) && places.len() > 300);
    assert_eq!((select(&answer, "#hour option").len(), select(&answer, "#weekday option").len()), (25, 8));
}

async fn every_choice_tells_when_the_next_digest_comes(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    contains(&service.get(&page).await, "Next digest: Monday 30 November, 8:00 in Berlin");
    let tokyo = |hour: &'static str, weekday: &'static str| {
        [("action", "schedule"), ("schedule", "local"), ("zone", "Asia/Tokyo"), ("hour", hour), ("weekday", weekday)]
    };
    for (hour, weekday, often, words) in [
        ("", "", "ondays at 8:00, wherever you are", "Next digest: Monday 30 November, 8:00 in Tokyo"),
        ("18", "", "ondays at 18:00, wherever you are", "Next digest: Monday 30 November, 18:00 in Tokyo"),
        ("7", "", "uesdays at 7:00, wherever you are", "Next digest: Tuesday 1 December, 7:00 in Tokyo"),
        ("7", "5", "ridays at 7:00, wherever you are", "Next digest: Friday 4 December, 7:00 in Tokyo"),
    ] {
        for answer in [service.post(&page, &tokyo(hour, weekday)).await, service.get(&page).await] {
            contains(&answer, words);
            contains(&answer, often);
        }
    }
    let answer = service.get(&page).await;
    assert_eq!(select(&answer, "#zone option[selected]"), ["Asia/Tokyo"]);
    assert_eq!(select(&answer, "#hour option[selected]"), ["7"]);
    contains(
        &service.post(&page, &[("action", "pause"), ("until", "2026-12-24")]).await,
        "Next digest: Friday 25 December, 7:00 in Tokyo",
    );
}

async fn what_is_wrong_with_a_form_is_said_at_its_field_and_nothing_is_saved(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    let before = snapshot(database).await;
    for (field, value, error, words) in [
        ("zone", "Europe/Atlantis", "#clock-error", "Choose a place from the list."),
        ("zone", "../../etc/passwd", "#clock-error", "Choose a place from the list."),
        ("hour", "24", "#clock-error", "Choose one of these hours."),
        ("hour", "-1", "#clock-error", "Choose one of these hours."),
        ("weekday", "0", "#clock-error", "Choose one of these days."),
        ("topic", "Wasps", "#topics-error", "Choose from these topics."),
        ("topic", "bees' OR 1=1", "#topics-error", "Choose from these topics."),
    ] {
        let fields = [("action", "schedule"), ("schedule", "daily"), ("topics", "1"), (field, value)];
        let answer = service.post(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        assert_eq!(select(&answer, error), [words], "{field}={value}");
        assert!(answer.body.contains(&format!("<title>{words}")), "{field}={value}");
    }
    for (until, words) in [
        ("", "Choose a day, such as 2026-11-25."),
        ("tomorrow", "Choose a day, such as 2026-11-25."),
        ("2026-02-30", "Choose a day, such as 2026-11-25."),
        ("2026-11-24", "Choose a day that is still to come."),
        ("1999-01-01", "Choose a day that is still to come."),
        ("2028-01-01", "Choose a day within a year. For longer, leave and come back."),
    ] {
        let answer = service.post(&page, &[("action", "pause"), ("until", until)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        assert_eq!(select(&answer, "#pause-error"), [words], "{until}");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn what_was_typed_and_chosen_stays_where_something_else_is_wrong(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    let before = snapshot(database).await;
    let fields = [
        ("action", "schedule"),
        ("schedule", "local"),
        ("zone", "Atlantis/Capital"),
        ("topics", "1"),
        ("topic", "Cranes"),
        ("language", "fr"),
    ];
    let answer = service.post(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for chosen in [
        "input[name=schedule][value=local][checked]",
        "input[name=topic][value=Cranes][checked]",
        "option[value=fr][selected]",
        "fieldset[aria-describedby=clock-error]",
    ] {
        assert_eq!(select(&answer, chosen).len(), 1, "{chosen}: {}", answer.body);
    }
    assert_eq!(select(&answer, "input[name=topic][value=Bees][checked]").len(), 0);
    let answer = service.post(&page, &[("action", "pause"), ("until", "2020-02-03")]).await;
    assert_eq!(select(&answer, "#until[value='2020-02-03'][autofocus]").len(), 1, "{}", answer.body);
    let typed = "ada@one.example, ada@two.example";
    let answer = service.post(&page, &[("action", "move"), ("email", typed)]).await;
    assert_eq!(select(&answer, "#email-error"), ["Type one address alone, with one @ in it."]);
    assert_eq!(select(&answer, &format!("#email[value='{typed}'][autofocus]")).len(), 1, "{}", answer.body);
    assert_eq!(snapshot(database).await, before);
}

/// As from a second tab, or with the browser's button that goes back.
async fn a_page_from_before_leaving_tells_that_its_reader_has_left(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    service.post(&page, &[("action", "leave")]).await;
    let before = snapshot(database).await;
    for fields in [
        &[("action", "schedule"), ("schedule", "daily")][..],
        &[("action", "pause"), ("until", "2026-12-24")],
        &[("action", "resume")],
        &[("action", "move"), ("email", "new@readers.example")],
    ] {
        let answer = service.post(&page, fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{fields:?}");
        contains(&answer, "You have left");
        assert_eq!(select(&answer, "input[name=action][value=undo]").len(), 1, "the way back is at hand");
    }
    assert_eq!(snapshot(database).await, before);
}

async fn a_pause_has_a_day_and_an_end(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    let answer = service.post(&page, &[("action", "pause"), ("until", "2026-12-24")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    contains(&answer, "pauses until Thursday 24 December 2026");
    contains(&answer, "Next digest: Monday 28 December, 8:00 in Berlin");
    contains(&service.get(&page).await, "You have paused it until Thursday 24 December 2026.");
    let answer = service.post(&page, &[("action", "resume")]).await;
    contains(&answer, "comes again");
    contains(&answer, "Next digest: Monday 30 November, 8:00 in Berlin");
    let id = service.subscription(ADA).await.id;
    let events: Vec<String> =
        service.store.consent_records(id).await.unwrap().into_iter().map(|record| record.event).collect();
    assert_eq!(events[2..], ["paused", "paused"]);
}

/// The states of all of a reader's subscriptions.
async fn states(service: &Service) -> Vec<&'static str> {
    let address = letterbell::domain::address::EmailAddress::parse(ADA).unwrap();
    let all = service.store.subscriptions_of(&address).await.unwrap();
    all.into_iter().map(|one| one.state.as_str()).collect()
}

async fn all_lists_are_left_in_one_press_and_taken_back_in_one(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    let asked = service.subscription(ADA).await;
    service.post(&service.confirm_path(&asked), &[]).await;
    assert_eq!(states(&service).await, ["active", "active"]);
    let page = service.preferences_path(&asked);
    contains(&service.get(&page).await, "You also get News of bees");
    let left = service.post(&page, &[("action", "leave_all")]).await;
    assert_eq!(states(&service).await, ["ended", "ended"]);
    contains(&left, "You have left News of bees & <more> and News of honey & <more>");
    contains(&service.get(&page).await, "You have left News of bees & <more> and News of honey & <more>");
    assert_eq!(select(&left, "form button"), ["Undo", "Send"]);
    let back = service.post(&page, &[("action", "undo")]).await;
    assert_eq!(back.status, StatusCode::OK);
    assert_eq!(states(&service).await, ["active", "active"]);

    service.post(&page, &[("action", "leave")]).await;
    service.clock.advance(Duration::from_secs(60));
    service.post(&page, &[("action", "leave_all")]).await;
    service.post(&page, &[("action", "undo")]).await;
    assert_eq!(states(&service).await, ["ended", "active"], "what was left in another press stays left");
    service.post(&page, &[("action", "leave_all")]).await;
    service.clock.advance(Duration::from_secs(25 * 3600));
    let late = service.post(&page, &[("action", "undo")]).await;
    assert_eq!((late.status, states(&service).await), (StatusCode::NOT_FOUND, vec!["ended", "ended"]));
}

async fn a_reason_is_asked_and_not_required(database: &TestDatabase) {
    let service = Service::open(database).await;
    let reader = service.reader(ADA).await;
    let (page, leave) = (service.preferences_path(&reader), service.unsubscribe_path(&reader));
    let reason = [("action", "reason"), ("reason", "  Too many bees.  ")];
    assert_eq!(service.post(&page, &reason).await.status, StatusCode::NOT_FOUND, "who has not left has no reason");
    contains(&service.post(&page, &[("action", "leave")]).await, "Would you like to say why?");
    for path in [&page, &leave] {
        contains(&service.post(path, &[("action", "reason"), ("reason", " ")]).await, "Would you like to say why?");
        contains(&service.post(path, &reason).await, "Your reason is noted.");
    }
    let long = "ü".repeat(5000);
    service.post(&page, &[("action", "reason"), ("reason", &long)]).await;
    let noted = snapshot(database).await;
    let noted = format!("{noted:?}");
    assert!(noted.contains(&"ü".repeat(1000)) && !noted.contains(&"ü".repeat(1001)));
}

async fn looking_changes_nothing(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = page_of(&service).await;
    let before = snapshot(database).await;
    for query in ["", "?action=leave_all", "?action=pause&until=2026-12-24", "?action=schedule&schedule=daily"] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            service.ask(method, &format!("{page}{query}")).await;
        }
    }
    assert_eq!(snapshot(database).await, before);
}

async fn the_page_is_small(database: &TestDatabase) {
    let service = furnished(database).await;
    let page = service.get(&page_of(&service).await).await.body.len();
    let style = service.get("/style.css").await.body.len();
    let bell = service.get("/bell.svg").await.body.len();
    assert!(page + style + bell <= 30_000, "{page} + {style} + {bell} bytes");
}
