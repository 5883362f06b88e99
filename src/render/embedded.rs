//! The templates, static files and languages that are part of the program: all that lie in `templates/` (but the demo's) and `locales/`, as
//! `src/build.rs` found them.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
