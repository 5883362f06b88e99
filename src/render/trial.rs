//! A set on trial: every sample that has a text of the operator's in it is rendered in every language, so that a misspelt name shows now and
//! not on the day of a digest.

use std::collections::BTreeSet;

use super::archive::ArchiveFeed;
use super::locale::{Locale, Locales};
use super::pages::Page;
use super::single_mail::SingleMail;
use super::template_set::{TemplateError, TemplateSet, template_names};
use super::views::{DigestView, SiteView};
use crate::domain::look::{Look, Theme};

/// Something that readers see, with sample data.
enum Sample {
    Digest(Box<DigestView>),
    Mail(Box<SingleMail>),
    Page(Box<Page>),
    Feed(Box<ArchiveFeed>),
}

impl TemplateSet {
    /// Tries what the operator replaced. English comes first: what fails there fails in most languages, and no language is named.
    pub(super) fn try_out(&self) -> Result<(), TemplateError> {
        let touched = self.touched();
        let samples: Vec<Sample> = Sample::all()
            .into_iter()
            .filter(|sample| sample.templates().iter().any(|name| touched.contains(name.as_str())))
            .collect();
        let shipped = Locales::shipped();
        let english = shipped.english();
        samples.iter().try_for_each(|sample| sample.render(self, english))?;
        for locale in shipped.all().filter(|locale| locale.tag() != english.tag()) {
            let tried = samples.iter().try_for_each(|sample| sample.render(self, locale));
            tried.map_err(|error| TemplateError { language: Some(locale.tag()), ..error })?;
        }
        Ok(())
    }

    /// Renders every sample once.
    pub(super) fn render_samples(&self) -> Result<(), TemplateError> {
        Sample::all().iter().try_for_each(|sample| sample.render(self, Locales::shipped().english()))
    }

    /// The templates that are replaced, and those that take one of them in. A template names another by its whole name, or by how it begins.
    fn touched(&self) -> BTreeSet<&'static str> {
        let mut touched: BTreeSet<&str> = template_names().filter(|name| self.replaces(name)).collect();
        loop {
            let takes_in = |name: &&'static str| {
                let source = self.source(name);
                let mut named = source.split(['"', '\'']).filter(|text| text.contains('/'));
                named.any(|text| touched.iter().any(|name| name.starts_with(text)))
            };
            let more: Vec<&str> = template_names().filter(|name| !touched.contains(name)).filter(takes_in).collect();
            if more.is_empty() {
                return touched;
            }
            touched.extend(more);
        }
    }
}

impl Sample {
    fn all() -> Vec<Self> {
        let digest = |theme: &Theme| DigestView {
            look: Look { theme: *theme, ..Look::sample() },
            introduction: "<p>Seven letters, and <a href=\"https://bellhouse.example/\">a bell</a>.</p>".to_owned(),
            ..DigestView::sample()
        };
        let digests = Theme::ALL.iter().map(digest).chain([DigestView::sample()]);
        let mut all: Vec<Self> = digests.map(|view| Self::Digest(Box::new(view))).collect();
        all.extend(SingleMail::samples().into_iter().map(|mail| Self::Mail(Box::new(mail))));
        all.push(Self::Mail(Box::new(SingleMail::samples().remove(0).dressed(&Look::sample()))));
        all.push(Self::Feed(Box::new(ArchiveFeed::sample())));
        all.extend(Page::samples().into_iter().map(|page| Self::Page(Box::new(page))));
        all
    }

    /// The templates by which it is rendered.
    fn templates(&self) -> Vec<String> {
        let of_mail =
            |folder: &str| ["subject.txt", "body.html", "body.txt"].map(|part| format!("{folder}/{part}")).to_vec();
        match self {
            Self::Digest(_) => [of_mail("mail/digest"), vec!["mail/digest/opening.txt".to_owned()]].concat(),
            Self::Mail(mail) => of_mail(mail.folder()),
            Self::Page(page) => vec![page.template().to_owned()],
            Self::Feed(_) => vec![ArchiveFeed::TEMPLATE.to_owned()],
        }
    }

    fn render(&self, set: &TemplateSet, locale: &Locale) -> Result<(), TemplateError> {
        match self {
            Self::Digest(view) => set.digest(view, locale).map(drop),
            Self::Mail(mail) => set.single_mail(mail, locale).map(drop),
            Self::Page(page) => set.page(&SiteView::sample(), page, locale).map(drop),
            Self::Feed(feed) => set.archive_feed(&SiteView::sample(), feed, locale).map(drop),
        }
    }
}
