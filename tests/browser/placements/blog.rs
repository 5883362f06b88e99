//! A blog on an origin of its own, with a list's placements on its pages.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;

use crate::pages::Site;
use crate::support::browser::Browser;

/// The blog's own style: plain, and hostile to whoever leaves their own to it.
const STYLE: &str = "body { margin: 0 auto; max-width: 640px; padding: 16px; font: 18px/1.6 Georgia, serif; background: #ffffff; color: #222222 }
@media (prefers-color-scheme: dark) { body { background: #101214; color: #e0e0e0 } }
letterbell-subscribe:defined { font: italic 40px fantasy; letter-spacing: 3px; color: #999999; text-align: right }";

/// A blog that serves one post, at any path; `{kind}` in it is replaced by the path's first part.
pub struct Blog {
    pub address: String,
}

impl Blog {
    /// Opens a blog whose post ends in what `site`'s page tells to copy for `kind`, with `attributes` added to the element.
    pub async fn with(site: &Site, browser: &Browser, kind: &str, attributes: &str) -> Self {
        browser.goto(&format!("{}/s/bees/embed", site.address)).await;
        let copied = browser.script(&format!("return document.getElementById('copy-{kind}').textContent")).await;
        let copied = copied.as_str().unwrap().to_owned();
        let element = format!("kind=\"{kind}\"");
        assert!(copied.contains(&element), "{copied}");
        Self::serving(site, &copied.replacen(&element, &format!("{element} {attributes}"), 1)).await
    }

    /// Opens a blog with `snippet` after its post.
    pub async fn serving(site: &Site, snippet: &str) -> Self {
        let paragraphs =
            "<p>Bees dance on the comb to tell each other where the lime trees flower, and how far it is.</p>"
                .repeat(40);
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A post</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/style.css\"></head><body>\
             <main><h1>How bees dance</h1><p><label for=\"search\">Search</label> <input id=\"search\"></p>\
             <article>{paragraphs}</article>\n{snippet}\n</main></body></html>"
        );
        let origin = &site.address;
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src data:; script-src {origin}; connect-src {origin}; form-action {origin}; \
             base-uri 'none'; require-trusted-types-for 'script'"
        );
        let answer = move |path: Option<Path<String>>| {
            let (page, policy) = (page.clone(), policy.clone());
            async move {
                match path.as_deref().map(String::as_str) {
                    Some("style.css") => ([(CONTENT_TYPE, "text/css")], STYLE).into_response(),
                    _ => ([(CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response(),
                }
            }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/", get(answer.clone())).route("/{path}", get(answer));
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { address }
    }

    /// A post's address.
    pub fn post(&self) -> String {
        format!("{}/how-bees-dance", self.address)
    }
}
