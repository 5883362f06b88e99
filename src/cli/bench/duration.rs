//! Short times on the command line: `20ms`, `1s`.

use std::time::Duration;

use jiff::{Span, SpanRelativeTo};

/// The longest delay that makes sense.
const LONGEST: Duration = Duration::from_secs(10);

/// Reads a time with its unit.
pub fn parse(text: &str) -> Result<Duration, String> {
    let span = text.parse::<Span>().and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours())).ok();
    let duration = span.and_then(|span| Duration::try_from(span).ok()).filter(|duration| *duration <= LONGEST);
    duration.ok_or_else(|| "a time such as 20ms or 1s is expected, at most 10s".to_owned())
}
