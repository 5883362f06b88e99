//! How a list's mails look, as `list change` and `digest preview` are told, and as it is told back.

use std::str::FromStr;

use clap::Args;
use serde_json::{Value, json};

use super::Failure;
use crate::domain::look::{Colour, Fonts, Footer, Logo, LogoAddress, LogoSize, Look, LookError, Portion, Theme, Width};
use crate::operations::words;

/// What of a look is to be other than it is.
#[derive(Args, Clone, Debug, Default)]
pub struct LookArgs {
    /// The shape of its digests: letter, magazine or headlines
    #[arg(long, value_name = "THEME")]
    theme: Option<Theme>,
    /// How much of each post they carry: full, excerpt (to the end of a paragraph), headline, or theme (what the theme is made for)
    #[arg(long, value_name = "PORTION", value_parser = Or::<Portion>::of_theme)]
    portion: Option<Or<Portion>>,
    /// The colour of links and rules, like '#1a5fb4', or none for ours; one that could not be read is adjusted, and that is said
    #[arg(long, value_name = "COLOUR", value_parser = Or::<Colour>::or_none)]
    accent: Option<Or<Colour>>,
    /// The https address of a PNG, JPEG or GIF that stands above the list's name, or none
    #[arg(long, value_name = "URL", value_parser = Or::<LogoAddress>::or_none)]
    logo: Option<Or<LogoAddress>>,
    /// What the logo says to who does not see it; empty where the list's name says the same
    #[arg(long, value_name = "TEXT")]
    logo_alt: Option<String>,
    /// How large the logo is shown, like 160x40
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    logo_size: Option<LogoSize>,
    /// What its mails are set in: serif, palatino, sans or verdana
    #[arg(long, value_name = "FONTS")]
    fonts: Option<Fonts>,
    /// How wide they are at most, in pixels
    #[arg(long, value_name = "PIXELS")]
    width: Option<Width>,
    /// What stands at the end of each mail in your words, or none
    #[arg(long, value_name = "TEXT", value_parser = Or::<Footer>::or_none)]
    footer: Option<Or<Footer>>,
    /// Whether posts stand under their topics: true or false
    #[arg(long, value_name = "BOOL")]
    by_topic: Option<bool>,
}

/// A choice, or the word that takes it back.
#[derive(Clone, Debug)]
pub struct Or<T>(pub Option<T>);

impl<T: FromStr<Err = LookError>> Or<T> {
    /// `none` takes it back.
    pub fn or_none(text: &str) -> Result<Self, LookError> {
        Self::unless("none", text)
    }

    fn unless(word: &str, text: &str) -> Result<Self, LookError> {
        if text == word { Ok(Self(None)) } else { text.parse().map(|choice| Self(Some(choice))) }
    }
}

impl Or<Portion> {
    /// `theme` leaves it to the theme.
    fn of_theme(text: &str) -> Result<Self, LookError> {
        Self::unless("theme", text)
    }

    /// `list` leaves it to the list.
    pub fn of_list(text: &str) -> Result<Self, LookError> {
        Self::unless("list", text)
    }
}

impl LookArgs {
    /// The ids of its arguments.
    pub const IDS: [&str; 10] =
        ["theme", "portion", "accent", "logo", "logo_alt", "logo_size", "fonts", "width", "footer", "by_topic"];

    /// `look` with what was asked for.
    pub fn applied_to(&self, look: Look) -> Result<Look, Failure> {
        let logo = self.logo_applied_to(look.logo)?;
        Ok(Look {
            theme: self.theme.unwrap_or(look.theme),
            portion: self.portion.clone().map_or(look.portion, |portion| portion.0),
            accent: self.accent.clone().map_or(look.accent, |accent| accent.0),
            logo,
            fonts: self.fonts.unwrap_or(look.fonts),
            width: self.width.unwrap_or(look.width),
            footer: self.footer.clone().map_or(look.footer, |footer| footer.0.unwrap_or_default()),
            by_topic: self.by_topic.unwrap_or(look.by_topic),
        })
    }

    fn logo_applied_to(&self, logo: Option<Logo>) -> Result<Option<Logo>, Failure> {
        let address = match &self.logo {
            Some(Or(None)) => return Ok(None),
            Some(Or(Some(address))) => Some(address.clone()),
            None => logo.as_ref().map(|logo| logo.address.clone()),
        };
        let size = self.logo_size.or_else(|| logo.as_ref().map(|logo| logo.size));
        let alt = self.logo_alt.as_deref().map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let alt = alt.or_else(|| logo.map(|logo| logo.alt));
        match (address, size, alt) {
            (Some(address), Some(size), Some(alt)) => Ok(Some(Logo { address, alt, size })),
            (Some(_), _, _) => Err(Failure::refused(
                "say how large the logo is and what it says: --logo-size 160x40 --logo-alt 'The Bell House' (or --logo-alt '')",
            )),
            (None, None, None) => Ok(None),
            (None, ..) => Err(Failure::refused("there is no logo yet: name one with --logo URL")),
        }
    }
}

/// What the operator should know about a look that is in force now.
pub fn notes(look: &Look) -> Vec<String> {
    let adjusted = look.accent.as_ref().and_then(words::adjusted_accent);
    let sentence = (look.theme == Theme::Headlines && look.portion.is_some_and(|portion| portion != Portion::Headline))
        .then(|| "The headlines theme shows a sentence of each post, whatever --portion says.".to_owned());
    [adjusted.map(|note| format!("The accent: {note}.")), sentence].into_iter().flatten().collect()
}

/// The look in lines.
pub fn lines(look: &Look) -> Vec<String> {
    let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.replace('\n', " / ") };
    let portion = look.portion();
    let accent = look.accent.as_ref().map_or_else(|| format!("{} (ours)", words::own_accent()), words::shown_accent);
    let logo = look.logo.as_ref().map_or_else(
        || "none".to_owned(),
        |logo| {
            format!(
                "{}, {}, {}",
                logo.address.as_str(),
                logo.size,
                if logo.alt.is_empty() { "no words" } else { &logo.alt }
            )
        },
    );
    vec![
        format!("theme     {}, {portion} posts{}", look.theme, if look.by_topic { ", by topic" } else { "" }),
        format!("accent    {accent}"),
        format!("logo      {logo}"),
        format!("fonts     {}", look.fonts),
        format!("width     {} pixels", look.width.pixels()),
        format!("footer    {}", or_none(look.footer.as_str())),
    ]
}

/// The look as JSON.
pub fn to_json(look: &Look) -> Value {
    json!({
        "theme": look.theme.as_str(),
        "portion": look.portion().as_str(),
        "own_portion": look.portion.map(Portion::as_str),
        "accent": look.accent.as_ref().map(Colour::as_str),
        "logo": look.logo.as_ref().map(|logo| json!({
            "url": logo.address.as_str(), "alt": logo.alt, "width": logo.size.width, "height": logo.size.height,
        })),
        "fonts": look.fonts.as_str(),
        "width": look.width.pixels(),
        "footer": look.footer.as_str(),
        "by_topic": look.by_topic,
    })
}
