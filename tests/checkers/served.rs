//! Documents on a port of their own, for a browser.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use letterbell::render::accent::Accent;
use letterbell::render::templates::Templates;

/// Serves documents at `/shown/{number}`, and what pages load; the address.
pub async fn serve(documents: Vec<String>) -> String {
    let templates = Arc::new(Templates::load(None).unwrap());
    let documents = Arc::new(documents);
    let shown = async move |Path(number): Path<usize>| Html(documents[number].clone());
    let assets = move |Path(name): Path<String>| {
        let answer = match templates.asset(&name, &Accent::default()) {
            Some(asset) => ([(CONTENT_TYPE, asset.content_type)], asset.body).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
        std::future::ready(answer)
    };
    let routes = Router::new().route("/shown/{number}", get(shown)).route("/{asset}", get(assets));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
    address
}
