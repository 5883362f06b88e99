//! `letterbell trace`: one question, everything that the database knows about it, in the order in which it happened.

mod words;

use std::str::FromStr;

use clap::Args;
use serde_json::{Value, json};

use super::Failure;
use super::output::Report;
use crate::app::Core;
use crate::domain::address::EmailAddress;
use crate::domain::id::DeliveryId;
use crate::domain::subscription::Subscription;
use crate::domain::time::Timestamp;
use crate::store::{ConsentEntry, DeliveryStory, SuppressionRecord};

#[derive(Args)]
pub struct Trace {
    /// An address, a Message-ID with or without its angle brackets, or a delivery's number
    #[arg(value_name = "ADDRESS|MESSAGE-ID|DELIVERY")]
    about: About,
}

/// What was typed. A Message-ID without brackets looks like an address: it is looked for as both.
#[derive(Clone)]
enum About {
    Delivery(DeliveryId),
    Words(String),
}

impl FromStr for About {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "" => Err("an address, a Message-ID or a delivery's number is expected"),
            words => Ok(words.parse().map_or_else(|_| Self::Words(words.to_owned()), Self::Delivery)),
        }
    }
}

/// Everything found, before it is put in order.
#[derive(Default)]
struct Story {
    title: String,
    readings: Vec<Reading>,
    suppressions: Vec<SuppressionRecord>,
    deliveries: Vec<DeliveryStory>,
}

/// A subscription with the names that its row lacks.
struct Reading {
    subscription: Subscription,
    list: String,
    schedule: String,
    consent: Vec<ConsentEntry>,
}

/// A moment of the story.
struct Event {
    at: Timestamp,
    delivery: Option<DeliveryId>,
    words: String,
}

pub async fn run(core: &Core, trace: &Trace) -> Result<Report, Failure> {
    let story = match &trace.about {
        About::Delivery(id) => of_delivery(core, *id).await?,
        About::Words(words) => match of_address(core, words).await? {
            Some(story) => story,
            None => of_message(core, words).await?,
        },
    };
    Ok(told(&story))
}

async fn of_delivery(core: &Core, id: DeliveryId) -> Result<Story, Failure> {
    let found = core.store.delivery_story(id).await?;
    let delivery = found.ok_or_else(|| {
        Failure::Refused(format!("there is no delivery {id}; `letterbell trace ADDRESS` tells a reader's deliveries"))
    })?;
    let address = delivery.address.clone().unwrap_or_else(|| "a reader whose rows are gone".to_owned());
    Ok(Story { title: format!("Delivery {id} to {address}"), deliveries: vec![delivery], ..Story::default() })
}

async fn of_address(core: &Core, words: &str) -> Result<Option<Story>, Failure> {
    let Ok(address) = EmailAddress::parse(words) else { return Ok(None) };
    let subscriptions = core.store.subscriptions_of(&address).await?;
    let suppressions = core.store.suppressions_of(&address).await?;
    if subscriptions.is_empty() && suppressions.is_empty() {
        return Ok(None);
    }
    let mut story = Story { title: address.to_string(), suppressions, ..Story::default() };
    for subscription in subscriptions {
        for id in core.store.deliveries_of(subscription.id, subscription.list).await? {
            story.deliveries.extend(core.store.delivery_story(id).await?);
        }
        let list = core.store.list(subscription.list).await?;
        let schedule = core.store.schedule(subscription.schedule).await?;
        story.readings.push(Reading {
            list: list.map(|list| list.slug.to_string()).unwrap_or_default(),
            schedule: schedule.map(|schedule| schedule.name.to_string()).unwrap_or_default(),
            consent: core.store.consent_records(subscription.id).await?,
            subscription,
        });
    }
    Ok(Some(story))
}

async fn of_message(core: &Core, words: &str) -> Result<Story, Failure> {
    let name = words.trim_start_matches('<').trim_end_matches('>');
    let mut story = Story { title: format!("Message <{name}>"), ..Story::default() };
    for id in core.store.deliveries_of_message(name).await? {
        story.deliveries.extend(core.store.delivery_story(id).await?);
    }
    if story.deliveries.is_empty() {
        return Err(Failure::Refused(format!(
            "'{words}' is neither the address of a reader or a suppression, nor the Message-ID of a mail that was tried. \
             An address is looked for as it was typed into the form or imported; a Message-ID stands in a mail's source; \
             `letterbell trace NUMBER` takes a delivery's number"
        )));
    }
    Ok(story)
}

fn told(story: &Story) -> Report {
    let mut events: Vec<Event> = Vec::new();
    events.extend(story.readings.iter().flat_map(words::consent));
    events.extend(story.suppressions.iter().map(words::suppressed));
    events.extend(story.deliveries.iter().flat_map(words::delivery));
    events.sort_by_key(|event| event.at);
    let json = json!({
        "about": story.title,
        "subscriptions": story.readings.iter().map(reading).collect::<Vec<_>>(),
        "suppressions": story.suppressions.iter().map(suppression).collect::<Vec<_>>(),
        "deliveries": story.deliveries.iter().map(delivery).collect::<Vec<_>>(),
        "events": events.iter().map(|event| json!({
            "at": event.at.to_string(), "delivery": event.delivery.map(DeliveryId::get), "words": event.words,
        })).collect::<Vec<_>>(),
    });
    let mut lines = vec![story.title.clone(), String::new()];
    let instants: Vec<String> = events.iter().map(|event| event.at.to_string()).collect();
    let width = instants.iter().map(String::len).max().unwrap_or(0);
    lines.extend(instants.iter().zip(&events).map(|(at, event)| format!("{at:<width$}  {}", event.words)));
    lines.extend([String::new(), "Now".to_owned()]);
    lines.extend(story.readings.iter().map(|reading| {
        let Reading { subscription, list, schedule, .. } = reading;
        format!("  list {list}: {}, schedule {schedule}", subscription.state)
    }));
    lines.extend(story.deliveries.iter().map(|delivery| format!("  {}", words::standing(delivery))));
    Report::new(json, lines.join("\n"))
}

fn reading(reading: &Reading) -> Value {
    let subscription = &reading.subscription;
    json!({
        "id": subscription.id.get(), "list": reading.list, "schedule": reading.schedule, "state": subscription.state.as_str(),
        "consent": reading.consent.iter().map(|entry| json!({
            "at": entry.at.to_string(), "event": entry.event, "way": entry.way, "remote": entry.remote, "source": entry.source,
            "wording": entry.wording,
        })).collect::<Vec<_>>(),
    })
}

fn suppression(rule: &SuppressionRecord) -> Value {
    json!({
        "reason": rule.reason, "note": rule.note, "site": rule.site, "created_at": rule.created_at.to_string(),
        "expires_at": instant(rule.expires_at),
    })
}

fn delivery(story: &DeliveryStory) -> Value {
    json!({
        "id": story.id.get(), "kind": story.kind, "list": story.list, "subscription": story.subscription.get(),
        "address": story.address, "digest": story.digest.map(|(id, _)| id.get()), "subject": story.subject,
        "first_post": story.posts.map(|(first, _)| first), "last_post": story.posts.map(|(_, last)| last),
        "state": story.state.as_str(), "epoch": story.epoch, "charged": story.charged,
        "due_at": instant(story.due_at), "lease_until": instant(story.lease_until),
        "created_at": story.created_at.to_string(), "decided_at": instant(story.decided_at),
        "retried_at": instant(story.retried_at), "last_words": story.last_words, "stands_still": story.stands_still,
        "attempts": story.attempts.iter().map(|attempt| json!({
            "at": attempt.at.to_string(), "epoch": attempt.epoch, "relay": attempt.relay, "stage": attempt.stage,
            "outcome": attempt.outcome, "code": attempt.code, "reply": attempt.reply, "message_id": attempt.message_id,
            "took_ms": attempt.took_ms,
        })).collect::<Vec<_>>(),
    })
}

fn instant(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}
