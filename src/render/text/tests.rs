use proptest::prelude::*;

use super::{Html, wrap};
use crate::render::locale::Locales;

fn from_html(html: &str) -> String {
    super::from_html(html, Locales::shipped().english())
}

fn shows(html: &str, text: &str) {
    assert_eq!(from_html(html), text.trim_matches('\n'), "\n--- of ---\n{html}");
}

#[test]
fn headings_are_underlined_and_paragraphs_wrapped() {
    shows(
        "<h2>On <em>bells</em></h2><p>The keeper of the bell house rings it at noon and at six, and once more when the ferry is late.</p>
         <p>Second.</p>",
        "
On bells
--------

The keeper of the bell house rings it at noon and at six, and once more
when the ferry is late.

Second.",
    );
}

#[test]
fn links_are_numbered_and_listed_at_the_end() {
    shows(
        "<p>Read <a href='https://example.org/one'>the first</a>, <a href='https://example.org/two'>the second</a>
         and <a href='https://example.org/one'>the first again</a>, or write to
         <a href='mailto:ada@example.org'>ada@example.org</a> by way of <a href='https://example.org/'>example.org</a>.</p>",
        "
Read the first [1], the second [2] and the first again [1], or write to
ada@example.org by way of example.org <https://example.org/>.

[1] https://example.org/one
[2] https://example.org/two",
    );
}

#[test]
fn lists_nest_and_count_from_where_they_start() {
    shows(
        "<p>Bring:</p><ul><li>a lamp</li><li>rope<ul><li>hemp</li><li>nylon</li></ul></li><li>bread</li></ul>
         <ol start=9><li>Walk.</li><li>Rest for as long as it takes, which on this path is usually the better part of an hour.</li>
         <li value=20><p>Sleep.</p></li></ol>",
        "
Bring:

- a lamp
- rope
  - hemp
  - nylon
- bread

9. Walk.
10. Rest for as long as it takes, which on this path is usually the
    better part of an hour.
20. Sleep.",
    );
}

#[test]
fn items_of_several_paragraphs_are_set_apart() {
    shows("<ul><li><p>One.</p><p>More.</p></li><li>Two.</li></ul>", "- One.\n\n  More.\n\n- Two.");
}

#[test]
fn quotes_and_code_keep_their_shape() {
    shows(
        "<blockquote><p>Ring it.</p><p>Twice.</p><ul><li>loud</li></ul></blockquote>
         <pre><code>fn main() {\n    ring();\n}\n</code></pre><p>Run <code>ring</code>.</p>",
        "
> Ring it.
>
> Twice.
>
> - loud

    fn main() {
        ring();
    }

Run `ring`.",
    );
}

#[test]
fn pictures_are_named_and_decorations_left_out() {
    shows(
        "<figure><img src=a.png alt='A bell on a shelf'><figcaption>The bell of 1911</figcaption></figure>
         <figure><img src=b.png alt='The ferry'><figcaption>The ferry</figcaption></figure>
         <p><img src=line.png alt=''>After. <a href='https://example.org/c'><img src=c.png alt='Map'></a></p>",
        "
[Image: A bell on a shelf]
The bell of 1911

[Image: The ferry]

After. [Image: Map] [1]

[1] https://example.org/c",
    );
}

#[test]
fn a_small_table_is_a_grid_and_a_wide_one_a_row_a_line() {
    shows(
        "<table><thead><tr><th>Day</th><th>Ferry</th></tr></thead><tr><td>Monday</td><td>8:00</td></tr><tr><td>Sunday</td><td>none</td></tr></table>",
        "
Day      Ferry
------   -----
Monday   8:00
Sunday   none",
    );
    shows(
        "<table><tr><th>Day</th><th>What happens</th></tr>
         <tr><td>Monday</td><td>The ferry leaves at eight, unless the fog is so thick that the far pier cannot be seen.</td></tr></table>",
        "
Day | What happens
------------------
Monday | The ferry leaves at eight, unless the fog is so thick that
  the far pier cannot be seen.",
    );
}

#[test]
fn a_table_that_only_lays_out_is_read_block_by_block() {
    shows(
        "<table><tr><td><h3>Left</h3><p>One.</p></td><td><p>Two.</p></td></tr></table>",
        "Left\n----\n\nOne.\n\nTwo.",
    );
}

#[test]
fn small_signs_survive() {
    shows(
        "<p>E = mc<sup>2</sup>, <q>so</q> <del>not</del><br>new line&nbsp;here</p><hr><dl><dt>Bell</dt><dd>It rings.</dd></dl>",
        "E = mc^2, “so” ~not~\nnew line\u{a0}here\n\n* * *\n\nBell\n    It rings.",
    );
}

#[test]
fn an_address_is_never_broken() {
    let address = format!("https://example.org/{}", "long-".repeat(30));
    let text =
        from_html(&format!("<ul><li><blockquote>See <a href='{address}'>{address}</a> for it.</blockquote></li></ul>"));
    assert!(text.lines().any(|line| line.ends_with(&address)), "{text}");
}

#[test]
fn nesting_of_any_depth_keeps_its_words() {
    for tag in ["div", "blockquote", "ul", "b", "table"] {
        let html = format!("{}deep{}", format!("<{tag}>").repeat(3000), format!("</{tag}>").repeat(3000));
        assert!(from_html(&html).contains("deep"), "{tag}");
    }
}

#[test]
fn nothing_to_show_is_no_text() {
    for html in [
        "",
        " \n ",
        "<p> </p>",
        "<ul><li></li></ul>",
        "<script>x</script><style>y</style>",
        "<a href='https://example.org'></a>",
    ] {
        assert_eq!(from_html(html), "", "{html}");
    }
}

#[test]
fn marks_of_personal_parts_do_not_pass() {
    assert_eq!(from_html("<p>a\u{E001}b\u{E0F0}c</p>"), "abc");
}

/// Well-formed HTML of every kind that a sanitised post holds.
fn html() -> impl Strategy<Value = String> {
    let word = "[a-zA-Zäöüßéλж0-9]{1,12}";
    let words = prop::collection::vec(word, 1..24).prop_map(|words| words.join(" "));
    let leaf = prop_oneof![
        6 => words.clone(),
        2 => ("[a-z]{1,8}", "[a-z0-9]{1,60}", words.clone())
            .prop_map(|(host, path, words)| format!("<a href=\"https://{host}.example/{path}\">{words}</a>")),
        1 => words.clone().prop_map(|alt| format!("<img src=\"https://a.example/x.png\" alt=\"{alt}\">")),
        1 => prop::collection::vec("[a-z]{1,9} {0,3}[a-z]{0,9}", 1..4).prop_map(|lines| format!("<pre>{}</pre>", lines.join("\n"))),
        1 => Just("<br>".to_owned()),
        1 => Just("<hr>".to_owned()),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        let several = prop::collection::vec(inner, 1..6);
        prop_oneof![
            (
                prop::sample::select(vec![
                    "p",
                    "div",
                    "blockquote",
                    "em",
                    "strong",
                    "code",
                    "h2",
                    "h3",
                    "q",
                    "sup",
                    "figure",
                    "section"
                ]),
                several.clone()
            )
                .prop_map(|(tag, parts)| format!("<{tag}>{}</{tag}>", parts.join(" "))),
            (prop::sample::select(vec!["ul", "ol"]), several.clone()).prop_map(|(tag, parts)| {
                let items: Vec<String> = parts.into_iter().map(|part| format!("<li>{part}</li>")).collect();
                format!("<{tag}>{}</{tag}>", items.join("\n"))
            }),
            several.clone().prop_map(|parts| {
                let cells: Vec<String> = parts.into_iter().map(|part| format!("<td>{part}</td>")).collect();
                let rows: Vec<String> = cells.chunks(2).map(|row| format!("<tr>{}</tr>", row.concat())).collect();
                format!("<table>{}</table>", rows.concat())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_word_appears_in_order_and_every_link_appears(html in html()) {
        let text = from_html(&html);
        let tree = Html::parse_fragment(&html);
        let mut rest = text.as_str();
        for word in tree.root_element().text().flat_map(str::split_whitespace) {
            let at = rest.find(word);
            prop_assert!(at.is_some(), "{word:?} is missing or out of order in\n{text}\n--- of ---\n{html}");
            rest = &rest[at.unwrap_or(0) + word.len()..];
        }
        for link in tree.select(&scraper::Selector::parse("a[href]").unwrap()) {
            let target = link.attr("href").unwrap();
            prop_assert!(text.contains(target), "{target} is missing in\n{text}");
        }
    }

    #[test]
    fn no_line_is_too_long_unless_it_is_one_word(html in html()) {
        let text = from_html(&html);
        for line in text.lines().filter(|line| wrap::columns(line) > 78) {
            let without_margin = line.trim_start_matches(|c: char| " >-.[]".contains(c) || c.is_ascii_digit());
            prop_assert!(!without_margin.contains(' '), "{line:?} in\n{text}\n--- of ---\n{html}");
        }
    }

    #[test]
    fn any_html_is_survived(html in ".{0,400}", tags in prop::collection::vec("</?(p|ul|li|table|tr|td|a href=x|pre|b|figure|h1|q|select|svg|math|template|dl|dd)>", 0..60)) {
        from_html(&html);
        from_html(&tags.concat());
        from_html(&tags.join(&html));
    }
}
