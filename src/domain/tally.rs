//! Counting what happens within the last hour, so that several processes can add up what each has seen: in buckets of five minutes, each
//! a number that is only ever added to.

use std::collections::HashMap;
use std::time::Duration;

use super::time::Timestamp;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counted {
    /// What a network asked for.
    Network,
    /// Mails that strangers caused on a list.
    List,
    /// Mails that strangers caused anywhere.
    Instance,
    /// Requests for a list, whatever became of them.
    SignUps,
    /// Confirmations of a list.
    Confirmations,
    /// Readers who left a list.
    Departures,
    /// Requests for a list that wait for the operator.
    Quarantined,
    /// Requests for a list whose sender's program has worked for them; counted among the sign-ups, too.
    Worked,
    /// Requests with an address, by its keyed hash. Each process counts for itself.
    Address,
    /// Forms without a stamp that ask for a list, or for none (0).
    Unstamped,
}

impl Counted {
    const ALL: [Self; 10] = [
        Self::Network,
        Self::List,
        Self::Instance,
        Self::SignUps,
        Self::Confirmations,
        Self::Departures,
        Self::Quarantined,
        Self::Worked,
        Self::Address,
        Self::Unstamped,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::List => "list",
            Self::Instance => "instance",
            Self::SignUps => "sign-ups",
            Self::Confirmations => "confirmations",
            Self::Departures => "unsubscribes",
            Self::Quarantined => "quarantined",
            Self::Worked => "worked",
            Self::Address => "address",
            Self::Unstamped => "unstamped",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counted| counted.as_str() == text)
    }
}

/// One thing that is counted: a list by its id, a network by a keyed hash, the instance by 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// What.
    pub counted: Counted,
    /// Of whom.
    pub key: i64,
}

/// A subject's count in one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Of what.
    pub subject: Subject,
    /// The bucket's number: [`BUCKET`]s since 1970.
    pub bucket: i64,
    /// How many.
    pub number: i64,
}

/// The span of a bucket.
pub const BUCKET: Duration = Duration::from_secs(300);
/// An hour's buckets.
pub const HOUR: i64 = 12;
/// The buckets in which a burst is looked for: five to ten minutes.
pub const BURST: i64 = 2;
/// The same as a time.
pub const BURST_SPAN: Duration = Duration::from_secs(600);
/// Networks are forgotten again when so many subjects are known.
const MOST_SUBJECTS: usize = 100_000;

/// The bucket that an instant falls into.
pub fn bucket(at: Timestamp) -> i64 {
    at.millis().div_euclid(millis())
}

fn millis() -> i64 {
    i64::try_from(BUCKET.as_millis()).expect("minutes fit")
}

/// What one process knows of the counts.
#[derive(Debug, Default)]
pub struct Tally {
    counts: HashMap<Subject, Vec<Known>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    bucket: i64,
    /// By the database, all processes together.
    agreed: i64,
    /// Handed to the database, not answered yet.
    handed: i64,
    /// Counted here since.
    fresh: i64,
}

impl Known {
    const fn number(&self) -> i64 {
        self.agreed + self.handed + self.fresh
    }
}

impl Tally {
    /// Counts one.
    pub fn count(&mut self, subject: Subject, now: Timestamp) {
        if self.counts.len() >= MOST_SUBJECTS && !self.counts.contains_key(&subject) {
            self.forget_before(bucket(now) - HOUR + 1);
            if self.counts.len() >= MOST_SUBJECTS {
                // More addresses and networks than anybody sees on a good day: the lists' and the instance's own counts still hold.
                self.counts.retain(|subject, _| !matches!(subject.counted, Counted::Network | Counted::Address));
            }
        }
        self.known(subject, bucket(now)).fresh += 1;
    }

    /// How many there were in the last `buckets`, the one that is not over yet among them.
    pub fn within(&self, subject: Subject, buckets: i64, now: Timestamp) -> i64 {
        let since = bucket(now) - buckets;
        let known = self.counts.get(&subject).into_iter().flatten();
        known.filter(|known| known.bucket > since).map(Known::number).sum()
    }

    /// Of whom something is counted.
    pub fn keys(&self, counted: Counted) -> impl Iterator<Item = i64> {
        self.counts.keys().filter(move |subject| subject.counted == counted).map(|subject| subject.key)
    }

    /// How long until one more fits under `most` an hour; `None` when it does now.
    pub fn wait(&self, subject: Subject, most: i64, now: Timestamp) -> Option<Duration> {
        let mut left = self.within(subject, HOUR, now);
        if left < most {
            return None;
        }
        let since = bucket(now) - HOUR;
        let mut recent: Vec<&Known> = self.counts.get(&subject)?.iter().filter(|known| known.bucket > since).collect();
        recent.sort_by_key(|known| known.bucket);
        let mut free_at = now;
        for known in recent {
            left -= known.number();
            free_at = Timestamp::from_millis((known.bucket + HOUR) * millis());
            if left < most {
                break;
            }
        }
        Some(free_at.since(now).max(Duration::from_secs(1)))
    }

    /// Hands over what was counted here and is not in the database yet.
    pub fn hand_over(&mut self) -> Vec<Count> {
        let mut counts = Vec::new();
        for (&subject, known) in self.counts.iter_mut().filter(|(subject, _)| subject.counted != Counted::Address) {
            for known in known.iter_mut().filter(|known| known.handed + known.fresh > 0) {
                known.handed += std::mem::take(&mut known.fresh);
                counts.push(Count { subject, bucket: known.bucket, number: known.handed });
            }
        }
        counts
    }

    /// Takes the database's counts, of all processes together, for those that were handed over, and of what else it tells.
    pub fn agree(&mut self, handed: &[Count], totals: &[Count]) {
        for count in handed {
            self.known(count.subject, count.bucket).handed -= count.number;
        }
        for count in totals {
            self.known(count.subject, count.bucket).agreed = count.number;
        }
    }

    /// Forgets what no window holds any more.
    pub fn forget_before(&mut self, bucket: i64) {
        self.counts.retain(|_, known| {
            known.retain(|known| known.bucket >= bucket);
            !known.is_empty()
        });
    }

    fn known(&mut self, subject: Subject, bucket: i64) -> &mut Known {
        let known = self.counts.entry(subject).or_default();
        let place = known.iter().position(|known| known.bucket == bucket).unwrap_or_else(|| {
            known.push(Known { bucket, ..Known::default() });
            known.len() - 1
        });
        &mut known[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Subject = Subject { counted: Counted::List, key: 7 };

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + minute * 60_000)
    }

    #[test]
    fn an_hour_is_full_and_empties_again() {
        let mut tally = Tally::default();
        for at in [0, 1, 30] {
            tally.count(LIST, minute(at));
        }
        assert_eq!(tally.within(LIST, HOUR, minute(30)), 3);
        assert_eq!(tally.within(LIST, BURST, minute(30)), 1);
        assert_eq!(tally.wait(LIST, 4, minute(30)), None);
        assert_eq!(tally.wait(LIST, 3, minute(30)), Some(Duration::from_secs(30 * 60)), "when the first two have gone");
        assert_eq!(tally.wait(LIST, 1, minute(30)), Some(Duration::from_secs(60 * 60)), "when all three have gone");
        assert_eq!(tally.wait(LIST, 3, minute(60)), None);
    }

    #[test]
    fn two_processes_add_up() {
        let (mut one, mut other) = (Tally::default(), Tally::default());
        let now = minute(0);
        one.count(LIST, now);
        one.count(LIST, now);
        other.count(LIST, now);
        let handed = one.hand_over();
        assert_eq!(handed, [Count { subject: LIST, bucket: bucket(now), number: 2 }]);
        // Counted while the database was asked: not lost, and not told twice.
        one.count(LIST, now);
        one.agree(&handed, &[Count { number: 3, ..handed[0] }]);
        assert_eq!(one.within(LIST, HOUR, now), 4);
        assert_eq!(one.hand_over()[0].number, 1);
        assert_eq!(other.within(LIST, HOUR, now), 1);
    }

    #[test]
    fn what_a_database_that_is_away_was_not_told_is_told_later() {
        let mut tally = Tally::default();
        tally.count(LIST, minute(0));
        tally.hand_over();
        tally.count(LIST, minute(0));
        assert_eq!(tally.hand_over()[0].number, 2);
    }

    #[test]
    fn more_networks_than_fit_do_not_lift_the_lists_limit() {
        let mut tally = Tally::default();
        tally.count(LIST, minute(0));
        for key in 0..=100_000 {
            tally.count(Subject { counted: Counted::Network, key }, minute(0));
        }
        assert!(tally.counts.len() <= MOST_SUBJECTS);
        assert_eq!(tally.within(LIST, HOUR, minute(0)), 1);
    }

    #[test]
    fn every_name_reads_back() {
        for counted in Counted::ALL {
            assert_eq!(Counted::parse(counted.as_str()), Some(counted));
        }
    }
}
