//! Feeds, and what operators write themselves: to posts that are fit for a mail.
//!
//! - [`fetch`]: asks the site, within limits and behind the address guard. The only part that talks to anyone.
//! - [`parse`]: a document's posts. `source` decodes its characters, `xml` and `json` mend what is often wrong, `entry` decides
//!   what each post is known by, with `link` for canonical links.
//! - [`mod@sanitize`]: a post's HTML. `clean` rewrites it, with `boilerplate` for what is not the post and `seen` for what of it is seen, `embed` for what a
//!   mail cannot play, `cards`, `notes`, `formula` and `picture` for what blogs lay out by classes and scripts, `part` and `attributes`
//!   for what is written; an allow-list library has the last word.
//! - [`written`]: a post that the operator writes, with its front matter.
//! - [`scaled`]: a picture's file, decoded within limits and made fit for a mail.
//! - `markup` judges what may be parsed at all; `text` is plain text.

mod attributes;
mod boilerplate;
mod cards;
mod clean;
mod embed;
mod entry;
pub mod fetch;
mod formula;
mod front_matter;
mod json;
mod link;
mod markup;
mod notes;
pub mod parse;
mod part;
mod picture;
pub mod sanitize;
pub mod scaled;
mod seen;
mod source;
mod text;
pub mod written;
mod xml;
