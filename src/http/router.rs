//! Every URL in one place.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{any, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::answer::say_what_happened;
use super::public::{
    address, archive, assets, confirm, counted, data, disown, gate, lists, pass, pictures, placements, preferences,
    send_link, stamp, subscribe, unsubscribe,
};
use super::{Web, health, public};

/// The largest form: an address and a few choices.
const MOST_BODY_BYTES: usize = 64 * 1024;
/// The longest that a request may take, its body included.
const LONGEST_REQUEST: Duration = Duration::from_secs(20);
/// No script but our own, no frame, no foreign source.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                              form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// Builds the service. Only what is the same for everybody is compressed: the length of a compressed page tells about its secrets.
pub fn router(web: Arc<Web>) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/s") }))
        .route("/s", get(lists::show).post(lists::submit))
        .route("/s/{list}", get(subscribe::show).post(subscribe::submit))
        .route("/s/{list}/embed", get(placements::page))
        .route("/s/{list}/placements.json", get(placements::settings).layer(CompressionLayer::new()))
        .route("/s/", any(public::without_slash))
        .route("/s/{list}/", any(public::without_slash))
        .route("/s/{list}/embed/", any(public::without_slash))
        .route("/a/{list}/digests/", any(public::without_slash))
        .route("/a/{list}/digests/{digest}/", any(public::without_slash))
        .route("/a/{list}/posts/{post}/", any(public::without_slash))
        .route("/link/", any(public::without_slash))
        .route("/c/{token}", get(confirm::show).post(confirm::submit))
        .route("/u/{token}", get(unsubscribe::show).post(unsubscribe::submit))
        .route("/n/{token}", get(disown::show).post(disown::submit))
        .route("/p/{token}", get(preferences::show).post(preferences::submit))
        .route("/pass/{token}", get(pass::show).post(pass::submit))
        .route("/a/{list}", get(archive::front))
        .route("/a/{list}/", get(archive::posts))
        .route("/a/{list}/digests", get(archive::digests))
        .route("/a/{list}/digests/{digest}", get(archive::digest))
        .route("/a/{list}/digests/{digest}/{edition}", get(archive::edition))
        .route("/a/{list}/posts/{post}", get(archive::post))
        .route("/a/{list}/feed.xml", get(archive::feed))
        .route("/a/{list}/gate", get(gate::pass_through))
        .route("/l/{token}", get(counted::follow))
        .route("/o/{name}", get(counted::picture))
        .route("/link", get(send_link::show).post(send_link::submit))
        .route("/address/{token}", get(address::show).post(address::submit))
        .route("/data/{token}", get(data::show).post(data::submit))
        .route("/data/{token}/export", get(data::export))
        .route("/style.css", get(assets::stylesheet))
        .route("/reading.css", get(assets::reading_stylesheet))
        .route("/confirm.js", get(assets::confirm_script))
        .route("/stamp.json", get(stamp::show))
        .route("/form.js", get(assets::form_script))
        .route("/work.js", get(assets::work_script))
        .route("/embed.js", get(assets::embed_script).layer(CompressionLayer::new()))
        .route("/embed-page.js", get(assets::embed_page_script))
        .route("/bell.svg", get(assets::bell))
        .route("/pictures/{name}", get(pictures::show))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(public::not_found)
        .with_state(Arc::clone(&web))
        .layer(RequestBodyLimitLayer::new(MOST_BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web, say_what_happened))
        .layer(on_every_answer(CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .layer(on_every_answer(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Heeded over https alone, where it belongs.
        .layer(on_every_answer(STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
        .layer(on_every_answer(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(on_every_answer(HeaderName::from_static("permissions-policy"), "interest-cohort=()"))
}

fn on_every_answer(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
