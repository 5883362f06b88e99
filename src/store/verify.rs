//! What must hold in every database, whatever happened to it: each promise one statement that finds the rows that break it.
//!
//! A statement sees one moment, and no transaction stays open between two of them: verifying beside a busy `serve` holds nobody up and
//! finds nothing that is only half written. Each reads its tables from end to end; none needs an index that sending does not need as well.

use std::time::Duration;

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Param, Statement, params, statements};
use crate::domain::time::Timestamp;

/// A mail may have begun this long after its reader left: the page reads the clock, then waits for SQLite's write lock (5 s at most, see
/// `sqlite`), and what is under way at that moment ends. Two machines' clocks differ by less.
const GRACE: Duration = Duration::from_secs(6);

/// A lease that ended longer ago than this, or than two leases, is nobody's.
const LEASE_GRACE: Duration = Duration::from_secs(120);

/// Rows told of one broken promise; the statements ask for one more, to see whether there are more.
const TOLD: usize = 20;

statements! {
    TWO_DELIVERIES = "SELECT max(id) AS id FROM delivery WHERE digest_id IS NOT NULL
                      GROUP BY digest_id, subscription_id HAVING count(*) > 1 ORDER BY 1 LIMIT 21";
    TWO_RUNS = "SELECT max(id) AS id FROM digest GROUP BY schedule_id, due_at HAVING count(*) > 1 ORDER BY 1 LIMIT 21";
    OPEN_AFTER_THE_END = "SELECT d.id FROM digest g JOIN delivery d ON d.digest_id = g.id
                          WHERE g.state IN ('finished', 'cancelled', 'skipped')
                            AND d.state IN ('planned', 'claimed', 'sending', 'deferred', 'unknown')
                          ORDER BY d.id LIMIT 21";
    DOES_NOT_ADD_UP = "SELECT digest_id AS id FROM delivery WHERE digest_id IS NOT NULL GROUP BY digest_id
                       HAVING count(*) <> count(*) FILTER (WHERE state = 'sent')
                                        + count(*) FILTER (WHERE state IN ('suppressed', 'expired', 'cancelled'))
                                        + count(*) FILTER (WHERE state IN ('failed', 'held'))
                                        + count(*) FILTER (WHERE state IN ('planned', 'claimed', 'sending', 'deferred', 'unknown'))
                       ORDER BY 1 LIMIT 21";
    CONTRADICTS_ITSELF = "SELECT id FROM delivery
                          WHERE (state IN ('claimed', 'sending')) <> (lease_until IS NOT NULL)
                             OR (state IN ('claimed', 'sending')) <> (owner IS NOT NULL)
                             OR (state IN ('sent', 'failed', 'suppressed', 'expired', 'cancelled', 'held')) <> (decided_at IS NOT NULL)
                             OR (state IN ('planned', 'deferred', 'unknown') AND due_at IS NULL)
                             OR epoch < 0 OR attempts < 0 OR attempts > epoch
                          ORDER BY id LIMIT 21";
    /// The queue's tables refer to others without foreign keys, for speed. A reader may be erased; what they were sent still counts.
    BELONGS_NOWHERE = "SELECT d.id FROM delivery d LEFT JOIN digest g ON g.id = d.digest_id LEFT JOIN edition e ON e.id = d.edition_id
                       LEFT JOIN subscription s ON s.id = d.subscription_id
                       WHERE (d.kind = 'digest' AND (g.id IS NULL OR e.id IS NULL OR e.digest_id <> d.digest_id OR g.list_id <> d.list_id))
                          OR (d.kind <> 'digest' AND (d.digest_id IS NOT NULL OR d.edition_id IS NOT NULL))
                          OR s.list_id <> d.list_id
                          OR (s.id IS NULL AND d.state IN ('planned', 'claimed', 'sending', 'deferred', 'unknown'))
                       ORDER BY d.id LIMIT 21";
    /// On PostgreSQL readers refer to these without foreign keys (docs/decisions/0027).
    READER_OF_NOTHING = "SELECT s.id FROM subscription s JOIN subscriber u ON u.id = s.subscriber_id LEFT JOIN site i ON i.id = u.site_id
                         LEFT JOIN list l ON l.id = s.list_id LEFT JOIN schedule c ON c.id = s.schedule_id
                         WHERE i.id IS NULL OR l.id IS NULL OR c.id IS NULL ORDER BY s.id LIMIT 21";
    LEASE_LONG_OVER = "SELECT id FROM delivery WHERE state IN ('claimed', 'sending') AND lease_until < $1 ORDER BY id LIMIT 21";
    SENT_WITHOUT_A_YES = "SELECT d.id FROM delivery d WHERE d.state = 'sent'
                            AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.delivery_id = d.id AND a.stage = 'dot'
                                            AND a.code BETWEEN 200 AND 299 AND a.epoch <= d.epoch)
                          ORDER BY d.id LIMIT 21";
    ATTEMPT_WITHOUT_A_CLAIM = "SELECT a.id FROM attempt a LEFT JOIN delivery d ON d.id = a.delivery_id
                               WHERE d.id IS NULL OR a.epoch > d.epoch OR a.epoch < 1 ORDER BY a.id LIMIT 21";
    TWO_ANSWERS = "SELECT max(id) AS id FROM attempt WHERE stage = 'dot' AND outcome <> 'late'
                   GROUP BY delivery_id, epoch HAVING count(*) > 1 ORDER BY 1 LIMIT 21";
    /// A mail that was held after the dot is as uncertain as an unknown one: the operator may let it be tried again.
    REPEAT_UNEXPLAINED = "SELECT delivery_id AS id FROM attempt GROUP BY delivery_id
                          HAVING count(*) FILTER (WHERE stage = 'dot' AND code BETWEEN 200 AND 299)
                               > 1 + count(*) FILTER (WHERE outcome IN ('unknown', 'late', 'held'))
                          ORDER BY 1 LIMIT 21";
    /// Judged by the evidence, not by where the subscription stands now: a reader may have left and come back since. A yes holds until a
    /// no that is written behind it.
    WITHOUT_CONSENT = "SELECT DISTINCT d.id FROM attempt a JOIN delivery d ON d.id = a.delivery_id
                       WHERE a.stage = 'dot' AND d.kind IN ('digest', 'welcome', 'known', 'link', 'address')
                         AND NOT EXISTS (SELECT 1 FROM consent_record yes
                             WHERE yes.subscription_id = d.subscription_id AND yes.event IN ('confirmed', 'imported', 'returned')
                               AND yes.at <= a.at - COALESCE(a.took_ms, 0) + $1
                               AND NOT EXISTS (SELECT 1 FROM consent_record no
                                   WHERE no.subscription_id = yes.subscription_id AND no.id > yes.id
                                     AND no.event NOT IN ('confirmed', 'imported', 'returned', 'rescheduled', 'chosen', 'paused', 'moved')
                                     AND no.at < a.at - COALESCE(a.took_ms, 0) - $1))
                       ORDER BY d.id LIMIT 21";
    ACTIVE_WITHOUT_EVIDENCE = "SELECT s.id FROM subscription s WHERE s.state = 'active'
                                 AND NOT EXISTS (SELECT 1 FROM consent_record y
                                                 WHERE y.subscription_id = s.id AND y.event IN ('confirmed', 'imported'))
                               ORDER BY s.id LIMIT 21";
    /// CROSS JOIN keeps SQLite to this order: each reader's rules are looked up, then each delivery's among those few. Left to itself it
    /// holds every rule against every reader, which takes minutes where this takes a second.
    WHILE_SUPPRESSED = "WITH rule AS MATERIALIZED (
                            SELECT s.id AS subscription_id, x.address_key, x.created_at, x.expires_at
                            FROM subscriber u CROSS JOIN suppression x CROSS JOIN subscription s
                            WHERE x.address_key = u.address_key AND (x.site_id IS NULL OR x.site_id = u.site_id)
                              AND s.subscriber_id = u.id)
                        SELECT DISTINCT d.id FROM delivery d CROSS JOIN rule r CROSS JOIN attempt a
                        WHERE r.subscription_id = d.subscription_id AND a.delivery_id = d.id AND a.stage = 'dot'
                          AND (d.address_key IS NULL OR d.address_key = r.address_key)
                          AND a.at - COALESCE(a.took_ms, 0) > r.created_at + $1
                          AND (r.expires_at IS NULL OR a.at - COALESCE(a.took_ms, 0) < r.expires_at)
                        ORDER BY d.id LIMIT 21";
    /// In the order of their beginnings, each of a reader's editions must begin where all before it have ended, or later.
    POST_TWICE = "SELECT id FROM (SELECT d.id, e.after_post, e.through_post,
                                         max(e.through_post) OVER (PARTITION BY d.subscription_id ORDER BY e.after_post, d.id
                                                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS had
                                  FROM delivery d JOIN edition e ON e.id = d.edition_id WHERE d.state = 'sent') AS editions
                  WHERE after_post < had AND after_post < through_post ORDER BY id LIMIT 21";
    NUMBERED_PAST_THE_LAST = "SELECT p.id FROM post p JOIN list l ON l.id = p.list_id WHERE p.number > l.last_post OR p.number < 1
                              ORDER BY p.id LIMIT 21";
}

/// SQLite's own checks: not among the listed statements, PostgreSQL has no counterpart.
const DAMAGE: Statement = Statement {
    name: "DAMAGE",
    sqlite: "SELECT integrity_check AS words FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 21",
    postgres: "",
};
const DANGLING: Statement = Statement {
    name: "DANGLING",
    sqlite: "SELECT 'table ' || \"table\" || ', row ' || rowid || ' refers to a missing row of ' || parent AS words
             FROM pragma_foreign_key_check LIMIT 21",
    postgres: "",
};

/// What a statement is given as `$1`.
#[derive(Clone, Copy)]
enum Given {
    Nothing,
    /// [`GRACE`], in milliseconds.
    Grace,
    /// The instant before which every lease must be over and taken back.
    LeaseLimit,
}

/// A promise about the rows.
struct Promise {
    name: &'static str,
    claim: &'static str,
    /// What the ids are ids of.
    of: &'static str,
    statement: &'static Statement,
    given: Given,
}

const PROMISES: &[Promise] = &[
    Promise {
        name: "one_delivery_per_reader_and_digest",
        claim: "A digest has one delivery per reader.",
        of: "delivery",
        statement: &TWO_DELIVERIES,
        given: Given::Nothing,
    },
    Promise {
        name: "one_run_per_due_time",
        claim: "A schedule has one digest per due instant.",
        of: "digest",
        statement: &TWO_RUNS,
        given: Given::Nothing,
    },
    Promise {
        name: "a_digest_that_is_over_has_nothing_open",
        claim: "A finished, cancelled or skipped digest has no open delivery.",
        of: "delivery",
        statement: &OPEN_AFTER_THE_END,
        given: Given::Nothing,
    },
    Promise {
        name: "a_digest_adds_up",
        claim: "Planned = sent + skipped + failed + open, by counting.",
        of: "digest",
        statement: &DOES_NOT_ADD_UP,
        given: Given::Nothing,
    },
    Promise {
        name: "a_delivery_does_not_contradict_itself",
        claim: "What is under way has an owner and a lease, what waits is due, what is decided says when.",
        of: "delivery",
        statement: &CONTRADICTS_ITSELF,
        given: Given::Nothing,
    },
    Promise {
        name: "a_delivery_belongs_to_its_digest_and_reader",
        claim: "A delivery's digest, edition and subscription are there and belong together.",
        of: "delivery",
        statement: &BELONGS_NOWHERE,
        given: Given::Nothing,
    },
    Promise {
        name: "no_lease_is_long_over",
        claim: "What a worker left behind is taken up by another one. If this is broken, no `letterbell serve` runs.",
        of: "delivery",
        statement: &LEASE_LONG_OVER,
        given: Given::LeaseLimit,
    },
    Promise {
        name: "sent_means_that_a_relay_said_yes",
        claim: "A sent mail has the relay's 2xx after the final dot on record, under one of its own claims.",
        of: "delivery",
        statement: &SENT_WITHOUT_A_YES,
        given: Given::Nothing,
    },
    Promise {
        name: "an_attempt_is_made_under_a_claim",
        claim: "An attempt belongs to a delivery and to one of the claims that it has had.",
        of: "attempt",
        statement: &ATTEMPT_WITHOUT_A_CLAIM,
        given: Given::Nothing,
    },
    Promise {
        name: "a_claim_has_one_answer",
        claim: "A claim has one answer to its final dot; what came after the claim had passed on is marked late.",
        of: "attempt",
        statement: &TWO_ANSWERS,
        given: Given::Nothing,
    },
    Promise {
        name: "a_repeat_is_explained",
        claim: "A mail that a relay accepted again had an attempt of which nobody knew how it ended.",
        of: "delivery",
        statement: &REPEAT_UNEXPLAINED,
        given: Given::Nothing,
    },
    Promise {
        name: "nobody_is_mailed_without_consent",
        claim: "What is for readers went only to those who had confirmed by then and had not left.",
        of: "delivery",
        statement: &WITHOUT_CONSENT,
        given: Given::Grace,
    },
    Promise {
        name: "a_subscription_has_its_list_and_schedule",
        claim: "A subscription's list and schedule are there, and its reader's site.",
        of: "subscription",
        statement: &READER_OF_NOTHING,
        given: Given::Nothing,
    },
    Promise {
        name: "an_active_reader_has_evidence",
        claim: "An active subscription has a consent record that says who confirmed it, or who brought it.",
        of: "subscription",
        statement: &ACTIVE_WITHOUT_EVIDENCE,
        given: Given::Nothing,
    },
    Promise {
        name: "nobody_is_mailed_while_suppressed",
        claim: "Nothing went to a suppressed address.",
        of: "delivery",
        statement: &WHILE_SUPPRESSED,
        given: Given::Grace,
    },
    Promise {
        name: "nobody_gets_a_post_twice",
        claim: "The editions that a reader was sent do not overlap.",
        of: "delivery",
        statement: &POST_TWICE,
        given: Given::Nothing,
    },
    Promise {
        name: "a_post_has_a_number_that_was_given_out",
        claim: "No post's number is past the last one that its list has given out.",
        of: "post",
        statement: &NUMBERED_PAST_THE_LAST,
        given: Given::Nothing,
    },
];

/// One promise, held against the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its name, for programs.
    pub name: &'static str,
    /// What it promises, in a sentence for the operator.
    pub claim: &'static str,
    /// Rows that break it, at most 20: such as `delivery 7`, or SQLite's own words. Empty when it holds.
    pub broken_by: Vec<String>,
    /// Whether there are more.
    pub more: bool,
}

impl Checked {
    /// Whether nothing breaks it.
    pub const fn holds(&self) -> bool {
        self.broken_by.is_empty()
    }

    fn new(name: &'static str, claim: &'static str, mut broken_by: Vec<String>) -> Self {
        let more = broken_by.len() > TOLD;
        broken_by.truncate(TOLD);
        Self { name, claim, broken_by, more }
    }
}

impl Store {
    /// Holds every promise against the database, and changes nothing. `lease` is how long a claim holds; `told` hears each name before
    /// it is looked at.
    ///
    /// A SQLite file that is damaged is told alone: it may answer anything else with anything.
    pub async fn verify(
        &self,
        lease: Duration,
        now: Timestamp,
        mut told: impl FnMut(&'static str),
    ) -> Result<Vec<Checked>, StoreError> {
        let mut checked = Vec::new();
        if self.file.is_some() {
            let name = "the_file_is_whole";
            told(name);
            let words = self.words(&DAMAGE).await?;
            let is_whole = words.is_empty();
            checked.push(Checked::new(name, "SQLite finds no damage (PRAGMA integrity_check).", words));
            if !is_whole {
                return Ok(checked);
            }
            let claim = "No row refers to a missing one (PRAGMA foreign_key_check).";
            checked.push(Checked::new("no_row_is_missing", claim, self.words(&DANGLING).await?));
        }
        for promise in PROMISES {
            told(promise.name);
            let given: &[Param] = match promise.given {
                Given::Nothing => &[],
                Given::Grace => params![i64::try_from(GRACE.as_millis()).unwrap_or(i64::MAX)],
                Given::LeaseLimit => params![now.minus((lease * 2).max(LEASE_GRACE))],
            };
            let rows = self.engine.rows(promise.statement, given).await?;
            let row = |row: &Row| row.integer("id").map(|id| format!("{} {id}", promise.of));
            let broken_by = rows.iter().map(row).collect::<Result<_, _>>()?;
            checked.push(Checked::new(promise.name, promise.claim, broken_by));
        }
        Ok(checked)
    }

    async fn words(&self, statement: &Statement) -> Result<Vec<String>, StoreError> {
        self.engine.rows(statement, &[]).await?.iter().map(|row| row.text("words")).collect()
    }
}
