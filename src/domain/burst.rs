//! Bursts: more of one thing on one list within ten minutes than is usual, and when such a thing is over and harmless.

use std::time::Duration;

use super::id::ListId;
use super::tally::Counted;
use super::time::Timestamp;

const HOUR: Duration = Duration::from_secs(3600);

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
    /// When the operator was mailed about it.
    pub told_at: Option<Timestamp>,
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

/// The bursts that the operator is to be mailed about: those of the last hour that they did not call themselves, and one an hour of each kind
/// and list, so that a burst that comes and goes does not become a flood of its own.
pub fn to_be_told(bursts: &[Burst], now: Timestamp) -> Vec<&Burst> {
    let is_recent = |at: Timestamp| now.since(at) < HOUR;
    let was_told = |of: &Burst| {
        let alike = bursts.iter().filter(|other| (other.kind, other.list) == (of.kind, of.list));
        alike.filter_map(|other| other.told_at).any(is_recent)
    };
    let mut told: Vec<&Burst> = Vec::new();
    for burst in bursts.iter().filter(|burst| !burst.is_held && is_recent(burst.began_at) && !was_told(burst)) {
        if !told.iter().any(|other| (other.kind, other.list) == (burst.kind, burst.list)) {
            told.push(burst);
        }
    }
    told
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
    fn the_operator_is_told_once_an_hour_of_each_kind_and_list() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let ago = |minutes: u64| now.minus(Duration::from_secs(minutes * 60));
        let burst = |id, kind, list, began| Burst {
            id,
            kind,
            list: ListId::new(list),
            is_held: false,
            began_at: ago(began),
            ended_at: None,
            number: 100,
            settled: None,
            told_at: None,
        };
        let told = |bursts: &[Burst]| to_be_told(bursts, now).iter().map(|burst| burst.id).collect::<Vec<_>>();
        let (ups, leave) = (BurstKind::SignUps, BurstKind::Departures);
        assert_eq!(told(&[burst(3, ups, 1, 1), burst(2, ups, 2, 1), burst(1, leave, 1, 1)]), [3, 2, 1]);
        assert_eq!(told(&[burst(2, ups, 1, 1), burst(1, ups, 1, 20)]), [2], "the newest of two");
        let before = |minutes| Burst { told_at: Some(ago(minutes)), ..burst(1, ups, 1, 70) };
        assert_eq!(told(&[burst(2, ups, 1, 1), before(59)]), [0_i64; 0]);
        assert_eq!(told(&[burst(2, ups, 1, 1), before(60)]), [2]);
        assert_eq!(told(&[burst(1, ups, 1, 60)]), [0_i64; 0], "that is an old story");
        assert_eq!(told(&[Burst { is_held: true, ..burst(1, ups, 1, 1) }]), [0_i64; 0], "the operator's own");
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
