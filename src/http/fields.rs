//! A form's fields as a browser or a mail program sends them.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use crate::domain::stamp::StampedForm;

/// The fields of an `application/x-www-form-urlencoded` body, in order; a name may stand several times.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = BytesRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, BytesRejection> {
        Ok(Self::read(&Bytes::from_request(request, state).await?))
    }
}

impl Fields {
    /// Reads a body. Bytes that are no UTF-8 become replacement characters, which no field accepts.
    pub fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first value of a field, without white space around it; empty when it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether the form had this field at all, if only an empty one.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// What shows who sent it.
    pub fn stamped(&self) -> StampedForm<'_> {
        StampedForm { stamp: self.get("stamp"), proof: self.get("proof"), email: self.get("email") }
    }

    /// What was typed and chosen, with the fields that every form has for itself left out.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter(|(name, _)| !["website", "stamp", "proof"].contains(name))
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All fields with their values, in the form's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Whether a request is RFC 8058's one-click POST: the pair `List-Unsubscribe=One-Click`, in either of the two encodings of forms.
pub fn is_one_click(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        // One field and one value: wherever they stand between the boundaries, this is what the request says.
        let text = String::from_utf8_lossy(body);
        return text.contains("List-Unsubscribe") && text.contains("One-Click");
    }
    Fields::read(body).get("List-Unsubscribe") == "One-Click"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_type(kind: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, kind.parse().unwrap())])
    }

    #[test]
    fn one_click_comes_in_both_encodings() {
        let urlencoded = with_type("application/x-www-form-urlencoded; charset=utf-8");
        assert!(is_one_click(&urlencoded, b"List-Unsubscribe=One-Click"));
        assert!(is_one_click(&HeaderMap::new(), b"List-Unsubscribe=One-Click\r\n"));
        let multipart = with_type("multipart/form-data; boundary=---Bound");
        let body = b"-----Bound\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n-----Bound--\r\n";
        assert!(is_one_click(&multipart, body));
    }

    #[test]
    fn a_button_of_ours_is_not_one_click() {
        assert!(!is_one_click(&HeaderMap::new(), b"confirm=1"));
        assert!(!is_one_click(&with_type("multipart/form-data; boundary=b"), b""));
    }

    #[test]
    fn a_field_may_stand_several_times() {
        let fields = Fields::read(b"list=a&list=b&email=+ada%40example.org+");
        assert_eq!(fields.all("list").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("email"), "ada@example.org");
        assert_eq!(fields.get("website"), "");
    }
}
