//! One set of templates: the embedded ones, some of them replaced, compiled and tried at once, and fenced in.
//!
//! A template sees the view it is given and nothing else: no environment, no files outside of the set, no network. Undefined names are
//! errors. Work is bounded by fuel and output by size. Fuel is charged for instructions and for what the engine's own filters put together; what
//! a filter of ours does is one instruction, so what an operator's set renders is also bounded by time.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use serde_json::Value as Json;

use super::accent::Accent;
use super::contexts::Recorder;
use super::embedded::{ASSETS, TEMPLATES};
use super::holes::{Part, without_marks};
use super::locale::{Locale, Locales};
use super::personal::{self, fresh_parts, settled};
use super::words;

/// Instructions that one rendering may take: hundreds of times what the largest digest takes.
const FUEL: u64 = 2_000_000;

/// The most that one rendering may write, in bytes.
const MOST_OUTPUT: usize = 8 * 1024 * 1024;

/// How long one rendering of an operator's set may take: thousands of times what the largest digest takes.
const LONGEST: Duration = Duration::from_secs(5);

/// Templates and static files, ready to render.
pub struct TemplateSet {
    /// One a language, by its tag. They share all compiled templates.
    environments: Arc<BTreeMap<&'static str, Environment<'static>>>,
    assets: BTreeMap<&'static str, String>,
    /// Where each came from that replaces an embedded one.
    places: BTreeMap<String, String>,
    /// Whether one of its templates ran out of time: its thread may still be at work, and no other is begun.
    is_slow: AtomicBool,
    recorder: Option<Recorder>,
    /// How long one rendering may take, where it is replaced.
    longest: Duration,
}

/// A text in the place of an embedded template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The text.
    pub text: String,
    /// Where it came from, for errors.
    pub place: String,
}

/// Replacements by their templates' names.
pub type Replacements = BTreeMap<String, Replacement>;

/// A template that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The file: its path when it came from the operator's folder, else its name in the program.
    pub template: String,
    /// The line in it, from 1; `None` when the trouble is with the file as a whole.
    pub line: Option<usize>,
    /// The language in which it fails, where it does not in English.
    pub language: Option<&'static str>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl std::error::Error for TemplateError {}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "template {}", self.template)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(language) = self.language {
            write!(f, ", in {language}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// A file that pages ask for, served as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The value of its `Content-Type`.
    pub content_type: &'static str,
    /// Its text.
    pub body: String,
}

impl TemplateSet {
    /// Compiles the embedded templates with these in the places of some, and tries them on the samples, so that a misspelt name shows now and
    /// not on the day of a digest. A replacement of nothing is an error: it is most likely misnamed.
    pub fn with(replacements: &Replacements) -> Result<Self, TemplateError> {
        if let Some((_, stray)) = replacements.iter().find(|(name, _)| embedded(name).is_none()) {
            let message = format!("replaces no template; the names are: {}", names());
            return Err(TemplateError { template: stray.place.clone(), line: None, language: None, message });
        }
        let places = replacements.iter().map(|(name, replacement)| (name.clone(), replacement.place.clone())).collect();
        let (environments, assets) = (Arc::default(), BTreeMap::new());
        let mut set =
            Self { environments, assets, places, is_slow: AtomicBool::new(false), recorder: None, longest: LONGEST };
        let mut environment = fenced_in();
        for &(name, embedded) in TEMPLATES.iter().chain(ASSETS) {
            let text = replacements.get(name).map_or(embedded, |replacement| replacement.text.as_str()).to_owned();
            if ASSETS.iter().any(|(asset, _)| *asset == name) {
                set.assets.insert(name, text);
            } else {
                let compiled = environment.add_template_owned(name, text);
                compiled.map_err(|error| set.error(name, &error))?;
            }
        }
        let mut environments = BTreeMap::new();
        for locale in Locales::shipped().all() {
            let mut environment = environment.clone();
            words::speak(&mut environment, locale);
            environments.insert(locale.tag(), environment);
        }
        set.environments = Arc::new(environments);
        if set.is_replaced() {
            set.try_out()?;
        }
        Ok(set)
    }

    /// What the samples give the embedded templates.
    pub(super) fn recorded() -> Recorder {
        let mut set = Self::with(&BTreeMap::new()).expect("the embedded templates compile, which a test holds");
        set.recorder = Some(Recorder::default());
        set.render_samples().expect("the embedded templates render the samples, which a test holds");
        set.recorder.unwrap_or_default()
    }

    /// Whether any of it is the operator's.
    pub fn is_replaced(&self) -> bool {
        !self.places.is_empty()
    }

    /// Whether it ran out of time once.
    pub fn is_slow(&self) -> bool {
        self.is_slow.load(Ordering::Relaxed)
    }

    /// A static file by the name that pages link: `style.css`, `confirm.js`, `bell.svg`, `embed.js`. The stylesheet carries `accent`.
    pub fn asset(&self, name: &str, accent: &Accent) -> Option<Asset> {
        let text =
            ["pages", "embed"].into_iter().find_map(|folder| self.assets.get(format!("{folder}/{name}").as_str()))?;
        let (content_type, body) = match name.rsplit_once('.')?.1 {
            "css" if name == "style.css" => ("text/css; charset=utf-8", format!("{text}{}", accent_rules(accent))),
            "css" => ("text/css; charset=utf-8", text.clone()),
            "js" => ("text/javascript; charset=utf-8", text.clone()),
            _ => ("image/svg+xml", text.clone()),
        };
        Some(Asset { content_type, body })
    }

    /// The text of a template that is rendered, as it is in this set.
    pub(super) fn source(&self, name: &str) -> String {
        let any = self.environments.values().next();
        let template = any.and_then(|environment| environment.get_template(name).ok());
        template.map(|template| template.source().to_owned()).unwrap_or_default()
    }

    /// Whether the operator has one in the place of this.
    pub(super) fn replaces(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Renders one template in a language, with a context made by [`context`].
    pub(super) fn render(&self, name: &str, locale: &Locale, context: &Json) -> Result<String, TemplateError> {
        let mut parts = Vec::new();
        let text = self.render_with_parts(name, locale, context, &mut parts)?;
        if parts.is_empty() {
            return Ok(text);
        }
        Err(self.problem(
            name,
            "personal parts (merge, when, unless) stand in digests alone: everything else is the reader's own already",
        ))
    }

    /// The same for an edition: what is for one reader alone stands in it as marks, and is added to `parts`.
    pub(super) fn render_with_parts(
        &self,
        name: &str,
        locale: &Locale,
        context: &Json,
        parts: &mut Vec<Part>,
    ) -> Result<String, TemplateError> {
        if let Some(recorder) = &self.recorder {
            recorder.note(name, context);
        }
        let rendered = if self.is_replaced() {
            self.within_time(name, locale.tag(), context)?
        } else {
            written(&self.environments[locale.tag()], name, context)
        };
        let (bytes, fresh) = rendered.map_err(|error| self.error(name, &error))?;
        let text = String::from_utf8(bytes).map_err(|_| self.problem(name, "it wrote text that is not UTF-8"))?;
        settled(text, &fresh, parts).map_err(|problem| self.problem(name, problem))
    }

    /// Renders on a thread of its own, which is left to itself when its time is over: nothing else stops it in the middle of an instruction.
    fn within_time(
        &self,
        name: &str,
        language: &'static str,
        context: &Json,
    ) -> Result<Result<Written, minijinja::Error>, TemplateError> {
        let (done, outcome) = mpsc::sync_channel(1);
        let (environments, template, context) = (Arc::clone(&self.environments), name.to_owned(), context.clone());
        let work = move || drop(done.send(written(&environments[language], &template, &context)));
        let begun = std::thread::Builder::new().name("template".to_owned()).spawn(work);
        begun.map_err(|error| self.problem(name, format!("no thread could be begun for it: {error}")))?;
        outcome.recv_timeout(self.longest).map_err(|_| {
            self.is_slow.store(true, Ordering::Relaxed);
            self.problem(name, format!("it takes longer than {} s: make it do less", self.longest.as_secs()))
        })
    }

    /// An error of ours about a whole template.
    pub(super) fn problem(&self, name: &str, message: impl Into<String>) -> TemplateError {
        TemplateError { template: self.place(name), line: None, language: None, message: message.into() }
    }

    /// The innermost error with a place is the one to mend; those around it only say who included whom.
    fn error(&self, name: &str, error: &minijinja::Error) -> TemplateError {
        let mut innermost = error;
        let mut refusal = None;
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            if let Some(inner) = inner.downcast_ref::<minijinja::Error>().filter(|inner| inner.name().is_some()) {
                innermost = inner;
            }
            // Output goes into memory: nothing but its bound refuses it.
            refusal = inner.downcast_ref::<std::io::Error>().map(ToString::to_string).or(refusal);
            source = inner.source();
        }
        let kind = innermost.kind();
        let words = || innermost.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}"));
        let message = refusal.unwrap_or_else(words);
        TemplateError {
            template: self.place(innermost.name().unwrap_or(name)),
            line: innermost.line(),
            language: None,
            message,
        }
    }

    fn place(&self, name: &str) -> String {
        self.places.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// A view as templates get it: every string in it without marks and control characters, every link a web address or none.
pub(super) fn context(view: &impl Serialize) -> Json {
    let mut json =
        serde_json::to_value(view).expect("views are structs of strings, lists and flags, which JSON can hold");
    clean(&mut json);
    json
}

fn clean(json: &mut Json) {
    match json {
        Json::String(text) => {
            if let std::borrow::Cow::Owned(cleaned) = without_marks(text) {
                *text = cleaned;
            }
        }
        Json::Array(items) => items.iter_mut().for_each(clean),
        Json::Object(fields) => {
            for (name, value) in fields {
                clean(value);
                if is_link(name) && !value.as_str().is_some_and(leads_to_the_web) {
                    *value = Json::Null;
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn is_link(field: &str) -> bool {
    field == "link" || field.ends_with("_url")
}

fn leads_to_the_web(link: &str) -> bool {
    let is_own_page = link.starts_with('/') && !link.starts_with("//");
    is_own_page || link.starts_with("https://") || link.starts_with("http://")
}

/// An environment without a loader, so that only what was added exists, and without the function that dumps its state.
fn fenced_in() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|name| {
        if Path::new(name).extension().is_some_and(|ending| ending == "html" || ending == "xml") {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(50);
    environment.remove_global("debug");
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are the default ones"));
    words::register(&mut environment);
    personal::register(&mut environment);
    environment
}

fn accent_rules(accent: &Accent) -> String {
    format!(
        "\n:root {{ --accent: {}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: {}; }} }}\n",
        accent.light(),
        accent.dark()
    )
}

/// What a rendering wrote, and the personal parts whose marks it left.
type Written = (Vec<u8>, Vec<Part>);

fn written(environment: &Environment<'static>, name: &str, context: &Json) -> Result<Written, minijinja::Error> {
    let mut output = Bounded(Vec::new());
    let rendered = environment.get_template(name)?.render_captured_to(Value::from(Serde(context)), &mut output)?;
    let fresh = fresh_parts(rendered.state());
    drop(rendered);
    Ok((output.0, fresh))
}

/// The text of an embedded template or static file.
pub fn embedded(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().chain(ASSETS).find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Whether a name is that of a template, which is rendered, and not of a static file.
pub fn is_template(name: &str) -> bool {
    TEMPLATES.iter().any(|(known, _)| *known == name)
}

/// The names of all embedded templates.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(name, _)| *name)
}

/// The files below a folder, by their paths. Names that begin with a dot are passed over.
pub fn read_folder(folder: &Path) -> Result<Replacements, TemplateError> {
    let mut found = BTreeMap::new();
    read_below(folder, folder, &mut found)?;
    Ok(found)
}

fn read_below(root: &Path, folder: &Path, found: &mut Replacements) -> Result<(), TemplateError> {
    let failed = |path: &Path, message: String| TemplateError {
        template: path.display().to_string(),
        line: None,
        language: None,
        message,
    };
    let cannot_read = |path: &Path, error: std::io::Error| failed(path, format!("cannot be read: {error}"));
    for entry in std::fs::read_dir(folder).map_err(|error| cannot_read(folder, error))? {
        let path = entry.map_err(|error| cannot_read(folder, error))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            read_below(root, &path, found)?;
            continue;
        }
        let parts: Vec<_> =
            path.strip_prefix(root).unwrap_or(&path).iter().map(|part| part.to_string_lossy()).collect();
        let text = std::fs::read_to_string(&path).map_err(|error| cannot_read(&path, error))?;
        found.insert(parts.join("/"), Replacement { text, place: path.display().to_string() });
    }
    Ok(())
}

fn names() -> String {
    TEMPLATES.iter().chain(ASSETS).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// A buffer that refuses to grow without bound.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_OUTPUT {
            return Err(std::io::Error::other(format!("it writes more than {} MiB", MOST_OUTPUT >> 20)));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::DigestView;

    #[test]
    fn what_takes_too_long_is_left_to_itself_and_told() {
        let mut set = TemplateSet { longest: Duration::ZERO, ..TemplateSet::with(&BTreeMap::new()).unwrap() };
        set.places.insert("mail/digest/subject.txt".to_owned(), "mine.txt".to_owned());
        let error = set.digest(&DigestView::sample(), Locales::shipped().english()).unwrap_err();
        assert!(error.message.contains("it takes longer than"), "{error}");
        assert!(set.is_slow(), "it is not tried again");
    }
}
