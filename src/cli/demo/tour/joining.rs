//! From the form to the confirmed subscription.

use url::Url;

use super::letter::Letter;
use super::transcript::{Stop, Unmet, expect};
use super::{ADA, BEN, CLARA, Reader, Tour, World, is_welcome};

impl Tour<'_, '_> {
    /// Ada subscribes, step by step.
    pub(super) async fn join(&mut self) -> Result<(), Stop> {
        let form = self.world.subscribe_page();
        self.transcript.step(format!("{} opens the form: GET {form}", ADA.name))?;
        let page = self.world.visitor.get(&form).await?.page()?;
        expect(page.asks_for_address, "a form with a field for the address", format!("“{}” without", page.heading))?;
        self.transcript.saw(&format!(
            "“{}”, with a field for the address and “{}”",
            page.heading,
            page.buttons.join("”, “")
        ))?;

        self.transcript.step(format!("{} types {} and presses the button: POST {form}", ADA.name, ADA.address))?;
        let heading = self.world.ask_to_subscribe(ADA, &form).await?;
        self.transcript.saw(&format!("“{heading}”"))?;

        self.transcript.step("The confirmation mail comes")?;
        let letter = self.world.confirmation(ADA).await?;
        let link = self.world.checked_confirm_link(&letter, ADA)?;
        self.transcript.saw(&format!("Subject: {}; From: {}", letter.subject, letter.only("From")?))?;
        self.transcript.saw(&format!("text and HTML, both with the link {link}"))?;
        self.transcript.saw("no List-Unsubscribe: there is nothing to leave yet")?;
        self.transcript.saw("what was typed into the form, the address, stands in To alone")?;

        self.transcript.step("A mail scanner follows the link before her: GET, HEAD and GET again")?;
        let heading = self.world.look_at_confirm_page(&link).await?;
        self.transcript.saw(&format!("“{heading}” and a button, each time: nothing has changed"))?;

        self.transcript.step(format!("{} presses the button: POST, and once more by mistake", ADA.name))?;
        let first = self.world.visitor.press(&link, &[]).await?.page()?;
        let second = self.world.visitor.press(&link, &[]).await?.page()?;
        self.transcript.saw(&format!("“{}”", first.heading))?;
        self.transcript.saw(&format!("“{}”, the second time", second.heading))?;
        let welcome = self.world.welcome(ADA).await?;
        self.transcript.saw(&format!("a mail comes at once, Subject: {}, with the latest posts", welcome.subject))?;
        Ok(())
    }

    /// Ben subscribes by the same steps; Clara's link is only looked at.
    pub(super) async fn others_join(&mut self) -> Result<(), Stop> {
        self.transcript.step(format!("{} and {} fill in the form, too", BEN.name, CLARA.name))?;
        let form = self.world.subscribe_page();
        for reader in [BEN, CLARA] {
            self.world.ask_to_subscribe(reader, &form).await?;
            let letter = self.world.confirmation(reader).await?;
            let link = self.world.checked_confirm_link(&letter, reader)?;
            self.world.look_at_confirm_page(&link).await?;
            if reader.address == BEN.address {
                self.world.visitor.press(&link, &[]).await?.page()?;
                self.world.welcome(reader).await?;
            }
        }
        self.transcript.saw(&format!("{} confirms", BEN.name))?;
        self.transcript.saw(&format!("{} never presses the button; only a mail scanner opens her link", CLARA.name))?;
        Ok(())
    }
}

impl World<'_> {
    /// Sends the form; the answer's heading.
    async fn ask_to_subscribe(&self, reader: Reader, form: &Url) -> Result<String, Unmet> {
        let page = self.visitor.press(form, &[("email", reader.address), ("website", "")]).await?.page()?;
        expect(page.heading == "Check your mail", "“Check your mail”", format!("“{}”", page.heading))?;
        Ok(page.heading)
    }

    async fn confirmation(&self, reader: Reader) -> Result<Letter, Unmet> {
        let within = self.plan.deadlines.confirmation;
        self.mail(reader, within, "a confirmation mail", |mail| mail.header("List-Id").is_none()).await
    }

    /// The welcome, which can be left from at once.
    async fn welcome(&self, reader: Reader) -> Result<Letter, Unmet> {
        let letter = self.mail(reader, self.plan.deadlines.confirmation, "a welcome", is_welcome).await?;
        letter.expect_address_in_to_alone(reader.address)?;
        letter.own_link(&self.plan.letterbell, "/u/")?;
        Ok(letter)
    }

    fn checked_confirm_link(&self, letter: &Letter, reader: Reader) -> Result<Url, Unmet> {
        letter.expect_without("List-Unsubscribe")?;
        letter.expect_without("List-Unsubscribe-Post")?;
        letter.expect_address_in_to_alone(reader.address)?;
        letter.expect_usable_links_and_pictures()?;
        letter.own_link(&self.plan.letterbell, "/c/")
    }

    /// GET and HEAD change nothing (RFC 9110 §9.2.1): the page asks the same question every time. Its heading.
    async fn look_at_confirm_page(&self, link: &Url) -> Result<String, Unmet> {
        let first = self.visitor.get(link).await?.page()?;
        self.visitor.head(link).await?.expect_plain_ok()?;
        let second = self.visitor.get(link).await?.page()?;
        let buttons = format!("“{}” with {} buttons", first.heading, first.buttons.len());
        expect(first.buttons.len() == 1, "a page with one button", buttons)?;
        expect(second == first, "the same page the second time", format!("“{}”", second.heading))?;
        Ok(first.heading)
    }
}
