//! From a claimed delivery to the bytes that go over the wire. The same delivery always gives the same bytes.

mod alarm;
mod single;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::OperationError;
use super::links::Links;
use super::sign::Signing;
use super::words;
use crate::domain::address::EmailAddress;
use crate::domain::counting::{CountKeys, Target};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{DeliveryId, DigestId, EditionId, LinkId, ListId};
use crate::domain::key::MasterKey;
use crate::domain::list::List;
use crate::domain::personal::ReaderFacts;
use crate::domain::sender_id::SenderId;
use crate::domain::site::{PublicUrl, Site};
use crate::domain::token::LinkKeys;
use crate::domain::topics::Topics;
pub use crate::message::Framing;
use crate::message::{
    self, BodyHash, Cast, FeedbackId, Layout, MessageError, MessageId, Mould, MouldDraft, Recipient, ReturnPath,
    Signers, WireForm,
};
use crate::render::counted::{with_counted_links, with_picture};
use crate::render::holes::{Cut, Escape, Hole, HoleValues, Own, Piece};
use crate::render::mail::{Edition, StoredEdition};
use crate::render::single_mail::Letterhead;
use crate::render::templates::Templates;
use crate::store::{ClaimedDelivery, ClaimedDigest, Store};

/// A message ready for a relay.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Its name, the same at every try.
    pub message_id: MessageId,
    /// Where reports about it go: names its delivery.
    pub return_path: EmailAddress,
    /// The whole message.
    pub wire_form: WireForm,
}

/// What composing takes from the settings.
#[derive(Clone, Debug)]
pub struct ComposeSettings {
    /// The address that return paths are tagged from; `None` for the list's own sender.
    pub return_path: Option<EmailAddress>,
    /// How long a link that confirms something works.
    pub confirmation_valid_for: Duration,
    /// The last part of all mails' Feedback-ID; `None` for the one that goes with a site's host.
    pub sender_id: Option<SenderId>,
    /// What signs for which sending domains.
    pub signers: Arc<Signers>,
}

/// Composes mails, keeping the contents of the digests under way.
pub struct Composer {
    store: Store,
    templates: Arc<Templates>,
    links: LinkKeys,
    counts: CountKeys,
    message_key: [u8; 32],
    return_path_key: [u8; 32],
    settings: ComposeSettings,
    signing: Signing,
    contents: Mutex<HashMap<EditionId, Arc<Content>>>,
}

/// What all deliveries of an edition share.
struct Content {
    mould: Arc<Mould>,
    /// Of the body as far as all copies share it, where they are signed.
    common_hash: Option<BodyHash>,
    return_path: ReturnPath,
    list: List,
    site: Site,
    schedule: String,
    topics: Topics,
    language: String,
    /// The personal parts of each text, in order.
    subject: Vec<Own>,
    html: Vec<Own>,
    text: Vec<Own>,
}

/// Editions kept at a time: a few digests with the extra editions of readers who changed schedule.
const KEPT_EDITIONS: usize = 64;

impl Composer {
    /// Derives its keys from the installation's secret.
    pub fn new(store: Store, templates: Arc<Templates>, master: &MasterKey, settings: ComposeSettings) -> Self {
        Self {
            store,
            templates,
            links: LinkKeys::new(master),
            counts: CountKeys::new(master),
            message_key: master.derive("message id"),
            return_path_key: master.derive("return path"),
            signing: Signing::start(Arc::clone(&settings.signers)),
            settings,
            contents: Mutex::new(HashMap::new()),
        }
    }

    /// Composes a delivery's message.
    pub async fn compose(&self, delivery: &ClaimedDelivery, framing: Framing) -> Result<Composed, OperationError> {
        match (delivery.kind, delivery.digest) {
            (DeliveryKind::Digest, Some(digest)) => self.digest(delivery, digest, framing).await,
            _ => self.single(delivery, framing).await,
        }
    }

    async fn digest(
        &self,
        delivery: &ClaimedDelivery,
        digest: ClaimedDigest,
        framing: Framing,
    ) -> Result<Composed, OperationError> {
        let content = self.content(delivery.id, digest).await?;
        let base = &content.site.public_url;
        let links = Links::new(&self.links, base, delivery.subscription, delivery.link_version);
        let unsubscribe = links.unsubscribe();
        let values =
            HoleValues { unsubscribe_url: unsubscribe.to_string(), preferences_url: links.preferences().to_string() };
        let reader = ReaderFacts {
            name: delivery.name.as_deref(),
            attributes: &delivery.attributes,
            schedule: &content.schedule,
            topics: &content.topics,
            language: &content.language,
        };
        let filled = |own, escape| filled(own, &values, &reader, escape);
        let subject = filled(&content.subject, Escape::None);
        let html = filled(&content.html, Escape::Html);
        let text = filled(&content.text, Escape::None);
        let due = digest.due_at.millis().to_string();
        let key = delivery.address.key();
        let parts = ["digest", base.as_str(), content.list.slug.as_str(), &content.schedule, &due, &key];
        let message_id = MessageId::derive(&self.message_key, &parts, &content.list.sender.address);
        let recipient = Recipient {
            to: &delivery.address,
            date: delivery.created_at,
            message_id: &message_id,
            unsubscribe: &unsubscribe,
            subject: &subject.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
            html: &html.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
            text: &text.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        };
        let mut cast = Cast::default();
        content.mould.cast(&recipient, &mut cast).map_err(|error| refused(delivery.id, &error))?;
        let signatures = match &content.common_hash {
            Some(common) => {
                let mut hash = common.clone();
                content.mould.rest_of_body(&cast).for_each(|piece| hash.update(piece));
                self.sign(delivery, &content.list.sender.address, cast.header().to_vec(), hash).await?
            }
            None => Vec::new(),
        };
        let wire_form = WireForm::of(&content.mould, &cast, &signatures, framing);
        Ok(Composed { return_path: content.return_path.tagged(delivery.id), message_id, wire_form })
    }

    async fn sign(
        &self,
        delivery: &ClaimedDelivery,
        from: &EmailAddress,
        header: Vec<u8>,
        body: BodyHash,
    ) -> Result<Vec<u8>, OperationError> {
        let signed = self.signing.sign(from, header, body.finish(), delivery.created_at).await;
        signed.map_err(|error| refused(delivery.id, &error))
    }

    fn return_path(&self, delivery: DeliveryId, from: &EmailAddress) -> Result<ReturnPath, OperationError> {
        let base = self.settings.return_path.clone().unwrap_or_else(|| from.clone());
        ReturnPath::new(base, &self.return_path_key).map_err(|error| refused(delivery, &error))
    }

    async fn content(&self, delivery: DeliveryId, digest: ClaimedDigest) -> Result<Arc<Content>, OperationError> {
        let kept = self.contents.lock().unwrap_or_else(PoisonError::into_inner).get(&digest.edition).cloned();
        if let Some(content) = kept {
            return Ok(content);
        }
        let missing = OperationError::Missing { what: "edition", id: digest.edition.get() };
        let stored = self.store.edition(digest.edition).await?.ok_or(missing)?;
        let missing = OperationError::Missing { what: "schedule", id: digest.schedule.get() };
        let schedule = self.store.schedule(digest.schedule).await?.ok_or(missing)?;
        let (list, site) = self.list_and_site(schedule.list).await?;
        let (topics, language) = (stored.topics, stored.language);
        let html = self.counted(stored.html, digest.id, &site.public_url).await?;
        let stored = StoredEdition { subject: stored.subject, html, text: stored.text, parts: stored.parts };
        let edition = Edition::from_stored(&stored)
            .map_err(|_| OperationError::Missing { what: "template hole of edition", id: digest.edition.get() })?;
        let feedback_id = self.feedback_id(&list, &site, schedule.name.as_str(), DeliveryKind::Digest.as_str());
        let mould = self.mould(digest.edition, &edition, (&list, &site), &feedback_id);
        let mould = mould.map_err(|error| refused(delivery, &error))?;
        let is_signed = self.signing.signs_for(&list.sender.address);
        let content = Arc::new(Content {
            common_hash: is_signed.then(|| {
                let mut hash = BodyHash::new();
                hash.update(mould.common_body());
                hash
            }),
            mould: Arc::new(mould),
            return_path: self.return_path(delivery, &list.sender.address)?,
            list,
            site,
            schedule: schedule.name.to_string(),
            topics,
            language: language.to_string(),
            subject: edition.subject.own().cloned().collect(),
            html: edition.html.own().cloned().collect(),
            text: edition.text.own().cloned().collect(),
        });
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        if contents.len() >= KEPT_EDITIONS {
            contents.clear();
        }
        contents.insert(digest.edition, Arc::clone(&content));
        Ok(content)
    }

    /// An edition's HTML as it is mailed: its links counted, and its opens, where the digest is. They are the same for all of its readers.
    async fn counted(&self, html: String, digest: DigestId, base: &PublicUrl) -> Result<String, OperationError> {
        let counting = self.store.counting_of_digest(digest).await?.unwrap_or_default();
        let mut html = html;
        if counting.clicks {
            let links = self.store.counted_links(digest).await?;
            let links: HashMap<Target, LinkId> = links.into_iter().map(|link| (link.target, link.id)).collect();
            html = with_counted_links(&html, base, |target| {
                links.get(target).map(|link| base.link(&format!("l/{}", self.counts.link(*link))).to_string())
            });
        }
        if counting.opens {
            html = with_picture(&html, base.link(&format!("o/{}.gif", self.counts.open(digest))).as_str());
        }
        Ok(html)
    }

    fn mould(
        &self,
        id: EditionId,
        edition: &Edition,
        (list, site): (&List, &Site),
        feedback_id: &FeedbackId,
    ) -> Result<Mould, MessageError> {
        let (subject, html, text) = (pieces(&edition.subject), pieces(&edition.html), pieces(&edition.text));
        let name_parts = ["edition", site.public_url.as_str(), &id.to_string()];
        Mould::new(&MouldDraft {
            from: &list.sender,
            reply_to: list.reply_to.as_ref(),
            subject: &subject,
            feedback_id,
            auto_submitted: true,
            list_name: &list.name,
            list_id: &list_id(list, site),
            layout: &Layout::shared(&self.message_key, &name_parts, &text, &html),
            html: &html,
            text: &text,
        })
    }

    /// How a list's mail to one person begins and ends, in the look of `dressed_as`.
    async fn letterhead_of(&self, list: &List, site: &Site, dressed_as: ListId) -> Result<Letterhead, OperationError> {
        Ok(Letterhead {
            site: words::site_view(site, None),
            postal_address: Some(list.postal_address.clone()),
            look: self.store.look_of_list(dressed_as).await?.unwrap_or_default(),
        })
    }

    fn feedback_id(&self, list: &List, site: &Site, way: &str, kind: &str) -> FeedbackId {
        feedback_id(self.settings.sender_id.as_ref(), (list, site), way, kind)
    }

    async fn list_and_site(&self, id: ListId) -> Result<(List, Site), OperationError> {
        let missing = OperationError::Missing { what: "list", id: id.get() };
        let list = self.store.list(id).await?.ok_or(missing)?;
        let missing = OperationError::Missing { what: "site", id: list.site.get() };
        let site = self.store.site(list.site).await?.ok_or(missing)?;
        Ok((list, site))
    }
}

/// By what mailbox providers count complaints. `own` is the last part that the settings name; without it, it goes with the site's host.
pub fn feedback_id(own: Option<&SenderId>, (list, site): (&List, &Site), way: &str, kind: &str) -> FeedbackId {
    let sender = own.cloned().unwrap_or_else(|| SenderId::of_host(site.public_url.host()));
    FeedbackId::new(list.slug.as_str(), way, kind, &sender)
}

/// RFC 2919: the same for the list's whole life.
pub fn list_id(list: &List, site: &Site) -> String {
    format!("{}.{}", list.slug, site.public_url.host())
}

/// A cut text for the mould: its holes by their place in [`Hole::ALL`], and then its own parts: the order of the values.
fn pieces(cut: &Cut) -> Vec<message::Piece<'_>> {
    let place = |hole: Hole| Hole::ALL.iter().position(|&(_, other)| other == hole).expect("`ALL` has every hole");
    let mut own = Hole::ALL.len()..;
    cut.pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => message::Piece::Literal(text),
            Piece::Hole(hole) => message::Piece::Hole(place(*hole)),
            Piece::Own(_) => message::Piece::Hole(own.next().expect("numbers do not end")),
        })
        .collect()
}

/// The values for the holes of one text.
fn filled<'a>(own: &'a [Own], values: &'a HoleValues, reader: &ReaderFacts<'a>, escape: Escape) -> Vec<Cow<'a, str>> {
    let links = Hole::ALL.into_iter().map(|(_, hole)| escape.apply(values.get(hole)));
    links.chain(own.iter().map(|own| own.value(values, reader, escape))).collect()
}

fn refused(delivery: DeliveryId, error: &dyn std::error::Error) -> OperationError {
    OperationError::Compose { delivery, cause: error.to_string() }
}
