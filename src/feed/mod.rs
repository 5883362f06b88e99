//! Feeds: from a URL to posts that are fit for a mail.

pub mod fetch;
pub mod parse {
    use crate::domain::post::NewPost;
    use url::Url;
    pub struct Document {
        pub title: Option<String>,
        pub home: Option<String>,
        pub posts: Vec<NewPost>,
    }
    #[derive(Debug, thiserror::Error)]
    #[error("x")]
    pub struct ParseError;
    pub fn read(_: &[u8], _: &Url) -> Result<Document, ParseError> {
        Err(ParseError)
    }
}
