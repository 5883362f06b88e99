//! What stands between two lines of `---` before a written post's text: a small part of YAML, so that every mistake has a line and a way on.

use crate::domain::archive::Audience;
use crate::domain::schedule::Zone;
use crate::domain::time::Timestamp;

/// What a writer says about a post, besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The writer's own name for it.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<Timestamp>,
    /// Its topics.
    pub topics: Vec<String>,
    /// For whom it is in the archive.
    pub audience: Option<Audience>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it can be read on the web.
    pub link: Option<String>,
    /// Whether it waits.
    pub draft: bool,
}

/// A line that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct FrontMatterError {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong, and what to write.
    pub problem: String,
}

const FIELDS: &str = "id, title, date, topics, audience, author, link, draft";

/// Parts a text into front matter and the rest. A text that does not begin with a line `---` has none.
pub(super) fn part<'a>(text: &'a str, zone: &Zone) -> Result<(FrontMatter, &'a str), FrontMatterError> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return match text.lines().next().map(str::trim_end) {
            Some("+++") => Err(error(1, "front matter stands between lines of --- here, as `title: My letter`")),
            _ => Ok((FrontMatter::default(), text)),
        };
    };
    let mut matter = Reader { matter: FrontMatter::default(), seen: Vec::new(), in_topics: false, zone };
    let mut length = first.len();
    for (number, line) in (2..).zip(lines) {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Ok((matter.matter, &text[length..]));
        }
        matter.line(line).map_err(|problem| error(number, problem))?;
    }
    Err(error(1, "the front matter has no end: close it with a line ---"))
}

fn error(line: usize, problem: impl Into<String>) -> FrontMatterError {
    FrontMatterError { line, problem: problem.into() }
}

struct Reader<'a> {
    matter: FrontMatter,
    seen: Vec<String>,
    in_topics: bool,
    zone: &'a Zone,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            return Ok(());
        }
        if let Some(item) = text.strip_prefix("- ").filter(|_| self.in_topics) {
            self.matter.topics.push(scalar(item)?);
            return Ok(());
        }
        let (field, value) =
            text.split_once(':').ok_or_else(|| format!("'{text}' is no field; write it like `title: My letter`"))?;
        let (field, value) = (field.trim_end(), value.trim());
        if self.seen.iter().any(|seen| seen == field) {
            return Err(format!("'{field}' is there twice"));
        }
        self.seen.push(field.to_owned());
        self.in_topics = field == "topics" && value.is_empty();
        self.field(field, value)
    }

    fn field(&mut self, field: &str, value: &str) -> Result<(), String> {
        let matter = &mut self.matter;
        match field {
            "id" => matter.id = some(scalar(value)?),
            "title" => matter.title = some(scalar(value)?),
            "author" => matter.author = some(scalar(value)?),
            "link" => matter.link = some(scalar(value)?),
            "topics" => matter.topics = list(value)?,
            "date" => matter.date = Some(date(&scalar(value)?, self.zone)?),
            "audience" => {
                matter.audience = Some(scalar(value)?.parse::<Audience>().map_err(|error| error.to_string())?);
            }
            "draft" => {
                matter.draft = match scalar(value)?.as_str() {
                    "true" | "yes" => true,
                    "false" | "no" => false,
                    other => return Err(format!("draft is true or false, not '{other}'")),
                };
            }
            other => return Err(format!("there is no field '{other}'; the fields are {FIELDS}")),
        }
        Ok(())
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A value, bare or in quotes; what follows a bare one after ` #` is a remark.
fn scalar(value: &str) -> Result<String, String> {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            let (inner, after) =
                rest.rsplit_once(quote).ok_or_else(|| format!("the quotes of {value} are not closed"))?;
            let after = after.trim();
            if !after.is_empty() && !after.starts_with('#') {
                return Err(format!("'{after}' follows the quotes"));
            }
            return Ok(if quote == '"' {
                inner.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inner.replace("''", "'")
            });
        }
    }
    if value.starts_with(['[', '{', '|', '>', '&', '*', '!']) {
        return Err(format!("'{value}' is not understood here; put it in quotes if it is meant as written"));
    }
    Ok(value.split(" #").next().unwrap_or_default().trim_end().to_owned())
}

/// `[bees, honey]`, or `bees, honey`; nothing, where lines with `- ` follow.
fn list(value: &str) -> Result<Vec<String>, String> {
    let inner = match value.strip_prefix('[') {
        Some(rest) => rest.trim_end().strip_suffix(']').ok_or_else(|| format!("{value} has no closing bracket"))?,
        None => value,
    };
    let items = items(inner).into_iter().map(scalar).collect::<Result<Vec<_>, _>>()?;
    Ok(items.into_iter().filter(|item| !item.is_empty()).collect())
}

/// Parts at commas that stand outside of quotes.
fn items(text: &str) -> Vec<&str> {
    let mut open = None;
    text.split(move |character| {
        match (open, character) {
            (None, '"' | '\'') => open = Some(character),
            (Some(quote), _) if quote == character => open = None,
            _ => {}
        }
        character == ',' && open.is_none()
    })
    .collect()
}

/// A day, a day and a time in the list's zone, or an instant.
fn date(text: &str, zone: &Zone) -> Result<Timestamp, String> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(instant.into());
    }
    let civil = text.parse::<jiff::civil::DateTime>().ok().map(|civil| zone.instant_of(civil));
    civil.ok_or_else(|| {
        format!(
            "'{text}' is no date; write it like 2026-11-26, 2026-11-26 08:00 (in {}) or 2026-11-26T08:00:00Z",
            zone.name()
        )
    })
}
