//! What all copies of an edition share, encoded once.
//!
//! [`Mould::new`] encodes the body as far as it is the same for everybody: everything but the encoded lines that a hole falls
//! into, and what follows on them up to the text's next line end (with base64: up to the part's end). [`Mould::cast`] encodes the rest
//! for one recipient; a [`WireForm`](super::WireForm) is both together. The result is byte for byte what [`compose`](super::compose) makes of the
//! filled texts (`tests/messages/copies.rs`).

use url::Url;

use super::body::{Layout, Piece};
use super::encoding::{Encoder, TransferEncoding};
use super::framing::{Framing, push_stuffed};
use super::header::HeaderBlock;
use super::message_id::MessageId;
use super::{
    FeedbackId, MessageError, refuse_beyond_ascii, refuse_controls, rfc5322_date, write_last_fields, write_list_id,
    write_unsubscribe,
};
use crate::domain::address::{EmailAddress, Sender};
use crate::domain::time::Timestamp;

/// What is the same in all copies.
#[derive(Clone, Copy, Debug)]
pub struct MouldDraft<'a> {
    /// Who it is from.
    pub from: &'a Sender,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<&'a EmailAddress>,
    /// The subject, as in [`MessageDraft::subject`](super::MessageDraft::subject).
    pub subject: &'a [Piece<'a>],
    /// What feedback about them is counted under.
    pub feedback_id: &'a FeedbackId,
    /// Whether a machine sends it unasked.
    pub auto_submitted: bool,
    /// The list's name for people.
    pub list_name: &'a str,
    /// The list's identifier (RFC 2919 §2).
    pub list_id: &'a str,
    /// The boundary and the encodings.
    pub layout: &'a Layout,
    /// The HTML part.
    pub html: &'a [Piece<'a>],
    /// The text part.
    pub text: &'a [Piece<'a>],
}

/// What is one recipient's own.
#[derive(Clone, Copy, Debug)]
pub struct Recipient<'a> {
    /// The address.
    pub to: &'a EmailAddress,
    /// When the copy was written: the same at every retry.
    pub date: Timestamp,
    /// The copy's name.
    pub message_id: &'a MessageId,
    /// Where a POST ends this subscription.
    pub unsubscribe: &'a Url,
    /// The values for the subject's holes.
    pub subject: &'a [&'a str],
    /// The values for the HTML part's holes, escaped for HTML. Line ends in them become CRLF, as everywhere in a body.
    pub html: &'a [&'a str],
    /// The values for the text part's holes.
    pub text: &'a [&'a str],
}

/// The shared part of all copies.
#[derive(Clone, Debug)]
pub struct Mould {
    /// What stands before To, before Subject, before List-Unsubscribe and at the end; and between Subject and List-Unsubscribe stands the name.
    fields: [Vec<u8>; 4],
    subject: Subject,
    sections: Vec<Section>,
    /// The length of what is ready in the body.
    ready_length: usize,
}

/// Something ready, and then something of the recipient's.
#[derive(Clone, Debug)]
struct Section {
    /// Whole lines; the line end before a boundary belongs to the boundary.
    ready: Vec<u8>,
    /// The same with dots doubled, where that makes a difference.
    stuffed: Option<Vec<u8>>,
    live: Option<Live>,
}

/// Where encoding depends on the recipient.
#[derive(Clone, Debug)]
struct Live {
    part: Part,
    /// The beginning of the encoded line that the hole falls into.
    line: Vec<u8>,
    /// As it is at the hole.
    encoder: Encoder,
    pieces: Vec<LivePiece>,
    ends_part: bool,
}

/// Written, where it is the same for everybody.
#[derive(Clone, Debug)]
enum Subject {
    Ready(Vec<u8>),
    Open(Vec<LivePiece>),
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Text,
    Html,
}

#[derive(Clone, Debug)]
enum LivePiece {
    Literal(String),
    Hole(usize),
}

/// What was encoded for one recipient. Use one again and again: it keeps its memory.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    header: Vec<u8>,
    /// What goes behind each section.
    live: Vec<u8>,
    /// Where each section's share of `live` ends.
    ends: Vec<usize>,
}

impl Mould {
    /// Checks and encodes what all copies share.
    pub fn new(draft: &MouldDraft<'_>) -> Result<Self, MessageError> {
        let subject = Subject::new(draft.subject)?;
        refuse_controls(&draft.from.name, MessageError::SenderName)?;
        refuse_beyond_ascii(draft.from, draft.reply_to)?;
        let mut fields: [Vec<u8>; 4] = Default::default();
        let [before_to, before_subject, before_unsubscribe, last] = &mut fields;
        HeaderBlock(before_to).phrase("From", &draft.from.name, draft.from.address.as_str());
        if let Some(reply_to) = draft.reply_to {
            HeaderBlock(before_subject).plain("Reply-To", reply_to.as_str());
        }
        write_list_id(&mut HeaderBlock(before_unsubscribe), draft.list_name, draft.list_id)?;
        write_last_fields(&mut HeaderBlock(last), draft.feedback_id, draft.auto_submitted);
        last.extend_from_slice(draft.layout.content_type().as_bytes());

        let [before, between, after] = draft.layout.frame();
        let mut sections = Sections { done: Vec::new(), ready: before.into_bytes() };
        sections.part(Part::Text, draft.layout.text, draft.text);
        sections.ready.extend_from_slice(between.as_bytes());
        sections.part(Part::Html, draft.layout.html, draft.html);
        sections.ready.extend_from_slice(after.as_bytes());
        sections.close(None);
        let sections = sections.done;
        Ok(Self { fields, subject, ready_length: sections.iter().map(|section| section.ready.len()).sum(), sections })
    }

    /// Encodes what is one recipient's own.
    pub fn cast(&self, recipient: &Recipient<'_>, cast: &mut Cast) -> Result<(), MessageError> {
        let [before_to, before_subject, before_unsubscribe, last] = &self.fields;
        let Cast { header, live, ends } = cast;
        header.clear();
        HeaderBlock(header).plain("Date", &rfc5322_date(recipient.date));
        header.extend_from_slice(before_to);
        HeaderBlock(header).to(recipient.to);
        header.extend_from_slice(before_subject);
        self.subject.write(recipient.subject, header)?;
        HeaderBlock(header).enclosed("Message-ID", recipient.message_id.as_str());
        header.extend_from_slice(before_unsubscribe);
        write_unsubscribe(&mut HeaderBlock(header), recipient.unsubscribe)?;
        header.extend_from_slice(last);

        live.clear();
        ends.clear();
        for section in &self.sections {
            if let Some(open) = &section.live {
                open.encode(recipient, live)?;
            }
            ends.push(live.len());
        }
        Ok(())
    }

    /// What is ready of each section, framed.
    pub(super) fn ready(&self, framing: Framing) -> impl Iterator<Item = &[u8]> {
        self.sections.iter().map(move |section| match framing {
            Framing::Plain => section.ready.as_slice(),
            Framing::DotStuffed => section.stuffed.as_ref().unwrap_or(&section.ready),
        })
    }

    /// The length of all of it without framing, in octets.
    pub(super) const fn ready_length(&self) -> usize {
        self.ready_length
    }

    /// The beginning of the plain body, as far as it is the same in all copies, for whoever hashes it once.
    pub fn common_body(&self) -> &[u8] {
        self.sections.first().map_or(&[], |section| &section.ready)
    }

    /// What follows on [`common_body`](Self::common_body) in one copy's plain body.
    pub fn rest_of_body<'a>(&'a self, cast: &'a Cast) -> impl Iterator<Item = &'a [u8]> {
        let sections = self.sections.iter().zip(cast.shares());
        sections.flat_map(|(section, live)| [section.ready.as_slice(), live]).skip(1)
    }
}

impl Cast {
    /// The header's fields, without the empty line after them.
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// What goes behind each section.
    pub(super) fn shares(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.ends.iter().enumerate().map(|(place, &end)| {
            let start = if place == 0 { 0 } else { self.ends[place - 1] };
            &self.live[start..end]
        })
    }

    /// The length of all of that, in octets.
    pub(super) const fn live_length(&self) -> usize {
        self.live.len()
    }
}

impl Subject {
    fn new(pieces: &[Piece<'_>]) -> Result<Self, MessageError> {
        let live = |piece: &Piece<'_>| match piece {
            Piece::Literal(text) => LivePiece::Literal((*text).to_owned()),
            Piece::Hole(index) => LivePiece::Hole(*index),
        };
        let open: Vec<LivePiece> = pieces.iter().map(live).collect();
        for piece in &open {
            if let LivePiece::Literal(text) = piece {
                refuse_controls(text, MessageError::Subject)?;
            }
        }
        if open.iter().any(|piece| matches!(piece, LivePiece::Hole(_))) {
            return Ok(Self::Open(open));
        }
        let mut ready = Vec::new();
        HeaderBlock(&mut ready).text("Subject", &filled(&open, &[])?);
        Ok(Self::Ready(ready))
    }

    fn write(&self, values: &[&str], header: &mut Vec<u8>) -> Result<(), MessageError> {
        match self {
            Self::Ready(ready) => header.extend_from_slice(ready),
            Self::Open(pieces) => {
                let text = filled(pieces, values)?;
                refuse_controls(&text, MessageError::Subject)?;
                HeaderBlock(header).text("Subject", &text);
            }
        }
        Ok(())
    }
}

fn filled(pieces: &[LivePiece], values: &[&str]) -> Result<String, MessageError> {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(match piece {
            LivePiece::Literal(literal) => literal,
            LivePiece::Hole(index) => values.get(*index).ok_or(MessageError::NoValue)?,
        });
    }
    Ok(text)
}

impl Live {
    fn encode(&self, recipient: &Recipient<'_>, out: &mut Vec<u8>) -> Result<(), MessageError> {
        let values = match self.part {
            Part::Text => recipient.text,
            Part::Html => recipient.html,
        };
        out.extend_from_slice(&self.line);
        let mut encoder = self.encoder.clone();
        for piece in &self.pieces {
            let text = match piece {
                LivePiece::Literal(literal) => literal.as_str(),
                LivePiece::Hole(index) => values.get(*index).ok_or(MessageError::NoValue)?,
            };
            encoder.feed(text, out);
        }
        if self.ends_part {
            encoder.finish(out);
        }
        Ok(())
    }
}

/// Sections under construction.
struct Sections {
    done: Vec<Section>,
    ready: Vec<u8>,
}

impl Sections {
    fn part(&mut self, part: Part, encoding: TransferEncoding, pieces: &[Piece<'_>]) {
        let mut encoder = Encoder::new(encoding);
        let mut open: Option<Live> = None;
        for piece in pieces {
            match (piece, open.take()) {
                (Piece::Literal(text), None) => encoder.feed(text, &mut self.ready),
                (Piece::Literal(text), Some(mut live)) => {
                    if let Some((dependent, rest, resumed)) = encoder.resume_in(text) {
                        live.pieces.push(LivePiece::Literal(dependent.to_owned()));
                        self.close(Some(live));
                        encoder = resumed;
                        encoder.feed(rest, &mut self.ready);
                    } else {
                        live.pieces.push(LivePiece::Literal((*text).to_owned()));
                        open = Some(live);
                    }
                }
                (Piece::Hole(index), Some(mut live)) => {
                    live.pieces.push(LivePiece::Hole(*index));
                    open = Some(live);
                }
                (Piece::Hole(index), None) => {
                    let line = encoder.take_open_line(&mut self.ready);
                    let pieces = vec![LivePiece::Hole(*index)];
                    open = Some(Live { part, line, encoder: encoder.clone(), pieces, ends_part: false });
                }
            }
        }
        match open {
            Some(live) => self.close(Some(Live { ends_part: true, ..live })),
            None => encoder.finish(&mut self.ready),
        }
    }

    fn close(&mut self, live: Option<Live>) {
        let ready = std::mem::take(&mut self.ready);
        let mut stuffed = Vec::new();
        push_stuffed(&ready, &mut stuffed);
        let stuffed = (stuffed.len() > ready.len()).then_some(stuffed);
        self.done.push(Section { ready, stuffed, live });
    }
}
