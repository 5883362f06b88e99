//! Posts of every kind as they come out: `posts/NAME.html` is what a blog writes, `NAME.mail.html` what stands in a mail's HTML, and
//! `NAME.txt` what stands in its text. After a wanted change, `LETTERBELL_TEST_WRITE=1` writes the last two anew: read them.

use std::fs;
use std::path::{Path, PathBuf};

use letterbell::feed::sanitize::sanitize;
use letterbell::render::content::{Content, Frame};
use letterbell::render::text;
use url::Url;

use crate::english;
use crate::support::left_out::variable;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendering/posts")
}

/// Name and HTML of each post.
fn posts() -> Vec<(String, String)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let names = files.filter_map(|path| Some(path.file_name()?.to_str()?.strip_suffix(".html")?.to_owned()));
    let mut names: Vec<String> = names.filter(|name| name.strip_suffix(".mail").is_none()).collect();
    names.sort();
    names
        .into_iter()
        .map(|name| (name.clone(), fs::read_to_string(folder().join(format!("{name}.html"))).unwrap()))
        .collect()
}

fn sanitised(html: &str) -> String {
    sanitize(html, &Url::parse("https://blog.example.org/2026/post/").unwrap())
}

#[test]
fn each_kind_of_post_comes_out_as_it_was_read_and_approved() {
    let writes = variable("LETTERBELL_TEST_WRITE").is_some();
    let mut differing = Vec::new();
    let posts = posts();
    assert!(posts.len() >= 18, "{}", posts.len());
    for (name, html) in posts {
        let clean = sanitised(&html);
        let mail = Content::read(&clean, Frame { column: 520, first_heading: 3 }, english()).unwrap().whole().html;
        for (file, found) in
            [(format!("{name}.mail.html"), mail), (format!("{name}.txt"), text::from_html(&clean, english()))]
        {
            let path = folder().join(file);
            let found = format!("{}\n", found.trim_end());
            if writes {
                fs::write(&path, &found).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != found {
                differing.push(format!("{}:\n{found}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}
