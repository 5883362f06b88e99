//! One request of one visitor: what handlers need of it, and the answers that it gets.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Web;
use super::answer::Refusal;
use super::language::Listener;
use super::origin::{Peer, origin, visitor};
use crate::domain::consent::{Origin, Way};
use crate::domain::list::List;
use crate::domain::site::Site;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::domain::token::Purpose;
use crate::operations::follow_link::follow_link;
use crate::operations::plan_digest::list_and_site;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::pages::Page;
use crate::render::views::SiteView;

/// A request, but for its path and its body.
pub struct Visit {
    /// What handlers share.
    pub web: Arc<Web>,
    /// Whom the answer speaks to.
    pub listener: Listener,
    /// The request's own.
    pub headers: HeaderMap,
    /// When it came.
    pub now: Timestamp,
    /// Who sends it, as far as can be known.
    pub visitor: IpAddr,
}

/// A subscription behind a link, with what its pages show.
pub struct Linked {
    /// The subscription.
    pub subscription: Subscription,
    /// Its list.
    pub list: List,
    /// The list's site.
    pub site: Site,
}

impl Linked {
    /// The same, its subscription as it stands now.
    pub fn with(&self, subscription: Subscription) -> Self {
        Self { subscription, list: self.list.clone(), site: self.site.clone() }
    }
}

impl FromRequestParts<Arc<Web>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Infallible> {
        // The server puts one into every request; without it, nobody is trusted to say more.
        let peer = parts.extensions.get().copied().unwrap_or(Peer(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
        Ok(Self {
            listener: Listener::from_request_parts(parts, web).await?,
            headers: parts.headers.clone(),
            now: web.clock.now(),
            visitor: visitor(peer, &parts.headers, &web.trusted_proxies),
            web: Arc::clone(web),
        })
    }
}

impl Visit {
    /// The language of the answer.
    pub fn locale(&self) -> &'static Locale {
        self.listener.locale()
    }

    /// From where and how the visitor acts, for the consent record.
    pub fn origin(&self, way: Way) -> Origin {
        origin(way, self.visitor, &self.headers)
    }

    /// A page in a site's name.
    pub fn page(&self, site: &Site, page: &Page) -> Response {
        self.page_with(StatusCode::OK, site, page)
    }

    /// The same with another status.
    pub fn page_with(&self, status: StatusCode, site: &Site, page: &Page) -> Response {
        self.web.page(status, &self.listener, &words::site_view(site, None), page)
    }

    /// What a handler answers; what it refuses becomes a page in the name of the site that the request's Host names.
    pub async fn answer(&self, handled: impl Future<Output = Result<Response, Refusal>>) -> Response {
        match handled.await {
            Ok(response) => response,
            Err(refusal) => {
                // A database that is away is not asked for a name: the visitor has waited long enough.
                let site = if refusal.is_temporary() { nameless() } else { self.site().await };
                self.web.refuse(&self.listener, &site, refusal)
            }
        }
    }

    /// The site that a page without a list is shown for, or a nameless one when there is none or the database is away.
    pub async fn site(&self) -> SiteView {
        self.chosen_site().await.map_or_else(|_| nameless(), |site| words::site_view(&site, None))
    }

    /// The site that the Host header names, else the first one. It chooses what is shown; links never depend on it. Where nothing is about one
    /// list, the language of the site's first one stands for it.
    pub async fn chosen_site(&self) -> Result<Site, Refusal> {
        let host = self.headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut sites = self.web.store.sites().await?;
        let named = sites.iter().position(|site| site.public_url.answers_to(host)).unwrap_or_default();
        if sites.is_empty() {
            return Err(Refusal::NotFound);
        }
        let site = sites.swap_remove(named);
        if let Some(list) = self.web.store.lists().await?.into_iter().find(|list| list.site == site.id) {
            self.listener.hears_list(&list.language);
        }
        Ok(site)
    }

    /// What a link of `purpose` leads to.
    pub async fn follow(&self, purpose: Purpose, token: &str) -> Result<Linked, Refusal> {
        let followed = follow_link(&self.web.store, &self.web.links, purpose, token, self.now).await?;
        let subscription = followed.ok_or(Refusal::LinkInvalid)?;
        let (list, site) = self.hear_reader(&subscription).await?;
        Ok(Linked { subscription, list, site })
    }

    /// A reader's list and site; whoever the answer is for reads as this reader chose.
    pub async fn hear_reader(&self, reader: &Subscription) -> Result<(List, Site), Refusal> {
        let (list, site) = list_and_site(&self.web.store, reader.list).await?;
        self.listener.hears_list(&list.language);
        self.listener.hears_reader(self.web.store.preferences(reader.id).await?.language.as_ref());
        Ok((list, site))
    }
}

fn nameless() -> SiteView {
    SiteView { name: "Letterbell".to_owned(), home_url: None, accent: crate::render::accent::Accent::default() }
}
