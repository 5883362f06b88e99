//! A feed's document without its posts.
//!
//! RSS and Atom are cut as text, so that the rest stays what it was, its encoding too; every encoding in use but UTF-16 writes markup in ASCII.

use serde_json::Value;

/// What is served for a document that is not understood: a feed, but nobody's.
const EMPTY: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Feed</title>\
<link>http://127.0.0.1/</link><description>Nothing yet</description></channel></rss>\n";

/// The same feed before its first post.
pub(super) fn without_posts(document: &[u8]) -> Vec<u8> {
    let cut = if is_json(document) { cut_json(document) } else { cut_xml(document) };
    cut.unwrap_or_else(|| EMPTY.to_vec())
}

/// Whether the document is meant as JSON: an XML document starts with `<`.
pub(super) fn is_json(document: &[u8]) -> bool {
    let text = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document);
    text.trim_ascii_start().starts_with(b"{")
}

fn cut_json(document: &[u8]) -> Option<Vec<u8>> {
    let text = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document);
    let mut feed: Value = serde_json::from_slice(text).ok()?;
    *feed.get_mut("items")? = Value::Array(Vec::new());
    serde_json::to_vec(&feed).ok()
}

/// Leaves out every `item` and `entry` element, of whatever prefix; `None` when the document does not end well.
fn cut_xml(document: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(document.len());
    let mut post: Option<Post> = None;
    let mut rest = document;
    let mut is_feed = false;
    while !rest.is_empty() {
        let (piece, after) = next_piece(rest)?;
        rest = after;
        let tag = Tag::of(piece);
        is_feed |= tag.is_some_and(|tag| matches!(tag.name, b"rss" | b"feed" | b"RDF"));
        match (&mut post, tag) {
            (Some(open), Some(tag)) if tag.name == open.name => {
                open.depth = if tag.is_end { open.depth - 1 } else { open.depth + usize::from(!tag.is_whole) };
                if open.depth == 0 {
                    post = None;
                }
            }
            (Some(_), _) => {}
            (None, Some(tag)) if tag.is_post() && !tag.is_end => {
                post = (!tag.is_whole).then_some(Post { name: tag.name, depth: 1 });
            }
            (None, _) => kept.extend_from_slice(piece),
        }
    }
    (is_feed && post.is_none()).then_some(kept)
}

/// The post that is being left out.
struct Post<'a> {
    name: &'a [u8],
    /// How many elements of its name are open.
    depth: usize,
}

#[derive(Clone, Copy)]
struct Tag<'a> {
    /// Without its prefix.
    name: &'a [u8],
    is_end: bool,
    /// Start and end in one: `<item/>`.
    is_whole: bool,
}

impl<'a> Tag<'a> {
    /// The tag that a piece is; `None` for text, comments and the like.
    fn of(piece: &'a [u8]) -> Option<Self> {
        let inner = piece.strip_prefix(b"<")?.strip_suffix(b">")?;
        let (is_end, inner) = inner.strip_prefix(b"/").map_or((false, inner), |inner| (true, inner));
        let full = inner.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next()?;
        let name = full.rsplit(|byte| *byte == b':').next()?;
        let is_name = name.first().is_some_and(u8::is_ascii_alphabetic);
        is_name.then(|| Self { name, is_end, is_whole: inner.ends_with(b"/") })
    }

    fn is_post(self) -> bool {
        matches!(self.name, b"item" | b"entry")
    }
}

/// The text up to the next markup, or the markup at the start, and what comes after it; `None` when the markup does not end.
fn next_piece(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = match text {
        [b'<', b'!', b'-', b'-', ..] => end_of(text, b"-->")?,
        [b'<', b'!', b'[', ..] => end_of(text, b"]]>")?,
        [b'<', b'?', ..] => end_of(text, b"?>")?,
        [b'<', ..] => end_of_tag(text)?,
        _ => text.iter().position(|&byte| byte == b'<').unwrap_or(text.len()),
    };
    Some(text.split_at(length))
}

fn end_of(text: &[u8], end: &[u8]) -> Option<usize> {
    text.windows(end.len()).position(|window| window == end).map(|at| at + end.len())
}

/// The end of a tag: the first `>` that stands in no quoted value.
fn end_of_tag(text: &[u8]) -> Option<usize> {
    let mut quote = None;
    let end = text.iter().position(|&byte| {
        match quote {
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
        quote.is_none() && byte == b'>'
    });
    end.map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(document: &str) -> String {
        String::from_utf8(without_posts(document.as_bytes())).unwrap()
    }

    #[test]
    fn items_of_rss_are_left_out_and_the_rest_stays_as_it_was() {
        let feed = "<?xml version='1.0'?>\n<rss><channel><title>A &amp; B</title>\n<item><title>x</title></item><item/>\n<ttl>5</ttl></channel></rss>\n";
        assert_eq!(
            cut(feed),
            "<?xml version='1.0'?>\n<rss><channel><title>A &amp; B</title>\n\n<ttl>5</ttl></channel></rss>\n"
        );
    }

    #[test]
    fn entries_of_atom_are_left_out_whatever_their_prefix() {
        let feed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:id>1</a:id><a:entry x='>'><a:id>2</a:id></a:entry></a:feed>";
        assert_eq!(cut(feed), "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:id>1</a:id></a:feed>");
    }

    #[test]
    fn items_of_rss_1_stand_beside_the_channel() {
        let feed = "<rdf:RDF><channel><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel><item rdf:about='1'>x</item></rdf:RDF>";
        assert_eq!(cut(feed), "<rdf:RDF><channel><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel></rdf:RDF>");
    }

    #[test]
    fn what_looks_like_an_item_inside_a_post_or_a_comment_is_none() {
        let feed = "<rss><!-- <item> --><item><d><![CDATA[</item><b>x</b>]]></d><!-- </item> --></item><z/></rss>";
        assert_eq!(cut(feed), "<rss><!-- <item> --><z/></rss>");
    }

    #[test]
    fn a_json_feed_keeps_all_but_its_items() {
        let feed: Value =
            serde_json::from_str(&cut("\u{feff} {\"title\": \"T\", \"items\": [{\"id\": \"1\"}]}")).unwrap();
        assert_eq!(feed, serde_json::json!({ "title": "T", "items": [] }));
    }

    #[test]
    fn bytes_that_are_not_utf_8_stay() {
        assert_eq!(
            without_posts(b"<rss><title>caf\xE9</title><item>\xE9</item></rss>"),
            b"<rss><title>caf\xE9</title></rss>"
        );
    }

    #[test]
    fn what_is_not_understood_becomes_an_empty_channel() {
        for unclear in ["", "hello", "<html><body>x</body></html>", "<rss><item>", "<rss><item></rss>", "{\"a\":", "{}"]
        {
            assert_eq!(cut(unclear).as_bytes(), EMPTY, "{unclear}");
        }
    }
}
