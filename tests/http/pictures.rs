//! Pictures that mails show from the operator's own address.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::routing::get;
use letterbell::domain::key::MasterKey;
use letterbell::domain::look::{Look, Theme};
use letterbell::domain::network::AddressGuard;
use letterbell::domain::picture::PictureKeys;
use letterbell::domain::post::NewPost;
use letterbell::domain::site::PublicUrl;
use letterbell::feed::fetch::{FetchLimits, Fetcher};
use letterbell::operations::keep_pictures::{PictureKeeper, with_kept_pictures};
use letterbell::operations::write_post::{Handed, Written, write_post};
use tower::ServiceExt as _;

use crate::archive::post;
use crate::service::{PUBLIC_URL, SECRET_OF_TESTS, Service};
use crate::support::databases::{TestDatabase, on_both_engines};

on_both_engines!(
    a_kept_picture_is_scaled_and_served_for_good_from_a_name_that_nobody_guesses,
    what_cannot_or_must_not_be_kept_stays_where_it_is,
    the_pictures_of_a_post_by_hand_are_kept,
    the_picture_that_a_feed_names_is_kept,
);

/// A blog's pictures, and how often they were asked for.
struct Blog {
    base: String,
    asked: Arc<AtomicUsize>,
}

impl Blog {
    async fn start() -> Self {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(400, 200).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let bytes = bytes.into_inner();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let picture = move || async move {
            count.fetch_add(1, Ordering::SeqCst);
            bytes
        };
        let large = || async { vec![0_u8; 200_000] };
        let router = Router::new()
            .route("/a.png", get(picture))
            .route("/large.png", get(large))
            .route("/page.png", get(|| async { "<svg onload=alert(1)>" }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { base, asked }
    }

    fn post(&self, pictures: &[&str]) -> NewPost {
        let shown = |name: &&str| format!("<p><img src=\"{}/{name}\" alt=\"\"></p>", self.base);
        let pictures: Vec<String> = pictures.iter().map(shown).collect();
        NewPost { html: format!("<p>Words.</p>{}", pictures.concat()), ..post(1) }
    }
}

fn keeper(service: &Service, allowed: &[&str]) -> PictureKeeper {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let limits = FetchLimits { total: Duration::from_secs(20), max_bytes: 100_000, max_redirects: 3 };
    let guard = AddressGuard::new(allowed.iter().map(|host| host.parse().unwrap()).collect());
    PictureKeeper {
        store: service.store.clone(),
        fetcher: Fetcher::new(limits, guard, "letterbell-test").unwrap().for_pictures(),
        keys: PictureKeys::new(&MasterKey::new(SECRET_OF_TESTS)),
        widest: 100,
    }
}

/// What mails show of a post.
async fn shown(service: &Service, post: &NewPost) -> String {
    with_kept_pictures(&service.store, &PublicUrl::parse(PUBLIC_URL).unwrap(), &post.html).await.unwrap()
}

async fn a_kept_picture_is_scaled_and_served_for_good_from_a_name_that_nobody_guesses(database: &TestDatabase) {
    let service = Service::open(database).await;
    let blog = Blog::start().await;
    let post = blog.post(&["a.png", "a.png"]);
    let keeper = keeper(&service, &["127.0.0.1"]);
    for _ in 0..2 {
        keeper.keep(std::slice::from_ref(&post), service.now()).await;
    }
    assert_eq!(blog.asked.load(Ordering::SeqCst), 1, "once for all posts and polls");
    service.reader("ada@readers.example").await;
    service.publish("bees", std::slice::from_ref(&post)).await;
    let digest = service.send_digest("bees").await;
    let html = service.store.editions_of(digest).await.unwrap().remove(0).html;
    assert!(!html.contains(&blog.base) && html.contains("width=\"100\"") && html.contains("height=\"50\""), "{html}");
    let start = html.find(&format!("{PUBLIC_URL}/pictures/")).unwrap() + PUBLIC_URL.len();
    let path = &html[start..start + html[start..].find('"').unwrap()];
    let answer = service.router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "image/jpeg");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["cross-origin-resource-policy"], "cross-origin");
    let picture = image::load_from_memory(&to_bytes(answer.into_body(), 1 << 20).await.unwrap()).unwrap();
    assert_eq!((picture.width(), picture.height()), (100, 50));
    for wrong in [
        path.replace(".jpg", ".png"),
        path.replace(".jpg", ""),
        "/pictures/AAAAAAAAAAAAAAAAAAAAAA.jpg".to_owned(),
        "/pictures/%FF.jpg".to_owned(),
    ] {
        assert_eq!(service.get(&wrong).await.status, 404, "{wrong}");
    }
}

async fn what_cannot_or_must_not_be_kept_stays_where_it_is(database: &TestDatabase) {
    let service = Service::open(database).await;
    let blog = Blog::start().await;
    let post = blog.post(&["a.png", "large.png", "page.png", "missing.png"]);
    // Nobody opened the operator's own network.
    keeper(&service, &[]).keep(std::slice::from_ref(&post), service.now()).await;
    assert_eq!((shown(&service, &post).await, blog.asked.load(Ordering::SeqCst)), (post.html.clone(), 0));
    keeper(&service, &["127.0.0.1"]).keep(std::slice::from_ref(&post), service.now()).await;
    let html = shown(&service, &post).await;
    for name in ["large.png", "page.png", "missing.png"] {
        assert!(html.contains(&format!("{}/{name}", blog.base)), "{name} in {html}");
    }
    assert_eq!(html.matches(PUBLIC_URL).count(), 1, "{html}");
}

async fn the_pictures_of_a_post_by_hand_are_kept(database: &TestDatabase) {
    let service = Service::open(database).await;
    let blog = Blog::start().await;
    let list = service.store.list(service.list_id("bees").await).await.unwrap().unwrap();
    let text = format!("# The hive\n\n![](<{}/a.png>)\n", blog.base);
    let handed = Handed {
        bytes: text.as_bytes(),
        written: Written::Markdown,
        name: Some("hive"),
        title: None,
        is_draft: false,
        new_topics: false,
    };
    write_post(&service.store, None, &list, &handed, service.now()).await.unwrap();
    assert_eq!(blog.asked.load(Ordering::SeqCst), 0, "where none are to be kept none are fetched");
    let keeper = keeper(&service, &["127.0.0.1"]);
    for _ in 0..2 {
        write_post(&service.store, Some(&keeper), &list, &handed, service.now()).await.unwrap();
    }
    assert_eq!(blog.asked.load(Ordering::SeqCst), 1, "also of a post that is there, and once");
    service.reader("ada@readers.example").await;
    let digest = service.send_digest("bees").await;
    let html = service.store.editions_of(digest).await.unwrap().remove(0).html;
    assert!(html.contains(&format!("{PUBLIC_URL}/pictures/")) && !html.contains(&blog.base), "{html}");
}

async fn the_picture_that_a_feed_names_is_kept(database: &TestDatabase) {
    let service = Service::open(database).await;
    let blog = Blog::start().await;
    let bees = service.list_id("bees").await;
    service.store.set_look(bees, &Look { theme: Theme::Magazine, ..Look::default() }).await.unwrap();
    let post = NewPost { picture: Some(format!("{}/a.png", blog.base)), ..blog.post(&[]) };
    keeper(&service, &["127.0.0.1"]).keep(std::slice::from_ref(&post), service.now()).await;
    service.reader("ada@readers.example").await;
    service.publish("bees", &[post]).await;
    let digest = service.send_digest("bees").await;
    let html = service.store.editions_of(digest).await.unwrap().remove(0).html;
    assert!(html.contains(&format!("src=\"{PUBLIC_URL}/pictures/")) && !html.contains(&blog.base), "{html}");
}
