//! Wrapping lines of words by their width on a screen.

use unicode_width::UnicodeWidthStr as _;

/// A space at which a line is not broken unless it must be: before a link's number. Private use, so that no content holds it.
pub(super) const GLUE: &str = "\u{E0F0}";
const GLUE_SIGN: char = '\u{E0F0}';

/// Wraps `text` at spaces, and between Chinese and Japanese signs, to lines of at most `width` columns; a longer word gets a line of
/// its own. `\n` in `text` breaks a line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        let words = paragraph.split(' ').filter(|word| !word.is_empty());
        for Piece { text, space } in words.flat_map(signs).flat_map(|piece| loosen(piece, width)) {
            let length = columns(text);
            let space = usize::from(space && used > 0);
            if used > 0 && used + space + length > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if space > 0 {
                line.push(' ');
                used += 1;
            }
            line.extend(text.chars().map(|character| if character == GLUE_SIGN { ' ' } else { character }));
            used += length;
        }
        lines.push(line);
    }
    lines
}

/// What stays together in a line, and whether a space parts it from what stands before.
struct Piece<'a> {
    text: &'a str,
    space: bool,
}

/// A word cut between the signs of scripts that write no spaces. Addresses stay whole.
fn signs(word: &str) -> Vec<Piece<'_>> {
    if word.starts_with("http") || !word.chars().any(is_sign) {
        return vec![Piece { text: word, space: true }];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = word.char_indices().peekable();
    while let (Some((_, before)), Some((at, after))) = (characters.next(), characters.peek().copied()) {
        if may_part(before, after) {
            pieces.push(Piece { text: &word[start..at], space: start == 0 });
            start = at;
        }
    }
    pieces.push(Piece { text: &word[start..], space: start == 0 });
    pieces
}

/// A piece as it is, or cut at its no-break spaces when it would not fit a line.
fn loosen(piece: Piece<'_>, width: usize) -> Vec<Piece<'_>> {
    if columns(piece.text) <= width {
        return vec![piece];
    }
    let parts = piece.text.split([GLUE_SIGN, '\u{A0}', '\u{202F}']).filter(|part| !part.is_empty());
    parts.enumerate().map(|(index, text)| Piece { text, space: index > 0 || piece.space }).collect()
}

/// Whether a line may end between two characters: beside a sign, but not before what closes or after what opens.
fn may_part(before: char, after: char) -> bool {
    const NOT_FIRST: &str =
        "、。，．・：；？！）］｝」』】〉》〕〗々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮゝゞ…‥,.:;?!)]}”’%";
    const NOT_LAST: &str = "（［｛「『【〈《〔〖([{“‘";
    (is_sign(before) || is_sign(after))
        && after != GLUE_SIGN
        && columns(after.encode_utf8(&mut [0; 4])) > 0
        && !NOT_FIRST.contains(after)
        && !NOT_LAST.contains(before)
}

/// Whether a character is a Chinese or Japanese sign, or punctuation among them.
const fn is_sign(character: char) -> bool {
    matches!(character,
        '\u{3000}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF65}' | '\u{20000}'..='\u{3FFFD}')
}

/// How many columns a text takes on a screen of fixed-width letters.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
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
        assert_eq!((columns("🔔"), columns("👩‍👩‍👧‍👦"), columns("zero\u{200B}width")), (2, 2, 9));
    }

    #[test]
    fn signs_are_parted_anywhere_but_around_punctuation() {
        assert_eq!(wrap("手紙の鐘", 4), ["手紙", "の鐘"]);
        assert_eq!(wrap("手紙。鐘", 4), ["手", "紙。", "鐘"]);
        assert_eq!(wrap("手「紙」鐘", 6), ["手", "「紙」", "鐘"]);
        assert_eq!(wrap(&format!("手紙{GLUE}[1]鐘"), 6), ["手", "紙 [1]", "鐘"]);
        assert_eq!(wrap("bell手紙 https://example.org/手紙", 8), ["bell手紙", "https://example.org/手紙"]);
        assert_eq!(wrap("편지가 왔습니다", 8), ["편지가", "왔습니다"]);
    }
}
