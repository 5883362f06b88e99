pub mod fetch {
    use crate::domain::time::Timestamp; use std::time::Duration; use url::Url;
    #[derive(Clone, Debug, Default, PartialEq, Eq)] pub struct Validators { pub etag: Option<String>, pub last_modified: Option<String> }
    pub enum Fetched { Unchanged, Document { bytes: Vec<u8>, url: Url, validators: Validators, moved_to: Option<Url> }, Gone }
    #[derive(Debug, thiserror::Error)] #[error("x")] pub struct FetchError; impl FetchError { pub fn retry_after(&self) -> Option<Duration> { None } }
    pub struct Fetcher;
    impl Fetcher { pub async fn fetch(&self, _: &str, _: &Validators, _: Timestamp) -> Result<Fetched, FetchError> { Err(FetchError) } }
}
pub mod parse {
    use url::Url; use crate::domain::post::NewPost;
    pub struct Document { pub title: Option<String>, pub home: Option<String>, pub posts: Vec<NewPost> }
    #[derive(Debug, thiserror::Error)] #[error("x")] pub struct ParseError;
    pub fn read(_: &[u8], _: &Url) -> Result<Document, ParseError> { Err(ParseError) }
}
