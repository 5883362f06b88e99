//! A list: a set of subscriptions with a sender, schedules and an opt-in policy.

use std::fmt;
use std::str::FromStr;

use super::address::{EmailAddress, Sender};
use super::delivery::DeliveryKind;
use super::id::{ListId, SiteId};
use super::language::Language;

/// A stored list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its id.
    pub id: ListId,
    /// The site that it belongs to.
    pub site: SiteId,
    /// Its name in URLs and commands; unique in the whole installation.
    pub slug: Slug,
    /// The name that readers see: one line.
    pub name: String,
    /// What readers are promised, in the operator's words; may be empty.
    pub promise: String,
    /// Who its mails are from.
    pub sender: Sender,
    /// Who its mails to one person are from, such as confirmations, when not from its sender.
    pub system_sender: Option<Sender>,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// Where the operator can be reached by post; stands in every mail (CAN-SPAM, CASL).
    pub postal_address: String,
    /// Whether the confirm page submits itself where script runs.
    pub confirm_page: ConfirmPage,
    /// The language of what it sends and shows to readers who chose none.
    pub language: Language,
}

impl List {
    /// Who a mail of this kind is from. Mailbox providers judge a sender by what it sends: what readers subscribed to stands apart from what
    /// they asked for just now. A welcome can be unsubscribed from, and is the list's.
    pub fn sender_of(&self, kind: DeliveryKind) -> &Sender {
        match kind {
            DeliveryKind::Digest | DeliveryKind::Welcome => &self.sender,
            _ => self.system_sender.as_ref().unwrap_or(&self.sender),
        }
    }

    /// Why nothing may be sent that readers subscribed to, and what to do about it; `None` when it may.
    pub fn refusal_to_send(&self) -> Option<String> {
        let slug = &self.slug;
        self.postal_address.trim().is_empty().then(|| {
            format!(
                "list {slug} has no postal address, and the law of many countries asks for one in each mail: \
                 `letterbell list change {slug} --postal-address TEXT`"
            )
        })
    }
}

/// How the page behind a confirmation link acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmPage {
    /// It waits for its button: mail scanners that run script confirm nothing.
    Button,
    /// It submits itself where script runs, and shows the button where not.
    SubmitsItself,
}

/// A list's or schedule's name in URLs and commands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' cannot be a name here: use 1 to 64 letters a-z, digits and hyphens, beginning with a letter or digit")]
pub struct SlugError(String);

impl Slug {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > 64 || text.starts_with('-') || !text.bytes().all(is_allowed) {
            return Err(SlugError(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks a name that will stand in a mail's header and on pages: one line, not empty, at most 120 characters.
pub fn one_line(text: &str) -> Result<String, OneLineError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OneLineError::Empty);
    }
    if text.chars().any(char::is_control) {
        return Err(OneLineError::ControlCharacter);
    }
    if text.chars().count() > 120 {
        return Err(OneLineError::TooLong);
    }
    Ok(text.to_owned())
}

/// Why a text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OneLineError {
    /// Nothing but white space.
    #[error("a name must not be empty")]
    Empty,
    /// A line break or another control character.
    #[error("a name must be one line without control characters")]
    ControlCharacter,
    /// More than 120 characters.
    #[error("a name may be 120 characters long at most")]
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_safe_in_a_url_and_in_a_list_id() {
        assert!("weekly-letter2".parse::<Slug>().is_ok());
        for text in ["", "-a", "A", "a b", "ü", "a/b", "a.b", &"a".repeat(65)] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(one_line("  The Bell ").unwrap(), "The Bell");
        assert_eq!(one_line("a\r\nBcc: b"), Err(OneLineError::ControlCharacter));
        assert_eq!(one_line(" "), Err(OneLineError::Empty));
    }
}
