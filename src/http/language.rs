//! In which language an answer speaks. It is decided here, and nowhere else.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;

use super::fields::Fields;
use crate::domain::language::Language;
use crate::render::locale::{Locale, Locales};

/// Whoever an answer is for: what is known of the languages that they read. A handler tells it what it learns on its way.
pub struct Listener {
    /// What the URL asks for: `?lang=`.
    asked: Option<&'static Locale>,
    /// The first of those that the browser prefers and the program knows.
    accepted: Option<&'static Locale>,
    told: Mutex<Told>,
}

#[derive(Clone, Copy, Default)]
struct Told {
    form: Option<&'static Locale>,
    reader: Option<&'static Locale>,
    list: Option<&'static Locale>,
}

impl<S: Send + Sync> FromRequestParts<S> for Listener {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.query().unwrap_or_default(), &parts.headers))
    }
}

impl Listener {
    fn of(query: &str, headers: &HeaderMap) -> Self {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let asked = pairs.find(|(name, _)| name == "lang").and_then(|(_, tag)| known(&tag));
        let lines = headers.get_all(ACCEPT_LANGUAGE).into_iter().filter_map(|line| line.to_str().ok());
        Self { asked, accepted: preferred(lines), told: Mutex::default() }
    }

    /// The form says it: its field `language`, which the page that showed it filled, or its reader.
    pub fn hears_form(&self, fields: &Fields) {
        self.told().form = known(fields.get("language"));
    }

    /// The reader chose it, on the preference page or when they subscribed.
    pub fn hears_reader(&self, preference: Option<&Language>) {
        self.told().reader = preference.and_then(|language| known(language.as_str()));
    }

    /// The list that the answer is about comes in it.
    pub fn hears_list(&self, language: &Language) {
        self.told().list = known(language.as_str());
    }

    /// The form's language, else the reader's, else the URL's, else the browser's, else the list's, else English.
    pub fn locale(&self) -> &'static Locale {
        let Told { form, reader, list } = *self.told();
        form.or(reader).or(self.asked).or(self.accepted).or(list).unwrap_or_else(|| Locales::shipped().english())
    }

    /// The same as a language that can be kept.
    pub fn language(&self) -> Language {
        self.locale().tag().parse().unwrap_or_default()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn known(tag: &str) -> Option<&'static Locale> {
    Locales::shipped().get(tag.trim()).map(|locale| &**locale)
}

/// The best of what Accept-Language names (RFC 9110 §12.5.4): the highest quality first, and of equal ones the first.
fn preferred<'a>(lines: impl Iterator<Item = &'a str>) -> Option<&'static Locale> {
    let mut best: Option<(f32, &'static Locale)> = None;
    for range in lines.flat_map(|line| line.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let Some(locale) = parts.next().and_then(known) else { continue };
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = quality.map_or(1.0, |quality| quality.parse::<f32>().unwrap_or(0.0));
        if quality > 0.0 && quality <= 1.0 && best.is_none_or(|(known, _)| quality > known) {
            best = Some((quality, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listener(query: &str, accepted: &'static str) -> Listener {
        Listener::of(query, &HeaderMap::from_iter([(ACCEPT_LANGUAGE, accepted.parse().unwrap())]))
    }

    #[test]
    fn a_browser_is_answered_in_the_language_that_it_likes_best_of_those_that_are_known() {
        for (accepted, tag) in [
            ("de", "de"),
            ("de-AT,en;q=0.7", "de"),
            ("en;q=0.3, fr;q=0.8", "fr"),
            ("sv, nl;q=0.5", "nl"),
            ("pt-BR", "pt"),
            ("HE", "he"),
            ("fr;q=0, it;q=0.1", "it"),
            ("de;q=0.5, fr;q=0.5", "de"),
            ("ja ; q=0.9 , tr ; Q=1", "tr"),
            ("*", "en"),
            ("", "en"),
            ("sv", "en"),
            ("de;q=x", "en"),
            ("de;q=NaN, fr;q=2, es;q=-1", "en"),
            (";,;q=1,--,\u{1}", "en"),
        ] {
            let headers: HeaderMap = accepted.parse().map(|value| (ACCEPT_LANGUAGE, value)).into_iter().collect();
            assert_eq!(Listener::of("", &headers).locale().tag(), tag, "{accepted}");
        }
    }

    #[test]
    fn the_form_outdoes_the_reader_the_reader_the_url_the_url_the_browser_and_the_browser_the_list() {
        let language = |tag: &str| -> Language { tag.parse().unwrap() };
        let said = listener("page=2&lang=fr", "it");
        said.hears_list(&language("nl"));
        assert_eq!(said.locale().tag(), "fr");
        said.hears_reader(Some(&language("pl")));
        assert_eq!(said.locale().tag(), "pl");
        said.hears_form(&Fields::read(b"language=tr"));
        assert_eq!((said.locale().tag(), said.language()), ("tr", language("tr")));
        let said = listener("lang=klingon", "it");
        said.hears_reader(None);
        said.hears_form(&Fields::read(b"language="));
        said.hears_list(&language("nl"));
        assert_eq!(said.locale().tag(), "it");
        let said = listener("", "sv");
        said.hears_list(&language("nl"));
        assert_eq!(said.locale().tag(), "nl");
    }
}
