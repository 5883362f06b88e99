//! A post's pictures: which of the addresses that a page offers a mail shows, and what stands for the picture where it is not shown.

use std::fmt::Write as _;

use scraper::ElementRef;
use url::{Host, Url};

use super::boilerplate::is_pixel;
use super::embed::web_address;
use super::text::{escaped, one_line};

/// Characters of a description: what a screen reader reads in one go, and far more than people write.
const LONGEST_ALT: usize = 1000;

/// Endings of files that are pictures.
const ENDINGS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic"];

/// How cameras and programs begin the names of their files.
const FILE_NAMES: [&str; 9] =
    ["img", "dsc", "pxl", "image", "photo", "picture", "screenshot", "untitled", "audio-thumbnail"];

/// What stands where a picture was.
pub(super) enum Picture {
    /// The picture.
    Shown {
        /// Where it is.
        source: Url,
        /// The element.
        html: String,
    },
    /// The character that a picture of an emoji stands for.
    Sign(String),
}

impl Picture {
    /// Reads an `img`. `None` when there is nothing to see.
    pub(super) fn of(element: ElementRef<'_>, base: &Url) -> Option<Self> {
        let value = element.value();
        let alt = alt_of(element);
        if value.classes().any(|class| matches!(class, "wp-smiley" | "emoji")) && !alt.is_empty() {
            return Some(Self::Sign(escaped(&alt)));
        }
        // Lazy loaders keep the picture's address beside a placeholder's.
        let lazy =
            ["data-src", "data-lazy-src", "data-original", "src"].into_iter().filter_map(|name| value.attr(name));
        let sets =
            ["srcset", "data-srcset", "data-lazy-srcset"].into_iter().filter_map(|name| widest(value.attr(name)?));
        let source = lazy.chain(sets).find_map(|address| picture_address(address, base))?;
        if is_pixel(element, &source) {
            return None;
        }
        let mut html = format!("<img src=\"{}\" alt=\"{}\"", escaped(source.as_str()), escaped(&alt));
        for name in ["width", "height"] {
            if let Some(size) = value.attr(name).and_then(pixels) {
                let _ = write!(html, " {name}=\"{size}\"");
            }
        }
        html.push('>');
        Some(Self::Shown { source, html })
    }
}

/// A picture's address: by https where the post's own page is, since mail programs show nothing else beside it.
pub(super) fn picture_address(address: &str, base: &Url) -> Option<Url> {
    let mut url = web_address(address, base)?;
    let is_named_host = matches!(url.host(), Some(Host::Domain(_))) && url.port().is_none();
    if base.scheme() == "https" && url.scheme() == "http" && is_named_host {
        let _ = url.set_scheme("https");
    }
    Some(url)
}

/// Whether an address leads to a picture itself, as those of pictures that grow when pressed do.
pub(super) fn is_picture_file(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// What a picture shows, in the writer's words. The name of a file tells nobody anything, so that it counts as no words.
fn alt_of(element: ElementRef<'_>) -> String {
    let value = element.value();
    let written = value.attr("alt").or_else(|| value.attr("title")).unwrap_or_default();
    let alt = one_line(written, LONGEST_ALT);
    if is_file_name(&alt) { String::new() } else { alt }
}

fn is_file_name(alt: &str) -> bool {
    let name = alt.to_ascii_lowercase();
    let bare = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    let is_one_word = !name.contains(char::is_whitespace);
    let is_camera_name = FILE_NAMES.iter().any(|start| {
        bare.strip_prefix(start).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-')))
    });
    is_one_word && (bare.len() < name.len() || is_camera_name && !matches!(bare, "image" | "photo" | "picture"))
}

/// The widest candidate of a `srcset` that is not wider than a mail needs on a dense screen; else the first one.
fn widest(srcset: &str) -> Option<&str> {
    const WIDE_ENOUGH: u32 = 1400;
    let candidates = srcset.split(", ").filter_map(|candidate| {
        let mut words = candidate.split_whitespace();
        let address = words.next()?.trim_end_matches(',');
        let width = words.next().and_then(|size| size.trim_end_matches(',').strip_suffix('w')?.parse::<u32>().ok());
        Some((address, width))
    });
    let first = candidates.clone().next()?.0;
    let fitting = candidates.filter(|(_, width)| width.is_some_and(|width| width <= WIDE_ENOUGH));
    Some(fitting.max_by_key(|(_, width)| *width).map_or(first, |(address, _)| address))
}

/// A picture's size in whole pixels; percentages and `auto` are left to the mail program.
fn pixels(size: &str) -> Option<u32> {
    let number: f64 = size.trim().trim_end_matches("px").parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
    (1.0..=10_000.0).contains(&number).then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_no_description() {
        for name in
            ["IMG_2034", "IMG_2034.JPG", "bell-tower.jpg", "DSC00012", "screenshot-2026-11-26", "audio-thumbnail"]
        {
            assert!(is_file_name(name), "{name}");
        }
        for words in ["", "A bell", "Bell", "Photo", "image", "bell-tower", "2026", "Img is short for image.png"] {
            assert!(!is_file_name(words), "{words}");
        }
    }

    #[test]
    fn a_secure_page_shows_its_pictures_securely() {
        let of =
            |address: &str, base: &str| picture_address(address, &base.parse().unwrap()).map(String::from).unwrap();
        assert_eq!(of("http://a.example/x.png", "https://b.example/"), "https://a.example/x.png");
        assert_eq!(of("http://a.example:8080/x.png", "https://b.example/"), "http://a.example:8080/x.png");
        assert_eq!(of("http://127.0.0.1/x.png", "https://b.example/"), "http://127.0.0.1/x.png");
        assert_eq!(of("x.png", "http://b.example/"), "http://b.example/x.png");
    }
}
