//! What a site sent, as text: its characters decoded, whatever it says about them.

use super::markup::after_first;

/// The bytes 0x80 to 0x9F in windows-1252, which is what "ISO-8859-1" means on the web (WHATWG Encoding §9).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How far into a document an error message of the site's own software may push the start of the feed.
const LONGEST_PREFACE: usize = 2048;

/// The longest name of a character encoding.
const LONGEST_LABEL: usize = 24;

/// The document as text, without byte order mark and XML declaration.
///
/// Bytes win over what is declared: valid UTF-8 is read as UTF-8, and bytes that are not are read as windows-1252 each, which is
/// right for the mixtures that blogs with a long history serve. Encodings of other alphabets are `None`: the XML parser knows them.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some(text) = from_utf16(bytes) {
        return Some(without_declaration(&text).to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(without_declaration(text).to_owned());
    }
    let label = declared_encoding(bytes).unwrap_or_default().to_ascii_lowercase();
    let is_western = matches!(
        label.as_str(),
        "" | "utf-8" | "utf8" | "us-ascii" | "ascii" | "latin1" | "iso-8859-1" | "windows-1252"
    );
    is_western.then(|| without_declaration(&from_mixture(bytes)).to_owned())
}

/// The document with its XML declaration shortened to the encoding, as the parser takes it: it reads 64 bytes ahead, no more.
pub(super) fn with_short_declaration(bytes: &[u8]) -> Option<Vec<u8>> {
    let label = declared_encoding(bytes)?;
    let end = bytes.windows(2).position(|pair| pair == b"?>")? + 2;
    Some([format!("<?xml version=\"1.0\" encoding=\"{label}\"?>").as_bytes(), &bytes[end..]].concat())
}

/// Every byte that is no part of valid UTF-8 as windows-1252.
pub(super) fn from_mixture(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| match byte {
            0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
            other => char::from(*other),
        }));
    }
    text
}

fn from_utf16(bytes: &[u8]) -> Option<String> {
    let is_little = match bytes {
        [0xFF, 0xFE, ..] | [b'<' | b'{', 0, ..] => true,
        [0xFE, 0xFF, ..] | [0, b'<' | b'{', ..] => false,
        _ => return None,
    };
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

pub(super) fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    // A warning of the site's own software, printed before the feed.
    let text = match text.find("<?xml") {
        Some(at) if at <= LONGEST_PREFACE => &text[at..],
        _ => text,
    };
    match text.strip_prefix("<?xml") {
        Some(declaration) => after_first('>', declaration).trim_start(),
        None => text,
    }
}

fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?;
    (!label.is_empty() && label.len() <= LONGEST_LABEL && label.is_ascii()).then_some(label)
}
