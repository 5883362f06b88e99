//! The public pages: one question each, one primary action, whole without script.
//!
//! Served with the policy `default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'`, so nothing
//! inline. They link `/style.css`, `/bell.svg` and, where a list lets the confirmation submit itself, `/confirm.js`
//! (see [`asset`](super::templates::Templates::asset)).

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::accent::Accent;
use super::archive::{ArchivePage, GatePage};
use super::locale::Locale;
use super::template_set::{TemplateError, TemplateSet, context};
use super::views::SiteView;

/// A public page.
#[derive(Clone, Debug)]
pub enum Page {
    /// All lists of a site, to choose from. Form: POST `/s`; `email`, `list` (repeated), for each list what [`ListChoice`] says, `website` (must
    /// stay empty).
    Lists(Lists),
    /// One list. Form: POST to `action`; `email`, `schedule` and `topic` (repeated), both optional, `website` (must
    /// stay empty).
    Subscribe(Subscribe),
    /// After either. Form: POST to where it was sent, with the same fields.
    CheckMail(CheckMail),
    /// "Send me my link". Form: POST `/link`; `email`, `website` (must stay empty).
    SendLink(SendLink),
    /// After it, whoever asked.
    LinkSent(LinkSent),
    /// What a confirmation link opens. Form: POST to the same address, no fields.
    Confirm(Confirm),
    /// After it.
    Confirmed(Confirmed),
    /// What an unsubscribe link opens. Form: POST to the same address; `confirm=1`.
    Unsubscribe(Unsubscribe),
    /// After it. Forms: POST to the given addresses; `action=undo`, or `action=reason` and `reason`.
    Unsubscribed(Unsubscribed),
    /// What a "not me" link opens. Form: POST to the same address, no fields.
    Disown(Disown),
    /// After it.
    Disowned(Disown),
    /// After undoing.
    Resubscribed(Confirmed),
    /// The preference page. Forms: POST to the same address, with `action`: `schedule` (and `schedule`, `zone`, `hour`, `weekday`, `topics`,
    /// `topic` repeated, `language`), `pause` (and `until`), `resume`, `leave`, `leave_all`,
    /// `move` (and `email`), `data`.
    Preferences(Box<Preferences>),
    /// After a change there.
    PreferencesSaved(PreferencesSaved),
    /// After a pause was begun or ended.
    Paused(Paused),
    /// A page of the archive.
    Archive(Box<ArchivePage>),
    /// What a pass link opens; the list's name. Form: POST to the same address, no fields.
    Pass(String),
    /// What visitors of a blog with a gate of its own meet who are no readers yet.
    Gate(GatePage),
    /// After a link was asked for that comes by mail; to which address.
    MailSent(String),
    /// What a link to a new address opens, or one back to an old address. Form: POST to the same address, no fields.
    MoveAddress(MoveAddress),
    /// After it.
    AddressMoved {
        /// The address that mail goes to now.
        address: String,
        /// The preference page.
        preferences_url: String,
    },
    /// What is kept about a reader. Form: POST to the same address; `action=erase`.
    YourData(YourData),
    /// After erasing.
    Erased,
    /// A link that is expired, forged or unknown: always these words, so that they tell nothing apart.
    LinkInvalid(LinkInvalid),
    /// A list's placements, live, each with what to copy into the blog.
    Embed(Embed),
    /// No such page.
    NotFound,
    /// Too many requests (429); how long to wait, in words: `4 minutes`.
    TooMany(String),
    /// An address at a domain from which this installation takes none (422).
    DomainRefused,
    /// A form that must be sent once more (422): nothing else is wrong with it. Form: POST to where it was sent, with the same fields.
    OnceMore(OnceMore),
    /// Not now (503).
    Unavailable,
    /// A request that no page of ours sends (400); what to do instead, in words, if that is known.
    BadRequest(Option<String>),
}

/// See [`Page::Lists`].
#[derive(Clone, Debug, Serialize)]
pub struct Lists {
    /// The lists; at least one.
    pub lists: Vec<ListChoice>,
    /// When the form was made, signed.
    pub stamp: String,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
    /// Over the lists.
    pub lists_error: Option<String>,
    /// The first of the errors over a list's choices.
    pub choice_error: Option<String>,
}

/// A list on the page of all lists.
#[derive(Clone, Debug, Serialize)]
pub struct ListChoice {
    /// The field's value.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The operator's words about it.
    pub description: Option<String>,
    /// When it comes: `Mondays at 8:00`.
    pub schedule: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The schedules, when there is a choice; else empty. Field: `schedule-{slug}`.
    pub schedules: Vec<ScheduleChoice>,
    /// Over the schedules.
    pub schedule_error: Option<String>,
    /// The topics to choose from; may be empty. Field: `topic-{slug}`, repeated.
    pub topics: Vec<TopicChoice>,
    /// Over the topics.
    pub topics_error: Option<String>,
    /// Whether the first error over a list's choices is over these.
    pub is_first_mistaken: bool,
}

/// See [`Page::Subscribe`].
#[derive(Clone, Debug, Serialize)]
pub struct Subscribe {
    /// Where the form goes: `/s/{list}`.
    pub action: String,
    /// The list's name.
    pub name: String,
    /// The operator's words about it.
    pub description: Option<String>,
    /// When it comes, a phrase: `Mondays at 8:00, next on 30 November`.
    pub when: String,
    /// The last digest in the archive.
    pub last_digest_url: Option<String>,
    /// The schedules, when there is a choice; else empty.
    pub schedules: Vec<ScheduleChoice>,
    /// When the form was made, signed.
    pub stamp: String,
    /// The topics to choose from; may be empty.
    pub topics: Vec<TopicChoice>,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
    /// Under the schedules.
    pub schedule_error: Option<String>,
    /// Under the topics.
    pub topics_error: Option<String>,
}

/// A schedule that a reader may choose.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleChoice {
    /// The field's value.
    pub name: String,
    /// In words: `Every Monday at 8:00`.
    pub label: String,
    /// What choosing it does: `Next digest: Monday 30 November, 8:00 in Berlin`.
    pub effect: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// See [`Page::CheckMail`].
#[derive(Clone, Debug, Serialize)]
pub struct CheckMail {
    /// The address that was typed.
    pub address: String,
    /// How long the link works, to stand after "until": `Thursday, 3 December, 18:00`.
    pub until: String,
    /// The form again.
    pub again_url: String,
    /// The same form once more, as a button.
    pub resend: Resend,
}

/// A form that was sent, to be sent once more.
#[derive(Clone, Debug, Serialize)]
pub struct Resend {
    /// Where it goes.
    pub action: String,
    /// All its fields.
    pub fields: Vec<HiddenField>,
    /// After what time it may bring a second mail: `10 minutes`.
    pub after: String,
}

/// A field that is not shown.
#[derive(Clone, Debug, Serialize)]
pub struct HiddenField {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// See [`Page::OnceMore`].
#[derive(Clone, Debug, Serialize)]
pub struct OnceMore {
    /// Where it goes.
    pub action: String,
    /// All its fields, with a stamp.
    pub fields: Vec<HiddenField>,
}

/// See [`Page::SendLink`].
#[derive(Clone, Debug, Serialize)]
pub struct SendLink {
    /// When the form was made, signed.
    pub stamp: String,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
}

/// See [`Page::LinkSent`].
#[derive(Clone, Debug, Serialize)]
pub struct LinkSent {
    /// The address that was typed.
    pub address: String,
    /// The same form once more.
    pub resend: Resend,
    /// Where one can subscribe.
    pub subscribe_url: String,
}

/// See [`Page::Confirm`].
#[derive(Clone, Debug, Serialize)]
pub struct Confirm {
    /// The names of the lists; at least one.
    pub lists: Vec<String>,
    /// The address.
    pub address: String,
    /// When they come: `Mondays at 8:00`.
    pub schedule: Option<String>,
    /// Whether the page presses its button by itself where script runs (a list's choice, off by default).
    pub submits_itself: bool,
}

/// See [`Page::Confirmed`] and [`Page::Resubscribed`].
#[derive(Clone, Debug, Serialize)]
pub struct Confirmed {
    /// The names of the lists; at least one.
    pub lists: Vec<String>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The list's archive.
    pub archive_url: Option<String>,
    /// The reader's preference page.
    pub preferences_url: Option<String>,
}

/// See [`Page::Unsubscribe`].
#[derive(Clone, Debug, Serialize)]
pub struct Unsubscribe {
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
    /// Where fewer mails can be chosen instead; `None` when there is nothing to choose.
    pub preferences_url: Option<String>,
}

/// See [`Page::Disown`] and [`Page::Disowned`].
#[derive(Clone, Debug, Serialize)]
pub struct Disown {
    /// The site's name.
    pub site: String,
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
}

/// See [`Page::Unsubscribed`].
#[derive(Clone, Debug, Serialize)]
pub struct Unsubscribed {
    /// The names of the lists that were left in one press; at least one.
    pub lists: Vec<String>,
    /// The address.
    pub address: String,
    /// Where the undo form goes: the unsubscribe page's address. `None` when it is too late for it.
    pub undo_action: Option<String>,
    /// Where the form with a reason goes; `None` once there is one.
    pub reason_action: Option<String>,
    /// The list's form, for who comes back later.
    pub subscribe_url: String,
}

/// See [`Page::Preferences`].
#[derive(Clone, Debug, Serialize)]
pub struct Preferences {
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
    /// The schedules, the present one chosen.
    pub schedules: Vec<ScheduleChoice>,
    /// The clock, where a schedule of the list follows readers' own.
    pub clock: Option<ClockChoice>,
    /// The topics; empty when the list has none.
    pub topics: Vec<TopicChoice>,
    /// The languages, each by its own name.
    pub languages: Vec<FieldOption>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The day on which a pause ends: `Thursday 24 December 2026`.
    pub paused_until: Option<String>,
    /// The first day until which one may pause, as a date field takes it.
    pub pause_from: String,
    /// The last one.
    pub pause_to: String,
    /// The names of the site's other lists that the reader is on.
    pub other_lists: Vec<String>,
    /// The day from which on data may be asked for, after a change of address: `Thursday 3 December 2026`.
    pub data_from: Option<String>,
    /// What was wrong with the form.
    pub errors: PreferenceErrors,
}

/// What was wrong, under the fields that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PreferenceErrors {
    /// The schedules.
    pub schedule: Option<String>,
    /// The clock.
    pub clock: Option<String>,
    /// The topics.
    pub topics: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The end of the pause.
    pub pause: Option<String>,
    /// The new address.
    pub address: Option<String>,
}

impl PreferenceErrors {
    /// Whether nothing was wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A clock of the reader's own.
#[derive(Clone, Debug, Serialize)]
pub struct ClockChoice {
    /// Whose clocks hold when none are chosen: `Berlin`.
    pub default_place: String,
    /// The places with clocks of their own.
    pub places: Vec<FieldOption>,
    /// The hours; empty where there is no choice.
    pub hours: Vec<FieldOption>,
    /// The days of the week; empty where there is no choice.
    pub weekdays: Vec<FieldOption>,
}

/// One of several in a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldOption {
    /// The field's value.
    pub value: String,
    /// In words.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A topic that a reader may choose.
#[derive(Clone, Debug, Serialize)]
pub struct TopicChoice {
    /// Its name, which is the field's value, too.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// See [`Page::PreferencesSaved`].
#[derive(Clone, Debug, Serialize)]
pub struct PreferencesSaved {
    /// The list's name.
    pub list: String,
    /// The new schedule in words: `every Monday at 8:00`.
    pub schedule: String,
    /// The chosen topics; empty for all.
    pub topics: Vec<String>,
    /// When the next digest comes: `Monday 30 November, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The preference page.
    pub preferences_url: String,
}

/// See [`Page::Paused`].
#[derive(Clone, Debug, Serialize)]
pub struct Paused {
    /// The list's name.
    pub list: String,
    /// The day on which it ends: `Thursday 24 December 2026`; `None` when it has ended.
    pub until: Option<String>,
    /// When the next digest comes: `Monday 28 December, 8:00 in Berlin`.
    pub next_digest: Option<String>,
    /// The preference page.
    pub preferences_url: String,
}

/// See [`Page::MoveAddress`].
#[derive(Clone, Debug, Serialize)]
pub struct MoveAddress {
    /// The address.
    pub address: String,
    /// Whether it is the one from before a change.
    pub way_back: bool,
}

/// See [`Page::YourData`].
#[derive(Clone, Debug, Serialize)]
pub struct YourData {
    /// Whose data.
    pub address: String,
    /// The file with all of it.
    pub export_url: String,
}

/// See [`Page::LinkInvalid`].
#[derive(Clone, Debug, Serialize)]
pub struct LinkInvalid {
    /// Where one can subscribe again.
    pub subscribe_url: Option<String>,
    /// The page that sends a new link.
    pub link_url: Option<String>,
}

/// See [`Page::Embed`].
#[derive(Clone, Debug, Serialize)]
pub struct Embed {
    /// The list's name.
    pub name: String,
    /// Its name in URLs.
    pub list: String,
    /// The base of every link: `https://news.example.org`.
    pub base: String,
    /// The placements.
    pub placements: Vec<EmbedPlacement>,
    /// The list's language, which all that is copied speaks.
    pub language: &'static str,
    /// The label of the address field.
    #[serde(serialize_with = "as_markup")]
    pub email: String,
    /// The label of the field that must stay empty.
    #[serde(serialize_with = "as_markup")]
    pub trap: String,
    /// The link that stands where no script runs: `Subscribe to …`.
    #[serde(serialize_with = "as_markup")]
    pub invitation: String,
    /// What is promised under every form.
    #[serde(serialize_with = "as_markup")]
    pub promise: String,
}

/// A placement on the page that shows all of them.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPlacement {
    /// Its kind, as `letterbell placement` names it.
    pub kind: String,
    /// Its heading, for the form without script.
    #[serde(serialize_with = "as_markup")]
    pub heading: String,
    /// The sentence under the heading.
    #[serde(serialize_with = "as_markup")]
    pub text: String,
    /// The words on its button.
    #[serde(serialize_with = "as_markup")]
    pub button: String,
    /// Whether pages show it.
    pub shown: bool,
}

/// The text as it stands in HTML that is shown to be copied: the page escapes it once more.
fn as_markup<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&minijinja::HtmlEscape(text))
}

impl Page {
    fn template(&self) -> &'static str {
        match self {
            Self::Lists(_) => "pages/lists.html",
            Self::Subscribe(_) => "pages/subscribe.html",
            Self::CheckMail(_) => "pages/check_mail.html",
            Self::SendLink(_) => "pages/send_link.html",
            Self::LinkSent(_) => "pages/link_sent.html",
            Self::Confirm(_) => "pages/confirm.html",
            Self::Confirmed(_) => "pages/confirmed.html",
            Self::Unsubscribe(_) => "pages/unsubscribe.html",
            Self::Unsubscribed(_) => "pages/unsubscribed.html",
            Self::Disown(_) => "pages/disown.html",
            Self::Disowned(_) => "pages/disowned.html",
            Self::Resubscribed(_) => "pages/resubscribed.html",
            Self::Preferences(_) => "pages/preferences.html",
            Self::PreferencesSaved(_) => "pages/preferences_saved.html",
            Self::Paused(_) => "pages/paused.html",
            Self::Archive(page) => page.template(),
            Self::Pass(_) => "pages/pass.html",
            Self::Gate(_) => "pages/gate.html",
            Self::MailSent(_) => "pages/mail_sent.html",
            Self::MoveAddress(_) => "pages/move_address.html",
            Self::AddressMoved { .. } => "pages/address_moved.html",
            Self::YourData(_) => "pages/your_data.html",
            Self::Erased => "pages/erased.html",
            Self::LinkInvalid(_) => "pages/link_invalid.html",
            Self::Embed(_) => "pages/embed.html",
            Self::NotFound => "pages/not_found.html",
            Self::TooMany(_) => "pages/too_many.html",
            Self::DomainRefused => "pages/domain_refused.html",
            Self::OnceMore(_) => "pages/once_more.html",
            Self::Unavailable => "pages/unavailable.html",
            Self::BadRequest(_) => "pages/bad_request.html",
        }
    }

    fn view(&self) -> Json {
        match self {
            Self::Lists(view) => context(view),
            Self::Subscribe(view) => context(view),
            Self::CheckMail(view) => context(view),
            Self::SendLink(view) => context(view),
            Self::LinkSent(view) => context(view),
            Self::Confirm(view) => context(view),
            Self::Confirmed(view) | Self::Resubscribed(view) => context(view),
            Self::Unsubscribe(view) => context(view),
            Self::Unsubscribed(view) => context(view),
            Self::Disown(view) | Self::Disowned(view) => context(view),
            Self::Preferences(view) => context(view),
            Self::PreferencesSaved(view) => context(view),
            Self::Paused(view) => context(view),
            Self::Archive(page) => page.view(),
            Self::Pass(list) => json!({ "list": context(list) }),
            Self::Gate(view) => context(view),
            Self::MailSent(address) => json!({ "address": context(address) }),
            Self::MoveAddress(view) => context(view),
            Self::AddressMoved { address, preferences_url } => {
                json!({ "address": context(address), "preferences_url": context(preferences_url) })
            }
            Self::YourData(view) => context(view),
            Self::LinkInvalid(view) => context(view),
            Self::Embed(view) => context(view),
            Self::OnceMore(view) => context(view),
            Self::TooMany(span) => json!({ "span": context(span) }),
            Self::BadRequest(instead) => json!({ "instead": context(instead) }),
            Self::NotFound | Self::Erased | Self::DomainRefused | Self::Unavailable => json!({}),
        }
    }
}

impl TemplateSet {
    /// Renders a page in a site's name and in a language.
    pub fn page(&self, site: &SiteView, page: &Page, locale: &Locale) -> Result<String, TemplateError> {
        let stylesheet = if site.accent == Accent::default() {
            "/style.css".to_owned()
        } else {
            format!("/style.css?accent={}", site.accent.brand().trim_start_matches('#'))
        };
        let context = json!({
            "site": context(site),
            "stylesheet": stylesheet,
            "page": page.view(),
        });
        self.render(page.template(), locale, &context)
    }
}
