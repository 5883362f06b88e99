//! From the post to the digest in the mailbox.

use url::Url;

use super::letter::{Letter, Whole};
use super::transcript::{Stop, Unmet, expect};
use super::{ADA, BEN, PublishedPost, Reader, StoredMail, Tour, World, is_digest};
use crate::cli::demo::complete::text_mentions;
use crate::cli::output::many;

/// What the first post's digests brought.
pub(super) struct Received {
    /// How many mails they were, for each reader.
    pub(super) mails: usize,
    pub(super) preferences: Url,
    /// As List-Unsubscribe has it.
    pub(super) unsubscribe: Url,
}

impl Tour<'_, '_> {
    /// The blog publishes; Ada's digest comes and is whole; Ben's is his own.
    pub(super) async fn receive_digest(&mut self) -> Result<Received, Stop> {
        self.transcript.step("The blog publishes")?;
        let posts = self.world.plan.news.publish();
        expect(!posts.is_empty(), "a post", "a blog with nothing to say")?;
        for post in &posts {
            self.transcript.saw(&format!("“{}”", post.title))?;
        }

        self.transcript.step(format!("{}'s digest comes", ADA.name))?;
        let letters = self.world.digests_of(ADA, &posts).await?;
        for letter in &letters {
            let told = self.world.checked_header(letter, &posts)?;
            for line in told {
                self.transcript.saw(&line)?;
            }
        }

        self.transcript.step("Each post is read against its article, in HTML and in text")?;
        for post in &posts {
            let letter = letter_with(&letters, post)?;
            let whole = letter.expect_whole(post)?;
            self.transcript.saw(&format!("“{}”, whole and in order: {}", post.title, counted(&whole)))?;
        }
        for letter in &letters {
            letter.expect_no_furniture()?;
            letter.expect_usable_links_and_pictures()?;
        }
        self.transcript.saw("no form, script or frame, and no “appeared first on”")?;
        self.transcript.saw("every link and picture has its whole address, and every picture an alt")?;
        let tried = self.world.try_addresses(&letters).await?;
        self.transcript.saw(&format!("every address on this machine answers ({tried} tried)"))?;

        self.transcript.step(format!("{}'s digest comes, too", BEN.name))?;
        let others = self.world.digests_of(BEN, &posts).await?;
        for letter in &others {
            self.world.checked_header(letter, &posts)?;
        }
        for name in ["Message-ID", "List-Unsubscribe"] {
            expect_own(&letters, &others, name, |letter| Ok(letter.only(name)?.to_owned()))?;
        }
        expect_own(&letters, &others, "return path", return_path)?;
        let same = others.len() == letters.len();
        expect(same, &format!("{} mails, as {} has them", letters.len(), ADA.name), others.len().to_string())?;
        self.transcript.saw("with a Message-ID, a return path and links of its own")?;

        let letter = letter_with(&letters, &posts[0])?;
        Ok(Received {
            mails: letters.len(),
            preferences: letter.own_link(&self.world.plan.letterbell, "/p/")?,
            unsubscribe: letter.unsubscribe_link()?,
        })
    }
}

impl World<'_> {
    /// The digests that bring these posts, each once: posts of two feeds may come in two.
    pub(super) async fn digests_of(&self, reader: Reader, posts: &[PublishedPost]) -> Result<Vec<Letter>, Unmet> {
        let mut letters: Vec<Letter> = Vec::new();
        for post in posts {
            let names_post = |text: &str| text_mentions(text, &post.title);
            if letters.iter().any(|letter| names_post(&letter.text)) {
                continue;
            }
            let what = format!("a digest with “{}”", post.title);
            let is_wanted = |mail: &StoredMail| is_digest(mail) && mail.text.as_deref().is_some_and(names_post);
            letters.push(self.mail(reader, self.plan.deadlines.digest, &what, is_wanted).await?);
        }
        Ok(letters)
    }

    /// What the header must say; what it says, in lines for the transcript.
    fn checked_header(&self, letter: &Letter, posts: &[PublishedPost]) -> Result<Vec<String>, Unmet> {
        for name in ["From", "Date", "Message-ID", "To", "Subject", "List-Id"] {
            letter.only(name)?;
        }
        let automatic = letter.only("Auto-Submitted")?;
        expect(automatic == "auto-generated", "Auto-Submitted: auto-generated", automatic)?;
        let link = letter.unsubscribe_link()?;
        letter.expect_one_click_iff_https(&link)?;
        letter.own_link(&self.plan.letterbell, "/u/")?;
        let return_path = return_path(letter)?;
        let subject = &letter.subject;
        let mut titles = posts.iter().filter(|post| text_mentions(&letter.text, &post.title)).map(|post| &post.title);
        expect(titles.any(|title| text_mentions(subject, title)), "a subject that names the posts", subject)?;
        let one_click = match link.scheme() {
            "https" => "List-Unsubscribe-Post offers one click",
            _ => "no List-Unsubscribe-Post, since one click needs https",
        };
        Ok(vec![
            format!("Subject: {subject}"),
            format!("one From, Date and Message-ID; List-Id: {}", letter.only("List-Id")?),
            format!("Auto-Submitted: {automatic}"),
            format!("List-Unsubscribe: {link}; {one_click}"),
            format!("the return path is its own: {return_path}"),
            "text first, then HTML; a link to leave in both".to_owned(),
        ])
    }

    /// Opens what the mails link to and show on this machine; how many addresses.
    async fn try_addresses(&self, letters: &[Letter]) -> Result<usize, Unmet> {
        let mut addresses: Vec<Url> = letters.iter().flat_map(Letter::addresses_on_this_machine).collect();
        addresses.sort();
        addresses.dedup();
        for address in &addresses {
            self.visitor.get(address).await?.expect_status(reqwest::StatusCode::OK)?;
        }
        Ok(addresses.len())
    }
}

/// Where failures of this one mail go: not to the sender that people see.
fn return_path(letter: &Letter) -> Result<String, Unmet> {
    let path = letter.return_path.clone().filter(|path| !path.is_empty());
    let path = path.ok_or_else(|| Unmet::new("a return path", "the empty one"))?;
    let is_own = !letter.only("From")?.contains(&path);
    expect(is_own, "a return path of its own", "the sender's address")?;
    Ok(path)
}

/// No two mails share it.
fn expect_own(
    ones: &[Letter],
    others: &[Letter],
    name: &str,
    of: impl Fn(&Letter) -> Result<String, Unmet>,
) -> Result<(), Unmet> {
    let mut values = ones.iter().chain(others).map(of).collect::<Result<Vec<_>, _>>()?;
    let mails = values.len();
    values.sort();
    values.dedup();
    expect(values.len() == mails, &format!("a {name} for each mail"), format!("{} for {mails} mails", values.len()))
}

fn letter_with<'a>(letters: &'a [Letter], post: &PublishedPost) -> Result<&'a Letter, Unmet> {
    let letter = letters.iter().find(|letter| text_mentions(&letter.text, &post.title));
    letter.ok_or_else(|| Unmet::new(format!("a digest with “{}”", post.title), "none"))
}

fn counted(whole: &Whole) -> String {
    let counts = [
        (whole.headings, "heading"),
        (whole.paragraphs, "paragraph"),
        (whole.items, "list item"),
        (whole.links, "link"),
        (whole.pictures, "described picture"),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, noun)| many(count, noun)).collect::<Vec<_>>().join(", ")
}
