//! Tables: a grid where it fits the line, else a row a line, else (layout tables) block after block.

use scraper::ElementRef;

use super::grid;
use super::sheet::Sheet;
use super::walk::{Walker, descendants, has};
use super::wrap::{columns, wrap};

struct Row<'a> {
    cells: Vec<ElementRef<'a>>,
    is_header: bool,
}

/// Writes a table onto the walker's sheet.
pub(super) fn write(walker: &mut Walker<'_>, table: ElementRef<'_>, depth: usize) {
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
    let texts: Vec<TextRow> = rows
        .iter()
        .map(|row| TextRow {
            cells: row.cells.iter().map(|cell| Cell::of(walker, *cell, depth + 2)).collect(),
            is_header: row.is_header,
        })
        .collect();
    let lines = grid::lines(&texts, walker.sheet.room()).unwrap_or_else(|| line_a_row(&texts, walker.sheet.room()));
    walker.sheet.block(&lines);
}

/// A row in words.
pub(super) struct TextRow {
    pub(super) cells: Vec<Cell>,
    pub(super) is_header: bool,
}

/// A cell in words.
pub(super) struct Cell {
    /// Its text, on one line.
    pub(super) text: String,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// How many rows it takes.
    pub(super) rows: usize,
    pub(super) side: Side,
}

/// Where in its column a cell's text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    Center,
    End,
}

impl Cell {
    fn of(walker: &mut Walker<'_>, cell: ElementRef<'_>, depth: usize) -> Self {
        let span = |name: &str| cell.attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, 50);
        let styled = cell.attr("style").and_then(|style| style.strip_prefix("text-align:"));
        let side = match cell.attr("align").or(styled) {
            Some("right") => Side::End,
            Some("center") => Side::Center,
            _ => Side::Start,
        };
        Self { text: cell_text(walker, cell, depth), columns: span("colspan"), rows: span("rowspan"), side }
    }
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
fn cell_text(walker: &mut Walker<'_>, cell: ElementRef<'_>, depth: usize) -> String {
    let outer = std::mem::replace(&mut walker.sheet, Sheet::new(usize::MAX));
    walker.block(cell, depth);
    let inner = std::mem::replace(&mut walker.sheet, outer);
    let lines: Vec<String> = inner.into_lines().into_iter().filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// A row a line, cells parted by bars, wrapped with the rest indented.
fn line_a_row(rows: &[TextRow], room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let wrapped = wrap(&cells.join(" | "), room.saturating_sub(2));
        let longest = wrapped.iter().map(|line| columns(line)).max().unwrap_or(0);
        lines.extend(wrapped.into_iter().enumerate().map(
            |(index, line)| {
                if index == 0 { line } else { format!("  {line}") }
            },
        ));
        if row.is_header && rows.get(index + 1).is_some_and(|next| !next.is_header) {
            lines.push("-".repeat(longest.min(room)));
        }
    }
    lines
}
