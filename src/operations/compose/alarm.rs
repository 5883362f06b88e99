//! The mail about a burst, which goes to the operator and belongs to no subscription.

use super::Composer;
use super::single::header_and_body;
use crate::domain::address::EmailAddress;
use crate::domain::burst::Burst;
use crate::domain::tally::BURST_SPAN;
use crate::domain::time::Timestamp;
use crate::message::{BodyHash, MessageDraft, MessageId, compose};
use crate::operations::OperationError;
use crate::operations::languages::locale_of;
use crate::render::single_mail::{AlarmView, SingleMail};

/// A mail to the operator, ready to be sent.
pub struct AlarmMail {
    /// Whose name it comes in, and where reports about it go.
    pub sender: EmailAddress,
    /// The whole message.
    pub bytes: Vec<u8>,
}

impl Composer {
    /// The mail that tells of a burst.
    pub async fn alarm(&self, burst: &Burst, to: &EmailAddress, now: Timestamp) -> Result<AlarmMail, OperationError> {
        let (list, site) = self.list_and_site(burst.list).await?;
        let from = list.system_sender.as_ref().unwrap_or(&list.sender);
        let locale = locale_of(&list.language);
        // Counting began before the burst was seen.
        let since = burst.began_at.minus(BURST_SPAN);
        let mail = SingleMail::Alarm(AlarmView {
            from: self.letterhead_of(&list, &site, list.id).await?,
            kind: burst.kind.as_str(),
            list: list.name.clone(),
            slug: list.slug.to_string(),
            number: burst.number,
            since: since.to_string(),
            until: now.to_string(),
        });
        let mail = self.templates.single_mail(&mail, locale)?;
        let name = ["alarm", site.public_url.as_str(), &burst.id.to_string()];
        let draft = MessageDraft {
            from,
            reply_to: None,
            to,
            subject: &mail.subject,
            date: now,
            message_id: &MessageId::derive(&self.message_key, &name, &from.address),
            auto_submitted: true,
            list: None,
            feedback_id: &self.feedback_id(&list, &site, "single", "alarm"),
            layout: None,
            html: &mail.html,
            text: &mail.text,
        };
        let failed = |cause: String| OperationError::Alarm { burst: burst.id, cause };
        let mut bytes = compose(&draft).map_err(|error| failed(error.to_string()))?;
        if self.signing.signs_for(&from.address) {
            let (header, body) = header_and_body(&bytes);
            let mut hash = BodyHash::new();
            hash.update(body);
            let signed = self.signing.sign(&from.address, header.to_vec(), hash.finish(), now).await;
            bytes.splice(0..0, signed.map_err(|error| failed(error.to_string()))?);
        }
        Ok(AlarmMail { sender: from.address.clone(), bytes })
    }
}
