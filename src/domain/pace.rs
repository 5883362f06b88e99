//! How fast messages follow one another: a fixed rate, a brake that a relay's own words pull, and how much a day may bring. Pure.

use std::time::{Duration, Instant};

use super::time::Timestamp;

/// When the next message may go.
///
/// Two distances are kept: the one of a settled rate, and the brake's, which doubles when the relay asks for less and shrinks with
/// every message that it takes. The longer one holds.
#[derive(Clone, Debug)]
pub struct Pace {
    per_second: Option<f64>,
    share: u32,
    brake: Duration,
    /// Messages that began before say nothing new: they began before the brake was last pulled, or in a place that had been given away by then.
    heard_until: Instant,
    next: Instant,
}

/// The brake's first distance: twenty messages a second.
const FIRST_BRAKE: Duration = Duration::from_millis(50);
/// The brake's longest distance: one that wants nothing at all is asked six times a minute, and is back at full speed within a minute.
const LONGEST_BRAKE: Duration = Duration::from_secs(10);
/// Below this the brake is off.
const SHORTEST_BRAKE: Duration = Duration::from_millis(1);
/// What a message that was taken leaves of the brake: from ten seconds to nothing in some thirty messages, forty seconds in all.
const RECOVERY: f64 = 0.75;
/// How much a place may lie in the past: timers are as coarse as this, and a rate is to be reached all the same.
const SLACK: Duration = Duration::from_millis(10);

impl Pace {
    /// At most `per_second` messages, if there is a limit.
    pub const fn new(per_second: Option<f64>, now: Instant) -> Self {
        Self { per_second, share: 1, brake: Duration::ZERO, heard_until: now, next: now }
    }

    /// How many processes have a part in the rate.
    pub fn share_among(&mut self, processes: u32) {
        self.share = processes.max(1);
    }

    /// Takes the next place: how long to wait for it.
    pub fn reserve(&mut self, now: Instant) -> Duration {
        let place = self.place(now);
        self.next = place + self.distance();
        place.saturating_duration_since(now)
    }

    /// Takes the next place if it is there already.
    pub fn take(&mut self, now: Instant) -> bool {
        let is_there = self.place(now) <= now;
        if is_there {
            self.reserve(now);
        }
        is_there
    }

    /// Gives a place back that was taken just now and is not used.
    pub fn give_back(&mut self) {
        self.next = self.next.checked_sub(self.distance()).unwrap_or(self.next);
    }

    /// The relay wants less, said to a message that began at `begun`.
    pub fn slow_down(&mut self, begun: Instant, now: Instant) {
        if begun < self.heard_until {
            return;
        }
        self.brake = (self.brake * 2).clamp(FIRST_BRAKE, LONGEST_BRAKE);
        self.heard_until = now + self.brake;
        self.next = self.next.max(self.heard_until);
    }

    /// The relay took a message.
    pub fn recover(&mut self) {
        if self.brake.is_zero() {
            return;
        }
        let shorter = self.brake.mul_f64(RECOVERY);
        self.brake = if shorter < SHORTEST_BRAKE { Duration::ZERO } else { shorter };
    }

    /// The brake's distance between two messages; zero when it is off.
    pub const fn brake(&self) -> Duration {
        self.brake
    }

    /// How long until the next place.
    pub fn wait(&self, now: Instant) -> Duration {
        self.place(now).saturating_duration_since(now)
    }

    fn place(&self, now: Instant) -> Instant {
        self.next.max(now.checked_sub(SLACK).unwrap_or(now))
    }

    /// How far two messages are apart.
    pub fn distance(&self) -> Duration {
        let settled = self.per_second.map_or(0.0, |rate| f64::from(self.share) / rate);
        Duration::from_secs_f64(settled).max(self.brake)
    }
}

/// How many messages a relay takes on a day (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DailyQuota {
    /// The most on any day; `None` is no limit.
    pub most: Option<u32>,
    /// A new relay begins with less.
    pub warm_up: Option<WarmUp>,
}

/// A quota that grows from day to day, so that receivers learn to know a new address.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WarmUp {
    /// The first day, as [`day_of`] counts.
    pub since: i64,
    /// What the first day brings.
    pub first_day: u32,
    /// What each day brings more than the one before: 1.5 is half as much again.
    pub growth: f64,
}

/// Days since 1 January 1970, UTC.
pub fn day_of(instant: Timestamp) -> i64 {
    instant.millis().div_euclid(86_400_000)
}

impl DailyQuota {
    /// How many messages a day may bring; `None` for any number.
    pub fn on(&self, day: i64) -> Option<u32> {
        let warming = self.warm_up.map(|warm_up| warm_up.on(day));
        match (self.most, warming) {
            (Some(most), Some(warming)) => Some(most.min(warming)),
            (most, warming) => most.or(warming),
        }
    }
}

impl WarmUp {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the type's range first")]
    fn on(&self, day: i64) -> u32 {
        let days = i32::try_from(day - self.since).unwrap_or(i32::MAX).max(0);
        (f64::from(self.first_day) * self.growth.powi(days)).clamp(0.0, f64::from(u32::MAX)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_a_rate_apart_and_processes_share_it() {
        let start = Instant::now();
        let mut pace = Pace::new(Some(10.0), start);
        let waits = [0; 3].map(|_| pace.reserve(start).as_millis());
        assert_eq!(waits, [0, 100, 200]);
        assert!(!pace.take(start + Duration::from_millis(250)));
        assert!(pace.take(start + Duration::from_millis(300)));
        pace.share_among(4);
        pace.reserve(start + Duration::from_millis(400));
        assert_eq!(pace.reserve(start + Duration::from_millis(400)).as_millis(), 400);
    }

    #[test]
    fn a_place_that_was_given_back_is_there_again() {
        let start = Instant::now();
        let mut pace = Pace::new(Some(10.0), start);
        assert!(pace.take(start) && !pace.take(start));
        pace.give_back();
        assert!(pace.take(start) && !pace.take(start));
    }

    #[test]
    fn without_a_rate_every_place_is_there() {
        let start = Instant::now();
        let mut pace = Pace::new(None, start);
        assert!((0..1000).all(|_| pace.take(start)));
    }

    #[test]
    fn the_brake_doubles_for_new_messages_alone_and_lets_go_by_itself() {
        let start = Instant::now();
        let mut pace = Pace::new(None, start);
        let later = start + Duration::from_secs(1);
        for _ in 0..20 {
            pace.slow_down(start, later);
        }
        assert_eq!(pace.brake(), FIRST_BRAKE, "twenty answers to one burst are one signal");
        // Four connections had their places already: they say the same once more.
        let promised = later + FIRST_BRAKE / 2;
        pace.slow_down(promised, promised);
        assert_eq!(pace.brake(), FIRST_BRAKE);
        for again in 1..30 {
            pace.slow_down(later + Duration::from_mins(again), later + Duration::from_mins(again));
        }
        assert_eq!(pace.brake(), LONGEST_BRAKE);
        let taken = (1..1000).find(|_| {
            pace.recover();
            pace.brake().is_zero()
        });
        assert_eq!(taken, Some(33));
    }

    #[test]
    fn a_new_relay_gets_more_from_day_to_day_up_to_its_quota() {
        let warm_up = Some(WarmUp { since: 100, first_day: 50, growth: 2.0 });
        let quota = DailyQuota { most: Some(1000), warm_up };
        assert_eq!([99, 100, 101, 104, 105, 90_000].map(|day| quota.on(day)), [50, 50, 100, 800, 1000, 1000].map(Some));
        assert_eq!(DailyQuota { most: None, warm_up }.on(90_000), Some(u32::MAX));
        assert_eq!(DailyQuota::default().on(7), None);
    }
}
