//! Placements on a blog of another origin, under a content policy as strict as a blog may have, in a real browser.
//!
//! What the blog shows is what the list's own page tells to copy. With `LETTERBELL_PICTURES` naming a folder, each is photographed.

mod blog;
mod dialogs;
mod languages;
mod looks;
mod subscribing;

pub use blog::Blog;
pub use dialogs::comes_true;
