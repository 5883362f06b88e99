//! Texts that are handed in, as files or on standard input.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use crate::app::Core;
use crate::operations::introduce::Introduction;
use crate::operations::write_post::{LONGEST, Written};

/// How a text is written, as one says it.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Markdown,
    Html,
}

/// A text as it was handed in.
pub struct Manuscript {
    /// The text; one byte more than may be, where it is too long.
    pub bytes: Vec<u8>,
    /// How it is written.
    pub written: Written,
    /// What it is called: the file's name without its ending.
    pub stem: Option<String>,
    /// What errors call it.
    pub shown: String,
}

impl Manuscript {
    /// Reads a file, or standard input for `-`. Without a format the file's ending tells it, and standard input is Markdown. `way_on` is what
    /// to do about another ending.
    pub fn read(file: &Path, format: Option<Format>, way_on: &str) -> Result<Self, Failure> {
        let is_stdin = file == Path::new("-");
        let shown = if is_stdin { "standard input".to_owned() } else { file.display().to_string() };
        let bytes =
            bytes_of(file, is_stdin).map_err(|error| Failure::Refused(format!("{shown} cannot be read: {error}")))?;
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let written = match (format, ending.as_deref()) {
            (Some(Format::Markdown), _) | (None, None | Some("md" | "markdown" | "txt")) => Written::Markdown,
            (Some(Format::Html), _) | (None, Some("html" | "htm")) => Written::Html,
            (None, Some(other)) => {
                return Err(Failure::Refused(format!("{shown} ends in .{other}: {way_on}")));
            }
        };
        let stem = file.file_stem().filter(|_| !is_stdin).map(|stem| stem.to_string_lossy().into_owned());
        Ok(Self { bytes, written, stem, shown })
    }
}

/// One byte more than may be, so that too much is seen and never held.
fn bytes_of(file: &Path, is_stdin: bool) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    if is_stdin {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// A file, or the word that takes away what there is.
#[derive(Clone, Debug)]
pub struct FileOrNone(pub Option<PathBuf>);

impl From<&str> for FileOrNone {
    /// `none` names no file; one of that name is `./none`.
    fn from(text: &str) -> Self {
        Self((text != "none").then(|| PathBuf::from(text)))
    }
}

/// The introduction that a file holds; none where the word says so.
pub fn introduction(file: &FileOrNone) -> Result<Introduction, Failure> {
    let Some(file) = &file.0 else { return Ok(Introduction::default()) };
    let Manuscript { bytes, written, shown, .. } =
        Manuscript::read(file, None, "name a file that ends in .md, .txt or .html")?;
    Introduction::read(&bytes, written).map_err(|error| Failure::Refused(format!("--intro: {shown}: {error}")))
}

/// Keeps an introduction's pictures, where pictures are kept.
pub async fn keep_pictures(core: &Core, introduction: &Introduction) -> Result<(), Failure> {
    if let Some(keeper) = core.picture_keeper()? {
        introduction.keep_pictures(&keeper, core.clock.now()).await;
    }
    Ok(())
}
