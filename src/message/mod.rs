//! A mail as bytes: RFC 5322 header, MIME body, and the names by which it is found again. Pure.
//!
//! [`compose`] is deterministic: the same draft gives the same bytes, so that a retry is the same message and not a second one
//! (RFC 1047). The header lines are written in `header`; lettre encodes the parts of the body. lettre's own header encoder
//! stays unused: it lets a word of more than 998 octets and a literal `=?…?=` pass unchanged.
//!
//! Where many get almost the same mail, a [`Mould`] does once what is the same for all, and gives the same bytes.

mod body;
mod dkim;
mod encoding;
mod feedback_id;
mod framing;
mod header;
mod message_id;
mod mould;
mod return_path;
mod wire_form;

use url::Url;

use self::header::HeaderBlock;
use crate::domain::address::{EmailAddress, Sender};
use crate::domain::time::Timestamp;

pub use self::body::{Layout, Piece};
pub use self::dkim::{BodyHash, SignError, Signer, Signers};
pub use self::feedback_id::FeedbackId;
pub use self::framing::{Framing, with_final_dot};
pub use self::message_id::MessageId;
pub use self::mould::{Cast, Mould, MouldDraft, Recipient};
pub use self::return_path::{ReturnPath, ReturnPathError};
pub use self::wire_form::WireForm;

/// Everything that a mail says, whatever kind it is.
#[derive(Clone, Copy, Debug)]
pub struct MessageDraft<'a> {
    /// Who it is from.
    pub from: &'a Sender,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<&'a EmailAddress>,
    /// Its one recipient.
    pub to: &'a EmailAddress,
    /// The subject: one line without control characters, any length, any script.
    pub subject: &'a str,
    /// When it was written: the same at every retry.
    pub date: Timestamp,
    /// Its name: unique per recipient, the same at every retry.
    pub message_id: &'a MessageId,
    /// What feedback about it is counted under.
    pub feedback_id: &'a FeedbackId,
    /// Whether a machine sends it unasked, as a digest or a confirmation (RFC 3834 §5.1).
    pub auto_submitted: bool,
    /// The list it belongs to; `None` on confirmations and other single mails, which nobody can unsubscribe from.
    pub list: Option<ListHeaders<'a>>,
    /// What its body has in common with others'; `None` for a mail of its own.
    pub layout: Option<&'a Layout>,
    /// The HTML part: a whole document.
    pub html: &'a str,
    /// The text part.
    pub text: &'a str,
}

/// What a mail says about its list.
#[derive(Clone, Copy, Debug)]
pub struct ListHeaders<'a> {
    /// The list's name for people.
    pub name: &'a str,
    /// The list's identifier, `label.domain`, the same for the list's whole life (RFC 2919 §2).
    pub id: &'a str,
    /// Where a POST ends this subscription. With https, the mail offers one-click unsubscribing (RFC 8058).
    pub unsubscribe: &'a Url,
}

/// Why a draft cannot become a mail. The words name what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// CR, LF, NUL or another control character in the subject.
    #[error("the subject holds a line break or another control character: remove it")]
    Subject,
    /// The same in the sender's name.
    #[error("the sender's name holds a line break or another control character: remove it")]
    SenderName,
    /// Where answers go must be reachable from everywhere.
    #[error("the sender's address and the one for answers must be in ASCII: take others")]
    SenderAddress,
    /// A control character in the list's name.
    #[error("the list's name holds a line break or another control character: remove it")]
    ListName,
    /// RFC 2919 §3: a dot-atom of at most 255 characters.
    #[error("the list's id must be letters, digits, hyphens and underscores with dots between, like news.example.org")]
    ListId,
    /// Neither http nor https, or too long for a header line.
    #[error("the unsubscribe link must be an https address of at most {} characters", MAX_UNSUBSCRIBE_URL)]
    UnsubscribeUrl,
    /// Fewer values than holes.
    #[error("a personal part of the mail has no value: give one for each hole")]
    NoValue,
}

/// Leaves room for the field's name within the 998 octets of a line (RFC 5322 §2.1.1); Gmail refuses long headers well before.
const MAX_UNSUBSCRIBE_URL: usize = 900;

/// Writes the whole message: CRLF line ends, 7-bit but for an address in To that is not ASCII, no line above 998 octets, text part first.
pub fn compose(draft: &MessageDraft<'_>) -> Result<Vec<u8>, MessageError> {
    refuse_controls(draft.subject, MessageError::Subject)?;
    refuse_controls(&draft.from.name, MessageError::SenderName)?;
    refuse_beyond_ascii(draft.from, draft.reply_to)?;

    let own_layout;
    let layout = if let Some(shared) = draft.layout {
        shared
    } else {
        own_layout = Layout::of_mail(draft.message_id, draft.text, draft.html);
        &own_layout
    };
    let mut message = Vec::new();
    let mut header = HeaderBlock(&mut message);
    header.plain("Date", &rfc5322_date(draft.date));
    header.phrase("From", &draft.from.name, draft.from.address.as_str());
    header.to(draft.to);
    if let Some(reply_to) = draft.reply_to {
        header.plain("Reply-To", reply_to.as_str());
    }
    header.text("Subject", draft.subject);
    header.enclosed("Message-ID", draft.message_id.as_str());
    if let Some(list) = &draft.list {
        write_list_id(&mut header, list.name, list.id)?;
        write_unsubscribe(&mut header, list.unsubscribe)?;
    }
    write_last_fields(&mut header, draft.feedback_id, draft.auto_submitted);
    message.extend(body::alternative(layout, draft.text, draft.html));
    Ok(message)
}

fn write_list_id(header: &mut HeaderBlock<'_>, name: &str, id: &str) -> Result<(), MessageError> {
    refuse_controls(name, MessageError::ListName)?;
    if !is_list_id(id) {
        return Err(MessageError::ListId);
    }
    header.phrase("List-Id", name, id);
    Ok(())
}

fn write_unsubscribe(header: &mut HeaderBlock<'_>, url: &Url) -> Result<(), MessageError> {
    if !matches!(url.scheme(), "https" | "http") || url.as_str().len() > MAX_UNSUBSCRIBE_URL {
        return Err(MessageError::UnsubscribeUrl);
    }
    header.enclosed("List-Unsubscribe", url.as_str());
    // RFC 8058 §3.1 knows https alone; a promise of one click over http would be broken by every receiver.
    if url.scheme() == "https" {
        header.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    Ok(())
}

/// All after the list's fields, but for the body's own.
fn write_last_fields(header: &mut HeaderBlock<'_>, feedback_id: &FeedbackId, auto_submitted: bool) {
    header.plain("Feedback-ID", feedback_id.as_str());
    if auto_submitted {
        header.plain("Auto-Submitted", "auto-generated");
        // Exchange heeds only this; `All` would also suppress the reports of failure that we need.
        header.plain("X-Auto-Response-Suppress", "OOF, AutoReply");
    }
    header.plain("MIME-Version", "1.0");
}

fn refuse_controls(text: &str, error: MessageError) -> Result<(), MessageError> {
    if text.chars().any(char::is_control) { Err(error) } else { Ok(()) }
}

fn refuse_beyond_ascii(from: &Sender, reply_to: Option<&EmailAddress>) -> Result<(), MessageError> {
    let is_ascii = from.address.is_ascii() && reply_to.is_none_or(EmailAddress::is_ascii);
    if is_ascii { Ok(()) } else { Err(MessageError::SenderAddress) }
}

fn is_list_id(id: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    id.len() <= 255 && id.contains('.') && id.split('.').all(is_label)
}

/// RFC 5322 §3.3, in UTC with a numeric zone.
fn rfc5322_date(instant: Timestamp) -> String {
    instant.to_jiff().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_a_numeric_zone() {
        assert_eq!(rfc5322_date(Timestamp::from_millis(1_700_000_000_123)), "Tue, 14 Nov 2023 22:13:20 +0000");
    }

    #[test]
    fn a_list_id_is_a_dotted_name() {
        for (id, good) in [
            ("news.example.org", true),
            ("a_b-c.example.org", true),
            ("news", false),
            ("news..example", false),
            ("news .example", false),
            ("news.example>\r\nX: y", false),
            ("ä.example", false),
            ("", false),
        ] {
            assert_eq!(is_list_id(id), good, "{id:?}");
        }
        assert!(!is_list_id(&format!("{}.example", "a".repeat(255))));
    }
}
