//! `demo --tour`: plays a blog's readers over HTTP and SMTP alone, and says what they see.
//!
//! It looks at nothing but pages and mails: it holds what a reader holds, and so it may be run against any Letterbell whose mail it gets.

mod digest;
mod joining;
mod leaving;
mod letter;
mod page;
mod transcript;
mod visitor;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use self::letter::Letter;
use self::transcript::{Stop, Transcript, Unmet};
use self::visitor::Visitor;
use super::mailbox::{Mailbox, StoredMail};

/// What a tour needs.
#[derive(Clone)]
pub struct TourPlan {
    /// Where Letterbell's pages are.
    pub letterbell: Url,
    /// The list to join, by its slug; it has no subscribers but the tour's, and sends soon after a post appears.
    pub list: String,
    /// Where all mail arrives.
    pub mailbox: Mailbox,
    /// The blog.
    pub news: News,
    /// Where the mails are left as `.eml` files.
    pub folder: PathBuf,
    /// How long to wait for what.
    pub deadlines: Deadlines,
}

/// How long the tour waits.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For a confirmation.
    pub confirmation: Duration,
    /// For a digest, from when its post appears.
    pub digest: Duration,
    /// For a mail that must not come, after the one that had to.
    pub quiet: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { confirmation: Duration::from_secs(30), digest: Duration::from_secs(90), quiet: Duration::from_secs(2) }
    }
}

/// A blog that can be told to publish.
#[derive(Clone)]
pub struct News {
    publish: Arc<dyn Fn() -> Vec<PublishedPost> + Send + Sync>,
}

impl News {
    /// A blog that `publish` makes publish. It returns what has appeared in the feeds by this call: nothing when there is no more to tell.
    pub fn new(publish: impl Fn() -> Vec<PublishedPost> + Send + Sync + 'static) -> Self {
        Self { publish: Arc::new(publish) }
    }

    fn publish(&self) -> Vec<PublishedPost> {
        (self.publish)()
    }
}

/// A post as the feed has it.
#[derive(Clone, Debug)]
pub struct PublishedPost {
    /// Its title, as plain text.
    pub title: String,
    /// The article, as HTML.
    pub html: String,
}

/// Why a tour did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum TourFailure {
    /// A step did not hold.
    #[error("step {step} ({doing}) does not hold: expected {expected}; got {came}")]
    Step {
        /// Its number in the transcript.
        step: u32,
        /// What was done.
        doing: String,
        /// What should have been seen.
        expected: String,
        /// What was seen.
        came: String,
    },
    /// The transcript cannot be written.
    #[error("cannot write the transcript: {0}")]
    Transcript(#[source] io::Error),
    /// The mails cannot be left in the folder.
    #[error("cannot leave the mails in {folder}: {error}")]
    Mails {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}

/// Plays the readers to the first step that does not hold, or to the end. The mails are left in the folder either way.
pub async fn run(plan: &TourPlan, out: &mut (dyn Write + Send)) -> Result<(), TourFailure> {
    let mut transcript = Transcript::new(out);
    let played = play(plan, &mut transcript).await;
    let played = played.map_err(|stop| match stop {
        Stop::Writing(error) => TourFailure::Transcript(error),
        Stop::Unmet(Unmet { expected, came }) => {
            let (step, doing) = transcript.place();
            TourFailure::Step { step, doing, expected, came }
        }
    });
    let left = leave_mails(plan, &mut transcript);
    played.and(left)
}

async fn play(plan: &TourPlan, transcript: &mut Transcript<'_>) -> Result<(), Stop> {
    let visitor = Visitor::new()?;
    let world = World { plan, visitor };
    let mut tour = Tour { world: &world, transcript };
    tour.join().await?;
    tour.others_join().await?;
    let received = tour.receive_digest().await?;
    tour.choose_schedule(&received.preferences).await?;
    tour.leave(&received).await?;
    tour.stay_left(&received).await
}

fn leave_mails(plan: &TourPlan, transcript: &mut Transcript<'_>) -> Result<(), TourFailure> {
    let folder = || plan.folder.clone();
    let saved = plan.mailbox.save_eml(&plan.folder).map_err(|error| TourFailure::Mails { folder: folder(), error })?;
    let line = format!("All {} mails are in {}", saved.len(), plan.folder.display());
    transcript.close(&line).map_err(TourFailure::Transcript)
}

/// Somebody whom the tour plays.
#[derive(Clone, Copy, Debug)]
struct Reader {
    name: &'static str,
    address: &'static str,
}

/// The one whose steps are told.
const ADA: Reader = Reader { name: "Ada", address: "ada@readers.example" };
/// Subscribes quietly, and stays.
const BEN: Reader = Reader { name: "Ben", address: "ben@readers.example" };
/// Never presses the button: only a mail scanner opens the link.
const CLARA: Reader = Reader { name: "Clara", address: "clara@readers.example" };

/// A tour on its way: each of its parts is a story, told step by step.
struct Tour<'a, 'b> {
    world: &'a World<'a>,
    transcript: &'a mut Transcript<'b>,
}

/// What readers can reach: pages and mails.
struct World<'a> {
    plan: &'a TourPlan,
    visitor: Visitor,
}

impl World<'_> {
    fn subscribe_page(&self) -> Url {
        let mut url = self.plan.letterbell.clone();
        let path = format!("{}/s/{}", url.path().trim_end_matches('/'), self.plan.list);
        url.set_path(&path);
        url
    }

    /// The first mail to a reader that is `wanted`, now or within the time.
    async fn mail(
        &self,
        reader: Reader,
        within: Duration,
        what: &str,
        wanted: impl Fn(&StoredMail) -> bool + Send + Sync,
    ) -> Result<Letter, Unmet> {
        let wanted = |mail: &StoredMail| mail.recipient == reader.address && wanted(mail);
        let Some(mail) = self.plan.mailbox.wait_for(within, wanted).await else {
            let came = format!("none within {} s; {}", within.as_secs(), self.seen_by(reader));
            return Err(Unmet::new(format!("{what} to {}", reader.name), came));
        };
        Letter::read(&mail.raw, mail.return_path.as_deref())
    }

    fn seen_by(&self, reader: Reader) -> String {
        let subjects: Vec<_> = self.mails_of(reader).iter().map(|mail| format!("“{}”", mail.subject)).collect();
        if subjects.is_empty() { "no mail at all".to_owned() } else { format!("only {}", subjects.join(", ")) }
    }

    fn mails_of(&self, reader: Reader) -> Vec<Arc<StoredMail>> {
        let all = self.plan.mailbox.mails().into_iter();
        all.filter(|mail| mail.recipient == reader.address).collect()
    }
}

/// Whether a mail belongs to a list, as a digest does and a confirmation does not.
fn is_digest(mail: &StoredMail) -> bool {
    mail.header("List-Id").is_some() && !is_welcome(mail)
}

/// Whether a mail is the one that a new reader gets at once.
fn is_welcome(mail: &StoredMail) -> bool {
    mail.subject.starts_with("Welcome to ")
}
