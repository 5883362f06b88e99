//! A small blog with a feed, to subscribe to: posts about four beehives on a harbour roof, written for the demo.
//!
//! It does what blogs do to those who read their feeds: conditional requests, pictures by URL, a film in a frame, and the furniture of
//! a well-known blog program (subscribe box, share buttons, a picture that counts readers).

mod conditional;
mod posts;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, ETAG, LAST_MODIFIED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use minijinja::{Value, context};

use self::conditional::Version;
use self::posts::{OLDER_POSTS_DAYS, PICTURES, POSTS, Post};
use super::pages;
use crate::clock::Clock;
use crate::domain::time::Timestamp;

/// Its pages load nothing from elsewhere, run nothing, and may be left by a form (the subscribe box of a post).
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The film moves by its own style sheet, and is shown in a frame of the blog's.
const FILM_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const STYLE: &str = include_str!("../../../templates/demo/blog/style.css");
const FILM: &str = include_str!("../../../templates/demo/blog/film.html");

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The sample blog. Clones show the same blog.
#[derive(Clone)]
pub struct SampleBlog(Arc<Blog>);

struct Blog {
    own_url: String,
    subscribe_url: String,
    clock: Arc<dyn Clock>,
    /// When each of [`POSTS`] came out, as far as they are.
    published: Mutex<Vec<Timestamp>>,
}

impl SampleBlog {
    /// A blog with three posts of the last weeks.
    ///
    /// `own_url` is where [`Self::router`] is served (`http://127.0.0.1:8101`), `subscribe_url` where its box leads
    /// (`http://127.0.0.1:8100/s/{list}`).
    pub fn new(own_url: &str, subscribe_url: &str, clock: Arc<dyn Clock>) -> Self {
        let start = clock.now();
        let published = OLDER_POSTS_DAYS.iter().map(|&days| start.minus(DAY * days)).collect();
        Self(Arc::new(Blog {
            own_url: own_url.trim_end_matches('/').to_owned(),
            subscribe_url: subscribe_url.to_owned(),
            clock,
            published: Mutex::new(published),
        }))
    }

    /// The feed's URL.
    pub fn feed_url(&self) -> String {
        format!("{}/feed.xml", self.0.own_url)
    }

    /// Publishes the next of the prepared posts and returns its title; `None` when all are out.
    pub fn publish_next(&self) -> Option<String> {
        let mut published = self.0.published.lock().unwrap_or_else(PoisonError::into_inner);
        let next = POSTS.get(published.len())?;
        published.push(self.0.clock.now());
        Some(next.title.to_owned())
    }

    /// The feed as it is served now.
    pub fn feed_document(&self) -> String {
        self.0.feed_document()
    }

    /// How many prepared posts wait.
    pub fn unpublished(&self) -> usize {
        POSTS.len() - self.0.published().len()
    }

    /// Its pages, pictures and feed.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/", get(home))
            .route("/posts/{slug}", get(one_post))
            .route("/publish", post(publish))
            .route("/feed.xml", get(feed))
            .route("/pictures/{name}", get(picture))
            .route("/films/the-morning-flight", get(|| async { pages::html(FILM_POLICY, FILM.to_owned()) }))
            .route("/style.css", get(|| async { pages::file("text/css; charset=utf-8", STYLE) }))
            .with_state(self.clone())
    }
}

impl Blog {
    fn published(&self) -> Vec<Timestamp> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is out, newest first.
    fn posts(&self) -> Vec<(&'static Post, Timestamp)> {
        POSTS.iter().zip(self.published()).rev().collect()
    }

    /// A post as the templates see it, with its body.
    fn view(&self, post: &Post, at: Timestamp) -> Value {
        let head = context! {
            slug => post.slug,
            url => format!("{}/posts/{}", self.own_url, post.slug),
            title => post.title,
            summary => post.summary,
            categories => post.categories.to_vec(),
            picture => post.picture,
            day => at.to_jiff().to_zoned(TimeZone::UTC).strftime("%-d %B %Y").to_string(),
            rfc822 => rfc822(at),
        };
        let body = pages::render(
            &format!("posts/{}.html", post.slug),
            context! { blog => self.own_url.as_str(), subscribe => self.subscribe_url.as_str(), post => head.clone() },
        );
        context! { body => Value::from_safe_string(body), ..head }
    }

    fn feed_document(&self) -> String {
        let posts = self.posts();
        let built = posts.first().map(|&(_, newest)| rfc822(newest));
        let views: Vec<_> = posts.into_iter().map(|(post, at)| self.view(post, at)).collect();
        self.render("blog/feed.xml", context! { posts => views, built })
    }

    fn render(&self, template: &str, more: Value) -> String {
        pages::render(
            template,
            context! { blog => self.own_url.as_str(), subscribe => self.subscribe_url.as_str(), ..more },
        )
    }
}

/// The date form of RSS (RFC 822 with a year of four digits).
fn rfc822(at: Timestamp) -> String {
    let printed = DateTimePrinter::new().timestamp_to_string(&at.to_jiff());
    printed.expect("the demo's clock shows a year of the common era")
}

async fn home(State(SampleBlog(blog)): State<SampleBlog>) -> Response {
    let posts: Vec<_> = blog.posts().into_iter().map(|(post, at)| blog.view(post, at)).collect();
    let prepared = POSTS.len() - OLDER_POSTS_DAYS.len();
    let waiting = POSTS.len() - posts.len();
    let newest = (waiting < prepared).then(|| posts.first().cloned());
    pages::html(POLICY, blog.render("blog/home.html", context! { posts, waiting, prepared, newest }))
}

async fn one_post(State(SampleBlog(blog)): State<SampleBlog>, Path(slug): Path<String>) -> Response {
    let Some((post, at)) = blog.posts().into_iter().find(|(post, _)| post.slug == slug) else {
        return (StatusCode::NOT_FOUND, "There is no such post here yet.").into_response();
    };
    pages::html(POLICY, blog.render("blog/post.html", context! { post => blog.view(post, at) }))
}

async fn publish(State(blog): State<SampleBlog>) -> Redirect {
    blog.publish_next();
    Redirect::to("/")
}

async fn feed(State(SampleBlog(blog)): State<SampleBlog>, headers: HeaderMap) -> Response {
    let posts = blog.posts();
    let (_, newest) = posts.first().expect("a blog starts with three posts");
    let version = Version::new(posts.len(), *newest);
    let version_headers = [
        (ETAG, version.etag().to_owned()),
        (LAST_MODIFIED, version.last_modified()),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if version.is_known_to(&headers) {
        return (StatusCode::NOT_MODIFIED, version_headers).into_response();
    }
    let xml = blog.feed_document();
    (version_headers, pages::file("application/rss+xml; charset=utf-8", xml)).into_response()
}

async fn picture(Path(name): Path<String>) -> Response {
    match PICTURES.iter().find(|(known, _)| *known == name) {
        Some((_, bytes)) => pages::file("image/png", *bytes),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
