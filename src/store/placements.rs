//! Placements: what operators set, and nothing for what they left alone.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::id::ListId;
use crate::domain::list::Slug;
use crate::domain::placement::{Placement, PlacementKind};

statements! {
    KEEP_PLACEMENT = "INSERT INTO placement (list_id, kind, shown, heading, text, button, dismissal, colour, after_seconds, after_percent,
                                             rest_hours, schedules, topics)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                      ON CONFLICT (list_id, kind) DO UPDATE
                      SET shown = excluded.shown, heading = excluded.heading, text = excluded.text, button = excluded.button,
                          dismissal = excluded.dismissal, colour = excluded.colour, after_seconds = excluded.after_seconds,
                          after_percent = excluded.after_percent, rest_hours = excluded.rest_hours, schedules = excluded.schedules,
                          topics = excluded.topics";
    FORGET_PLACEMENT = "DELETE FROM placement WHERE list_id = $1 AND kind = $2";
    PLACEMENTS = "SELECT list_id AS id, kind, shown, heading, text, button, dismissal, colour, after_seconds, after_percent, rest_hours,
                         schedules, topics
                  FROM placement WHERE list_id = $1";
    SET_MARKS_LINKS = "UPDATE list SET marks_links = $2 WHERE id = $1";
    MARKS_LINKS = "SELECT marks_links FROM list WHERE id = $1";
}

impl Store {
    /// A list's placements, one of each kind in [`PlacementKind::ALL`]'s order; those that nobody set are untouched.
    pub async fn placements(&self, list: ListId) -> Result<Vec<Placement>, StoreError> {
        let rows = self.engine.rows(&PLACEMENTS, params![list]).await?;
        let set: Vec<Placement> = rows.iter().map(placement).collect::<Result<_, _>>()?;
        let of_kind = |kind| set.iter().find(|placement| placement.kind == kind).cloned();
        Ok(PlacementKind::ALL.map(|kind| of_kind(kind).unwrap_or(Placement::untouched(kind))).into())
    }

    /// Keeps what an operator set.
    pub async fn keep_placement(&self, list: ListId, placement: &Placement) -> Result<(), StoreError> {
        let schedules: Vec<&str> = placement.schedules.iter().map(Slug::as_str).collect();
        let params = params![
            list,
            placement.kind.as_str(),
            placement.shown,
            placement.heading.as_deref(),
            placement.text.as_deref(),
            placement.button.as_deref(),
            placement.dismissal.as_deref(),
            placement.colour.as_deref(),
            placement.after_seconds.map(i64::from),
            placement.after_percent.map(i64::from),
            placement.rest_hours.map(i64::from),
            json_list(&schedules),
            json_list(&placement.topics),
        ];
        self.engine.execute(&KEEP_PLACEMENT, params).await.map(drop)
    }

    /// Forgets what an operator set: the defaults hold again. Tells whether there was anything.
    pub async fn forget_placement(&self, list: ListId, kind: PlacementKind) -> Result<bool, StoreError> {
        Ok(self.engine.execute(&FORGET_PLACEMENT, params![list, kind.as_str()]).await? > 0)
    }

    /// Says whether links in a list's mails tell the blog's script that a reader came.
    pub async fn mark_links(&self, list: ListId, marks: bool) -> Result<(), StoreError> {
        self.engine.execute(&SET_MARKS_LINKS, params![list, marks]).await.map(drop)
    }

    /// Whether links in a list's mails tell the blog's script that a reader came.
    pub async fn marks_links(&self, list: ListId) -> Result<bool, StoreError> {
        let row = self.engine.row(&MARKS_LINKS, params![list]).await?;
        Ok(row.map_or(Ok(0), |row| row.integer("marks_links"))? != 0)
    }
}

fn placement(row: &Row) -> Result<Placement, StoreError> {
    let number = |column| match row.optional_integer(column)? {
        Some(_) => row.count("placement", column).map(Some),
        None => Ok(None),
    };
    Ok(Placement {
        kind: row.parsed("placement", "kind", |text| text.parse().ok())?,
        shown: row.integer("shown")? != 0,
        heading: row.optional_text("heading")?,
        text: row.optional_text("text")?,
        button: row.optional_text("button")?,
        dismissal: row.optional_text("dismissal")?,
        colour: row.optional_text("colour")?,
        after_seconds: number("after_seconds")?,
        after_percent: number("after_percent")?,
        rest_hours: number("rest_hours")?,
        schedules: row.parsed("placement", "schedules", |text| {
            let names: Vec<String> = serde_json::from_str(text).ok()?;
            names.iter().map(|name| name.parse().ok()).collect()
        })?,
        topics: row.parsed("placement", "topics", |text| serde_json::from_str(text).ok())?,
    })
}

fn json_list<T: serde::Serialize>(items: &[T]) -> String {
    serde_json::to_string(items).expect("a list of texts is always JSON")
}
