//! One of the five fields of a crontab line, read as Vixie cron does.
//!
//! A field is a list of items joined by commas; an item is `*`, a value or a range, and `*` or a range may have a `/step`.
//! Months and weekdays may be written as three letters in upper or lower case. 7 is Sunday like 0, and a range of weekdays
//! may run over the week's end (`FRI-MON`, `6-0`). A step on a single value (`5/15`) means different things to different
//! programs and is refused, as are the extensions `L`, `W`, `#` and `?`.

use std::fmt;

/// Which of the five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 0 to 59.
    Minute,
    /// 0 to 23.
    Hour,
    /// 1 to 31.
    DayOfMonth,
    /// 1 to 12, or JAN to DEC.
    Month,
    /// 0 to 7 with two Sundays, or SUN to SAT.
    DayOfWeek,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Which field.
    pub field: Field,
    /// The field as written.
    pub text: String,
    /// What is wrong.
    pub problem: FieldProblem,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// Nothing between two commas, or before or after one, a hyphen or a slash.
    Empty,
    /// Neither a number nor a name that this field knows.
    NotAValue(String),
    /// A number that this field does not have.
    OutOfRange(String),
    /// A range from a higher to a lower value, where values do not go round.
    Backwards(String),
    /// A step that is no number, 0, or more than the field has values.
    BadStep(String),
    /// A step on a single value.
    StepWithoutRange(String),
}

impl Field {
    /// The lowest and highest number.
    const fn bounds(self) -> (u8, u8) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::DayOfMonth => (1, 31),
            Self::Month => (1, 12),
            Self::DayOfWeek => (0, 7),
        }
    }

    /// The names of the values, from the lowest number on.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Month => &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
            Self::DayOfWeek => &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
            _ => &[],
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Minute => "0, 30 or */15",
            Self::Hour => "8, 8,18 or 9-17",
            Self::DayOfMonth => "1, 1,15 or *",
            Self::Month => "*, 6 or JAN-MAR",
            Self::DayOfWeek => "MON, 1-5 or MON,THU",
        }
    }

    /// Reads the field.
    pub(super) fn parse(self, text: &str) -> Result<Values, FieldError> {
        let mut bits = 0;
        for item in text.split(',') {
            bits |= self.item(item).map_err(|problem| FieldError { field: self, text: text.to_owned(), problem })?;
        }
        Ok(Values { bits, starred: text.starts_with('*'), field: self })
    }

    fn item(self, item: &str) -> Result<u64, FieldProblem> {
        let (range, step) = match item.split_once('/') {
            Some((range, step)) => (range, Some(step)),
            None => (item, None),
        };
        let (low, high) = self.bounds();
        let (first, last) = match range.split_once('-') {
            // A week has one Sunday: `*` goes from 0 to 6.
            None if range == "*" => (low, if self == Self::DayOfWeek { 6 } else { high }),
            None if step.is_some() && !range.is_empty() => {
                self.value(range)?;
                return Err(FieldProblem::StepWithoutRange(item.to_owned()));
            }
            None => (self.value(range)?, self.value(range)?),
            Some((first, last)) => (self.value(first)?, self.value(last)?),
        };
        let last = match self {
            _ if first <= last => last,
            Self::DayOfWeek => last + 7,
            _ => return Err(FieldProblem::Backwards(range.to_owned())),
        };
        let step = step.map_or(Ok(1), |step| self.step(step))?;
        let day_or_value = |value: u8| if self == Self::DayOfWeek { value % 7 } else { value };
        Ok((first..=last).step_by(step).fold(0, |bits, value| bits | 1 << day_or_value(value)))
    }

    fn value(self, text: &str) -> Result<u8, FieldProblem> {
        let (low, high) = self.bounds();
        if text.is_empty() {
            return Err(FieldProblem::Empty);
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = text.parse().ok().filter(|number| (low..=high).contains(number));
            return number.ok_or_else(|| FieldProblem::OutOfRange(text.to_owned()));
        }
        (low..)
            .zip(self.names())
            .find_map(|(number, name)| name.eq_ignore_ascii_case(text).then_some(number))
            .ok_or_else(|| FieldProblem::NotAValue(text.to_owned()))
    }

    fn step(self, text: &str) -> Result<usize, FieldProblem> {
        let (_, high) = self.bounds();
        let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
        let step = text.parse().ok().filter(|step| digits_only && (1..=usize::from(high)).contains(step));
        step.ok_or_else(|| FieldProblem::BadStep(text.to_owned()))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayOfMonth => "day of month",
            Self::Month => "month",
            Self::DayOfWeek => "day of week",
        })
    }
}

impl std::error::Error for FieldError {}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, text, problem } = self;
        let (low, high) = field.bounds();
        write!(f, "the {field} '{text}' cannot be read: ")?;
        match problem {
            FieldProblem::Empty => write!(f, "a value is missing"),
            FieldProblem::NotAValue(value) => write!(f, "'{value}' is neither a number nor a name it knows"),
            FieldProblem::OutOfRange(value) => write!(f, "{value} is not from {low} to {high}"),
            FieldProblem::Backwards(range) => write!(f, "the range {range} runs backwards; split it in two"),
            FieldProblem::BadStep(step) => write!(f, "the step '{step}' is not a number from 1 to {high}"),
            FieldProblem::StepWithoutRange(item) => {
                let (start, step) = item.split_once('/').unwrap_or((item, "1"));
                write!(f, "a step needs a range, write {start}-{high}/{step}")
            }
        }?;
        write!(f, " (for example {})", field.example())
    }
}

/// The values that a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Values {
    /// One bit a value; Sunday is bit 0.
    bits: u64,
    field: Field,
    /// Whether the field begins with `*`, which Vixie cron takes for "not restricted" when it decides between "and" and "or".
    pub starred: bool,
}

impl Values {
    /// The values in ascending order; Sunday is 0.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..60).filter(move |value| (self.bits >> value) & 1 == 1)
    }

    /// The only value, if it is one.
    pub fn single(self) -> Option<u8> {
        let mut values = self.iter();
        let first = values.next()?;
        values.next().is_none().then_some(first)
    }

    /// Whether the field names all of its values.
    pub fn is_all(self) -> bool {
        self.bits == self.all().bits
    }

    /// All values of the same field.
    pub fn all(self) -> Self {
        let (low, high) = self.field.bounds();
        let high = if self.field == Field::DayOfWeek { 6 } else { high };
        Self { bits: (low..=high).fold(0, |bits, value| bits | 1 << value), ..self }
    }

    /// The step when the values are 0 and every so many after it, all through.
    pub fn even_step(self) -> Option<u8> {
        let count = u8::try_from(self.all().bits.count_ones()).ok()?;
        let step = self.iter().nth(1)?;
        (count % step == 0 && self.iter().eq((0..count).step_by(step.into()))).then_some(step)
    }

    /// The field in the words of the `cron` crate: weekdays by name, since its numbers for them differ.
    pub fn to_cron(self) -> String {
        if self.is_all() {
            return "*".to_owned();
        }
        let names = Field::DayOfWeek.names();
        let value = |value: u8| match self.field {
            Field::DayOfWeek => names[usize::from(value)].to_owned(),
            _ => value.to_string(),
        };
        self.iter().map(value).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(field: Field, text: &str) -> Vec<u8> {
        field.parse(text).unwrap().iter().collect()
    }

    fn error(field: Field, text: &str) -> String {
        field.parse(text).unwrap_err().to_string()
    }

    #[test]
    fn lists_ranges_and_steps_name_their_values() {
        assert_eq!(values(Field::Minute, "*/15"), [0, 15, 30, 45]);
        assert_eq!(values(Field::Minute, "5-59/20,7,7-8"), [5, 7, 8, 25, 45]);
        assert_eq!(values(Field::DayOfMonth, "*/10"), [1, 11, 21, 31]);
        assert_eq!(values(Field::DayOfMonth, "1-31/2").len(), 16);
        assert_eq!(values(Field::Month, "jan-Mar,12"), [1, 2, 3, 12]);
        assert_eq!(values(Field::Hour, "00,08"), [0, 8]);
    }

    #[test]
    fn both_0_and_7_are_sunday() {
        assert_eq!(values(Field::DayOfWeek, "0"), [0]);
        assert_eq!(values(Field::DayOfWeek, "7"), [0]);
        assert_eq!(values(Field::DayOfWeek, "sun"), [0]);
        assert_eq!(values(Field::DayOfWeek, "5-7"), [0, 5, 6]);
        assert_eq!(values(Field::DayOfWeek, "0-7"), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(values(Field::DayOfWeek, "1-7/2"), [0, 1, 3, 5]);
        assert_eq!(values(Field::DayOfWeek, "*/2"), [0, 2, 4, 6]);
    }

    #[test]
    fn weekdays_go_round() {
        assert_eq!(values(Field::DayOfWeek, "FRI-MON"), [0, 1, 5, 6]);
        assert_eq!(values(Field::DayOfWeek, "FRI-SUN"), [0, 5, 6]);
        assert_eq!(values(Field::DayOfWeek, "6-0"), [0, 6]);
        assert_eq!(values(Field::DayOfWeek, "7-2"), [0, 1, 2]);
        assert_eq!(values(Field::DayOfWeek, "sat-sat"), [6]);
    }

    #[test]
    fn an_error_names_the_field_the_fault_and_an_example() {
        assert_eq!(
            error(Field::Minute, "61"),
            "the minute '61' cannot be read: 61 is not from 0 to 59 (for example 0, 30 or */15)"
        );
        assert_eq!(
            error(Field::Hour, "22-2"),
            "the hour '22-2' cannot be read: the range 22-2 runs backwards; split it in two (for example 8, 8,18 or 9-17)"
        );
        assert_eq!(
            error(Field::Minute, "5/15"),
            "the minute '5/15' cannot be read: a step needs a range, write 5-59/15 (for example 0, 30 or */15)"
        );
        assert!(error(Field::Minute, "*/0").contains("the step '0' is not a number from 1 to 59"));
        assert!(error(Field::Minute, "*/60").contains("the step '60'"));
        assert!(error(Field::Minute, "1,,2").contains("a value is missing"));
        assert!(error(Field::Hour, "24").contains("24 is not from 0 to 23"));
        assert!(error(Field::DayOfMonth, "0").contains("0 is not from 1 to 31"));
        assert!(error(Field::DayOfWeek, "8").contains("8 is not from 0 to 7"));
        assert!(error(Field::DayOfWeek, "MONDAY").contains("'MONDAY' is neither"));
        assert!(error(Field::Minute, "999999999999999999999").contains("is not from 0 to 59"));
    }

    #[test]
    fn what_other_programs_add_to_the_syntax_is_refused() {
        for text in ["L", "15W", "?", "1-", "-1", "+1", "1/", "/5", "*-5", "**", "1-2-3", "*/2/3", "*/+2", "1.5", "١"]
        {
            assert!(Field::DayOfMonth.parse(text).is_err(), "{text}");
        }
        for text in ["1#2", "5L", "JAN"] {
            assert!(Field::DayOfWeek.parse(text).is_err(), "{text}");
        }
    }
}
