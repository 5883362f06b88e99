//! What templates use to speak: messages and enumerations in a language, numbers in words, wrapped and underlined text.

use fluent_bundle::FluentValue;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, Value};

use super::holes::Escape;
use super::locale::{Argument, Locale};
use super::text::WIDTH;
use super::text::wrap::{columns, wrap};

const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Makes the filters known that are the same in every language.
pub(super) fn register(environment: &mut Environment<'_>) {
    environment.add_filter("in_words", in_words);
    environment.add_filter("bdi", |state: &State, name: Value| isolated(state, &name));
    environment.add_filter("strong", |state: &State, text: Value| {
        Value::from_safe_string(format!("<strong>{}</strong>", written(state, &text)))
    });
    environment.add_filter("wrapped", |text: &str| wrap(text, WIDTH).join("\n"));
    environment.add_filter("unbroken", unbroken);
    environment.add_filter("underlined", |text: &str, sign: Option<char>| underlined(text, sign.unwrap_or('-')));
}

/// Gives an environment its language: `say("key", name=value)` and the filters whose words it chooses, its tag and its direction.
pub(super) fn speak(environment: &mut Environment<'_>, locale: &'static Locale) {
    environment.add_global("language", locale.tag());
    environment.add_global("direction", locale.direction());
    environment.add_function("say", |state: &State, key: &str, arguments: Kwargs| say(state, locale, key, &arguments));
    environment.add_filter("and_words", |state: &State, words: Vec<Value>, most: Option<usize>| {
        and_words(state, locale, &words, most)
    });
    environment.add_filter("quoted", |state: &State, words: Vec<Value>| -> Vec<Value> {
        let quote = |word: &Value| {
            let words = written(state, word);
            in_its_place(
                state,
                locale.say_escaped(escape_of(state), "quoted", &[("words", words.into())]).unwrap_or_default(),
            )
        };
        words.iter().map(quote).collect()
    });
    environment.add_filter("capitalised", |phrase: &str| locale.capitalised(phrase));
}

/// A message. In HTML its words and the arguments are escaped, but those that are markup already.
fn say(state: &State<'_, '_>, locale: &Locale, key: &str, arguments: &Kwargs) -> Result<Value, Error> {
    let mut filled: Vec<Argument<'_>> = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let is_said = value.as_str().is_some() || value.is_integer();
        if !is_said {
            let message = format!("say({key:?}): {name} is no text and no number");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        let number = value.as_i64().filter(|_| value.is_integer());
        filled.push((name, number.map_or_else(|| written(state, &value).into(), FluentValue::from)));
    }
    let said = locale.say_escaped(escape_of(state), key, &filled).ok_or_else(|| {
        let message = format!(
            "say({key:?}): locales/en.ftl has no such message, or it asks for more than {:?}",
            arguments.args().collect::<Vec<_>>()
        );
        Error::new(ErrorKind::InvalidOperation, message)
    })?;
    Ok(in_its_place(state, said))
}

fn escape_of(state: &State<'_, '_>) -> Escape {
    if *state.auto_escape() == AutoEscape::Html { Escape::Html } else { Escape::None }
}

/// A name, or each of several, as a piece of text that has its own direction: for HTML.
fn isolated(state: &State<'_, '_>, name: &Value) -> Value {
    match name.kind() {
        ValueKind::Seq => name.try_iter().into_iter().flatten().map(|one| isolated(state, &one)).collect(),
        _ => Value::from_safe_string(format!("<bdi>{}</bdi>", written(state, name))),
    }
}

/// A value as it is written where the template stands.
fn written(state: &State<'_, '_>, value: &Value) -> String {
    let text = value.to_string();
    if value.is_safe() { text } else { escape_of(state).apply(&text).into_owned() }
}

/// A text that needs no more escaping where the template stands.
fn in_its_place(state: &State<'_, '_>, text: String) -> Value {
    if escape_of(state) == Escape::Html { Value::from_safe_string(text) } else { Value::from(text) }
}

/// `two` for 2; digits from 13 on.
fn in_words(number: usize) -> String {
    NUMBERS.get(number).map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// `A, B and C`; with more than `most`, `A, B and three more`.
fn and_words(state: &State<'_, '_>, locale: &Locale, words: &[Value], most: Option<usize>) -> Value {
    let shown = most.filter(|most| *most + 1 < words.len()).unwrap_or(words.len());
    let (shown, left) = words.split_at(shown);
    let more = (!left.is_empty()).then(|| locale.say("others", &[("count", left.len().into())]));
    let all = shown.iter().map(|word| written(state, word)).chain(more).collect();
    in_its_place(state, locale.enumerate_escaped(escape_of(state), all))
}

/// A few words that stay on one line: a date, a number with its unit. Nothing stays nothing.
fn unbroken(words: &Value) -> Value {
    let Some(text) = words.as_str() else { return words.clone() };
    let joined = text.replace(' ', "\u{a0}");
    if words.is_safe() { Value::from_safe_string(joined) } else { Value::from(joined) }
}

/// The text wrapped, with a line of signs under it.
fn underlined(text: &str, sign: char) -> String {
    let lines = wrap(text, WIDTH);
    let longest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    format!("{}\n{}", lines.join("\n"), String::from(sign).repeat(longest.min(WIDTH)))
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;
    use crate::render::locale::Locales;

    /// A template in a language, rendered with a list's name that could be markup.
    fn rendered(tag: &str, name: &str, template: &str) -> Result<String, String> {
        let locale = Locales::shipped().get(tag).unwrap();
        let mut environment = Environment::new();
        register(&mut environment);
        speak(&mut environment, locale);
        let macros = "{% macro quote(word) %}{{ [word] | quoted | and_words }}{% endmacro %}";
        environment.add_template("macros.html", macros).unwrap();
        environment.add_template(name, template).unwrap();
        let context = context! { list => "B & <b>", names => ["A", "B", "C", "D", "E"] };
        let rendered = environment.get_template(name).unwrap().render(context);
        rendered.map_err(|error| error.to_string())
    }

    #[test]
    fn in_html_a_message_escapes_what_is_filled_in_but_not_markup() {
        let template = r#"{% set link %}<a href="{{ list }}">x</a>{% endset %}{{ say("and", rest=link, last=list) }}"#;
        assert_eq!(
            rendered("de", "a.html", template).unwrap(),
            r#"<a href="B &amp; &lt;b&gt;">x</a> und B &amp; &lt;b&gt;"#
        );
        assert_eq!(
            rendered("en", "a.html", r#"{{ say("and", rest="a" ~ say("comma"), last=3) }}"#).unwrap(),
            "a,  and 3"
        );
    }

    #[test]
    fn in_text_nothing_is_escaped() {
        assert_eq!(rendered("fr", "a.txt", r#"{{ say("and", rest=list, last="b") }}"#).unwrap(), "B & <b> et b");
        assert_eq!(rendered("de", "a.txt", "{{ [list] | quoted | and_words }}").unwrap(), "„B & <b>“");
    }

    #[test]
    fn a_macro_of_another_file_speaks_the_same_language() {
        let template = r#"{% import "macros.html" as macros %}{{ macros.quote(list) }}"#;
        assert_eq!(rendered("de", "a.html", template).unwrap(), "„B &amp; &lt;b&gt;“");
    }

    #[test]
    fn a_message_that_there_is_not_and_an_argument_that_is_missing_are_errors() {
        for template in
            [r#"{{ say("nothing-such") }}"#, r#"{{ say("and", rest="a") }}"#, r#"{{ say("and", rest=[], last="b") }}"#]
        {
            assert!(rendered("de", "a.html", template).unwrap_err().contains("say("), "{template}");
        }
    }

    #[test]
    fn things_are_enumerated_as_people_do() {
        let enumerated = |tag, template| rendered(tag, "a.txt", template).unwrap();
        assert_eq!(enumerated("en", "{{ names[:1] | and_words }}"), "A");
        assert_eq!(enumerated("en", "{{ names[:2] | and_words }}"), "A and B");
        assert_eq!(enumerated("en", "{{ names[:4] | and_words(3) }}"), "A, B, C and D");
        assert_eq!(enumerated("en", "{{ names | and_words(3) }}"), "A, B, C and two more");
        assert_eq!(enumerated("de", "{{ names | and_words(3) }}"), "A, B, C und 2 weitere");
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!((in_words(2).as_str(), in_words(12).as_str(), in_words(13).as_str()), ("two", "twelve", "13"));
    }
}
