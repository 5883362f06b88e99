//! What of a post's HTML reaches a mail.

use letterbell::feed::parse::read;
use letterbell::feed::sanitize::{excerpt, sanitize};
use proptest::prelude::*;
use scraper::{Html, Selector};
use url::Url;

use crate::support::chance::cases;

fn base() -> Url {
    Url::parse("https://blog.example.org/2024/post/").unwrap()
}

fn clean(html: &str) -> String {
    sanitize(html, &base())
}

#[track_caller]
fn assert_cleans(pairs: &[(&str, &str)]) {
    for (html, cleaned) in pairs {
        assert_eq!(clean(html), *cleaned, "{html}");
    }
}

/// The texts of the elements that carry an article, in order.
fn outline(html: &str, selector: &str) -> Vec<String> {
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let tree = Html::parse_fragment(html);
    let selector = Selector::parse(selector).unwrap();
    tree.select(&selector).map(|element| words(element.text().collect())).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_wordpress_article_arrives_whole_and_alone() {
    let feed = include_str!("fixtures/wordpress_article.rss.xml");
    let document = read(feed.as_bytes(), &Url::parse("https://belfry.example/feed/").unwrap()).unwrap();
    let [post] = document.posts.as_slice() else { panic!("{document:?}") };
    assert_eq!(post.title, "How a Letter Bell Is Hung: Rope, Wheel & Patience");
    assert_eq!(post.topics, ["Craft & Tools", "Hanging"]);
    assert_eq!(
        outline(&post.html, "h1, h2, h3"),
        ["What you need", "In which order", "1. Before you lift anything", "2. The first pull"]
    );
    assert_eq!(
        outline(&post.html, "ol li, ul ul li"),
        [
            "hemp for the tail",
            "polyester above the ceiling",
            "Mark the middle of the headstock.",
            "Drill for the M12 bolts.",
            "Oil the bearings — sparingly.",
        ]
    );
    let paragraphs = outline(&post.html, "p");
    assert_eq!(paragraphs.len(), 7, "{paragraphs:#?}");
    assert!(paragraphs[6].ends_with("the post office has nothing to do with it."), "{paragraphs:#?}");
    assert_eq!(outline(&post.html, "figcaption"), ["The bell before its first letter"]);
    assert_eq!(outline(&post.html, "th, td").len(), 6);
    for gone in [
        "<form",
        "<script",
        "<iframe",
        "pixel.wp.com",
        "appeared first on",
        "Subscribe",
        "Share this",
        "Related",
        "data:",
        "class=",
    ] {
        assert!(!post.html.contains(gone), "{gone} in {}", post.html);
    }
    assert_eq!(post.html.matches("<img").count(), 1);
    assert!(post.html.contains(
        "src=\"https://belfry.example/wp-content/uploads/2024/11/bell-1024x683.jpg\" alt=\"A small bronze bell"
    ));
    assert!(post.html.contains("<a href=\"https://belfry.example/ropes/\">as thin as you dare</a>"));
    assert!(post.html.contains(
        "<a href=\"https://www.youtube.com/watch?v=b3LLs1nGiNg\">YouTube: The first pull, filmed from above</a>"
    ));
    assert!(post.excerpt.starts_with("Reading time: four minutes. A letter bell is small"), "{}", post.excerpt);
    assert!(post.excerpt.chars().count() <= 281 && post.excerpt.ends_with('…'), "{}", post.excerpt);
}

#[test]
fn only_the_footer_itself_goes_and_only_at_the_end() {
    let link = "<a href='https://blog.example.org/2024/post/'>T</a>";
    let home = "<a href='https://blog.example.org'>Blog</a>";
    let footer = format!("<p>The post {link} appeared first on {home}.</p>");
    assert_eq!(clean(&format!("<p>Text</p>{footer}")), "<p>Text</p>");
    assert_eq!(clean(&format!("<div><p>Text</p><div>{footer} <!-- x --></div></div><p> </p>")), "<p>Text</p>");
    assert_eq!(clean(&format!("<p>Text</p>{footer}{footer}")), "<p>Text</p>");
    let german = format!("<p>Der Beitrag {link} erschien zuerst auf {home}.</p>");
    assert_eq!(clean(&format!("<p>Text</p>{german}")), "<p>Text</p>");
    for kept in [
        format!("{footer}<p>Text</p>"),
        "<p>The post office appeared first on Main Street.</p>".to_owned(),
        format!("<p>I think the post <a href='/2023/other/'>O</a> appeared first on {home}.</p>"),
        format!("<p>The post {link} appeared first on {home}, and I am glad of it.</p>"),
        format!("<p>See {link} and <a href='https://other.example.org/'>that</a>.</p>"),
    ] {
        let words = outline(&kept, "p").concat();
        assert_eq!(outline(&clean(&kept), "p").concat(), words, "{kept}");
    }
}

#[test]
fn what_asks_counts_or_shares_goes() {
    for html in [
        "<form action='/s'><p>Name</p><input name=a><button>Go</button></form>",
        "<div class='wp-block-jetpack-subscriptions__supports-newline is-style-x'><p>Subscribe</p></div>",
        "<div class='jetpack_subscription_widget'>Subscribe</div>",
        "<div class='sharedaddy sd-sharing-enabled'>Share</div>",
        "<div id='jp-relatedposts'>Related</div>",
        "<div class='subscription-widget-wrap'>Subscribe</div>",
        "<img src='https://pixel.wp.com/b.gif?x' alt='x'>",
        "<img src='https://counter.example.org/c.gif' width=1 height=1>",
        "<img src='https://counter.example.org/c.gif' style='width: 1px; height:1px'>",
        "<img src='https://counter.example.org/c.gif' height=0>",
        "<p><img src='http://feeds.feedburner.com/~r/blog/~4/x'></p>",
        "<iframe src='https://www.googletagmanager.com/ns.html' width=0 height=0></iframe>",
        "<noscript><img src='https://www.facebook.com/tr?id=1' width=1 height=1></noscript>",
        "<span style='display: none'>preheader</span>",
        "<p hidden>secret</p>",
        "<script>alert(1)</script><style>p{}</style><template><p>x</p></template>",
        "<svg><title>icon</title><text>x</text></svg><canvas>x</canvas>",
        "<p>&nbsp;</p><div><p><br></p></div><h2> </h2><ul></ul><b></b>",
    ] {
        assert_eq!(clean(html), "", "{html}");
    }
}

#[test]
fn a_form_that_was_never_closed_does_not_take_the_post_with_it() {
    let rest = "<p>The rest of a long post.</p>".repeat(30);
    let html = clean(&format!("<p>Before</p><form><input><p>In between</p>{rest}"));
    assert_eq!(outline(&html, "p").len(), 32);
}

#[test]
fn addresses_are_absolute_and_lead_to_the_web() {
    assert_cleans(&[
        ("<p><a href='../other/'>a</a></p>", "<p><a href=\"https://blog.example.org/2024/other/\">a</a></p>"),
        ("<p><a href='//cdn.example.org/x'>a</a></p>", "<p><a href=\"https://cdn.example.org/x\">a</a></p>"),
        ("<p><a href=' mailto:ada@example.org '>a</a></p>", "<p><a href=\"mailto:ada@example.org\">a</a></p>"),
        ("<p><a href='#note'>1</a></p>", "<p><a href=\"https://blog.example.org/2024/post/#note\">1</a></p>"),
        ("<p><a href='javascript:alert(1)'>a</a></p>", "<p>a</p>"),
        ("<p><a href='java\nscript:alert(1)'>a</a></p>", "<p>a</p>"),
        ("<p><a href='data:text/html,x'>a</a></p>", "<p>a</p>"),
        ("<p><a name='top'></a>Text</p>", "<p>Text</p>"),
        (
            "<img src='a b.png' width=300 height=auto>",
            "<p><img src=\"https://blog.example.org/2024/post/a%20b.png\" alt=\"\" width=\"300\"></p>",
        ),
        ("<img src='data:image/png;base64,xx'>", ""),
        ("<img src='cid:part'>", ""),
    ]);
}

#[test]
fn pictures_show_what_lazy_loading_hides() {
    let shown = |name: &str| format!("<p><img src=\"https://blog.example.org/{name}\" alt=\"\"></p>");
    for html in [
        "<img src='/placeholder.gif' data-src='/real.jpg'>",
        "<img src='data:image/gif;base64,R0' data-lazy-src='/real.jpg'><noscript><img src='/real.jpg'></noscript>",
        "<img class='lazy' src='data:,'><noscript><img src='/real.jpg'></noscript>",
        "<picture><source srcset='/real.webp' type='image/webp'><img src='/real.jpg' srcset='/big.jpg 2x'></picture>",
        "<img srcset='/small.jpg 300w, /real.jpg 1200w, /huge.jpg 4000w'>",
    ] {
        assert_eq!(clean(html), shown("real.jpg"), "{html}");
    }
    assert_eq!(clean("<p>Yes <img class='wp-smiley' alt='🙂' src='https://s.w.org/1f642.png'></p>"), "<p>Yes 🙂</p>");
}

#[test]
fn a_link_stands_around_a_line_or_a_figure_and_says_where_it_goes() {
    let link = |inner: &str| format!("<a href=\"https://blog.example.org/x\">{inner}</a>");
    let picture = |alt: &str| format!("<img src=\"https://blog.example.org/2024/post/a.png\" alt=\"{alt}\">");
    let named = picture("blog.example.org");
    for (html, cleaned) in [
        ("<a href=/x><img src=a.png></a>", format!("<p>{}</p>", link(&named))),
        ("<a href=/x><p><img src=a.png></p></a>", format!("<p>{}</p>", link(&named))),
        ("<a href=/x><li><img src=a.png></a>", format!("<p>{}</p>", link(&named))),
        ("<a href=/x><figure><img src=a.png></figure></a>", link(&format!("<figure>{named}</figure>"))),
        (
            "<a href=/x><figure><img src=a.png></figure><p><img src=a.png></p></a>",
            format!("{}\n<p>{}</p>", link(&format!("<figure>{named}</figure>")), link(&named)),
        ),
        (
            "<a href=/x><figure><img src=a.png alt=Rope></figure><h3>Ropes</h3>by hand</a>",
            format!(
                "{}\n<h3>{}</h3>\n<p>{}</p>",
                link(&format!("<figure>{}</figure>", picture("Rope"))),
                link("Ropes"),
                link("by hand")
            ),
        ),
        // A link to a picture's file around the picture leads to nothing more.
        ("<a href=/x.jpg><p><img src=a.png></p></a>", format!("<p>{}</p>", picture(""))),
        ("<a href=/x.jpg><figure><img src=a.png></figure></a>", format!("<figure>{}</figure>", picture(""))),
    ] {
        assert_eq!(clean(html), cleaned, "{html}");
        assert_eq!(clean(&cleaned), cleaned, "{html} again");
    }
}

#[test]
fn structure_is_flat_and_kept() {
    assert_cleans(&[
        (
            "Loose <b>text</b><br>and more<p>A paragraph</p>end",
            "<p>Loose <b>text</b><br>and more</p>\n<p>A paragraph</p>\n<p>end</p>",
        ),
        ("<div><div class=x><p>One</p><span>Two</span></div></div>", "<p>One</p>\n<p>Two</p>"),
        (
            "<details><summary>More</summary>Hidden <i>text</i></details>",
            "<p><strong>More</strong></p>\n<p>Hidden <i>text</i></p>",
        ),
        (
            "<ol start=3 reversed class=x><li value=7>a</li><li></li></ol>",
            "<ol reversed=\"\" start=\"3\"><li value=\"7\">a</li><li></li></ol>",
        ),
        ("<ul><li><div>One</div><div>Two</div></li></ul>", "<ul><li><div>One</div><div>Two</div></li></ul>"),
        (
            "<pre class=brush>\n\nfn <b>main</b>() {\n  1 &lt; 2\n}\n</pre>",
            "<pre>fn <b>main</b>() {\n  1 &lt; 2\n}</pre>",
        ),
        ("<div dir=rtl lang=he>שלום</div>", "<div dir=\"rtl\" lang=\"he\"><p>שלום</p></div>"),
        ("<h2 id=x>A <a class='header-anchor' href='#x'>#</a>title</h2>", "<h2>A title</h2>"),
        ("<li>Stray</li><li><section>item</section></li>", "<p>Stray</p>\n<p>item</p>"),
        ("<dl><div><dt>Term</dt><dd>Meaning</dd></div></dl>", "<dl><div><dt>Term</dt><dd>Meaning</dd></div></dl>"),
        ("<blockquote>Said</blockquote>", "<blockquote><p>Said</p></blockquote>"),
        ("<table><td><button>Share</button><td>Said</table>", "<p>Said</p>"),
        ("<table><td>Said<caption> </caption></table>", "<p>Said</p>"),
        (
            "<blockquote><p>Said</p><footer>Ada in <cite>Bells</cite></footer></blockquote>",
            "<blockquote><p>Said</p><p>Ada in <cite>Bells</cite></p></blockquote>",
        ),
        (
            "<blockquote>Said<details><cite>Ada</cite></details></blockquote>",
            "<blockquote><p>Said</p><p>— <cite>Ada</cite></p></blockquote>",
        ),
        ("<ruby>鈴<rt><div>すず</div></ruby>", "<p><ruby>鈴<rp>(</rp><rt>すず</rt><rp>)</rp></ruby></p>"),
        ("<rt><div>Not above anything</div>", "<p>Not above anything</p>"),
        (
            "<figure><div class=callout>Said</div></figure>",
            "<figure><div class=\"post-box\"><p>Said</p></div></figure>",
        ),
        (
            "<p><iframe src='https://player.vimeo.com/video/1'></iframe></p>",
            "<p><a href=\"https://vimeo.com/1\">Vimeo</a></p>",
        ),
        (
            "<table><tr><td colspan=2 style='x'>a</td><td align=RIGHT>1</td></tr></table>",
            "<table><tbody><tr><td colspan=\"2\">a</td><td align=\"right\">1</td></tr></tbody></table>",
        ),
        ("<table class=hljs-ln><tr><td class=linenos>1</td><td><pre>one</pre></td></tr></table>", "<pre>one</pre>"),
        ("<p>a\u{E000}\u{F8FF}\u{0}\u{7}b&#xE001;c</p>", "<p>abc</p>"),
        ("<strike>a</strike> <tt>b</tt> <font color=red>c</font>", "<p><s>a</s> <code>b</code> c</p>"),
    ]);
}

#[test]
fn known_ways_around_sanitisers_lead_nowhere() {
    for html in [
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<xmp><img src=x onerror=alert(1)></xmp>",
        "<plaintext><img src=x onerror=alert(1)>",
        "<a href='https://x.example/\"onmouseover=alert(1) x=\"'>x</a>",
        "<img alt='\"><script>alert(1)</script>' src='https://x.example/a.png'>",
        "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
        "<video src='https://x.example/a.mp4' onerror=alert(1)><source onerror=alert(1)></video>",
        "<iframe title='<script>alert(1)</script>' src='https://x.example/'></iframe>",
    ] {
        assert_harmless(&clean(html));
    }
}

#[track_caller]
fn assert_harmless(html: &str) {
    let tree = Html::parse_fragment(html);
    for element in tree.root_element().descendent_elements() {
        let value = element.value();
        assert!(
            !matches!(
                value.name(),
                "script"
                    | "style"
                    | "form"
                    | "input"
                    | "button"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "svg"
                    | "math"
                    | "base"
                    | "meta"
                    | "link"
            ),
            "{} in {html}",
            value.name()
        );
        for (name, text) in value.attrs() {
            assert!(!name.starts_with("on") && !matches!(name, "style" | "id" | "srcset"), "{name} in {html}");
            assert!(
                name != "class"
                    || matches!(
                        (value.name(), text),
                        ("a", "post-button" | "post-video" | "post-audio")
                            | ("div", "post-box")
                            | ("pre", "post-verse")
                    ),
                "{text} in {html}"
            );
            if matches!(name, "href" | "src") {
                let url = Url::parse(text).unwrap();
                assert!(matches!(url.scheme(), "http" | "https" | "mailto" | "tel"), "{text} in {html}");
            }
        }
    }
    assert!(
        !html.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c) || c.is_control() && !matches!(c, '\n' | '\t')),
        "{html:?}"
    );
}

#[test]
fn an_excerpt_is_the_first_words_of_the_text() {
    assert_eq!(
        excerpt(
            "<h2>Title</h2><figure><img src=x><figcaption>Caption</figcaption></figure><p>One <b>two</b>.</p><p>Three.</p>"
        ),
        "One two. Three."
    );
    assert_eq!(excerpt("<ul><li>One</li><li>Two</li></ul>"), "One Two");
    assert_eq!(excerpt(""), "");
    let long = excerpt(&format!("<p>{}</p>", "word ".repeat(200)));
    assert!(long.chars().count() <= 281 && long.ends_with("word…"), "{long}");
}

/// Markup as people and plug-ins leave it: well-formed or not, nested at will.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zäß .,&<>]{1,12}",
        6 => prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='/x'>", "</a>", "<ul>", "<li>", "</ul>", "<ol start=2>",
            "</ol>", "<h2>", "</h2>", "<h3>", "</h3>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<pre>\n\n", "</pre>", "<code>", "</code>",
            "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<br>", "<hr>", "<img src=a.png>",
            "<span>", "</span>", "<section dir=rtl>", "</section>", "<details>", "<summary>", "</summary>", "</details>", "<dl>", "<dt>", "<dd>", "</dl>",
            "<div class=kg-callout-card>", "<div dir=rtl lang=he>", "<a class=kg-btn href=/y>", "<pre class=wp-block-verse>", "<span dir=ltr>",
            "<input type=checkbox>", "<video src=v.mp4></video>", "<cite>", "</cite>", "<caption>", "</caption>", "<th>", "<tfoot>", "<ruby>", "<rt>", "</ruby>",
        ])
        .prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "<script>", "</script>", "<style>", "</style>", "<form>", "</form>", "<input>", "<button>", "</button>", "<iframe src='https://x.example/'>",
            "</iframe>", "<svg>", "</svg>", "<math>", "</math>", "<noscript>", "</noscript>", "<!--", "-->", "<a href='javascript:x'>",
            "<p onclick=x style=y class=z id=q>", "<img src=x onerror=y>", "<select>", "<option>", "</select>", "<textarea>", "</textarea>",
            "<object data='/o'>", "</object>", "<template>", "</template>", "&#xE000;", "<title>", "</title>", "<mtext>", "<foreignObject>",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn nothing_harmful_survives(html in soup()) {
        assert_harmless(&clean(&html));
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(html in soup()) {
        let once = clean(&html);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn the_text_of_paragraphs_headings_and_items_is_kept(
        blocks in prop::collection::vec((0_usize..5, "[a-zA-Zäöß0-9 .,&<>'\"-]{0,40}"), 0..20),
    ) {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let html: String = blocks
            .iter()
            .map(|(kind, text)| match (kind, escape(text)) {
                (0, text) => format!("<p class='wp-block-paragraph'>{text}</p>\n\n"),
                (1, text) => format!("<h2 class='wp-block-heading'>{text}</h2>"),
                (2, text) => format!("<ul><li>{text}</li></ul>"),
                (3, text) => format!("<div><p>{text}</p></div>"),
                (_, text) => format!("<blockquote><p>{text}</p></blockquote>"),
            })
            .collect();
        prop_assert_eq!(outline(&clean(&html), "p, h2, li"), outline(&html, "p, h2, li"));
    }
}
