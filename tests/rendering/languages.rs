//! Every message that is asked for is there, with what it needs, in every language; and a language is one file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

#[path = "../../src/build.rs"]
#[expect(dead_code, reason = "its main is for cargo")]
mod build;

/// A message: the variables that it asks for, and the messages that it refers to.
#[derive(Debug, Default)]
struct Message {
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
}

/// A language's messages by their keys.
struct Language(BTreeMap<String, Message>);

/// `say("key", name=…)` as a template has it.
struct Said {
    place: String,
    key: String,
    arguments: BTreeSet<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The texts of a folder's files, by their paths. The demo and the command line are for one who reads English.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root().join(folder), &mut found);
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap().display().to_string();
    let is_for_readers = |name: &String| !["templates/demo/", "src/cli/"].iter().any(|other| name.starts_with(other));
    let named = found.iter().map(|path| (name(path), path)).filter(|(name, _)| is_for_readers(name));
    named.filter_map(|(name, path)| Some((name, fs::read_to_string(path).ok()?))).collect()
}

impl Language {
    fn read(tag: &str) -> Self {
        let text = fs::read_to_string(root().join(format!("locales/{tag}.ftl"))).unwrap();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(_, errors)| panic!("{tag}: {errors:?}"));
        let mut messages = BTreeMap::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let mut asked = Message::default();
            asked.read(message.value.as_ref().unwrap());
            let again = messages.insert(message.id.name.to_owned(), asked);
            assert!(again.is_none(), "locales/{tag}.ftl says {} twice", message.id.name);
        }
        Self(messages)
    }

    fn all() -> Vec<(String, Self)> {
        let files = fs::read_dir(root().join("locales")).unwrap();
        let tags = files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
        tags.map(|tag| (tag.clone(), Self::read(&tag))).collect()
    }

    /// What a message asks for, with the messages that it refers to.
    fn variables(&self, key: &str) -> BTreeSet<String> {
        let message = self.0.get(key).unwrap_or_else(|| panic!("no message {key}"));
        let referred = message.references.iter().flat_map(|key| self.variables(key));
        message.variables.iter().cloned().chain(referred).collect()
    }
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.read_inline(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.read_inline(selector);
                    for variant in variants {
                        self.read(&variant.value);
                    }
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name.to_owned())),
            InlineExpression::MessageReference { id, .. } => drop(self.references.insert(id.name.to_owned())),
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                for argument in positional {
                    self.read_inline(argument);
                }
            }
            _ => {}
        }
    }
}

/// All that templates say.
fn said_in_templates() -> Vec<Said> {
    let mut all = Vec::new();
    for (place, text) in texts("templates") {
        for (at, _) in text.match_indices("say(") {
            if text[..at].ends_with(|before: char| before.is_ascii_alphanumeric() || before == '_') {
                continue;
            }
            let call = arguments(&text[at + "say(".len()..]);
            let key = call[0].strip_prefix('"').and_then(|key| key.strip_suffix('"'));
            let key = key.unwrap_or_else(|| panic!("{place}: say({}): the key must stand there as it is", call[0]));
            let name = |argument: &String| argument.split_once('=').map(|(name, _)| name.trim().to_owned());
            let arguments = call[1..].iter().map(|argument| name(argument).unwrap()).collect();
            all.push(Said { place: place.clone(), key: key.to_owned(), arguments });
        }
    }
    all
}

/// The arguments of a call, from behind its opening parenthesis.
fn arguments(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let (mut depth, mut quote) = (0, None);
    for character in text.chars() {
        match character {
            end if quote == Some(end) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(character),
            ')' if depth == 0 => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        all.last_mut().unwrap().push(character);
    }
    all.iter().map(|argument| argument.trim().to_owned()).collect()
}

#[test]
fn every_message_that_a_template_says_exists_and_gets_what_it_asks_for() {
    let english = Language::read("en");
    let all = said_in_templates();
    let unknown: Vec<_> =
        all.iter().filter(|said| !english.0.contains_key(&said.key)).map(|said| (&said.place, &said.key)).collect();
    assert!(unknown.is_empty(), "locales/en.ftl lacks: {unknown:#?}");
    for said in &all {
        let wanted = english.variables(&said.key);
        assert_eq!(said.arguments, wanted, "{}: say({:?}): given, and asked for", said.place, said.key);
    }
}

/// What stands in `say("…"`, and every word that is made like the key of a message for readers.
#[test]
fn every_message_that_the_code_says_exists() {
    let english = Language::read("en");
    let prefixes = ["page-", "error-", "mail-", "digest-", "embed-", "archive-"];
    let mut unknown = Vec::new();
    for (place, text) in ["src/render", "src/operations", "src/http"].into_iter().flat_map(texts) {
        let code =
            text.split("#[cfg(test)]").next().unwrap().lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.collect::<Vec<_>>().join("\n");
        let literals = text.split('"').skip(1).step_by(2);
        let is_key = |literal: &&str| {
            prefixes.iter().any(|prefix| literal.starts_with(prefix))
                && literal.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let direct = text.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next());
        for key in literals.filter(is_key).chain(direct) {
            if !english.0.contains_key(key) {
                unknown.push((place.clone(), key.to_owned()));
            }
        }
    }
    assert!(unknown.is_empty(), "locales/en.ftl lacks: {unknown:#?}");
}

#[test]
fn no_message_is_there_that_nothing_says() {
    let english = Language::read("en");
    let sources: String = texts("src").into_iter().chain(texts("templates")).map(|(_, text)| text).collect();
    let referred: BTreeSet<&String> = english.0.values().flat_map(|message| &message.references).collect();
    let unsaid: Vec<&String> =
        english.0.keys().filter(|key| !sources.contains(&format!("\"{key}\"")) && !referred.contains(key)).collect();
    assert!(unsaid.is_empty(), "nothing says: {unsaid:#?}");
}

/// What a message about an instant is given, whichever of it English uses.
const INSTANT: [&str; 7] = ["weekday", "day", "month", "year", "hour", "hour2", "minute"];

/// A message that asks for more than English does would be said in English.
#[test]
fn no_language_asks_for_what_english_does_not() {
    let english = Language::read("en");
    for (tag, language) in Language::all() {
        for key in language.0.keys().filter(|key| english.0.contains_key(*key)) {
            let (own, mut given) = (language.variables(key), english.variables(key));
            if given.contains("minute") || given.contains("month") && given.contains("weekday") {
                given.extend(INSTANT.map(str::to_owned));
            }
            assert!(own.is_subset(&given), "locales/{tag}.ftl: {key} asks for {own:?}, and is given {given:?}");
        }
    }
}

/// What the compiler embeds is what lies in the folders: nothing else is to be written for a language.
#[test]
fn a_file_in_locales_is_a_language() {
    let project = tempfile::tempdir().unwrap();
    for path in [
        "locales/de.ftl",
        "locales/eo.ftl",
        "locales/eo.ftl~",
        "locales/.eo.ftl.swp",
        "locales/notes.txt",
        "templates/a/b.html",
    ] {
        let path = project.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let tables = build::tables(project.path()).unwrap();
    let (_, languages) = tables.split_once("const LOCALES").unwrap();
    let tags: Vec<_> =
        languages.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next()).collect();
    assert_eq!(tags, ["de", "eo"], "{tables}");
}

/// No source says which languages there are: with a list of its own, a new file would not be enough.
#[test]
fn no_source_lists_the_languages() {
    let tags: Vec<String> = Language::all().into_iter().map(|(tag, _)| format!("\"{tag}\"")).collect();
    for (place, text) in texts("src").into_iter().chain(texts("templates")) {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let said = tags.iter().filter(|tag| code.contains(tag.as_str())).collect::<Vec<_>>();
        let besides = said.iter().filter(|tag| !["\"en\"", "\"tr\""].contains(&tag.as_str())).collect::<Vec<_>>();
        assert!(besides.len() < 2, "{place} names {said:?}");
    }
}

/// How each language does not address its readers, where it could, and words that another variety has for what it calls otherwise. One reader is
/// spoken to in one way, on pages and in mails.
const NOT_SAID: [(&str, &[&str]); 11] = [
    ("ar", &["منكم", "إليكم", "عليكم", "بكم", "رابطكم", "روابطكم", "عنوانكم", "باسمكم", "بياناتكم", "تدوينة"]),
    ("de", &["du", "dich", "dir", "dein", "deine", "deiner", "deinen"]),
    ("es", &["usted", "ustedes", "vosotros", "envíenme", "escriban"]),
    ("fr", &["tu", "toi", "ton", "tes", "courriel"]),
    ("he", &["שלכם", "אליכם", "עליכם", "מכם", "בשמכם", "ביקשתם", "תרצו", "מעוניינים"]),
    ("it", &["Lei", "Suo", "vostro", "inviatemi", "scrivete", "email"]),
    ("ja", &["お客様", "ブラウザー", "フォルダー"]),
    ("nl", &["u", "uw", "ingeschreven", "uitgeschreven", "inschrijving"]),
    ("pl", &["Pan", "Pani", "Państwo", "proszę", "odnośnik", "odnośniki"]),
    ("pt", &["tu", "teu", "lhe", "subscrição", "subscreva", "partilhe", "publicação", "publicações"]),
    ("tr", &["sen", "senin", "sana", "posta", "postalar"]),
];

#[test]
fn every_language_speaks_to_its_readers_in_one_way() {
    let mut found = Vec::new();
    for (tag, words) in NOT_SAID {
        let text = fs::read_to_string(root().join(format!("locales/{tag}.ftl"))).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            // "e-posta" is one word.
            let said = line.split(|character: char| !character.is_alphabetic() && character != '-');
            let is_in =
                |word: &&&str| if tag == "ja" { line.contains(**word) } else { said.clone().any(|one| one == **word) };
            found.extend(words.iter().filter(is_in).map(|word| format!("{tag}: {word}: {line}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
