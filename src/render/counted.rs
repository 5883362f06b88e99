//! The counted links of a mail, and the picture that counts its opens: put into the HTML of a stored edition, which has the addresses themselves.
//!
//! The HTML is what a parser wrote: attributes are in double quotes, and nothing but five characters is escaped.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::holes::{Escape, is_mark};
use crate::domain::counting::Target;
use crate::domain::site::PublicUrl;

/// About as long as the address of a counted link is.
const LENGTH: usize = 80;

/// Where the links of a mail lead that can be counted, each once, in their order.
pub fn targets(html: &str, own: &PublicUrl) -> Vec<Target> {
    let mut known = HashSet::new();
    let targets = addresses(html).into_iter().filter_map(|place| Target::parse(&unescaped(&html[place])?, own));
    targets.filter(|target| known.insert(target.clone())).collect()
}

/// The mail with its links replaced: each whose target `counted` knows leads there.
pub fn with_counted_links(html: &str, own: &PublicUrl, counted: impl Fn(&Target) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut written = 0;
    for place in addresses(html) {
        let target = unescaped(&html[place.clone()]).and_then(|address| Target::parse(&address, own));
        let Some(link) = target.as_ref().and_then(&counted) else { continue };
        out.push_str(&html[written..place.start]);
        out.push_str(&Escape::Html.apply(&link));
        written = place.end;
    }
    out.push_str(&html[written..]);
    out
}

/// The mail with a picture at its end that nobody sees.
pub fn with_picture(html: &str, address: &str) -> String {
    let end = html.rfind("</body>").unwrap_or(html.len());
    let address = Escape::Html.apply(address);
    format!("{}<img src=\"{address}\" width=\"1\" height=\"1\" alt=\"\">{}", &html[..end], &html[end..])
}

/// By how much counted links may make a mail longer.
pub(super) fn growth(html: &str) -> usize {
    addresses(html).into_iter().map(|place| LENGTH.saturating_sub(place.len())).sum()
}

/// The places of the addresses of links, outside of comments and of elements whose content is no HTML.
fn addresses(html: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + "-->".len())
        } else if let Some(end) = raw_end(rest) {
            rest.find(end).map(|found| found + end.len())
        } else {
            let length = tag_length(rest);
            if let Some(place) = length.and_then(|length| address_in(&rest[..length])) {
                places.push(start + place.start..start + place.end);
            }
            length
        };
        let Some(skipped) = skipped else { break };
        at = start + skipped;
    }
    places
}

/// What ends an element whose content is no HTML.
fn raw_end(tag: &str) -> Option<&'static str> {
    let raw = [("<style", "</style"), ("<script", "</script"), ("<xmp", "</xmp"), ("<iframe", "</iframe")];
    let begins = |name: &str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t']));
    raw.into_iter().find(|(name, _)| begins(name)).map(|(_, end)| end)
}

/// How long a tag is, with its angle brackets.
fn tag_length(tag: &str) -> Option<usize> {
    let mut in_value = false;
    tag.bytes()
        .position(|byte| {
            in_value ^= byte == b'"';
            byte == b'>' && !in_value
        })
        .map(|end| end + 1)
}

/// The place of the address in the tag of a link.
fn address_in(tag: &str) -> Option<Range<usize>> {
    let attributes = tag.strip_prefix("<a").filter(|rest| rest.starts_with([' ', '\n', '\t']))?;
    let mut at = tag.len() - attributes.len();
    // Names and values by turns.
    while let Some(opens) = tag[at..].find('"') {
        let value = at + opens + 1;
        let end = value + tag[value..].find('"')?;
        let name = tag[at..value - 1].trim_end_matches('=').rsplit([' ', '\n', '\t']).next();
        if name == Some("href") {
            return Some(value..end);
        }
        at = end + 1;
    }
    None
}

/// An address as a browser reads it; `None` when a part of it is a reader's own.
fn unescaped(address: &str) -> Option<Cow<'_, str>> {
    if address.contains(is_mark) {
        return None;
    }
    if !address.contains('&') {
        return Some(Cow::Borrowed(address));
    }
    let mut read = address.to_owned();
    // The ampersand's last: what it stands before must not be read twice.
    for (written, character) in [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")] {
        read = read.replace(written, character);
    }
    Some(Cow::Owned(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> PublicUrl {
        PublicUrl::parse("https://news.example.org").unwrap()
    }

    fn found(html: &str) -> Vec<String> {
        targets(html, &own()).into_iter().map(|target| target.as_str().to_owned()).collect()
    }

    #[test]
    fn links_are_found_once_each_and_in_order() {
        let html = "<!doctype html><p title=\"<a href=\"><a class=\"x\" href=\"https://b.example/?a=1&amp;b=%22&amp;amp;\">b</a>\
                    <a href=\"https://a.example/\" style=\"color: red\">a</a><a id=\"post-1\" name=\"post-1\"></a><a href=\"https://a.example/\">a</a></p>";
        assert_eq!(found(html), ["https://b.example/?a=1&b=%22&amp;", "https://a.example/"]);
    }

    #[test]
    fn what_is_no_link_of_the_mail_is_left_alone() {
        for html in [
            "<!--[if mso]><a href=\"https://a.example/\">a</a><![endif]-->",
            "<style>a { b: \"<a href=\"https://a.example/\">\" }</style>",
            "<link href=\"https://a.example/\"><area href=\"https://a.example/\"><img src=\"https://a.example/\">",
            "<abbr href=\"https://a.example/\">a</abbr>",
            "<a data-href=\"https://a.example/\">a</a><a title=\" href=\">a</a>",
            "<a title=\"href=&quot;https://a.example/&quot;\">a</a>",
            "<a href=\"#post-1\">a</a><a href=\"mailto:a@b.example\">a</a><a href=\"/a\">a</a>",
            "<a href=\"\u{E001}\">leave</a><a href=\"https://a.example/?name=\u{E100}\">a</a>",
            "<a href=\"https://news.example.org/a/letters/\">here</a>",
            "<a href=\"javascript:alert(1)\">a</a><a href=\"java&#10;script:alert(1)\">a</a>",
            "<a href=\"https://a.example/",
            "<a href",
            "<",
        ] {
            assert_eq!(found(html), Vec::<String>::new(), "{html}");
            assert_eq!(with_counted_links(html, &own(), |_| Some("x".to_owned())), html);
        }
    }

    #[test]
    fn links_are_replaced_and_nothing_else() {
        let html = "<p>https://a.example/<a class=\"x\" href=\"https://a.example/?a=1&amp;b=2\" dir=\"ltr\">\u{E100}</a>\
                    <a href=\"https://unknown.example/\">b</a>\u{E101}<a href=\"https://a.example/?a=1&amp;b=2\">c</a>\u{E010}</p>";
        let counted = |target: &Target| (target.as_str() == "https://a.example/?a=1&b=2").then(|| "L".to_owned());
        assert_eq!(
            with_counted_links(html, &own(), counted),
            "<p>https://a.example/<a class=\"x\" href=\"L\" dir=\"ltr\">\u{E100}</a>\
             <a href=\"https://unknown.example/\">b</a>\u{E101}<a href=\"L\">c</a>\u{E010}</p>"
        );
    }

    #[test]
    fn the_picture_stands_at_the_end() {
        let with = with_picture("<html><body><p>a</p></body></html>", "https://news.example.org/o/x.gif");
        let picture = "<img src=\"https://news.example.org/o/x.gif\" width=\"1\" height=\"1\" alt=\"\">";
        assert_eq!(with, format!("<html><body><p>a</p>{picture}</body></html>"));
    }
}
