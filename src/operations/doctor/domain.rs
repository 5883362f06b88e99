//! What DNS says about a domain that mail is sent from.

use super::Finding;
use super::dns::{Resolver, Unresolved};
use crate::domain::dkim::DkimIdentity;
use crate::domain::dns_records::{Spf, dkim_key_of, dmarc_policy};
use crate::message::Signers;

/// A domain in the From of some list's mails.
#[derive(Clone, Copy, Debug)]
pub struct SendingDomain<'a> {
    /// It, in A-labels.
    pub domain: &'a str,
    /// The domain of the return path, whose SPF record counts.
    pub return_path: &'a str,
    /// All keys that mails are signed with here.
    pub keys: &'a [DkimIdentity],
}

/// Look-ups that an SPF record may cost a receiver (RFC 7208 §4.6.4).
const MOST_LOOKUPS: usize = 10;

/// Looks at SPF, DMARC and the keys of a sending domain; each look-up is bounded, and so is their number.
pub async fn examine_domain(resolver: &Resolver, domain: &SendingDomain<'_>) -> Vec<Finding> {
    let mut findings = vec![spf(resolver, domain.return_path).await, dmarc(resolver, domain.domain).await];
    let signers = Signers::new(domain.keys.iter().cloned());
    let signers = signers.for_domain(domain.domain);
    if signers.is_empty() {
        findings.push(Finding::look(
            format!("DKIM of {}", domain.domain),
            "No key signs its mails here.",
            "Let your relay sign for this very domain, or make a key: letterbell dkim keygen --help.",
        ));
    }
    for signer in signers {
        findings.push(dkim(resolver, signer.identity()).await);
    }
    findings
}

async fn spf(resolver: &Resolver, domain: &str) -> Finding {
    let about = format!("SPF of {domain}");
    let texts = match resolver.texts(domain).await {
        Ok(texts) => texts,
        Err(error) => return unanswered(about, &error),
    };
    let records: Vec<Spf> = texts.iter().filter_map(|text| Spf::parse(text)).collect();
    let [spf] = records.as_slice() else {
        return match records.len() {
            0 => Finding::wrong(
                about,
                "There is no SPF record: receivers cannot tell your relay from a forger.",
                format!(
                    "Publish a TXT record at {domain}, such as: v=spf1 include:YOUR-RELAY ~all. Your relay's provider names what to include."
                ),
            ),
            many => Finding::wrong(
                about,
                format!("There are {many} SPF records: receivers then heed none (RFC 7208 §3.2)."),
                format!("Put their terms into one TXT record at {domain}, and take the others away."),
            ),
        };
    };
    if spf.lets_anybody {
        let next = "End the record with ~all or -all instead of +all.";
        return Finding::wrong(about, "It lets anybody send in your name (+all).", next);
    }
    if spf.lets_nobody {
        let next = "Add your relay: include:YOUR-RELAY or ip4:ITS-ADDRESS, before the last term.";
        return Finding::wrong(about, "It lets nobody send in your name, your relay included.", next);
    }
    match included(resolver, spf).await {
        Ok(lookups) if lookups > MOST_LOOKUPS => Finding::wrong(
            about,
            format!(
                "It costs a receiver {lookups} look-ups or more; after {MOST_LOOKUPS} they give up (RFC 7208 §4.6.4)."
            ),
            "Take out what you do not send through, or name addresses (ip4:, ip6:) instead of domains.",
        ),
        Ok(0) => Finding::good(about, "There is one record; it names addresses alone."),
        Ok(lookups) => {
            Finding::good(about, format!("There is one record; it costs {lookups} look-ups of {MOST_LOOKUPS}."))
        }
        Err(Missing::Record(name)) => Finding::wrong(
            about,
            format!("It includes {name}, which has no SPF record: receivers then heed none of it."),
            format!("Correct the name or take include:{name} out."),
        ),
        Err(Missing::Answer(error)) => unanswered(about, &error),
    }
}

enum Missing {
    Record(String),
    Answer(Unresolved),
}

/// The look-ups that a record costs with all that it includes. Stops once they are too many, so that no circle goes on.
async fn included(resolver: &Resolver, spf: &Spf) -> Result<usize, Missing> {
    let (mut lookups, mut waiting) = (spf.lookups, spf.includes.clone());
    while let Some(name) = waiting.pop().filter(|_| lookups <= MOST_LOOKUPS) {
        // A name with a macro is the receiver's to fill.
        if name.contains('%') {
            continue;
        }
        let texts = resolver.texts(&name).await.map_err(Missing::Answer)?;
        let inner = texts.iter().find_map(|text| Spf::parse(text)).ok_or(Missing::Record(name))?;
        lookups += inner.lookups;
        waiting.extend(inner.includes);
    }
    Ok(lookups)
}

/// Asked at the domain, and at each one above it down to two labels, as receivers do where it has none of its own.
async fn dmarc(resolver: &Resolver, domain: &str) -> Finding {
    let about = format!("DMARC of {domain}");
    let mut at = domain;
    loop {
        let texts = match resolver.texts(&format!("_dmarc.{at}")).await {
            Ok(texts) => texts,
            Err(error) => return unanswered(about, &error),
        };
        let policies: Vec<String> = texts.iter().filter_map(|text| dmarc_policy(text)).collect();
        match policies.as_slice() {
            [policy] if ["none", "quarantine", "reject"].contains(&policy.as_str()) => {
                return Finding::good(about, format!("There is one record, at {at}, with the policy {policy}."));
            }
            [policy] => {
                return Finding::wrong(
                    about,
                    format!("The record at _dmarc.{at} has no policy that receivers know: p={policy}."),
                    "Write p=none, p=quarantine or p=reject behind v=DMARC1;",
                );
            }
            [] => {}
            many => {
                return Finding::wrong(
                    about,
                    format!("There are {} DMARC records at _dmarc.{at}: receivers then heed none.", many.len()),
                    "Keep one of them.",
                );
            }
        }
        match at.split_once('.') {
            Some((_, above)) if above.contains('.') => at = above,
            _ => break,
        }
    }
    Finding::wrong(
        about,
        "There is no DMARC record: large receivers take no bulk mail without one.",
        format!("Publish a TXT record at _dmarc.{domain}, at first: v=DMARC1; p=none"),
    )
}

async fn dkim(resolver: &Resolver, identity: &DkimIdentity) -> Finding {
    let name = identity.name.record_name();
    let about = format!("DKIM key {name}");
    let wanted = identity.key.record();
    let publish = || format!("Publish this TXT record at {name}: {}", wanted.value());
    let texts = match resolver.texts(&name).await {
        Ok(texts) => texts,
        Err(error) => return unanswered(about, &error),
    };
    let keys: Vec<String> = texts.iter().filter_map(|text| dkim_key_of(text)).collect();
    match keys.as_slice() {
        [] => Finding::wrong(about, "Its record is not in DNS: signatures cannot be checked.", publish()),
        [key] if key.is_empty() => {
            Finding::wrong(about, "Its record says that the key was withdrawn (p= is empty).", publish())
        }
        [key] if dkim_key_of(wanted.value()).as_ref() == Some(key) => {
            Finding::good(about, "The key in DNS is the one that mails are signed with.")
        }
        [_] => Finding::wrong(about, "The key in DNS is another than the one that mails are signed with.", publish()),
        many => Finding::wrong(
            about,
            format!("There are {} records: receivers may take any of them.", many.len()),
            publish(),
        ),
    }
}

fn unanswered(about: String, error: &Unresolved) -> Finding {
    let next = "Try again; if it stays so, name a server that answers: letterbell doctor --dns 9.9.9.9";
    Finding::wrong(about, format!("It cannot be looked up: {error}."), next)
}
