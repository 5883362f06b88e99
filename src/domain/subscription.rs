//! A subscription: one subscriber on one list, and the ways in which it may change.

use std::fmt;
use std::time::Duration;

use super::address::EmailAddress;
use super::id::{ListId, ScheduleId, SubscriberId, SubscriptionId};
use super::post::PostNumber;
use super::time::Timestamp;

/// A stored subscription with its subscriber's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Whose it is.
    pub subscriber: SubscriberId,
    /// The subscriber's address.
    pub address: EmailAddress,
    /// The list.
    pub list: ListId,
    /// The one schedule that it is on.
    pub schedule: ScheduleId,
    /// Where it stands.
    pub state: SubscriptionState,
    /// Stands in every link; raised to make the old ones worthless.
    pub link_version: u32,
    /// The last post that this reader has had, where that differs from the schedule's own mark: set by a change of schedule.
    pub seen_through: Option<PostNumber>,
    /// When it was last asked for.
    pub requested_at: Timestamp,
    /// When its owner confirmed; `None` until then.
    pub confirmed_at: Option<Timestamp>,
    /// When it last ended; kept when it is asked for again.
    pub ended_at: Option<Timestamp>,
}

/// pending → active → ended, and back to pending by a new request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionState {
    /// Asked for, not confirmed: gets the confirmation and nothing else.
    Pending,
    /// Confirmed: gets digests.
    Active,
    /// Over: gets nothing.
    Ended(EndReason),
}

/// Why a subscription ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// Its owner left.
    Unsubscribed,
    /// The address does not exist any more.
    Bounced,
    /// Its owner called a mail spam.
    Complained,
    /// The operator took it off.
    Removed,
}

impl SubscriptionState {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Ended(_) => "ended",
        }
    }

    /// Reads the database's two columns back; `None` when they do not fit together.
    pub fn parse(state: &str, end_reason: Option<&str>) -> Option<Self> {
        match (state, end_reason) {
            ("pending", None) => Some(Self::Pending),
            ("active", None) => Some(Self::Active),
            ("ended", Some(reason)) => EndReason::parse(reason).map(Self::Ended),
            _ => None,
        }
    }

    /// What a request through the form makes of it, or `None` when it changes nothing.
    ///
    /// An active subscription stays as it is: whoever asks has not shown that the address is theirs.
    pub const fn after_request(self) -> Option<Self> {
        match self {
            Self::Pending | Self::Ended(_) => Some(Self::Pending),
            Self::Active => None,
        }
    }

    /// What a confirmation makes of it, or `None` when there is nothing to confirm.
    pub const fn after_confirmation(self) -> Option<Self> {
        match self {
            Self::Pending => Some(Self::Active),
            Self::Active | Self::Ended(_) => None,
        }
    }
}

impl EndReason {
    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsubscribed => "unsubscribed",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
            Self::Removed => "removed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Unsubscribed, Self::Bounced, Self::Complained, Self::Removed]
            .into_iter()
            .find(|reason| reason.as_str() == text)
    }
}

impl Subscription {
    /// Whether leaving can be taken back at `now` without a new confirmation: by readers who were confirmed and left by themselves.
    pub fn may_return(&self, now: Timestamp) -> bool {
        let left_by_themselves = self.state == SubscriptionState::Ended(EndReason::Unsubscribed);
        let left_just_now = self.ended_at.is_some_and(|left| now.since(left) <= UNDO_WITHIN);
        left_by_themselves && left_just_now && self.confirmed_at.is_some()
    }
}

/// How long leaving can be taken back from the page that says so. Afterwards it takes the form and a new confirmation: an old mail in
/// somebody else's hands must not bring a reader back.
pub const UNDO_WITHIN: Duration = Duration::from_secs(24 * 3600);

/// The mark of a reader who confirms again after having left: nothing that they have had, and nothing from the time in between.
///
/// `had` is their mark from when they left (`None` for a new reader), `schedule` the mark of the schedule that they come to. `None`
/// means that they read on with everybody else.
pub fn mark_on_return(had: Option<PostNumber>, schedule: PostNumber) -> Option<PostNumber> {
    had.filter(|had| *had > schedule)
}

const DAY: Duration = Duration::from_secs(24 * 3600);

/// How many confirmations one person may be sent, whoever asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmationCaps {
    /// At most one within this time.
    pub interval: Duration,
    /// At most so many within a day.
    pub per_day: u32,
}

impl ConfirmationCaps {
    /// How far back mails count.
    pub fn longest(&self) -> Duration {
        self.interval.max(DAY)
    }

    /// Whether one more may be sent, after those of at least the [`longest`](Self::longest) span; of more than fill the day, the newest are
    /// enough.
    pub fn let_one_more(&self, sent: &[Timestamp], now: Timestamp) -> bool {
        let within = |span| sent.iter().filter(|&&at| at > now.minus(span)).count();
        within(self.interval) == 0 && (within(DAY) as u64) < self.per_day.into()
    }
}

/// For operators: `active`, or `ended (unsubscribed)`.
impl fmt::Display for SubscriptionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(reason) => write!(f, "ended ({})", reason.as_str()),
            other => f.write_str(other.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [SubscriptionState; 4] = [
        SubscriptionState::Pending,
        SubscriptionState::Active,
        SubscriptionState::Ended(EndReason::Unsubscribed),
        SubscriptionState::Ended(EndReason::Complained),
    ];

    #[test]
    fn a_state_reads_back_from_its_columns() {
        for state in ALL {
            let reason = match state {
                SubscriptionState::Ended(reason) => Some(reason.as_str()),
                _ => None,
            };
            assert_eq!(SubscriptionState::parse(state.as_str(), reason), Some(state));
        }
        assert_eq!(SubscriptionState::parse("ended", None), None);
        assert_eq!(SubscriptionState::parse("active", Some("bounced")), None);
    }

    #[test]
    fn one_more_mail_fits_after_the_interval_and_below_the_day_s_number() {
        let caps = ConfirmationCaps { interval: Duration::from_secs(600), per_day: 2 };
        let now = Timestamp::from_millis(1_800_000_000_000);
        let ago = |seconds| now.minus(Duration::from_secs(seconds));
        assert!(caps.let_one_more(&[], now));
        assert!(!caps.let_one_more(&[ago(599)], now));
        assert!(caps.let_one_more(&[ago(600)], now));
        assert!(!caps.let_one_more(&[ago(600), ago(24 * 3600 - 1)], now));
        assert!(caps.let_one_more(&[ago(600), ago(24 * 3600)], now));
        let none = ConfirmationCaps { interval: Duration::ZERO, per_day: 1 };
        assert!(!none.let_one_more(&[now], now), "this very instant is within the day");
        let long = ConfirmationCaps { interval: Duration::from_secs(48 * 3600), per_day: 2 };
        assert!(!long.let_one_more(&[ago(30 * 3600)], now), "an interval may be longer than a day");
    }

    #[test]
    fn only_a_confirmation_makes_a_subscription_active() {
        for state in ALL {
            assert_ne!(state.after_request(), Some(SubscriptionState::Active));
            let confirmed = state.after_confirmation();
            assert_eq!(confirmed.is_some(), state == SubscriptionState::Pending);
        }
    }
}
