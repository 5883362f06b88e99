//! `/stamp.json`: what a form's script asks for when somebody begins to fill the form in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::placements::readable_everywhere;
use crate::domain::stamp::WORK_BITS;
use crate::http::Web;

#[derive(Serialize)]
struct Begun {
    /// For the form's field `stamp`.
    stamp: String,
    /// After how many milliseconds the form is taken.
    wait: u128,
    /// How many bits of work are asked for; 0 for none.
    work: u32,
}

/// A stamp of now. The same for everybody who asks in the same instant; kept by no cache.
pub async fn show(State(web): State<Arc<Web>>) -> Response {
    let begun = Begun {
        stamp: web.guard.stamp(web.clock.now()),
        wait: web.guard.fastest_form().as_millis(),
        work: if web.guard.asks_for_work() { WORK_BITS } else { 0 },
    };
    readable_everywhere(StatusCode::OK, &begun)
}
