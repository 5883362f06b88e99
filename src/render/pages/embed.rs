//! A list's placements, with what to copy.

use serde::Serialize;

/// See [`super::Page::Embed`].
#[derive(Clone, Debug, Serialize)]
pub struct Embed {
    /// The list's name.
    pub name: String,
    /// Its name in URLs.
    pub list: String,
    /// The base of every link: `https://news.example.org`.
    pub base: String,
    /// The placements.
    pub placements: Vec<EmbedPlacement>,
    /// The list's language, which all that is copied speaks.
    pub language: &'static str,
    /// The label of the address field.
    #[serde(serialize_with = "as_markup")]
    pub email: String,
    /// The label of the field that must stay empty.
    #[serde(serialize_with = "as_markup")]
    pub trap: String,
    /// The link that stands where no script runs: `Subscribe to …`.
    #[serde(serialize_with = "as_markup")]
    pub invitation: String,
    /// What is promised under every form.
    #[serde(serialize_with = "as_markup")]
    pub promise: String,
}

/// A placement on the page that shows all of them.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPlacement {
    /// Its kind, as `letterbell placement` names it.
    pub kind: String,
    /// Its heading, for the form without script.
    #[serde(serialize_with = "as_markup")]
    pub heading: String,
    /// The sentence under the heading.
    #[serde(serialize_with = "as_markup")]
    pub text: String,
    /// The words on its button.
    #[serde(serialize_with = "as_markup")]
    pub button: String,
    /// Whether pages show it.
    pub shown: bool,
}

/// The text as it stands in HTML that is shown to be copied: the page escapes it once more.
fn as_markup<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&minijinja::HtmlEscape(text))
}
