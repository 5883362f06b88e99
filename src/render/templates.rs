//! The template set: embedded, overridable file by file from a folder, compiled and tried at once, and fenced in.
//!
//! A template sees the view it is given and nothing else: no environment, no files outside of the set, no network. Undefined names are
//! errors, work is bounded by fuel and output by size.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use serde_json::Value as Json;

use super::accent::Accent;
use super::embedded::{ASSETS, TEMPLATES};
use super::holes::without_marks;
use super::locale::{Locale, Locales};
use super::words;

/// Instructions that one rendering may take: hundreds of times what the largest digest takes.
const FUEL: u64 = 2_000_000;

/// The most that one rendering may write, in bytes.
const MOST_OUTPUT: usize = 8 * 1024 * 1024;

/// All templates and static files, ready to render.
pub struct Templates {
    /// One a language, by its tag. They share all compiled templates.
    environments: BTreeMap<&'static str, Environment<'static>>,
    assets: BTreeMap<&'static str, String>,
    overridden: BTreeMap<String, PathBuf>,
}

/// A template that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The file: its path when it came from the operator's folder, else its name in the program.
    pub template: String,
    /// The line in it, from 1; `None` when the trouble is with the file as a whole.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl std::error::Error for TemplateError {}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "template {}, line {line}: {}", self.template, self.message),
            None => write!(f, "template {}: {}", self.template, self.message),
        }
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

impl Templates {
    /// Compiles the embedded templates, each replaced by the file of the same path in `folder` where there is one.
    ///
    /// A folder's templates are also tried on the samples, so that a misspelt name shows now and not on the day of a digest. A file
    /// that replaces nothing is an error: it is most likely misnamed. Names that begin with a dot are passed over.
    pub fn load(folder: Option<&Path>) -> Result<Self, TemplateError> {
        let mut sources: BTreeMap<&'static str, String> =
            TEMPLATES.iter().chain(ASSETS).map(|&(name, text)| (name, text.to_owned())).collect();
        let mut overridden = BTreeMap::new();
        if let Some(folder) = folder {
            read_folder(folder, folder, &mut sources, &mut overridden)?;
        }
        let mut templates = Self { environments: BTreeMap::new(), assets: BTreeMap::new(), overridden };
        let mut environment = fenced_in();
        for (name, text) in sources {
            if ASSETS.iter().any(|(asset, _)| *asset == name) {
                templates.assets.insert(name, text);
            } else {
                let compiled = environment.add_template_owned(name, text);
                compiled.map_err(|error| templates.error(name, &error))?;
            }
        }
        for locale in Locales::shipped().all() {
            let mut environment = environment.clone();
            words::speak(&mut environment, locale);
            templates.environments.insert(locale.tag(), environment);
        }
        if folder.is_some() {
            templates.try_all()?;
        }
        Ok(templates)
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

    /// Renders everything with its sample. One language tries for all: the others' messages ask for no other arguments.
    fn try_all(&self) -> Result<(), TemplateError> {
        use super::archive::ArchiveFeed;
        use super::pages::Page;
        use super::single_mail::SingleMail;
        use super::views::{DigestView, SiteView};
        use crate::domain::look::{Look, Theme};
        let english = Locales::shipped().english();
        for theme in Theme::ALL {
            let look = Look { theme: *theme, by_topic: true, ..Look::default() };
            self.digest(&DigestView { look, ..DigestView::sample() }, english)?;
        }
        SingleMail::samples().iter().try_for_each(|mail| self.single_mail(mail, english).map(drop))?;
        self.archive_feed(&SiteView::sample(), &ArchiveFeed::sample(), english)?;
        Page::samples().iter().try_for_each(|page| self.page(&SiteView::sample(), page, english).map(drop))
    }

    /// Renders one template in a language, with a context made by [`context`].
    pub(super) fn render(&self, name: &str, locale: &Locale, context: &Json) -> Result<String, TemplateError> {
        let environment = &self.environments[locale.tag()];
        let template = environment.get_template(name).map_err(|error| self.error(name, &error))?;
        let mut output = Bounded(Vec::new());
        template
            .render_captured_to(Value::from(Serde(context)), &mut output)
            .map_err(|error| self.error(name, &error))?;
        String::from_utf8(output.0).map_err(|_| self.problem(name, "it wrote text that is not UTF-8"))
    }

    /// An error of ours about a whole template.
    pub(super) fn problem(&self, name: &str, message: impl Into<String>) -> TemplateError {
        TemplateError { template: self.place(name), line: None, message: message.into() }
    }

    /// The innermost error with a place is the one to mend; those around it only say who included whom.
    fn error(&self, name: &str, error: &minijinja::Error) -> TemplateError {
        let mut innermost = error;
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            if let Some(inner) = inner.downcast_ref::<minijinja::Error>().filter(|inner| inner.name().is_some()) {
                innermost = inner;
            }
            source = inner.source();
        }
        let kind = innermost.kind();
        let message = innermost.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}"));
        TemplateError { template: self.place(innermost.name().unwrap_or(name)), line: innermost.line(), message }
    }

    fn place(&self, name: &str) -> String {
        self.overridden.get(name).map_or_else(|| name.to_owned(), |path| path.display().to_string())
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
    environment
}

fn accent_rules(accent: &Accent) -> String {
    format!(
        "\n:root {{ --accent: {}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: {}; }} }}\n",
        accent.light(),
        accent.dark()
    )
}

fn read_folder(
    root: &Path,
    folder: &Path,
    sources: &mut BTreeMap<&'static str, String>,
    overridden: &mut BTreeMap<String, PathBuf>,
) -> Result<(), TemplateError> {
    let failed =
        |path: &Path, message: String| TemplateError { template: path.display().to_string(), line: None, message };
    let cannot_read = |path: &Path, error: std::io::Error| failed(path, format!("cannot be read: {error}"));
    for entry in std::fs::read_dir(folder).map_err(|error| cannot_read(folder, error))? {
        let path = entry.map_err(|error| cannot_read(folder, error))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            read_folder(root, &path, sources, overridden)?;
            continue;
        }
        let parts: Vec<_> =
            path.strip_prefix(root).unwrap_or(&path).iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        let Some(text) = sources.get_mut(name.as_str()) else {
            return Err(failed(&path, format!("replaces no template; the names are: {}", names())));
        };
        *text = std::fs::read_to_string(&path).map_err(|error| cannot_read(&path, error))?;
        overridden.insert(name, path);
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
            return Err(std::io::Error::other(format!("it writes more than {MOST_OUTPUT} bytes")));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
