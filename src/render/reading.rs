//! How long a text takes to read, in any script.

/// Letters a minute where letters make words: 238 English words of 4.7 letters. Words of other languages differ in length, but
/// readers of all alphabets see about as many letters a minute.
const ALPHABET: f64 = 1100.0;
/// Arabic and Hebrew leave the short vowels out: fewer letters say as much.
const ABJAD: f64 = 750.0;
/// Chinese and Japanese are read by the sign.
const SIGNS: f64 = 450.0;
/// Korean writes a syllable a sign.
const SYLLABLES: f64 = 600.0;

/// Minutes, rounded, at least 1; 0 when there is nothing to read.
pub(super) fn minutes<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    let minutes: f64 = texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).map(share_of_a_minute).sum();
    if minutes <= 0.0 {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and far below the limits")]
    let rounded = minutes.round() as usize;
    rounded.max(1)
}

const fn share_of_a_minute(character: char) -> f64 {
    let letters_a_minute = match character {
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => ABJAD,
        '\u{AC00}'..='\u{D7A3}' => SYLLABLES,
        '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => SIGNS,
        _ => ALPHABET,
    };
    1.0 / letters_a_minute
}

#[cfg(test)]
mod tests {
    use super::minutes;

    fn of(text: &str, times: usize) -> usize {
        minutes(std::iter::once(text.repeat(times).as_str()))
    }

    #[test]
    fn a_minute_is_a_page_in_every_script() {
        assert_eq!(of("words five ", 5 * 119), 5, "1190 words of 4.5 letters");
        assert_eq!(of("דברים רבים ", 415), 5);
        assert_eq!(of("日本語の文章", 375), 5);
        assert_eq!(of("편지가 왔습니다 ", 430), 5);
    }

    #[test]
    fn something_takes_a_minute_and_nothing_none() {
        assert_eq!((of("word", 1), of("", 1), of(" – … ", 9)), (1, 0, 0));
        assert_eq!(minutes(["a ", "b"].into_iter().cycle().take(4000)), 4);
    }
}
