//! Mails for one person: what each kind shows. All go through one path, from a view and a folder of templates to subject, HTML and text.

use serde::Serialize;
use serde_json::Value as Json;

use super::template_set::context;
use super::views::{ListView, SiteView};
use crate::domain::look::Look;

/// A mail for one person, before it is rendered with `templates/mail/<kind>/`.
#[derive(Clone, Debug)]
pub enum SingleMail {
    /// Shall we send you this?
    Confirmation(ConfirmationView),
    /// The same once more: nobody has answered.
    Reminder(ConfirmationView),
    /// What a new reader gets at once.
    Welcome(WelcomeView),
    /// Somebody subscribed who is a reader already.
    Known(LinksView),
    /// "Send me my link".
    Link(LinksView),
    /// To a reader who left.
    Goodbye(GoodbyeView),
    /// To a reader's new address: confirm it.
    Address(AddressView),
    /// To a reader's old address: it was changed.
    Moved(MovedView),
    /// To the operator: a burst began.
    Alarm(AlarmView),
}

/// In whose name a mail comes.
#[derive(Clone, Debug, Serialize)]
pub struct Letterhead {
    /// Who writes.
    pub site: SiteView,
    /// The sender's postal address, which follows the site's name; line breaks part its lines.
    pub postal_address: Option<String>,
    /// How it looks.
    #[serde(skip)]
    pub look: Look,
}

/// A confirmation mail or its reminder. It holds nothing that the visitor typed.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmationView {
    /// Who asks.
    #[serde(flatten)]
    pub from: Letterhead,
    /// The names of the lists that the address was given for; at least one.
    pub lists: Vec<String>,
    /// When their mails come: `every Monday at 8:00`.
    pub schedule: Option<String>,
    /// Where the button leads.
    pub confirm_url: String,
    /// Where one says that it was not they who asked.
    pub disown_url: String,
    /// Until when it works, in words, to stand after "until": `Thursday, 3 December, 18:00`.
    pub until: String,
}

/// A welcome. It belongs to its list, and can be left from there.
#[derive(Clone, Debug, Serialize)]
pub struct WelcomeView {
    /// Who welcomes.
    #[serde(flatten)]
    pub from: Letterhead,
    /// The list's name.
    pub list: String,
    /// When its mails come: `every Monday at 8:00`.
    pub schedule: String,
    /// When the next one comes, where the calendar knows: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The latest posts, the newest first; may be empty.
    pub posts: Vec<PostLinkView>,
    /// Where the earlier ones can be read; `None` when the operator hides them.
    pub archive_url: Option<String>,
    /// The reader's preference page.
    pub preferences_url: String,
    /// Where the reader leaves.
    pub unsubscribe_url: String,
}

/// A post where only its title stands.
#[derive(Clone, Debug, Serialize)]
pub struct PostLinkView {
    /// What it is called: its title, or its first words.
    pub title: String,
    /// Where it can be read: absolute, http or https.
    pub link: Option<String>,
    /// When it was published, in words.
    pub date: Option<String>,
}

/// A reader's own links, one a list.
#[derive(Clone, Debug, Serialize)]
pub struct LinksView {
    /// Who writes.
    #[serde(flatten)]
    pub from: Letterhead,
    /// The lists that they read; at least one.
    pub lists: Vec<ListLinksView>,
    /// The way to the reader's own data, where it may be given.
    pub data: Option<TimedLinkView>,
}

/// A link that works for a while.
#[derive(Clone, Debug, Serialize)]
pub struct TimedLinkView {
    /// Where it leads.
    pub url: String,
    /// Until when it works, to stand after "until".
    pub until: String,
}

/// What a reader can do about one list.
#[derive(Clone, Debug, Serialize)]
pub struct ListLinksView {
    /// Its name.
    pub name: String,
    /// When its mails come: `every Monday at 8:00`.
    pub schedule: String,
    /// The reader's preference page.
    pub preferences_url: String,
    /// Where one press opens the archive in this browser; `None` when there is none.
    pub pass_url: Option<String>,
}

/// A goodbye.
#[derive(Clone, Debug, Serialize)]
pub struct GoodbyeView {
    /// Who writes.
    #[serde(flatten)]
    pub from: Letterhead,
    /// The list that was left.
    pub list: String,
    /// The list's form, for who comes back.
    pub subscribe_url: String,
}

/// To a new address.
#[derive(Clone, Debug, Serialize)]
pub struct AddressView {
    /// Who asks.
    #[serde(flatten)]
    pub from: Letterhead,
    /// Where the button leads.
    pub confirm_url: String,
    /// Until when it works, to stand after "until".
    pub until: String,
}

/// To an old address. It does not name the new one: whoever reads the old one now may be somebody else.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// Who writes.
    #[serde(flatten)]
    pub from: Letterhead,
    /// Where one can write to when it was not one's own doing.
    pub contact: String,
    /// Where the old address is taken back.
    pub way_back: TimedLinkView,
}

/// To the operator.
#[derive(Clone, Debug, Serialize)]
pub struct AlarmView {
    /// Whose list it is.
    #[serde(flatten)]
    pub from: Letterhead,
    /// Of what: `sign-ups`, `confirmations` or `unsubscribes`.
    pub kind: &'static str,
    /// The list's name.
    pub list: String,
    /// Its name in commands.
    pub slug: String,
    /// How many there were within ten minutes.
    pub number: i64,
    /// From when on, as commands take it.
    pub since: String,
    /// Until when this mail knows of them, as commands take it.
    pub until: String,
}

impl SingleMail {
    /// Where its templates are.
    pub(super) const fn folder(&self) -> &'static str {
        match self {
            Self::Confirmation(_) => "mail/confirmation",
            Self::Reminder(_) => "mail/reminder",
            Self::Welcome(_) => "mail/welcome",
            Self::Known(_) => "mail/known",
            Self::Link(_) => "mail/link",
            Self::Goodbye(_) => "mail/goodbye",
            Self::Address(_) => "mail/address",
            Self::Moved(_) => "mail/moved",
            Self::Alarm(_) => "mail/alarm",
        }
    }

    /// What it is called: the last part of where its templates are.
    pub fn kind(&self) -> &'static str {
        let folder = self.folder();
        folder.rsplit_once('/').map_or(folder, |(_, kind)| kind)
    }

    /// In whose name it comes.
    pub(super) const fn letterhead(&self) -> &Letterhead {
        match self {
            Self::Confirmation(view) | Self::Reminder(view) => &view.from,
            Self::Welcome(view) => &view.from,
            Self::Known(view) | Self::Link(view) => &view.from,
            Self::Goodbye(view) => &view.from,
            Self::Address(view) => &view.from,
            Self::Moved(view) => &view.from,
            Self::Alarm(view) => &view.from,
        }
    }

    /// The same in another look.
    #[must_use]
    pub fn dressed(mut self, look: &Look) -> Self {
        let from = match &mut self {
            Self::Confirmation(view) | Self::Reminder(view) => &mut view.from,
            Self::Welcome(view) => &mut view.from,
            Self::Known(view) | Self::Link(view) => &mut view.from,
            Self::Goodbye(view) => &mut view.from,
            Self::Address(view) => &mut view.from,
            Self::Moved(view) => &mut view.from,
            Self::Alarm(view) => &mut view.from,
        };
        from.look = look.clone();
        self
    }

    pub(super) fn view(&self) -> Json {
        match self {
            Self::Confirmation(view) | Self::Reminder(view) => context(view),
            Self::Welcome(view) => context(view),
            Self::Known(view) | Self::Link(view) => context(view),
            Self::Goodbye(view) => context(view),
            Self::Address(view) => context(view),
            Self::Moved(view) => context(view),
            Self::Alarm(view) => context(view),
        }
    }

    /// Every kind, for previews and checks.
    pub fn samples() -> Vec<Self> {
        let from = Letterhead::sample;
        let until = "Thursday, 3 December, 18:00".to_owned();
        vec![
            Self::Confirmation(ConfirmationView::sample()),
            Self::Reminder(ConfirmationView::sample()),
            Self::Welcome(WelcomeView::sample()),
            Self::Welcome(WelcomeView {
                posts: Vec::new(),
                next_digest: None,
                archive_url: None,
                ..WelcomeView::sample()
            }),
            Self::Known(LinksView::sample()),
            Self::Link(LinksView::sample()),
            Self::Link(LinksView {
                lists: LinksView::sample().lists.into_iter().take(1).collect(),
                data: Some(TimedLinkView::sample("data")),
                ..LinksView::sample()
            }),
            Self::Link(LinksView {
                lists: Vec::new(),
                data: Some(TimedLinkView::sample("data")),
                ..LinksView::sample()
            }),
            Self::Goodbye(GoodbyeView {
                from: from(),
                list: ListView::sample().name,
                subscribe_url: "https://mail.bellhouse.example/s/letters".to_owned(),
            }),
            Self::Address(AddressView {
                from: from(),
                confirm_url: "https://mail.bellhouse.example/address/b0H3mZ9nS2yQ".to_owned(),
                until,
            }),
            Self::Moved(MovedView {
                from: from(),
                contact: "letters@bellhouse.example".to_owned(),
                way_back: TimedLinkView::sample("address"),
            }),
            Self::Alarm(AlarmView::sample("sign-ups")),
            Self::Alarm(AlarmView::sample("confirmations")),
            Self::Alarm(AlarmView::sample("unsubscribes")),
        ]
    }
}

impl Letterhead {
    /// For previews and checks.
    pub fn sample() -> Self {
        Self { site: SiteView::sample(), postal_address: ListView::sample().postal_address, look: Look::default() }
    }
}

impl ConfirmationView {
    /// For previews and checks.
    pub fn sample() -> Self {
        Self {
            from: Letterhead::sample(),
            lists: vec!["Letters from the Bell House".to_owned()],
            schedule: Some("every Monday at 8:00".to_owned()),
            confirm_url: "https://mail.bellhouse.example/c/b0H3mZ9nS2yQ".to_owned(),
            disown_url: "https://mail.bellhouse.example/n/b0H3mZ9nS2yQ".to_owned(),
            until: "Thursday, 3 December, 18:00".to_owned(),
        }
    }
}

impl WelcomeView {
    /// For previews and checks.
    pub fn sample() -> Self {
        let post = |title: &str, link: &str, date: &str| PostLinkView {
            title: title.to_owned(),
            link: Some(format!("https://bellhouse.example/{link}")),
            date: Some(date.to_owned()),
        };
        Self {
            from: Letterhead::sample(),
            list: ListView::sample().name,
            schedule: "every Monday at 8:00".to_owned(),
            next_digest: Some("Monday 30 November, 8:00 in Berlin".to_owned()),
            posts: vec![
                post("How to oil a bell", "how-to-oil-a-bell", "Saturday, 28 November"),
                post("The ferry that waits", "the-ferry-that-waits", "Thursday, 26 November"),
                post(
                    "A rope has two ends, and one of them is always wet",
                    "a-rope-has-two-ends",
                    "Sunday, 22 November",
                ),
            ],
            archive_url: Some("https://mail.bellhouse.example/a/letters/".to_owned()),
            preferences_url: "https://mail.bellhouse.example/p/b0H3mZ9nS2yQ".to_owned(),
            unsubscribe_url: "https://mail.bellhouse.example/u/b0H3mZ9nS2yQ".to_owned(),
        }
    }
}

impl AlarmView {
    /// For previews and checks.
    pub fn sample(kind: &'static str) -> Self {
        Self {
            from: Letterhead::sample(),
            kind,
            list: ListView::sample().name,
            slug: "letters".to_owned(),
            number: 240,
            since: "2026-11-26T09:00:00Z".to_owned(),
            until: "2026-11-26T09:12:00Z".to_owned(),
        }
    }
}

impl TimedLinkView {
    fn sample(kind: &str) -> Self {
        Self {
            url: format!("https://mail.bellhouse.example/{kind}/b0H3mZ9nS2yQ"),
            until: "Thursday 3 December, 18:00 in Berlin".to_owned(),
        }
    }
}

impl LinksView {
    /// For previews and checks.
    pub fn sample() -> Self {
        let list = |name: &str, schedule: &str, token: &str| ListLinksView {
            name: name.to_owned(),
            schedule: schedule.to_owned(),
            preferences_url: format!("https://mail.bellhouse.example/p/{token}"),
            pass_url: Some(format!("https://mail.bellhouse.example/pass/{token}")),
        };
        Self {
            from: Letterhead::sample(),
            lists: vec![
                list("Letters from the Bell House", "every Monday at 8:00", "b0H3mZ9nS2yQ"),
                list("Tides", "every day at 5:00", "q7Kd2LmW8xTz"),
            ],
            data: None,
        }
    }
}
