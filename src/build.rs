//! Before the compiler: lists the languages of `locales/` and the files of `templates/`, so that a new one is part of the program by lying
//! there. What it writes is read in `render/embedded.rs`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // Cargo looks at everything below a folder, so that a new file is seen, too.
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=templates");
    #[expect(clippy::disallowed_methods, reason = "cargo tells where to write in this way alone")]
    let target = std::env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&target).join("embedded.rs"), tables(Path::new(env!("CARGO_MANIFEST_DIR")))?)
}

/// The tables of `render/embedded.rs`, for a project's folder.
pub fn tables(project: &Path) -> io::Result<String> {
    let locales = files(&project.join("locales"))?;
    let locales = locales.iter().filter_map(|(name, path)| Some((name.strip_suffix(".ftl")?, path.as_path())));
    let templates = files(&project.join("templates"))?;
    let of_readers = templates.iter().filter(|(name, _)| !name.starts_with("demo/"));
    let (assets, templates): (Vec<_>, Vec<_>) =
        of_readers.map(|(name, path)| (name.as_str(), path.as_path())).partition(|(name, _)| is_served_as_it_is(name));
    let tables = [
        table("Rendered with minijinja: path within `templates/`, text.", "TEMPLATES", templates),
        table("Served as they are.", "ASSETS", assets),
        table("The languages: tag, messages.", "LOCALES", locales),
    ];
    Ok(tables.concat())
}

/// Partials are parts of templates, whatever they are called.
fn is_served_as_it_is(name: &str) -> bool {
    !name.starts_with("partials/") && [".css", ".js", ".svg"].iter().any(|end| name.ends_with(end))
}

fn table<'a>(what: &str, name: &str, files: impl IntoIterator<Item = (&'a str, &'a Path)>) -> String {
    let lines =
        files.into_iter().map(|(name, path)| format!("    ({name:?}, include_str!({:?})),\n", path.to_string_lossy()));
    format!("/// {what}\npub(super) const {name}: &[(&str, &str)] = &[\n{}];\n", lines.collect::<String>())
}

/// The files below a folder, by their paths from it, in order. What begins with a dot is passed over, and what editors and systems leave behind.
fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path)?.into_iter().map(|(below, path)| (format!("{name}/{below}"), path)));
        } else {
            found.push((name.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}
