//! A reader's way to another address: asked for, confirmed at the new one, told to the old one, and back from there.

use super::Store;
use super::error::StoreError;
use super::singles::{NewSingle, fits, queue};
use super::statement::{Statement, params, statements};
use super::subscriptions::{record, to_change};
use super::suppressions::is_suppressed;
use crate::domain::address::EmailAddress;
use crate::domain::admission::{Admission, Leave};
use crate::domain::consent::{ConsentEvent, Origin};
use crate::domain::delivery::DeliveryKind;
use crate::domain::id::{SiteId, SubscriberId, SubscriptionId};
use crate::domain::subscription::SubscriptionState;
use crate::domain::time::Timestamp;

statements! {
    ADD_CHANGE = "INSERT INTO address_change (subscriber_id, address, address_key, requested_at) VALUES ($1, $2, $3, $4)";
    /// `way_back`: the old address of a change, which its owner may take again.
    OPEN_CHANGES = "SELECT c.id, c.address, CASE WHEN EXISTS (SELECT 1 FROM address_change b WHERE b.subscriber_id = c.subscriber_id
                                                                     AND b.confirmed_at = c.requested_at)
                                               THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS way_back
                    FROM address_change c
                    WHERE c.subscriber_id = (SELECT subscriber_id FROM subscription WHERE id = $1) AND c.confirmed_at IS NULL ORDER BY c.id DESC";
    READER_TO_MOVE = {
        sqlite: "SELECT id, site_id, address FROM subscriber WHERE id = $1",
        postgres: "SELECT id, site_id, address FROM subscriber WHERE id = $1 FOR NO KEY UPDATE",
    };
    OTHER_READER = "SELECT id FROM subscriber WHERE site_id = $1 AND address_key = $2 AND id <> $3";
    SET_ADDRESS = "UPDATE subscriber SET address = $2, address_key = $3 WHERE id = $1";
    CONFIRM_CHANGE = "UPDATE address_change SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL";
    /// By who comes back: what else was asked for meanwhile was not theirs.
    CLOSE_OTHER_CHANGES = "DELETE FROM address_change WHERE subscriber_id = $1 AND confirmed_at IS NULL";
    RAISE_LINK_VERSION = "UPDATE subscription SET link_version = link_version + 1 WHERE subscriber_id = $1";
    SUBSCRIPTIONS_TO_MOVE = "SELECT id FROM subscription WHERE subscriber_id = $1 ORDER BY id";
    MOVED_SINCE = "SELECT max(confirmed_at) AS at FROM address_change WHERE subscriber_id = $1";
}

/// A change of address that its new owner has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenChange {
    /// Its number.
    pub id: i64,
    /// The address that it leads to.
    pub address: EmailAddress,
    /// Whether that is the address from before a change.
    pub way_back: bool,
}

/// What became of a confirmed change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressMoved {
    /// The reader has the new address.
    Now,
    /// Another reader of the site has it.
    Taken,
    /// There is nothing to confirm, or the address may get no mail.
    Refused,
}

impl Store {
    /// Asks at `new` whether the reader may move there. Whatever comes of it, the visitor sees the same; `false` when nothing is sent.
    pub async fn request_address_change(
        &self,
        id: SubscriptionId,
        new: &EmailAddress,
        admission: &Admission,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = to_change(&mut transaction, id).await? else { return Ok(false) };
        let moves = known.state == SubscriptionState::Active && known.address.key() != new.key();
        if !moves || !fits(&mut transaction, known.subscriber, admission, now).await? {
            return Ok(false);
        }
        transaction.execute(&ADD_CHANGE, params![known.subscriber, new.as_str(), new.key(), now]).await?;
        let (kind, leave) = (DeliveryKind::Address, Leave::Given(admission));
        let mail = NewSingle { kind, leave, list: known.list, subscription: id, address: Some(new) };
        queue(&mut transaction, &mail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The changes of address that the links of a reader's subscription may confirm, the newest first.
    pub async fn open_address_changes(&self, id: SubscriptionId) -> Result<Vec<OpenChange>, StoreError> {
        let rows = self.engine.rows(&OPEN_CHANGES, params![id]).await?;
        rows.iter()
            .map(|row| {
                Ok(OpenChange {
                    id: row.integer("id")?,
                    address: row.parsed("address_change", "address", |text| EmailAddress::parse(text).ok())?,
                    way_back: row.integer("way_back")? == 1,
                })
            })
            .collect()
    }

    /// Moves a reader to an address whose owner has confirmed it. The old one is told, and may take the reader back; whoever goes that way
    /// back leaves all links behind that somebody else may hold.
    pub async fn confirm_address_change(
        &self,
        id: SubscriptionId,
        change: &OpenChange,
        origin: &Origin,
        now: Timestamp,
    ) -> Result<AddressMoved, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let Some(known) = to_change(&mut transaction, id).await? else { return Ok(AddressMoved::Refused) };
        let reader = known.subscriber;
        let Some(row) = transaction.row(&READER_TO_MOVE, params![reader]).await? else {
            return Ok(AddressMoved::Refused);
        };
        let (site, key) = (SiteId::new(row.integer("site_id")?), change.address.key());
        if is_suppressed(&mut transaction, site, &key, now).await? {
            return Ok(AddressMoved::Refused);
        }
        if transaction.row(&OTHER_READER, params![site, key.as_str(), reader]).await?.is_some() {
            return Ok(AddressMoved::Taken);
        }
        if transaction.execute(&CONFIRM_CHANGE, params![change.id, now]).await? == 0 {
            return Ok(AddressMoved::Refused);
        }
        transaction.execute(&SET_ADDRESS, params![reader, change.address.as_str(), key.as_str()]).await?;
        if change.way_back {
            transaction.execute(&CLOSE_OTHER_CHANGES, params![reader]).await?;
            transaction.execute(&RAISE_LINK_VERSION, params![reader]).await?;
        } else {
            let old = &known.address;
            transaction.execute(&ADD_CHANGE, params![reader, old.as_str(), old.key(), now]).await?;
            let (kind, leave) = (DeliveryKind::Moved, Leave::NotNeeded);
            let mail = NewSingle { kind, leave, list: known.list, subscription: id, address: Some(old) };
            queue(&mut transaction, &mail, now).await?;
        }
        for row in transaction.rows(&SUBSCRIPTIONS_TO_MOVE, params![reader]).await? {
            let Some(one) = to_change(&mut transaction, SubscriptionId::new(row.integer("id")?)).await? else {
                continue;
            };
            let wording = "Send everything to this address. Button: Yes, write here";
            record(&mut transaction, &one, ConsentEvent::Moved, wording, origin, now).await?;
        }
        transaction.commit().await?;
        Ok(AddressMoved::Now)
    }

    /// When a reader's address was last changed.
    pub async fn moved_at(&self, reader: SubscriberId) -> Result<Option<Timestamp>, StoreError> {
        let row = self.engine.row(&MOVED_SINCE, params![reader]).await?;
        row.map_or(Ok(None), |row| row.optional_instant("at"))
    }
}
