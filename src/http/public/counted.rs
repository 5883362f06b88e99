//! `/l/{token}`: a counted link leads on. `/o/{token}.gif`: the picture that counts opens.
//!
//! Where a link leads is in the database, under the id that its signature holds for. Nothing of a request is ever in the answer, and nothing that is
//! counted is waited for.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, REFERRER_POLICY, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Named;
use crate::domain::counting::Asked;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::visit::Visit;

/// One transparent pixel.
const PICTURE: [u8; 43] =
    *b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x21\xf9\x04\x01\x00\x00\x00\x00\
                             \x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b";
/// What browsers and mail programs say of a request that nobody made yet.
const PURPOSES: [&str; 4] = ["purpose", "sec-purpose", "x-purpose", "x-moz"];
const NO_STORE: (HeaderName, HeaderValue) = (CACHE_CONTROL, HeaderValue::from_static("no-store"));
const NO_INDEX: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));

/// Leads on.
pub async fn follow(visit: Visit, Named(token): Named, method: Method) -> Response {
    let answer = async {
        let counter = &visit.web.counter;
        let link = counter.link(&token).await?.ok_or(Refusal::NotFound)?;
        let location = HeaderValue::from_str(link.target.as_str()).map_err(|_| Refusal::NotFound)?;
        with_asked(&method, &visit.headers, |asked| counter.clicked(&link, asked, visit.visitor, visit.now));
        let no_referrer = (REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        Ok((StatusCode::FOUND, [(LOCATION, location), no_referrer, NO_STORE, NO_INDEX]).into_response())
    };
    visit.answer(answer).await
}

/// The picture, whoever asks for it by whatever name.
pub async fn picture(State(web): State<Arc<Web>>, Named(name): Named, method: Method, headers: HeaderMap) -> Response {
    if let Some(token) = name.strip_suffix(".gif") {
        with_asked(&method, &headers, |asked| web.counter.opened(token, asked));
    }
    let answered = [
        (CONTENT_TYPE, HeaderValue::from_static("image/gif")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
        NO_STORE,
        NO_INDEX,
    ];
    (answered, PICTURE.to_vec()).into_response()
}

fn with_asked(method: &Method, headers: &HeaderMap, count: impl FnOnce(&Asked<'_>)) {
    let purposes = PURPOSES.map(|name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default());
    let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    count(&Asked { for_head: method == Method::HEAD, purposes: &purposes, user_agent });
}
