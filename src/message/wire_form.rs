//! A whole message as it goes over the wire, without being put together first.

use std::sync::Arc;

use super::framing::{FINAL_DOT, Framing, push_stuffed};
use super::mould::{Cast, Mould};

/// A message, framed, in pieces. What it shares with the other copies of its edition stays in their mould: a copy of 40 KB has some two
/// of its own, and a hundred of them on their way do not push one another out of the processor's cache.
#[derive(Clone, Debug)]
pub struct WireForm {
    mould: Option<Arc<Mould>>,
    framing: Framing,
    /// What is its own, with the mould's sections between.
    own: Vec<u8>,
    /// Where in `own` each share ends: the header's, and then one behind each section.
    ends: Vec<usize>,
    length: usize,
}

impl WireForm {
    /// A message that shares nothing.
    pub fn whole(message: Vec<u8>, framing: Framing) -> Self {
        let length = message.len();
        let own = framing.of(message);
        Self { mould: None, framing, ends: vec![own.len()], own, length }
    }

    /// One copy from `mould`: `first_fields` (whole fields with their CRLF, such as a signature of the rest, or nothing), the header, and the body.
    pub fn of(mould: &Arc<Mould>, cast: &Cast, first_fields: &[u8], framing: Framing) -> Self {
        let length =
            first_fields.len() + cast.header().len() + b"\r\n".len() + mould.ready_length() + cast.live_length();
        let own_length = length - mould.ready_length();
        let mut own = Vec::with_capacity(own_length + own_length / 64 + FINAL_DOT.len());
        // No field's name begins with a dot, and no folded line.
        own.extend_from_slice(first_fields);
        own.extend_from_slice(cast.header());
        own.extend_from_slice(b"\r\n");
        let mut ends = Vec::with_capacity(1 + cast.shares().len());
        ends.push(own.len());
        for live in cast.shares() {
            match framing {
                Framing::Plain => own.extend_from_slice(live),
                Framing::DotStuffed => push_stuffed(live, &mut own),
            }
            ends.push(own.len());
        }
        if framing == Framing::DotStuffed {
            own.extend_from_slice(FINAL_DOT);
            // A mould always ends with a section, so this goes behind the last one.
            *ends.last_mut().expect("the header's is there") = own.len();
        }
        Self { mould: Some(Arc::clone(mould)), framing, own, ends, length }
    }

    /// Its length in octets without any framing, as SIZE wants it (RFC 1870 §3).
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Its octets in order, framing included.
    pub fn pieces(&self) -> Vec<&[u8]> {
        let mut sections = self.mould.iter().flat_map(|mould| mould.ready(self.framing));
        let mut pieces = Vec::with_capacity(2 * self.ends.len());
        let mut start = 0;
        for &end in &self.ends {
            pieces.push(&self.own[start..end]);
            pieces.extend(sections.next());
            start = end;
        }
        pieces
    }
}
