//! What the standards ask of a message's bytes, without any parser's help.

use crate::mails::Mail;

/// Header fields, unfolded, in order.
pub type Fields = Vec<(String, String)>;

/// Checks everything that holds for every mail, and returns its header.
pub fn check(mail: &Mail, message: &[u8]) -> Fields {
    let text = std::str::from_utf8(message).expect("7-bit text is UTF-8");
    // RFC 6532: the one field that may be more than ASCII, and only where the address is.
    let to = format!("\r\nTo: {}\r\n", mail.to);
    assert!(text.replacen(&to, "\r\n", 1).is_ascii() && !text.contains('\0'), "8-bit or NUL");
    assert!(text.ends_with("\r\n"));
    let bare = text.replace("\r\n", "");
    assert!(!bare.contains(['\r', '\n']), "a bare CR or LF");

    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let fields = fields(head);
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, mail.expected_fields());
    check_header_lines(head, to.trim());
    check_body(&fields, body);
    fields
}

/// The value of a field that occurs once.
pub fn value<'f>(fields: &'f Fields, name: &str) -> &'f str {
    let mut found = fields.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
    let (_, value) = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "two {name}");
    value
}

fn fields(head: &str) -> Fields {
    let mut fields: Fields = Vec::new();
    for line in head.split("\r\n") {
        assert!(!line.trim().is_empty(), "a header line of white space alone");
        if line.starts_with([' ', '\t']) {
            fields.last_mut().expect("the first line starts a field").1.push_str(line);
            continue;
        }
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no field: {line:?}"));
        assert!(name.bytes().all(|byte| byte.is_ascii_graphic()), "{name:?}");
        fields.push((name.to_owned(), value.strip_prefix(' ').unwrap_or(value).to_owned()));
    }
    fields
}

/// RFC 5322 §2.1.1, RFC 2047 §2.
fn check_header_lines(head: &str, to: &str) {
    for line in head.split("\r\n") {
        assert!(line == to || line.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{line:?}");
        let has_encoded_word = line.contains("=?utf-8?");
        let is_unfoldable = ["List-Unsubscribe:", "To:", "Message-ID:"].iter().any(|name| line.starts_with(name));
        let limit = if is_unfoldable {
            998
        } else if has_encoded_word {
            76
        } else {
            78
        };
        assert!(line.len() <= limit, "{} octets: {line}", line.len());
        for word in line.split(' ').filter(|word| word.starts_with("=?")) {
            assert!(word.len() <= 75 && word.ends_with("?="), "{word}");
        }
    }
}

/// RFC 2046 §5.1: one boundary, two parts, nothing around them.
fn check_body(fields: &Fields, body: &str) {
    assert_eq!(value(fields, "MIME-Version"), "1.0");
    let content_type = value(fields, "Content-Type");
    let boundary = content_type
        .strip_prefix("multipart/alternative; boundary=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or_else(|| panic!("{content_type}"));
    assert!((1..=70).contains(&boundary.len()) && boundary.bytes().all(|byte| byte.is_ascii_graphic()));

    let delimiter = format!("--{boundary}");
    assert_eq!(body.matches(boundary).count(), 3, "the boundary occurs in a part");
    let whole = format!("\r\n{body}");
    let pieces: Vec<&str> = whole.split(&format!("\r\n{delimiter}")).collect();
    let ["", plain, html, "--\r\n"] = pieces[..] else { panic!("{pieces:?}") };
    check_part(plain, "text/plain; charset=utf-8");
    check_part(html, "text/html; charset=utf-8");
}

fn check_part(part: &str, content_type: &str) {
    let (head, body) = part.strip_prefix("\r\n").unwrap().split_once("\r\n\r\n").unwrap();
    let fields = fields(head);
    assert_eq!(fields.len(), 2);
    assert_eq!(value(&fields, "Content-Type"), content_type);
    let encoding = value(&fields, "Content-Transfer-Encoding");
    for line in body.split("\r\n") {
        assert!(line.len() <= 76, "{} octets: {line}", line.len());
        match encoding {
            "quoted-printable" => check_quoted_printable(line),
            "base64" => assert!(line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))),
            other => panic!("{other}"),
        }
    }
}

/// RFC 2045 §6.7.
fn check_quoted_printable(line: &str) {
    assert!(!line.ends_with([' ', '\t']), "white space at the end: {line:?}");
    assert!(line.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')), "{line:?}");
    let mut rest = line;
    while let Some((_, tail)) = rest.split_once('=') {
        let is_escape = tail.len() >= 2 && tail.bytes().take(2).all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
        assert!(tail.is_empty() || is_escape, "{line:?}");
        rest = tail.get(2..).unwrap_or_default();
    }
}
