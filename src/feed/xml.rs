//! An XML document made fit for the feed parser: old dialects modernised, small and common damage mended.

use std::ops::Range;

use super::markup::after_first;

/// The first element of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Root<'a> {
    /// Its name without the prefix.
    pub name: &'a str,
    /// Where its start tag stands in the document.
    span: Range<usize>,
    /// Its attributes as written.
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Root<'a> {
    /// Finds the root behind comments, processing instructions and the document type.
    pub(super) fn find(document: &'a str) -> Option<Self> {
        let mut rest = document;
        loop {
            rest = &rest[rest.find('<')?..];
            rest = if let Some(comment) = rest.strip_prefix("<!--") {
                comment.split_once("-->")?.1
            } else if rest.starts_with("<!") {
                after_document_type(rest)
            } else if rest.starts_with("<?") {
                after_first('>', rest)
            } else {
                break;
            };
        }
        let start = document.len() - rest.len();
        let tag = &rest[..rest.find('>')?];
        let inner = tag[1..].trim_end_matches('/');
        let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
        let name = &inner[..name_end];
        let name = name.rsplit(':').next().unwrap_or(name);
        Some(Self { name, span: start..start + tag.len(), attributes: attributes(&inner[name_end..]) })
    }

    /// The base of relative addresses in the whole document, if the root sets one.
    pub(super) fn base(&self) -> Option<&'a str> {
        self.attributes.iter().find(|(name, _)| *name == "xml:base").map(|(_, value)| *value)
    }

    /// The document with a root that the parser knows: RSS of any version as 2.0, which reads them all, and the namespaces of
    /// old drafts as those of the standards that they became.
    pub(super) fn modernised(&self, document: &str) -> String {
        let is_rss = self.name.eq_ignore_ascii_case("rss");
        let tag = &document[self.span.clone()];
        let written_name = tag[1..].split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(self.name);
        let mut root = format!("<{}", if is_rss { "rss" } else { written_name });
        for (name, value) in &self.attributes {
            let value = match (*name, *value) {
                ("version" | "xmlns", _) if is_rss => continue,
                ("xmlns", "http://my.netscape.com/rdf/simple/0.9/" | "http://channel.netscape.com/rdf/simple/0.9/") => {
                    "http://purl.org/rss/1.0/"
                }
                ("xmlns", "http://purl.org/atom/ns#") => "http://www.w3.org/2005/Atom",
                (_, value) => value,
            };
            root.extend([" ", name, "=\"", &value.replace('"', "&quot;"), "\""]);
        }
        if is_rss {
            root.push_str(" version=\"2.0\"");
        }
        if tag.ends_with('/') {
            root.push('/');
        }
        [&document[..self.span.start], &root, &document[self.span.end..]].concat()
    }
}

fn after_document_type(text: &str) -> &str {
    let (head, rest) = text.split_once('>').unwrap_or((text, ""));
    // An internal subset holds declarations with brackets of their own.
    if head.contains('[') { text.split_once(']').map_or("", |(_, after)| after_first('>', after)) } else { rest }
}

fn attributes(mut text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    while let Some((name, rest)) = text.split_once('=') {
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, after)) = rest[1..].split_once(quote) else { break };
        found.push((name.trim(), value));
        text = after;
    }
    found
}

/// Writes bare ampersands and references to impossible characters as text, outside of CDATA; `None` when there are none.
pub(super) fn with_ampersands_mended(xml: &str) -> Option<String> {
    let mut mended = String::with_capacity(xml.len() + 64);
    let mut rest = xml;
    while let Some(at) = rest.find(['&', '<']) {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with("<![CDATA[") {
            rest.find("]]>").unwrap_or(rest.len())
        } else if rest.starts_with('<') || is_reference(rest) {
            1
        } else {
            mended.push_str("&amp;");
            rest = &rest[1..];
            continue;
        };
        mended.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    mended.push_str(rest);
    (mended.len() != xml.len()).then_some(mended)
}

/// Whether the `&` at the start of `text` begins a reference that XML can resolve or pass on.
fn is_reference(text: &str) -> bool {
    // The longest name in HTML has 31 letters.
    let Some(end) = text.bytes().take(34).position(|byte| byte == b';') else { return false };
    let name = &text[1..end];
    let code = match (name.strip_prefix("#x"), name.strip_prefix('#')) {
        (Some(hex), _) => u32::from_str_radix(hex, 16),
        (_, Some(decimal)) => decimal.parse(),
        _ => return !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    };
    code.is_ok_and(|code| code != 0 && char::from_u32(code).is_some())
}
/// The elements in which the parser looks for a mail address, and fails when one touches a character outside of ASCII.
const PEOPLE: [&str; 4] = ["author", "dc:creator", "managingEditor", "webMaster"];

/// The document without the names of people: a post without its author is better than no post.
pub(super) fn without_people(document: &str) -> String {
    PEOPLE.iter().fold(document.to_owned(), |document, element| {
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        let mut parts = document.split(&start);
        let before = parts.next().unwrap_or_default().to_owned();
        parts.fold(before, |kept, part| kept + part.split_once(&end).map_or(part, |(_, rest)| rest))
    })
}
