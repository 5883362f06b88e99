//! A JSON Feed made fit for the feed parser, which refuses the whole feed for one odd value.

use serde_json::{Map, Value, json};

const FEED: [&str; 4] = ["version", "title", "home_page_url", "feed_url"];
const ITEM: [&str; 9] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "date_published",
    "date_modified",
];

/// A JSON feed with what the format's readers take in practice: numbers as ids, a missing title, odd values left out.
pub(super) fn tidied(text: &str) -> Result<String, serde_json::Error> {
    let document: Value = serde_json::from_str(text)?;
    let mut feed = strings(&document, &FEED);
    feed.entry("version").or_insert_with(|| "".into());
    feed.entry("title").or_insert_with(|| "".into());
    feed.insert("authors".into(), authors(&document));
    let items = list(&document, "items").into_iter().map(|item| {
        let mut tidied = strings(&item, &ITEM);
        tidied.insert("tags".into(), list(&item, "tags").into_iter().filter(Value::is_string).collect());
        tidied.insert("authors".into(), authors(&item));
        tidied.insert("attachments".into(), pictures(&item));
        Value::from(tidied)
    });
    feed.insert("items".into(), items.collect());
    serde_json::to_string(&feed)
}

fn strings(from: &Value, names: &[&str]) -> Map<String, Value> {
    let kept = names.iter().filter_map(|name| {
        let text = match from.get(*name)? {
            Value::String(text) => text.clone(),
            Value::Number(number) if *name == "id" => number.to_string(),
            _ => return None,
        };
        Some(((*name).to_owned(), Value::from(text)))
    });
    kept.collect()
}

fn list(from: &Value, name: &str) -> Vec<Value> {
    from.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// The names of the authors, in the format's first version one, in its second a list.
fn authors(from: &Value) -> Value {
    let written = from.get("author").cloned().into_iter().chain(list(from, "authors"));
    written.map(|author| Value::from(strings(&author, &["name"]))).collect()
}

/// The pictures that stand for an item, the one in full first, as attachments: the library knows these alone.
fn pictures(item: &Value) -> Value {
    let named = ["image", "banner_image"].into_iter().filter_map(|name| Some((item.get(name)?, "image/*")));
    let attachments = list(item, "attachments");
    let attached = attachments.iter().filter_map(|one| Some((one.get("url")?, one.get("mime_type")?.as_str()?)));
    let all = named.chain(attached.filter(|(_, kind)| kind.starts_with("image/")));
    all.filter(|(url, _)| url.is_string()).map(|(url, kind)| json!({ "url": url, "mime_type": kind })).collect()
}
