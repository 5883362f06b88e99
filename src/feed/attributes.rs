//! The attributes that an element keeps in a mail.

use std::fmt::Write as _;

use scraper::ElementRef;

use super::text::{escaped, is_printable};

/// The attributes that an element keeps: language, direction, and what numbers a list or spans a table.
pub(super) fn attributes(element: ElementRef<'_>) -> String {
    let value = element.value();
    let mut html = String::new();
    for (name, text) in value.attrs() {
        let text = text.trim();
        let is_number =
            !text.is_empty() && text.len() <= 6 && text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
        let is_kept = match (name, value.name()) {
            ("dir", _) => matches!(text, "ltr" | "rtl" | "auto"),
            ("lang", _) => {
                !text.is_empty() && text.len() <= 35 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            }
            ("start", "ol") | ("value", "li") | ("colspan" | "rowspan", "td" | "th") => is_number,
            ("reversed", "ol") => true,
            ("scope", "th") => matches!(text, "col" | "row"),
            ("title", "abbr" | "dfn") => !text.is_empty() && text.chars().all(is_printable),
            _ => false,
        };
        if is_kept {
            let _ = write!(html, " {name}=\"{}\"", escaped(text));
        }
    }
    let more = match value.name() {
        "ol" => numerals(element).map(|kind| ("type", kind)),
        "td" | "th" => side(element).map(|side| ("align", side)),
        _ => None,
    };
    if let Some((name, text)) = more {
        let _ = write!(html, " {name}=\"{text}\"");
    }
    html
}

/// What a list counts with, when not with digits.
fn numerals(list: ElementRef<'_>) -> Option<&'static str> {
    let kind = list.attr("type").map(str::trim).unwrap_or_default();
    let styled = || {
        [
            ("lower-alpha", "a"),
            ("lower-latin", "a"),
            ("upper-alpha", "A"),
            ("upper-latin", "A"),
            ("lower-roman", "i"),
            ("upper-roman", "I"),
        ]
        .into_iter()
        .find(|(style, _)| list.attr("style").is_some_and(|styles| styles.contains(style)))
    };
    ["a", "A", "i", "I"].into_iter().find(|known| *known == kind).or_else(|| Some(styled()?.1))
}

/// The side that a cell's text stands at, by the ways in which tables are written.
fn side(cell: ElementRef<'_>) -> Option<&'static str> {
    let style: String = cell.attr("style").unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    ["right", "center", "left"].into_iter().find(|side| {
        let says = |name: &str| cell.attr(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(side));
        let class = format!("has-text-align-{side}");
        says("align")
            || says("data-align")
            || style.contains(&format!("text-align:{side}"))
            || cell.value().classes().any(|own| own == class)
    })
}
