//! A table's cells set under one another.

use super::table::{Cell, Side, TextRow};
use super::wrap::columns;

/// Spaces between two columns.
const BETWEEN: usize = 3;
/// More columns than this fit no line.
const MOST_COLUMNS: usize = 24;

/// A cell at its place.
struct Placed<'a> {
    column: usize,
    cell: &'a Cell,
}

/// The table's lines; `None` when the room is too narrow.
pub(super) fn lines(rows: &[TextRow], room: usize) -> Option<Vec<String>> {
    let placed = place(rows);
    let end = |placed: &Placed<'_>| placed.column + placed.cell.columns;
    let count = placed.iter().flatten().map(end).max().filter(|count| *count <= MOST_COLUMNS)?;
    let mut widths = vec![0; count];
    for Placed { column, cell } in placed.iter().flatten().filter(|placed| placed.cell.columns == 1) {
        widths[*column] = widths[*column].max(columns(&cell.text));
    }
    for placed in placed.iter().flatten() {
        let missing = columns(&placed.cell.text).saturating_sub(width(&widths[placed.column..end(placed)]));
        widths[end(placed) - 1] += missing;
    }
    // A column that no cell has for its own takes no room.
    if width(&widths) > room {
        return None;
    }
    let mut lines = Vec::new();
    for (index, row) in placed.iter().enumerate() {
        lines.push(line(row, &widths));
        let is_last_header = rows[index].is_header && rows.get(index + 1).is_some_and(|next| !next.is_header);
        if is_last_header {
            let ruled: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            lines.push(ruled.join(&" ".repeat(BETWEEN)));
        }
    }
    Some(lines)
}

/// Finds each cell's column: those that a cell of an earlier row reaches into are passed over.
fn place(rows: &[TextRow]) -> Vec<Vec<Placed<'_>>> {
    // For each column, the rows for which it is taken from above.
    let mut taken: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for row in rows {
        let mut placed = Vec::new();
        let mut next = vec![];
        let mut column = 0;
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            placed.push(Placed { column, cell });
            next.push((column, cell));
            column += cell.columns;
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
        for (column, cell) in next {
            let end = column + cell.columns;
            taken.resize(taken.len().max(end), 0);
            taken[column..end].fill(cell.rows - 1);
        }
        all.push(placed);
    }
    all
}

/// How wide columns are together.
fn width(widths: &[usize]) -> usize {
    widths.iter().fold(0_usize, |sum, width| sum.saturating_add(*width)) + BETWEEN * widths.len().saturating_sub(1)
}

fn line(row: &[Placed<'_>], widths: &[usize]) -> String {
    let mut line = String::new();
    let mut at = 0;
    for Placed { column, cell } in row {
        let start = width(&widths[..*column]) + if *column > 0 { BETWEEN } else { 0 };
        let own = width(&widths[*column..column + cell.columns]);
        let spare = own.saturating_sub(columns(&cell.text));
        let before = match cell.side {
            Side::Start => 0,
            Side::Center => spare / 2,
            Side::End => spare,
        };
        line.push_str(&" ".repeat((start + before).saturating_sub(at)));
        line.push_str(&cell.text);
        at = start + before + columns(&cell.text);
    }
    line
}
