//! The clicks of the last moments. Whoever asks for three links of a digest at once is a scanner, whatever it calls itself; so a click is counted
//! only when that can be told.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::Asker;
use crate::domain::id::{DigestId, LinkId};
use crate::domain::network::Network;
use crate::domain::time::Timestamp;

/// After so long a click is counted.
pub const SETTLES_IN: Duration = Duration::from_secs(2);
/// So many different links of one digest within that time are more than a person follows.
const SCANNED: usize = 3;
/// So many clicks on one digest from one network within that time are no people's.
const MOST_OF_ONE: usize = 200;
/// Clicks that wait. More are counted at once, as what they call themselves: a flood must not fill the memory.
const MOST: usize = 50_000;

/// A link was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// Which.
    pub link: LinkId,
    /// In whose mails it stands.
    pub digest: DigestId,
    /// By what, as it says of itself.
    pub asker: Asker,
}

/// Clicks that are not counted yet. Where they came from is known here for as long, and nowhere else.
#[derive(Debug, Default)]
pub struct Recent {
    followed: HashMap<(Network, DigestId), Vec<Waiting>>,
    number: usize,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    link: LinkId,
    asker: Asker,
    at: Timestamp,
}

impl Recent {
    /// Takes up a click. Who asked is known at once only where there are too many to wait.
    pub fn note(&mut self, click: Click, from: Network, now: Timestamp) -> Option<Asker> {
        if self.number >= MOST {
            return Some(click.asker);
        }
        let clicks = self.followed.entry((from, click.digest)).or_default();
        if clicks.len() >= MOST_OF_ONE {
            return Some(Asker::Machine);
        }
        clicks.push(Waiting { link: click.link, asker: click.asker, at: now });
        self.number += 1;
        let at_once = |waiting: &&mut Waiting| waiting.at.plus(SETTLES_IN) > now;
        let links: HashSet<LinkId> = clicks.iter_mut().filter(at_once).map(|waiting| waiting.link).collect();
        if links.len() >= SCANNED {
            clicks.iter_mut().filter(at_once).for_each(|waiting| waiting.asker = Asker::Machine);
        }
        None
    }

    /// The clicks of which nothing more can be learned.
    pub fn settle(&mut self, now: Timestamp) -> Vec<(LinkId, Asker)> {
        let mut settled = Vec::new();
        self.followed.retain(|_, clicks| {
            clicks.retain(|waiting| {
                let waits = waiting.at.plus(SETTLES_IN) > now;
                if !waits {
                    settled.push((waiting.link, waiting.asker));
                }
                waits
            });
            !clicks.is_empty()
        });
        self.number -= settled.len();
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "203.0.113.0/24";
    const ELSEWHERE: &str = "198.51.100.0/24";

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + millis)
    }

    /// Clicks on links of digests from networks, at their times; what they are counted as, by link.
    fn counted(clicks: &[(i64, i64, &str, i64)]) -> Vec<(i64, Asker)> {
        let mut recent = Recent::default();
        let mut counted = Vec::new();
        for &(link, digest, network, millis) in clicks {
            counted.extend(recent.settle(at(millis)));
            let click = Click { link: LinkId::new(link), digest: DigestId::new(digest), asker: Asker::Person };
            assert_eq!(recent.note(click, network.parse().unwrap(), at(millis)), None);
        }
        counted.extend(recent.settle(Timestamp::END));
        assert_eq!(recent.number, 0);
        let mut counted: Vec<_> = counted.into_iter().map(|(link, asker)| (link.get(), asker)).collect();
        counted.sort_by_key(|(link, _)| *link);
        counted
    }

    fn all_are(asker: Asker, clicks: &[(i64, i64, &str, i64)]) -> bool {
        counted(clicks).iter().all(|(_, counted)| *counted == asker)
    }

    #[test]
    fn three_links_of_one_digest_at_once_are_a_scanners_the_first_ones_too() {
        assert!(all_are(Asker::Machine, &[(1, 1, HERE, 0), (2, 1, HERE, 900), (3, 1, HERE, 1999)]));
        let walk: Vec<_> = (0..20).map(|step| (step, 1, HERE, step * 800)).collect();
        assert!(all_are(Asker::Machine, &walk), "a slower one, whose every three are at once");
    }

    #[test]
    fn people_read_before_they_follow_the_next_link() {
        for clicks in [
            [(1, 1, HERE, 0), (2, 1, HERE, 900), (3, 1, HERE, 2000)],
            [(1, 1, HERE, 0), (1, 1, HERE, 10), (1, 1, HERE, 20)],
            [(1, 1, HERE, 0), (2, 1, HERE, 10), (1, 1, HERE, 20)],
            [(1, 1, HERE, 0), (2, 2, HERE, 10), (3, 3, HERE, 20)],
            [(1, 1, HERE, 0), (2, 1, HERE, 10), (3, 1, ELSEWHERE, 20)],
        ] {
            assert!(all_are(Asker::Person, &clicks), "{clicks:?}");
        }
        let then_one_more = [(1, 1, HERE, 0), (2, 1, HERE, 10), (3, 1, HERE, 20), (4, 1, HERE, 2100)];
        assert_eq!(counted(&then_one_more)[3], (4, Asker::Person));
    }

    #[test]
    fn a_click_settles_after_two_seconds_and_once() {
        let mut recent = Recent::default();
        let click = Click { link: LinkId::new(1), digest: DigestId::new(1), asker: Asker::Machine };
        recent.note(click, HERE.parse().unwrap(), at(0));
        assert_eq!(recent.settle(at(1999)), []);
        assert_eq!(recent.settle(at(2000)), [(LinkId::new(1), Asker::Machine)]);
        assert_eq!(recent.settle(Timestamp::END), []);
    }

    #[test]
    fn a_flood_is_counted_at_once_and_fills_nothing() {
        let mut recent = Recent::default();
        let click = |digest| Click { link: LinkId::new(1), digest: DigestId::new(digest), asker: Asker::Person };
        let from = HERE.parse().unwrap();
        for _ in 0..MOST_OF_ONE {
            assert_eq!(recent.note(click(0), from, at(0)), None);
        }
        assert_eq!(recent.note(click(0), from, at(0)), Some(Asker::Machine));
        for digest in 0..i64::try_from(MOST).unwrap() {
            recent.note(click(digest + 1), from, at(0));
        }
        assert_eq!(recent.number, MOST);
        assert_eq!(recent.note(click(-1), from, at(0)), Some(Asker::Person));
    }
}
