//! Tables: a grid where it fits the line, else a row a line, else (layout tables) block after block.

use scraper::ElementRef;

use super::sheet::Sheet;
use super::walk::{Walker, descendants, has};
use super::wrap::{columns, wrap};

struct Row<'a> {
    cells: Vec<ElementRef<'a>>,
    is_header: bool,
}

/// Writes a table onto the walker's sheet.
pub(super) fn write(walker: &mut Walker, table: ElementRef<'_>, depth: usize) {
    for caption in children(table, &["caption"]) {
        walker.block(caption, depth + 1);
    }
    let rows = rows(table);
    if rows.iter().all(|row| row.cells.len() <= 1) || rows.iter().flat_map(|row| &row.cells).any(holds_blocks) {
        for cell in rows.iter().flat_map(|row| &row.cells) {
            walker.block(*cell, depth + 2);
        }
        return;
    }
    let texts: Vec<(bool, Vec<String>)> = rows
        .iter()
        .map(|row| (row.is_header, row.cells.iter().map(|cell| cell_text(walker, *cell, depth + 2)).collect()))
        .collect();
    let lines = grid(&texts, walker.sheet.room()).unwrap_or_else(|| line_a_row(&texts, walker.sheet.room()));
    walker.sheet.block(&lines);
}

fn children<'a>(parent: ElementRef<'a>, names: &'a [&'a str]) -> impl Iterator<Item = ElementRef<'a>> {
    parent.children().filter_map(ElementRef::wrap).filter(|child| names.contains(&child.value().name()))
}

fn rows(table: ElementRef<'_>) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for part in children(table, &["thead", "tbody", "tfoot", "tr"]) {
        let in_head = part.value().name() == "thead";
        let own: Vec<ElementRef<'_>> =
            if part.value().name() == "tr" { vec![part] } else { children(part, &["tr"]).collect() };
        for row in own {
            let cells: Vec<ElementRef<'_>> = children(row, &["th", "td"]).collect();
            let all_headers = !cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th");
            rows.push(Row { cells, is_header: in_head || all_headers });
        }
    }
    rows
}

/// Whether a cell holds more than running text.
fn holds_blocks(cell: &ElementRef<'_>) -> bool {
    const BLOCKS: [&str; 15] =
        ["ul", "ol", "table", "pre", "blockquote", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "hr", "form"];
    has(*cell, &BLOCKS) || descendants(*cell).filter(|node| node.value().name() == "p").count() > 1
}

/// A cell's text on one line. Its links are numbered along with the others.
fn cell_text(walker: &mut Walker, cell: ElementRef<'_>, depth: usize) -> String {
    let outer = std::mem::replace(&mut walker.sheet, Sheet::new(usize::MAX));
    walker.block(cell, depth);
    let inner = std::mem::replace(&mut walker.sheet, outer);
    let lines: Vec<String> = inner.into_lines().into_iter().filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// Columns set under one another; `None` when the room is too narrow.
fn grid(rows: &[(bool, Vec<String>)], room: usize) -> Option<Vec<String>> {
    const BETWEEN: usize = 3;
    let count = rows.iter().map(|(_, cells)| cells.len()).max()?;
    let widths: Vec<usize> = (0..count)
        .map(|column| {
            rows.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| columns(cell)).max().unwrap_or(0)
        })
        .collect();
    let total = widths.iter().fold(0_usize, |sum, width| sum.saturating_add(width + BETWEEN));
    if total.saturating_sub(BETWEEN) > room {
        return None;
    }
    let mut lines = Vec::new();
    for (is_header, cells) in rows {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - columns(cell) + BETWEEN));
        }
        lines.push(line);
        if *is_header {
            let ruled: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            lines.push(ruled.join(&" ".repeat(BETWEEN)));
        }
    }
    Some(lines)
}

/// A row a line, cells parted by bars, wrapped with the rest indented.
fn line_a_row(rows: &[(bool, Vec<String>)], room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (is_header, cells) in rows {
        let wrapped = wrap(&cells.join(" | "), room.saturating_sub(2));
        let longest = wrapped.iter().map(|line| columns(line)).max().unwrap_or(0);
        lines.extend(wrapped.into_iter().enumerate().map(
            |(index, line)| {
                if index == 0 { line } else { format!("  {line}") }
            },
        ));
        if *is_header {
            lines.push("-".repeat(longest.min(room)));
        }
    }
    lines
}
