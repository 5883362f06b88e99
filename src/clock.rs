//! Where "now" comes from. Everything that needs the time is handed a [`Clock`].

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// A clock that is set from time to time and goes on steadily in between, whatever is done to the machine's.
#[derive(Debug)]
pub struct SteadyClock(Mutex<Setting>);

/// What it showed when it was set.
#[derive(Clone, Copy, Debug)]
struct Setting {
    shown: Timestamp,
    set_at: Instant,
}

impl SteadyClock {
    /// A clock that shows `start` now.
    pub fn showing(start: Timestamp) -> Self {
        Self(Mutex::new(Setting { shown: start, set_at: Instant::now() }))
    }

    /// Sets it.
    pub fn set(&self, instant: Timestamp) {
        *self.setting() = Setting { shown: instant, set_at: Instant::now() };
    }

    fn setting(&self) -> MutexGuard<'_, Setting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for SteadyClock {
    fn now(&self) -> Timestamp {
        let Setting { shown, set_at } = *self.setting();
        shown.plus(set_at.elapsed())
    }
}

/// A clock that stands still until it is moved: for tests.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `start`.
    pub fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.millis()))
    }

    /// Moves the clock forward.
    pub fn advance(&self, span: Duration) {
        self.set(self.now().plus(span));
    }

    /// Moves the clock to `instant`, backwards too.
    pub fn set(&self, instant: Timestamp) {
        self.0.store(instant.millis(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}
