//! The demo's parts, over HTTP on loopback.
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

#[path = "../support/mod.rs"]
mod support;

mod blog;
mod feed_files;
mod mailbox;
mod tour;

use axum::Router;
use reqwest::{Client, Response, redirect};
use tokio::net::TcpListener;

/// A port of this machine that waits for its router.
struct Place {
    listener: TcpListener,
    url: String,
}

impl Place {
    async fn find() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        Self { listener, url }
    }

    /// Serves from now on, until the test's runtime ends.
    fn serve(self, router: Router) -> Visitor {
        tokio::spawn(async move { axum::serve(self.listener, router).await });
        let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
        Visitor { client, url: self.url }
    }
}

/// Somebody who looks at what is served at `url`.
struct Visitor {
    client: Client,
    url: String,
}

impl Visitor {
    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// The page at a path that must be there.
    async fn read(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}
