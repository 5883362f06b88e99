//! Bursts: more of one thing on one list within ten minutes than is usual, and when such a thing is over and harmless.

use super::id::ListId;
use super::tally::Counted;
use super::time::Timestamp;

/// What there is a burst of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BurstKind {
    /// Requests for a list.
    SignUps,
    /// Confirmations.
    Confirmations,
    /// Readers who leave.
    Departures,
}

impl BurstKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SignUps, Self::Confirmations, Self::Departures];

    /// What is counted to see it.
    pub const fn counted(self) -> Counted {
        match self {
            Self::SignUps => Counted::SignUps,
            Self::Confirmations => Counted::Confirmations,
            Self::Departures => Counted::Departures,
        }
    }

    /// The name in the database, in commands and in what operators read.
    pub const fn as_str(self) -> &'static str {
        self.counted().as_str()
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A burst as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Its number.
    pub id: i64,
    /// Of what.
    pub kind: BurstKind,
    /// On which list.
    pub list: ListId,
    /// Whether the operator called it: it does not end by itself.
    pub is_held: bool,
    /// Since when.
    pub began_at: Timestamp,
    /// Until when; `None` while it is on.
    pub ended_at: Option<Timestamp>,
    /// The most seen within ten minutes.
    pub number: i64,
    /// What became of what waited: a [`Settlement`]'s name.
    pub settled: Option<String>,
}

/// What became of the requests that waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// They were let through: the burst was harmless.
    Harmless,
    /// The operator let them through.
    Released,
    /// The operator ended them.
    Dropped,
}

impl Settlement {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Harmless => "harmless",
            Self::Released => "released",
            Self::Dropped => "dropped",
        }
    }
}

/// Whether a burst is over: it has fallen to less than half of what makes one, so that it does not begin and end by turns.
pub const fn is_over(number: i64, threshold: i64) -> bool {
    number * 2 < threshold
}

/// Whether so many leave a list of so many readers after any digest: one in a hundred.
pub const fn is_usual(departures: i64, readers: i64) -> bool {
    departures.saturating_mul(100) < readers
}

/// Whether those who were mailed before the others had to wait were people who had asked themselves: a quarter of them confirmed. Of
/// addresses that somebody else types in, next to none does.
pub const fn looks_harmless(mailed: i64, confirmed: i64) -> bool {
    mailed > 0 && confirmed * 4 >= mailed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_ends_well_below_where_it_began() {
        assert!(!is_over(100, 100));
        assert!(!is_over(50, 100));
        assert!(is_over(49, 100));
    }

    #[test]
    fn what_is_a_burst_of_departures_grows_with_the_list() {
        assert!(!is_usual(200, 10_000), "two in a hundred");
        assert!(is_usual(200, 30_000));
        assert!(!is_usual(1, 0));
    }

    #[test]
    fn people_confirm_and_victims_do_not() {
        assert!(looks_harmless(100, 25));
        assert!(!looks_harmless(100, 24));
        assert!(!looks_harmless(0, 0), "nothing is known");
    }

    #[test]
    fn every_kind_reads_back() {
        for kind in BurstKind::ALL {
            assert_eq!(BurstKind::parse(kind.as_str()), Some(kind));
        }
    }
}
