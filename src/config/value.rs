//! How single values are read. Each function makes a reader of one kind of value; its error says what is expected.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use jiff::{Span, SpanRelativeTo};

use super::written::Value;

/// A value, or what was expected instead.
pub(super) type Expected<T> = Result<T, String>;

/// Some text, not empty.
pub(super) fn text(value: &Value) -> Expected<String> {
    let text = value.as_text().filter(|text| !text.trim().is_empty());
    text.map(str::to_owned).ok_or_else(|| "a text".to_owned())
}

/// A text that a type reads; `expected` says what it looks like.
pub(super) fn parsed<T: FromStr>(expected: &str) -> impl Fn(&Value) -> Expected<T> {
    move |value| value.as_text().and_then(|text| text.parse().ok()).ok_or_else(|| expected.to_owned())
}

/// A text that a function reads; its error says what is expected.
pub(super) fn read_by<T>(read: impl Fn(&str) -> Expected<T>) -> impl Fn(&Value) -> Expected<T> {
    move |value| read(&text(value)?)
}

/// One of several words.
pub(super) fn word<T: Copy>(words: &[(&str, T)]) -> impl Fn(&Value) -> Expected<T> {
    move |value| {
        let found = words.iter().find(|(word, _)| value.as_text() == Some(word));
        let quoted = || words.iter().map(|(word, _)| format!("{word:?}")).collect::<Vec<_>>().join(" or ");
        found.map(|(_, meaning)| *meaning).ok_or_else(quoted)
    }
}

/// A list of texts that a type reads; `expected` says what one looks like.
pub(super) fn list<T: FromStr>(expected: &str) -> impl Fn(&Value) -> Expected<Vec<T>> {
    move |value| {
        let items = value.as_list().and_then(|items| items.iter().map(|item| item.parse().ok()).collect());
        items.ok_or_else(|| format!("a list in which each is {expected}"))
    }
}

/// `true` or `false`.
pub(super) fn truth(value: &Value) -> Expected<bool> {
    value.as_bool().ok_or_else(|| "true or false".to_owned())
}

/// A whole number within bounds.
pub(super) fn whole<T: TryFrom<i64> + Copy + std::fmt::Display + PartialOrd>(
    bounds: RangeInclusive<T>,
) -> impl Fn(&Value) -> Expected<T> {
    move |value| {
        let number = value.as_integer().and_then(|number| T::try_from(number).ok());
        number
            .filter(|number| bounds.contains(number))
            .ok_or_else(|| format!("a whole number from {} to {}", bounds.start(), bounds.end()))
    }
}

/// A number above 0, at most `most`.
pub(super) fn positive(most: f64) -> impl Fn(&Value) -> Expected<f64> {
    move |value| {
        let number = value.as_float().filter(|number| *number > 0.0 && *number <= most);
        number.ok_or_else(|| format!("a number above 0, at most {most}"))
    }
}

/// A duration with its unit within bounds; a day has 24 hours.
pub(super) fn duration(bounds: RangeInclusive<Duration>) -> impl Fn(&Value) -> Expected<Duration> {
    move |value| {
        let (least, most) = (duration_words(*bounds.start()), duration_words(*bounds.end()));
        value
            .as_text()
            .and_then(read_duration)
            .filter(|duration| bounds.contains(duration))
            .ok_or_else(|| format!("a duration with its unit, such as \"90 s\", from {least} to {most}"))
    }
}

fn read_duration(text: &str) -> Option<Duration> {
    let span: Span = text.trim().parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    Duration::try_from(duration).ok()
}

fn duration_words(duration: Duration) -> String {
    match duration.as_secs() {
        0 => "0 s".to_owned(),
        seconds if seconds % 86_400 == 0 => format!("{} d", seconds / 86_400),
        seconds if seconds % 3600 == 0 => format!("{} h", seconds / 3600),
        seconds if seconds % 60 == 0 => format!("{} min", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}

/// A number of bytes with its unit, at least `least` and at most 1 GiB.
pub(super) fn bytes(least: usize) -> impl Fn(&Value) -> Expected<usize> {
    move |value| {
        let size = value.as_text().and_then(read_bytes).filter(|size| (least..=1 << 30).contains(size));
        size.ok_or_else(|| format!("a size with its unit, such as \"90 KB\" or \"8 MiB\", from {least} B to 1 GiB"))
    }
}

fn read_bytes(text: &str) -> Option<usize> {
    const UNITS: [(&str, usize); 6] =
        [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("KB", 1000), ("MB", 1_000_000), ("B", 1)];
    let digits = text.trim().find(|character: char| !character.is_ascii_digit())?;
    let (number, unit) = text.trim().split_at(digits);
    let (_, size) = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit.trim()))?;
    number.parse::<usize>().ok()?.checked_mul(*size)
}

/// A file or folder that is there.
pub(super) fn existing_path(
    is_right: fn(&std::path::Path) -> bool,
    expected: &str,
) -> impl Fn(&Value) -> Expected<PathBuf> {
    move |value| {
        let path = PathBuf::from(text(value)?);
        if is_right(&path) { Ok(path) } else { Err(format!("{expected} that exists")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duration_of(text: &str) -> Option<u64> {
        read_duration(text).map(|duration| duration.as_secs())
    }

    #[test]
    fn a_duration_is_a_number_with_a_unit() {
        for (text, seconds) in [
            ("30 s", 30),
            ("90 seconds", 90),
            ("10 min", 600),
            ("10m", 600),
            ("48 h", 172_800),
            ("1 day", 86_400),
            ("1h30m", 5400),
            ("1 week", 604_800),
        ] {
            assert_eq!(duration_of(text), Some(seconds), "{text}");
        }
        for text in ["600", "", "ten minutes", "-5 min", "5 min ago", "1 month", "10 min or so"] {
            assert_eq!(duration_of(text), None, "{text}");
        }
    }

    #[test]
    fn bounds_are_told_in_the_largest_unit_that_fits() {
        let bounded = duration(Duration::from_secs(90)..=Duration::from_hours(48));
        let expected = bounded(&Value::Integer(600)).unwrap_err();
        assert_eq!(expected, "a duration with its unit, such as \"90 s\", from 90 s to 2 d");
        assert!(bounded(&Value::Text("89 s".to_owned())).is_err());
        assert_eq!(bounded(&Value::Text("90 s".to_owned())), Ok(Duration::from_secs(90)));
    }

    #[test]
    fn a_size_is_a_number_with_a_unit() {
        for (text, size) in
            [("8 MiB", 8_388_608), ("90 KB", 90_000), ("90kb", 90_000), ("512 B", 512), ("1GiB", 1 << 30)]
        {
            assert_eq!(read_bytes(text), Some(size), "{text}");
        }
        for text in ["8", "", "MiB", "8 MiBs", "-8 MiB", "1.5 MiB", "99999999999999999 GiB"] {
            assert_eq!(read_bytes(text), None, "{text}");
        }
    }
}
