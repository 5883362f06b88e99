//! How often forms that send mail may be used: by network, and by everybody together. What one address may be sent is counted in the
//! database, so that it holds after a restart.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};

/// The limits, from the settings.
#[derive(Clone, Copy, Debug)]
pub struct LimitSettings {
    /// Forms an hour from one network.
    pub per_network_hour: NonZeroU32,
    /// Forms an hour in all.
    pub per_hour: NonZeroU32,
}

/// Counts forms.
pub struct FormLimits {
    networks: DefaultKeyedRateLimiter<IpAddr>,
    all: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

/// Networks are forgotten again when this many are known.
const MOST_NETWORKS: usize = 50_000;

impl FormLimits {
    /// Nothing counted yet.
    pub fn new(settings: LimitSettings) -> Self {
        Self {
            networks: RateLimiter::keyed(Quota::per_hour(settings.per_network_hour)),
            all: RateLimiter::direct(Quota::per_hour(settings.per_hour)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a form from `visitor`; how long to wait when there were too many.
    pub fn count(&self, visitor: IpAddr) -> Result<(), Duration> {
        if self.networks.len() > MOST_NETWORKS {
            self.networks.retain_recent();
        }
        self.networks.check_key(&network(visitor)).map_err(|until| self.wait(&until))?;
        self.all.check().map_err(|until| self.wait(&until))
    }

    fn wait(&self, until: &NotUntil<<DefaultClock as governor::clock::Clock>::Instant>) -> Duration {
        until.wait_time_from(self.clock.now()).max(Duration::from_secs(1))
    }
}

/// One household or server: an IPv4 address, or an IPv6 /64.
fn network(visitor: IpAddr) -> IpAddr {
    match visitor.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(per_network: u32, all: u32) -> FormLimits {
        let number = |n| NonZeroU32::new(n).unwrap();
        FormLimits::new(LimitSettings { per_network_hour: number(per_network), per_hour: number(all) })
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_network_is_stopped_and_others_are_not() {
        let limits = limits(2, 100);
        assert!(limits.count(ip("2001:db8::1")).is_ok());
        assert!(limits.count(ip("2001:db8::2")).is_ok());
        assert!(limits.count(ip("2001:db8::3")).unwrap_err() > Duration::from_secs(60));
        assert!(limits.count(ip("2001:db8:0:1::3")).is_ok());
        assert!(limits.count(ip("192.0.2.1")).is_ok());
    }

    #[test]
    fn all_together_are_stopped_too() {
        let limits = limits(10, 2);
        assert!(limits.count(ip("192.0.2.1")).is_ok());
        assert!(limits.count(ip("192.0.2.2")).is_ok());
        assert!(limits.count(ip("192.0.2.3")).is_err());
    }
}
