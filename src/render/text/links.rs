//! Links: numbered where they stand, listed at the end.

use std::collections::HashMap;

/// The addresses met so far, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    addresses: Vec<String>,
    numbers: HashMap<String, usize>,
}

/// How a link's address is given beside its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// The words are the address.
    InTheWords,
    /// The words are nearly the address: `example.org <https://example.org/>`.
    Beside(String),
    /// `[3]`, listed at the end.
    Numbered(usize),
}

impl Links {
    /// Notes a link and says how to write it. `None` when the target is nothing that a reader of plain text can follow.
    pub(super) fn note(&mut self, target: &str, words: &str) -> Option<Given> {
        let address = followable(target)?;
        if words == address || address.strip_prefix("mailto:").is_some_and(|mailbox| mailbox == words) {
            return Some(Given::InTheWords);
        }
        if bare(&address) == bare(words) {
            return Some(Given::Beside(address));
        }
        Some(Given::Numbered(self.number(address)))
    }

    fn number(&mut self, address: String) -> usize {
        if let Some(number) = self.numbers.get(&address) {
            return *number;
        }
        self.addresses.push(address.clone());
        let number = self.addresses.len();
        self.numbers.insert(address, number);
        number
    }

    /// The list: `[1] https://…`, a line each.
    pub(super) fn list(&self) -> String {
        let lines: Vec<String> =
            self.addresses.iter().enumerate().map(|(index, address)| format!("[{}] {address}", index + 1)).collect();
        lines.join("\n")
    }
}

/// The target in one piece, when its scheme leads somewhere from a mail.
fn followable(target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, _) = target.split_once(':')?;
    let leads_somewhere = ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    leads_somewhere.then(|| target.split_whitespace().collect::<Vec<_>>().join("%20"))
}

/// An address as people write it in passing.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_numbered_once_however_often_it_comes() {
        let mut links = Links::default();
        assert_eq!(links.note("https://example.org/a", "here"), Some(Given::Numbered(1)));
        assert_eq!(links.note("https://example.org/b", "there"), Some(Given::Numbered(2)));
        assert_eq!(links.note("https://example.org/a", "again"), Some(Given::Numbered(1)));
        assert_eq!(links.list(), "[1] https://example.org/a\n[2] https://example.org/b");
    }

    #[test]
    fn words_that_are_the_address_need_no_number() {
        let mut links = Links::default();
        assert_eq!(links.note("https://example.org/", "https://example.org/"), Some(Given::InTheWords));
        assert_eq!(links.note("mailto:ada@example.org", "ada@example.org"), Some(Given::InTheWords));
        assert_eq!(
            links.note("https://www.example.org/", "example.org"),
            Some(Given::Beside("https://www.example.org/".to_owned()))
        );
        assert_eq!(links.list(), "");
    }

    #[test]
    fn targets_that_lead_nowhere_are_left_out() {
        let mut links = Links::default();
        for target in ["javascript:alert(1)", "#top", "/relative", "data:text/html,x", ""] {
            assert_eq!(links.note(target, "words"), None, "{target}");
        }
    }
}
