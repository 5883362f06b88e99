//! Samples of every page: for previews, and to try an operator's templates on.

mod archive;

use super::archive::{ArchivePage, GatePage};
use super::locale::Locales;
use super::pages::{
    CheckMail, ClockChoice, Confirm, Confirmed, Disown, Embed, EmbedPlacement, FieldOption, HiddenField, LinkInvalid,
    LinkSent, ListChoice, Lists, MoveAddress, OnceMore, Page, Paused, PreferenceErrors, Preferences, PreferencesSaved,
    Resend, ScheduleChoice, SendLink, Subscribe, TopicChoice, Unsubscribe, Unsubscribed, YourData,
};
use super::placements::UsualWords;
use super::views::{ListView, SiteView};
use crate::domain::placement::PlacementKind;

const ADDRESS: &str = "ada@example.org";
/// As long as one is.
const STAMP: &str = "AAABnV4xVQC1b0H3mZ9nS2yQq7Kd2LmW";
const UNTIL: &str = "Thursday, 3 December, 18:00";
const NEXT: &str = "Monday 30 November, 8:00 in Berlin";

impl Page {
    /// Every page at least once, forms also with errors.
    pub fn samples() -> Vec<Self> {
        let list = ListView::sample().name;
        let confirmed = Confirmed {
            lists: vec![list.clone()],
            next_digest: Some(NEXT.to_owned()),
            archive_url: Some("/a/letters/".to_owned()),
            preferences_url: Some("/p/b0H3mZ9nS2yQ".to_owned()),
        };
        let mut samples = vec![
            Self::Lists(Lists::sample()),
            Self::Lists(Lists {
                email_error: Some("Type an email address.".to_owned()),
                lists_error: Some("Choose at least one.".to_owned()),
                ..Lists::sample()
            }),
            Self::Lists(Lists::sample_with_mistakes()),
            Self::Subscribe(Subscribe::sample()),
            Self::Subscribe(Subscribe {
                email: "ada@localhost".to_owned(),
                email_error: Some("The part after the @ must be a domain name, like example.org.".to_owned()),
                schedule_error: Some("Choose one of these.".to_owned()),
                topics_error: Some("Choose from these topics.".to_owned()),
                ..Subscribe::sample()
            }),
            Self::CheckMail(CheckMail {
                address: ADDRESS.to_owned(),
                until: UNTIL.to_owned(),
                again_url: "/s/letters".to_owned(),
                resend: Resend::sample("/s/letters"),
            }),
            Self::SendLink(SendLink { stamp: STAMP.to_owned(), email: String::new(), email_error: None }),
            Self::SendLink(SendLink {
                stamp: STAMP.to_owned(),
                email: "ada".to_owned(),
                email_error: Some("An email address has an @ in it.".to_owned()),
            }),
            Self::LinkSent(LinkSent {
                address: ADDRESS.to_owned(),
                resend: Resend::sample("/link"),
                subscribe_url: "/s".to_owned(),
            }),
            Self::Confirm(Confirm {
                lists: vec![list.clone()],
                address: ADDRESS.to_owned(),
                schedule: Some("Mondays at 8:00".to_owned()),
                submits_itself: false,
            }),
            Self::Confirm(Confirm {
                lists: vec![list.clone(), "Tides".to_owned()],
                address: ADDRESS.to_owned(),
                schedule: None,
                submits_itself: true,
            }),
            Self::Confirmed(confirmed.clone()),
            Self::Unsubscribe(Unsubscribe {
                list: list.clone(),
                address: ADDRESS.to_owned(),
                preferences_url: Some("/p/b0H3mZ9nS2yQ".to_owned()),
            }),
            Self::Unsubscribed(Unsubscribed {
                lists: vec![list.clone()],
                address: ADDRESS.to_owned(),
                undo_action: Some("/u/b0H3mZ9nS2yQ".to_owned()),
                reason_action: Some("/u/b0H3mZ9nS2yQ".to_owned()),
                subscribe_url: "/s/letters".to_owned(),
            }),
            Self::Disown(Disown::sample()),
            Self::Disowned(Disown::sample()),
            Self::Resubscribed(confirmed),
            Self::LinkInvalid(LinkInvalid {
                subscribe_url: Some("/s/letters".to_owned()),
                link_url: Some("/link".to_owned()),
            }),
            Self::LinkInvalid(LinkInvalid { subscribe_url: None, link_url: None }),
            Self::Embed(Embed::sample()),
            Self::NotFound,
            Self::TooMany("4 minutes".to_owned()),
            Self::DomainRefused,
            Self::OnceMore(OnceMore { action: "/s/letters".to_owned(), fields: Resend::sample("").fields }),
            Self::Unavailable,
            Self::BadRequest(Some("Open the page again and send the form from there.".to_owned())),
            Self::BadRequest(None),
            Self::Pass(ListView::sample().name),
            Self::Gate(GatePage::sample()),
        ];
        samples.extend(Self::preference_samples());
        samples.extend(ArchivePage::samples().into_iter().map(|page| Self::Archive(Box::new(page))));
        samples
    }

    /// The preference page as it can be, with what follows it.
    fn preference_samples() -> Vec<Self> {
        vec![
            Self::Preferences(Box::new(Preferences::sample())),
            Self::Preferences(Box::new(Preferences {
                paused_until: Some("Thursday 24 December 2026".to_owned()),
                clock: None,
                topics: Vec::new(),
                other_lists: Vec::new(),
                data_from: Some("Thursday 3 December 2026".to_owned()),
                ..Preferences::sample()
            })),
            Self::Preferences(Box::new(Preferences {
                errors: PreferenceErrors {
                    schedule: Some("Choose one of these.".to_owned()),
                    clock: Some("Choose a place from the list.".to_owned()),
                    topics: Some("Choose from these topics.".to_owned()),
                    ..PreferenceErrors::default()
                },
                ..Preferences::sample()
            })),
            Self::Preferences(Box::new(Preferences {
                errors: PreferenceErrors {
                    pause: Some("Choose a day that is still to come.".to_owned()),
                    ..PreferenceErrors::default()
                },
                ..Preferences::sample()
            })),
            Self::PreferencesSaved(PreferencesSaved {
                list: ListView::sample().name,
                schedule: "every Monday at 8:00".to_owned(),
                topics: vec!["Harbour".to_owned(), "Tides".to_owned()],
                next_digest: Some(NEXT.to_owned()),
                preferences_url: "/p/b0H3mZ9nS2yQ".to_owned(),
            }),
            Self::Preferences(Box::new(Preferences {
                errors: PreferenceErrors {
                    address: Some("Type an email address.".to_owned()),
                    ..PreferenceErrors::default()
                },
                ..Preferences::sample()
            })),
            Self::MailSent(ADDRESS.to_owned()),
            Self::MoveAddress(MoveAddress { address: ADDRESS.to_owned(), way_back: false }),
            Self::MoveAddress(MoveAddress { address: ADDRESS.to_owned(), way_back: true }),
            Self::AddressMoved { address: ADDRESS.to_owned(), preferences_url: "/p/b0H3mZ9nS2yQ".to_owned() },
            Self::YourData(YourData {
                address: ADDRESS.to_owned(),
                export_url: "/data/b0H3mZ9nS2yQ/export".to_owned(),
            }),
            Self::Erased,
            Self::Paused(Paused {
                list: ListView::sample().name,
                until: Some("Thursday 24 December 2026".to_owned()),
                next_digest: Some("Monday 28 December, 8:00 in Berlin".to_owned()),
                preferences_url: "/p/b0H3mZ9nS2yQ".to_owned(),
            }),
        ]
    }
}

impl Resend {
    fn sample(action: &str) -> Self {
        let email = HiddenField { name: "email".to_owned(), value: ADDRESS.to_owned() };
        Self { action: action.to_owned(), fields: vec![email], after: "10 minutes".to_owned() }
    }
}

impl Lists {
    fn sample() -> Self {
        Self {
            lists: vec![
                ListChoice {
                    slug: "letters".to_owned(),
                    name: ListView::sample().name,
                    description: Some("What happens at the harbour, told slowly.".to_owned()),
                    schedule: "Mondays at 8:00".to_owned(),
                    chosen: true,
                    schedules: ScheduleChoice::samples(),
                    schedule_error: None,
                    topics: TopicChoice::samples(),
                    topics_error: None,
                    is_first_mistaken: false,
                },
                ListChoice {
                    slug: "tides".to_owned(),
                    name: "Tides".to_owned(),
                    description: None,
                    schedule: "Every morning at 5:00".to_owned(),
                    chosen: false,
                    schedules: Vec::new(),
                    schedule_error: None,
                    topics: Vec::new(),
                    topics_error: None,
                    is_first_mistaken: false,
                },
            ],
            stamp: STAMP.to_owned(),
            email: String::new(),
            email_error: None,
            lists_error: None,
            choice_error: None,
        }
    }
}

impl Lists {
    /// What was chosen of the first list is not offered any more.
    fn sample_with_mistakes() -> Self {
        let mut sample = Self::sample();
        if let Some(list) = sample.lists.first_mut() {
            list.schedule_error = Some("Choose one of these.".to_owned());
            list.topics_error = Some("Choose from these topics.".to_owned());
            list.is_first_mistaken = true;
            sample.choice_error.clone_from(&list.schedule_error);
        }
        sample
    }
}

impl Disown {
    fn sample() -> Self {
        Self { site: "The Bell House".to_owned(), list: ListView::sample().name, address: ADDRESS.to_owned() }
    }
}

impl Subscribe {
    fn sample() -> Self {
        Self {
            action: "/s/letters".to_owned(),
            name: ListView::sample().name,
            description: Some("What happens at the harbour, told slowly. One letter a week, never more.".to_owned()),
            when: "Mondays at 8:00, next on 30 November".to_owned(),
            last_digest_url: Some("/a/letters/41".to_owned()),
            schedules: ScheduleChoice::samples(),
            stamp: STAMP.to_owned(),
            topics: TopicChoice::samples(),
            email: String::new(),
            email_error: None,
            schedule_error: None,
            topics_error: None,
        }
    }
}

impl Preferences {
    fn sample() -> Self {
        let option =
            |value: &str, label: &str, chosen| FieldOption { value: value.to_owned(), label: label.to_owned(), chosen };
        let place = |name, chosen| option(name, name, chosen);
        Self {
            list: ListView::sample().name,
            address: ADDRESS.to_owned(),
            schedules: ScheduleChoice::samples(),
            clock: Some(ClockChoice {
                default_place: "Berlin".to_owned(),
                places: vec![place("Asia/Tokyo", true), place("Europe/Berlin", false)],
                hours: vec![option("7", "7:00", false), option("18", "18:00", true)],
                weekdays: vec![option("1", "Monday", false), option("4", "Thursday", true)],
            }),
            topics: TopicChoice::samples(),
            languages: Locales::shipped().all().map(|one| option(one.tag(), &one.name(), one.tag() == "he")).collect(),
            next_digest: Some(NEXT.to_owned()),
            paused_until: None,
            pause_from: "2026-11-28".to_owned(),
            pause_to: "2027-11-28".to_owned(),
            until: String::new(),
            new_address: String::new(),
            other_lists: vec!["Tides".to_owned()],
            data_from: None,
            errors: PreferenceErrors::default(),
        }
    }
}

impl Embed {
    fn sample() -> Self {
        let site = SiteView::sample().name;
        let name = ListView::sample().name;
        let placement = |kind: PlacementKind| {
            let words = UsualWords::of(Locales::shipped().english(), kind, &site, &name, "");
            EmbedPlacement {
                kind: kind.to_string(),
                heading: words.heading,
                text: words.text,
                button: words.button,
                shown: kind != PlacementKind::Overlay,
            }
        };
        Self {
            placements: PlacementKind::ALL.map(placement).into(),
            list: "letters".to_owned(),
            base: "https://news.bellhouse.example".to_owned(),
            invitation: format!("Subscribe to {name}"),
            language: "en",
            email: "Your email address".to_owned(),
            trap: "Leave this empty".to_owned(),
            promise: "Every mail has a link to leave in one step.".to_owned(),
            name,
        }
    }
}

impl TopicChoice {
    fn samples() -> Vec<Self> {
        [("Harbour", true), ("Tides", false)].map(|(name, chosen)| Self { name: name.to_owned(), chosen }).to_vec()
    }
}

impl ScheduleChoice {
    fn samples() -> Vec<Self> {
        [
            ("weekly", "Every Monday at 8:00", "Next digest: Monday 30 November, 8:00 in Berlin", true),
            ("monthly", "On the first of the month", "Next digest: Tuesday 1 December, 8:00 in Berlin", false),
            ("at-once", "As soon as there is something", "A mail for every new post", false),
        ]
        .map(|(name, label, effect, chosen)| Self {
            name: name.to_owned(),
            label: label.to_owned(),
            effect: Some(effect.to_owned()),
            chosen,
        })
        .into()
    }
}
