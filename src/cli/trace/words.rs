//! A story's moments in plain words.

use super::{Event, Reading};
use crate::domain::delivery::{Column, DeliveryKind, DeliveryState};
use crate::domain::reply::Stage;
use crate::store::{AttemptRecord, DeliveryStory, SuppressionRecord};

/// What a reader did, by the evidence.
pub fn consent(reading: &Reading) -> Vec<Event> {
    let list = &reading.list;
    let event = |entry: &crate::store::ConsentEntry| {
        let did = match entry.event.as_str() {
            "requested" => format!("asked for list {list}"),
            "confirmed" => format!("confirmed list {list}"),
            "imported" => format!("was imported to list {list}"),
            "rescheduled" => format!("changed the schedule of list {list}"),
            "unsubscribed" => format!("left list {list}"),
            "returned" => format!("took leaving list {list} back"),
            other => format!("{other}: list {list}"),
        };
        let from = entry.remote.as_ref().map_or_else(String::new, |remote| format!(", from {remote}"));
        Event { at: entry.at, delivery: None, words: format!("{did} ({}{from})", entry.way) }
    };
    reading.consent.iter().map(event).collect()
}

/// A suppression, at its beginning.
pub fn suppressed(rule: &SuppressionRecord) -> Event {
    let site = rule.site.as_ref().map_or_else(|| "on every site".to_owned(), |site| format!("on site {site}"));
    let until = rule.expires_at.map_or_else(String::new, |at| format!(" until {at}"));
    let note = rule.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
    let words = format!("suppressed {site}{until} ({}){note}", rule.reason);
    Event { at: rule.created_at, delivery: None, words }
}

/// A delivery's planning, its attempts and, where no attempt tells it, its decision.
pub fn delivery(story: &DeliveryStory) -> Vec<Event> {
    let event =
        |at, words: String| Event { at, delivery: Some(story.id), words: format!("delivery {}: {words}", story.id) };
    let mut events = vec![event(story.created_at, format!("planned, {}", what(story)))];
    events.extend(story.attempts.iter().map(|attempt| event(attempt.at, tried(attempt))));
    events.extend(story.retried_at.map(|at| event(at, "let be tried again by the operator".to_owned())));
    if let Some(at) = story.decided_at {
        let told_by_attempt = story.attempts.last().is_some_and(|attempt| attempt.outcome == story.state.as_str());
        if !told_by_attempt {
            let why = story.last_words.as_ref().map_or_else(String::new, |words| format!(": {words}"));
            events.push(event(at, format!("{}{why}", story.state)));
        }
    }
    events
}

fn what(story: &DeliveryStory) -> String {
    let list = &story.list;
    let Some((digest, due_at)) = story.digest else {
        return format!("{} list {list}", single_mail(&story.kind));
    };
    let subject = story.subject.as_ref().map_or_else(String::new, |subject| format!(", “{subject}”"));
    let posts = match story.posts {
        Some((first, last)) if first == last => format!(", post {first}"),
        Some((first, last)) => format!(", posts {first} to {last}"),
        None => String::new(),
    };
    format!("digest {digest} of list {list}, due at {due_at}{subject}{posts}")
}

/// What a single mail is for, to stand before its list.
fn single_mail(kind: &str) -> &'static str {
    match DeliveryKind::parse(kind) {
        Some(DeliveryKind::Confirmation) => "the confirmation for",
        Some(DeliveryKind::Reminder) => "the reminder of a request for",
        Some(DeliveryKind::Welcome) => "the welcome to",
        Some(DeliveryKind::Known) => "the answer to a request by one who reads",
        Some(DeliveryKind::Link) => "the links that a reader asked for, by way of",
        Some(DeliveryKind::Goodbye) => "the goodbye from",
        Some(DeliveryKind::Address) => "the confirmation of a new address, by way of",
        Some(DeliveryKind::Moved) => "the word to an old address, by way of",
        Some(DeliveryKind::Digest) | None => "a mail from",
    }
}

/// `claim 2, relay provider, after the final dot, 120 ms: 250 2.0.0 queued. Accepted`
fn tried(attempt: &AttemptRecord) -> String {
    let mut parts = vec![format!("claim {}", attempt.epoch)];
    parts.extend(attempt.relay.as_ref().map(|relay| format!("relay {relay}")));
    parts.extend(attempt.stage.as_ref().map(|stage| {
        if stage == Stage::Dot.as_str() { "after the final dot".to_owned() } else { format!("at {stage}") }
    }));
    parts.extend(attempt.took_ms.map(|took| format!("{took} ms")));
    let said = attempt.reply.as_ref().map_or_else(String::new, |reply| format!(": {reply}"));
    let meaning = match attempt.outcome.as_str() {
        "planned" if attempt.stage.as_deref() == Some(Stage::Dot.as_str()) => "not taken; tried again, not charged",
        outcome => meaning(outcome),
    };
    format!("{}{said} → {meaning}", parts.join(", "))
}

fn meaning(outcome: &str) -> &str {
    match outcome {
        "sent" => "accepted by the relay",
        "deferred" => "to be tried again later",
        "planned" => "nothing was sent; tried again, not charged",
        "failed" => "given up",
        "unknown" => "nobody knows whether the relay has it; sent again with the same Message-ID",
        "held" => "nobody knows whether the relay has it; held for you",
        "late" => "too late: the claim had passed on",
        other => other,
    }
}

/// Where a delivery stands now, and what comes next.
pub fn standing(story: &DeliveryStory) -> String {
    let next = match (story.state, story.due_at, story.lease_until) {
        (DeliveryState::Planned | DeliveryState::Deferred | DeliveryState::Unknown, Some(due), _) => {
            format!(", due at {due}")
        }
        (DeliveryState::Claimed | DeliveryState::Sending, _, Some(until)) => {
            format!(", with a worker until {until} or longer")
        }
        _ => String::new(),
    };
    let tries = match story.attempts.len() {
        0 => "not tried".to_owned(),
        1 => "tried once".to_owned(),
        tries => format!("tried {tries} times"),
    };
    let name = story.attempts.iter().rev().find_map(|attempt| attempt.message_id.as_ref());
    let name = name.map_or_else(String::new, |name| format!(", Message-ID <{name}>"));
    let is_open = story.state.column() == Column::Open;
    let told = story.attempts.last().and_then(|attempt| attempt.reply.as_ref());
    let last = story.last_words.as_ref().filter(|words| is_open && Some(*words) != told);
    let last = last.map_or_else(String::new, |words| format!("; last: {words}"));
    let still = story.stands_still.as_ref().filter(|_| is_open).zip(story.digest);
    let still = still.map_or_else(String::new, |(why, (digest, _))| format!("; digest {digest} is {why}"));
    format!("delivery {}: {}{next}, {tries}, {} charged{name}{last}{still}", story.id, story.state, story.charged)
}
