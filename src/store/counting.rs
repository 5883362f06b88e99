//! Counting: what is counted of a list and of a digest, the links of its mails, and how often they were asked for.

use serde::Serialize;

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::counting::{CountedLink, Counting, Counts, Numbers, Target};
use crate::domain::id::{DigestId, LinkId, ListId};

/// Rows are locked in the order of their ids: two processes that add to the same ones must not wait for each other.
macro_rules! add_on_postgres {
    ($table:literal, $id:literal, $set:literal) => {
        concat!(
            "WITH counted AS MATERIALIZED (
                 SELECT c.* FROM json_to_recordset(CAST($1 AS JSON)) AS c(id BIGINT, people BIGINT, proxies BIGINT, machines BIGINT)
                 JOIN ", $table, " t ON t.", $id, " = c.id ORDER BY c.id FOR NO KEY UPDATE OF t)
             UPDATE ", $table, " SET ", $set, " FROM counted WHERE ", $table, ".", $id, " = counted.id"
        )
    };
}

macro_rules! add_on_sqlite {
    ($table:literal, $id:literal, $set:literal) => {
        concat!(
            "UPDATE ", $table, " SET ", $set, " FROM (
                 SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.people') AS people,
                        json_extract(value, '$.proxies') AS proxies, json_extract(value, '$.machines') AS machines FROM json_each($1)) AS counted
             WHERE ", $table, ".", $id, " = counted.id"
        )
    };
}

statements! {
    COUNTING_OF_LIST = "SELECT count_clicks, count_opens FROM list WHERE id = $1";
    SET_COUNTING = "UPDATE list SET count_clicks = $2, count_opens = $3 WHERE id = $1";
    COUNTING_OF_DIGEST = "SELECT count_clicks, count_opens FROM digest WHERE id = $1";
    NOTE_LINK = "INSERT INTO counted_link (digest_id, url) VALUES ($1, $2) ON CONFLICT (digest_id, url) DO NOTHING";
    NOTE_OPENS = "INSERT INTO counted_open (digest_id) VALUES ($1) ON CONFLICT (digest_id) DO NOTHING";
    LINKS_OF_DIGEST = "SELECT id, digest_id, url, people, machines FROM counted_link WHERE digest_id = $1 ORDER BY people DESC, machines DESC, id";
    /// All links of the digest in which one stands.
    LINKS_BESIDE = "SELECT id, digest_id, url FROM counted_link
                    WHERE digest_id = (SELECT digest_id FROM counted_link WHERE id = $1)";
    OPENS_OF_DIGEST = "SELECT people, proxies, machines FROM counted_open WHERE digest_id = $1";
    ADD_CLICKS = {
        sqlite: add_on_sqlite!("counted_link", "id", "people = counted_link.people + counted.people,
                                                      machines = counted_link.machines + counted.machines"),
        postgres: add_on_postgres!("counted_link", "id", "people = counted_link.people + counted.people,
                                                              machines = counted_link.machines + counted.machines"),
    };
    ADD_OPENS = {
        sqlite: add_on_sqlite!("counted_open", "digest_id", "people = counted_open.people + counted.people,
                                                             proxies = counted_open.proxies + counted.proxies,
                                                             machines = counted_open.machines + counted.machines"),
        postgres: add_on_postgres!("counted_open", "digest_id", "people = counted_open.people + counted.people,
                                                                     proxies = counted_open.proxies + counted.proxies,
                                                                     machines = counted_open.machines + counted.machines"),
    };
}

#[derive(Serialize)]
struct CountRow {
    id: i64,
    people: i64,
    proxies: i64,
    machines: i64,
}

impl Store {
    /// What is counted of a list's digests from now on; `None` when there is no such list.
    pub async fn counting_of_list(&self, list: ListId) -> Result<Option<Counting>, StoreError> {
        self.engine.row(&COUNTING_OF_LIST, params![list]).await?.as_ref().map(counting).transpose()
    }

    /// Says what is counted of a list's digests. Those that are written down already stay as they are.
    pub async fn set_counting(&self, list: ListId, counting: Counting) -> Result<(), StoreError> {
        self.engine.execute(&SET_COUNTING, params![list, counting.clicks, counting.opens]).await.map(drop)
    }

    /// What is counted of a digest, as its list had it when the digest was written down.
    pub async fn counting_of_digest(&self, digest: DigestId) -> Result<Option<Counting>, StoreError> {
        self.engine.row(&COUNTING_OF_DIGEST, params![digest]).await?.as_ref().map(counting).transpose()
    }

    /// Writes down where a digest's mails lead, and that its opens are counted. What is there stays: a link keeps its id for good.
    pub async fn note_counted(
        &self,
        digest: DigestId,
        counting: Counting,
        targets: &[Target],
    ) -> Result<(), StoreError> {
        let mut transaction = self.engine.begin().await?;
        for target in targets {
            transaction.execute(&NOTE_LINK, params![digest, target.as_str()]).await?;
        }
        if counting.opens {
            transaction.execute(&NOTE_OPENS, params![digest]).await?;
        }
        transaction.commit().await
    }

    /// The counted links of a digest, those that were followed most first, and then in the order in which they stand in its mails.
    pub async fn counted_links(&self, digest: DigestId) -> Result<Vec<CountedLink>, StoreError> {
        let link = |row: &Row| {
            let clicks = Numbers { people: row.integer("people")?, proxies: 0, machines: row.integer("machines")? };
            Ok(CountedLink { id: LinkId::new(row.integer("id")?), target: target(row)?, clicks })
        };
        self.engine.rows(&LINKS_OF_DIGEST, params![digest]).await?.iter().map(link).collect()
    }

    /// Where a link leads and in which digest it stands, and the same of all links beside it; nothing when there is no such link.
    pub async fn links_beside(&self, link: LinkId) -> Result<Vec<(LinkId, DigestId, Target)>, StoreError> {
        let beside =
            |row: &Row| Ok((LinkId::new(row.integer("id")?), DigestId::new(row.integer("digest_id")?), target(row)?));
        self.engine.rows(&LINKS_BESIDE, params![link]).await?.iter().map(beside).collect()
    }

    /// How often a digest was opened; `None` when that is not counted.
    pub async fn opens_of_digest(&self, digest: DigestId) -> Result<Option<Numbers>, StoreError> {
        let Some(row) = self.engine.row(&OPENS_OF_DIGEST, params![digest]).await? else { return Ok(None) };
        let (people, proxies, machines) = (row.integer("people")?, row.integer("proxies")?, row.integer("machines")?);
        Ok(Some(Numbers { people, proxies, machines }))
    }

    /// Adds to what was counted. What is not there is left out.
    pub async fn add_counts(&self, counts: &Counts) -> Result<(), StoreError> {
        let mut transaction = self.engine.begin().await?;
        if !counts.clicks.is_empty() {
            let rows = as_json(counts.clicks.iter().map(|(link, numbers)| (link.get(), *numbers)));
            transaction.execute(&ADD_CLICKS, params![rows]).await?;
        }
        if !counts.opens.is_empty() {
            let rows = as_json(counts.opens.iter().map(|(digest, numbers)| (digest.get(), *numbers)));
            transaction.execute(&ADD_OPENS, params![rows]).await?;
        }
        transaction.commit().await
    }
}

fn as_json(counts: impl Iterator<Item = (i64, Numbers)>) -> String {
    let row = |(id, Numbers { people, proxies, machines })| CountRow { id, people, proxies, machines };
    serde_json::to_string(&counts.map(row).collect::<Vec<_>>()).expect("numbers are always JSON")
}

fn counting(row: &Row) -> Result<Counting, StoreError> {
    Ok(Counting { clicks: row.integer("count_clicks")? == 1, opens: row.integer("count_opens")? == 1 })
}

fn target(row: &Row) -> Result<Target, StoreError> {
    row.parsed("counted_link", "url", Target::stored)
}
