//! Every kind of mail to one person: when it comes, what it says, where its links lead, and that following them changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use letterbell::clock::Clock as _;
use letterbell::domain::attributes::Attributes;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::operations::follow_up::FollowUp;
use letterbell::operations::plan_digest::{DueRun, plan_digest};
use letterbell::render::templates::Templates;

use crate::raw::Raw;
use crate::service::{Mail, PUBLIC_URL, Service};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_new_reader_is_welcomed_with_the_latest_posts_and_the_archive,
    a_list_may_welcome_nobody,
    who_subscribes_again_is_told_that_they_are_subscribed,
    the_links_of_all_lists_come_in_one_mail,
    a_mail_can_be_asked_for_again_from_the_page_that_promises_it,
    a_request_is_reminded_of_once,
    each_reader_gets_their_own_parts_of_one_edition,
    readers_of_three_languages_get_everything_in_theirs_and_each_digest_once,
    who_leaves_may_be_said_goodbye_to,
    every_mail_for_one_person_keeps_to_its_headers,
    what_readers_asked_for_comes_from_another_sender_where_the_list_has_one,
    no_link_in_any_mail_changes_anything_by_being_followed,
    links_to_the_blog_end_in_the_lists_mark_and_no_others,
);

const ADA: &str = "ada@readers.example";
const DAY: Duration = Duration::from_secs(24 * 3600);

fn follow_up(service: &Service, goodbyes: bool) -> FollowUp {
    FollowUp { store: service.store.clone(), remind_after: Some(DAY), purge_after: 30 * DAY, goodbyes }
}

/// As if relays had taken every mail that is queued.
async fn all_are_sent(database: &TestDatabase) {
    let mut raw = Raw::connect(database).await;
    raw.execute(
        "UPDATE delivery SET state = 'sent', decided_at = 1, due_at = NULL, owner = NULL, lease_until = NULL WHERE decided_at IS NULL",
    )
    .await
    .unwrap();
}

async fn kinds(service: &Service) -> Vec<DeliveryKind> {
    service.queued_mails().await.iter().map(|mail| mail.kind).collect()
}

async fn add_posts(database: &TestDatabase, titles: &[&str]) {
    let mut raw = Raw::connect(database).await;
    raw.execute(
        "INSERT INTO feed (list_id, url, due_at, failures, state, created_at) VALUES (1, 'https://blog.example.org/feed', 1, 0, 'active', 1)",
    )
    .await
    .unwrap();
    for (number, title) in titles.iter().enumerate() {
        let published = 1_795_000_000_000_i64 + i64::try_from(number).unwrap() * 86_400_000;
        raw.execute(&format!(
            "INSERT INTO post (list_id, feed_id, entry_key, standing, link, title, published_at, html, excerpt, topics, stored_at, updated_at)
             VALUES (1, 1, 'e{number}', 'baseline', 'https://blog.example.org/{number}', '{title}', {published}, '', 'First words', '[]', 1, 1)"
        ))
        .await
        .unwrap();
    }
}

async fn a_new_reader_is_welcomed_with_the_latest_posts_and_the_archive(database: &TestDatabase) {
    let service = Service::open(database).await;
    add_posts(database, &["One", "Two", "Three", "Four", "Five", "Six"]).await;
    Raw::connect(database)
        .await
        .execute("UPDATE post SET title = '', excerpt = '' WHERE title = 'Four'")
        .await
        .unwrap();
    service.subscribe(ADA).await;
    assert_eq!(kinds(&service).await, [DeliveryKind::Confirmation]);
    let ada = service.subscription(ADA).await;
    service.post(&service.confirm_path(&ada), &[]).await;
    let welcome = service.queued_mails().await.remove(0);
    assert_eq!((welcome.kind, welcome.to.as_str()), (DeliveryKind::Welcome, ADA));
    let places: Vec<_> = ["Six", "Five", "a post without a title", "Three", "Two"]
        .map(|title| welcome.text.find(title).unwrap_or_else(|| panic!("no {title} in {}", welcome.text)))
        .into();
    assert!(places.is_sorted(), "the newest first: {}", welcome.text);
    assert!(!welcome.text.contains("One"), "five of them: {}", welcome.text);
    for link in
        ["https://blog.example.org/5", "/a/bees/", &service.preferences_path(&ada), &service.unsubscribe_path(&ada)]
    {
        assert!(welcome.text.contains(link) && welcome.html.contains(link), "{link} in {}", welcome.text);
    }
    service.post(&service.confirm_path(&ada), &[]).await;
    assert!(service.queued_mails().await.is_empty(), "pressing twice is welcomed once");
}

async fn a_list_may_welcome_nobody(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.store.set_welcomes(service.list_id("bees").await, false).await.unwrap();
    assert!(!service.store.welcomes(service.list_id("bees").await).await.unwrap());
    assert!(service.store.welcomes(service.list_id("honey").await).await.unwrap(), "another list is not meant");
    service.reader(ADA).await;
    assert_eq!(kinds(&service).await, [DeliveryKind::Confirmation]);
}

async fn who_subscribes_again_is_told_that_they_are_subscribed(database: &TestDatabase) {
    let service = Service::open(database).await;
    let ada = service.reader(ADA).await;
    service.queued_mails().await;
    service.clock.advance(DAY);
    service.subscribe(ADA).await;
    let mails = service.queued_mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!((mails[0].kind, mails[0].to.as_str()), (DeliveryKind::Known, ADA));
    assert!(mails[0].text.contains(&service.preferences_path(&ada)), "{}", mails[0].text);
    assert_eq!(service.state(ADA).await, "active");
    service.clock.advance(Duration::from_secs(60));
    service.subscribe(ADA).await;
    assert!(service.queued_mails().await.is_empty(), "capped as every request is");
}

async fn the_links_of_all_lists_come_in_one_mail(database: &TestDatabase) {
    let service = Service::open(database).await;
    let chosen = [("email", ADA), ("list", "bees"), ("list", "honey")];
    service.post("/s", &chosen).await;
    service.post(&service.confirm_path(&service.subscription(ADA).await), &[]).await;
    service.queued_mails().await;
    service.clock.advance(DAY);
    let page = service.post("/link", &[("email", "ADA@readers.example")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let mails = service.queued_mails().await;
    assert_eq!(mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [DeliveryKind::Link]);
    let links: BTreeSet<&str> = mails[0].text.split_whitespace().filter(|word| word.contains("/p/")).collect();
    assert_eq!(links.len(), 2, "{}", mails[0].text);
    for link in links {
        let page = service.get(link.strip_prefix(PUBLIC_URL).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{link}");
    }

    let mut raw = Raw::connect(database).await;
    for path in ["/link", "/s/bees"] {
        let answer = service.post(path, &[("email", "ada")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    service.post("/link", &[("email", "nobody@readers.example")]).await;
    assert!(service.queued_mails().await.is_empty());
    assert_eq!(raw.number("SELECT count(*) FROM subscriber").await, 1, "asking leaves no one behind");
    assert_eq!(
        service.store.unanswered_since(letterbell::domain::time::Timestamp::from_millis(0)).await.unwrap(),
        [("unknown".to_owned(), 1)]
    );
}

async fn a_mail_can_be_asked_for_again_from_the_page_that_promises_it(database: &TestDatabase) {
    let service = Service::open(database).await;
    let typed: &[(&str, &str)] = &[("email", ADA), ("schedule", "daily"), ("website", "")];
    let page = service.post("/s/bees", typed).await;
    let document = scraper::Html::parse_document(&page.body);
    let form = document.select(&scraper::Selector::parse("form[method=post]").unwrap()).next().unwrap();
    let inputs = scraper::Selector::parse("input[type=hidden]").unwrap();
    let hidden: Vec<(&str, &str)> =
        form.select(&inputs).map(|input| (input.attr("name").unwrap(), input.attr("value").unwrap())).collect();
    assert_eq!((form.attr("action"), &hidden[..2]), (Some("/s/bees"), &typed[..2]));
    assert_eq!((hidden.len(), hidden[2].0), (3, "stamp"), "and when that form was made");
    let once_more = async || service.post("/s/bees", &hidden).await;
    service.clock.advance(Duration::from_secs(1));
    let without_times = |body: &str| body.replace(hidden[2].1, "");
    let again = once_more().await;
    let stamp = again.body.split("name=\"stamp\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(again.body.replace(stamp, ""), without_times(&page.body), "the same answer");
    assert_eq!(service.queued_mails().await.len(), 1, "too soon");
    service.clock.advance(Duration::from_secs(901));
    once_more().await;
    let mails = service.queued_mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(service.post(&mails[0].path_of("/c/"), &[]).await.status, StatusCode::OK);
    let ada = service.subscription(ADA).await;
    let schedule = service.store.schedule(ada.schedule).await.unwrap().unwrap();
    assert_eq!((ada.state.as_str(), schedule.name.as_str()), ("active", "daily"), "as it was chosen at first");
}

/// From the form to the digest; and one who says no language reads the list's.
async fn readers_of_three_languages_get_everything_in_theirs_and_each_digest_once(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.store.set_language(service.list_id("bees").await, &"fr".parse().unwrap()).await.unwrap();
    // Title of the confirmation, of the welcome, and the digest's day and schedule.
    let readers = [
        ("hanna", "de", "Sollen wir Ihnen", "Willkommen bei", "Dienstag, 24. November 2026", "montags um 8:00 Uhr"),
        ("noam", "he", "לשלוח לכתובת הזאת", "ברוכים הבאים", "יום שלישי", "בימי שני"),
        ("yuki", "ja", "お送りしてもよろしいですか", "ようこそ", "2026年11月24日", "毎週月曜日"),
        ("fleur", "", "Souhaitez-vous recevoir", "Bienvenue à", "mardi 24 novembre 2026", "les lundis à 8 h 00"),
        ("nobody", "tlh", "Souhaitez-vous recevoir", "Bienvenue à", "mardi 24 novembre 2026", "les lundis à 8 h 00"),
    ];
    for (name, language, asked, welcome, ..) in readers {
        let to = format!("{name}@readers.example");
        service.post("/s/bees", &[("email", &to), ("schedule", "weekly"), ("language", language)]).await;
        let mail = service.queued_mails().await.remove(0);
        assert!(mail.text.contains(asked) && mail.html.contains(asked), "{name}: {}", mail.text);
        service.post(&mail.path_of("/c/"), &[]).await;
        let mail = service.queued_mails().await.remove(0);
        assert!(mail.text.contains(welcome) && mail.html.contains(welcome), "{name}: {}", mail.text);
    }
    service.publish("bees", &[crate::archive::post(1)]).await;
    let digest = service.send_digest("bees").await;
    let mails = service.queued_mails().await;
    let mut to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!((mails.len(), to.len()), (readers.len(), readers.len()), "each once");
    for (name, _, _, _, day, schedule) in readers {
        let mail = mails.iter().find(|mail| mail.to.starts_with(name)).unwrap();
        for part in [mail.text.split_whitespace().collect::<Vec<_>>().join(" "), mail.html.replace("&nbsp;", " ")] {
            assert!(part.contains(day) && part.contains(schedule), "{name}: {part}");
        }
    }
    assert_eq!(service.store.editions_of(digest).await.unwrap().len(), 4, "one a language");

    service.clock.advance(DAY);
    service.post("/link", &[("email", "noam@readers.example")]).await;
    let mail = service.queued_mails().await.remove(0);
    assert!(
        mail.html.contains("<html lang=\"he\" dir=\"rtl\">") && mail.text.contains("הנה הקישור שלך"),
        "{}",
        mail.text
    );
}

/// The operator's templates, two readers of whom something is noted, and one of whom nothing is: one edition, three mails.
async fn each_reader_gets_their_own_parts_of_one_edition(database: &TestDatabase) {
    let service = Service::open(database).await;
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail/digest");
    std::fs::create_dir_all(&mail).unwrap();
    let shipped = |name: &str| {
        std::fs::read_to_string(format!("{}/templates/mail/digest/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let subject = "{{ merge('first_name', fallback='New') }}: {{ posts[0].label }}{% call when('plan', is='gold') %} *{% endcall %}";
    let row = "<tr><td>Dear {{ merge('first_name', fallback='reader') }}<a href=\"https://shop.example/?p={{ merge('plan') }}\">s</a></td></tr>";
    let rows = "{% block rows %}";
    std::fs::write(mail.join("subject.txt"), subject).unwrap();
    std::fs::write(mail.join("body.html"), shipped("body.html").replacen(rows, &format!("{rows}\n{row}\n"), 1))
        .unwrap();
    std::fs::write(
        mail.join("body.txt"),
        format!("Dear {{{{ merge('first_name', fallback='reader') }}}},\n{}", shipped("body.txt")),
    )
    .unwrap();
    let templates = Templates::load(Some(folder.path())).unwrap();

    let sly = "Zoë <b>\"Z\" & =?utf-8?q?x?= {{ 7*7 }} \u{202e}";
    let readers = [("ada", "Ada", "gold"), ("zoe", sly, "a&b=c#"), ("pat", "", "")];
    for (name, first_name, plan) in readers {
        let reader = service.reader(&format!("{name}@readers.example")).await;
        let note = |attributes: &mut Attributes| {
            attributes.set(&"first_name".parse().unwrap(), first_name)?;
            attributes.set(&"plan".parse().unwrap(), plan)
        };
        service.store.change_attributes(&reader.address, note).await.unwrap().unwrap();
    }
    service.queued_mails().await;
    service.publish("bees", &[crate::archive::post(1)]).await;
    let schedule = service.store.schedules(Some(service.list_id("bees").await)).await.unwrap().remove(0);
    let now = service.clock.now();
    let run = DueRun { due_at: now, ready_by: now, too_late: false, introduction: None };
    let digest = Box::pin(plan_digest(&service.store, &templates, &schedule, run, now)).await.unwrap();
    assert_eq!(service.store.editions_of(digest.id).await.unwrap().len(), 1, "rendered once for all");
    let mails = service.queued_mails().await;
    assert_eq!(mails.len(), 3);
    for (name, first_name, plan) in readers {
        let mail = mails.iter().find(|mail| mail.to.starts_with(name)).unwrap();
        let message = mail_parser::MessageParser::default().parse(mail.source.as_bytes()).unwrap();
        let or = |fallback: &'static str| if first_name.is_empty() { fallback.to_owned() } else { closed(first_name) };
        let gold = if plan == "gold" { " *" } else { "" };
        assert_eq!(message.subject().unwrap(), format!("{}: Title 1{gold}", or("New")), "{name}");
        assert!(mail.text.starts_with(&format!("Dear {},", or("reader"))), "{name}: {}", mail.text);
        let html = scraper::Html::parse_document(&mail.html);
        let words: String = html.root_element().text().collect();
        assert!(words.contains(&format!("Dear {}", or("reader"))), "{name}: {words}");
        let link = scraper::Selector::parse("a[href^='https://shop.example/']").unwrap();
        let link = url::Url::parse(html.select(&link).next().unwrap().attr("href").unwrap()).unwrap();
        assert_eq!(link.query_pairs().collect::<Vec<_>>(), [("p".into(), plan.into())], "{name}");
        let head = mail.source.split("\r\n\r\n").next().unwrap();
        assert!(head.is_ascii() && head.matches("Subject:").count() == 1, "{name}: {head}");
    }
}

/// An override that a value opens ends with it.
fn closed(value: &str) -> String {
    format!("{value}{}", if value.contains('\u{202e}') { "\u{202c}" } else { "" })
}

async fn a_request_is_reminded_of_once(database: &TestDatabase) {
    let service = Service::open(database).await;
    let follow_up = follow_up(&service, false);
    service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    service.reader("reader@readers.example").await;
    service.clock.advance(DAY);
    follow_up.follow_up(service.clock.now()).await.unwrap();
    let first: Vec<_> = service.queued_mails().await.iter().map(|mail| mail.kind).collect();
    assert!(!first.contains(&DeliveryKind::Reminder), "its confirmation has not even been sent: {first:?}");
    all_are_sent(database).await;
    for _ in 0..3 {
        follow_up.follow_up(service.clock.now()).await.unwrap();
    }
    let mails = service.queued_mails().await;
    assert_eq!(
        mails.iter().map(|mail| (mail.kind, mail.to.as_str())).collect::<Vec<_>>(),
        [(DeliveryKind::Reminder, ADA)]
    );
    assert!(mails[0].text.contains("bees") && mails[0].text.contains("honey"), "{}", mails[0].text);

    all_are_sent(database).await;
    service.post("/s", &[("email", ADA), ("list", "bees"), ("list", "honey")]).await;
    all_are_sent(database).await;
    service.clock.advance(DAY);
    follow_up.follow_up(service.clock.now()).await.unwrap();
    assert!(service.queued_mails().await.is_empty(), "whoever asks again does not bring a second reminder");

    assert_eq!(
        service.post(&mails[0].path_of("/c/"), &[]).await.status,
        StatusCode::OK,
        "its link works from its own time on"
    );
    assert_eq!(service.state(ADA).await, "active");
}

async fn who_leaves_may_be_said_goodbye_to(database: &TestDatabase) {
    let service = Service::open(database).await;
    let follow_up = follow_up(&service, true);
    let mut paths = Vec::new();
    for name in ["stays", "leaves", "undoes", "removed"] {
        let reader = service.reader(&format!("{name}@readers.example")).await;
        paths.push(service.unsubscribe_path(&reader));
    }
    all_are_sent(database).await;
    service.post(&paths[1], &[("List-Unsubscribe", "One-Click")]).await;
    service.post(&paths[2], &[]).await;
    service.post(&paths[3], &[]).await;
    Raw::connect(database).await.execute("UPDATE subscription SET end_reason = 'removed' WHERE id = 4").await.unwrap();
    follow_up.follow_up(service.clock.now()).await.unwrap();
    service.post(&paths[2], &[("action", "undo")]).await;
    service.clock.advance(Duration::from_secs(90));
    for _ in 0..2 {
        follow_up.follow_up(service.clock.now()).await.unwrap();
    }
    let mails = service.queued_mails().await;
    let to: Vec<_> = mails.iter().map(|mail| (mail.kind, mail.to.as_str())).collect();
    assert_eq!(to, [(DeliveryKind::Goodbye, "leaves@readers.example")]);
    assert!(mails[0].text.contains(&format!("{PUBLIC_URL}/s/bees")), "{}", mails[0].text);
}

/// Queues one mail of every kind, as what causes it would, and composes them.
async fn one_of_each(database: &TestDatabase, service: &Service) -> BTreeMap<&'static str, Mail> {
    service.subscribe("pending@readers.example").await;
    service.reader(ADA).await;
    let left = service.reader("left@readers.example").await;
    service.post(&service.unsubscribe_path(&left), &[]).await;
    service.queued_mails().await;
    let mut raw = Raw::connect(database).await;
    for (kind, of, to) in [
        ("reminder", "pending", None),
        ("confirmation", "pending", None),
        ("welcome", "ada", None),
        ("known", "ada", None),
        ("link", "ada", None),
        ("goodbye", "left", None),
        ("address", "ada", Some("new@readers.example")),
        ("moved", "ada", Some("old@readers.example")),
    ] {
        let to = to.map_or_else(|| "NULL, NULL".to_owned(), |to| format!("'{to}', '{to}'"));
        let now = service.clock.now().millis();
        raw.execute(&format!(
            "INSERT INTO delivery (kind, list_id, subscription_id, state, due_at, epoch, attempts, created_at, address, address_key)
             SELECT '{kind}', s.list_id, s.id, 'planned', {now}, 0, 0, {now}, {to} FROM subscription s
             JOIN subscriber u ON u.id = s.subscriber_id WHERE u.address = '{of}@readers.example'"
        ))
        .await
        .unwrap();
    }
    let mails: BTreeMap<_, _> =
        service.queued_mails().await.into_iter().map(|mail| (mail.kind.as_str(), mail)).collect();
    assert_eq!(mails.len(), DeliveryKind::ALL.len() - 1, "every kind but the digest");
    mails
}

async fn every_mail_for_one_person_keeps_to_its_headers(database: &TestDatabase) {
    let service = Service::open(database).await;
    for (kind, mail) in one_of_each(database, &service).await {
        let head = mail.source.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("\r\nAuto-Submitted: auto-generated"), "{kind}: {head}");
        assert!(!head.contains("Precedence"), "{kind}: {head}");
        let feedback = head.lines().find_map(|line| line.strip_prefix("Feedback-ID: ")).unwrap();
        assert!(feedback.starts_with("list-") && feedback.contains(&format!(":way-single:{kind}:")), "{feedback}");
        let can_be_left = kind == "welcome";
        for name in ["\r\nList-Id:", "\r\nList-Unsubscribe:", "\r\nList-Unsubscribe-Post:"] {
            assert_eq!(head.contains(name), can_be_left, "{name} in {kind}: {head}");
        }
        let to = match kind {
            "address" => "new",
            "moved" => "old",
            "goodbye" => "left",
            "confirmation" | "reminder" => "pending",
            _ => "ada",
        };
        assert_eq!(mail.to, format!("{to}@readers.example"), "{kind}");
        assert!(head.contains(&format!("\r\nTo: {to}@readers.example")), "{kind}: {head}");
        // A letter: no markup, no entities, lines that fit, the postal address at its end.
        assert!(!mail.text.contains(['<', '{']) || mail.text.contains("& <more>"), "{kind}: {}", mail.text);
        assert!(!mail.text.contains("&amp;") && !mail.text.contains("\n\n\n"), "{kind}: {}", mail.text);
        let long = mail.text.lines().find(|line| line.chars().count() > 78 && !line.contains("://"));
        assert_eq!(long, None, "{kind}");
        assert!(mail.text.trim_end().ends_with("1 Meadow Lane, Lublin"), "{kind}: {}", mail.text);
        assert!(mail.html.contains("1 Meadow Lane, Lublin"), "{kind}");
    }
}

async fn what_readers_asked_for_comes_from_another_sender_where_the_list_has_one(database: &TestDatabase) {
    let service = Service::open(database).await;
    for list in ["bees", "honey"] {
        let sender = "The Hive <hello@hive.example>".parse().unwrap();
        service.store.set_system_sender(service.list_id(list).await, Some(&sender)).await.unwrap();
    }
    for (kind, mail) in one_of_each(database, &service).await {
        let from = mail.source.lines().find(|line| line.starts_with("From: ")).unwrap();
        assert_eq!(from.contains("<hello@hive.example>"), kind != "welcome", "{kind}: {from}");
        let name = mail.source.lines().find(|line| line.starts_with("Message-ID: ")).unwrap();
        assert_eq!(name.ends_with("@hive.example>"), kind != "welcome", "{kind}: {name}");
    }
}

/// The digest that a reader gets now.
async fn digest(service: &Service) -> Mail {
    // What waits for one person goes first.
    service.queued_mails().await;
    service.send_digest("bees").await;
    let mails = service.queued_mails().await;
    let digest = mails.into_iter().find(|mail| mail.kind == DeliveryKind::Digest && mail.to == ADA);
    digest.expect("ada reads the list")
}

async fn links_to_the_blog_end_in_the_lists_mark_and_no_others(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.publish("bees", &[crate::archive::post(1), crate::archive::post(2)]).await;
    service.reader(ADA).await;
    let mail = digest(&service).await;
    let document = scraper::Html::parse_document(&mail.html);
    let links = scraper::Selector::parse("a[href]").unwrap();
    let (blog, ours): (Vec<&str>, Vec<&str>) =
        document.select(&links).filter_map(|link| link.attr("href")).partition(|link| !link.starts_with(PUBLIC_URL));
    assert!(blog.len() >= 2, "{blog:?}");
    for link in &blog {
        assert!(link.ends_with("#letterbell=bees"), "{link}: the blog spares who comes by it");
    }
    assert!(!ours.is_empty() && ours.iter().all(|link| !link.contains("#letterbell")), "{ours:?}");
    let text: Vec<&str> =
        mail.text.split_whitespace().filter(|word| word.contains("https://blog.example.org/")).collect();
    assert!(text.len() >= 2 && text.iter().all(|link| link.ends_with("#letterbell=bees")), "{text:?}");
}

/// Every address that a mail holds, as its readers and their mail programs find it.
fn links_in(mail: &Mail) -> BTreeSet<String> {
    let document = scraper::Html::parse_document(&mail.html);
    let leading = scraper::Selector::parse("[href], [src]").unwrap();
    let from_html = document.select(&leading).flat_map(|element| ["href", "src"].map(|name| element.attr(name)));
    let words = [&mail.text, &mail.source].map(|text| text.split(|c: char| c.is_whitespace() || "<>".contains(c)));
    let from_text = words.into_iter().flatten().filter(|word| word.starts_with("http"));
    let all = from_html.flatten().chain(from_text).map(str::to_owned);
    // Those of the source are broken up by its encoding.
    all.filter(|link| !link.ends_with('=')).collect()
}

async fn no_link_in_any_mail_changes_anything_by_being_followed(database: &TestDatabase) {
    let service = Service::open(database).await;
    service.publish("bees", &[crate::archive::post(1)]).await;
    add_posts(database, &["One", "Two"]).await;
    let mut mails = one_of_each(database, &service).await;
    mails.insert("digest", digest(&service).await);
    assert_eq!(mails.len(), DeliveryKind::ALL.len(), "every kind of mail");
    let before = snapshot(database).await;
    let mut followed = BTreeSet::new();
    for (kind, mail) in &mails {
        let links = links_in(mail);
        let ours = links.iter().filter_map(|link| link.strip_prefix(PUBLIC_URL));
        for path in ours {
            followed.insert(path.split('/').nth(1).unwrap_or_default().to_owned());
            for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                service.ask(method, path).await;
                for (name, value) in [
                    ("purpose", "prefetch"),
                    ("sec-purpose", "prefetch"),
                    ("sec-purpose", "prefetch;prerender"),
                    ("x-moz", "prefetch"),
                ] {
                    let request = Request::get(path).header(name, value).body(Body::empty()).unwrap();
                    service.answer(request).await;
                }
            }
            assert_eq!(snapshot(database).await, before, "{path} of {kind}");
        }
    }
    let expected = ["a", "address", "c", "data", "n", "p", "pass", "s", "u"].map(str::to_owned);
    assert_eq!(followed, BTreeSet::from(expected), "every kind of link was followed");
}
