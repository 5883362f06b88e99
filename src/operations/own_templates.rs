//! Templates of sites' own: taken up when they change, tried before they are put in force, compared with what they replace.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use similar::TextDiff;

use super::OperationError;
use crate::domain::look::Look;
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::holes::{Escape, HoleValues};
use crate::render::locale::Locale;
use crate::render::mail::Mail;
use crate::render::single_mail::SingleMail;
use crate::render::templates::{
    Replacement, Replacements, TemplateError, Templates, embedded, is_template, template_names,
};
use crate::render::views::DigestView;
use crate::store::{OwnTemplate, Store, TemplateVersion};

/// Bytes of one template.
pub const LONGEST_TEMPLATE: usize = 256 * 1024;

/// Takes up what sites have of their own.
pub struct TemplateWatch {
    store: Store,
    templates: Arc<Templates>,
    seen: AtomicI64,
}

impl TemplateWatch {
    /// One that has seen nothing yet.
    pub const fn new(store: Store, templates: Arc<Templates>) -> Self {
        Self { store, templates, seen: AtomicI64::new(0) }
    }

    /// Looks whether a version was added, and takes up what is in force; a template that is no good any more is told and left out.
    pub async fn look(&self) -> Result<(), OperationError> {
        let newest = self.store.last_template_change().await?;
        if self.seen.swap(newest, Ordering::Relaxed) == newest {
            return Ok(());
        }
        let own = by_site(self.store.own_templates().await?);
        for error in take_in(Arc::clone(&self.templates), own).await {
            tracing::error!(%error, "a template of a site's own is left out; the common one stands in for it");
        }
        tracing::info!(newest, "templates of sites' own taken up");
        Ok(())
    }
}

/// The templates of a folder, and what is wrong with it.
pub fn load_templates(folder: Option<&Path>) -> Result<(Arc<Templates>, Vec<TemplateError>), OperationError> {
    let (templates, wrong) = Templates::open(folder)?;
    Ok((Arc::new(templates), wrong))
}

fn by_site(own: Vec<OwnTemplate>) -> BTreeMap<String, Replacements> {
    let mut sites: BTreeMap<String, Replacements> = BTreeMap::new();
    for OwnTemplate { site, name, version, body } in own {
        let place = format!("{name} (version {version} of site {site})");
        sites.entry(site).or_default().insert(name, Replacement { text: body, place });
    }
    sites
}

/// Takes in what sites have of their own, and tells what of it is left out, and why.
pub async fn take_in_own_templates(
    store: &Store,
    templates: &Arc<Templates>,
) -> Result<Vec<TemplateError>, OperationError> {
    let own = by_site(store.own_templates().await?);
    Ok(take_in(Arc::clone(templates), own).await)
}

/// Trying them takes a while.
async fn take_in(templates: Arc<Templates>, own: BTreeMap<String, Replacements>) -> Vec<TemplateError> {
    let tried = tokio::task::spawn_blocking(move || templates.set_sites(own)).await;
    tried.expect("trying templates does not panic, and nobody stops it")
}

/// Why a text was not put in force.
#[derive(Debug, thiserror::Error)]
pub enum TemplateRefusal {
    /// No such template.
    #[error("there is no template '{0}'; `letterbell template list` shows all")]
    Unknown(String),
    /// A static file.
    #[error("'{0}' is served as it is to all sites: put it into the folder of templates.folder")]
    Static(String),
    /// Too much.
    #[error("it is longer than {LONGEST_TEMPLATE} bytes")]
    TooLong,
    /// It does not work.
    #[error("{0}")]
    Broken(#[from] TemplateError),
    /// No such version.
    #[error("template {name} has no version {version}; `letterbell template versions {name}` shows them")]
    NoVersion {
        /// The template.
        name: String,
        /// What was asked for.
        version: i64,
    },
    /// The rest.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// The template called `name`, or why it is none.
pub fn known(name: &str) -> Result<(), TemplateRefusal> {
    if is_template(name) {
        return Ok(());
    }
    Err(if embedded(name).is_some() {
        TemplateRefusal::Static(name.to_owned())
    } else {
        TemplateRefusal::Unknown(name.to_owned())
    })
}

/// Tries `text` in the place of `name`, among what the site has of its own, and puts nothing in force. `place` names it in errors.
pub async fn try_template(
    desk: &TemplateDesk<'_>,
    name: &str,
    text: &str,
    place: &str,
) -> Result<Replacements, TemplateRefusal> {
    known(name)?;
    if text.len() > LONGEST_TEMPLATE {
        return Err(TemplateRefusal::TooLong);
    }
    let mut own = desk.own().await?;
    own.insert(name.to_owned(), Replacement { text: text.to_owned(), place: place.to_owned() });
    desk.templates.check(&own)?;
    Ok(own)
}

/// Where templates of one site are worked on.
pub struct TemplateDesk<'a> {
    /// The database.
    pub store: &'a Store,
    /// The templates in use.
    pub templates: &'a Templates,
    /// The site.
    pub site: &'a Site,
}

impl TemplateDesk<'_> {
    async fn own(&self) -> Result<Replacements, OperationError> {
        let mut all = by_site(self.store.own_templates().await?);
        Ok(all.remove(&self.site.name).unwrap_or_default())
    }

    /// Puts a text in force that was tried; tells its version.
    pub async fn set(&self, name: &str, text: &str, place: &str, now: Timestamp) -> Result<i64, TemplateRefusal> {
        try_template(self, name, text, place).await?;
        let version = self.store.add_template_version(self.site.id, name, Some(text), now).await;
        Ok(version.map_err(OperationError::from)?)
    }

    /// The versions of a template.
    pub async fn versions(&self, name: &str) -> Result<Vec<TemplateVersion>, TemplateRefusal> {
        known(name)?;
        Ok(self.store.template_versions(self.site.id, name).await.map_err(OperationError::from)?)
    }

    /// Puts an earlier version in force again as a new one, or with 0 the common template; without a version, what was in force before the
    /// newest. Tells the new version's number.
    pub async fn roll_back(&self, name: &str, to: Option<i64>, now: Timestamp) -> Result<i64, TemplateRefusal> {
        let versions = self.versions(name).await?;
        let to = to.unwrap_or_else(|| i64::try_from(versions.len()).unwrap_or_default() - 1);
        let body = match to {
            0 => None,
            to => {
                let found = versions.iter().find(|version| version.version == to);
                found.ok_or_else(|| TemplateRefusal::NoVersion { name: name.to_owned(), version: to })?.body.clone()
            }
        };
        if let Some(text) = &body {
            // What was good once may not be so any more.
            try_template(self, name, text, &format!("{name} (version {to})")).await?;
        }
        let version = self.store.add_template_version(self.site.id, name, body.as_deref(), now).await;
        Ok(version.map_err(OperationError::from)?)
    }

    /// The text of a version, the one in force for `None`, or with 0 the common template's; and where it came from.
    pub async fn text(&self, name: &str, version: Option<i64>) -> Result<(String, String), TemplateRefusal> {
        let versions = self.versions(name).await?;
        let found = match version {
            Some(0) => None,
            Some(wanted) => {
                let found = versions.iter().find(|version| version.version == wanted);
                let missing = || TemplateRefusal::NoVersion { name: name.to_owned(), version: wanted };
                Some(found.ok_or_else(missing)?)
            }
            None => versions.last(),
        };
        if let Some(TemplateVersion { version, body: Some(body), .. }) = found {
            return Ok((body.clone(), format!("version {version}")));
        }
        let (text, place) = self.templates.common_text(name).unwrap_or_default();
        Ok((text.to_owned(), place.map_or_else(|| "as shipped".to_owned(), str::to_owned)))
    }

    /// What would change from one version to the other, in unified form; empty when nothing.
    pub async fn diff(&self, name: &str, from: Option<i64>, to: Option<i64>) -> Result<String, TemplateRefusal> {
        let (old, from) = self.text(name, from).await?;
        let (new, to) = self.text(name, to).await?;
        let label = |version: &str| format!("{name} ({version})");
        let diff = TextDiff::from_lines(&old, &new);
        if old == new {
            return Ok(String::new());
        }
        Ok(diff.unified_diff().context_radius(3).header(&label(&from), &label(&to)).to_string())
    }

    /// Which templates there are, and whose text each has now.
    pub async fn list(&self) -> Result<Vec<(&'static str, String)>, OperationError> {
        let own = self.store.own_templates().await?;
        let of = |name: &'static str| {
            let version = own.iter().find(|own| own.site == self.site.name && own.name == name);
            let common =
                || self.templates.common_text(name).and_then(|(_, place)| place).unwrap_or("as shipped").to_owned();
            (name, version.map_or_else(common, |own| format!("version {}", own.version)))
        };
        Ok(template_names().map(of).collect())
    }

    /// A mail of this kind with sample data, in a look and with the site's own templates, `tried` being one of them.
    pub async fn preview(
        &self,
        kind: &str,
        look: &Look,
        tried: Option<Tried<'_>>,
        locale: &Locale,
    ) -> Result<Mail, TemplateRefusal> {
        let own = match tried {
            Some(Tried { name, text, place }) => try_template(self, name, text, place).await?,
            None => self.own().await?,
        };
        let set = self.templates.check(&own)?;
        if kind == "digest" {
            let edition = set.digest(&DigestView { look: look.clone(), ..DigestView::sample() }, locale)?;
            let values = HoleValues::sample();
            let (html, text) = (edition.html.fill(&values, Escape::Html), edition.text.fill(&values, Escape::None));
            let subject = edition.subject.fill(&values, Escape::None);
            return Ok(Mail { subject, html, text });
        }
        let mail = SingleMail::samples().into_iter().find(|mail| mail.kind() == kind);
        let mail = mail.ok_or_else(|| TemplateRefusal::Unknown(format!("mail/{kind}")))?;
        Ok(set.single_mail(&mail.dressed(look), locale)?)
    }
}

/// A text that is tried in a template's place.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// The template.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
    /// What it is called in errors.
    pub place: &'a str,
}
