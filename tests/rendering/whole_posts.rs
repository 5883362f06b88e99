//! Nothing of a post is lost: random documents, from the blog's HTML to both parts of a mail. A failure prints the smallest document
//! that shows it, and the seed that it came from.

use letterbell::feed::sanitize::sanitize;
use letterbell::render::content::{Content, Frame};
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::templates::Templates;
use letterbell::render::text;
use letterbell::render::views::{DigestView, PostView};
use proptest::prelude::*;
use scraper::Html;
use unicode_width::UnicodeWidthStr as _;
use url::Url;

use crate::english;
use crate::support::chance::cases;

/// The widest line of a text part (RFC 5322 §2.1.1), in columns.
const WIDEST: usize = 78;
/// What a post stands in.
const FRAME: Frame = Frame { column: 520, first_heading: 3 };

/// Words in several scripts, one of them longer than any line.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[a-zA-Z0-9äßéŁ]{1,9}[,.!?]?",
        1 => prop::sample::select(vec![
            "手紙を書くのは鐘を鳴らすことに似ている。", "رسالة", "שלום", "👩‍👩‍👧‍👦", "a&amp;b", "{{ 7*7 }}", "[1]", "–",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsmitglied",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..25).prop_map(|words| words.join(" "))
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}".prop_map(|name| format!("https://example.org/{name}")),
        "[a-z]{1,6}".prop_map(|name| format!("/{name}?a=1&amp;b=2")),
        "[a-z]{60,120}".prop_map(|name| format!("https://example.org/{name}")),
        Just("mailto:ada@example.org".to_owned()),
    ]
}

/// Running text with what stands in a line.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => words(),
        2 => (address(), words(), any::<bool>()).prop_map(|(href, text, is_button)| {
            let class = if is_button { " class='wp-block-button__link'" } else { "" };
            format!("<a href='{href}'{class}>{text}</a>")
        }),
        1 => address().prop_map(|href| format!("<a href='{href}'>{href}</a>")),
        3 => (prop::sample::select(vec!["b", "em", "code", "del", "ins", "sub", "sup", "kbd", "q", "mark", "small", "bdi"]), words())
            .prop_map(|(name, text)| format!("<{name}>{text}</{name}>")),
        1 => Just("<br>".to_owned()),
        1 => words().prop_map(|alt| format!("<img src='/p.png' alt='{alt}' width='900' height='600'>")),
        1 => words().prop_map(|text| format!("<ruby>鐘<rt>{text}</rt></ruby>")),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => line().prop_map(|text| format!("<p>{text}</p>")),
        2 => (1_u8..7, line()).prop_map(|(level, text)| format!("<h{level}>{text}</h{level}>")),
        1 => words().prop_map(|text| format!("<pre><code>{text}\n  {text}</code></pre>")),
        1 => Just("<hr>".to_owned()),
        1 => (line(), words()).prop_map(|(caption, alt)| format!("<figure><img src='/f.png' alt='{alt}'><figcaption>{caption}</figcaption></figure>")),
        1 => words().prop_map(|title| format!("<iframe src='https://www.youtube.com/embed/abc' title='{title}'></iframe>")),
        1 => line().prop_map(|text| format!("<div class='kg-card kg-callout-card'><div class='kg-callout-text'>{text}</div></div>")),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let items = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (items.clone(), prop::sample::select(vec!["ul", "ol", "ol type=a", "ol type=I start=7", "ol reversed"]))
                .prop_map(|(items, list)| {
                    let name = &list[..2];
                    let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
                    format!("<{list}>{items}</{name}>")
                }),
            items.clone().prop_map(|items| format!("<blockquote>{}</blockquote>", items.concat())),
            items.clone().prop_map(|items| format!(
                "<div class='wp-block-columns'><div class='wp-block-column'>{}</div></div>",
                items.join("</div><div>")
            )),
            (line(), items.clone()).prop_map(|(summary, items)| format!(
                "<details><summary>{summary}</summary>{}</details>",
                items.concat()
            )),
            items
                .clone()
                .prop_map(|items| format!("<dl><dt>Term</dt><dd>{}</dd></dl>", items.join("</dd><dt>Next</dt><dd>"))),
            (prop::collection::vec(prop::collection::vec((line(), 1_u8..3, 1_u8..3), 1..4), 1..4), any::<bool>())
                .prop_map(table),
        ]
    })
}

/// Text, columns and rows of a cell.
type Cell = (String, u8, u8);

fn table((rows, has_head): (Vec<Vec<Cell>>, bool)) -> String {
    let row = |index: usize, row: &Vec<Cell>| {
        let name = if has_head && index == 0 { "th" } else { "td" };
        let cells: String = row
            .iter()
            .map(|(text, columns, rows)| {
                format!("<{name} colspan={columns} rowspan={rows} align=right>{text}</{name}>")
            })
            .collect();
        format!("<tr>{cells}</tr>")
    };
    format!("<table>{}</table>", rows.iter().enumerate().map(|(index, cells)| row(index, cells)).collect::<String>())
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..8).prop_map(|blocks| blocks.join("\n"))
}

fn sanitised(html: &str) -> String {
    sanitize(html, &Url::parse("https://blog.example.org/2026/post/").unwrap())
}

/// All words of a document, in order.
fn words_of(html: &str) -> Vec<String> {
    let tree = Html::parse_fragment(html);
    let mut words = Vec::new();
    for node in tree.root_element().descendants() {
        if let Some(text) = node.value().as_text() {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn links_of(html: &str) -> Vec<String> {
    let tree = Html::parse_fragment(html);
    tree.root_element().descendent_elements().filter_map(|element| element.attr("href").map(str::to_owned)).collect()
}

/// Text without what lines are made with: white space, and the signs of quotes.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '>').collect()
}

/// Whether all `words` stand in `text`, in order.
fn missing_word(words: &[String], text: &str) -> Option<String> {
    let text = bare(text);
    let mut rest = text.as_str();
    for word in words {
        let sought = bare(word);
        let Some(at) = rest.find(&sought) else { return Some(word.clone()) };
        rest = &rest[at + sought.len()..];
    }
    None
}

/// What a random document must keep; the error says what it lost.
fn lost(html: &str) -> Result<(), TestCaseError> {
    let clean = sanitised(html);
    let (words, links) = (words_of(&clean), links_of(&clean));
    prop_assert_eq!(
        missing_word(&words_of(html), &words_of(&clean).join(" ")),
        None,
        "sanitising lost a word: {}",
        clean
    );
    let mail = Content::read(&clean, FRAME, english()).unwrap().whole().html;
    prop_assert_eq!(&words_of(&mail), &words);
    prop_assert_eq!(&links_of(&mail), &links);
    let plain = text::from_html(&clean, english());
    prop_assert_eq!(missing_word(&words, &plain), None, "in\n{}", plain);
    // An address stands in the list at the end, or where its words are the address.
    for link in &links {
        prop_assert!(plain.contains(link.trim_start_matches("mailto:")), "{} in\n{}", link, plain);
    }
    let list = plain.rsplit("\n\n").next().unwrap_or_default();
    let listed = list.lines().filter_map(|line| line.strip_prefix('[')?.split_once("] ")).map(|(_, link)| link);
    let listed: Vec<&str> = listed.filter(|link| links.iter().any(|known| known == link)).collect();
    let mut order = links.iter();
    prop_assert!(listed.iter().all(|link| order.any(|known| known == link)), "{:?} of {:?}", listed, links);
    Ok(())
}

/// A line without what quotes and lists put before it.
fn without_margins(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-'));
    match bare.split_once(". ") {
        Some((number, rest)) if number.len() < 6 && number.chars().all(char::is_alphanumeric) => without_margins(rest),
        _ => bare,
    }
}

/// Lines of running text are no wider than a mail's, unless they are one word.
fn keeps_its_width(html: &str) -> Result<(), TestCaseError> {
    let plain = text::from_html(&sanitised(html), english());
    for line in plain.lines() {
        prop_assert_eq!(line.trim_end(), line);
        let bare = without_margins(line);
        let is_one_word = !bare.contains(' ') || bare.starts_with('[');
        prop_assert!(line.width() <= WIDEST || is_one_word, "{} columns: {}", line.width(), line);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn every_word_and_link_of_a_post_stands_in_both_parts_in_order(html in document()) {
        lost(&html)?;
    }

    #[test]
    fn lines_of_text_keep_their_width(html in document().prop_filter("code keeps its lines", |html| !html.contains("<pre"))) {
        keeps_its_width(&html)?;
    }

    #[test]
    fn a_cut_post_is_its_beginning_and_an_excerpt_stands_in_it(html in document(), share in 0.0_f64..1.0) {
        let content = Content::read(&sanitised(&html), FRAME, english()).unwrap();
        let whole = content.whole().html;
        // Of nothing, all fits into no room.
        prop_assume!(!whole.is_empty());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a length")]
        let room = (whole.len() as f64 * share) as usize;
        let cut = content.fitting(room);
        prop_assert!(cut.html.len() <= room && !cut.is_whole);
        prop_assert_eq!(Html::parse_fragment(&cut.html).root_element().inner_html(), cut.html.clone(), "unbalanced");
        let words = words_of(&cut.html);
        prop_assert_eq!(&words[..], &words_of(&whole)[..words.len()]);
        prop_assert_eq!(missing_word(&words_of(&content.excerpt(300).html), &words_of(&whole).join(" ")), None);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_digest_carries_its_posts_whole(htmls in prop::collection::vec(document(), 1..3)) {
        let posts: Vec<PostView> = htmls
            .iter()
            .map(|html| PostView { html: sanitised(html), ..PostView::samples().remove(1) })
            .filter(|post| !post.html.is_empty())
            .collect();
        prop_assume!(!posts.is_empty());
        let view = DigestView { posts, ..DigestView::sample() };
        let edition = Templates::load(None).unwrap().digest(&view, english()).unwrap();
        let values = HoleValues { unsubscribe_url: "https://m.example/u".to_owned(), preferences_url: "https://m.example/p".to_owned() };
        let (html, plain) = (edition.html.fill(&values, Escape::Html), edition.text.fill(&values, Escape::None));
        prop_assume!(html.len() <= 95_000);
        let words: Vec<String> = view.posts.iter().flat_map(|post| words_of(&post.html)).collect();
        let shown = Html::parse_document(&html).root_element().text().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(missing_word(&words, &shown), None);
        prop_assert_eq!(missing_word(&words, &plain), None, "in\n{}", plain);
        for link in view.posts.iter().flat_map(|post| links_of(&post.html)) {
            prop_assert!(plain.contains(link.trim_start_matches("mailto:")) && links_of(&html).contains(&link), "{}", link);
        }
    }
}
