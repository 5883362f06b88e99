//! A language: its messages, its dates, its way to enumerate. One file a language, `locales/<tag>.ftl`.
//!
//! The files are in Fluent's syntax, which knows plurals. A message that a language lacks is said in English.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::embedded::LOCALES;
use super::holes::Escape;
use crate::domain::language::Language;
use crate::domain::schedule::{Days, Pattern, TimeOfDay, Zone};
use crate::domain::time::Timestamp;

/// The language that all others fall back to.
const ENGLISH: &str = "en";

/// Every language that is part of the program, by its tag.
pub struct Locales(BTreeMap<&'static str, Arc<Locale>>);

/// One language.
pub struct Locale {
    tag: &'static str,
    plain: Messages,
    /// With the words of every message escaped; what is filled in is not.
    escaped: Messages,
    /// `None` for English itself.
    english: Option<Arc<Self>>,
}

type Messages = FluentBundle<Arc<FluentResource>>;

static SHIPPED: LazyLock<Locales> = LazyLock::new(|| Locales::parse(LOCALES));

impl Locales {
    /// The languages that are part of the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn parse(files: &[(&'static str, &'static str)]) -> Self {
        let english = files.iter().find(|(tag, _)| *tag == ENGLISH);
        let &(tag, messages) = english.expect("English is among them");
        let english = Arc::new(Locale::parse(tag, messages, None));
        let others = files.iter().filter(|(tag, _)| *tag != ENGLISH);
        let others = others.map(|&(tag, text)| (tag, Arc::new(Locale::parse(tag, text, Some(Arc::clone(&english))))));
        Self(others.chain([(ENGLISH, Arc::clone(&english))]).collect())
    }

    /// English.
    pub fn english(&self) -> &Arc<Locale> {
        &self.0[ENGLISH]
    }

    /// The language with this tag or, where it names a variety that has no file, what it is a variety of: `pt` for `pt-BR`.
    pub fn get(&self, tag: &str) -> Option<&Arc<Locale>> {
        let tag: Language = tag.parse().ok()?;
        tag.and_what_it_is_of().find_map(|tag| self.0.get(tag))
    }

    /// All of them, by their tags.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Locale>> {
        self.0.values()
    }
}

/// An argument of a message.
pub type Argument<'a> = (&'a str, FluentValue<'a>);

impl Locale {
    fn parse(tag: &'static str, messages: &'static str, english: Option<Arc<Self>>) -> Self {
        let resource = FluentResource::try_new(messages.to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| {
            let places = errors.iter().map(|error| {
                let line = messages[..error.pos.start].matches('\n').count() + 1;
                format!("line {line}: {}", error.kind)
            });
            panic!("locales/{tag}.ftl, {}", places.collect::<Vec<_>>().join("; "))
        });
        let resource = Arc::new(resource);
        let language: LanguageIdentifier = tag.parse().expect("files are named by language tags");
        let spelt = tag.parse::<Language>().is_ok_and(|language| language.as_str() == tag);
        assert!(spelt, "locales/{tag}.ftl: a language's file is named by its tag in the usual spelling, such as pt-BR");
        let bundle = |transform| {
            let mut bundle: Messages = FluentBundle::new_concurrent(vec![language.clone()]);
            // The marks would stand in subjects and in texts that people copy; pages isolate names with <bdi>.
            bundle.set_use_isolating(false);
            bundle.set_transform(transform);
            let added = bundle.add_resource(Arc::clone(&resource));
            added.unwrap_or_else(|errors| panic!("locales/{tag}.ftl: {errors:?}"));
            bundle
        };
        Self { tag, plain: bundle(None), escaped: bundle(Some(|words| Escape::Html.apply(words))), english }
    }

    /// Its BCP 47 tag.
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// What its readers call it.
    pub fn name(&self) -> String {
        self.say("language-name", &[])
    }

    /// Which way it is written: `ltr` or `rtl`.
    pub fn direction(&self) -> String {
        self.say("direction", &[])
    }

    /// A message with its arguments filled in. The key itself, where not even English has it: a test holds that no such key is used.
    pub fn say(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.say_escaped(Escape::None, key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// A message whose own words are escaped, as its arguments have been; `None` where no language has it, or an argument of it is missing.
    pub(super) fn say_escaped(&self, escape: Escape, key: &str, arguments: &[Argument<'_>]) -> Option<String> {
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.own(escape, key, &arguments).or_else(|| self.english.as_ref()?.own(escape, key, &arguments))
    }

    fn own(&self, escape: Escape, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let bundle = if escape == Escape::Html { &self.escaped } else { &self.plain };
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors: Vec<FluentError> = Vec::new();
        let said = bundle.format_pattern(pattern, Some(arguments), &mut errors);
        errors.is_empty().then(|| said.into_owned())
    }

    /// "a", "a and b", "a, b and c".
    pub fn enumerate(&self, words: Vec<String>) -> String {
        self.enumerate_escaped(Escape::None, words)
    }

    /// The same, where the words have been escaped.
    pub(super) fn enumerate_escaped(&self, escape: Escape, mut words: Vec<String>) -> String {
        let say = |key, arguments: &[Argument<'_>]| self.say_escaped(escape, key, arguments).unwrap_or_default();
        let last = words.pop().unwrap_or_default();
        if words.is_empty() {
            return last;
        }
        let rest = words.join(&say("comma", &[]));
        say("and", &[("rest", rest.into()), ("last", last.into())])
    }

    /// A time of the day: "8:00".
    pub fn time(&self, time: TimeOfDay) -> String {
        self.say("time", &clock(time))
    }

    /// When mails come: "Mondays at 8:00".
    pub fn pattern(&self, pattern: &Pattern<'_>) -> String {
        match pattern {
            Pattern::Immediately => self.say("immediately", &[]),
            Pattern::EveryMinutes(count) => self.say("every-minutes", &[("count", (*count).into())]),
            Pattern::EveryHours(count) => self.say("every-hours", &[("count", (*count).into())]),
            Pattern::Line(line) => self.say("crontab-line", &[("line", (*line).into())]),
            Pattern::At(days, times) => {
                let times = times.iter().map(|time| self.say("at-time", &clock(*time))).collect();
                self.days_and_times(days, self.enumerate(times))
            }
        }
    }

    fn days_and_times(&self, days: &Days, times: String) -> String {
        let times = ("times", times.into());
        let each = |key, name, days: &[u8]| {
            let days = days.iter().map(|day| self.say(key, &[(name, (*day).into())])).collect();
            ("days", self.enumerate(days).into())
        };
        match days {
            Days::Every => self.say("every-day", &[times]),
            Days::Workdays => self.say("workdays", &[times]),
            Days::OfWeek(days) => self.say("days-of-week", &[each("weekdays", "weekday", days), times]),
            Days::OfMonth(days) => self.say("days-of-month", &[each("ordinal", "day", days), times]),
            Days::OfLongMonths(day) => self.say("day-of-long-months", &[each("ordinal", "day", &[*day]), times]),
            Days::OfYear(day, month) => {
                let key = if (*day, *month) == (29, 2) { "leap-day" } else { "day-every-year" };
                self.say(key, &[("day", (*day).into()), ("month", (*month).into()), times])
            }
        }
    }

    /// An instant on the zone's clocks: "Monday 30 November, 8:00 in Berlin".
    pub fn instant(&self, instant: Timestamp, zone: &Zone) -> String {
        let mut arguments = moment(instant, zone);
        let key = match zone.name().rsplit_once('/') {
            Some((area, city)) if area != "Etc" => {
                arguments.push(("city", city.replace('_', " ").into()));
                "instant-in-city"
            }
            _ => {
                arguments.push(("zone", zone.name().trim_start_matches("Etc/").to_owned().into()));
                "instant-in-zone"
            }
        };
        self.say(key, &arguments)
    }

    /// A message about an instant in a zone: its date and time are among the arguments.
    pub fn say_at(&self, key: &str, instant: Timestamp, zone: &Zone, more: &[Argument<'_>]) -> String {
        let mut arguments = moment(instant, zone);
        arguments.extend(more.iter().cloned());
        self.say(key, &arguments)
    }

    /// Without country or script.
    fn language(&self) -> &'static str {
        self.tag.split('-').next().unwrap_or(self.tag)
    }

    /// With its first letter as at a sentence's beginning.
    pub fn capitalised(&self, phrase: &str) -> String {
        let mut characters = phrase.chars();
        let Some(first) = characters.next() else { return String::new() };
        // Turkish and Azerbaijani keep the dot; Unicode knows no other language that does.
        let first = if first == 'i' && ["tr", "az"].contains(&self.language()) {
            Cow::Borrowed("İ")
        } else {
            first.to_uppercase().to_string().into()
        };
        format!("{first}{}", characters.as_str())
    }
}

fn clock(time: TimeOfDay) -> [Argument<'static>; 3] {
    [
        ("hour", time.hour.into()),
        ("hour2", format!("{:02}", time.hour).into()),
        ("minute", format!("{:02}", time.minute).into()),
    ]
}

fn moment(instant: Timestamp, zone: &Zone) -> Vec<Argument<'static>> {
    let at = zone.at(instant);
    let time = TimeOfDay { hour: at.hour().unsigned_abs(), minute: at.minute().unsigned_abs() };
    let mut arguments = vec![
        ("weekday", at.weekday().to_monday_one_offset().into()),
        ("day", at.day().into()),
        ("month", at.month().into()),
        ("year", at.year().to_string().into()),
    ];
    arguments.extend(clock(time));
    arguments
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use fluent_bundle::FluentResource;

    use super::*;
    use crate::domain::schedule::Crontab;

    fn english() -> &'static Locale {
        Locales::shipped().english()
    }

    /// The messages of a language's file.
    fn keys(tag: &str) -> BTreeSet<String> {
        let (_, text) = LOCALES.iter().find(|(other, _)| *other == tag).unwrap();
        let resource = FluentResource::try_new((*text).to_owned()).unwrap();
        let messages = resource.entries().filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        });
        messages.collect()
    }

    #[test]
    fn every_language_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let embedded: BTreeSet<_> = LOCALES.iter().map(|(tag, _)| format!("{tag}.ftl")).collect();
        assert_eq!(files.collect::<BTreeSet<_>>(), embedded, "cargo did not look again: src/build.rs");
    }

    #[test]
    fn no_language_lacks_a_message_or_has_one_that_english_has_not() {
        let english = keys("en");
        for (tag, _) in LOCALES {
            let own = keys(tag);
            let missing: Vec<_> = english.difference(&own).collect();
            let unknown: Vec<_> = own.difference(&english).collect();
            assert!(missing.is_empty(), "locales/{tag}.ftl lacks, and says in English: {missing:?}");
            assert!(unknown.is_empty(), "locales/{tag}.ftl has what nothing asks for: {unknown:?}");
        }
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let english = Arc::new(Locale::parse("en", "hello = Hello\nonly = Only here\n", None));
        let german = Locale::parse("de", "hello = Guten Tag\n", Some(english));
        assert_eq!(
            (german.say("hello", &[]), german.say("only", &[])),
            ("Guten Tag".to_owned(), "Only here".to_owned())
        );
        assert_eq!(german.say("nothing", &[]), "nothing");
    }

    #[test]
    fn a_variety_without_a_file_is_said_in_its_language() {
        let locales = Locales::shipped();
        assert_eq!(locales.get("pt-BR").map(|locale| locale.tag()), Some("pt"));
        assert_eq!(locales.get("DE_at").map(|locale| locale.tag()), Some("de"));
        assert_eq!(locales.get("zh-Hant-TW").map(|locale| locale.tag()), None);
        assert!(locales.get("tlh").is_none());
        let shipped_in_varieties = LOCALES.iter().copied().chain([("pt-BR", ""), ("zh-Hant", "")]).collect::<Vec<_>>();
        let locales = Locales::parse(&shipped_in_varieties);
        for (asked, tag) in [("pt-br", "pt-BR"), ("pt-PT", "pt"), ("zh_hant_tw", "zh-Hant")] {
            assert_eq!(locales.get(asked).map(|locale| locale.tag()), Some(tag), "{asked}");
        }
        assert!(locales.get("zh").is_none(), "who reads the one script may not read the other");
    }

    /// What is offered is what there is a file for: nothing else says which languages there are.
    #[test]
    fn a_thirteenth_file_is_a_thirteenth_language() {
        let messages = "language-name = Esperanto\nweekday = { $weekday ->\n    [1] lundo\n   *[other] alia\n }\n";
        let locales = Locales::parse(&[LOCALES, &[("eo", messages)]].concat());
        assert_eq!(locales.all().count(), LOCALES.len() + 1);
        let esperanto = locales.get("eo-XX").unwrap();
        let said = [esperanto.name(), esperanto.say("weekday", &[("weekday", 1.into())])];
        assert_eq!(said, ["Esperanto", "lundo"]);
        let said = [esperanto.direction(), esperanto.say("month", &[("month", 11.into())])];
        assert_eq!(said, ["ltr", "November"], "English, where it says nothing itself");
        assert!(locales.all().any(|locale| locale.name() == "Esperanto"), "the preference page offers all");
    }

    /// Every language says every date and schedule with all of its parts, and leaves no placeholder behind.
    #[test]
    fn every_language_says_dates_and_schedules_whole() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let instant = Timestamp::from(jiff::Timestamp::constant(1_796_022_000, 0));
        for locale in Locales::shipped().all() {
            let said = locale.instant(instant, &berlin);
            for part in ["30", "8", "00", "Berlin"] {
                assert!(said.contains(part), "{}: {said} lacks {part}", locale.tag());
            }
            for line in [
                "30 7 * * 1-5",
                "0 8 * * 1,4",
                "0 8 1,15 * *",
                "0 8 31 * *",
                "0 8 29 2 *",
                "*/15 * * * *",
                "0 */6 * * *",
                "0 */2 * * *",
            ] {
                let crontab = Crontab::parse(line).unwrap();
                let said = locale.pattern(&crontab.pattern());
                assert!(!said.contains(['{', '$', '\u{2068}']) && !said.is_empty(), "{}: {line}: {said}", locale.tag());
                assert!(
                    locale.tag() == "en" || said != english().pattern(&crontab.pattern()),
                    "{}: {said}",
                    locale.tag()
                );
            }
            assert!(["ltr", "rtl"].contains(&locale.direction().as_str()));
        }
    }

    #[test]
    fn plurals_are_each_languages_own() {
        let every = |tag: &str, count: u8| Locales::shipped().get(tag).unwrap().pattern(&Pattern::EveryHours(count));
        assert_eq!([every("pl", 1), every("pl", 2), every("pl", 5)], ["co godzinę", "co 2 godziny", "co 5 godzin"]);
        assert_eq!([every("ar", 2), every("ar", 3), every("ar", 12)], ["كل ساعتين", "كل 3 ساعات", "كل 12 ساعة"]);
    }

    #[test]
    fn one_oclock_has_its_own_article() {
        let at_one = Timestamp::from(jiff::Timestamp::constant(1_796_000_400, 0));
        for (tag, one, both, next) in [
            ("es", "todos los días a la 1:30", "los lunes a la 1:00 y a las 13:00", "hoy a la 1:00"),
            ("it", "ogni giorno all’1:30", "il lunedì all’1:00 e alle 13:00", "oggi all’1:00"),
            ("pt", "todos os dias à 1:30", "às segundas-feiras, à 1:00 e às 13:00", "hoje à 1:00"),
        ] {
            let locale = Locales::shipped().get(tag).unwrap();
            let said = |line| locale.pattern(&Crontab::parse(line).unwrap().pattern()).replace('\u{a0}', " ");
            assert_eq!([said("30 1 * * *"), said("0 1,13 * * MON")], [one, both]);
            let said = locale.say_at("next-today", at_one, &Zone::utc(), &[("schedule", one.into())]);
            assert!(said.ends_with(next), "{said}");
        }
    }

    #[test]
    fn a_turkish_sentence_begins_with_a_dotted_capital() {
        let turkish = Locales::shipped().get("tr").unwrap();
        assert_eq!((turkish.capitalised("iki"), english().capitalised("it")), ("İki".to_owned(), "It".to_owned()));
    }

    #[test]
    fn common_lines_read_as_plain_words() {
        for (line, words) in [
            ("0 8 * * MON", "Mondays at 8:00"),
            ("0 8 * * 1,4", "Mondays and Thursdays at 8:00"),
            ("0 9 * * SAT,SUN", "Saturdays and Sundays at 9:00"),
            ("0 9 * * 0,1", "Mondays and Sundays at 9:00"),
            ("30 7 * * 1-5", "Monday to Friday at 7:30"),
            ("30 7 * * *", "every day at 7:30"),
            ("30 7 * * 0-6", "every day at 7:30"),
            ("0 8,18 * * *", "every day at 8:00 and 18:00"),
            ("0,30 8,18 * * *", "every day at 8:00, 8:30, 18:00 and 18:30"),
            ("5 0 * * *", "every day at 0:05"),
            ("*/15 * * * *", "every 15 minutes"),
            ("* * * * *", "every minute"),
            ("0 * * * *", "every hour"),
            ("@hourly", "every hour"),
            ("0 */6 * * *", "every 6 hours"),
            ("0 8 1 * *", "on the 1st of every month at 8:00"),
            ("0 8 1,15 * *", "on the 1st and 15th of every month at 8:00"),
            ("0 8 31 * *", "on the 31st of every month that has one at 8:00"),
            ("@weekly", "Sundays at 0:00"),
            ("@yearly", "every year on 1 January at 0:00"),
            ("0 8 29 2 *", "every leap year on 29 February at 8:00"),
        ] {
            assert_eq!(english().pattern(&Crontab::parse(line).unwrap().pattern()), words, "{line}");
        }
    }

    #[test]
    fn other_lines_are_quoted_as_written() {
        for line in [
            "0 8 13 * FRI",
            "*/7 * * * *",
            "5-59/10 * * * *",
            "0 8 * 6-8 MON",
            "0 8 */2 * *",
            "0 6-10 * * *",
            "*/15 9-17 * * 1-5",
            "15 * * * *",
            "0 8 1,31 * *",
        ] {
            assert_eq!(english().pattern(&Crontab::parse(line).unwrap().pattern()), format!("“{line}”"));
        }
    }

    #[test]
    fn an_instant_has_its_days_name_and_the_place_whose_clocks_are_meant() {
        let instant = Timestamp::from(jiff::Timestamp::constant(1_796_022_000, 0));
        for (zone, words) in [
            ("Europe/Berlin", "Monday 30 November, 8:00 in Berlin"),
            ("America/New_York", "Monday 30 November, 2:00 in New York"),
            ("America/Argentina/Buenos_Aires", "Monday 30 November, 4:00 in Buenos Aires"),
            ("Pacific/Auckland", "Monday 30 November, 20:00 in Auckland"),
            ("UTC", "Monday 30 November, 7:00 UTC"),
            ("Etc/UTC", "Monday 30 November, 7:00 UTC"),
        ] {
            assert_eq!(english().instant(instant, &Zone::parse(zone).unwrap()), words);
        }
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        assert_eq!(english().say_at("day", instant, &berlin, &[]), "30 November");
    }
}
