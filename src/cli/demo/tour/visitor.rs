//! A visitor's browser: no cookies, no script, and it follows no redirect unasked.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use url::Url;
use url::form_urlencoded::Serializer;

use super::page::Page;
use super::transcript::{Unmet, expect};

/// How long a page may take: it is on this machine.
const PATIENCE: Duration = Duration::from_secs(20);

const MULTIPART_BOUNDARY: &str = "letterbell-tour";

/// Asks for pages.
pub(super) struct Visitor {
    client: Client,
}

/// What came back.
pub(super) struct Answer {
    asked: String,
    pub(super) status: StatusCode,
    pub(super) redirects: bool,
    pub(super) sets_cookie: bool,
    body: String,
}

/// How a mailbox provider writes its one-click POST (RFC 8058 §3.2 names both).
#[derive(Clone, Copy, Debug)]
pub(super) enum OneClickForm {
    UrlEncoded,
    Multipart,
}

impl Visitor {
    pub(super) fn new() -> Result<Self, Unmet> {
        let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
        let client = builder.build().map_err(|error| Unmet::new("an HTTP client", told(&error)))?;
        Ok(Self { client })
    }

    pub(super) async fn get(&self, url: &Url) -> Result<Answer, Unmet> {
        self.ask(Method::GET, url, |request| request).await
    }

    pub(super) async fn head(&self, url: &Url) -> Result<Answer, Unmet> {
        self.ask(Method::HEAD, url, |request| request).await
    }

    /// Presses a form's button.
    pub(super) async fn press(&self, url: &Url, fields: &[(&str, &str)]) -> Result<Answer, Unmet> {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let form =
            |request: RequestBuilder| request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        self.ask(Method::POST, url, form).await
    }

    /// Unsubscribes as a mail program does (RFC 8058 §3.2).
    pub(super) async fn one_click(&self, url: &Url, form: OneClickForm) -> Result<Answer, Unmet> {
        let (kind, body) = match form {
            OneClickForm::UrlEncoded => {
                ("application/x-www-form-urlencoded".to_owned(), "List-Unsubscribe=One-Click".to_owned())
            }
            OneClickForm::Multipart => (
                format!("multipart/form-data; boundary={MULTIPART_BOUNDARY}"),
                format!(
                    "--{MULTIPART_BOUNDARY}\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n\
                     --{MULTIPART_BOUNDARY}--\r\n"
                ),
            ),
        };
        self.ask(Method::POST, url, |request| request.header(CONTENT_TYPE, kind).body(body)).await
    }

    async fn ask(
        &self,
        method: Method,
        url: &Url,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, Unmet> {
        let asked = format!("{method} {url}");
        let no_answer = |error: reqwest::Error| Unmet::new(format!("an answer to {asked}"), told(&error));
        let response = with(self.client.request(method, url.clone())).send().await.map_err(no_answer)?;
        let (status, redirects, sets_cookie) = (response.status(), leads_on(&response), sets_cookie(&response));
        let body = response.text().await.map_err(no_answer)?;
        Ok(Answer { asked, status, redirects, sets_cookie, body })
    }
}

impl Answer {
    /// The page, when the answer is a plain 200.
    pub(super) fn page(&self) -> Result<Page, Unmet> {
        self.expect_status(StatusCode::OK)?;
        Ok(Page::read(&self.body))
    }

    pub(super) fn expect_status(&self, status: StatusCode) -> Result<(), Unmet> {
        let came = format!("{}, “{}”", self.status, Page::read(&self.body).heading);
        expect(self.status == status, &format!("{status} to {}", self.asked), came)
    }

    /// Done: with a page, or by way of one (303).
    pub(super) fn expect_accepted(&self) -> Result<(), Unmet> {
        if self.status == StatusCode::SEE_OTHER { Ok(()) } else { self.expect_status(StatusCode::OK) }
    }

    /// 200 with no redirect and no cookie: what RFC 8058 §3.1 asks of the answer to a one-click POST.
    pub(super) fn expect_plain_ok(&self) -> Result<(), Unmet> {
        self.expect_status(StatusCode::OK)?;
        expect(!self.redirects, "no redirect", format!("a Location header to {}", self.asked))?;
        expect(!self.sets_cookie, "no cookie", format!("a Set-Cookie header to {}", self.asked))
    }
}

fn leads_on(response: &Response) -> bool {
    response.headers().contains_key(LOCATION)
}

fn sets_cookie(response: &Response) -> bool {
    response.headers().contains_key(SET_COOKIE)
}

/// An error with its causes, innermost last.
fn told(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
