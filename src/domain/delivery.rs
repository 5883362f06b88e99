//! A delivery: one message to one address, its states, and what the accounting of a digest counts.

use std::fmt;

use super::subscription::{EndReason, SubscriptionState};

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// A digest's message to one of its readers.
    Digest,
    /// The confirmation of a request.
    Confirmation,
    /// The one reminder of a request that was not confirmed.
    Reminder,
    /// What a new reader gets at once.
    Welcome,
    /// Somebody subscribed who is a reader already.
    Known,
    /// "Send me my link".
    Link,
    /// To a reader who left.
    Goodbye,
    /// To a reader's new address: confirm it. Goes to the delivery's own address.
    Address,
    /// To a reader's old address: it was changed. Goes to the delivery's own address.
    Moved,
}

impl DeliveryKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Digest,
        Self::Confirmation,
        Self::Reminder,
        Self::Welcome,
        Self::Known,
        Self::Link,
        Self::Goodbye,
        Self::Address,
        Self::Moved,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Confirmation => "confirmation",
            Self::Reminder => "reminder",
            Self::Welcome => "welcome",
            Self::Known => "known",
            Self::Link => "link",
            Self::Goodbye => "goodbye",
            Self::Address => "address",
            Self::Moved => "moved",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it may go to a subscription that stands so. The intent asks the same of the database (`store::outcomes`): a test holds
    /// the two together.
    pub fn is_for(self, state: SubscriptionState) -> bool {
        match self {
            Self::Confirmation | Self::Reminder => state == SubscriptionState::Pending,
            Self::Digest | Self::Welcome | Self::Known | Self::Address => state == SubscriptionState::Active,
            // Who has left may ask for their data.
            Self::Link => state != SubscriptionState::Pending,
            Self::Goodbye => state == SubscriptionState::Ended(EndReason::Unsubscribed),
            // Whoever took an address over must not be able to keep its owner from hearing of it.
            Self::Moved => true,
        }
    }
}

/// Where a delivery stands.
///
/// planned → claimed → sending → sent | deferred | failed | unknown; and suppressed, expired, cancelled, held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeliveryState {
    /// Waits for its turn.
    Planned,
    /// A worker owns it until its lease ends; nothing was said to a relay about it.
    Claimed,
    /// The intent is recorded: from now on the relay may have it.
    Sending,
    /// The relay accepted it.
    Sent,
    /// The relay asked to try later; due again at its time.
    Deferred,
    /// The relay refused it for good, or it was given up.
    Failed,
    /// It broke between the final dot and the reply, or its worker died: sent again with the same Message-ID.
    Unknown,
    /// Its reader left or is suppressed, seen just before sending.
    Suppressed,
    /// Its time was over before it could be sent.
    Expired,
    /// The operator called its digest off.
    Cancelled,
    /// It was unknown, and the settings say to hold such ones.
    Held,
}

impl DeliveryState {
    /// All states, in the order in which operators read them.
    pub const ALL: [Self; 11] = [
        Self::Planned,
        Self::Claimed,
        Self::Sending,
        Self::Sent,
        Self::Deferred,
        Self::Failed,
        Self::Unknown,
        Self::Suppressed,
        Self::Expired,
        Self::Cancelled,
        Self::Held,
    ];

    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Claimed => "claimed",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Deferred => "deferred",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Suppressed => "suppressed",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Held => "held",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether nothing will happen to it any more by itself.
    pub const fn is_final(self) -> bool {
        !matches!(self.column(), Column::Open)
    }

    /// Under which word of the accounting it counts.
    pub const fn column(self) -> Column {
        match self {
            Self::Planned | Self::Claimed | Self::Sending | Self::Deferred | Self::Unknown => Column::Open,
            Self::Sent => Column::Sent,
            Self::Suppressed | Self::Expired | Self::Cancelled => Column::Skipped,
            Self::Failed | Self::Held => Column::Failed,
        }
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The four words of the accounting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Accepted by the relay.
    Sent,
    /// Left out on purpose after planning.
    Skipped,
    /// Will not be tried again by itself, and was not accepted.
    Failed,
    /// Not decided yet.
    Open,
}

/// A digest's accounting: planned = sent + skipped + failed + open, because it is counted from the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounting {
    counts: Vec<(DeliveryState, u64)>,
}

impl Accounting {
    /// From the number of deliveries in each state.
    pub fn new(counts: Vec<(DeliveryState, u64)>) -> Self {
        Self { counts }
    }

    /// All deliveries of the frozen audience.
    pub fn planned(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Those under one word.
    pub fn column(&self, column: Column) -> u64 {
        self.counts.iter().filter(|(state, _)| state.column() == column).map(|(_, count)| count).sum()
    }

    /// Those in one state.
    pub fn count(&self, state: DeliveryState) -> u64 {
        self.counts.iter().filter(|(counted, _)| *counted == state).map(|(_, count)| count).sum()
    }

    /// The number in each state, for the operator who asks for more.
    pub fn by_state(&self) -> &[(DeliveryState, u64)] {
        &self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_and_counts_once() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::parse(state.as_str()), Some(state));
        }
        let accounting = Accounting::new(DeliveryState::ALL.map(|state| (state, 1)).into());
        let columns = [Column::Sent, Column::Skipped, Column::Failed, Column::Open];
        assert_eq!(accounting.planned(), 11);
        assert_eq!(columns.map(|column| accounting.column(column)).iter().sum::<u64>(), 11);
    }
}
