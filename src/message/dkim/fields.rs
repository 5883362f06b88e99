//! Header fields in their relaxed form (RFC 6376 §3.4.2).

/// The fields of a header, top down: name, and value with its folds and CRLF.
pub(super) struct Fields<'h>(Vec<(&'h str, &'h [u8])>);

impl<'h> Fields<'h> {
    /// Reads a header without its empty line; `None` when it is not made of whole fields.
    pub fn parse(header: &'h [u8]) -> Option<Self> {
        let mut fields = Vec::new();
        let mut rest = header;
        while !rest.is_empty() {
            let (field, after) = rest.split_at(end_of_field(rest)?);
            let colon = field.iter().position(|byte| *byte == b':')?;
            let name = std::str::from_utf8(field[..colon].trim_ascii_end()).ok()?;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return None;
            }
            fields.push((name, &field[colon + 1..]));
            rest = after;
        }
        Some(Self(fields))
    }

    /// How often a field occurs.
    pub fn count(&self, name: &str) -> usize {
        self.named(name).count()
    }

    /// What is signed of the fields with these names, one CRLF a field. Of several with one name the lowest comes first, and a name beyond
    /// the last of them stands for nothing (RFC 6376 §5.4.2).
    pub fn canonical(&self, names: &[&str]) -> Vec<u8> {
        let mut out = Vec::with_capacity(1024);
        for (position, name) in names.iter().enumerate() {
            let taken = names[..position].iter().filter(|earlier| *earlier == name).count();
            if let Some((_, value)) = self.named(name).nth_back(taken) {
                write_canonical(&mut out, name, value);
            }
        }
        out
    }

    fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &(&'h str, &'h [u8])> {
        self.0.iter().filter(move |(field, _)| field.eq_ignore_ascii_case(name))
    }
}

/// Where the field at the start of `text` ends: behind the first CRLF that no white space follows.
fn end_of_field(text: &[u8]) -> Option<usize> {
    let mut line_ends = text.windows(2).enumerate().filter(|(_, pair)| *pair == b"\r\n").map(|(at, _)| at + 2);
    line_ends.find(|end| !matches!(text.get(*end), Some(b' ' | b'\t')))
}

/// Adds a field in its relaxed form: name in lower case, no folds, each run of white space one space, none at either end of the value.
pub(super) fn write_canonical(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    out.extend(name.bytes().map(|byte| byte.to_ascii_lowercase()));
    out.push(b':');
    let start = out.len();
    for word in value.split(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).filter(|word| !word.is_empty()) {
        if out.len() > start {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(header: &str, names: &[&str]) -> String {
        String::from_utf8(Fields::parse(header.as_bytes()).unwrap().canonical(names)).unwrap()
    }

    #[test]
    fn the_rfcs_example_becomes_what_the_rfc_says() {
        // RFC 6376 §3.4.5.
        assert_eq!(canonical("A: X\r\nB : Y\t\r\n\tZ  \r\n", &["a", "b"]), "a:X\r\nb:Y Z\r\n");
    }

    #[test]
    fn of_several_fields_the_lowest_is_taken_first_and_a_missing_one_is_nothing() {
        let header = "To: 1\r\nReceived: x\r\ntO: 2\r\nTO:3\r\n";
        assert_eq!(canonical(header, &["to", "cc", "to"]), "to:3\r\nto:2\r\n");
        assert_eq!(canonical(header, &["to"; 5]), "to:3\r\nto:2\r\nto:1\r\n");
    }

    #[test]
    fn an_empty_value_and_one_of_blanks_are_the_same() {
        assert_eq!(canonical("Subject:\r\n", &["subject"]), canonical("Subject: \r\n \r\n", &["subject"]));
    }

    #[test]
    fn what_is_not_made_of_whole_fields_is_refused() {
        for header in ["From: a", "From: a\r\n\r\n", "\r\n", " From: a\r\n", "From\r\n", ": a\r\n", "Fr\u{f6}m: a\r\n"]
        {
            assert!(Fields::parse(header.as_bytes()).is_none(), "{header:?}");
        }
    }
}
