//! How a list's digests look: the operator's choices.

use std::fmt;
use std::str::FromStr;

use url::Url;

use super::id::ListId;

/// A list's look, as one schedule's digests have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The shape of the whole mail.
    pub theme: Theme,
    /// How much of each post it carries; `None` for the theme's own.
    pub portion: Option<Portion>,
    /// The brand colour of links and rules; `None` for ours.
    pub accent: Option<Colour>,
    /// What stands above the list's name.
    pub logo: Option<Logo>,
    /// What it is set in.
    pub fonts: Fonts,
    /// How wide it is.
    pub width: Width,
    /// What stands in the operator's words above the reason for the mail; line breaks part its lines; may be empty.
    pub footer: Footer,
    /// Whether posts stand under their topics.
    pub by_topic: bool,
}

impl Look {
    /// How much of each post is shown.
    pub fn portion(&self) -> Portion {
        match self.theme {
            // One sentence is what the theme is.
            Theme::Headlines => Portion::Headline,
            Theme::Letter => self.portion.unwrap_or(Portion::Full),
            Theme::Magazine => self.portion.unwrap_or(Portion::Excerpt),
        }
    }

    /// The same for a mail of one post that has no other place: all of it is shown.
    #[must_use]
    pub fn for_one_post(&self) -> Self {
        let theme = if self.theme == Theme::Headlines { Theme::Letter } else { self.theme };
        Self { theme, portion: Some(Portion::Full), ..self.clone() }
    }
}

/// Whose look a mail to one person has: that of the list that it is about, and where it is about several or none, that of its site's first.
pub fn whose_look(about: &[ListId], first_of_site: ListId) -> ListId {
    match about {
        [one] => *one,
        _ => first_of_site,
    }
}

/// What the operator asked for and cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookError {
    /// No such name.
    #[error("'{written}' is not one of {names}")]
    Name {
        /// What was written.
        written: String,
        /// What there is.
        names: String,
    },
    /// No colour.
    #[error("write the colour as # and six hexadecimal digits, like #a8321f")]
    Colour,
    /// Too narrow or too wide.
    #[error(
        "a mail is {} to {} pixels wide: most mail programs show no more, and phones make it narrower by themselves",
        Width::LEAST,
        Width::MOST
    )]
    Width,
    /// Not a picture that mail programs load.
    #[error("a logo is the https address of a PNG, JPEG or GIF: mail programs show no other")]
    LogoAddress,
    /// A picture without its size jumps when it is loaded, and Outlook shows it as large as it is.
    #[error(
        "write the size of the logo in pixels as it is shown, like 160x40; at most {} by {}",
        Logo::WIDEST,
        Logo::HIGHEST
    )]
    LogoSize,
    /// Longer than a footer is read.
    #[error("the footer may have {} characters at most, and no control characters but line breaks", Footer::LONGEST)]
    Footer,
}

/// An enumeration that operators choose from by name, and the database holds by it.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $($(#[$variant_doc])* $variant),* }

        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the database and in commands.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        impl FromStr for $type {
            type Err = LookError;

            fn from_str(text: &str) -> Result<Self, LookError> {
                let found = Self::ALL.iter().copied().find(|one| one.as_str() == text);
                found.ok_or_else(|| LookError::Name { written: text.to_owned(), names: [$($name),*].join(", ") })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

named! {
    /// The shape of a digest.
    #[derive(Default)]
    Theme {
        #[default]
        /// One column of text, with hardly any furniture.
        Letter = "letter",
        /// A lead picture, a table of contents, and a card a post.
        Magazine = "magazine",
        /// Title, a sentence and the source of each post.
        Headlines = "headlines",
    }
}

named! {
    /// How much of a post a digest carries.
    Portion {
        /// All of it.
        Full = "full",
        /// Its beginning, up to the end of a paragraph.
        Excerpt = "excerpt",
        /// Its title, with a sentence in the headlines theme.
        Headline = "headline",
    }
}

named! {
    /// What a mail is set in. Each is a family of typefaces that readers' machines have: nothing is loaded.
    #[derive(Default)]
    Fonts {
        #[default]
        /// A book's: Charter, Georgia.
        Serif = "serif",
        /// An old book's: Palatino.
        Palatino = "palatino",
        /// The machine's own.
        Sans = "sans",
        /// Wide and open: Verdana.
        Verdana = "verdana",
    }
}

/// A colour, `#rrggbb` in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(String);

impl Colour {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Colour {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        let digits = text.trim().strip_prefix('#').ok_or(LookError::Colour)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(LookError::Colour);
        }
        Ok(Self(format!("#{}", digits.to_ascii_lowercase())))
    }
}

/// The width of a mail in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width(u16);

impl Width {
    /// At least this wide.
    pub const LEAST: u16 = 480;
    /// At most this wide.
    pub const MOST: u16 = 720;

    /// In pixels.
    pub const fn pixels(self) -> u16 {
        self.0
    }

    /// A width within the bounds.
    pub fn new(pixels: u16) -> Result<Self, LookError> {
        (Self::LEAST..=Self::MOST).contains(&pixels).then_some(Self(pixels)).ok_or(LookError::Width)
    }
}

impl Default for Width {
    fn default() -> Self {
        Self(600)
    }
}

impl FromStr for Width {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        text.trim().parse().map_err(|_| LookError::Width).and_then(Self::new)
    }
}

/// The picture above the list's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Where it lies: https.
    pub address: LogoAddress,
    /// What it says to who does not see it; empty where the list's name beside it says the same.
    pub alt: String,
    /// How large it is shown.
    pub size: LogoSize,
}

impl Logo {
    /// Pixels.
    pub const WIDEST: u16 = 400;
    /// Pixels.
    pub const HIGHEST: u16 = 200;
}

/// The https address of a picture that mail programs show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoAddress(String);

impl LogoAddress {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LogoAddress {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        let url = Url::parse(text.trim()).map_err(|_| LookError::LogoAddress)?;
        let path = url.path().to_ascii_lowercase();
        let is_shown = ![".svg", ".webp", ".avif"].iter().any(|ending| path.ends_with(ending));
        if url.scheme() != "https" || !url.has_host() || !is_shown || url.as_str().len() > 2048 {
            return Err(LookError::LogoAddress);
        }
        Ok(Self(url.into()))
    }
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogoSize {
    /// Pixels.
    pub width: u16,
    /// Pixels.
    pub height: u16,
}

impl FromStr for LogoSize {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        let (width, height) = text.trim().split_once(['x', '×']).ok_or(LookError::LogoSize)?;
        let pixels = |text: &str, most: u16| {
            text.trim().parse().ok().filter(|pixels| (1..=most).contains(pixels)).ok_or(LookError::LogoSize)
        };
        Ok(Self { width: pixels(width, Logo::WIDEST)?, height: pixels(height, Logo::HIGHEST)? })
    }
}

impl fmt::Display for LogoSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// What the operator says at the end of every mail; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer(String);

impl Footer {
    /// Characters.
    pub const LONGEST: usize = 500;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Footer {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        let text = text.trim().replace("\r\n", "\n");
        let has_controls = text.chars().any(|character| character.is_control() && character != '\n');
        if has_controls || text.chars().count() > Self::LONGEST {
            return Err(LookError::Footer);
        }
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_back_by_its_name() {
        assert!(Theme::ALL.iter().all(|theme| theme.as_str().parse() == Ok(*theme)));
        assert!(Portion::ALL.iter().all(|portion| portion.as_str().parse() == Ok(*portion)));
        assert!(Fonts::ALL.iter().all(|fonts| fonts.as_str().parse() == Ok(*fonts)));
        let error = "loud".parse::<Theme>().unwrap_err().to_string();
        assert_eq!(error, "'loud' is not one of letter, magazine, headlines");
    }

    #[test]
    fn a_theme_shows_as_much_as_it_is_made_for_unless_told_otherwise() {
        let shown = |theme, portion| Look { theme, portion, ..Look::default() }.portion();
        assert_eq!(shown(Theme::Letter, None), Portion::Full);
        assert_eq!(shown(Theme::Magazine, None), Portion::Excerpt);
        assert_eq!(shown(Theme::Magazine, Some(Portion::Full)), Portion::Full);
        assert_eq!(shown(Theme::Headlines, Some(Portion::Full)), Portion::Headline);
        let alone =
            Look { theme: Theme::Headlines, portion: Some(Portion::Headline), ..Look::default() }.for_one_post();
        assert_eq!(alone.portion(), Portion::Full, "a letter is not told by its title");
    }

    #[test]
    fn a_mail_looks_like_the_one_list_that_it_is_about_and_else_like_the_sites_first() {
        let [first, other] = [1, 2].map(ListId::new);
        assert_eq!(whose_look(&[other], first), other);
        assert_eq!(whose_look(&[other, first], first), first);
        assert_eq!(whose_look(&[], first), first);
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!("#A8321F".parse::<Colour>().unwrap().as_str(), "#a8321f");
        for text in ["", "red", "#fff", "#12345g", "a8321f", "#a8321f;}"] {
            assert_eq!(text.parse::<Colour>(), Err(LookError::Colour), "{text}");
        }
    }

    #[test]
    fn a_logo_is_a_picture_that_mail_programs_load() {
        assert!("https://blog.example/logo.png?v=2".parse::<LogoAddress>().is_ok());
        for text in ["http://blog.example/a.png", "logo.png", "https://blog.example/logo.SVG", "data:image/png;base64,"]
        {
            assert_eq!(text.parse::<LogoAddress>(), Err(LookError::LogoAddress), "{text}");
        }
        assert_eq!("160x40".parse(), Ok(LogoSize { width: 160, height: 40 }));
        for text in ["160", "0x40", "401x40", "40x201", "ax b"] {
            assert_eq!(text.parse::<LogoSize>(), Err(LookError::LogoSize), "{text}");
        }
    }

    #[test]
    fn widths_and_footers_have_bounds() {
        assert_eq!("600".parse(), Ok(Width::default()));
        assert!(["479", "721", "wide"].iter().all(|text| text.parse::<Width>() == Err(LookError::Width)));
        assert_eq!(" a\r\nb ".parse::<Footer>().unwrap().as_str(), "a\nb");
        assert!("a\tb".parse::<Footer>().is_err() && "x".repeat(501).parse::<Footer>().is_err());
    }
}
