//! A time zone by its IANA name, and what its clocks show when.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::{self, AmbiguousOffset, TimeZone};

use crate::domain::time::Timestamp;

/// A zone of the IANA time zone database. Equal when the names are.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// Why a text names no zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// No zone has this name.
    #[error("there is no time zone '{0}': write an IANA name, for example Europe/Berlin or UTC")]
    Unknown(String),
    /// The name is the last part of one or several zones' names.
    #[error("there is no time zone '{name}': did you mean {suggestions}?")]
    Incomplete {
        /// What was written.
        name: String,
        /// The zones that may be meant.
        suggestions: String,
    },
    /// The machine has no time zone database.
    #[error("time zone '{0}' cannot be looked up: this machine has no time zone database; install the tzdata package")]
    NoDatabase(String),
}

impl Zone {
    /// Finds the zone with this name; upper and lower case are the same.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        let name = name.trim();
        let unknown = || ZoneError::Unknown(name.to_owned());
        let rules = TimeZone::get(name).map_err(|_| Self::explain(name))?;
        if rules.is_unknown() {
            return Err(unknown());
        }
        Ok(Self { name: rules.iana_name().ok_or_else(unknown)?.to_owned(), rules })
    }

    /// The zone whose clocks are ahead of all others: UTC+14, on the Line Islands.
    pub fn earliest() -> Self {
        Self { name: "Etc/GMT-14".to_owned(), rules: TimeZone::fixed(tz::offset(14)) }
    }

    /// The names that readers choose from: places, without the database's aliases for systems and offsets.
    pub fn places() -> Vec<String> {
        const AREAS: [&str; 9] =
            ["Africa", "America", "Asia", "Atlantic", "Antarctica", "Australia", "Europe", "Indian", "Pacific"];
        let names = tz::db().available().map(|zone| zone.as_str().to_owned());
        let mut places: Vec<String> =
            names.filter(|name| name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area))).collect();
        places.sort();
        places.dedup();
        places
    }

    /// The zone without summer time, for what no operator gave a zone.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    fn explain(name: &str) -> ZoneError {
        if tz::db().is_definitively_empty() {
            return ZoneError::NoDatabase(name.to_owned());
        }
        let wanted = name.replace(' ', "_");
        let suggestions: Vec<String> = tz::db()
            .available()
            .map(|zone| zone.as_str().to_owned())
            .filter(|zone| zone.rsplit_once('/').is_some_and(|(_, place)| place.eq_ignore_ascii_case(&wanted)))
            .collect();
        if suggestions.is_empty() {
            return ZoneError::Unknown(name.to_owned());
        }
        ZoneError::Incomplete { name: name.to_owned(), suggestions: suggestions.join(" or ") }
    }

    /// The name as the database spells it, such as `Europe/Berlin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant with what its calendar and clocks show.
    pub fn at(&self, instant: Timestamp) -> Zoned {
        instant.to_jiff().to_zoned(self.rules.clone())
    }

    /// When a day begins, written as a form's date field sends it: `2026-12-24`.
    pub fn day(&self, text: &str) -> Option<Timestamp> {
        let day: jiff::civil::Date = text.parse().ok()?;
        (text.len() == 10).then(|| self.instant_of(day.at(0, 0, 0, 0)))
    }

    /// The day after the one that `instant` falls on, as [`day`](Self::day) reads it.
    pub fn day_after(&self, instant: Timestamp) -> String {
        self.at(instant).date().tomorrow().unwrap_or(jiff::civil::Date::MAX).to_string()
    }

    /// What clocks show at `instant`.
    pub(super) fn reading_at(&self, instant: Timestamp) -> DateTime {
        self.at(instant).datetime()
    }

    /// The highest reading that clocks can have shown up to `instant`: more than [`reading_at`](Self::reading_at) after they
    /// were put back.
    pub(super) fn latest_reading_by(&self, instant: Timestamp) -> DateTime {
        let now = self.at(instant);
        match self.rules.to_ambiguous_timestamp(now.datetime()).offset() {
            AmbiguousOffset::Fold { before, after } if now.offset() == after => before.to_datetime(now.timestamp()),
            _ => now.datetime(),
        }
    }

    /// When clocks show this: the first time when they show it twice, and the first instant after the gap when they skip it.
    ///
    /// Never decreases as readings grow.
    pub fn instant_of(&self, reading: DateTime) -> Timestamp {
        let ambiguous = self.rules.to_ambiguous_timestamp(reading);
        let gap_end = match ambiguous.offset() {
            AmbiguousOffset::Gap { after, .. } => after.to_timestamp(reading).ok().and_then(|before_the_gap| {
                self.rules.following(before_the_gap).find(|change| change.offset() == after)
            }),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => None,
        };
        match gap_end {
            Some(change) => change.timestamp().into(),
            // Compatible: unambiguous readings as they are, and the first of two.
            None => ambiguous.compatible().unwrap_or(jiff::Timestamp::MAX).into(),
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_kept_as_the_database_spells_it() {
        assert_eq!(Zone::parse(" europe/berlin ").unwrap().name(), "Europe/Berlin");
        assert_eq!(Zone::parse("UTC").unwrap().name(), "UTC");
    }

    #[test]
    fn what_is_no_zone_is_refused_with_a_way_on() {
        for name in ["", "Europe/Atlantis", "+02:00", "local", "Etc/Unknown", "../Europe/Berlin", "CEST"] {
            assert_eq!(Zone::parse(name).unwrap_err(), ZoneError::Unknown(name.to_owned()), "{name}");
        }
        assert_eq!(
            Zone::parse("berlin").unwrap_err().to_string(),
            "there is no time zone 'berlin': did you mean Europe/Berlin?"
        );
        assert!(Zone::parse("new york").unwrap_err().to_string().contains("America/New_York"));
    }
}
