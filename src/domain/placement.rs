//! A placement: one of the ways in which a blog's own pages ask for subscriptions to a list.

use std::fmt;
use std::str::FromStr;

use url::Url;

use super::list::{OneLineError, Slug, one_line};

/// Where on a page, and how, it asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlacementKind {
    /// A block at the end of a post.
    PostEnd,
    /// A form in the flow of a page.
    Inline,
    /// A dialog over a post, after a while; the post stays readable.
    PopUp,
    /// A full-screen greeting on the home page.
    Overlay,
    /// A button that floats in the corner and opens the form.
    Button,
}

/// A placement as its list's operator set it: what is empty holds the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Which.
    pub kind: PlacementKind,
    /// Whether pages show it.
    pub shown: bool,
    /// Its heading.
    pub heading: Option<String>,
    /// The sentence under it.
    pub text: Option<String>,
    /// The words on its button.
    pub button: Option<String>,
    /// The words that close it.
    pub dismissal: Option<String>,
    /// The brand colour, `#rrggbb`.
    pub colour: Option<String>,
    /// A dialog opens by itself after so long.
    pub after_seconds: Option<u32>,
    /// Or when so much of the article was scrolled past; 0: not by scrolling.
    pub after_percent: Option<u32>,
    /// A dialog that was closed does not open by itself again for so long.
    pub rest_hours: Option<u32>,
    /// The schedules that it offers; none: all of the list's.
    pub schedules: Vec<Slug>,
    /// The topics that it offers to choose from; none: no choice.
    pub topics: Vec<String>,
}

/// When a dialog opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// After so long.
    pub after_seconds: u32,
    /// Or when so much of the article was scrolled past; 0: not by scrolling.
    pub after_percent: u32,
    /// Not again, after it was closed, for so long.
    pub rest_hours: u32,
}

/// Why a text is no kind of placement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no placement; there are: post-end, inline, pop-up, overlay, button")]
pub struct PlacementKindError(String);

/// Topics that a form may offer or choose.
pub const MOST_TOPICS: usize = 30;

impl PlacementKind {
    /// All kinds, in the order in which pages show them.
    pub const ALL: [Self; 5] = [Self::PostEnd, Self::Inline, Self::PopUp, Self::Overlay, Self::Button];

    /// The name in the database, in commands and in pages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PostEnd => "post-end",
            Self::Inline => "inline",
            Self::PopUp => "pop-up",
            Self::Overlay => "overlay",
            Self::Button => "button",
        }
    }

    /// When it opens by itself unless its operator says otherwise; `None` for those that never do.
    const fn opening(self) -> Option<Opening> {
        match self {
            Self::PopUp => Some(Opening { after_seconds: 60, after_percent: 50, rest_hours: 24 }),
            Self::Overlay => Some(Opening { after_seconds: 0, after_percent: 0, rest_hours: 7 * 24 }),
            Self::PostEnd | Self::Inline | Self::Button => None,
        }
    }
}

impl FromStr for PlacementKind {
    type Err = PlacementKindError;

    fn from_str(text: &str) -> Result<Self, PlacementKindError> {
        let named = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        named.ok_or_else(|| PlacementKindError(text.to_owned()))
    }
}

impl fmt::Display for PlacementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Placement {
    /// A placement of which its operator set nothing.
    pub const fn untouched(kind: PlacementKind) -> Self {
        Self {
            kind,
            shown: true,
            heading: None,
            text: None,
            button: None,
            dismissal: None,
            colour: None,
            after_seconds: None,
            after_percent: None,
            rest_hours: None,
            schedules: Vec::new(),
            topics: Vec::new(),
        }
    }

    /// When it opens by itself; `None` for those that never do.
    pub fn opening(&self) -> Option<Opening> {
        self.kind.opening().map(|usual| Opening {
            after_seconds: self.after_seconds.unwrap_or(usual.after_seconds),
            after_percent: self.after_percent.unwrap_or(usual.after_percent),
            rest_hours: self.rest_hours.unwrap_or(usual.rest_hours),
        })
    }
}

/// Reads the topics of a form or command: short lines, each once, at most [`MOST_TOPICS`].
pub fn topics<'a>(written: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, OneLineError> {
    let mut topics: Vec<String> = Vec::new();
    for text in written {
        let topic = one_line(text)?;
        if topics.len() < MOST_TOPICS && !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    Ok(topics)
}

/// A link into a blog that tells the blog's script whose list's reader comes: as a fragment, which no server sees. The script keeps the
/// mark in the blog's own storage and takes it out of the address bar. A link with a fragment of its own stays as it is.
pub fn marked(link: &str, list: &Slug) -> String {
    match Url::parse(link) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.fragment().is_none() => {
            format!("{link}#letterbell={list}")
        }
        _ => link.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_reads_back() {
        for kind in PlacementKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("popup".parse::<PlacementKind>().unwrap_err().to_string().contains("pop-up"));
    }

    #[test]
    fn only_dialogs_open_by_themselves_and_as_their_operator_says() {
        let pop_up = Placement { after_seconds: Some(5), ..Placement::untouched(PlacementKind::PopUp) };
        assert_eq!(pop_up.opening(), Some(Opening { after_seconds: 5, after_percent: 50, rest_hours: 24 }));
        let inline = Placement { after_seconds: Some(5), ..Placement::untouched(PlacementKind::Inline) };
        assert_eq!(inline.opening(), None);
    }

    #[test]
    fn topics_are_short_lines_each_once() {
        assert_eq!(topics([" Bees ", "Honey", "Bees"]).unwrap(), ["Bees", "Honey"]);
        assert!(topics(["Be\nes"]).is_err());
        let many: Vec<String> = (0..50).map(|number| number.to_string()).collect();
        assert_eq!(topics(many.iter().map(String::as_str)).unwrap().len(), MOST_TOPICS);
    }

    #[test]
    fn a_mark_is_a_fragment_and_never_takes_the_place_of_one() {
        let list = "bees".parse().unwrap();
        let link = |text| marked(text, &list);
        assert_eq!(link("https://blog.example.org/a?b=c"), "https://blog.example.org/a?b=c#letterbell=bees");
        for kept in
            ["https://blog.example.org/a#part", "https://blog.example.org/a#", "mailto:a@b.example", "not a link"]
        {
            assert_eq!(link(kept), kept);
        }
    }
}
