//! What blog software puts into a post although it is not the post: told by class names, attributes and shape.

use scraper::{ElementRef, Node};
use url::Url;

/// Classes of blocks that ask to subscribe, share or like, or that link to other posts.
const CLASSES: [&str; 30] = [
    "a2a_kit",
    "addtoany_content",
    "addtoany_share_save_container",
    "cmp-share",
    "comment-respond",
    "essb_links",
    "feedflare",
    "gh-subscribe",
    "heateor_sss_sharing_container",
    "jetpack_subscription_widget",
    "jp-relatedposts",
    "kg-signup-card",
    "mc4wp-form",
    "newsletter-signup",
    "post-sharing",
    "related-posts",
    "sd-block",
    "sd-sharing-enabled",
    "share-buttons",
    "sharedaddy",
    "sharing-buttons",
    "simplesocialbuttons",
    "social-share",
    "social-sharing",
    "sociable",
    "subscribe-form",
    "subscription-form",
    "swp_social_panel",
    "wpcnt",
    "yarpp-related",
];

/// Beginnings of such classes, where plug-ins number or vary them.
const CLASS_PREFIXES: [&str; 18] = [
    "convertkit-form",
    "dpsp-",
    "formkit-form",
    "heateor_sss",
    "jetpack-likes-widget",
    "jetpack-subscribe",
    "likes-widget",
    "mailpoet_form",
    "mashsb-",
    "shareaholic-",
    "sharedaddy-",
    "ssba-",
    "subscription-widget",
    "tnp-",
    "wp-block-jetpack-likes",
    "wp-block-jetpack-mailchimp",
    "wp-block-jetpack-sharing-button",
    "wp-block-jetpack-subscri",
];

/// Ids of such blocks, where a plug-in gives them no telling class.
const IDS: [&str; 4] = ["jp-relatedposts", "jp-post-flair", "mc_embed_signup", "mc_embed_shell"];

/// Classes of the marks that link to a heading.
const HEADING_MARKS: [&str; 6] =
    ["anchor", "anchorjs-link", "hash-link", "header-anchor", "heading-anchor", "headerlink"];

/// Where pictures come from that are there to count readers. A host, then the start of the path.
const COUNTERS: [(&str, &str); 14] = [
    ("pixel.wp.com", "/"),
    ("stats.wordpress.com", "/"),
    ("stats.wp.com", "/"),
    ("feeds.wordpress.com", "/"),
    ("feeds.feedburner.com", "/~"),
    ("feedproxy.google.com", "/~"),
    ("www.google-analytics.com", "/"),
    ("www.facebook.com", "/tr"),
    ("medium.com", "/_/stat"),
    ("pixel.quantserve.com", "/"),
    ("b.scorecardresearch.com", "/"),
    ("sb.scorecardresearch.com", "/"),
    ("blogger.googleusercontent.com", "/tracker/"),
    ("counter.yadro.ru", "/"),
];

/// Ends of the paths of such pictures, on any host, and of the empty ones that lay out old pages.
const COUNTER_PATHS: [&str; 14] = [
    "/1x1.gif",
    "/1x1.png",
    "/blank.gif",
    "/clear.gif",
    "/open.gif",
    "/pixel.gif",
    "/pixel.png",
    "/spacer.gif",
    "/spacer.png",
    "/track/open.php",
    "/trans.gif",
    "/transparent.gif",
    "/transparent.png",
    "/wf/open",
];

/// Whether an element, with all that is in it, does not belong to the post.
pub(super) fn is_boilerplate(element: ElementRef<'_>) -> bool {
    let value = element.value();
    value.id().is_some_and(|id| IDS.contains(&id))
        || value.classes().any(|class| {
            CLASSES.contains(&class)
                || CLASS_PREFIXES.iter().any(|prefix| class.starts_with(prefix))
                || HEADING_MARKS.contains(&class) && value.name() == "a" && has_no_words(element)
        })
}

fn has_no_words(element: ElementRef<'_>) -> bool {
    element.text().flat_map(str::chars).all(|c| !c.is_alphanumeric())
}

/// Whether the page hides the element, so that only stripping its styles would show it.
pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let style = compact_style(element);
    let is_moved_away = style.contains("position:absolute") || style.contains("position:fixed");
    let is_off_the_page = ["left:-9", "top:-9", "clip:rect(0", "clip:rect(1px"].iter().any(|away| style.contains(away));
    value.attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || style
            .split(';')
            .any(|declaration| matches!(declaration, "opacity:0" | "opacity:0.0" | "font-size:0" | "font-size:0px"))
        || is_moved_away && is_off_the_page
}

/// Whether a picture or frame is there to be loaded, not to be seen.
pub(super) fn is_pixel(element: ElementRef<'_>, source: &Url) -> bool {
    let host = source.host_str().unwrap_or_default();
    let path = source.path();
    let is_counter = |(counter, start): &(&str, &str)| host == *counter && path.starts_with(start);
    if COUNTERS.iter().any(is_counter) || COUNTER_PATHS.iter().any(|end| path.ends_with(end)) {
        return true;
    }
    let style = compact_style(element);
    let size = |name: &str| {
        let attribute = element.value().attr(name).map(|value| value.trim().trim_end_matches("px").to_owned());
        let styled = || {
            let declaration =
                style.split(';').find_map(|declaration| declaration.strip_prefix(name)?.strip_prefix(':'));
            declaration.map(|value| value.trim_end_matches("px").to_owned())
        };
        attribute.or_else(styled)?.parse::<f32>().ok()
    };
    match (size("width"), size("height")) {
        (Some(width), Some(height)) => width <= 1.0 && height <= 1.0 || width <= 0.0 || height <= 0.0,
        (Some(one), None) | (None, Some(one)) => one <= 0.0,
        (None, None) => false,
    }
}

fn compact_style(element: ElementRef<'_>) -> String {
    let style = element.value().attr("style").unwrap_or_default();
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a paragraph is the footer that WordPress puts under each post of a feed: two links, first to the post, then to the blog.
///
/// Recognised by its English words, or in any language by where the links go, given that `base` is the post's own address.
pub(super) fn is_appeared_first(paragraph: ElementRef<'_>, base: &Url) -> bool {
    let mut texts = vec![String::new()];
    let mut links = Vec::new();
    for node in paragraph.children() {
        match (node.value(), ElementRef::wrap(node)) {
            (Node::Text(text), _) => texts.last_mut().expect("it starts with one and only grows").push_str(text),
            (_, Some(link)) if link.value().name() == "a" => {
                links.push(link.value().attr("href").and_then(|href| base.join(href.trim()).ok()));
                texts.push(String::new());
            }
            (_, Some(_)) => return false,
            _ => {}
        }
    }
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
    let ([before, between, after], [post, blog]) = (texts.as_slice(), links.as_slice()) else { return false };
    if !matches!(*after, "" | ".") {
        return false;
    }
    if before.eq_ignore_ascii_case("the post") && between.eq_ignore_ascii_case("appeared first on") {
        return true;
    }
    let (Some(post), Some(blog)) = (post, blog) else { return false };
    let is_short = |text: &str| !text.is_empty() && text.chars().count() <= 40;
    let leads_home =
        blog.host_str() == post.host_str() && post.path().starts_with(blog.path()) && post.path() != blog.path();
    is_short(before)
        && is_short(between)
        && leads_home
        && post.host_str() == base.host_str()
        && post.path() == base.path()
}
