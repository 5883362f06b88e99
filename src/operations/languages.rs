//! Which languages are spoken here.

use crate::domain::language::Language;
use crate::render::locale::{Locale, Locales};

/// What is said in a language: its own messages, or English ones where the program does not know it.
pub fn locale_of(language: &Language) -> &'static Locale {
    let locales = Locales::shipped();
    locales.get(language.as_str()).unwrap_or_else(|| locales.english())
}

/// The tags of all that the program knows, with commas between them.
pub fn all_known() -> String {
    Locales::shipped().all().map(|locale| locale.tag()).collect::<Vec<_>>().join(", ")
}

/// Whether the program knows it, or at least the language that it is a variety of.
pub fn is_known(language: &Language) -> bool {
    Locales::shipped().get(language.as_str()).is_some()
}
