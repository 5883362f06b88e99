//! The public pages: one question each, one primary action, whole without script.
//!
//! Served with the policy `default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'`, so nothing
//! inline. They link `/style.css`, `/bell.svg` and, where a list lets the confirmation submit itself, `/confirm.js`
//! (see [`asset`](super::templates::Templates::asset)).

mod embed;
mod fields;
mod leaving;
mod links;
mod own_data;
mod preferences;
mod subscribing;

pub use embed::{Embed, EmbedPlacement};
pub use fields::{ClockChoice, FieldOption, HiddenField, Resend, ScheduleChoice, TopicChoice};
pub use leaving::{Disown, Unsubscribe, Unsubscribed};
pub use links::{LinkInvalid, LinkSent, SendLink};
pub use own_data::{MoveAddress, YourData};
pub use preferences::{Paused, PreferenceErrors, Preferences, PreferencesSaved};
pub use subscribing::{CheckMail, Confirm, Confirmed, ListChoice, Lists, OnceMore, Subscribe};

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

impl Page {
    pub(super) fn template(&self) -> &'static str {
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
