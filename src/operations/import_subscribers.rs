//! Bringing readers in from a CSV file: streamed, checked line by line, written in batches.

use std::collections::HashSet;
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder, StringRecord};

mod line_ends;

use line_ends::LineFeeds;

use super::OperationError;
use crate::domain::address::EmailAddress;
use crate::domain::attributes::{AttributeName, Attributes};
use crate::domain::departed::DepartedKey;
use crate::domain::time::Timestamp;
use crate::store::{ImportRow, ImportTarget, SkippedRow, Store};

/// Rows written in one transaction.
const BATCH: usize = 10_000;

/// What to import, and whether only to look.
#[derive(Clone, Debug)]
pub struct ImportOrder<'a> {
    /// Where the readers go.
    pub target: ImportTarget,
    /// The file's name, for the consent records.
    pub source: &'a str,
    /// Knows those again who had their data erased.
    pub departed: &'a DepartedKey,
    /// The columns that are kept as attributes.
    pub attributes: &'a [AttributeName],
    /// Tell what would happen and change nothing.
    pub dry_run: bool,
}

/// A line that brought nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedLine {
    /// Its number in the file, 1 for the first line.
    pub line: u64,
    /// What is wrong, or why it was left out.
    pub why: String,
}

/// What an import brought: `lines = added + skipped + rejected`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Lines with data.
    pub lines: u64,
    /// New readers.
    pub added: u64,
    /// Correct lines that brought nothing: known, left, suppressed.
    pub skipped: u64,
    /// Lines that are wrong.
    pub rejected: u64,
    /// The first lines that brought nothing, in the file's order; at most [`ImportReport::MOST_NOTES`].
    pub notes: Vec<RejectedLine>,
}

/// Why a file cannot be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The first line does not name the columns.
    #[error(
        "the first line must name the columns: address, name, confirmed_at (in any order, with commas between them; name may be missing); it says: {0}"
    )]
    Header(String),
    /// A column that is to be kept is not there.
    #[error("the first line names no column '{0}'")]
    NoColumn(AttributeName),
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] csv::Error),
    /// The database.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl ImportReport {
    /// How many notes are kept: enough to mend a file by, without holding a wrong one of a million lines in memory.
    pub const MOST_NOTES: usize = 1000;

    fn note(&mut self, line: u64, why: String) {
        if self.notes.len() < Self::MOST_NOTES {
            self.notes.push(RejectedLine { line, why });
        }
    }
}

/// Imports `file`, telling `progress` the lines done after every batch.
pub async fn import_subscribers(
    store: &Store,
    order: &ImportOrder<'_>,
    file: impl Read,
    now: Timestamp,
    mut progress: impl FnMut(u64),
) -> Result<ImportReport, ImportError> {
    // The last line gets an end of its own, in case it has none: lines are counted by their ends.
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(LineFeeds::of(file).chain(&b"\n"[..]));
    let columns = Columns::find(reader.headers()?, order.attributes)?;
    let wording = format!("imported by the operator from {}, confirmed elsewhere at the given time", order.source);
    let mut report = ImportReport::default();
    let mut seen = HashSet::new();
    let mut batch = Vec::with_capacity(BATCH);
    let mut record = ByteRecord::new();
    loop {
        let more = reader.read_byte_record(&mut record)?;
        if more {
            report.lines += 1;
            let line = first_line(&record, reader.position().line());
            match columns.read(line, &record, now) {
                Err(why) => {
                    report.rejected += 1;
                    report.note(line, why);
                }
                Ok(row) if !seen.insert(fingerprint(&row.address_key)) => {
                    report.skipped += 1;
                    report.note(line, "this address stands in the file already".to_owned());
                }
                Ok(row) => batch.push(row),
            }
        }
        if batch.len() >= BATCH || (!more && !batch.is_empty()) {
            leave_out_departed(store, order, &mut batch, &mut report).await?;
            let done = store.import(&order.target, &batch, &wording, order.dry_run, now).await;
            let done = done.map_err(OperationError::from)?;
            report.added += done.added;
            report.skipped += u64::try_from(done.skipped.len()).unwrap_or(u64::MAX);
            for (line, why) in done.skipped {
                report.note(line, words(why).to_owned());
            }
            batch.clear();
            progress(report.lines);
        }
        if !more {
            break;
        }
    }
    report.notes.sort_by_key(|note| note.line);
    Ok(report)
}

/// Who had their data erased is not brought back: only they themselves can come, through the form.
async fn leave_out_departed(
    store: &Store,
    order: &ImportOrder<'_>,
    batch: &mut Vec<ImportRow>,
    report: &mut ImportReport,
) -> Result<(), ImportError> {
    let site = order.target.site;
    let fingerprints: Vec<String> = batch.iter().map(|row| order.departed.of(site, &row.address_key)).collect();
    let departed = store.departed(site, &fingerprints).await.map_err(OperationError::from)?;
    if departed.is_empty() {
        return Ok(());
    }
    batch.retain(|row| {
        let left = departed.contains(&order.departed.of(site, &row.address_key));
        if left {
            report.skipped += 1;
            report.note(row.line, words(SkippedRow::Left).to_owned());
        }
        !left
    });
    Ok(())
}

/// The line that a record begins on, when the reader stands at the beginning of line `next` after it. The reader's own position of
/// the record counts the empty lines before it, too.
fn first_line(record: &ByteRecord, next: u64) -> u64 {
    let inside = record.as_slice().split(|byte| *byte == b'\n').count() - 1;
    next.saturating_sub(1 + u64::try_from(inside).unwrap_or(0))
}

/// Repeats are found by 128 bits of a hash: sixteen bytes a reader instead of the address, and no chance of a false repeat.
fn fingerprint(address_key: &str) -> u128 {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, address_key.as_bytes());
    let half = digest.as_ref().first_chunk::<16>().expect("SHA-256 is 32 bytes long");
    u128::from_be_bytes(*half)
}

const fn words(why: SkippedRow) -> &'static str {
    match why {
        SkippedRow::AlreadyActive => "already on the list",
        SkippedRow::Pending => "asked for through the form and waits for its own confirmation",
        SkippedRow::Left => "left the list; only they can come back, through the form",
        SkippedRow::Suppressed => "suppressed: gets nothing",
    }
}

/// Where the columns stand.
struct Columns {
    address: usize,
    name: Option<usize>,
    confirmed_at: usize,
    attributes: Vec<(AttributeName, usize)>,
}

impl Columns {
    fn find(header: &StringRecord, wanted: &[AttributeName]) -> Result<Self, ImportError> {
        let place = |column: &str| {
            header.iter().position(|name| name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(column))
        };
        let attribute = |name: &AttributeName| {
            let place = place(name.as_str()).ok_or_else(|| ImportError::NoColumn(name.clone()))?;
            Ok((name.clone(), place))
        };
        match (place("address"), place("confirmed_at")) {
            (Some(address), Some(confirmed_at)) => {
                let attributes = wanted.iter().map(attribute).collect::<Result<_, ImportError>>()?;
                Ok(Self { address, name: place("name"), confirmed_at, attributes })
            }
            _ => Err(ImportError::Header(header.iter().collect::<Vec<_>>().join(","))),
        }
    }

    fn read(&self, line: u64, record: &ByteRecord, now: Timestamp) -> Result<ImportRow, String> {
        let field = |place| {
            let text = str::from_utf8(record.get(place).unwrap_or_default());
            text.map_err(|_| "this line is not UTF-8; save the file as UTF-8".to_owned())
        };
        let address = EmailAddress::parse(field(self.address)?).map_err(|e| e.to_string())?;
        let confirmed_at = read_confirmed_at(field(self.confirmed_at)?, now)?;
        let name = self.name.map(field).transpose()?.map(str::trim).filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().any(char::is_control) || name.chars().count() > 200) {
            return Err("the name must be one line of at most 200 characters".to_owned());
        }
        let mut attributes = Attributes::default();
        for (name, place) in &self.attributes {
            attributes.set(name, field(*place)?).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(ImportRow {
            attributes,
            line,
            address: address.to_string(),
            address_key: address.key(),
            name: name.map(str::to_owned),
            confirmed_at,
        })
    }
}

/// RFC 3339, `2024-05-01 12:30`, or a day alone, which is read as its first second in UTC.
fn read_confirmed_at(text: &str, now: Timestamp) -> Result<Timestamp, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(
            "confirmed_at is empty: only people who have confirmed can be imported, the others must use the form"
                .to_owned(),
        );
    }
    let instant = text
        .parse::<jiff::Timestamp>()
        .ok()
        .or_else(|| {
            let civil = text.parse::<jiff::civil::DateTime>().ok();
            let civil = civil.or_else(|| text.parse::<jiff::civil::Date>().ok().map(|date| date.at(0, 0, 0, 0)));
            civil?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
        })
        .ok_or_else(|| format!("confirmed_at '{text}' is not a time: write it like 2024-05-01T12:30:00Z"))?;
    let instant = Timestamp::from(instant);
    if instant > now {
        return Err(format!("confirmed_at '{text}' lies in the future"));
    }
    Ok(instant)
}
