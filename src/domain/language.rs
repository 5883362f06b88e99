//! A language, by its tag: of a list, of what a reader is written in.

use std::fmt;
use std::str::FromStr;

/// A language tag (BCP 47), in its usual spelling: `en`, `pt-BR`, `zh-Hant`. Equal languages have equal texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(String);

/// Why a text is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no language tag: write it like en, de or pt-BR")]
pub struct LanguageError(String);

/// RFC 5646 §4.4.1 asks programs to hold tags of at least this length.
const LONGEST: usize = 35;

impl Language {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its tag, and that of each language that it is a variety of, the nearest first (RFC 4647 §3.4): `zh-Hant-TW`, `zh-Hant`, `zh`.
    pub fn and_what_it_is_of(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.as_str()), |tag| tag.rsplit_once('-').map(|(of, _)| of))
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let refused = || LanguageError(text.chars().take(LONGEST).collect());
        let mut parts = text.split(['-', '_']);
        let is_language = |part: &&str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        let language = parts.next().filter(is_language).ok_or_else(refused)?;
        let mut tag = language.to_ascii_lowercase();
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(refused());
            }
            tag.push('-');
            tag.push_str(&spelt(part));
        }
        if tag.len() <= LONGEST { Ok(Self(tag)) } else { Err(refused()) }
    }
}

/// Countries in capitals, scripts with one (RFC 5646 §2.1.1).
fn spelt(part: &str) -> String {
    match part.len() {
        2 => part.to_ascii_uppercase(),
        4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("{}{}", part[..1].to_ascii_uppercase(), part[1..].to_ascii_lowercase())
        }
        _ => part.to_ascii_lowercase(),
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_one_spelling() {
        for (written, tag) in [("DE", "de"), ("pt_br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW"), ("de-1996", "de-1996")] {
            assert_eq!(written.parse::<Language>().unwrap().as_str(), tag);
        }
    }

    #[test]
    fn a_variety_knows_what_it_is_of() {
        let language: Language = "zh_hant_tw".parse().unwrap();
        assert_eq!(language.and_what_it_is_of().collect::<Vec<_>>(), ["zh-Hant-TW", "zh-Hant", "zh"]);
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "d", "de-", "de de", "1de", "deutsch-und-mehr-als-acht-buchstaben", "*", "de;q=1", "日本"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
