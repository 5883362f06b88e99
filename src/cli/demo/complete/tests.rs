use super::*;

const ARTICLE: &str = r#"
<figure class="wp-block-image"><img src="a.png" alt="A bell on a shelf"><figcaption>A bell on a shelf</figcaption></figure>
<h2>What to bring</h2>
<p class="wp-block-paragraph">The keeper&#8217;s bell rings at noon &amp; at six, and once more when the <a href="https://example.org/ferry">ferry</a>, which
is never early, is late.<br>Then <code>run</code>. In a good year, and there are some, it does so on fewer days than twelve in
2025. As ever, nobody counts.</p>
<ul class="wp-block-list">
<li><strong>A lamp</strong>: the path is dark.</li>
<li>Rope, of
  <ol><li>hemp</li><li><p>nylon</p></li></ol>
  or anything else</li>
</ul>
<blockquote><p>Ring it twice, and then wait for as long as it takes to walk around the house, but no longer than that.</p></blockquote>
<h3>Tips:</h3>
<p>See <a href="https://example.org/">example.org</a>. <img src="b.png" alt="A map"> Bring bread.</p>
<p>&nbsp;</p>
<p>Tips:</p>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Facebook</li></ul></div>
<div class="wp-block-jetpack-subscriptions__supports-newline"><h3>Discover more</h3><p>Subscribe now.</p><form><p>Type your email</p></form></div>
<p>The post <a href="https://example.org/bring">What to bring</a> appeared first on <a href="https://example.org">Bells</a>.</p>
"#;

/// As a mail shows it: headings demoted, white space and entities written another way.
const HTML: &str = r#"<!doctype html><html><head><title>What to bring</title></head><body><table><tr><td>
<h2><a href="https://example.org/bring">What to bring, and when</a></h2><p>12 May · on the web</p>
<p><img src="https://example.org/a.png" alt="A bell on a shelf"></p>
<h3>What to bring</h3>
<p style="margin:0">The keeper’s bell rings at noon &#38; at six, and once more when the <a href="https://example.org/ferry">ferry</a>, which is never early, is late.<br>Then <code>run</code>. In a good year, and there are some, it does so on fewer days than twelve in 2025. As ever, nobody counts.</p>
<ul><li><b>A lamp</b>: the path is dark.</li><li>Rope, of <ol><li>hemp</li><li><p>nylon</p></li></ol> or anything else</li></ul>
<blockquote><p>Ring it twice, and then wait for as long as it takes to walk around the house, but no longer than that.</p></blockquote>
<h4>Tips:</h4>
<p>See <a href="https://example.org/">example.org</a>. <img src="https://example.org/b.png" alt="A map"> Bring bread.</p>
<p>Tips:</p>
</td></tr></table></body></html>"#;

const TEXT: &str = "
What to bring, and when
=======================
12 May

[Image: A bell on a shelf]

What to bring
-------------

The keeper’s bell rings at noon & at six, and once more when the ferry
[1], which is never early, is late.
Then `run`. In a good year, and there are some, it does so on fewer days
than twelve in
2025. As ever, nobody counts.

- A lamp: the path is dark.
- Rope, of
  1. hemp
  2. nylon
  or anything else

> Ring it twice, and then wait for as long as it takes to walk around the
> house, but no longer than that.

Tips:
-----

See example.org <https://example.org/>. [Image: A
map] Bring bread.

Tips:

[1] https://example.org/ferry
";

fn faults(missing: Vec<Missing>) -> Vec<(PieceKind, String, bool)> {
    missing.into_iter().map(|missing| (missing.kind, missing.text, missing.out_of_order)).collect()
}

#[test]
fn a_whole_article_misses_nothing() {
    assert_eq!(missing_from_html(ARTICLE, HTML), []);
    assert_eq!(missing_from_text(ARTICLE, TEXT), []);
}

#[test]
fn an_article_is_read_piece_by_piece_without_the_blogs_furniture() {
    use PieceKind::{Heading, ListItem, Paragraph};
    let read: Vec<_> = pieces(ARTICLE).into_iter().map(|piece| (piece.kind, piece.text)).collect();
    let starts: Vec<_> = read.iter().map(|(kind, text)| (*kind, text.split(' ').next().unwrap())).collect();
    assert_eq!(
        starts,
        [
            (Heading, "What"),
            (Paragraph, "The"),
            (ListItem, "A"),
            (ListItem, "Rope,"),
            (ListItem, "hemp"),
            (Paragraph, "nylon"),
            (ListItem, "or"),
            (Paragraph, "Ring"),
            (Heading, "Tips:"),
            (Paragraph, "See"),
            (Paragraph, "Tips:"),
        ]
    );
    assert!(read[1].1.contains("noon & at six") && read[1].1.contains("is late. Then run."), "{}", read[1].1);
}

#[test]
fn every_omission_is_reported_wherever_it_is() {
    for piece in pieces(ARTICLE) {
        let html = without_piece(HTML, &piece);
        assert_eq!(faults(missing_from_html(ARTICLE, &html)), [(piece.kind, piece.text.clone(), false)], "{html}");
    }
    for (line, kind, text) in [
        ("What to bring\n-------------\n", PieceKind::Heading, "What to bring"),
        ("- A lamp: the path is dark.\n", PieceKind::ListItem, "A lamp: the path is dark."),
        ("  1. hemp\n", PieceKind::ListItem, "hemp"),
        ("See example.org <https://example.org/>. ", PieceKind::Paragraph, "See example.org. Bring bread."),
        ("than twelve in\n", PieceKind::Paragraph, &pieces(ARTICLE)[1].text),
    ] {
        assert_eq!(TEXT.matches(line).count(), 1, "{line}");
        assert_eq!(
            faults(missing_from_text(ARTICLE, &TEXT.replace(line, ""))),
            [(kind, text.to_owned(), false)],
            "without {line}"
        );
    }
}

/// The mail without one paragraph, heading or item: its first words are enough to find it, and it loses its element.
fn without_piece(html: &str, piece: &Piece) -> String {
    let mark = match (piece.kind, piece.text.split(' ').next().unwrap()) {
        (PieceKind::Heading, "What") => "<h3>What to bring</h3>",
        (PieceKind::Heading, _) => "<h4>Tips:</h4>",
        (PieceKind::ListItem, "A") => "<li><b>A lamp</b>: the path is dark.</li>",
        (PieceKind::ListItem, "Rope,") => "Rope, of",
        (PieceKind::ListItem, "hemp") => "<li>hemp</li>",
        (PieceKind::ListItem, _) => "or anything else",
        (PieceKind::Paragraph, "The") => "The keeper’s bell rings",
        (PieceKind::Paragraph, "nylon") => "<p>nylon</p>",
        (PieceKind::Paragraph, "Ring") => "Ring it twice,",
        (PieceKind::Paragraph, "See") => " Bring bread.",
        (PieceKind::Paragraph, _) => "<p>Tips:</p>",
    };
    assert_eq!(html.matches(mark).count(), 1, "{mark}");
    html.replace(mark, "")
}

#[test]
fn a_swapped_pair_is_out_of_order_and_only_once() {
    let article = "<h2>One</h2><p>The first.</p><p>The second.</p><ul><li>Third</li></ul>";
    let html = "<h2>One</h2><p>The second.</p><p>The first.</p><ul><li>Third</li></ul>";
    let text = "One\n---\n\nThe second.\n\nThe first.\n\n- Third";
    for missing in [missing_from_html(article, html), missing_from_text(article, text)] {
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert!(missing[0].out_of_order && missing[0].text.starts_with("The "), "{missing:?}");
    }
}

#[test]
fn a_piece_that_the_article_says_twice_is_needed_twice() {
    let article = "<p>Ring.</p><p>Wait.</p><p>Ring.</p>";
    assert_eq!(missing_from_html(article, "<p>Ring.</p><p>Wait.</p>").len(), 1);
    assert_eq!(missing_from_text(article, "Ring.\n\nWait.").len(), 1);
    assert_eq!(missing_from_text(article, "Ring.\n\nWait.\n\nRing."), []);
}

#[test]
fn a_short_piece_that_also_stands_elsewhere_draws_no_other_out_of_its_place() {
    let article = "<p>Rope</p><p>Bring bread.</p><p>Bring rope</p>";
    assert_eq!(missing_from_text(article, "Rope\n\nBring bread.\n\nBring rope"), []);
    assert_eq!(
        faults(missing_from_text(article, "Rope\n\nBring rope")),
        [(PieceKind::Paragraph, "Bring bread.".to_owned(), false)]
    );
}

#[test]
fn a_heading_that_became_a_paragraph_is_missing() {
    assert_eq!(
        faults(missing_from_html("<h2>One</h2>", "<p>One</p>")),
        [(PieceKind::Heading, "One".to_owned(), false)]
    );
}

#[test]
fn a_heading_stands_on_its_own_line_of_text() {
    let article = "<h2>On bells</h2><ol><li><h3>Big ones</h3></li></ol><h2>Links</h2>";
    assert_eq!(
        missing_from_text(article, "On bells\n--\n\n1. Big ones\n   ---\n\nLinks [1]\n--\n\n[1] https://example.org/"),
        []
    );
    assert_eq!(missing_from_text(article, "On bells and more\n\n1. Big ones\n\nAll links").len(), 2);
}

#[test]
fn a_word_cut_short_is_missing() {
    assert_eq!(missing_from_text("<p>It rings at noon.</p>", "It rings at noo…").len(), 1);
    assert_eq!(missing_from_html("<p>It rings at noon.</p>", "<p>It rings at…</p>").len(), 1);
}

#[test]
fn a_form_inside_of_an_unknown_box_takes_only_itself_away() {
    let kinds: Vec<_> = pieces("<div class=x><h3>Join</h3><form><p>Mail</p></form></div><p>On.</p>");
    assert_eq!(kinds.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["Join", "On."]);
}

#[test]
fn a_paragraph_that_speaks_of_posts_that_appeared_first_elsewhere_counts() {
    let own = "<p>It appeared first on a wall.</p>";
    assert_eq!(missing_from_html(own, "").len(), 1);
    assert_eq!(pieces("<p>The post <a>X</a> appeared first on <a>Y</a>.</p>"), []);
}

#[test]
fn a_title_is_mentioned_whatever_its_wrapping() {
    assert!(text_mentions("What to\nbring, and when\n====", "What to bring, and when"));
    assert!(!text_mentions("What to bring", "What to bring, and when"));
    assert!(!text_mentions("anything", ""));
}

#[test]
fn nesting_of_any_depth_is_survived() {
    let deep = format!("{}<p>deep</p>{}", "<div>".repeat(5000), "</div>".repeat(5000));
    pieces(&deep);
}

#[test]
fn the_blogs_furniture_is_found_in_a_mail() {
    assert_eq!(carried_along(ARTICLE, HTML), []);
    let mail = format!("{HTML}<h3>Discover more</h3><p>Facebook</p><p>Subscribe now.</p><p>Type your email</p>");
    let found: Vec<_> = carried_along(ARTICLE, &mail).into_iter().map(|piece| piece.text).collect();
    assert_eq!(found, ["Discover more", "Subscribe now.", "Type your email"]);
}

#[test]
fn links_and_pictures_are_the_articles_own() {
    let links: Vec<_> = links(ARTICLE).iter().map(Url::to_string).collect();
    assert_eq!(links, ["https://example.org/ferry", "https://example.org/"]);
    assert_eq!(picture_words(ARTICLE), ["A bell on a shelf", "A map"]);
    assert_eq!(picture_words("<img src=a.png><img src=b.png alt=''>"), Vec::<String>::new());
}
