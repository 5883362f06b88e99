//! Pieces of cleaned HTML, and how they are put together.

/// A piece of output, by how it flows.
pub(super) enum Part {
    /// Text and what stands in a line with it.
    Inline(String),
    /// A paragraph, heading, list, table and the like.
    Block(String),
    /// A paragraph in the shape of WordPress's "The post … appeared first on …", which goes when nothing follows it.
    Footer(String),
}

impl Part {
    pub(super) fn html(&self) -> &str {
        match self {
            Self::Inline(html) | Self::Block(html) | Self::Footer(html) => html,
        }
    }
}

/// Puts runs of text into paragraphs, and drops the white space between blocks.
pub(super) fn in_paragraphs(parts: Vec<Part>) -> Vec<Part> {
    let mut blocks = Vec::new();
    let mut line = String::new();
    let end_line = |line: &mut String, blocks: &mut Vec<Part>| {
        if !is_blank(line) {
            blocks.push(Part::Block(format!("<p>{}</p>", line.trim())));
        }
        line.clear();
    };
    for part in parts {
        if let Part::Inline(html) = part {
            line.push_str(&html);
        } else {
            end_line(&mut line, &mut blocks);
            blocks.push(part);
        }
    }
    end_line(&mut line, &mut blocks);
    blocks
}

/// Puts a link or formatting around its content; around nothing it is dropped.
pub(super) fn wrapped(parts: Vec<Part>, start: &str, end: &str) -> Vec<Part> {
    let inner = joined(&parts);
    if is_empty(&inner) {
        return parts;
    }
    vec![part_like(&parts, format!("{start}{inner}{end}"))]
}

/// What was put around `parts`: a block if one of them is.
fn part_like(parts: &[Part], html: String) -> Part {
    let holds_blocks = parts.iter().any(|part| !matches!(part, Part::Inline(_)));
    if holds_blocks { Part::Block(html) } else { Part::Inline(html) }
}

pub(super) fn joined(parts: &[Part]) -> String {
    parts.iter().map(Part::html).collect()
}

/// Whether nothing would be seen of it.
pub(super) fn is_blank(html: &str) -> bool {
    is_empty(&html.replace("<br>", ""))
}

fn is_empty(html: &str) -> bool {
    html.chars().all(char::is_whitespace)
}

/// A link on its way around what it holds.
pub(super) struct Link {
    /// Its start tag.
    pub(super) start: String,
    /// The `alt` of a picture that stands in it without words: a link has to say where it goes.
    pub(super) named: String,
    /// Whether it leads to a picture's file: around a picture that says no more.
    pub(super) is_picture_file: bool,
}

impl Link {
    fn around(&self, inner: &str) -> String {
        if !has_no_words(inner) {
            return format!("{}{inner}</a>", self.start);
        }
        if self.is_picture_file {
            return inner.to_owned();
        }
        format!("{}{}</a>", self.start, inner.replacen("alt=\"\"", &self.named, 1))
    }

    fn within(&self, part: Part) -> Part {
        match (line_of(&part), &part) {
            (Some((opening, inner, closing)), _) => Part::Block(format!("{opening}{}{closing}", self.around(inner))),
            (None, Part::Inline(html)) if !is_blank(html) => Part::Inline(self.around(html)),
            (None, Part::Block(html)) if html.starts_with("<figure") => Part::Block(self.around(html)),
            (None, _) => part,
        }
    }
}

/// Puts a link around its content; what stands in blocks gets it inside of them.
pub(super) fn linked(parts: Vec<Part>, link: &Link) -> Vec<Part> {
    if parts.iter().any(|part| line_of(part).is_some()) {
        return parts.into_iter().map(|part| link.within(part)).collect();
    }
    let inner = joined(&parts);
    if is_empty(&inner) || link.is_picture_file && has_no_words(&inner) {
        return parts;
    }
    vec![part_like(&parts, link.around(&inner))]
}

/// A paragraph or heading: its start tag, what it holds, its end tag.
fn line_of(part: &Part) -> Option<(&str, &str, &str)> {
    let Part::Block(html) = part else { return None };
    let is_line = ["<p>", "<p ", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"].iter().any(|start| html.starts_with(start));
    let (start, end) = (html.find('>')? + 1, html.rfind("</")?);
    is_line.then(|| (&html[..start], &html[start..end], &html[end..]))
}

/// Whether a piece holds pictures without words at most.
fn has_no_words(html: &str) -> bool {
    let tags = html.split('<').skip(1);
    html.split('<').next().is_some_and(is_empty)
        && tags.clone().all(|tag| tag.split_once('>').is_some_and(|(_, text)| is_empty(text)))
        && tags.filter(|tag| tag.starts_with("img ")).all(|tag| tag.contains(" alt=\"\""))
}
