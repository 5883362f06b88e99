//! From the links in a digest to no more mail.

use reqwest::StatusCode;
use url::Url;

use super::digest::Received;
use super::page::{Page, ScheduleChoice};
use super::transcript::{Stop, Unmet, expect};
use super::visitor::OneClickForm;
use super::{ADA, BEN, CLARA, Reader, StoredMail, Tour, World};

impl Tour<'_, '_> {
    /// Ada takes another schedule, and then her first one again.
    pub(super) async fn choose_schedule(&mut self, preferences: &Url) -> Result<(), Stop> {
        self.transcript.step(format!("{} opens her preferences: GET {preferences}", ADA.name))?;
        let page = self.world.preferences(preferences).await?;
        let labels: Vec<_> = page.schedules.iter().map(|choice| format!("“{}”", choice.label)).collect();
        let first = page.chosen_schedule().ok_or_else(|| Unmet::new("a chosen schedule", labels.join(", ")))?;
        self.transcript.saw(&format!("“{}”: {}; chosen: “{}”", page.heading, labels.join(", "), first.label))?;

        let Some(other) = page.schedules.iter().find(|choice| !choice.chosen) else {
            return Ok(self.transcript.saw("there is no other to choose")?);
        };
        self.transcript.step(format!("{} chooses another schedule, and then the first one again", ADA.name))?;
        for choice in [other, first] {
            self.world.save_schedule(preferences, choice).await?;
            self.transcript.saw(&format!("saved: “{}”", choice.label))?;
        }
        Ok(())
    }

    /// Ada leaves, the way her mail program does it.
    pub(super) async fn leave(&mut self, received: &Received) -> Result<(), Stop> {
        let link = &received.unsubscribe;
        self.transcript.step(format!("A mail scanner follows List-Unsubscribe: GET and HEAD {link}"))?;
        let heading = self.world.look_at_leave_page(link).await?;
        self.transcript.saw(&format!("“{heading}” and one button: nothing has changed"))?;

        self.transcript.step("Somebody tries links with one character changed: GET and POST")?;
        for forged in forged(link)? {
            self.world.visitor.get(&forged).await?.expect_status(StatusCode::NOT_FOUND)?;
            self.world
                .visitor
                .one_click(&forged, OneClickForm::UrlEncoded)
                .await?
                .expect_status(StatusCode::NOT_FOUND)?;
        }
        self.world.look_at_leave_page(link).await?;
        self.world.preferences(&received.preferences).await?;
        self.transcript.saw("404; nothing has changed")?;

        self.transcript.step(format!("{}'s mail program unsubscribes her in one click: POST {link}", ADA.name))?;
        self.world.visitor.one_click(link, OneClickForm::UrlEncoded).await?.expect_plain_ok()?;
        self.transcript.saw("200, with no redirect and no cookie")?;
        self.world.visitor.one_click(link, OneClickForm::UrlEncoded).await?.expect_plain_ok()?;
        self.transcript.saw("200 when it does so again")?;
        self.world.visitor.one_click(link, OneClickForm::Multipart).await?.expect_plain_ok()?;
        self.transcript.saw("200 when it writes multipart/form-data")?;
        Ok(())
    }

    /// The blog publishes again: Ben gets it; Ada, who left, and Clara, who never confirmed, do not. Nobody has got anything twice.
    pub(super) async fn stay_left(&mut self, received: &Received) -> Result<(), Stop> {
        self.transcript.step("The blog publishes again")?;
        let posts = self.world.plan.news.publish();
        for post in &posts {
            self.transcript.saw(&format!("“{}”", post.title))?;
        }
        if posts.is_empty() {
            self.transcript.saw("skipped: the feeds have no more articles")?;
        }

        self.transcript.step(format!("{} stays; {} has left; {} never agreed", BEN.name, ADA.name, CLARA.name))?;
        let letters = self.world.digests_of(BEN, &posts).await?;
        for letter in &letters {
            self.transcript.saw(&format!("{} gets a mail, Subject: {}", BEN.name, letter.subject))?;
        }
        let first = CONFIRMATIONS + WELCOMES + received.mails;
        self.world.expect_no_more(&[(ADA, first), (BEN, first + letters.len()), (CLARA, CONFIRMATIONS)]).await?;
        self.transcript.saw(&format!("{} gets nothing more", ADA.name))?;
        self.transcript.saw(&format!("{} has her confirmation mail and nothing else", CLARA.name))?;
        self.transcript.saw("no mail has come twice")?;
        Ok(())
    }
}

impl World<'_> {
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

    /// Waits a little for a mail that must not come: one beyond the reader's first ones.
    async fn expect_no_more(&self, readers: &[(Reader, usize)]) -> Result<(), Unmet> {
        let due = readers.iter().flat_map(|(reader, mails)| self.mails_of(*reader).into_iter().take(*mails));
        let due: Vec<_> = due.map(|mail| mail.number).collect();
        let is_new = |mail: &StoredMail| {
            !due.contains(&mail.number) && readers.iter().any(|(reader, _)| reader.address == mail.recipient)
        };
        let more = self.plan.mailbox.wait_for(self.plan.deadlines.quiet, is_new).await;
        more.map_or(Ok(()), |mail| {
            Err(Unmet::new(format!("no other mail to {}", mail.recipient), format!("“{}”", mail.subject)))
        })
    }
}

/// Every reader gets one.
const CONFIRMATIONS: usize = 1;
/// And one more who confirms.
const WELCOMES: usize = 1;

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
