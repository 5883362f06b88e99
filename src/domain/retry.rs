//! What follows from an attempt: the verdict by stage and reply, and when to try again.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::id::DeliveryId;
use super::reply::{Reply, Stage};
use super::time::Timestamp;

/// What one attempt means for its delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The relay has it.
    Sent,
    /// The receiver asked to come back later: charged to the delivery.
    Later,
    /// The connection broke or closed before the final dot: nothing was sent, nobody is charged.
    Again,
    /// The relay wants less at the moment: it is slowed, nobody is charged.
    Throttled,
    /// The relay refused it for good.
    Failed,
    /// The relay refused the sender, not the reader: the digest pauses, nobody is charged.
    SenderRefused,
    /// Refused by some policy, or as too large: by the sender's relay or the reader's, which only the rest of the digest tells.
    PolicyRefused,
    /// The final dot was written and no reply came: it may have been accepted.
    Unknown,
}

/// Judges an attempt by the step at which it ended and the reply there; `None` when the connection was lost instead.
///
/// RFC 5321 §4.2.1 for the classes, §3.8 for 421 and lost connections, §4.5.3.1.10 for 552 at RCPT; RFC 3463 §3.8 and the providers' own
/// pages for 5.7.x.
pub fn judge(stage: Stage, reply: Option<&Reply>) -> Verdict {
    let Some(reply) = reply else {
        return if stage == Stage::Dot { Verdict::Unknown } else { Verdict::Again };
    };
    match (stage, reply.code) {
        (Stage::Dot, 200..=299) => Verdict::Sent,
        // 552 at RCPT: too many recipients, said with a permanent code.
        (Stage::Recipient, 552) => Verdict::Later,
        // 421: the relay closes the connection. 454: "maximum sending rate exceeded", or no login at the moment. At the other steps a 4yz is
        // about the relay's own state as well; at RCPT it is the reader's mailbox that is full, greylisted or away.
        (_, 421 | 454) => Verdict::Throttled,
        (Stage::Recipient, 400..=499) if !is_about_sender(reply) => Verdict::Later,
        (_, 400..=499) => Verdict::Throttled,
        // Authentication asked for in the middle, or no right to send from this address.
        (_, 530 | 534 | 535 | 538) | (Stage::Mail, 500..=599) => Verdict::SenderRefused,
        (_, 500..=599) if is_about_sender(reply) || says_relaying_denied(reply) => Verdict::SenderRefused,
        (_, 500..=599) if is_policy(reply) || is_too_large(reply) => Verdict::PolicyRefused,
        (_, 500..=599) => Verdict::Failed,
        // A code that does not belong here: after the dot nobody knows, before it nothing was sent.
        (Stage::Dot, _) => Verdict::Unknown,
        _ => Verdict::Again,
    }
}

/// Statuses that speak of the sender's set-up, whoever the reader is: authentication (x.7.8, x.7.9), PTR, SPF, rate, TLS, DKIM and
/// DMARC (x.7.23 to x.7.32, x.7.40), and Microsoft's ban lists (x.7.5yz, x.7.6yz).
fn is_about_sender(reply: &Reply) -> bool {
    reply
        .enhanced
        .is_some_and(|status| status.subject == 7 && matches!(status.detail, 8 | 9 | 23 | 25..=32 | 40 | 500..=699))
}

/// x.7.z but for the statuses that speak of the mailbox: disabled (x.7.13) or another person's by now (x.7.17, x.7.18). Many servers say
/// x.7.1 of a mailbox that is not there; their words tell.
fn is_policy(reply: &Reply) -> bool {
    let text = reply.text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| text.contains(words));
    if says(&["user unknown", "unknown user", "no such user", "does not exist", "no mailbox", "mailbox unavailable"]) {
        return false;
    }
    match reply.enhanced {
        Some(status) => status.subject == 7 && !matches!(status.detail, 13 | 17 | 18),
        None => reply.code == 554 && says(&["spam", "blocklist", "blacklist", "blocked", "policy", "reputation"]),
    }
}

/// RFC 3463 §3.4, x.3.4: "message too big for system". Not x.2.3, which is the reader's mailbox. Without a status the words tell, for 552 is said of
/// full mailboxes, too.
fn is_too_large(reply: &Reply) -> bool {
    let text = reply.text.to_ascii_lowercase();
    match reply.enhanced {
        Some(status) => status.subject == 3 && status.detail == 4,
        None => reply.code == 552 && ["size", "too big", "too large"].iter().any(|words| text.contains(words)),
    }
}

/// Postfix, Exim, Exchange and Sendmail all say it with one of these words.
fn says_relaying_denied(reply: &Reply) -> bool {
    let text = reply.text.to_ascii_lowercase();
    ["relay access denied", "relaying denied", "relay not permitted", "unable to relay"]
        .iter()
        .any(|words| text.contains(words))
}

/// How a digest fares with the relay's policies, for one refusal among many takers is the reader's, and many are the sender's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyTally {
    taken: usize,
    refused: HashSet<DeliveryId>,
    stop: PolicyStop,
}

/// Whether refusals have stopped a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PolicyStop {
    #[default]
    No,
    /// It is being paused.
    UnderWay,
    /// It was paused then, and who lets it go on knows of the refusals.
    Since(Instant),
}

/// What a refusal by policy means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyRefusal {
    /// The reader's own: the delivery has failed.
    Failed,
    /// Too early to tell: the delivery is tried again, uncharged.
    Again,
    /// The sender's: the digest pauses, the delivery is uncharged.
    Stop,
}

impl PolicyTally {
    /// One refusal among so many takers is the reader's.
    const TAKERS: usize = 20;
    /// So many refusals without those takers are the sender's.
    const REFUSALS: usize = 3;

    /// A message of the digest was taken.
    pub const fn take(&mut self) {
        self.taken += 1;
    }

    /// A message of the digest that began at `begun` was refused by policy. A digest that was stopped once and went on all the same goes on; what was
    /// under way when it stopped says nothing new.
    pub fn refuse(&mut self, delivery: DeliveryId, begun: Instant) -> PolicyRefusal {
        let is_first = self.refused.insert(delivery);
        match self.stop {
            PolicyStop::No => {}
            PolicyStop::Since(paused) if begun > paused => return PolicyRefusal::Failed,
            PolicyStop::UnderWay | PolicyStop::Since(_) => return PolicyRefusal::Again,
        }
        if self.taken >= self.refused.len() * Self::TAKERS || (!is_first && self.taken > 0) {
            PolicyRefusal::Failed
        } else if is_first && self.refused.len() < Self::REFUSALS {
            PolicyRefusal::Again
        } else {
            self.stop = PolicyStop::UnderWay;
            PolicyRefusal::Stop
        }
    }

    /// The digest was paused at this moment; `None` when that failed, so that the next refusal tries again.
    pub fn paused(&mut self, at: Option<Instant>) {
        if self.stop == PolicyStop::UnderWay {
            self.stop = at.map_or(PolicyStop::No, PolicyStop::Since);
        }
    }
}

/// How deferred deliveries are tried again, from the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The wait after the first attempt.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
    /// How old a delivery may get before it is given up.
    pub give_up_after: Duration,
}

impl RetryPolicy {
    /// When to try again after `attempts` charged attempts (1 is the first), or `None` to give up.
    ///
    /// The wait doubles up to the longest; `chance` in 0..1 spreads it by a tenth either way, so that deliveries deferred together do
    /// not come back together.
    pub fn next_try(&self, attempts: u32, planned_at: Timestamp, now: Timestamp, chance: f64) -> Option<Timestamp> {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1).min(20)));
        let wait = doubled.min(self.longest).mul_f64(0.9 + 0.2 * chance.clamp(0.0, 1.0));
        let due = now.plus(wait);
        (due.since(planned_at) <= self.give_up_after).then_some(due)
    }

    /// When to try again what came back uncharged and without a relay's word ([`AGAIN_AFTER`]), or `None` to give up.
    pub fn again(&self, planned_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let due = now.plus(AGAIN_AFTER);
        (due.since(planned_at) <= self.give_up_after).then_some(due)
    }
}

/// What happens to a delivery that the relay may or may not have taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnknown {
    /// It is sent again with the same Message-ID.
    Resend,
    /// It waits for the operator.
    Hold,
}

/// The wait after a delivery came back uncharged: long enough not to spin, short enough not to matter.
pub const AGAIN_AFTER: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reply::EnhancedCode;

    fn reply(code: u16, text: &str) -> Reply {
        Reply { code, enhanced: None, text: text.to_owned() }
    }

    #[test]
    fn the_stage_and_the_code_decide() {
        for (stage, code, expected) in [
            (Stage::Dot, 250, Verdict::Sent),
            (Stage::Dot, 354, Verdict::Unknown),
            (Stage::Dot, 451, Verdict::Throttled),
            (Stage::Dot, 554, Verdict::Failed),
            (Stage::Recipient, 450, Verdict::Later),
            (Stage::Recipient, 421, Verdict::Throttled),
            (Stage::Recipient, 454, Verdict::Throttled),
            (Stage::Dot, 454, Verdict::Throttled),
            (Stage::Recipient, 452, Verdict::Later),
            (Stage::Recipient, 552, Verdict::Later),
            (Stage::Recipient, 550, Verdict::Failed),
            (Stage::Mail, 550, Verdict::SenderRefused),
            (Stage::Mail, 530, Verdict::SenderRefused),
            (Stage::Recipient, 530, Verdict::SenderRefused),
            (Stage::Recipient, 535, Verdict::SenderRefused),
            (Stage::Dot, 538, Verdict::SenderRefused),
            (Stage::Mail, 451, Verdict::Throttled),
            (Stage::Data, 451, Verdict::Throttled),
            (Stage::Data, 554, Verdict::Failed),
            (Stage::Data, 299, Verdict::Again),
        ] {
            assert_eq!(judge(stage, Some(&reply(code, "words"))), expected, "{stage} {code}");
        }
    }

    #[test]
    fn a_lost_connection_is_unknown_only_after_the_dot() {
        assert_eq!(judge(Stage::Dot, None), Verdict::Unknown);
        for stage in [Stage::Mail, Stage::Recipient, Stage::Data, Stage::Body] {
            assert_eq!(judge(stage, None), Verdict::Again);
        }
    }

    #[test]
    fn a_relay_that_does_not_know_us_is_no_fault_of_the_readers() {
        let denied = reply(554, "5.7.1 <a@example.org>: Relay access denied");
        assert_eq!(judge(Stage::Recipient, Some(&denied)), Verdict::SenderRefused);
    }

    #[test]
    fn a_policy_is_the_senders_or_the_readers_by_its_status_and_words() {
        for (words, expected) in [
            ("5.7.8 who are you?", Verdict::SenderRefused),
            ("5.7.9 too weak a way to sign in", Verdict::SenderRefused),
            ("5.7.23 SPF", Verdict::SenderRefused),
            ("5.7.25 no PTR", Verdict::SenderRefused),
            ("5.7.26 unauthenticated mail", Verdict::SenderRefused),
            ("5.7.32 DKIM", Verdict::SenderRefused),
            ("5.7.40 DMARC", Verdict::SenderRefused),
            ("5.7.500 banned", Verdict::SenderRefused),
            ("5.7.515 access denied", Verdict::SenderRefused),
            ("5.7.699 banned", Verdict::SenderRefused),
            ("5.7.24 SPF cannot be looked up", Verdict::PolicyRefused),
            ("5.7.700 sender", Verdict::PolicyRefused),
            ("5.7.1 rejected by policy", Verdict::PolicyRefused),
            ("5.7.1 no such user here", Verdict::Failed),
            ("5.7.13 disabled", Verdict::Failed),
            ("5.7.17 somebody else's by now", Verdict::Failed),
            ("5.7.18 a domain that is somebody else's by now", Verdict::Failed),
            ("5.1.1 no such user", Verdict::Failed),
            ("5.3.4 message size exceeds the fixed limit", Verdict::PolicyRefused),
            ("5.2.3 message size exceeds the mailbox's limit", Verdict::Failed),
        ] {
            let refusal = Reply { code: 550, enhanced: EnhancedCode::parse(550, words), text: words.to_owned() };
            assert_eq!(judge(Stage::Recipient, Some(&refusal)), expected, "{words}");
            assert_eq!(judge(Stage::Dot, Some(&refusal)), expected, "{words}");
        }
        assert_eq!(judge(Stage::Dot, Some(&reply(554, "Your host is on a blocklist"))), Verdict::PolicyRefused);
        assert_eq!(judge(Stage::Dot, Some(&reply(552, "Message size exceeds limit"))), Verdict::PolicyRefused);
        assert_eq!(judge(Stage::Dot, Some(&reply(552, "Mailbox full"))), Verdict::Failed);
        let throttled = Reply { enhanced: EnhancedCode::parse(450, "4.7.28 rate"), ..reply(450, "4.7.28 rate") };
        assert_eq!(judge(Stage::Recipient, Some(&throttled)), Verdict::Throttled);
    }

    #[test]
    fn one_refusal_among_many_is_the_readers_and_three_at_once_are_the_senders() {
        let mut tally = PolicyTally::default();
        let start = Instant::now();
        let refuse = |tally: &mut PolicyTally, id| tally.refuse(DeliveryId::new(id), start);
        assert_eq!(refuse(&mut tally, 1), PolicyRefusal::Again, "nothing is known yet");
        tally.take();
        assert_eq!(refuse(&mut tally, 1), PolicyRefusal::Failed, "others were taken meanwhile");
        (1..40).for_each(|_| tally.take());
        assert_eq!(refuse(&mut tally, 2), PolicyRefusal::Failed);
        assert_eq!(refuse(&mut tally, 3), PolicyRefusal::Stop);
        assert_eq!(refuse(&mut tally, 4), PolicyRefusal::Again, "it was under way");
        tally.paused(Some(start));
        assert_eq!(refuse(&mut tally, 5), PolicyRefusal::Again, "it was under way, too");
        let later = tally.refuse(DeliveryId::new(6), start + Duration::from_millis(1));
        assert_eq!(later, PolicyRefusal::Failed, "the operator let it go on");
        let mut lonely = PolicyTally::default();
        assert_eq!((refuse(&mut lonely, 1), refuse(&mut lonely, 1)), (PolicyRefusal::Again, PolicyRefusal::Stop));
        lonely.paused(None);
        assert_eq!(refuse(&mut lonely, 1), PolicyRefusal::Stop, "the database was away");
    }

    const POLICY: RetryPolicy = RetryPolicy {
        first: Duration::from_secs(60),
        longest: Duration::from_secs(3600),
        give_up_after: Duration::from_secs(48 * 3600),
    };

    #[test]
    fn waits_double_up_to_the_longest() {
        let start = Timestamp::from_millis(0);
        let waits: Vec<u64> = [1, 2, 3, 6, 7, 60]
            .map(|attempts| POLICY.next_try(attempts, start, start, 0.5).unwrap().since(start).as_secs())
            .into();
        assert_eq!(waits, [60, 120, 240, 1920, 3600, 3600]);
    }

    #[test]
    fn chance_spreads_a_wait_by_a_tenth() {
        let start = Timestamp::from_millis(0);
        let at = |chance| POLICY.next_try(1, start, start, chance).unwrap().since(start).as_secs();
        assert_eq!((at(0.0), at(1.0)), (54, 66));
    }

    #[test]
    fn an_old_delivery_is_given_up() {
        let start = Timestamp::from_millis(0);
        let late = start.plus(Duration::from_secs(48 * 3600 - 1800));
        assert_eq!(POLICY.next_try(9, start, late, 0.5), None);
        assert_eq!(POLICY.again(start, late), Some(late.plus(AGAIN_AFTER)));
        assert_eq!(POLICY.again(start, start.plus(POLICY.give_up_after)), None);
    }
}
