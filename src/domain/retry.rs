//! What follows from an attempt: the verdict by stage and reply, and when to try again.

use std::time::Duration;

use super::reply::{Reply, Stage};
use super::time::Timestamp;

/// What one attempt means for its delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The relay has it.
    Sent,
    /// The relay asked to come back later: charged to the delivery.
    Later,
    /// The connection broke or closed before the final dot: nothing was sent, nobody is charged.
    Again,
    /// The relay refused it for good.
    Failed,
    /// The relay refused the sender, not the reader: the digest pauses, nobody is charged.
    SenderRefused,
    /// The final dot was written and no reply came: it may have been accepted.
    Unknown,
}

/// Judges an attempt by the step at which it ended and the reply there; `None` when the connection was lost instead.
///
/// RFC 5321 §4.2.1 for the classes, §3.8 for 421 and lost connections, §4.5.3.1.10 for 552 at RCPT.
pub fn judge(stage: Stage, reply: Option<&Reply>) -> Verdict {
    let Some(reply) = reply else {
        return if stage == Stage::Dot { Verdict::Unknown } else { Verdict::Again };
    };
    match (stage, reply.code) {
        (Stage::Dot, 200..=299) => Verdict::Sent,
        // The server closes the connection; behind the dot it has also said that it did not take the mail.
        (stage, 421) if stage < Stage::Dot => Verdict::Again,
        // 552 at RCPT: too many recipients, said with a permanent code.
        (_, 400..=499) | (Stage::Recipient, 552) => Verdict::Later,
        // Authentication asked for in the middle, or no right to send from this address.
        (_, 530 | 535) | (Stage::Mail, 500..=599) => Verdict::SenderRefused,
        (Stage::Recipient, 550 | 554) if says_relaying_denied(reply) => Verdict::SenderRefused,
        (_, 500..=599) => Verdict::Failed,
        // A code that does not belong here: after the dot nobody knows, before it nothing was sent.
        (Stage::Dot, _) => Verdict::Unknown,
        _ => Verdict::Again,
    }
}

/// Postfix, Exim, Exchange and Sendmail all say it with one of these words.
fn says_relaying_denied(reply: &Reply) -> bool {
    let text = reply.text.to_ascii_lowercase();
    ["relay access denied", "relaying denied", "relay not permitted", "unable to relay"]
        .iter()
        .any(|words| text.contains(words))
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

    fn reply(code: u16, text: &str) -> Reply {
        Reply { code, enhanced: None, text: text.to_owned() }
    }

    #[test]
    fn the_stage_and_the_code_decide() {
        for (stage, code, expected) in [
            (Stage::Dot, 250, Verdict::Sent),
            (Stage::Dot, 354, Verdict::Unknown),
            (Stage::Dot, 451, Verdict::Later),
            (Stage::Dot, 554, Verdict::Failed),
            (Stage::Recipient, 450, Verdict::Later),
            (Stage::Recipient, 421, Verdict::Again),
            (Stage::Recipient, 452, Verdict::Later),
            (Stage::Recipient, 552, Verdict::Later),
            (Stage::Recipient, 550, Verdict::Failed),
            (Stage::Mail, 550, Verdict::SenderRefused),
            (Stage::Mail, 530, Verdict::SenderRefused),
            (Stage::Mail, 451, Verdict::Later),
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
    }
}
