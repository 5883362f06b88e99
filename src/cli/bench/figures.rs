//! What is promised, and whether it was reached.

use serde::Serialize;

use crate::cli::output::table;

/// One promised figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What is measured.
    pub name: String,
    /// What came out; `None` when it was not measured.
    pub value: Option<f64>,
    /// What it is held against; `None` when it is only told.
    pub bound: Option<Bound>,
    /// What value and bound are counted in.
    pub unit: &'static str,
    /// Why it was not measured.
    pub why_not: Option<String>,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Figure {
    /// A figure, or why there is none.
    pub fn new(name: impl Into<String>, value: Result<f64, String>, bound: Option<Bound>, unit: &'static str) -> Self {
        let (value, why_not) = match value {
            Ok(value) => (Some(value), None),
            Err(why) => (None, Some(why)),
        };
        Self { name: name.into(), value, bound, unit, why_not }
    }

    /// Whether it was measured and is on the wrong side.
    pub fn is_missed(&self) -> bool {
        self.value.zip(self.bound).is_some_and(|(value, bound)| match bound {
            Bound::AtLeast(least) => value < least,
            Bound::AtMost(most) => value > most,
        })
    }

    fn row(&self) -> Vec<String> {
        let verdict = match (self.value, self.bound) {
            (None, _) => format!("not measured: {}", self.why_not.as_deref().unwrap_or_default()),
            (Some(_), None) => "no promise".to_owned(),
            (Some(_), Some(_)) if self.is_missed() => "MISSED".to_owned(),
            (Some(_), Some(_)) => "reached".to_owned(),
        };
        let dash = || "-".to_owned();
        let shown = |value: f64| format!("{} {}", digits(value), self.unit).trim_end().to_owned();
        let bound = |bound| match bound {
            Bound::AtLeast(least) => format!("≥ {}", shown(least)),
            Bound::AtMost(most) => format!("≤ {}", shown(most)),
        };
        vec![self.name.clone(), self.value.map_or_else(dash, shown), self.bound.map_or_else(dash, bound), verdict]
    }
}

/// Three digits that count, and no more.
fn digits(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// A line for each.
pub fn figures_table(figures: &[Figure]) -> String {
    let rows: Vec<Vec<String>> = figures.iter().map(Figure::row).collect();
    table(&["figure", "measured", "bound", ""], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_held_to_its_side_and_one_without_a_bound_or_value_is_not_missed() {
        for (value, bound, is_missed, words) in [
            (Ok(0.69), Some(Bound::AtLeast(0.7)), true, "MISSED"),
            (Ok(0.7), Some(Bound::AtLeast(0.7)), false, "reached"),
            (Ok(0.7), Some(Bound::AtMost(0.7)), false, "reached"),
            (Ok(0.71), Some(Bound::AtMost(0.7)), true, "MISSED"),
            (Ok(0.1), None, false, "no promise"),
            (Err("no smtp-source".to_owned()), Some(Bound::AtLeast(0.7)), false, "not measured: no smtp-source"),
        ] {
            let figure = Figure::new("ratio", value, bound, "");
            assert_eq!(figure.is_missed(), is_missed, "{figure:?}");
            assert!(figures_table(&[figure]).contains(words));
        }
    }
}
