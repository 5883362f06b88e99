//! What the operator notes about subscribers.

use super::Store;
use super::error::StoreError;
use super::statement::{Statement, params, statements};
use crate::domain::address::EmailAddress;
use crate::domain::attributes::Attributes;
use crate::domain::id::SiteId;

statements! {
    ATTRIBUTES = {
        sqlite: "SELECT id, site_id, attributes FROM subscriber WHERE address_key = $1 ORDER BY id",
        postgres: "SELECT id, site_id, attributes FROM subscriber WHERE address_key = $1 ORDER BY id FOR NO KEY UPDATE",
    };
    SET_ATTRIBUTES = "UPDATE subscriber SET attributes = $2 WHERE id = $1";
}

impl Store {
    /// Changes what is noted about an address on each site where it is known, and tells what then stands there.
    pub async fn change_attributes<E>(
        &self,
        address: &EmailAddress,
        change: impl Fn(&mut Attributes) -> Result<(), E> + Send,
    ) -> Result<Result<Vec<(SiteId, Attributes)>, E>, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let mut changed = Vec::new();
        for row in transaction.rows(&ATTRIBUTES, params![address.key()]).await? {
            let mut attributes = row.parsed("subscriber", "attributes", Attributes::from_json)?;
            if let Err(refused) = change(&mut attributes) {
                return Ok(Err(refused));
            }
            transaction.execute(&SET_ATTRIBUTES, params![row.integer("id")?, attributes.to_json()]).await?;
            changed.push((SiteId::new(row.integer("site_id")?), attributes));
        }
        transaction.commit().await?;
        Ok(Ok(changed))
    }
}
