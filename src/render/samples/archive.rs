//! Samples of the archive's pages and of its feed.

use crate::render::archive::{
    ArchiveFeed, ArchiveFrame, ArchivePage, Card, DigestEntry, DigestList, DigestPage, FeedEntry, GateBox, GatePage,
    Place, PostEntry, PostList, PostPage, PostText,
};
use crate::render::locale::Locales;
use crate::render::opening::{opening, whole};
use crate::render::views::{ListView, PostView};

const DATE: &str = "Thursday, 26 November 2026";
const INSTANT: &str = "2026-11-26T09:00:00Z";
const ORIGIN: &str = "https://mail.bellhouse.example";

impl ArchivePage {
    pub(super) fn samples() -> Vec<Self> {
        let post = |gated| PostText::sample(gated, 2);
        vec![
            Self::Posts(PostList {
                frame: ArchiveFrame::sample(),
                promise: Some("What happens at the harbour, told slowly.".to_owned()),
                posts: [false, true].map(PostEntry::sample).to_vec(),
                place: Place {
                    number: 2,
                    of: 3,
                    newer_url: Some("/a/letters/".to_owned()),
                    older_url: Some("/a/letters/?page=3".to_owned()),
                },
            }),
            Self::Posts(PostList {
                frame: ArchiveFrame::sample(),
                promise: None,
                posts: Vec::new(),
                place: Place { number: 1, of: 1, newer_url: None, older_url: None },
            }),
            Self::Digests(DigestList {
                frame: ArchiveFrame::sample(),
                digests: vec![DigestEntry {
                    date: "Monday, 30 November 2026".to_owned(),
                    page_url: "/a/letters/digests/41".to_owned(),
                    titles: vec!["The ferry that waits".to_owned(), "How to oil a bell".to_owned()],
                }],
                place: Place { number: 1, of: 1, newer_url: None, older_url: None },
            }),
            Self::Post(PostPage { frame: ArchiveFrame::sample(), post: post(false), gate: None }),
            Self::Post(PostPage { frame: ArchiveFrame::sample(), post: post(true), gate: Some(GateBox::sample()) }),
            Self::Digest(DigestPage {
                frame: ArchiveFrame::sample(),
                date: "Monday, 30 November 2026".to_owned(),
                posts: vec![PostText::sample(false, 3), PostText::sample(true, 3)],
                gate: Some(GateBox::sample()),
            }),
        ]
    }
}

impl ArchiveFrame {
    fn sample() -> Self {
        Self {
            list: ListView::sample().name,
            archive_url: "/a/letters/".to_owned(),
            digests_url: Some("/a/letters/digests".to_owned()),
            feed_url: "/a/letters/feed.xml".to_owned(),
            subscribe_url: "/s/letters".to_owned(),
            card: Card {
                title: "The ferry that waits".to_owned(),
                description: Some("Nobody at the pier can say when the last timetable was printed.".to_owned()),
                canonical_url: "https://bellhouse.example/the-ferry-that-waits".to_owned(),
                picture_url: Some("https://bellhouse.example/pier.jpg".to_owned()),
                published: Some(INSTANT.to_owned()),
                indexed: true,
            },
        }
    }
}

impl PostEntry {
    fn sample(gated: bool) -> Self {
        Self {
            label: "The ferry that waits".to_owned(),
            page_url: "/a/letters/posts/12-the-ferry-that-waits".to_owned(),
            date: DATE.to_owned(),
            words: "Nobody at the pier can say when the last timetable was printed.".to_owned(),
            gated,
        }
    }
}

impl PostText {
    fn sample(gated: bool, first_heading: u8) -> Self {
        let [ferry, _] = &PostView::samples()[..] else { unreachable!("there are two samples") };
        let locale = Locales::shipped().english();
        let shown = if gated {
            opening(&ferry.html, first_heading, locale)
        } else {
            whole(&ferry.html, &ferry.excerpt, first_heading, locale)
        };
        Self {
            label: ferry.title.clone(),
            page_url: "/a/letters/posts/12-the-ferry-that-waits".to_owned(),
            author: ferry.author.clone(),
            date: DATE.to_owned(),
            link: ferry.link.clone(),
            html: shown.html,
            gated,
        }
    }
}

impl GateBox {
    fn sample() -> Self {
        Self {
            list: ListView::sample().name,
            action: "/s/letters".to_owned(),
            when: "Mondays at 8:00".to_owned(),
            link_url: Some("/link".to_owned()),
        }
    }
}

impl GatePage {
    pub(super) fn sample() -> Self {
        Self {
            gate: GateBox::sample(),
            back_url: "https://bellhouse.example/members/the-tower".to_owned(),
            blog: "bellhouse.example".to_owned(),
        }
    }
}

impl ArchiveFeed {
    pub(in crate::render) fn sample() -> Self {
        let entry = |gated: bool| FeedEntry {
            id_url: format!("{ORIGIN}/a/letters/posts/12"),
            label: "The ferry that waits".to_owned(),
            page_url: format!("{ORIGIN}/a/letters/posts/12-the-ferry-that-waits"),
            canonical_url: Some("https://bellhouse.example/the-ferry-that-waits".to_owned()),
            author: (!gated).then(|| "Ada Quill".to_owned()),
            published: INSTANT.to_owned(),
            updated: INSTANT.to_owned(),
            html: PostText::sample(gated, 2).html,
            gated,
        };
        Self {
            list: ListView::sample().name,
            promise: Some("What happens at the harbour, told slowly.".to_owned()),
            author: ListView::sample().site.name,
            archive_url: format!("{ORIGIN}/a/letters/"),
            feed_url: format!("{ORIGIN}/a/letters/feed.xml"),
            updated: INSTANT.to_owned(),
            entries: [false, true].map(entry).to_vec(),
        }
    }
}
