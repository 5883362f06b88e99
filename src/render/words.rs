//! Filters that templates use to speak: numbers and enumerations in words, wrapped and underlined text.

use minijinja::Environment;

use super::text::WIDTH;
use super::text::wrap::{columns, wrap};

const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Makes the filters known.
pub(super) fn register(environment: &mut Environment<'_>) {
    environment.add_filter("in_words", in_words);
    environment.add_filter("and_words", |words: Vec<String>, most: Option<usize>| and_words(&words, most));
    environment
        .add_filter("quoted", |words: Vec<String>| words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>());
    environment.add_filter("wrapped", |text: &str| wrap(text, WIDTH).join("\n"));
    environment.add_filter("underlined", |text: &str, sign: Option<char>| underlined(text, sign.unwrap_or('-')));
}

/// `two` for 2; digits from 13 on.
fn in_words(number: usize) -> String {
    NUMBERS.get(number).map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// `A, B and C`; with more than `most`, `A, B and three more`.
fn and_words(words: &[String], most: Option<usize>) -> String {
    let shown = most.filter(|most| *most + 1 < words.len()).unwrap_or(words.len());
    let (shown, left) = words.split_at(shown);
    let more = (!left.is_empty()).then(|| format!("{} more", in_words(left.len())));
    let all: Vec<&str> = shown.iter().map(String::as_str).chain(more.as_deref()).collect();
    match all.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The text wrapped, with a line of signs under it.
fn underlined(text: &str, sign: char) -> String {
    let lines = wrap(text, WIDTH);
    let longest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    format!("{}\n{}", lines.join("\n"), String::from(sign).repeat(longest.min(WIDTH)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: usize) -> Vec<String> {
        ["A", "B", "C", "D", "E"].iter().take(count).map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn things_are_enumerated_as_people_do() {
        assert_eq!(and_words(&words(1), None), "A");
        assert_eq!(and_words(&words(2), None), "A and B");
        assert_eq!(and_words(&words(4), Some(3)), "A, B, C and D");
        assert_eq!(and_words(&words(5), Some(3)), "A, B, C and two more");
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!((in_words(2).as_str(), in_words(12).as_str(), in_words(13).as_str()), ("two", "twelve", "13"));
    }
}
