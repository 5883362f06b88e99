//! The archive: who is shown what, and what is said about it to caches and machines.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use letterbell::domain::archive::Audience;
use letterbell::domain::post::NewPost;
use letterbell::domain::time::Timestamp;
use scraper::{Html, Selector};

use crate::service::{Answer, PUBLIC_URL, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    what_is_open_is_whole_for_everybody_and_caches_may_keep_it,
    what_is_for_subscribers_shows_its_opening_and_nothing_more_anywhere,
    what_is_hidden_answers_like_what_never_was,
    a_post_says_for_whom_it_is_against_its_list,
    a_digest_shows_its_posts_each_by_its_own_door_and_nothing_personal,
    the_subscribe_page_leads_to_the_last_digest_while_the_archive_is_open,
    a_long_archive_has_pages_and_every_post_stands_on_one,
    an_address_with_another_title_leads_to_the_present_one,
    machines_are_told_where_a_post_belongs_and_whether_to_stay_away,
    pictures_come_from_the_blog_on_archive_pages_alone,
);

/// In every part of a post that is only for readers.
pub const SECRET: &str = "SECRET";

/// A post whose second half is for readers.
pub fn post(number: i64) -> NewPost {
    let secret = format!("{SECRET} {} ", "and more of it ".repeat(8));
    let picture = format!("<img src=\"https://blog.example.org/{SECRET}.jpg\" alt=\"{SECRET}\">");
    NewPost {
        entry_key: format!("entry-{number}"),
        link_key: Some(format!("blog.example.org/{number}")),
        link: Some(format!("https://blog.example.org/{number}")),
        title: format!("Title {number}"),
        author: Some("Ada & Co".to_owned()),
        published_at: Some(Timestamp::from_millis(1_795_000_000_000 + number * 60_000)),
        html: format!(
            "<p>Opening of {number}.</p><p><img src=\"https://blog.example.org/open.jpg\">Still open.</p><p>{secret}</p>{picture}<pre>{SECRET}</pre>"
        ),
        excerpt: format!("Opening of {number}. Still open. {SECRET} and more"),
        picture: None,
        topics: vec![],
    }
}

async fn with_archive(database: &TestDatabase, audience: Audience) -> (Service, String) {
    let opened = async {
        let service = Service::open(database).await;
        service.reader("ada@readers.example").await;
        service.publish("bees", &[post(1), post(2), post(3)]).await;
        let digest = service.send_digest("bees").await;
        let list = service.list_id("bees").await;
        service.store.set_archive(list, Some(audience), None).await.unwrap();
        (service, format!("/a/bees/digests/{digest}"))
    };
    Box::pin(opened).await
}

fn all_of(page: &Answer) -> String {
    format!("{:?}\n{}", page.headers, page.body)
}

async fn what_is_open_is_whole_for_everybody_and_caches_may_keep_it(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Open).await;
    for path in ["/a/bees/", "/a/bees/digests", "/a/bees/posts/1-title-1", &digest, "/a/bees/feed.xml"] {
        let answer = service.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(answer.header("cache-control"), "public, max-age=60", "{path}");
        let etag = answer.header("etag").to_owned();
        for known in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}")] {
            let again = Request::get(path).header("if-none-match", known).body(Body::empty()).unwrap();
            let again = service.answer(again).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
            assert_eq!(again.header("etag"), etag, "{path}");
        }
        let head = service.ask(Method::HEAD, path).await;
        assert_eq!(
            (head.status, head.body.as_str(), head.header("etag")),
            (StatusCode::OK, "", etag.as_str()),
            "{path}"
        );
    }
    for path in ["/a/bees/posts/1-title-1", &digest, "/a/bees/feed.xml"] {
        assert!(service.get(path).await.body.contains(SECRET), "{path} is whole");
    }
    let front = service.get("/a/bees").await;
    assert_eq!((front.status, front.header("location")), (StatusCode::PERMANENT_REDIRECT, "/a/bees/"));
}

async fn what_is_for_subscribers_shows_its_opening_and_nothing_more_anywhere(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Subscribers).await;
    for path in [
        "/a/bees",
        "/a/bees/",
        "/a/bees/?page=1",
        "/a/bees/digests",
        "/a/bees/posts/1",
        "/a/bees/posts/1-title-1",
        &digest,
        "/a/bees/feed.xml",
        "/s/bees",
        "/s",
    ] {
        for method in [Method::GET, Method::HEAD] {
            let answer = service.ask(method, path).await;
            assert!(!all_of(&answer).contains(SECRET), "{path} tells: {}", all_of(&answer));
        }
    }
    for path in ["/a/bees/posts/1-title-1", &digest] {
        let answer = service.get(path).await;
        assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
        assert_eq!(answer.header("etag"), "", "{path}");
        let words = answer.words();
        for shown in ["Title 1", "Opening of 1.", "Still open.", "Subscribe", "The rest is for those who subscribe"] {
            assert!(words.contains(shown), "{path}: {shown} is not in {words}");
        }
        assert!(answer.addresses().contains(&"/s/bees".to_owned()), "{path}: the box posts to the form");
    }
    let listed = service.get("/a/bees/").await.words();
    assert!(listed.ends_with("Opening of 1. Still open.") && listed.contains("For subscribers"), "{listed}");
}

async fn what_is_hidden_answers_like_what_never_was(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Hidden).await;
    let pass = service.pass(&service.subscription("ada@readers.example").await, Timestamp::END);
    let never = service.get("/a/none/").await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    for path in [
        "/a/bees",
        "/a/bees/",
        "/a/bees/?page=2",
        "/a/bees/digests",
        "/a/bees/posts/1",
        "/a/bees/posts/1-title-1",
        "/a/bees/posts/99",
        "/a/bees/posts/x",
        &digest,
        "/a/bees/digests/99",
        "/a/bees/feed.xml",
    ] {
        assert_eq!(service.get(path).await, never, "{path}");
        assert_eq!(service.get_with(path, &pass).await, never, "{path} with a pass");
        let head = service.ask(Method::HEAD, path).await;
        assert_eq!((head.status, head.body.as_str()), (StatusCode::NOT_FOUND, ""), "{path}");
    }

    // One hidden post of an open archive.
    let list = service.list_id("bees").await;
    service.store.set_archive(list, Some(Audience::Open), None).await.unwrap();
    service.store.set_post_audience(1.to_string().parse().unwrap(), Some(Audience::Hidden)).await.unwrap();
    for path in ["/a/bees/posts/1", "/a/bees/posts/1-title-1", "/a/bees/posts/99"] {
        assert_eq!(service.get_with(path, &pass).await, never, "{path}");
    }
    for path in ["/a/bees/", "/a/bees/digests", &digest, "/a/bees/feed.xml"] {
        let answer = service.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.body.contains("Title 1") && !answer.body.contains("title-1"), "{path}: {}", answer.body);
    }
    // A digest of nothing but hidden posts is none.
    for id in ["2", "3"] {
        service.store.set_post_audience(id.parse().unwrap(), Some(Audience::Hidden)).await.unwrap();
    }
    assert_eq!(service.get(&digest).await, never);
    assert!(service.get("/a/bees/digests").await.words().contains("None has been sent yet."));
    // What the brake holds is not there either, and nothing of another list.
    assert_eq!(service.get("/a/honey/posts/1-title-1").await, never);
    assert_eq!(service.get(&digest.replace("bees", "honey")).await, never);
}

async fn a_post_says_for_whom_it_is_against_its_list(database: &TestDatabase) {
    let (service, _) = with_archive(database, Audience::Subscribers).await;
    service.store.set_post_audience("1".parse().unwrap(), Some(Audience::Open)).await.unwrap();
    let open = service.get("/a/bees/posts/1-title-1").await;
    assert!(open.body.contains(SECRET) && open.header("cache-control").starts_with("public"));
    let feed = service.get("/a/bees/feed.xml").await.body;
    assert_eq!(feed.matches("<content ").count(), 1, "{feed}");
    assert_eq!(feed.matches("<summary ").count(), 2, "{feed}");

    let list = service.list_id("bees").await;
    service.store.set_archive(list, Some(Audience::Open), None).await.unwrap();
    service.store.set_post_audience("1".parse().unwrap(), Some(Audience::Subscribers)).await.unwrap();
    assert!(!service.get("/a/bees/posts/1-title-1").await.body.contains(SECRET));
    assert!(service.get("/a/bees/posts/2-title-2").await.body.contains(SECRET));
    service.store.set_post_audience("1".parse().unwrap(), None).await.unwrap();
    assert!(service.get("/a/bees/posts/1-title-1").await.body.contains(SECRET));
}

async fn a_digest_shows_its_posts_each_by_its_own_door_and_nothing_personal(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Open).await;
    service.store.set_post_audience("2".parse().unwrap(), Some(Audience::Subscribers)).await.unwrap();
    let reader = service.subscription("ada@readers.example").await;
    let pass = service.pass(&reader, Timestamp::END);
    for (cookies, secrets) in [("", 2), (pass.as_str(), 3)] {
        let answer = service.get_with(&digest, cookies).await;
        assert_eq!(answer.header("cache-control"), "private, no-store");
        assert_eq!(answer.body.matches(&format!("<pre>{SECRET}</pre>")).count(), secrets, "{}", answer.body);
    }
    let tokens = [service.unsubscribe_path(&reader), service.preferences_path(&reader), pass.clone()];
    for path in ["/a/bees/", "/a/bees/digests", &digest, "/a/bees/posts/2-title-2", "/a/bees/feed.xml"] {
        for cookies in ["", &pass] {
            let answer = service.get_with(path, cookies).await;
            let all = all_of(&answer);
            for token in &tokens {
                assert!(!all.contains(token.rsplit(['/', '=']).next().unwrap()), "{path}");
            }
            for kind in ["/u/", "/p/", "/c/", "/pass/", "ada@readers.example"] {
                assert!(!all.contains(kind), "{path} leads to {kind}: {all}");
            }
            assert!(!answer.body.contains(|c| matches!(c, '\u{E000}'..='\u{F8FF}')), "{path} holds a mark");
        }
    }
}

async fn the_subscribe_page_leads_to_the_last_digest_while_the_archive_is_open(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Open).await;
    let list = service.list_id("bees").await;
    assert!(service.get("/s/bees").await.addresses().contains(&digest));
    assert!(!service.get("/s/honey").await.words().contains("Read the last one"), "none went out");
    for audience in [Audience::Subscribers, Audience::Hidden] {
        service.store.set_archive(list, Some(audience), None).await.unwrap();
        assert!(!service.get("/s/bees").await.words().contains("Read the last one"), "{audience}");
    }
}

async fn a_long_archive_has_pages_and_every_post_stands_on_one(database: &TestDatabase) {
    let service = Service::open(database).await;
    let posts: Vec<NewPost> = (1..=45).map(post).collect();
    service.publish("bees", &posts).await;
    let mut path = "/a/bees/".to_owned();
    let mut titles = Vec::new();
    for number in 1..=3 {
        let answer = service.get(&path).await;
        assert!(answer.words().contains(&format!("Page {number} of 3")), "{}", answer.words());
        let page = Html::parse_document(&answer.body);
        let entries = Selector::parse(".entries h2").unwrap();
        titles.extend(page.select(&entries).map(|title| title.text().collect::<String>()));
        let next = page.select(&Selector::parse("a[rel=next]").unwrap()).next().and_then(|link| link.attr("href"));
        assert_eq!(next.is_some(), number < 3);
        next.unwrap_or_default().clone_into(&mut path);
    }
    let expected: Vec<String> = (1..=45).rev().map(|number| format!("Title {number}")).collect();
    assert_eq!(titles, expected);
    for past in [
        "/a/bees/?page=4",
        "/a/bees/?page=0",
        "/a/bees/?page=-1",
        "/a/bees/?page=x",
        "/a/bees/?page=99999999999999999999",
    ] {
        assert_eq!(service.get(past).await.status, StatusCode::NOT_FOUND, "{past}");
    }
}

async fn an_address_with_another_title_leads_to_the_present_one(database: &TestDatabase) {
    let (service, _) = with_archive(database, Audience::Subscribers).await;
    for path in ["/a/bees/posts/1", "/a/bees/posts/1-an-older-title", "/a/bees/posts/1-"] {
        let answer = service.get(path).await;
        let seen = (answer.status, answer.header("location"));
        assert_eq!(seen, (StatusCode::TEMPORARY_REDIRECT, "/a/bees/posts/1-title-1"), "{path}");
    }
    for path in
        ["/a/bees/posts/+1", "/a/bees/posts/%ff", "/a/%ff/", "/a/bees/posts/99", "/a/bees/digests/+1", "/a/BEES/"]
    {
        assert_eq!(service.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// An attribute of the first element.
fn told(answer: &Answer, selector: &str, attribute: &str) -> String {
    let page = Html::parse_document(&answer.body);
    let element = page.select(&Selector::parse(selector).unwrap()).next();
    element.and_then(|element| element.attr(attribute)).unwrap_or_default().to_owned()
}

async fn machines_are_told_where_a_post_belongs_and_whether_to_stay_away(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Subscribers).await;
    let answer = service.get("/a/bees/posts/1-title-1").await;
    assert_eq!(told(&answer, "link[rel=canonical]", "href"), "https://blog.example.org/1");
    for (property, value) in [
        ("type", "article"),
        ("title", "Title 1"),
        ("url", "https://blog.example.org/1"),
        ("site_name", "The Hive"),
        ("description", "Opening of 1. Still open."),
        ("image", "https://blog.example.org/open.jpg"),
    ] {
        assert_eq!(told(&answer, &format!("meta[property='og:{property}']"), "content"), value);
    }
    assert_eq!(told(&answer, "link[rel=alternate]", "href"), "/a/bees/feed.xml");
    for path in ["/a/bees/", "/a/bees/digests", &digest] {
        let answer = service.get(path).await;
        assert_eq!(told(&answer, "link[rel=canonical]", "href"), format!("{PUBLIC_URL}{path}"));
    }
    let paths = ["/a/bees/", "/a/bees/digests", &digest, "/a/bees/posts/1-title-1", "/a/bees/feed.xml"];
    for path in paths {
        let answer = service.get(path).await;
        assert_eq!(
            (told(&answer, "meta[name=robots]", "content").as_str(), answer.header("x-robots-tag")),
            ("", ""),
            "{path}"
        );
    }
    service.store.set_archive(service.list_id("bees").await, None, Some(false)).await.unwrap();
    for path in paths {
        let answer = service.get(path).await;
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
        let in_page = if path == "/a/bees/feed.xml" { "" } else { "noindex" };
        assert_eq!(told(&answer, "meta[name=robots]", "content"), in_page, "{path}");
    }
}

async fn pictures_come_from_the_blog_on_archive_pages_alone(database: &TestDatabase) {
    let (service, digest) = with_archive(database, Audience::Open).await;
    for path in ["/a/bees/", "/a/bees/posts/1-title-1", &digest] {
        let answer = service.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("img-src 'self' data: https:;") && policy.contains("default-src 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains(" http:"), "{path}: {policy}");
        let page = Html::parse_document(&answer.body);
        for forbidden in ["script", "style", "[style]", "iframe", "base"] {
            assert_eq!(page.select(&Selector::parse(forbidden).unwrap()).count(), 0, "{path}: {forbidden}");
        }
    }
    for path in ["/s/bees", "/a/none/", "/a/bees/gate?to=https://blog.example.org/"] {
        let answer = service.get(path).await;
        assert!(answer.header("content-security-policy").contains("img-src 'self' data:;"), "{path}");
    }
}
