//! The stylesheet, the scripts, and the mark.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::http::Web;
use crate::render::accent::Accent;

/// Long enough to spare a request on the next page, short enough for a changed template.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// What a page asks of the stylesheet.
#[derive(Deserialize)]
pub struct Look {
    accent: Option<String>,
}

/// `/style.css`
pub async fn stylesheet(State(web): State<Arc<Web>>, Query(look): Query<Look>) -> Response {
    let brand = look.accent.and_then(|colour| Accent::from_brand(&format!("#{colour}")).ok());
    asset(&web, "style.css", &brand.unwrap_or_default())
}

/// `/reading.css`
pub async fn reading_stylesheet(State(web): State<Arc<Web>>) -> Response {
    asset(&web, "reading.css", &Accent::default())
}

/// `/confirm.js`
pub async fn confirm_script(State(web): State<Arc<Web>>) -> Response {
    asset(&web, "confirm.js", &Accent::default())
}

/// `/form.js`
pub async fn form_script(State(web): State<Arc<Web>>) -> Response {
    asset(&web, "form.js", &Accent::default())
}

/// `/embed.js`: pages of any origin may run it, those included that load only what says so.
pub async fn embed_script(State(web): State<Arc<Web>>) -> Response {
    let for_every_origin = (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    ([for_every_origin], asset(&web, "embed.js", &Accent::default())).into_response()
}

/// `/work.js`: a module, which pages of other origins may read only when it says so.
pub async fn work_script(State(web): State<Arc<Web>>) -> Response {
    let for_every_origin = (ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    ([for_every_origin], asset(&web, "work.js", &Accent::default())).into_response()
}

/// `/embed-page.js`
pub async fn embed_page_script(State(web): State<Arc<Web>>) -> Response {
    asset(&web, "embed-page.js", &Accent::default())
}

/// `/bell.svg`
pub async fn bell(State(web): State<Arc<Web>>) -> Response {
    asset(&web, "bell.svg", &Accent::default())
}

fn asset(web: &Web, name: &str, accent: &Accent) -> Response {
    match web.templates.asset(name, accent) {
        Some(asset) => {
            ([(CONTENT_TYPE, HeaderValue::from_static(asset.content_type)), (CACHE_CONTROL, CACHED)], asset.body)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
