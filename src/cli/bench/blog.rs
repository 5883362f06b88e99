//! The blog whose posts the measured digest carries: nothing at first, so that nothing is baseline, and then everything.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Posts in the digest.
const POSTS: usize = 5;

/// Paragraphs in each post: so many that a digest, as HTML and as text, is about 40 KB on the wire.
const PARAGRAPHS: usize = 7;

/// One paragraph, of the letters that mail has to encode, too.
const PARAGRAPH: &str = "The harbour was grey until ten, and then the fog went as if somebody had folded it: four boxes on the roof. \
    Queen number seven – Łucja’s favourite – laid in two frames, and nineteen kilos are more than \
    “enough for a wet August”, which is what <a href=\"https://blog.example.org/weighing\">we said last year</a> as well.";

/// A blog on loopback. Clones are the same one.
#[derive(Clone)]
pub struct Blog {
    address: SocketAddr,
    has_published: Arc<AtomicBool>,
}

impl Blog {
    /// Serves it until `ended`.
    pub async fn serve(ended: CancellationToken) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let blog = Self { address: listener.local_addr()?, has_published: Arc::default() };
        let router = Router::new().route("/feed.xml", get(feed)).with_state(blog.clone());
        tokio::spawn(
            async move { axum::serve(listener, router).with_graceful_shutdown(ended.cancelled_owned()).await },
        );
        Ok(blog)
    }

    /// Its feed.
    pub fn feed_url(&self) -> String {
        format!("http://{}/feed.xml", self.address)
    }

    /// Whether its posts are out.
    pub fn publish(&self, has_published: bool) {
        self.has_published.store(has_published, Ordering::SeqCst);
    }
}

async fn feed(State(blog): State<Blog>) -> impl IntoResponse {
    let posts = if blog.has_published.load(Ordering::SeqCst) { POSTS } else { 0 };
    ([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, "application/atom+xml")], atom(posts))
}

/// An Atom feed (RFC 4287) with so many posts.
fn atom(posts: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Bench</title>\
        <id>tag:blog.example.org,2026:bench</id><updated>2026-01-01T00:00:00Z</updated>",
    );
    for number in 1..=posts {
        let html = format!("<h3>Notes, part {number}</h3>{}", format!("<p>{PARAGRAPH}</p>").repeat(PARAGRAPHS));
        let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(
            feed,
            "<entry><title>Four boxes, part {number}</title><id>tag:blog.example.org,2026:{number}</id>\
            <link href=\"https://blog.example.org/{number}\"/><updated>2026-01-01T00:00:00Z</updated>\
            <author><name>Ada</name></author><content type=\"html\">{escaped}</content></entry>"
        );
    }
    feed.push_str("</feed>");
    feed
}
