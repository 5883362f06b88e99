//! The archive: what a list has published, and what of it is shown to whom.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization as _;

use super::digest::PostRange;
use super::id::{DigestId, PostId, ScheduleId};
use super::post::PostStanding;
use super::time::Timestamp;

/// For whom a post, or a whole archive, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// For everybody.
    Open,
    /// The opening for everybody, the rest for confirmed readers.
    Subscribers,
    /// For nobody: it answers like what never was.
    Hidden,
}

/// Who looks at the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// Whoever comes along.
    Anybody,
    /// A reader of the list, by a pass that was held against their subscription just now.
    Reader,
}

/// How much of a post is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Title and first paragraphs.
    Opening,
    /// Not even that it is there.
    Nothing,
}

/// Why a text is no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is none of open, subscribers and hidden")]
pub struct AudienceError(String);

impl Audience {
    const ALL: [Self; 3] = [Self::Open, Self::Subscribers, Self::Hidden];

    /// The name in the database and in commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Subscribers => "subscribers",
            Self::Hidden => "hidden",
        }
    }

    /// How much `visitor` is shown.
    pub const fn shows_to(self, visitor: Visitor) -> Extent {
        match (self, visitor) {
            (Self::Hidden, _) => Extent::Nothing,
            (Self::Open, _) | (Self::Subscribers, Visitor::Reader) => Extent::Whole,
            (Self::Subscribers, Visitor::Anybody) => Extent::Opening,
        }
    }
}

impl FromStr for Audience {
    type Err = AudienceError;

    fn from_str(text: &str) -> Result<Self, AudienceError> {
        let known = Self::ALL.into_iter().find(|audience| audience.as_str() == text);
        known.ok_or_else(|| AudienceError(text.to_owned()))
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A list's archive as the operator set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveRules {
    /// For whom it is.
    pub audience: Audience,
    /// Whether search engines may take it in.
    pub indexed: bool,
    /// Which of the list's gate secrets is in force; raised to make the last one worthless.
    pub gate_version: u32,
}

impl ArchiveRules {
    /// For whom a post is that says `own` of itself. A hidden archive hides all of its posts: forgetting one of them must not open it.
    pub fn audience_of(&self, own: Option<Audience>) -> Audience {
        if self.audience == Audience::Hidden { Audience::Hidden } else { own.unwrap_or(self.audience) }
    }
}

/// A post as the archive holds it: also those from before the list began, and without drafts and those that the brake holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedPost {
    /// Its id: stands in its address.
    pub id: PostId,
    /// Where it stands.
    pub standing: PostStanding,
    /// Where the blog has it.
    pub link: Option<String>,
    /// The title, one line; may be empty.
    pub title: String,
    /// The author's name.
    pub author: Option<String>,
    /// When the feed says that it was published.
    pub published_at: Option<Timestamp>,
    /// The sanitised content.
    pub html: String,
    /// The first words. They may go further than the opening: not for gated posts.
    pub excerpt: String,
    /// For whom it is, if it says so itself.
    pub audience: Option<Audience>,
    /// When it was taken in.
    pub stored_at: Timestamp,
    /// When its text last changed.
    pub updated_at: Timestamp,
}

/// A digest that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchivedDigest {
    /// Its id: stands in its address.
    pub id: DigestId,
    /// The schedule that it was a run of.
    pub schedule: ScheduleId,
    /// The date that it carries.
    pub due_at: Timestamp,
    /// The posts that it carries.
    pub range: PostRange,
    /// The one post that it carries instead.
    pub post: Option<PostId>,
}

/// Letters of a title that stand in an address, at most.
const READABLE: usize = 60;

impl ArchivedPost {
    /// The last part of its address: the id, and the title for people. Only the id counts.
    pub fn address(&self) -> String {
        let readable = readable(&self.title);
        if readable.is_empty() { self.id.to_string() } else { format!("{}-{readable}", self.id) }
    }

    /// When it was published, or else taken in.
    pub fn dated(&self) -> Timestamp {
        self.published_at.unwrap_or(self.stored_at)
    }
}

/// The id in the last part of a post's address.
pub fn post_in(address: &str) -> Option<PostId> {
    let id = address.split_once('-').map_or(address, |(id, _)| id);
    // `parse` would take a sign.
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten()
}

/// A title in small letters, digits and hyphens; what has no such letters is left out.
fn readable(title: &str) -> String {
    let mut readable = String::new();
    for character in title.nfd().filter(char::is_ascii) {
        if character.is_ascii_alphanumeric() {
            readable.push(character.to_ascii_lowercase());
        } else if character != '\'' && !readable.is_empty() && !readable.ends_with('-') {
            readable.push('-');
        }
    }
    if readable.len() > READABLE {
        let end = readable[..=READABLE].rfind('-').unwrap_or(READABLE);
        readable.truncate(end);
    }
    readable.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_reads_back_from_its_name() {
        for audience in Audience::ALL {
            assert_eq!(audience.as_str().parse(), Ok(audience));
        }
        assert!("Open".parse::<Audience>().is_err());
    }

    #[test]
    fn a_post_goes_by_its_list_unless_it_says_otherwise_and_never_out_of_a_hidden_archive() {
        let rules = |audience| ArchiveRules { audience, indexed: true, gate_version: 1 };
        for list in Audience::ALL {
            assert_eq!(rules(list).audience_of(None), list);
            for own in Audience::ALL {
                let expected = if list == Audience::Hidden { Audience::Hidden } else { own };
                assert_eq!(rules(list).audience_of(Some(own)), expected);
            }
        }
    }

    #[test]
    fn only_readers_are_shown_more_than_the_opening_of_what_is_for_subscribers() {
        assert_eq!(Audience::Subscribers.shows_to(Visitor::Anybody), Extent::Opening);
        assert_eq!(Audience::Subscribers.shows_to(Visitor::Reader), Extent::Whole);
        assert_eq!(Audience::Hidden.shows_to(Visitor::Reader), Extent::Nothing);
        assert_eq!(Audience::Open.shows_to(Visitor::Anybody), Extent::Whole);
    }

    #[test]
    fn an_address_is_readable_and_only_its_id_counts() {
        assert_eq!(readable("The Ferry that waits: it's Äpfel!"), "the-ferry-that-waits-its-apfel");
        assert_eq!(readable("漢字 – ?"), "");
        assert_eq!(readable(&"word ".repeat(30)).len(), 59);
        assert_eq!(readable(&"w".repeat(99)).len(), READABLE);
        assert_eq!(post_in("12-the-ferry"), Some(PostId::new(12)));
        assert_eq!(post_in("12"), Some(PostId::new(12)));
        for address in ["", "-12", "+12", "a", "12a", "99999999999999999999", "the-12"] {
            assert_eq!(post_in(address), None, "{address}");
        }
    }
}
