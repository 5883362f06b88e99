//! What the database holds that somebody must see to.

use std::time::Duration;

use super::Finding;
use crate::clock::Clock;
use crate::domain::burst::BurstKind;
use crate::domain::list::List;
use crate::domain::time::Timestamp;
use crate::operations::OperationError;
use crate::store::Store;

/// Clocks may differ by this much: links and schedules do not notice.
const CLOCK_SLACK: Duration = Duration::from_secs(2);
/// Differences from here on are wrong.
const CLOCK_WRONG: Duration = Duration::from_secs(60);
/// People who waited longer than this for their confirmation have given it up.
const LONG_WAIT: Duration = Duration::from_secs(24 * 3600);
/// Bursts that are looked at: the newest.
const LOOKED_AT: i64 = 200;

/// Clocks, lists, bursts and quarantine.
pub async fn examine_database(store: &Store, clock: &dyn Clock) -> Result<Vec<Finding>, OperationError> {
    let lists = store.lists().await?;
    let before = clock.now();
    let database = store.database_clock().await?;
    let now = clock.now();
    let mut findings = vec![clocks(database, before, now)];
    if lists.is_empty() {
        let next = "Add one: letterbell site add, list add, feed add, schedule add.";
        findings.push(Finding::look("lists", "There is no list yet.", next));
    }
    for list in lists.iter().filter(|list| list.postal_address.trim().is_empty()) {
        findings.push(Finding::wrong(
            format!("list {}", list.slug),
            "Its mails carry no postal address, which the law of many countries asks for.",
            format!("letterbell list change {} --postal-address \"1 Street, Town\"", list.slug),
        ));
    }
    findings.extend(bursts(store, &lists).await?);
    findings.extend(quarantine(store, &lists, now).await?);
    Ok(findings)
}

/// `before` and `after` are this machine's times around the question: an answer that is long under way says nothing about a clock.
fn clocks(database: Timestamp, before: Timestamp, after: Timestamp) -> Finding {
    let apart = database.since(after).max(before.since(database));
    let found = format!("The database's clock and this machine's differ by {:.1} s.", apart.as_secs_f64());
    let next = "Let both machines follow a time server (timedatectl set-ntp true), then run this again.";
    if apart >= CLOCK_WRONG {
        Finding::wrong("clocks", found, next)
    } else if apart >= CLOCK_SLACK {
        Finding::look("clocks", found, next)
    } else {
        Finding::good("clocks", found)
    }
}

async fn bursts(store: &Store, lists: &[List]) -> Result<Vec<Finding>, OperationError> {
    let bursts = store.bursts(LOOKED_AT).await?;
    let on = bursts.iter().filter(|burst| burst.ended_at.is_none());
    let finding = |burst: &crate::domain::burst::Burst| {
        let list = slug(lists, burst.list);
        let kind = burst.kind.as_str();
        let about = format!("burst of {kind} on {list}");
        if burst.is_held {
            let next = format!("letterbell guard release {list}, or guard drop {list}.");
            return Finding::look(about, "You let its requests wait.", next);
        }
        let found = format!("There were {} within ten minutes, since {}.", burst.number, burst.began_at);
        let next = match burst.kind {
            BurstKind::SignUps => {
                format!("letterbell guard show; then guard release {list} if they are people, or guard drop {list}.")
            }
            BurstKind::Confirmations | BurstKind::Departures => {
                format!("letterbell guard show; if a machine pressed the links: letterbell guard undo {kind} --help.")
            }
        };
        Finding::wrong(about, found, next)
    };
    let mut findings: Vec<Finding> = on.map(finding).collect();
    if findings.is_empty() {
        findings.push(Finding::good("bursts", "No burst is on."));
    }
    Ok(findings)
}

async fn quarantine(store: &Store, lists: &[List], now: Timestamp) -> Result<Vec<Finding>, OperationError> {
    let waiting = store.quarantine().await?;
    let finding = |one: &crate::store::Quarantine| {
        let list = slug(lists, one.list);
        let about = format!("quarantine of {list}");
        let found = format!("{} requests wait, the first since {}.", one.number, one.since);
        let next = format!("letterbell guard release {list} mails them; guard drop {list} ends them.");
        if now.since(one.since) > LONG_WAIT {
            Finding::wrong(about, found, next)
        } else {
            Finding::look(about, found, next)
        }
    };
    let mut findings: Vec<Finding> = waiting.iter().map(finding).collect();
    if findings.is_empty() {
        findings.push(Finding::good("quarantine", "Nobody waits."));
    }
    Ok(findings)
}

fn slug(lists: &[List], id: crate::domain::id::ListId) -> String {
    lists.iter().find(|list| list.id == id).map_or_else(|| id.to_string(), |list| list.slug.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;

    #[test]
    fn clocks_may_differ_a_little_either_way() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        for (millis, verdict) in
            [(0, Verdict::Good), (1999, Verdict::Good), (2000, Verdict::Look), (60_000, Verdict::Wrong)]
        {
            let other = now.plus(Duration::from_millis(millis));
            assert_eq!(clocks(other, now, now).verdict, verdict, "{millis}");
            assert_eq!(clocks(now, other, other).verdict, verdict, "{millis}");
        }
    }

    #[test]
    fn a_database_that_takes_its_time_to_answer_has_no_wrong_clock_for_it() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let later = |seconds| now.plus(Duration::from_secs(seconds));
        for (database, verdict) in [
            (later(0), Verdict::Good),
            (later(5), Verdict::Good),
            (later(90), Verdict::Good),
            (later(93), Verdict::Look),
        ] {
            assert_eq!(clocks(database, now, later(90)).verdict, verdict, "{database}");
        }
        assert_eq!(clocks(now, later(3), later(90)).verdict, Verdict::Look);
    }
}
