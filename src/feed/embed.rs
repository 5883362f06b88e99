//! What a mail cannot play or frame: a link to it instead.

use scraper::ElementRef;
use url::Url;

use super::boilerplate;
use super::cards;
use super::picture::picture_address;
use super::text::one_line;

/// A frame's title is shown as it is up to this length, in characters.
const LONGEST_TITLE: usize = 150;

/// A link that stands for something embedded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EmbedLink {
    /// Where it can be watched, heard or seen: http or https.
    pub url: Url,
    /// What the link says, as plain text: names, which are the same in all languages, or a word that its class names.
    pub words: String,
    /// What it is, where a word for that begins what it says.
    pub class: Option<&'static str>,
    /// A still picture of it that the blog itself shows.
    pub picture: Option<Url>,
}

impl EmbedLink {
    /// The link for an `iframe`, `embed`, `object`, `video` or `audio`; `None` when there is nothing to see behind it.
    pub(super) fn of(element: ElementRef<'_>, base: &Url) -> Option<Self> {
        let value = element.value();
        let own = ["data-src", "data-lazy-src", "src", "data"].into_iter().filter_map(|name| value.attr(name));
        let sources = || {
            element.descendent_elements().filter(|inner| matches!(inner.value().name(), "source" | "embed" | "param"))
        };
        let inner = sources().filter_map(|inner| {
            let is_address = inner.value().name() != "param" || inner.value().attr("name") == Some("movie");
            inner.value().attr("src").or_else(|| inner.value().attr("value")).filter(|_| is_address)
        });
        let source = own.chain(inner).find_map(|address| web_address(address, base))?;
        let is_quoted_post = value.has_class("wp-embedded-content", scraper::CaseSensitivity::CaseSensitive);
        if is_quoted_post || boilerplate::is_pixel(element, &source) {
            return None;
        }
        let title =
            one_line(value.attr("title").or_else(|| value.attr("aria-label")).unwrap_or_default(), LONGEST_TITLE);
        Some(match value.name() {
            "video" => {
                let (class, picture) = (Some(cards::VIDEO), still(element, base));
                Self { url: source, words: titled("Video", &title), class, picture }
            }
            "audio" => Self { url: source, words: titled("Audio", &title), class: Some(cards::AUDIO), picture: None },
            _ => Self::of_frame(source, &title),
        })
    }

    fn of_frame(source: Url, title: &str) -> Self {
        if let Some(url) = youtube_page(&source) {
            // The player's own default says nothing about the film.
            let title = if title == "YouTube video player" { "" } else { title };
            return Self { url, words: titled("YouTube", title), class: None, picture: None };
        }
        if let Some(url) = vimeo_page(&source) {
            return Self { url, words: titled("Vimeo", title), class: None, picture: None };
        }
        let host = source.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        let title = title.strip_prefix("Spotify Embed: ").unwrap_or(title);
        Self { url: source, words: titled(&host, title), class: None, picture: None }
    }
}

/// The picture that a page shows before a film is played.
fn still(video: ElementRef<'_>, base: &Url) -> Option<Url> {
    let thumbnail = || video.ancestors().filter_map(ElementRef::wrap).find_map(|card| card.attr("data-kg-thumbnail"));
    // Ghost's own poster is an empty picture in the right size.
    let poster = video.attr("poster").filter(|poster| !poster.contains("spacergif.org"));
    picture_address(poster.or_else(thumbnail)?, base)
}

fn titled(words: &str, title: &str) -> String {
    if title.is_empty() { words.to_owned() } else { format!("{words}: {title}") }
}

/// An address resolved against `base`, if it can be opened on the web.
pub(super) fn web_address(address: &str, base: &Url) -> Option<Url> {
    let address = address.trim();
    let url = (!address.is_empty()).then(|| base.join(address).ok())??;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// The page of a film, for the address of its player.
fn youtube_page(player: &Url) -> Option<Url> {
    let host = player.host_str()?;
    let site = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    if !matches!(site, "youtube.com" | "youtube-nocookie.com") {
        return None;
    }
    let parameter =
        |wanted: &str| player.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
    let mut path = player.path_segments()?;
    let (kind, id) = (path.next()?, path.next()?);
    if !matches!(kind, "embed" | "v" | "shorts" | "live") || id.is_empty() {
        return None;
    }
    let mut page = Url::parse("https://www.youtube.com/watch").expect("the address is a literal");
    if id == "videoseries" {
        page.set_path("/playlist");
        page.query_pairs_mut().append_pair("list", &parameter("list")?);
    } else {
        page.query_pairs_mut().append_pair("v", id);
        if let Some(start) = parameter("start").filter(|start| start != "0") {
            page.query_pairs_mut().append_pair("t", &start);
        }
    }
    Some(page)
}

fn vimeo_page(player: &Url) -> Option<Url> {
    if player.host_str()? != "player.vimeo.com" {
        return None;
    }
    let id = player.path().strip_prefix("/video/")?.trim_end_matches('/');
    let mut page = Url::parse("https://vimeo.com/").expect("the address is a literal");
    // A film that is not listed opens with its key only.
    match player.query_pairs().find(|(name, _)| name == "h") {
        Some((_, key)) => page.set_path(&format!("{id}/{key}")),
        None => page.set_path(id),
    }
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(html: &str) -> Option<(String, String)> {
        let base = Url::parse("https://blog.example.org/post/").unwrap();
        let tree = scraper::Html::parse_fragment(html);
        let element = tree.root_element().child_elements().next().unwrap();
        EmbedLink::of(element, &base).map(|link| (link.url.into(), link.words))
    }

    #[test]
    fn a_player_becomes_a_link_to_its_page() {
        for (html, url, words) in [
            (
                "<iframe title='How bells are cast' src='https://www.youtube.com/embed/abc_1?start=30&amp;rel=0'></iframe>",
                "https://www.youtube.com/watch?v=abc_1&t=30",
                "YouTube: How bells are cast",
            ),
            (
                "<iframe title='YouTube video player' src='//www.youtube-nocookie.com/embed/abc'></iframe>",
                "https://www.youtube.com/watch?v=abc",
                "YouTube",
            ),
            (
                "<iframe src='https://www.youtube.com/embed/videoseries?list=PL1'></iframe>",
                "https://www.youtube.com/playlist?list=PL1",
                "YouTube",
            ),
            (
                "<iframe data-src='https://player.vimeo.com/video/42?h=key' src='about:blank'></iframe>",
                "https://vimeo.com/42/key",
                "Vimeo",
            ),
            ("<iframe src='/map'></iframe>", "https://blog.example.org/map", "blog.example.org"),
            ("<video><source src='a.mp4'>No video?</video>", "https://blog.example.org/post/a.mp4", "Video"),
            ("<audio src='a.mp3'></audio>", "https://blog.example.org/post/a.mp3", "Audio"),
            (
                "<object><param name='movie' value='https://www.youtube.com/v/abc'></object>",
                "https://www.youtube.com/watch?v=abc",
                "YouTube",
            ),
        ] {
            assert_eq!(link(html), Some((url.to_owned(), words.to_owned())), "{html}");
        }
    }

    #[test]
    fn what_shows_nothing_becomes_nothing() {
        for html in [
            "<iframe src='javascript:alert(1)'></iframe>",
            "<iframe src='data:text/html,x'></iframe>",
            "<iframe srcdoc='x'></iframe>",
            "<iframe src='https://www.googletagmanager.com/ns.html' height=0 width=0></iframe>",
            "<iframe class='wp-embedded-content' src='https://blog.example.org/other/embed/'></iframe>",
            "<video></video>",
        ] {
            assert_eq!(link(html), None, "{html}");
        }
    }
}
