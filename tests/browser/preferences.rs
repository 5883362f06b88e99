//! The whole preference page in a real browser: how often, what about, by whose clock, a pause, another address, leaving and coming back, and
//! one's own data.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each page is photographed.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use letterbell::render::locale::Locales;
use serde_json::{Value, json};

use crate::pages::{Site, has_no_flaws, is_asked_once_more, press};
use crate::support::browser::Browser;

const ADA: &str = "ada@readers.example";
const NEW: &str = "lovelace@elsewhere.example";

/// Serves a feed with posts on two topics; its address.
async fn feed() -> String {
    let item = |id: u32, topic: &str| {
        format!(
            "<item><guid>{id}</guid><title>Post {id}</title><link>https://hive.example/{id}</link><category>{topic}</category></item>"
        )
    };
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Hive</title><link>https://hive.example/</link>{}{}</channel></rss>",
        item(1, "Honey"),
        item(2, "Wax")
    );
    let routes =
        Router::new().route("/feed", get(async move || ([(CONTENT_TYPE, "application/rss+xml")], feed.clone())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/feed", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    address
}

/// A site with a second list and topics, where one address may be written to often.
async fn site() -> Site {
    let site = Site::with("[limits]\nper_address_interval = \"0 s\"\nper_address_day = 100\n").await;
    let second = ["list", "add", "wax", "--name", "All about wax", "--from", "Wax <wax@example.org>"];
    site.command(&[&second[..], &["--postal-address", "1 Meadow Lane"]].concat()).await;
    let schedule = ["schedule", "add", "--list", "wax", "--name", "weekly", "--cron", "0 8 * * FRI"];
    site.command(&[&schedule[..], &["--zone", "Europe/Berlin"]].concat()).await;
    site.reads(&feed().await).await;
    site
}

/// What the operator's desk knows of an address.
async fn known(site: &Site, address: &str) -> Value {
    serde_json::from_str(&site.command(&["subscriber", "show", address, "--json"]).await).unwrap()
}

/// One who reads both lists, on the preference page of the first.
async fn open_page(browser: &Browser, site: &mut Site) -> String {
    browser.goto(&format!("{}/s", site.address)).await;
    browser.click("input[name=list][value=bees]").await;
    browser.click("input[name=list][value=wax]").await;
    browser.click("details summary").await;
    browser.click("input[name='topic-bees'][value=Honey]").await;
    has_no_flaws(browser, "all-lists").await;
    browser.fill("#email", ADA).await;
    while is_asked_once_more(browser).await {}
    browser.goto(&site.link(ADA, "/c/").await).await;
    browser.click("button").await;
    browser.sees("h1", "You are subscribed").await;
    browser.click("main a[href*='/p/']").await;
    browser.sees("h1", "Your mail from").await;
    browser.url().await
}

async fn chosen(browser: &Browser) -> Value {
    let script = "const of = (name) => [...document.querySelectorAll(`[name=${name}]`)].flatMap((e) => \
                  e.type === 'radio' || e.type === 'checkbox' ? (e.checked ? [e.value] : []) : [e.value]); \
                  return { schedule: of('schedule'), topic: of('topic'), zone: of('zone'), hour: of('hour'), weekday: of('weekday') }";
    browser.script(script).await
}

async fn chooses(browser: &Browser, site: &mut Site) {
    let page = open_page(browser, site).await;
    let expected = json!({ "schedule": ["weekly"], "topic": ["Honey"], "zone": [""], "hour": [""], "weekday": [""] });
    assert_eq!(chosen(browser).await, expected, "as chosen at sign-up");
    has_no_flaws(browser, "preferences-whole").await;

    browser.click("input[name=schedule][value=yours]").await;
    browser.click("input[name=topic][value=Honey]").await;
    browser.click("input[name=topic][value=Wax]").await;
    browser.choose("#zone", "Asia/Tokyo").await;
    browser.choose("#hour", "18").await;
    browser.choose("#weekday", "4").await;
    browser.click("form:first-of-type button").await;
    browser.sees("h1", "now comes").await;
    browser.sees("main", "18:00").await;
    browser.sees("main", "Thursday").await;
    has_no_flaws(browser, "preferences-saved").await;
    browser.goto(&page).await;
    let expected =
        json!({ "schedule": ["yours"], "topic": ["Wax"], "zone": ["Asia/Tokyo"], "hour": ["18"], "weekday": ["4"] });
    assert_eq!(chosen(browser).await, expected, "as chosen here");

    // As Chromium's date field takes keys: month, day, year.
    let day = browser.script("return document.querySelector('#until').max").await;
    let day = day.as_str().unwrap().replace('-', "");
    browser.fill("#until", &format!("{}{}", &day[4..], &day[..4])).await;
    browser.click("#pause button").await;
    browser.sees("h1", "pauses until").await;
    has_no_flaws(browser, "preferences-paused").await;
    browser.goto(&page).await;
    browser.sees("#pause", "Nothing comes until").await;
    browser.click("#pause button").await;
    browser.sees("h1", "comes again").await;
}

/// Chooses a language by its own name and saves; the page that says so, and the mail that comes next, are in it.
async fn is_spoken_to(browser: &Browser, site: &mut Site, page: &str, tag: &str) {
    let locale = Locales::shipped().get(tag).unwrap();
    browser.goto(page).await;
    browser.choose("#language", tag).await;
    browser.click("form:first-of-type button").await;
    browser.sees("p.done", &locale.say("page-done-saved", &[])).await;
    has_no_flaws(browser, &format!("preferences-saved-{tag}")).await;
    browser.goto(page).await;
    let list = ("list", "Notes from the Beehive".into());
    browser.sees("h1", &locale.say("page-preferences", &[list])).await;
    let shown =
        browser.script("return [document.documentElement.lang, document.querySelector('#language').value]").await;
    assert_eq!(shown, json!([tag, tag]));
    has_no_flaws(browser, &format!("preferences-{tag}")).await;
    press(browser, "#data button").await;
    browser.sees("main", ADA).await;
    let (mail, _) = site.mail_with(ADA, "/data/").await;
    let change = locale.say("mail-link-change", &[]);
    assert!(mail.text.replace('\n', " ").contains(&change), "{change}: {}", mail.text);
}

async fn is_spoken_to_as_chosen(browser: &Browser, site: &mut Site) {
    let page = open_page(browser, site).await;
    for tag in ["de", "he", "en"] {
        is_spoken_to(browser, site, &page, tag).await;
    }
}

/// A link that leads nowhere any more.
async fn is_dead(browser: &Browser, link: &str) {
    browser.goto(link).await;
    browser.sees("h1", "link").await;
    let complaints = browser.complaints().await;
    let [complaint] = complaints.as_slice() else { panic!("{complaints:?}") };
    assert!(complaint.contains(link) && complaint.contains("status of 404"), "{complaint}");
    has_no_flaws(browser, "dead-link").await;
}

async fn moves(browser: &Browser, site: &mut Site) {
    let page = open_page(browser, site).await;
    browser.fill("#address input[type=email]", "lovelace").await;
    browser.click("#address button").await;
    browser.sees("#email-error", "address").await;
    let focused = browser.script("return document.activeElement.id").await;
    assert_eq!(focused, "email", "the focus goes to the error");
    has_no_flaws(browser, "preferences-bad-address").await;
    browser.fill("#address input[type=email]", NEW).await;
    browser.click("#address button").await;
    browser.sees("main", NEW).await;
    has_no_flaws(browser, "move-asked").await;
    assert_eq!(
        known(site, ADA).await["subscriptions"][0]["state"],
        "active",
        "nothing moves before the new one says yes"
    );
    browser.goto(&site.link(NEW, "/address/").await).await;
    browser.sees("h1", NEW).await;
    has_no_flaws(browser, "move-confirm").await;
    browser.click("button").await;
    browser.sees("h1", "Your mail goes to").await;
    has_no_flaws(browser, "moved").await;
    assert_eq!(known(site, NEW).await["subscriptions"][0]["state"], "active");
    // The old one is told, and takes its reader back.
    browser.goto(&site.link(ADA, "/address/").await).await;
    browser.sees("h1", ADA).await;
    has_no_flaws(browser, "move-back").await;
    browser.click("button").await;
    browser.sees("h1", "Your mail goes to").await;
    browser.sees("h1", ADA).await;
    assert_eq!(known(site, ADA).await["subscriptions"][0]["state"], "active");
    is_dead(browser, &page).await;
}

async fn leaves(browser: &Browser, site: &mut Site) {
    let page = open_page(browser, site).await;
    browser.click("#leave form:first-of-type button").await;
    browser.sees("h1", "You have left").await;
    browser.fill("#reason", "Too much wax.").await;
    has_no_flaws(browser, "left-one").await;
    browser.click("main form:last-of-type button").await;
    browser.sees("main", "noted").await;
    let states = async |site: &Site| {
        let known = known(site, ADA).await;
        let subscriptions = known["subscriptions"].as_array().unwrap().clone();
        subscriptions.iter().map(|one| one["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states(site).await, ["ended", "active"]);
    browser.click("main form:first-of-type button").await;
    browser.sees("h1", "still subscribed").await;
    has_no_flaws(browser, "back-again").await;
    assert_eq!(states(site).await, ["active", "active"]);

    browser.goto(&page).await;
    browser.click("#leave form:last-of-type button").await;
    browser.sees("h1", "All about wax").await;
    has_no_flaws(browser, "left-all").await;
    assert_eq!(states(site).await, ["ended", "ended"]);
    browser.click("main form:first-of-type button").await;
    browser.sees("h1", "still subscribed").await;
    assert_eq!(states(site).await, ["active", "active"], "undone together, too");
}

async fn erases(browser: &Browser, site: &mut Site) {
    open_page(browser, site).await;
    press(browser, "#data button").await;
    browser.sees("main", ADA).await;
    has_no_flaws(browser, "data-asked").await;
    let link = site.link(ADA, "/data/").await;
    browser.goto(&link).await;
    browser.sees("h1", ADA).await;
    has_no_flaws(browser, "data").await;
    let file = browser.script("return document.querySelector('a[download]').href").await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let file = client.get(file.as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    let taken: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(taken["address"], ADA);
    assert_eq!(taken["subscriptions"].as_array().unwrap().len(), 2, "{taken}");
    browser.click("main form button").await;
    browser.sees("h1", "erased").await;
    has_no_flaws(browser, "erased").await;
    is_dead(browser, &link).await;
}

/// Plays a part of the page with script and without.
macro_rules! with_and_without_script {
    ($($claim:ident: $part:ident),* $(,)?) => {
        $(#[tokio::test]
        async fn $claim() {
            let Some(browser) = Browser::open(concat!("preferences::", stringify!($claim))).await else { return };
            for with_script in [true, false] {
                if with_script { browser.allow_scripts().await } else { browser.forbid_scripts().await }
                let mut site = site().await;
                $part(&browser, &mut site).await;
            }
        })*
    };
}

with_and_without_script! {
    what_is_chosen_is_kept: chooses,
    the_language_that_is_chosen_is_spoken_by_the_next_page_and_mail: is_spoken_to_as_chosen,
    another_address_says_yes_and_the_old_one_is_told: moves,
    one_list_or_all_are_left_and_taken_back: leaves,
    data_is_taken_along_and_erased_by_a_fresh_link: erases,
}
