//! A digest: one run of one schedule at one due instant, and the rules of what it carries.

use std::fmt;

use super::id::{DigestId, ListId, PostId, ScheduleId};
use super::language::Language;
use super::post::PostNumber;
use super::time::Timestamp;

/// A stored digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its id.
    pub id: DigestId,
    /// The schedule that it is a run of.
    pub schedule: ScheduleId,
    /// The list whose posts it carries.
    pub list: ListId,
    /// The instant at which it was due: with the schedule its key.
    pub due_at: Timestamp,
    /// Where it stands.
    pub state: DigestState,
    /// Why it was skipped, held or paused.
    pub reason: Option<String>,
    /// The posts that it carries for readers without a mark of their own.
    pub range: PostRange,
    /// The language for readers who chose none: the list's, as it was when the run was written down.
    pub language: Language,
    /// The one post that it carries instead of a range, to all readers of the list: a digest of its own.
    pub post: Option<PostId>,
    /// When its row was written.
    pub created_at: Timestamp,
    /// When its last delivery was decided.
    pub finished_at: Option<Timestamp>,
}

impl Digest {
    /// How many posts it carries for readers without a mark of their own.
    pub fn posts(&self) -> u64 {
        if self.post.is_some() { 1 } else { self.range.len() }
    }
}

/// planned → sending → finished / paused / cancelled / skipped; and held before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestState {
    /// Its posts are chosen; its audience is being written down.
    Planned,
    /// It waits for the operator: for approval, or for a template to be mended.
    Held,
    /// Its audience is frozen and its deliveries are under way.
    Sending,
    /// The operator, or a relay that refuses the sender, stopped it.
    Paused,
    /// No delivery is open any more.
    Finished,
    /// The operator called it off.
    Cancelled,
    /// There was nothing to do; the reason says why.
    Skipped,
}

impl DigestState {
    const ALL: [Self; 7] =
        [Self::Planned, Self::Held, Self::Sending, Self::Paused, Self::Finished, Self::Cancelled, Self::Skipped];

    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Skipped => "skipped",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

impl fmt::Display for DigestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a run mails nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// No post that anybody on the schedule has not had.
    NothingNew,
    /// Fewer new posts than the schedule's minimum; they wait for the next run.
    TooFew {
        /// New posts.
        fresh: u64,
        /// The schedule's minimum.
        minimum: u64,
    },
    /// Due longer ago than the misfire limit: the service was not running. Its posts go with the next run.
    TooLate,
    /// New posts, and no active subscription on the schedule.
    NobodyThere,
    /// A post was to be sent on its own, and the list has no active subscription.
    NoReaders,
    /// An earlier digest of the schedule is held; what is new goes after it.
    EarlierHeld(DigestId),
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingNew => f.write_str("nothing new"),
            Self::TooFew { fresh, minimum } => write!(f, "too few: {fresh} new, the minimum is {minimum}"),
            Self::TooLate => f.write_str("too late: due before the misfire limit"),
            Self::NobodyThere => f.write_str("nobody is on this schedule"),
            Self::NoReaders => f.write_str("nobody reads this list"),
            Self::EarlierHeld(id) => {
                write!(f, "digest {id} is not decided yet; its posts and the new ones go after it")
            }
        }
    }
}

/// The posts after one number, up to and with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PostRange {
    /// The last post before it.
    pub after: PostNumber,
    /// Its last post.
    pub through: PostNumber,
}

impl PostRange {
    /// How many posts it covers: numbers have no holes.
    pub fn len(self) -> u64 {
        u64::try_from(self.through.get() - self.after.get()).unwrap_or(0)
    }

    /// Whether it covers none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// How many posts a digest of a schedule may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostLimits {
    /// Fewer new ones than this wait for the next run; at least 1.
    pub minimum: u64,
    /// More than this wait for the next run.
    pub maximum: Option<u64>,
}

/// What a due run carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The schedule's own range has enough: everybody on it gets mail, and the schedule moves on to `range.through`.
    Everybody {
        /// The posts for readers without a mark.
        range: PostRange,
    },
    /// Only readers who came from another schedule have enough to read; the schedule itself stays where it is.
    Marked {
        /// From the schedule's mark (where nobody gets mail) to the end of what marked readers get.
        range: PostRange,
    },
    /// Nobody gets mail.
    Skip(SkipReason),
}

/// Chooses what a run carries.
///
/// `seen` is what the schedule's readers have had, `ready` the newest post that may go out, `lowest_mark` the smallest mark among the
/// schedule's active subscriptions that have one.
pub fn choose(seen: PostNumber, ready: PostNumber, limits: PostLimits, lowest_mark: Option<PostNumber>) -> Choice {
    let fresh = PostRange { after: seen, through: ready };
    let minimum = limits.minimum.max(1);
    if fresh.len() >= minimum {
        let count = limits.maximum.map_or(fresh.len(), |maximum| fresh.len().min(maximum.max(1)));
        let count = i64::try_from(count).expect("a difference of two i64 numbers");
        return Choice::Everybody { range: PostRange { through: PostNumber::new(seen.get() + count), ..fresh } };
    }
    let marked_has_enough = lowest_mark.is_some_and(|mark| PostRange { after: mark, through: ready }.len() >= minimum);
    if marked_has_enough {
        return Choice::Marked { range: PostRange { after: seen, through: ready.max(seen) } };
    }
    Choice::Skip(match fresh.len() {
        0 => SkipReason::NothingNew,
        fresh => SkipReason::TooFew { fresh, minimum },
    })
}

/// The edition that a reader with the mark `mark` gets from a run with `range`; `None` when there is nothing for them.
///
/// When the run is for everybody one post is enough; when it is for marked readers alone, the minimum holds for each of them.
pub fn edition_for(mark: PostNumber, choice: Choice, limits: PostLimits) -> Option<PostRange> {
    let (range, minimum) = match choice {
        Choice::Everybody { range } => (range, 1),
        Choice::Marked { range } => (range, limits.minimum.max(1)),
        Choice::Skip(_) => return None,
    };
    let own = PostRange { after: mark, through: range.through };
    (own.len() >= minimum).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: PostLimits = PostLimits { minimum: 1, maximum: None };

    fn number(n: i64) -> PostNumber {
        PostNumber::new(n)
    }

    fn range(after: i64, through: i64) -> PostRange {
        PostRange { after: number(after), through: number(through) }
    }

    #[test]
    fn a_run_carries_what_its_readers_have_not_had() {
        assert_eq!(choose(number(3), number(5), ANY, None), Choice::Everybody { range: range(3, 5) });
        assert_eq!(choose(number(5), number(5), ANY, None), Choice::Skip(SkipReason::NothingNew));
    }

    #[test]
    fn the_maximum_leaves_the_rest_for_the_next_run() {
        let limits = PostLimits { minimum: 1, maximum: Some(2) };
        assert_eq!(choose(number(0), number(5), limits, None), Choice::Everybody { range: range(0, 2) });
    }

    #[test]
    fn too_few_posts_wait() {
        let limits = PostLimits { minimum: 3, maximum: None };
        let reason = SkipReason::TooFew { fresh: 2, minimum: 3 };
        assert_eq!(choose(number(0), number(2), limits, None), Choice::Skip(reason));
    }

    #[test]
    fn a_reader_from_another_schedule_is_served_although_the_schedule_has_nothing_new() {
        let choice = choose(number(5), number(5), ANY, Some(number(2)));
        assert_eq!(choice, Choice::Marked { range: range(5, 5) });
        assert_eq!(edition_for(number(2), choice, ANY), Some(range(2, 5)));
        assert_eq!(edition_for(number(5), choice, ANY), None);
    }

    #[test]
    fn a_reader_who_is_ahead_waits_until_the_schedule_catches_up() {
        let choice = Choice::Everybody { range: range(0, 3) };
        assert_eq!(edition_for(number(7), choice, ANY), None);
        assert_eq!(edition_for(number(2), choice, ANY), Some(range(2, 3)));
    }
}
