//! What digests show, and what all mails share: plain words, ready to print. Dates and schedules come in as words in the reader's zone and language.

use serde::Serialize;

use super::accent::Accent;
use crate::domain::counting::Counting;
use crate::domain::look::{Logo, LogoSize, Look};

/// The blog or brand in whose name a mail or page speaks.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// Its name.
    pub name: String,
    /// Its home page: absolute, http or https.
    pub home_url: Option<String>,
    /// The colour of its links and buttons.
    pub accent: Accent,
}

/// A list as its mails name it.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// Its name.
    pub name: String,
    /// The site that it belongs to.
    pub site: SiteView,
    /// The sender's postal address, which follows the site's name; line breaks part its lines.
    pub postal_address: Option<String>,
}

/// A post in a digest.
#[derive(Clone, Debug, Serialize)]
pub struct PostView {
    /// The title, plain text; may be empty.
    pub title: String,
    /// Where it can be read on the web: absolute, http or https.
    pub link: Option<String>,
    /// The author's name.
    pub author: Option<String>,
    /// Where it comes from: the name of its blog.
    pub source: Option<String>,
    /// When it was published, in words.
    pub date: Option<String>,
    /// The same without the day's name.
    pub day: Option<String>,
    /// The content as sanitised HTML. May be empty: then the excerpt stands for it.
    pub html: String,
    /// The first words as plain text.
    pub excerpt: String,
    /// The picture that its feed names for it, apart from those in its content.
    pub picture_url: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
}

/// A digest before it is rendered.
#[derive(Clone, Debug)]
pub struct DigestView {
    /// The list.
    pub list: ListView,
    /// The date under the name, in words: `Monday, 30 November 2026`.
    pub date_line: String,
    /// When the list's mails come, to stand after "you subscribed to …,": `every Monday at 8:00`. Empty in a post that is sent on its own, to
    /// the readers of all schedules.
    pub schedule: String,
    /// What the operator says above the posts, as sanitised HTML; may be empty.
    pub introduction: String,
    /// The posts, in reading order; at least one.
    pub posts: Vec<PostView>,
    /// How it looks.
    pub look: Look,
    /// Where the same mail can be read on the web, without anybody's personal parts.
    pub web_url: Option<String>,
    /// What is counted of it.
    pub counting: Counting,
}

impl SiteView {
    /// For previews and checks.
    pub fn sample() -> Self {
        Self {
            name: "The Bell House".to_owned(),
            home_url: Some("https://bellhouse.example/".to_owned()),
            accent: Accent::default(),
        }
    }
}

impl ListView {
    /// For previews and checks.
    pub fn sample() -> Self {
        Self {
            name: "Letters from the Bell House".to_owned(),
            site: SiteView::sample(),
            postal_address: Some("3 Harbour Steps\nPort Ellery".to_owned()),
        }
    }
}

impl PostView {
    /// For previews and checks: one post with everything in it, and a short one.
    pub fn samples() -> Vec<Self> {
        vec![
            Self {
                title: "The ferry that waits".to_owned(),
                link: Some("https://bellhouse.example/the-ferry-that-waits".to_owned()),
                author: Some("Ada Quill".to_owned()),
                source: Some("The Bell House".to_owned()),
                date: Some("Thursday, 26 November".to_owned()),
                day: Some("26 November".to_owned()),
                html: include_str!("samples/ferry.html").to_owned(),
                excerpt: "Nobody at the pier can say when the last timetable was printed.".to_owned(),
                picture_url: None,
                topics: vec!["Harbour".to_owned()],
            },
            Self {
                title: "How to oil a bell".to_owned(),
                link: Some("https://bellhouse.example/how-to-oil-a-bell".to_owned()),
                author: None,
                source: Some("Harbour Notes".to_owned()),
                date: Some("Saturday, 28 November".to_owned()),
                day: Some("28 November".to_owned()),
                html: include_str!("samples/oil.html").to_owned(),
                excerpt: "A bell needs three drops of oil a year, and never on a Sunday.".to_owned(),
                picture_url: Some("https://bellhouse.example/oil-can.jpg".to_owned()),
                topics: vec![],
            },
        ]
    }
}

impl Look {
    /// For previews and checks: with everything that it can have.
    pub fn sample() -> Self {
        let logo = Logo {
            address: "https://bellhouse.example/logo.png".parse().expect("a constant address"),
            alt: "The Bell House".to_owned(),
            size: LogoSize { width: 160, height: 40 },
        };
        Self {
            accent: Some("#1a5fb4".parse().expect("a constant colour")),
            logo: Some(logo),
            footer: "Written by hand,\nwithin hearing of the bell.".parse().expect("a constant text"),
            by_topic: true,
            ..Self::default()
        }
    }
}

impl DigestView {
    /// For previews and checks.
    pub fn sample() -> Self {
        Self {
            list: ListView::sample(),
            date_line: "Monday, 30 November 2026".to_owned(),
            schedule: "every Monday at 8:00".to_owned(),
            introduction: String::new(),
            posts: PostView::samples(),
            look: Look::default(),
            web_url: Some("https://mail.bellhouse.example/a/letters/digests/7/1f0c2a9b3d".to_owned()),
            counting: Counting::default(),
        }
    }
}
