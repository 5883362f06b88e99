//! How lists' digests look.

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::schedules::posts_as_number;
use super::statement::{Statement, params, statements};
use crate::domain::digest::PostLimits;
use crate::domain::id::{ListId, ScheduleId};
use crate::domain::look::{Colour, Logo, LogoSize, Look, Portion, Width};

statements! {
    LOOK_OF_LIST = "SELECT theme, portion, accent, logo_url, logo_alt, logo_width, logo_height, fonts, mail_width, footer, by_topic
                    FROM list WHERE id = $1";
    /// The list's, with the schedule's own portion over it.
    LOOK_OF_SCHEDULE = "SELECT l.theme, COALESCE(s.portion, l.portion) AS portion, l.accent, l.logo_url, l.logo_alt, l.logo_width,
                               l.logo_height, l.fonts, l.mail_width, l.footer, l.by_topic
                        FROM schedule s JOIN list l ON l.id = s.list_id WHERE s.id = $1";
    SET_LOOK = "UPDATE list SET theme = $2, portion = $3, accent = $4, logo_url = $5, logo_alt = $6, logo_width = $7, logo_height = $8,
                                fonts = $9, mail_width = $10, footer = $11, by_topic = $12 WHERE id = $1";
    PORTION_OF_SCHEDULE = "SELECT portion FROM schedule WHERE id = $1";
    SET_PORTION = "UPDATE schedule SET portion = $2 WHERE id = $1";
    SET_LIMITS = "UPDATE schedule SET minimum_posts = $2, maximum_posts = $3 WHERE id = $1";
}

impl Store {
    /// A list's look; `None` when there is no such list.
    pub async fn look_of_list(&self, list: ListId) -> Result<Option<Look>, StoreError> {
        self.engine.row(&LOOK_OF_LIST, params![list]).await?.as_ref().map(look).transpose()
    }

    /// How a schedule's digests look: as its list's, with its own portion; `None` when there is no such schedule.
    pub async fn look_of_schedule(&self, schedule: ScheduleId) -> Result<Option<Look>, StoreError> {
        self.engine.row(&LOOK_OF_SCHEDULE, params![schedule]).await?.as_ref().map(look).transpose()
    }

    /// Gives a list a look.
    pub async fn set_look(&self, list: ListId, look: &Look) -> Result<(), StoreError> {
        let logo = look.logo.as_ref();
        let params = params![
            list,
            look.theme.as_str(),
            look.portion.map(Portion::as_str),
            look.accent.as_ref().map(Colour::as_str),
            logo.map(|logo| logo.address.as_str()),
            logo.map(|logo| logo.alt.as_str()),
            logo.map(|logo| i64::from(logo.size.width)),
            logo.map(|logo| i64::from(logo.size.height)),
            look.fonts.as_str(),
            i64::from(look.width.pixels()),
            look.footer.as_str(),
            look.by_topic,
        ];
        self.engine.execute(&SET_LOOK, params).await.map(drop)
    }

    /// How much of each post a schedule's digests carry; `None` where its list says it.
    pub async fn portion_of_schedule(&self, schedule: ScheduleId) -> Result<Option<Portion>, StoreError> {
        let row = self.engine.row(&PORTION_OF_SCHEDULE, params![schedule]).await?;
        row.as_ref().map_or(Ok(None), portion)
    }

    /// Says how much of each post a schedule's digests carry; `None` leaves it to its list.
    pub async fn set_portion(&self, schedule: ScheduleId, portion: Option<Portion>) -> Result<(), StoreError> {
        self.engine.execute(&SET_PORTION, params![schedule, portion.map(Portion::as_str)]).await.map(drop)
    }

    /// Says how many posts a schedule's digests carry.
    pub async fn set_limits(&self, schedule: ScheduleId, limits: PostLimits) -> Result<(), StoreError> {
        let params = params![schedule, posts_as_number(limits.minimum), limits.maximum.map(posts_as_number)];
        self.engine.execute(&SET_LIMITS, params).await.map(drop)
    }
}

fn portion(row: &Row) -> Result<Option<Portion>, StoreError> {
    row.optional_text("portion")?.map(|_| row.parsed("list", "portion", |text| text.parse().ok())).transpose()
}

fn look(row: &Row) -> Result<Look, StoreError> {
    let accent = row.optional_text("accent")?;
    let accent = accent.map(|_| row.parsed("list", "accent", |text| text.parse().ok())).transpose()?;
    let logo = match row.optional_text("logo_url")? {
        None => None,
        Some(_) => Some(Logo {
            address: row.parsed("list", "logo_url", |text| text.parse().ok())?,
            alt: row.optional_text("logo_alt")?.unwrap_or_default(),
            size: LogoSize { width: pixels(row, "logo_width")?, height: pixels(row, "logo_height")? },
        }),
    };
    Ok(Look {
        theme: row.parsed("list", "theme", |text| text.parse().ok())?,
        portion: portion(row)?,
        accent,
        logo,
        fonts: row.parsed("list", "fonts", |text| text.parse().ok())?,
        width: row.number_as("list", "mail_width", |pixels| Width::new(u16::try_from(pixels).ok()?).ok())?,
        footer: row.parsed("list", "footer", |text| text.parse().ok())?,
        by_topic: row.integer("by_topic")? == 1,
    })
}

fn pixels(row: &Row, column: &'static str) -> Result<u16, StoreError> {
    row.number_as("list", column, |pixels| u16::try_from(pixels).ok())
}
