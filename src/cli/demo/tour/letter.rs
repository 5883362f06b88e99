//! A mail, read as strictly as the programs that it passes.

use mail_parser::{MessageParser, MimeHeaders, PartType};
use scraper::{Html, Selector};
use url::Url;

use super::PublishedPost;
use super::transcript::{Unmet, expect};
use crate::cli::demo::complete::{self, Missing};

/// A mail with what its checks look at.
pub(super) struct Letter {
    pub(super) subject: String,
    /// The envelope's sender.
    pub(super) return_path: Option<String>,
    /// Names and values, unfolded, in order.
    fields: Vec<(String, String)>,
    links: Vec<String>,
    pictures: Vec<Picture>,
    pub(super) text: String,
    html: String,
}

struct Picture {
    source: String,
    words: Option<String>,
}

/// How much of a post a mail has: all of it.
pub(super) struct Whole {
    pub(super) headings: usize,
    pub(super) items: usize,
    pub(super) paragraphs: usize,
    pub(super) links: usize,
    pub(super) pictures: usize,
}

impl Letter {
    /// Reads a mail of two parts, text first and HTML last (RFC 2046 §5.1.4).
    pub(super) fn read(raw: &[u8], return_path: Option<&str>) -> Result<Self, Unmet> {
        let parts = "text/plain first and text/html last, in a multipart/alternative";
        let message = MessageParser::default().parse(raw).ok_or_else(|| Unmet::new("a mail", "unreadable bytes"))?;
        let kinds = content_types(&message);
        expect(kinds == ["multipart/alternative", "text/plain", "text/html"], parts, kinds.join(", "))?;
        let (Some(text), Some(html)) = (message.body_text(0), message.body_html(0)) else {
            return Err(Unmet::new(parts, "an unreadable part"));
        };
        let document = Html::parse_document(&html);
        Ok(Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            return_path: return_path.map(str::to_owned),
            fields: message.headers_raw().map(|(name, value)| (name.to_owned(), unfolded(value))).collect(),
            links: links(&document),
            pictures: pictures(&document),
            text: text.into_owned(),
            html: html.into_owned(),
        })
    }

    /// All values of a field.
    fn values(&self, name: &str) -> Vec<&str> {
        let same = self.fields.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        same.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a field that must be there exactly once.
    pub(super) fn only(&self, name: &str) -> Result<&str, Unmet> {
        let values = self.values(name);
        match values.as_slice() {
            [value] => Ok(value),
            _ => Err(Unmet::new(format!("exactly one {name}"), values.len().to_string())),
        }
    }

    pub(super) fn expect_without(&self, name: &str) -> Result<(), Unmet> {
        let values = self.values(name);
        expect(values.is_empty(), &format!("no {name}"), values.join(" and "))
    }

    /// The link of Letterbell's own that begins with `path`: in the HTML, and the same in the text.
    pub(super) fn own_link(&self, site: &Url, path: &str) -> Result<Url, Unmet> {
        let root = format!("{}{path}", site.as_str().trim_end_matches('/'));
        let expected = format!("a link {root}… in the HTML and the same in the text");
        let link = self.links.iter().find(|link| link.starts_with(&root));
        let link = link.ok_or_else(|| Unmet::new(&expected, "none in the HTML"))?;
        let in_text = self.text.split_whitespace().any(|word| word == link);
        expect(in_text, &expected, "only the one in the HTML")?;
        Url::parse(link).map_err(|error| Unmet::new(expected, error.to_string()))
    }

    /// Where List-Unsubscribe leads: its first web address (RFC 2369 §2).
    pub(super) fn unsubscribe_link(&self) -> Result<Url, Unmet> {
        let value = self.only("List-Unsubscribe")?;
        let mut bracketed = value.split(',').filter_map(|part| part.trim().strip_prefix('<')?.strip_suffix('>'));
        let link = bracketed.find(|link| link.starts_with("http"));
        link.and_then(|link| Url::parse(link).ok())
            .ok_or_else(|| Unmet::new("a web address in List-Unsubscribe", value))
    }

    /// One-click needs https (RFC 8058 §3.1): with it the offer stands exactly so, without it there is none.
    pub(super) fn expect_one_click_iff_https(&self, link: &Url) -> Result<(), Unmet> {
        if link.scheme() != "https" {
            return self.expect_without("List-Unsubscribe-Post");
        }
        let value = self.only("List-Unsubscribe-Post")?;
        expect(value == "List-Unsubscribe=One-Click", "List-Unsubscribe=One-Click", value)
    }

    /// The address stands in To, and nowhere else in the mail.
    pub(super) fn expect_address_in_to_alone(&self, address: &str) -> Result<(), Unmet> {
        let says = |text: &str| text.to_lowercase().contains(address);
        expect(says(self.only("To")?), "the address in To", self.only("To")?)?;
        let others = self.fields.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("To"));
        let fields = others.map(|(name, value)| (name.as_str(), value.as_str()));
        let parts = [("the subject", &*self.subject), ("the HTML", &*self.html), ("the text", &*self.text)];
        let elsewhere = fields.chain(parts).find(|(_, text)| says(text));
        elsewhere
            .map_or(Ok(()), |(place, _)| Err(Unmet::new("the address in To alone", format!("it stands in {place}"))))
    }

    /// Nothing in it that mail programs strip or distrust, and nothing that the feed only carries along.
    pub(super) fn expect_no_furniture(&self) -> Result<(), Unmet> {
        let html = self.html.to_lowercase();
        let text = self.text.to_lowercase();
        for sign in ["<form", "<script", "<iframe", "appeared first on"] {
            expect(!html.contains(sign) && !text.contains(sign), &format!("no “{sign}”"), "it is there")?;
        }
        Ok(())
    }

    /// Every link and picture names its whole address, and every picture has an `alt`.
    pub(super) fn expect_usable_links_and_pictures(&self) -> Result<(), Unmet> {
        let relative = self.links.iter().find(|link| !is_absolute(link, &["http", "https", "mailto", "tel"]));
        expect(relative.is_none(), "absolute links", relative.cloned().unwrap_or_default())?;
        for picture in &self.pictures {
            expect(is_absolute(&picture.source, &["http", "https"]), "absolute picture addresses", &picture.source)?;
            expect(picture.words.is_some(), "an alt on every picture", format!("none on {}", picture.source))?;
        }
        Ok(())
    }

    /// Every heading, list item and paragraph of the post, in order and in both parts, with its links and its pictures' words.
    pub(super) fn expect_whole(&self, post: &PublishedPost) -> Result<Whole, Unmet> {
        let pieces = complete::pieces(&post.html);
        let whole = format!("“{}” whole", post.title);
        expect(!pieces.is_empty(), &format!("words in “{}”", post.title), "an article of none")?;
        expect_nothing_missing(&format!("{whole} in the HTML"), &complete::missing_from_html(&post.html, &self.html))?;
        expect_nothing_missing(&format!("{whole} in the text"), &complete::missing_from_text(&post.html, &self.text))?;
        let carried = complete::carried_along(&post.html, &self.html);
        let came = carried.iter().map(|piece| format!("“{}”", piece.text)).collect::<Vec<_>>().join(", ");
        expect(carried.is_empty(), &format!("{whole}, and nothing that the blog adds to it"), came)?;
        let links = complete::links(&post.html);
        let lost = links.iter().find(|link| !self.links.iter().any(|other| Url::parse(other).as_ref() == Ok(link)));
        expect(
            lost.is_none(),
            &format!("{whole}, with its links"),
            lost.map(|link| format!("no {link}")).unwrap_or_default(),
        )?;
        let words = complete::picture_words(&post.html);
        let unsaid =
            words.iter().find(|words| !self.pictures.iter().any(|picture| picture.words.as_ref() == Some(words)));
        let came = unsaid.map(|words| format!("none with the alt text “{words}”")).unwrap_or_default();
        expect(unsaid.is_none(), &format!("{whole}, with its pictures"), came)?;
        let count = |kind| pieces.iter().filter(|piece| piece.kind == kind).count();
        Ok(Whole {
            headings: count(complete::PieceKind::Heading),
            items: count(complete::PieceKind::ListItem),
            paragraphs: count(complete::PieceKind::Paragraph),
            links: links.len(),
            pictures: words.len(),
        })
    }

    /// The links and pictures that lie on this machine, each once: those can be tried.
    pub(super) fn addresses_on_this_machine(&self) -> Vec<Url> {
        let sources = self.pictures.iter().map(|picture| &picture.source);
        let all = self.links.iter().chain(sources).filter_map(|address| Url::parse(address).ok());
        let mut near: Vec<Url> = all.filter(is_on_this_machine).collect();
        near.sort();
        near.dedup();
        near
    }
}

fn links(document: &Html) -> Vec<String> {
    let links = literal("a[href]");
    document.select(&links).filter_map(|link| link.attr("href")).map(|target| target.trim().to_owned()).collect()
}

fn pictures(document: &Html) -> Vec<Picture> {
    let pictures = literal("img");
    let pictures = document.select(&pictures).map(|picture| Picture {
        source: picture.attr("src").unwrap_or_default().trim().to_owned(),
        words: picture.attr("alt").map(str::to_owned),
    });
    pictures.collect()
}

fn expect_nothing_missing(expected: &str, missing: &[Missing]) -> Result<(), Unmet> {
    let faults: Vec<String> = missing.iter().map(ToString::to_string).collect();
    expect(faults.is_empty(), expected, faults.join("; "))
}

fn content_types(message: &mail_parser::Message<'_>) -> Vec<String> {
    let root = message.root_part();
    let below = match &root.body {
        PartType::Multipart(parts) => parts.iter().filter_map(|part| message.part(*part)).collect(),
        _ => Vec::new(),
    };
    let kind = |part: &mail_parser::MessagePart<'_>| {
        let kind = part.content_type()?;
        Some(format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_lowercase())
    };
    std::iter::once(root).chain(below).map(|part| kind(part).unwrap_or_else(|| "text/plain".to_owned())).collect()
}

/// A field's value on one line (RFC 5322 §2.2.3).
fn unfolded(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\n', "").trim().to_owned()
}

fn is_absolute(address: &str, schemes: &[&str]) -> bool {
    Url::parse(address).is_ok_and(|url| schemes.contains(&url.scheme()))
}

fn is_on_this_machine(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        }
}

fn literal(selector: &str) -> Selector {
    Selector::parse(selector).expect("every selector is a literal")
}

#[cfg(test)]
mod tests;
