//! Which mails a relay may have: not every relay carries addresses beyond ASCII (RFC 6531).

use std::sync::Arc;

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
