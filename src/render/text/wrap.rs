//! Wrapping lines of words by their width on a screen.

/// A space at which a line is not broken unless it must be: before a link's number. Private use, so that no content holds it.
pub(super) const GLUE: &str = "\u{E0F0}";
const GLUE_SIGN: char = '\u{E0F0}';

/// Wraps `text` at spaces to lines of at most `width` columns; a longer word gets a line of its own. `\n` in `text` breaks a line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        let words = paragraph.split(' ').filter(|word| !word.is_empty()).flat_map(|word| loosen(word, width));
        for word in words {
            let length = columns(word);
            if used > 0 && used + 1 + length > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.extend(word.chars().map(|character| if character == GLUE_SIGN { ' ' } else { character }));
            used += length;
        }
        lines.push(line);
    }
    lines
}

/// A word as it is, or cut at its no-break spaces when it would not fit a line.
fn loosen(word: &str, width: usize) -> Vec<&str> {
    if columns(word) <= width {
        return vec![word];
    }
    word.split([GLUE_SIGN, '\u{A0}', '\u{202F}']).filter(|part| !part.is_empty()).collect()
}

/// How many columns a text takes on a screen of fixed-width letters.
pub fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The wide ranges of Unicode's East Asian Width, and combining marks, as coarsely as underlining and wrapping need them.
const fn columns_of(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_stand_alone() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrap("see https://example.org/a-long-one now", 10),
            ["see", "https://example.org/a-long-one", "now"]
        );
        assert_eq!(wrap("one\ntwo", 72), ["one", "two"]);
        assert_eq!(wrap("", 72), [""]);
    }

    #[test]
    fn a_number_stays_with_its_link_unless_the_line_is_too_narrow() {
        assert_eq!(wrap(&format!("aaa bbb{GLUE}[1]"), 8), ["aaa", "bbb [1]"]);
        assert_eq!(wrap(&format!("bbbbbb{GLUE}[1]"), 8), ["bbbbbb", "[1]"]);
    }

    #[test]
    fn wide_letters_count_twice_and_accents_not_at_all() {
        assert_eq!(columns("手紙"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("🔔"), 2);
    }
}
