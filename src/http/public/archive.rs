//! `/a/{list}/`: what a list has published. Nothing here changes anything.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, RawQuery};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Named;
use crate::domain::archive::post_in;
use crate::domain::id::DigestId;
use crate::domain::list::Slug;
use crate::http::answer::{Refusal, cacheable, html_answer, spoken, unshowable};
use crate::http::visit::Visit;
use crate::operations::languages::locale_of;
use crate::operations::read_archive::{Archive, Reading, open_archive};
use crate::operations::read_edition::{WebEdition, read_edition};
use crate::render::pages::Page;

/// Pictures come from the blog, and only here: posts without their pictures would not be the posts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
/// On a site without https, which is a trial on one machine, the blog has none either.
const TRIAL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http:; connect-src 'self'; \
                            form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
/// For a mail shown as a page.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; form-action 'none'; base-uri 'none'; \
                           frame-ancestors 'none'";
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// A list and one of its posts or digests, as the path names them. Bytes that are no UTF-8 name nothing.
pub struct InList {
    list: String,
    item: String,
}

impl<S: Send + Sync> FromRequestParts<S> for InList {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let named = Path::<(String, String)>::from_request_parts(parts, state).await;
        let (list, item) = named.map(|Path(named)| named).unwrap_or_default();
        Ok(Self { list, item })
    }
}

/// `/a/{list}`: the same with its slash.
pub async fn front(visit: Visit, Named(list): Named) -> Response {
    let answer = async {
        let list: Slug = list.parse().map_err(|_| Refusal::NotFound)?;
        visit.archive(list.as_str()).await?;
        Ok(Redirect::permanent(&format!("/a/{list}/")).into_response())
    };
    visit.answer(answer).await
}

/// `/a/{list}/`: its posts.
pub async fn posts(visit: Visit, Named(list): Named, RawQuery(query): RawQuery) -> Response {
    visit.answer(visit.shelf(Shelf::Posts, &list, query.as_deref())).await
}

/// `/a/{list}/digests`: its digests.
pub async fn digests(visit: Visit, Named(list): Named, RawQuery(query): RawQuery) -> Response {
    visit.answer(visit.shelf(Shelf::Digests, &list, query.as_deref())).await
}

/// `/a/{list}/posts/{id}-{title}`: a post. Another title leads to the present one.
pub async fn post(visit: Visit, InList { list, item }: InList) -> Response {
    let answer = async {
        let archive = visit.archive(&list).await?;
        let id = post_in(&item).ok_or(Refusal::NotFound)?;
        let post = archive.post(&visit.web.store, id).await?.ok_or(Refusal::NotFound)?;
        let address = post.address();
        if item != address {
            return Ok(Redirect::temporary(&format!("/a/{list}/posts/{address}")).into_response());
        }
        let visitor = visit.reads(archive.list.id).await?;
        let reading = archive.post_page(&visit.web.store, &post, visitor).await?;
        Ok(visit.archive_answer(&archive, reading))
    };
    visit.answer(answer).await
}

/// `/a/{list}/digests/{id}`: a digest.
pub async fn digest(visit: Visit, InList { list, item }: InList) -> Response {
    let answer = async {
        let archive = visit.archive(&list).await?;
        let is_number = item.bytes().all(|byte| byte.is_ascii_digit());
        let id = item.parse().ok().filter(|_| is_number).ok_or(Refusal::NotFound)?;
        let visitor = visit.reads(archive.list.id).await?;
        let reading = archive.digest_page(&visit.web.store, id, visitor).await?.ok_or(Refusal::NotFound)?;
        Ok(visit.archive_answer(&archive, reading))
    };
    visit.answer(answer).await
}

/// `/a/{list}/digests/{id}/{edition}`: a mail as it was sent, without anybody's personal parts.
pub async fn edition(visit: Visit, path: Result<Path<(String, String, String)>, PathRejection>) -> Response {
    let answer = async {
        let Path((list, id, name)) = path.map_err(|_| Refusal::NotFound)?;
        let id: DigestId = id.parse().map_err(|_| Refusal::NotFound)?;
        let archive = visit.archive(&list).await?;
        let visitor = visit.reads(archive.list.id).await?;
        let found = read_edition(&visit.web.store, &archive, id, &name, visitor).await?.ok_or(Refusal::NotFound)?;
        let mut answer = match found {
            WebEdition::Elsewhere { path } => Redirect::temporary(&path).into_response(),
            WebEdition::Shown { html, is_open: true } => cacheable(&visit.headers, "text/html; charset=utf-8", html),
            WebEdition::Shown { html, is_open: false } => {
                let mut answer = html_answer(StatusCode::OK, html);
                answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
                answer
            }
        };
        // A mail's styles stand in its elements; nothing else of it may run or be sent.
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY));
        let robots = HeaderName::from_static("x-robots-tag");
        answer.headers_mut().insert(robots, HeaderValue::from_static("noindex"));
        Ok(answer)
    };
    visit.answer(answer).await
}

/// `/a/{list}/feed.xml`: the newest posts for feed readers.
pub async fn feed(visit: Visit, Named(list): Named) -> Response {
    let answer = async {
        let mut archive = visit.archive(&list).await?;
        // Feed readers ask for many people at once.
        archive.locale = locale_of(&archive.list.language);
        let feed = archive.feed(&visit.web.store).await?;
        let answer = match visit.web.templates.archive_feed(&archive.site_view(), &feed, archive.locale) {
            Ok(xml) => cacheable(&visit.headers, ATOM, xml),
            Err(error) => unshowable(&error, archive.locale),
        };
        Ok(guarded(answer, &archive))
    };
    visit.answer(answer).await
}

/// What the archive has in pages.
enum Shelf {
    Posts,
    Digests,
}

impl Visit {
    /// A page of what stands on a shelf; everybody is shown the same.
    async fn shelf(&self, shelf: Shelf, list: &str, query: Option<&str>) -> Result<Response, Refusal> {
        let (archive, number) = (self.archive(list).await?, page_number(query)?);
        let page = match shelf {
            Shelf::Posts => archive.posts(&self.web.store, number).await?,
            Shelf::Digests => archive.digests(&self.web.store, number).await?,
        };
        let page = page.ok_or(Refusal::NotFound)?;
        Ok(self.archive_answer(&archive, Reading { page, is_open: true }))
    }

    async fn archive(&self, slug: &str) -> Result<Archive, Refusal> {
        let slug: Slug = slug.parse().map_err(|_| Refusal::NotFound)?;
        let mut archive = open_archive(&self.web.store, slug.as_str()).await?.ok_or(Refusal::NotFound)?;
        self.listener.hears_list(&archive.list.language);
        archive.locale = self.locale();
        Ok(archive)
    }

    /// What is the same for everybody may be kept by caches; the rest is kept by nobody, with a pass or without: it is not told apart.
    fn archive_answer(&self, archive: &Archive, reading: Reading) -> Response {
        let page = Page::Archive(Box::new(reading.page));
        let answer = match self.web.templates.page(&archive.site_view(), &page, archive.locale) {
            Ok(html) if reading.is_open => cacheable(&self.headers, "text/html; charset=utf-8", html),
            Ok(html) => {
                let mut answer = html_answer(StatusCode::OK, html);
                answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
                answer
            }
            Err(error) => unshowable(&error, archive.locale),
        };
        guarded(spoken(answer, archive.locale), archive)
    }
}

fn guarded(mut answer: Response, archive: &Archive) -> Response {
    let is_trial = archive.site.public_url.as_str().starts_with("http://");
    let policy = if is_trial { TRIAL_POLICY } else { POLICY };
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    if !archive.rules.indexed {
        let robots = HeaderName::from_static("x-robots-tag");
        answer.headers_mut().insert(robots, HeaderValue::from_static("noindex"));
    }
    answer
}

/// The page that is asked for, the first one when none is named.
fn page_number(query: Option<&str>) -> Result<i64, Refusal> {
    let pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    match pairs.into_iter().find(|(name, _)| name == "page") {
        None => Ok(1),
        Some((_, number)) => number.parse().map_err(|_| Refusal::NotFound),
    }
}
