//! Letterbell turns a blog into mail. This is the map.
//!
//! - [`domain`]: nouns and rules, pure.
//! - `feed`, `render`, `message`: pure transformations (and `feed::fetch`, which asks the web).
//! - `relay`, `inbound`, `store`: the outside, one module each; they never call one another.
//! - `operations`: verbs, one file each. `jobs`: loops. `http`, `cli`: edges. `app`: puts the parts together.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod feed;
pub mod http;
pub mod inbound;
pub mod jobs;
pub mod message;
pub mod operations;
pub mod relay;
pub mod render;
pub mod store;
pub mod telemetry;
