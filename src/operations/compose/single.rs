//! Single mails, all on one path: the reader and the list are read, the kind's view is filled, and what comes of its templates is composed.

use super::{Composed, Composer, list_id, refused};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{DeliveryId, ListId};
use crate::domain::list::List;
use crate::domain::look::whose_look;
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::subscription::{Subscription, SubscriptionState};
use crate::domain::token::{CHANGE_SETTLES_IN, DATA_LINK_WORKS_FOR, WAY_BACK_WORKS_FOR};
use crate::message::{BodyHash, Framing, ListHeaders, MessageDraft, MessageId, WireForm, compose};
use crate::operations::OperationError;
use crate::operations::languages::locale_of;
use crate::operations::links::Links;
use crate::operations::read_archive::archive_path;
use crate::operations::words;
use crate::render::locale::Locale;
use crate::render::mail::label;
use crate::render::single_mail::{
    AddressView, ConfirmationView, GoodbyeView, Letterhead, LinksView, ListLinksView, MovedView, PostLinkView,
    SingleMail, TimedLinkView, WelcomeView,
};
use crate::store::ClaimedDelivery;

/// Posts that a welcome names.
const LATEST_POSTS: u32 = 5;

/// Whom a mail is for, and what it is about.
struct About<'a> {
    delivery: &'a ClaimedDelivery,
    reader: Subscription,
    list: List,
    site: Site,
    /// The reader's language, or else the list's.
    locale: &'static Locale,
}

impl Composer {
    pub(super) async fn single(
        &self,
        delivery: &ClaimedDelivery,
        framing: Framing,
    ) -> Result<Composed, OperationError> {
        let (list, site) = self.list_and_site(delivery.list).await?;
        let missing = OperationError::Missing { what: "subscription", id: delivery.subscription.get() };
        let reader = self.store.subscription(delivery.subscription).await?.ok_or(missing)?;
        let language = self.store.language_of_reader(reader.id).await?;
        let locale = locale_of(language.as_ref().unwrap_or(&list.language));
        let about = About { delivery, reader, list, site, locale };
        let mail = self.templates.single_mail(&self.view(&about).await?, about.locale)?;
        let About { list, site, .. } = &about;
        let message_id = self.name_of_single(&about);
        // What has nothing to leave must not offer it: a confirmation would be ended, a list of links is about many lists.
        let id = list_id(list, site);
        let unsubscribe = self.links_of(&about).unsubscribe();
        let from = list.sender_of(delivery.kind);
        let feedback_id = self.feedback_id(list, site, "single", delivery.kind.as_str());
        let draft = MessageDraft {
            from,
            reply_to: list.reply_to.as_ref(),
            to: &delivery.address,
            subject: &mail.subject,
            date: delivery.created_at,
            message_id: &message_id,
            feedback_id: &feedback_id,
            auto_submitted: true,
            list: (delivery.kind == DeliveryKind::Welcome).then_some(ListHeaders {
                name: &list.name,
                id: &id,
                unsubscribe: &unsubscribe,
            }),
            layout: None,
            html: &mail.html,
            text: &mail.text,
        };
        let mut message = compose(&draft).map_err(|error| refused(delivery.id, &error))?;
        if self.signing.signs_for(&from.address) {
            let (header, body) = header_and_body(&message);
            let mut hash = BodyHash::new();
            hash.update(body);
            let signatures = self.sign(delivery, &from.address, header.to_vec(), hash).await?;
            message.splice(0..0, signatures);
        }
        let return_path = self.return_path(delivery.id, &from.address)?.tagged(delivery.id);
        Ok(Composed { message_id, return_path, wire_form: WireForm::whole(message, framing) })
    }

    async fn view(&self, about: &About<'_>) -> Result<SingleMail, OperationError> {
        Ok(match about.delivery.kind {
            DeliveryKind::Confirmation => SingleMail::Confirmation(self.confirmation(about).await?),
            DeliveryKind::Reminder => SingleMail::Reminder(self.confirmation(about).await?),
            DeliveryKind::Welcome => SingleMail::Welcome(self.welcome(about).await?),
            DeliveryKind::Known => SingleMail::Known(self.reader_links(about).await?),
            DeliveryKind::Link => {
                let data = self.data_link(about).await?;
                SingleMail::Link(LinksView { data, ..self.reader_links(about).await? })
            }
            DeliveryKind::Goodbye => SingleMail::Goodbye(GoodbyeView {
                from: self.letterhead(about, &[about.list.id]).await?,
                list: about.list.name.clone(),
                subscribe_url: about.site.public_url.link(&format!("s/{}", about.list.slug)).to_string(),
            }),
            DeliveryKind::Address => SingleMail::Address(self.new_address(about).await?),
            DeliveryKind::Moved => SingleMail::Moved(MovedView {
                from: self.letterhead(about, &[]).await?,
                contact: about.list.reply_to.as_ref().unwrap_or(&about.list.sender.address).to_string(),
                way_back: self.way_back(about).await?,
            }),
            DeliveryKind::Digest => return Err(without_digest(about.delivery.id)),
        })
    }

    async fn confirmation(&self, about: &About<'_>) -> Result<ConfirmationView, OperationError> {
        let (mut names, mut asked) = (Vec::new(), Vec::new());
        for together in self.store.requested_together(&about.reader).await? {
            if together.state == SubscriptionState::Pending {
                let (list, _) = self.list_and_site(together.list).await?;
                names.push(list.name);
                asked.push(list.id);
            }
        }
        if names.is_empty() {
            names.push(about.list.name.clone());
            asked.push(about.list.id);
        }
        let schedule = self.schedule_of(&about.reader).await?;
        // From the delivery's own time, so that a retry composes the same link.
        let expires_at = about.delivery.created_at.plus(self.settings.confirmation_valid_for);
        Ok(ConfirmationView {
            from: self.letterhead(about, &asked).await?,
            schedule: (names.len() == 1).then(|| words::schedule_phrase(about.locale, &schedule)),
            lists: names,
            confirm_url: self.links_of(about).confirm(expires_at).to_string(),
            disown_url: self.links_of(about).disown().to_string(),
            until: words::instant(about.locale, expires_at, &schedule.zone),
        })
    }

    async fn welcome(&self, about: &About<'_>) -> Result<WelcomeView, OperationError> {
        let schedule = self.schedule_of(&about.reader).await?;
        let written_at = about.delivery.created_at;
        let latest = self.store.latest_posts(about.list.id, written_at, LATEST_POSTS).await?;
        let posts = latest.posts.into_iter().map(|post| PostLinkView {
            title: label(&post.title, &post.excerpt).unwrap_or_else(|| about.locale.say("digest-untitled", &[])),
            link: post.link,
            date: post.published_at.map(|at| words::post_date(about.locale, at, written_at, &schedule.zone)),
        });
        let base = &about.site.public_url;
        let links = self.links_of(about);
        Ok(WelcomeView {
            from: self.letterhead(about, &[about.list.id]).await?,
            list: about.list.name.clone(),
            schedule: words::schedule_phrase(about.locale, &schedule),
            next_digest: words::next_digest(about.locale, &schedule, written_at),
            posts: posts.collect(),
            archive_url: latest.has_archive.then(|| base.link(&format!("a/{}/", about.list.slug)).to_string()),
            preferences_url: links.preferences().to_string(),
            unsubscribe_url: links.unsubscribe().to_string(),
        })
    }

    /// The links of all that this person reads on the site.
    async fn reader_links(&self, about: &About<'_>) -> Result<LinksView, OperationError> {
        // From the delivery's own time, so that a retry composes the same link.
        let expires_at = about.delivery.created_at.plus(self.settings.confirmation_valid_for);
        let (mut lists, mut read) = (Vec::new(), Vec::new());
        for one in self.store.subscriptions_of(&about.reader.address).await? {
            if one.subscriber != about.reader.subscriber || one.state != SubscriptionState::Active {
                continue;
            }
            let (list, _) = self.list_and_site(one.list).await?;
            let links = Links::of(&self.links, &about.site.public_url, &one);
            let has_archive = archive_path(&self.store, &list).await?.is_some();
            read.push(list.id);
            lists.push(ListLinksView {
                name: list.name,
                schedule: words::schedule_phrase(about.locale, &self.schedule_of(&one).await?),
                preferences_url: links.preferences().to_string(),
                pass_url: has_archive.then(|| links.pass(expires_at).to_string()),
            });
        }
        Ok(LinksView { from: self.letterhead(about, &read).await?, lists, data: None })
    }

    /// The way to the reader's own data; none for a while after their address was changed.
    async fn data_link(&self, about: &About<'_>) -> Result<Option<TimedLinkView>, OperationError> {
        let written_at = about.delivery.created_at;
        let moved_at = self.store.moved_at(about.reader.subscriber).await?;
        if moved_at.is_some_and(|moved_at| written_at.since(moved_at) < CHANGE_SETTLES_IN) {
            return Ok(None);
        }
        let until = written_at.plus(DATA_LINK_WORKS_FOR);
        let zone = self.schedule_of(&about.reader).await?.zone;
        let url = self.links_of(about).data(until).to_string();
        Ok(Some(TimedLinkView { url, until: words::instant(about.locale, until, &zone) }))
    }

    /// Back to the address that this mail goes to.
    async fn way_back(&self, about: &About<'_>) -> Result<TimedLinkView, OperationError> {
        let until = about.delivery.created_at.plus(WAY_BACK_WORKS_FOR);
        let zone = self.schedule_of(&about.reader).await?.zone;
        let url = self.links_of(about).address(&about.delivery.address, until).to_string();
        Ok(TimedLinkView { url, until: words::instant(about.locale, until, &zone) })
    }

    async fn new_address(&self, about: &About<'_>) -> Result<AddressView, OperationError> {
        let schedule = self.schedule_of(&about.reader).await?;
        let expires_at = about.delivery.created_at.plus(self.settings.confirmation_valid_for);
        Ok(AddressView {
            from: self.letterhead(about, &[]).await?,
            confirm_url: self.links_of(about).address(&about.delivery.address, expires_at).to_string(),
            until: words::instant(about.locale, expires_at, &schedule.zone),
        })
    }

    /// In whose name the mail comes, and in whose look: `named` are the lists that it is about.
    async fn letterhead(&self, about: &About<'_>, named: &[ListId]) -> Result<Letterhead, OperationError> {
        let first = self.store.first_list(about.site.id).await?.unwrap_or(about.list.id);
        self.letterhead_of(&about.list, &about.site, whose_look(named, first)).await
    }

    fn name_of_single(&self, about: &About<'_>) -> MessageId {
        let subscription = about.delivery.subscription.to_string();
        let created = about.delivery.created_at.millis().to_string();
        let key = about.delivery.address.key();
        let kind = about.delivery.kind.as_str();
        let parts = [kind, about.site.public_url.as_str(), &subscription, &created, &key];
        MessageId::derive(&self.message_key, &parts, &about.list.sender_of(about.delivery.kind).address)
    }

    fn links_of<'a>(&'a self, about: &'a About<'_>) -> Links<'a> {
        let delivery = about.delivery;
        Links::new(&self.links, &about.site.public_url, delivery.subscription, delivery.link_version)
    }

    async fn schedule_of(&self, subscription: &Subscription) -> Result<Schedule, OperationError> {
        let missing = OperationError::Missing { what: "schedule", id: subscription.schedule.get() };
        self.store.schedule(subscription.schedule).await?.ok_or(missing)
    }
}

fn without_digest(delivery: DeliveryId) -> OperationError {
    OperationError::Compose { delivery, cause: "it is a digest's, and names none".to_owned() }
}

/// The fields with their line ends, and what follows the empty line.
pub(super) fn header_and_body(message: &[u8]) -> (&[u8], &[u8]) {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n").map_or(message.len(), |at| at + 2);
    (&message[..end], message.get(end + 2..).unwrap_or_default())
}
