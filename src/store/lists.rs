//! Lists.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::schedules::schedule;
use super::sites::site;
use super::statement::{Statement, params, statements};
use crate::domain::address::{EmailAddress, Sender};
use crate::domain::id::{ListId, SiteId};
use crate::domain::language::Language;
use crate::domain::list::{ConfirmPage, List, Slug};
use crate::domain::schedule::Schedule;
use crate::domain::site::Site;
use crate::domain::time::Timestamp;

statements! {
    ADD_LIST = "INSERT INTO list (site_id, slug, name, promise, sender, reply_to, postal_address, confirm_page, language, last_post, created_at,
                                  system_sender)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11) RETURNING id";
    LISTS = "SELECT id, site_id, slug, name, promise, sender, system_sender, reply_to, postal_address, confirm_page, language FROM list ORDER BY id";
    LIST_BY_SLUG = "SELECT id, site_id, slug, name, promise, sender, system_sender, reply_to, postal_address, confirm_page, language FROM list WHERE slug = $1";
    /// A row a schedule, and one without where there is none yet.
    LIST_WITH_SCHEDULES = "SELECT l.id, l.site_id, l.slug, l.name, l.promise, l.sender, l.system_sender, l.reply_to, l.postal_address, l.confirm_page, l.language,
                                  s.name AS site_name, s.public_url, c.id AS schedule_id, c.list_id, c.name AS schedule_name, c.expression, c.zone, c.local,
                                  c.dispatch, c.minimum_posts, c.maximum_posts, c.seen_through, c.looked_at
                           FROM list l JOIN site s ON s.id = l.site_id LEFT JOIN schedule c ON c.list_id = l.id WHERE l.slug = $1 ORDER BY c.id";
    FIRST_LIST_OF_SITE = "SELECT id FROM list WHERE site_id = $1 ORDER BY id LIMIT 1";
    WELCOMES = "SELECT welcomes FROM list WHERE id = $1";
    SET_WELCOMES = "UPDATE list SET welcomes = $2 WHERE id = $1";
    ACTIVE_READERS = "SELECT count(*) AS n FROM subscription WHERE list_id = $1 AND state = 'active'";
    LIST_BY_ID = "SELECT id, site_id, slug, name, promise, sender, system_sender, reply_to, postal_address, confirm_page, language FROM list WHERE id = $1";
    SET_POSTAL_ADDRESS = "UPDATE list SET postal_address = $2 WHERE id = $1";
    SET_SENDER = "UPDATE list SET sender = $2 WHERE id = $1";
    SET_SYSTEM_SENDER = "UPDATE list SET system_sender = $2 WHERE id = $1";
    SET_LANGUAGE = "UPDATE list SET language = $2 WHERE id = $1";
}

/// A list as the operator describes it.
#[derive(Clone, Debug)]
pub struct NewList {
    /// The site that it belongs to.
    pub site: SiteId,
    /// Its name in URLs and commands.
    pub slug: Slug,
    /// The name that readers see.
    pub name: String,
    /// What readers are promised; may be empty.
    pub promise: String,
    /// Who its mails are from.
    pub sender: Sender,
    /// Who its mails to one person are from, when not from its sender.
    pub system_sender: Option<Sender>,
    /// Where answers go.
    pub reply_to: Option<EmailAddress>,
    /// The postal address in every mail.
    pub postal_address: String,
    /// How the page behind a confirmation link acts.
    pub confirm_page: ConfirmPage,
    /// The language for readers who chose none.
    pub language: Language,
}

impl Store {
    /// Adds a list; [`StoreError::Conflict`] when the slug is taken.
    pub async fn add_list(&self, list: &NewList, now: Timestamp) -> Result<ListId, StoreError> {
        let mut transaction = self.engine.begin().await?;
        let reply_to = list.reply_to.as_ref().map(EmailAddress::as_str);
        let id = transaction
            .insert(
                &ADD_LIST,
                params![
                    list.site,
                    list.slug.as_str(),
                    list.name.as_str(),
                    list.promise.as_str(),
                    list.sender.to_string(),
                    reply_to,
                    list.postal_address.as_str(),
                    confirm_page_name(list.confirm_page),
                    list.language.as_str(),
                    now,
                    list.system_sender.as_ref().map(ToString::to_string),
                ],
            )
            .await?;
        transaction.commit().await?;
        Ok(ListId::new(id))
    }

    /// Gives a list another language, from its next digest on.
    pub async fn set_language(&self, list: ListId, language: &Language) -> Result<(), StoreError> {
        self.engine.execute(&SET_LANGUAGE, params![list, language.as_str()]).await.map(drop)
    }

    /// All lists, the oldest first.
    pub async fn lists(&self) -> Result<Vec<List>, StoreError> {
        self.engine.rows(&LISTS, &[]).await?.iter().map(list).collect()
    }

    /// A site's oldest list.
    pub async fn first_list(&self, site: SiteId) -> Result<Option<ListId>, StoreError> {
        let row = self.engine.row(&FIRST_LIST_OF_SITE, params![site]).await?;
        row.map(|row| row.integer("id").map(ListId::new)).transpose()
    }

    /// The list of that name in URLs and commands.
    pub async fn list_by_slug(&self, slug: &str) -> Result<Option<List>, StoreError> {
        self.engine.row(&LIST_BY_SLUG, params![slug]).await?.as_ref().map(list).transpose()
    }

    /// The same with its site and its schedules, in the order in which these were added: every page of a list shows something of all three.
    pub async fn list_with_schedules(&self, slug: &str) -> Result<Option<(List, Site, Vec<Schedule>)>, StoreError> {
        let rows = self.engine.rows(&LIST_WITH_SCHEDULES, params![slug]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let mut schedules = Vec::new();
        for row in &rows {
            if row.optional_integer("schedule_id")?.is_some() {
                schedules.push(schedule(row, "schedule_id", "schedule_name")?);
            }
        }
        Ok(Some((list(first)?, site(first, "site_id", "site_name")?, schedules)))
    }

    /// How many readers a list has: active subscriptions.
    pub async fn active_readers(&self, list: ListId) -> Result<i64, StoreError> {
        let row = self.engine.row(&ACTIVE_READERS, params![list]).await?;
        row.map_or(Ok(0), |row| row.integer("n"))
    }

    /// Sets where a list's operator can be reached by post.
    pub async fn set_postal_address(&self, id: ListId, address: &str) -> Result<(), StoreError> {
        self.engine.execute(&SET_POSTAL_ADDRESS, params![id, address]).await.map(drop)
    }

    /// Sets who a list's mails are from. A digest under way goes on from the one that its sender has composed with.
    pub async fn set_sender(&self, id: ListId, sender: &Sender) -> Result<(), StoreError> {
        self.engine.execute(&SET_SENDER, params![id, sender.to_string()]).await.map(drop)
    }

    /// Sets who a list's mails to one person are from; `None` for its sender.
    pub async fn set_system_sender(&self, id: ListId, sender: Option<&Sender>) -> Result<(), StoreError> {
        self.engine.execute(&SET_SYSTEM_SENDER, params![id, sender.map(ToString::to_string)]).await.map(drop)
    }

    /// Whether who confirms gets a mail of welcome.
    pub async fn welcomes(&self, list: ListId) -> Result<bool, StoreError> {
        let row = self.engine.row(&WELCOMES, params![list]).await?;
        row.map_or(Ok(false), |row| Ok(row.integer("welcomes")? == 1))
    }

    /// Says whether who confirms from now on gets a mail of welcome.
    pub async fn set_welcomes(&self, list: ListId, welcomes: bool) -> Result<(), StoreError> {
        self.engine.execute(&SET_WELCOMES, params![list, i64::from(welcomes)]).await?;
        Ok(())
    }

    /// One list.
    pub async fn list(&self, id: ListId) -> Result<Option<List>, StoreError> {
        self.engine.row(&LIST_BY_ID, params![id]).await?.as_ref().map(list).transpose()
    }
}

fn list(row: &Row) -> Result<List, StoreError> {
    let reply_to = match row.optional_text("reply_to")? {
        Some(_) => Some(row.parsed("list", "reply_to", |text| EmailAddress::parse(text).ok())?),
        None => None,
    };
    let system_sender = match row.optional_text("system_sender")? {
        Some(_) => Some(row.parsed("list", "system_sender", |text| text.parse().ok())?),
        None => None,
    };
    Ok(List {
        id: ListId::new(row.integer("id")?),
        site: SiteId::new(row.integer("site_id")?),
        slug: row.parsed("list", "slug", |text| text.parse().ok())?,
        name: row.text("name")?,
        promise: row.text("promise")?,
        sender: row.parsed("list", "sender", |text| text.parse().ok())?,
        system_sender,
        reply_to,
        postal_address: row.text("postal_address")?,
        confirm_page: row.parsed("list", "confirm_page", parse_confirm_page)?,
        language: row.parsed("list", "language", |tag| tag.parse().ok())?,
    })
}

const fn confirm_page_name(page: ConfirmPage) -> &'static str {
    match page {
        ConfirmPage::Button => "button",
        ConfirmPage::SubmitsItself => "submits itself",
    }
}

fn parse_confirm_page(text: &str) -> Option<ConfirmPage> {
    [ConfirmPage::Button, ConfirmPage::SubmitsItself].into_iter().find(|page| confirm_page_name(*page) == text)
}
