//! From the links in a digest to no more mail.

use reqwest::StatusCode;
use url::Url;

use super::digest::DigestLinks;
use super::page::{Page, ScheduleChoice};
use super::transcript::{Stop, Unmet, expect};
use super::visitor::OneClickForm;
use super::{ADA, BEN, CLARA, Reader, StoredMail, Tour};

impl Tour<'_, '_> {
    /// Ada takes another schedule, and then her first one again.
    pub(super) async fn choose_schedule(&mut self, preferences: &Url) -> Result<(), Stop> {
        self.transcript.step(format!("{} opens her preferences: GET {preferences}", ADA.name))?;
        let page = self.preferences(preferences).await?;
        let labels: Vec<_> = page.schedules.iter().map(|choice| format!("“{}”", choice.label)).collect();
        let first = page.chosen_schedule().ok_or_else(|| Unmet::new("a chosen schedule", labels.join(", ")))?;
        self.transcript.saw(&format!("“{}”: {}; chosen: “{}”", page.heading, labels.join(", "), first.label))?;

        let Some(other) = page.schedules.iter().find(|choice| !choice.chosen) else {
            return Ok(self.transcript.saw("there is no other to choose")?);
        };
        self.transcript.step(format!("{} chooses another schedule, and then the first one again", ADA.name))?;
        for choice in [other, first] {
            self.save_schedule(preferences, choice).await?;
            self.transcript.saw(&format!("saved: “{}”", choice.label))?;
        }
        Ok(())
    }

    async fn preferences(&self, preferences: &Url) -> Result<Page, Unmet> {
        let page = self.visitor.get(preferences).await?.page()?;
        expect(!page.schedules.is_empty(), "a page with schedules", format!("“{}” without", page.heading))?;
        Ok(page)
    }

    async fn save_schedule(&self, preferences: &Url, choice: &ScheduleChoice) -> Result<(), Unmet> {
        let fields = [("action", "schedule"), ("schedule", choice.name.as_str())];
        self.visitor.press(preferences, &fields).await?.expect_accepted()?;
        let page = self.preferences(preferences).await?;
        let chosen = page.chosen_schedule().map_or("none", |chosen| chosen.label.as_str());
        expect(chosen == choice.label, &format!("“{}” as the chosen schedule", choice.label), format!("“{chosen}”"))
    }

    /// Ada leaves, the way her mail program does it.
    pub(super) async fn leave(&mut self, links: &DigestLinks) -> Result<(), Stop> {
        let link = &links.unsubscribe;
        self.transcript.step(format!("A mail scanner follows List-Unsubscribe: GET and HEAD {link}"))?;
        let heading = self.look_at_leave_page(link).await?;
        self.transcript.saw(&format!("“{heading}” and one button: nothing has changed"))?;

        self.transcript.step("Somebody tries links with one character changed: GET and POST")?;
        for forged in forged(link)? {
            self.visitor.get(&forged).await?.expect_status(StatusCode::NOT_FOUND)?;
            self.visitor.one_click(&forged, OneClickForm::UrlEncoded).await?.expect_status(StatusCode::NOT_FOUND)?;
        }
        self.look_at_leave_page(link).await?;
        self.preferences(&links.preferences).await?;
        self.transcript.saw("404; nothing has changed")?;

        self.transcript.step(format!("{}'s mail program unsubscribes her in one click: POST {link}", ADA.name))?;
        self.visitor.one_click(link, OneClickForm::UrlEncoded).await?.expect_plain_ok()?;
        self.transcript.saw("200, with no redirect and no cookie")?;
        self.visitor.one_click(link, OneClickForm::UrlEncoded).await?.expect_plain_ok()?;
        self.transcript.saw("200 when it does so again")?;
        self.visitor.one_click(link, OneClickForm::Multipart).await?.expect_plain_ok()?;
        self.transcript.saw("200 when it writes multipart/form-data")?;
        Ok(())
    }

    /// GET and HEAD change nothing: the page asks every time. Its heading.
    async fn look_at_leave_page(&self, link: &Url) -> Result<String, Unmet> {
        let first = self.visitor.get(link).await?.page()?;
        self.visitor.head(link).await?.expect_plain_ok()?;
        let second = self.visitor.get(link).await?.page()?;
        let buttons = format!("“{}” with {} buttons", first.heading, first.buttons.len());
        expect(first.buttons.len() == 1, "a page with one button", buttons)?;
        expect(second == first, "the same page the second time", format!("“{}”", second.heading))?;
        Ok(first.heading)
    }

    /// The blog publishes again: Ben gets it; Ada, who left, and Clara, who never confirmed, do not.
    pub(super) async fn stay_left(&mut self) -> Result<(), Stop> {
        let before = self.mails_of(ADA).len();
        self.transcript.step("The blog publishes again")?;
        let posts = self.plan.news.publish();
        if posts.is_empty() {
            self.transcript.saw("skipped: the feeds have no more articles")?;
        } else {
            let titles: Vec<_> = posts.iter().map(|post| format!("“{}”", post.title)).collect();
            self.transcript.saw(&titles.join(", "))?;
            for letter in self.digests_of(BEN, &posts).await? {
                self.transcript.saw(&format!("{} gets “{}”", BEN.name, letter.subject))?;
            }
        }
        self.expect_no_more_than(ADA, before).await?;
        self.transcript.saw(&format!("{} gets nothing: she left", ADA.name))?;
        self.expect_no_more_than(CLARA, 1).await?;
        self.transcript.saw(&format!("{} has her confirmation mail and nothing else: she never agreed", CLARA.name))?;
        Ok(())
    }

    /// Waits a little for a mail that must not come.
    async fn expect_no_more_than(&self, reader: Reader, mails: usize) -> Result<(), Unmet> {
        let known: Vec<u64> = self.mails_of(reader).iter().take(mails).map(|mail| mail.number).collect();
        let quiet = self.plan.deadlines.quiet;
        let is_new = |mail: &StoredMail| mail.recipient == reader.address && !known.contains(&mail.number);
        let more = self.plan.mailbox.wait_for(quiet, is_new).await;
        more.map_or(Ok(()), |mail| {
            Err(Unmet::new(format!("no mail to {}", reader.name), format!("“{}”", mail.subject)))
        })
    }
}

/// The link with one character of its token changed: once in what it says, once in its signature.
fn forged(link: &Url) -> Result<[Url; 2], Unmet> {
    let (around, token) = link.as_str().rsplit_once('/').unwrap_or_default();
    let changed = |at: usize| {
        let mut token: Vec<char> = token.chars().collect();
        let sign = token.get_mut(at)?;
        *sign = if *sign == 'A' { 'B' } else { 'A' };
        Url::parse(&format!("{around}/{}", token.into_iter().collect::<String>())).ok()
    };
    let both = changed(token.len() / 4).zip(changed(token.len().saturating_sub(4)));
    both.map(<[Url; 2]>::from).ok_or_else(|| Unmet::new("a link that ends in a token", link.as_str()))
}
