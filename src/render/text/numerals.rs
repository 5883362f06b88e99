//! How the items of a numbered list are counted.

use scraper::ElementRef;

/// Counts a list's items.
pub(super) struct Numerals {
    kind: Kind,
    next: i64,
    step: i64,
}

enum Kind {
    Digits,
    Letters { first: u8 },
    Roman { is_upper: bool },
}

impl Numerals {
    /// Reads how an `ol` counts its items.
    pub(super) fn of(list: ElementRef<'_>) -> Self {
        let kind = match list.attr("type") {
            Some("a") => Kind::Letters { first: b'a' },
            Some("A") => Kind::Letters { first: b'A' },
            Some("i") => Kind::Roman { is_upper: false },
            Some("I") => Kind::Roman { is_upper: true },
            _ => Kind::Digits,
        };
        let is_reversed = list.attr("reversed").is_some();
        let items = list.child_elements().filter(|child| child.value().name() == "li").count();
        let first = if is_reversed { i64::try_from(items).unwrap_or(1) } else { 1 };
        Self { kind, next: whole_number(list, "start").unwrap_or(first), step: if is_reversed { -1 } else { 1 } }
    }

    /// What stands before the next item.
    pub(super) fn next(&mut self, item: ElementRef<'_>) -> String {
        let number = whole_number(item, "value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let written = match self.kind {
            Kind::Digits => None,
            Kind::Letters { first } => letters(number, first),
            Kind::Roman { is_upper } => {
                roman(number).map(|written| if is_upper { written.to_uppercase() } else { written })
            }
        };
        format!("{}. ", written.unwrap_or_else(|| number.to_string()))
    }
}

fn whole_number(element: ElementRef<'_>, attribute: &str) -> Option<i64> {
    element.attr(attribute)?.trim().parse::<i64>().ok().filter(|number| (-99_999..=9_999_999).contains(number))
}

/// a, b … z, aa, ab; only for what has letters.
fn letters(number: i64, first: u8) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let mut signs = Vec::new();
    while left > 0 {
        left -= 1;
        signs.push(char::from(first + u8::try_from(left % 26).ok()?));
        left /= 26;
    }
    Some(signs.into_iter().rev().collect())
}

/// i, ii, iii, iv; up to 3999.
fn roman(number: i64) -> Option<String> {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_letters_and_in_roman_numerals() {
        let in_letters = |number| letters(number, b'a').unwrap_or_default();
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(in_letters), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
        assert_eq!(
            [1, 4, 9, 14, 1990, 3999].map(|number| roman(number).unwrap()),
            ["i", "iv", "ix", "xiv", "mcmxc", "mmmcmxcix"]
        );
        assert_eq!((letters(0, b'a'), roman(0), roman(4000)), (None, None, None));
    }
}
