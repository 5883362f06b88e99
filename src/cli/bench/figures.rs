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
    /// What it is held against.
    pub bound: f64,
    /// Whether the bound is the most or the least.
    pub direction: Direction,
    /// What value and bound are counted in.
    pub unit: &'static str,
    /// Why it was not measured.
    pub why_not: Option<String>,
}

/// On which side of its bound a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The bound or more.
    AtLeast,
    /// The bound or less.
    AtMost,
}

impl Figure {
    /// A figure, or why there is none.
    pub fn new(
        name: impl Into<String>,
        value: Result<f64, String>,
        direction: Direction,
        bound: f64,
        unit: &'static str,
    ) -> Self {
        let (value, why_not) = match value {
            Ok(value) => (Some(value), None),
            Err(why) => (None, Some(why)),
        };
        Self { name: name.into(), value, bound, direction, unit, why_not }
    }

    /// Whether it was measured and is on the wrong side.
    pub fn is_missed(&self) -> bool {
        self.value.is_some_and(|value| match self.direction {
            Direction::AtLeast => value < self.bound,
            Direction::AtMost => value > self.bound,
        })
    }

    fn row(&self) -> Vec<String> {
        let sign = if self.direction == Direction::AtLeast { "≥" } else { "≤" };
        let verdict = match (&self.value, self.is_missed()) {
            (None, _) => format!("not measured: {}", self.why_not.as_deref().unwrap_or_default()),
            (Some(_), true) => "MISSED".to_owned(),
            (Some(_), false) => "reached".to_owned(),
        };
        let shown = |value: f64| format!("{} {}", digits(value), self.unit).trim_end().to_owned();
        vec![
            self.name.clone(),
            self.value.map_or_else(|| "-".to_owned(), shown),
            format!("{sign} {}", shown(self.bound)),
            verdict,
        ]
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
    fn a_figure_is_held_to_its_side_and_an_unmeasured_one_is_not_missed() {
        let figure = |value, direction| Figure::new("ratio", value, direction, 0.7, "");
        for (value, direction, missed, words) in [
            (Ok(0.69), Direction::AtLeast, true, "MISSED"),
            (Ok(0.7), Direction::AtLeast, false, "reached"),
            (Ok(0.7), Direction::AtMost, false, "reached"),
            (Ok(0.71), Direction::AtMost, true, "MISSED"),
            (Err("no smtp-source".to_owned()), Direction::AtLeast, false, "not measured: no smtp-source"),
        ] {
            let figure = figure(value, direction);
            assert_eq!(figure.is_missed(), missed, "{figure:?}");
            assert!(figures_table(&[figure]).contains(words));
        }
    }
}
