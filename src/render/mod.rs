//! What readers see: mails and pages, rendered from templates.
//!
//! Pure: views of plain words come in, text goes out. Nothing that came from a feed or a person is ever parsed as a template, and
//! none of it can carry the marks of an edition's personal parts.
//!
//! - [`templates`]: the templates, whose they are, and what stands in for them; `template_set` has their limits and errors, `trial` tries them.
//! - [`mail`]: what a mail is, and mails for one person ([`single_mail`] has their kinds). [`digest`]: a digest's edition; [`views`]: what it
//!   shows; `look`: how it looks.
//! - [`pages`]: every public page. [`archive`]: those of the archive, and its feed. [`opening`]: how much of a post they show.
//! - [`placements`]: what the script on a blog's own pages shows.
//! - [`holes`]: the personal parts of an edition, and how they are filled; `personal` is how templates write them.
//! - [`locale`]: the languages: messages, dates, enumerations.
//! - [`content`]: a post's content, measured and cut; `post_html` lays it out, `reading` tells how long it takes.
//! - [`text`]: HTML as a letter in plain text.
//! - [`counted`]: counted links, put into a finished mail.
//! - `lawful`: what every digest must show.
//! - [`accent`]: the one colour, made readable.

pub mod accent;
pub mod archive;
pub mod content;
pub mod contexts;
pub mod counted;
pub mod digest;
mod embedded;
pub mod holes;
mod lawful;
pub mod locale;
mod look;
pub mod mail;
pub mod opening;
pub mod pages;
mod personal;
pub mod placements;
mod post_html;
mod reading;
mod samples;
pub mod single_mail;
mod template_set;
pub mod templates;
pub mod text;
mod trial;
pub mod views;
mod words;
