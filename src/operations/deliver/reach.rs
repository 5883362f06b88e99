//! Which mails a relay may have: not every relay carries addresses beyond ASCII (RFC 6531).

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::line::RelayLine;
use crate::store::ClaimedDelivery;

/// Which mails a relay may have at a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Whatever is next.
    All,
    /// The others are for a relay that takes addresses beyond ASCII.
    Ascii,
    /// It is another relay's turn, which cannot carry these.
    BeyondAscii,
}

impl Reach {
    /// What `line` may have, on its turn or not: mails that only some relays can carry wait for nobody's turn.
    pub(super) fn of(line: &RelayLine, lines: &[Arc<RelayLine>], has_turn: bool) -> Option<Self> {
        if line.leaves_utf8(lines) {
            return has_turn.then_some(Self::Ascii);
        }
        if has_turn {
            return Some(Self::All);
        }
        line.is_left_utf8(lines).then_some(Self::BeyondAscii)
    }

    pub(super) fn holds(self, delivery: &ClaimedDelivery) -> bool {
        match self {
            Self::All => true,
            Self::Ascii => delivery.address.is_ascii(),
            Self::BeyondAscii => !delivery.address.is_ascii(),
        }
    }
}

/// The mails that only some relays carry: how fast they go out, and until when those are put off that fill a tray.
#[derive(Default)]
pub(super) struct ForFew {
    /// Since when they are counted.
    since: Option<Instant>,
    went: u32,
    /// From one that goes out to the next.
    gap: Duration,
    put_off_until: Option<Instant>,
}

/// The least wait of one that is put off, and how long they are counted for a reading.
const LEAST_WAIT: Duration = Duration::from_millis(250);
/// The longest: a relay that has become quicker finds nothing to do at most for so long.
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// The same while all that can carry them are away: as long as a relay rests at most.
const WHILE_AWAY: Duration = Duration::from_mins(1);

impl ForFew {
    /// One goes out.
    pub(super) const fn count(&mut self) {
        self.went = self.went.saturating_add(1);
    }

    /// For how long the next one is put off: behind those before it, and so that twice as many come back as went out lately.
    pub(super) fn put_off(&mut self, now: Instant, are_away: bool) -> Duration {
        if are_away {
            return WHILE_AWAY;
        }
        self.read(now);
        let behind = self.put_off_until.map_or(now, |until| until.max(now));
        let until = (behind.max(now + LEAST_WAIT) + self.gap / 2).min(now + LONGEST_WAIT);
        self.put_off_until = Some(until);
        until - now
    }

    fn read(&mut self, now: Instant) {
        let span = now.saturating_duration_since(*self.since.get_or_insert(now));
        if span < LEAST_WAIT {
            return;
        }
        let seen = span / self.went.max(1);
        // Nobody had to be put off for so long: what went out long ago says nothing.
        self.gap = if span > LONGEST_WAIT { Duration::ZERO } else { (self.gap + seen) / 2 };
        (self.since, self.went) = (Some(now), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts `many` off at `now`: for how long, in milliseconds.
    fn put_off(few: &mut ForFew, many: usize, now: Instant) -> Vec<u128> {
        (0..many).map(|_| few.put_off(now, false).as_millis()).collect()
    }

    #[test]
    fn what_fills_a_tray_comes_back_twice_as_fast_as_it_goes_out() {
        let (mut few, start) = (ForFew::default(), Instant::now());
        assert_eq!(put_off(&mut few, 3, start), [250; 3], "nothing is known yet");
        let mut now = start;
        for _ in 0..20 {
            now += Duration::from_secs(1);
            (0..10).for_each(|_| few.count());
            few.put_off(now, false);
        }
        // Ten a second go out: one comes back each twentieth of a second, behind the one that was put off before.
        let waits = put_off(&mut few, 100, now);
        assert!(
            waits[0].abs_diff(350) <= 2 && waits.windows(2).all(|pair| (pair[1] - pair[0]).abs_diff(50) <= 1),
            "{waits:?}"
        );
        assert_eq!(put_off(&mut few, 1000, now).pop(), Some(15_000), "nobody is put off for longer");
    }

    #[test]
    fn what_went_out_yesterday_says_nothing_about_today() {
        let (mut few, start) = (ForFew::default(), Instant::now());
        few.put_off(start, false);
        few.count();
        assert_eq!(put_off(&mut few, 3, start + Duration::from_hours(24)), [250; 3]);
    }

    #[test]
    fn while_the_relays_that_carry_them_are_away_they_wait_as_long_as_a_relay_rests() {
        assert_eq!(ForFew::default().put_off(Instant::now(), true), Duration::from_mins(1));
    }
}
