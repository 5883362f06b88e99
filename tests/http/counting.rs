//! Counted links and the picture that counts opens: they lead on whatever happens, lead nowhere else, and tell of nobody.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use letterbell::domain::archive::Audience;
use letterbell::domain::counting::{CountKeys, Counting, Numbers};
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::id::{DigestId, LinkId};
use letterbell::domain::key::MasterKey;
use letterbell::domain::post::NewPost;
use letterbell::domain::time::Timestamp;

use crate::archive::post;
use crate::raw::Raw;
use crate::service::{Answer, Mail, PUBLIC_URL, SECRET_OF_TESTS, Service, composed};
use crate::snapshot::snapshot;
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_followed_link_leads_on_and_is_counted_once,
    a_link_leads_nowhere_but_to_what_was_mailed,
    what_looks_like_a_machine_is_counted_apart,
    who_asks_for_three_links_at_once_is_a_scanner,
    the_picture_is_shown_to_all_and_counts_what_is_ours,
    a_digest_is_counted_as_it_began,
    nothing_is_counted_unless_it_is_asked_for,
    without_a_database_what_is_known_leads_on,
    what_could_not_be_written_is_written_later,
    on_the_web_a_counted_mail_has_its_own_links,
);

const ADA: &str = "ada@readers.example";
const BEN: &str = "ben@readers.example";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const BOTH: Counting = Counting { clicks: true, opens: true };
/// Where the post's links lead, its own among them, as a browser reads them.
const TARGETS: [&str; 4] = [
    "https://blog.example.org/1#letterbell=bees",
    "https://elsewhere.example/?a=1&b=%22#c",
    "http://plain.example/",
    "https://xn--exmple-cua.example/%C3%A4",
];

fn linking_post() -> NewPost {
    let html = "<p><a href=\"https://elsewhere.example/?a=1&amp;b=%22#c\">one</a> <a href=\"http://plain.example\">two</a>, \
                <a href=\"https://exämple.example/ä\">three</a>, <a href=\"mailto:ada@blog.example.org\">four</a> and \
                <a href=\"https://letters.example.org/a/bees/\">ours</a>; <a href=\"http://plain.example/\">two again</a></p>";
    NewPost { html: html.to_owned(), excerpt: "one two".to_owned(), ..post(1) }
}

/// A list that is counted so, two readers, and a digest that was planned and not composed yet.
async fn planned(database: &TestDatabase, counting: Counting) -> (Service, DigestId) {
    let service = Service::open(database).await;
    for reader in [ADA, BEN] {
        service.reader(reader).await;
    }
    service.queued_mails().await;
    let list = service.list_id("bees").await;
    service.store.set_counting(list, counting).await.unwrap();
    service.store.set_archive(list, Some(Audience::Open), None).await.unwrap();
    service.publish("bees", &[linking_post()]).await;
    let digest = service.send_digest("bees").await;
    (service, digest)
}

async fn digests(service: &Service) -> Vec<Mail> {
    let mut mails = service.queued_mails().await;
    mails.retain(|mail| mail.kind == DeliveryKind::Digest);
    mails.sort_by_key(|mail| mail.to.clone());
    mails
}

async fn mailed(database: &TestDatabase) -> (Service, DigestId, Vec<Mail>) {
    let (service, digest) = Box::pin(planned(database, BOTH)).await;
    let mails = digests(&service).await;
    (service, digest, mails)
}

/// What stands in the attributes of this name.
fn attributes(html: &str, elements: &str, name: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(html);
    let elements = scraper::Selector::parse(elements).unwrap();
    page.select(&elements).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

/// The paths of the counted links of a mail.
fn counted_links(mail: &Mail) -> Vec<String> {
    let own = |link: String| link.strip_prefix(PUBLIC_URL).map(str::to_owned).filter(|path| path.starts_with("/l/"));
    attributes(&mail.html, "a", "href").into_iter().filter_map(own).collect()
}

fn picture_of(mail: &Mail) -> String {
    let own =
        |source: String| source.strip_prefix(PUBLIC_URL).map(str::to_owned).filter(|path| path.starts_with("/o/"));
    attributes(&mail.html, "img", "src").into_iter().find_map(own).unwrap()
}

fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("host", "letters.example.org")
}

/// Follows a link as a browser does.
async fn follow(service: &Service, path: &str) -> Answer {
    service.answer(request(Method::GET, path).header("user-agent", FIREFOX).body(Body::empty()).unwrap()).await
}

/// Clicks of people and of machines, all links together, when all is settled.
async fn clicks(service: &Service, digest: DigestId) -> (i64, i64) {
    service.counter.write_down(Timestamp::END).await.unwrap();
    let links = service.store.counted_links(digest).await.unwrap();
    let mut all = Numbers::default();
    for link in &links {
        all.add(link.clicks);
    }
    (all.people, all.machines)
}

async fn a_followed_link_leads_on_and_is_counted_once(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let links = counted_links(&mails[0]);
    assert_eq!(links, counted_links(&mails[1]), "the same for every reader: nobody can tell whose");
    // The same text of the post's title, its way to the web, and both links to one place.
    assert!(links.len() > TARGETS.len(), "{links:?}");
    let before = snapshot(database).await;
    let mut led: Vec<String> = Vec::new();
    for link in &links {
        service.clock.advance(Duration::from_secs(3));
        let answer = follow(&service, link).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::FOUND, ""));
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex"),
            ("set-cookie", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        led.push(answer.header("location").to_owned());
    }
    let known: Vec<&str> = led
        .iter()
        .map(String::as_str)
        .filter(|target| *target != "https://blog.example.org/#letterbell=bees")
        .collect();
    assert!(known.iter().all(|target| TARGETS.contains(target)), "{led:?}");
    assert!(TARGETS.iter().all(|target| known.contains(target)), "{led:?}");
    assert_eq!(clicks(&service, digest).await, (i64::try_from(links.len()).unwrap(), 0));
    let after = snapshot(database).await;
    let changed: Vec<&str> = after.lines().filter(|row| !before.lines().any(|known| known == *row)).collect();
    let is_link = |row: &&str| row.contains("#letterbell=bees") || TARGETS.iter().any(|target| row.contains(target));
    assert!(
        !changed.is_empty() && changed.iter().all(is_link),
        "nothing but the links' sums has changed: {changed:#?}"
    );
    let stored = service.store.counted_links(digest).await.unwrap();
    let twice = stored.iter().find(|link| link.target.as_str() == TARGETS[2]).unwrap();
    assert_eq!(twice.clicks, Numbers { people: 2, proxies: 0, machines: 0 }, "one link for one place");
    assert!(stored.is_sorted_by(|one, next| one.clicks.people >= next.clicks.people), "{stored:?}");
    // What is the operator's own, what is no address on the web, and the text part stay as they are.
    let plain = attributes(&mails[0].html, "a", "href");
    for address in ["mailto:ada@blog.example.org", "https://letters.example.org/a/bees/"] {
        assert!(plain.iter().any(|href| href == address), "{address}: {plain:?}");
    }
    assert!(
        plain.iter().any(|href| href.contains("/u/")) && plain.iter().any(|href| href.contains("/p/")),
        "{plain:?}"
    );
    assert!(mails[0].text.contains(TARGETS[0]) && !mails[0].text.contains("/l/"), "{}", mails[0].text);
    for part in [&mails[0].html, &mails[0].text] {
        let words = part.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("We count how often this mail is opened and its links are followed, but not by whom."),
            "{words}"
        );
    }
}

/// A path changed anywhere: its id, its signature, their lengths.
fn changed(path: &str) -> Vec<String> {
    let token = &path["/l/".len()..];
    let mut tokens: Vec<String> = (0..token.len()).map(|length| token[..length].to_owned()).collect();
    for at in 0..token.len() {
        for bit in 0..7 {
            let mut bytes = token.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            if bytes[at].is_ascii_alphanumeric() || b"-_.~".contains(&bytes[at]) {
                tokens.push(String::from_utf8(bytes).unwrap());
            }
        }
    }
    tokens.into_iter().map(|token| format!("/l/{token}")).collect()
}

async fn a_link_leads_nowhere_but_to_what_was_mailed(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let (ours, keys) = (counted_links(&mails[0]).remove(0), CountKeys::new(&MasterKey::new(SECRET_OF_TESTS)));
    let target = follow(&service, &ours).await.header("location").to_owned();
    let reader = service.subscription(ADA).await;
    let mut paths = changed(&ours);
    paths.extend(
        [
            "/l/https://evil.example/",
            "/l/%2F%2Fevil.example",
            "/l//evil.example",
            "/l/javascript:alert(1)",
            "/l/x%0d%0aLocation:%20https://evil.example/",
            "/l/%ff",
            "/l/%00",
            "/l/?url=https://evil.example/",
        ]
        .map(str::to_owned),
    );
    paths.extend([
        format!("{ours}A"),
        format!("{ours}/"),
        format!("{ours}/https://evil.example/"),
        format!("{ours}%0d%0aLocation:%20https://evil.example/"),
        service.unsubscribe_path(&reader).replace("/u/", "/l/"),
        format!("/l/{}", keys.open(digest)),
        // Signed, and there is no such link.
        format!("/l/{}", keys.link(LinkId::new(4711))),
        format!("/l/{}", keys.link(LinkId::new(-1))),
        format!("/u/{}", &ours["/l/".len()..]),
    ]);
    for path in &paths {
        let answer = follow(&service, path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::NOT_FOUND, ""), "{path}");
    }
    // What is added to a good one changes nothing about where it leads.
    for more in ["?url=https://evil.example/", "?next=//evil.example", "?%0d%0aLocation:x", "#x"] {
        let request = request(Method::GET, &format!("{ours}{more}")).header("x-forwarded-host", "evil.example");
        let answer =
            service.answer(request.header("referer", "https://evil.example/").body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, target.as_str()), "{more}");
    }
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let answer = service.ask(method, &ours).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::METHOD_NOT_ALLOWED, ""));
    }
}

async fn what_looks_like_a_machine_is_counted_apart(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let link = counted_links(&mails[0]).remove(0);
    let get = || request(Method::GET, &link).header("user-agent", FIREFOX);
    let machines = [
        request(Method::HEAD, &link).header("user-agent", FIREFOX),
        get().header("purpose", "prefetch"),
        get().header("sec-purpose", "prefetch;prerender"),
        get().header("x-moz", "prefetch"),
        request(Method::GET, &link).header("user-agent", "BarracudaCentral/1.0"),
        request(Method::GET, &link).header("user-agent", "python-requests/2.32.3"),
        request(Method::GET, &link),
    ];
    let number = i64::try_from(machines.len()).unwrap();
    let target = follow(&service, &link).await.header("location").to_owned();
    for machine in machines {
        let answer = service.answer(machine.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::FOUND, target.as_str()),
            "it leads on, too"
        );
    }
    assert_eq!(clicks(&service, digest).await, (1, number));
}

async fn who_asks_for_three_links_at_once_is_a_scanner(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let links = counted_links(&mails[0]);
    let from = |last| IpAddr::V4(Ipv4Addr::new(198, 51, 100, last));
    for (step, link) in links.iter().enumerate() {
        let request = request(Method::GET, link).header("user-agent", FIREFOX).body(Body::empty()).unwrap();
        let answer = service.answer_to(from(u8::try_from(step).unwrap()), request).await;
        assert_eq!(answer.status, StatusCode::FOUND);
    }
    // Somebody elsewhere, at the same time.
    follow(&service, &links[0]).await;
    let scanned = i64::try_from(links.len()).unwrap();
    service.counter.write_down(service.now()).await.unwrap();
    assert_eq!(service.store.counted_links(digest).await.unwrap()[0].clicks, Numbers::default(), "not settled yet");
    assert_eq!(clicks(&service, digest).await, (1, scanned));
    assert_eq!(clicks(&service, digest).await, (1, scanned), "written once");
    assert!(!snapshot(database).await.contains("198.51.100"), "where somebody came from is written nowhere");
}

async fn the_picture_is_shown_to_all_and_counts_what_is_ours(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let picture = picture_of(&mails[0]);
    assert_eq!(picture, picture_of(&mails[1]), "the same for every reader");
    let end = format!("<img src=\"{PUBLIC_URL}{picture}\" width=\"1\" height=\"1\" alt=\"\"></body></html>");
    assert!(mails[0].html.trim_end().ends_with(&end), "{}", mails[0].html);
    let ask = async |method: Method, path: &str, agent: &str| {
        let request = request(method, path).header("user-agent", agent).body(Body::empty()).unwrap();
        service.router_answer(request).await
    };
    let gmail = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    let unknown = format!("/o/{}.gif", CountKeys::new(&MasterKey::new(SECRET_OF_TESTS)).open(DigestId::new(4711)));
    for (path, agent) in [
        (picture.as_str(), FIREFOX),
        (&picture, gmail),
        (&picture, "Mozilla/5.0"),
        (&picture, "curl/8.10.1"),
        ("/o/x.gif", FIREFOX),
        ("/o/x", FIREFOX),
        (picture.strip_suffix(".gif").unwrap(), FIREFOX),
        (&unknown, FIREFOX),
        (&counted_links(&mails[0])[0].replace("/l/", "/o/"), FIREFOX),
    ] {
        let (status, headers, body) = ask(Method::GET, path, agent).await;
        assert_eq!((status, body.len()), (StatusCode::OK, 43), "{path}");
        assert_eq!(
            (&headers["content-type"], &headers["cache-control"]),
            (&HeaderValue::from_static("image/gif"), &HeaderValue::from_static("no-store"))
        );
        let decoded = image::load_from_memory_with_format(&body, image::ImageFormat::Gif).unwrap().to_rgba8();
        assert_eq!((decoded.dimensions(), decoded.get_pixel(0, 0)[3]), ((1, 1), 0), "one transparent pixel");
    }
    assert_eq!(ask(Method::HEAD, &picture, gmail).await.0, StatusCode::OK);
    service.counter.write_down(service.now()).await.unwrap();
    let opens = service.store.opens_of_digest(digest).await.unwrap();
    assert_eq!(opens, Some(Numbers { people: 1, proxies: 2, machines: 2 }));
    assert_eq!(clicks(&service, digest).await, (0, 0));
}

async fn a_digest_is_counted_as_it_began(database: &TestDatabase) {
    let (service, _) = Box::pin(planned(database, BOTH)).await;
    let list = service.list_id("bees").await;
    service.store.set_counting(list, Counting::default()).await.unwrap();
    let claimed = service.claimed().await;
    let mails = composed(&service.another_composer(), &claimed).await;
    let links = counted_links(&mails[0]);
    assert!(links.len() > TARGETS.len() && !picture_of(&mails[0]).is_empty());
    // Another process, and a later try: it knows nothing but what is written down.
    service.store.set_counting(list, Counting { clicks: true, opens: false }).await.unwrap();
    let again = composed(&service.another_composer(), &claimed).await;
    assert!(mails.iter().zip(&again).all(|(one, other)| one.source == other.source), "equal bytes at every try");
    service.store.set_counting(list, Counting::default()).await.unwrap();

    service.publish("bees", &[NewPost { entry_key: "second".to_owned(), ..post(2) }]).await;
    service.clock.advance(Duration::from_secs(60));
    service.send_digest("bees").await;
    let next = digests(&service).await.remove(0);
    assert!(
        !next.source.contains("/l/") && !next.source.contains("/o/") && !next.html.contains("We count"),
        "{}",
        next.html
    );
    assert_eq!(follow(&service, &links[0]).await.status, StatusCode::FOUND, "those that were mailed lead on");
}

async fn nothing_is_counted_unless_it_is_asked_for(database: &TestDatabase) {
    let (service, digest) = Box::pin(planned(database, Counting::default())).await;
    let mail = digests(&service).await.remove(0);
    assert!(
        !mail.html.contains("/l/") && !mail.html.contains("/o/") && !mail.html.contains("We count"),
        "{}",
        mail.html
    );
    let hrefs = attributes(&mail.html, "a", "href");
    assert!(hrefs.iter().any(|href| href == "https://elsewhere.example/?a=1&b=%22#c"), "{hrefs:?}");
    assert_eq!(service.store.counted_links(digest).await.unwrap(), []);
    assert_eq!(service.store.opens_of_digest(digest).await.unwrap(), None);
}

async fn without_a_database_what_is_known_leads_on(database: &TestDatabase) {
    let (service, _, mails) = Box::pin(mailed(database)).await;
    let links = counted_links(&mails[0]);
    let before = snapshot(database).await;
    follow(&service, &links[0]).await;
    service.store.close().await;
    for link in &links {
        assert_eq!(
            follow(&service, link).await.status,
            StatusCode::FOUND,
            "one was followed, and all of its mail are known"
        );
    }
    assert_eq!(service.ask(Method::HEAD, &picture_of(&mails[0])).await.status, StatusCode::OK);
    assert!(service.counter.write_down(Timestamp::END).await.is_err());
    assert_eq!(snapshot(database).await, before, "and nothing of a reader was touched");
    let unknown = CountKeys::new(&MasterKey::new(SECRET_OF_TESTS)).link(LinkId::new(4711));
    assert_eq!(follow(&service, &format!("/l/{unknown}")).await.status, StatusCode::SERVICE_UNAVAILABLE);
}

async fn what_could_not_be_written_is_written_later(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let link = counted_links(&mails[0]).remove(0);
    follow(&service, &link).await;
    service.ask(Method::HEAD, &picture_of(&mails[0])).await;
    let mut raw = Raw::connect(database).await;
    raw.execute("ALTER TABLE counted_open RENAME TO away").await.unwrap();
    for _ in 0..2 {
        assert!(service.counter.write_down(Timestamp::END).await.is_err());
    }
    assert_eq!(follow(&service, &link).await.status, StatusCode::FOUND);
    raw.execute("ALTER TABLE away RENAME TO counted_open").await.unwrap();
    assert_eq!(clicks(&service, digest).await, (2, 0), "and nothing twice, although clicks come before opens");
    let opens = service.store.opens_of_digest(digest).await.unwrap();
    assert_eq!(opens, Some(Numbers { people: 0, proxies: 0, machines: 1 }));
}

async fn on_the_web_a_counted_mail_has_its_own_links(database: &TestDatabase) {
    let (service, digest, mails) = Box::pin(mailed(database)).await;
    let link = mails[0].text.split_whitespace().find(|word| word.contains("/a/bees/digests/")).unwrap();
    let link = link.strip_prefix(PUBLIC_URL).unwrap();
    for path in [link, &format!("/a/bees/digests/{digest}"), "/a/bees/", "/a/bees/feed.xml"] {
        let page = service.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("/l/") && !page.body.contains("/o/"), "{path}: {}", page.body);
    }
    assert!(service.get(link).await.addresses().contains(&TARGETS[0].to_owned()));
}
