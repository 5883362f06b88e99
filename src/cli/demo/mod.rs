//! `letterbell demo`: the whole product on loopback, with a blog to read and a mailbox to look into.

pub mod blog;
pub mod feed_files;
pub mod mailbox;
mod pages;
