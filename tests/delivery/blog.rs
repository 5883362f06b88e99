//! A blog with a feed, on loopback.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// It has one post at the start, and is gone when it is dropped.
pub struct Blog {
    address: SocketAddr,
    posts: Arc<AtomicU32>,
    serving: AbortHandle,
}

impl Blog {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let posts = Arc::new(AtomicU32::new(1));
        let seen = Arc::clone(&posts);
        let feed = move || async move { ([(CONTENT_TYPE, "application/rss+xml")], feed(seen.load(Ordering::SeqCst))) };
        let serving = tokio::spawn(axum::serve(listener, Router::new().route("/feed.xml", get(feed))).into_future());
        Self { address, posts, serving: serving.abort_handle() }
    }

    pub fn feed_url(&self) -> String {
        format!("http://{}/feed.xml", self.address)
    }

    pub fn publish(&self) {
        self.posts.fetch_add(1, Ordering::SeqCst);
    }
}

impl Drop for Blog {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn feed(posts: u32) -> String {
    let mut items = String::new();
    for post in (1..=posts).rev() {
        let _ = write!(
            items,
            "<item><title>Post {post}</title><link>https://blog.example.org/{post}</link><guid>post-{post}</guid>
             <pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>What post {post} says.</description></item>"
        );
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Blog</title><link>https://blog.example.org/</link>
         <description>A blog</description>{items}</channel></rss>"
    )
}
