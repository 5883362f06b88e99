//! The templates of the installation: the embedded ones, over them the operator's folder, over both what each site has of its own.
//!
//! Whatever the operator's templates do, the embedded ones stand behind them: one that fails on the day is told in the log, and the embedded one
//! is rendered in its place, so that nothing waits for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::accent::Accent;
use super::archive::ArchiveFeed;
use super::locale::Locale;
use super::mail::{Edition, Mail};
use super::pages::Page;
use super::single_mail::SingleMail;
pub use super::template_set::{Asset, Replacement, Replacements, TemplateError, embedded, is_template, template_names};
use super::template_set::{TemplateSet, read_folder};
use super::views::{DigestView, SiteView};

/// All templates and static files.
pub struct Templates {
    embedded: Arc<TemplateSet>,
    /// With the folder's.
    common: Arc<TemplateSet>,
    folder: Replacements,
    /// Sites that have some of their own, by their names.
    sites: RwLock<BTreeMap<String, Own>>,
}

/// What a site has of its own.
#[derive(Clone)]
struct Own {
    /// As it was given.
    given: Replacements,
    /// As much of it as is sound, over the folder's.
    set: Arc<TemplateSet>,
    /// What is wrong with the rest.
    wrong: Vec<TemplateError>,
}

impl Templates {
    /// The embedded templates, each replaced by the file of the same path in `folder` where there is one. Any mistake in it is an error.
    pub fn load(folder: Option<&Path>) -> Result<Self, TemplateError> {
        let folder = folder.map(read_folder).transpose()?.unwrap_or_default();
        let embedded = Arc::new(TemplateSet::with(&BTreeMap::new())?);
        let common = if folder.is_empty() { Arc::clone(&embedded) } else { Arc::new(TemplateSet::with(&folder)?) };
        Ok(Self { embedded, common, folder, sites: RwLock::default() })
    }

    /// The same for a service that must not stand still: what is wrong with the folder is told, and the rest of it is used.
    pub fn open(folder: Option<&Path>) -> Result<(Self, Vec<TemplateError>), TemplateError> {
        let mut templates = Self::load(None)?;
        let mut errors = Vec::new();
        let replacements = folder.map(read_folder).transpose().unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let (common, folder, wrong) = usable(&templates.embedded, replacements.unwrap_or_default(), &BTreeMap::new());
        errors.extend(wrong);
        (templates.common, templates.folder) = (common, folder);
        Ok((templates, errors))
    }

    /// Takes in what sites have of their own, by their names; tells what is wrong with it and is left out. What is as it was is not tried again.
    /// Trying takes a second of computing at worst, for each site: call it where blocking is allowed.
    pub fn set_sites(&self, own: BTreeMap<String, Replacements>) -> Vec<TemplateError> {
        let before = self.sites.read().unwrap_or_else(PoisonError::into_inner).clone();
        let taken_in = |(site, given): (String, Replacements)| {
            let as_it_was = before.get(&site).filter(|own| own.given == given).cloned();
            let own = as_it_was.unwrap_or_else(|| {
                let (set, _, wrong) = usable(&self.common, given.clone(), &self.folder);
                Own { given, set, wrong }
            });
            (site, own)
        };
        let sites: BTreeMap<String, Own> = own.into_iter().map(taken_in).collect();
        let errors = sites.values().flat_map(|own| own.wrong.clone()).collect();
        *self.sites.write().unwrap_or_else(PoisonError::into_inner) = sites;
        errors
    }

    /// Tries what a site would have of its own, over the folder's, and gives it for previews; nothing changes.
    pub fn check(&self, own: &Replacements) -> Result<TemplateSet, TemplateError> {
        TemplateSet::with(&over(&self.folder, own))
    }

    /// A template's text without what sites have, and where it came from when that is the folder.
    pub fn common_text(&self, name: &str) -> Option<(&str, Option<&str>)> {
        match self.folder.get(name) {
            Some(own) => Some((&own.text, Some(&own.place))),
            None => embedded(name).map(|text| (text, None)),
        }
    }

    /// Renders a digest.
    pub fn digest(&self, view: &DigestView, locale: &Locale) -> Result<Edition, TemplateError> {
        self.attempt(&view.list.site.name, |set| set.digest(view, locale))
    }

    /// Renders a mail for one person, of any kind.
    pub fn single_mail(&self, mail: &SingleMail, locale: &Locale) -> Result<Mail, TemplateError> {
        self.attempt(&mail.letterhead().site.name, |set| set.single_mail(mail, locale))
    }

    /// Renders a page.
    pub fn page(&self, site: &SiteView, page: &Page, locale: &Locale) -> Result<String, TemplateError> {
        self.attempt(&site.name, |set| set.page(site, page, locale))
    }

    /// Renders the archive's feed.
    pub fn archive_feed(&self, site: &SiteView, feed: &ArchiveFeed, locale: &Locale) -> Result<String, TemplateError> {
        self.attempt(&site.name, |set| set.archive_feed(site, feed, locale))
    }

    /// A static file by the name that pages link: `style.css`, `confirm.js`, `bell.svg`, `embed.js`. The stylesheet carries `accent`.
    pub fn asset(&self, name: &str, accent: &Accent) -> Option<Asset> {
        self.common.asset(name, accent)
    }

    fn attempt<T>(
        &self,
        site: &str,
        render: impl Fn(&TemplateSet) -> Result<T, TemplateError>,
    ) -> Result<T, TemplateError> {
        let own = self.sites.read().unwrap_or_else(PoisonError::into_inner).get(site).map(|own| Arc::clone(&own.set));
        let set = own.unwrap_or_else(|| Arc::clone(&self.common));
        if set.is_slow() {
            return render(&self.embedded);
        }
        match render(&set) {
            Err(error) if set.is_replaced() => {
                tracing::error!(%error, "an operator's template failed; the embedded ones stand in for it. `letterbell template check` tells more");
                render(&self.embedded)
            }
            rendered => rendered,
        }
    }
}

/// Replacements with others over them.
fn over(below: &Replacements, above: &Replacements) -> Replacements {
    let mut all = below.clone();
    all.extend(above.iter().map(|(name, replacement)| (name.clone(), replacement.clone())));
    all
}

/// A set with as many of `replacements` as are sound, over `below`: those that errors name are left out, or all where an error names none of
/// them. `fallback` is what there is without any.
fn usable(
    fallback: &Arc<TemplateSet>,
    mut replacements: Replacements,
    below: &Replacements,
) -> (Arc<TemplateSet>, Replacements, Vec<TemplateError>) {
    let mut errors = Vec::new();
    while !replacements.is_empty() {
        match TemplateSet::with(&over(below, &replacements)) {
            Ok(set) => return (Arc::new(set), replacements, errors),
            Err(error) => {
                let named = replacements.len();
                replacements.retain(|_, replacement| replacement.place != error.template);
                if replacements.len() == named {
                    replacements.clear();
                }
                errors.push(error);
            }
        }
    }
    (Arc::clone(fallback), replacements, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(site: &str, subject: &str) -> (String, Replacements) {
        let replacement = Replacement { text: subject.to_owned(), place: "a version".to_owned() };
        (site.to_owned(), Replacements::from([("mail/digest/subject.txt".to_owned(), replacement)]))
    }

    #[test]
    fn an_unchanged_sites_templates_are_not_tried_again() {
        let templates = Templates::load(None).unwrap();
        let set_of = |site: &str| Arc::clone(&templates.sites.read().unwrap()[site].set);
        templates.set_sites(BTreeMap::from([own("one", "A"), own("other", "B")]));
        let (one, other) = (set_of("one"), set_of("other"));
        templates.set_sites(BTreeMap::from([own("one", "A"), own("other", "C")]));
        assert!(Arc::ptr_eq(&one, &set_of("one")), "the very set that was tried");
        assert!(!Arc::ptr_eq(&other, &set_of("other")), "what has changed is tried");
    }
}
