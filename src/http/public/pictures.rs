//! Pictures that mails show.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::Named;
use crate::domain::picture::PictureKey;
use crate::http::Web;
use crate::http::answer::Refusal;
use crate::http::visit::Visit;

/// A picture never changes under its name.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `/pictures/{name}`: shown by mail programs and their proxies, on pages of any origin.
pub async fn show(visit: Visit, Named(name): Named) -> Response {
    visit.answer(picture(&visit.web, &name)).await
}

async fn picture(web: &Web, name: &str) -> Result<Response, Refusal> {
    let (key, ending) = name.split_once('.').ok_or(Refusal::NotFound)?;
    let key = PictureKey::parse(key).ok_or(Refusal::NotFound)?;
    let (format, bytes) = web.store.picture(&key).await?.ok_or(Refusal::NotFound)?;
    if format.as_str() != ending {
        return Err(Refusal::NotFound);
    }
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
        (CACHE_CONTROL, FOR_GOOD),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    Ok((headers, bytes).into_response())
}
