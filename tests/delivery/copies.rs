//! What a relay took, held against what was owed.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// One message that a relay took for a recipient.
#[derive(Clone, Debug)]
pub struct Copy {
    pub recipient: String,
    /// When its recipient was named.
    pub began: Instant,
    pub data: Vec<u8>,
    /// Whether it came by BDAT.
    pub is_chunked: bool,
    /// MAIL and RCPT, as the client said them.
    pub commands: Vec<String>,
    /// The conversation in which it came.
    pub connection: u64,
}

/// What is wrong, and what was repeated.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Who was owed a mail and got none.
    pub lost: Vec<String>,
    /// Copies beyond the first.
    pub extra: usize,
    /// Whose copies are not the same, byte for byte.
    pub unequal: Vec<String>,
    /// Who got a mail that nobody owed them.
    pub uncalled: Vec<String>,
    /// Message-IDs that stand in mails to different people.
    pub shared_ids: Vec<String>,
}

/// How many copies each recipient has got.
pub fn counted(copies: &[Copy]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for copy in copies {
        *counts.entry(copy.recipient.clone()).or_default() += 1;
    }
    counts
}

/// The shortest time in which `many` copies followed another one. Whatever stalls between us and the relay makes such a time longer, or
/// shorter by a copy or two for each connection, and never all of them.
///
/// # Panics
/// When there are too few of them.
pub fn quickest(copies: &[Copy], many: usize) -> Duration {
    let mut began: Vec<Instant> = copies.iter().map(|copy| copy.began).collect();
    began.sort_unstable();
    began.windows(many + 1).map(|window| window[many] - window[0]).min().expect("more copies than that")
}

/// Holds `copies` against the people who were to get exactly one.
pub fn compare<'a>(owed: impl IntoIterator<Item = &'a String>, copies: &[Copy]) -> Findings {
    let owed: BTreeSet<&str> = owed.into_iter().map(String::as_str).collect();
    let mut of: BTreeMap<&str, Vec<&Copy>> = BTreeMap::new();
    let mut readers_of_id: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for copy in copies {
        of.entry(&copy.recipient).or_default().push(copy);
        readers_of_id.entry(copy.message_id()).or_default().insert(&copy.recipient);
    }
    let told = |names: Vec<&&str>| names.into_iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let unequal = of.iter().filter(|(_, copies)| copies.iter().any(|copy| copy.data != copies[0].data));
    Findings {
        lost: told(owed.iter().filter(|name| !of.contains_key(**name)).collect()),
        extra: copies.len() - of.len(),
        unequal: told(unequal.map(|(name, _)| name).collect()),
        uncalled: told(of.keys().filter(|name| !owed.contains(**name)).collect()),
        shared_ids: readers_of_id.into_iter().filter(|(_, readers)| readers.len() > 1).map(|(id, _)| id).collect(),
    }
}

impl Findings {
    /// Nothing is wrong but that `extra` copies came beyond the first ones.
    pub fn only_extra(&self) -> bool {
        *self == Self { extra: self.extra, ..Self::default() }
    }
}

impl Copy {
    pub fn message_id(&self) -> String {
        self.header("Message-ID")
    }

    /// A header field's value, unfolded.
    ///
    /// # Panics
    /// When there is none.
    pub fn header(&self, name: &str) -> String {
        let text = String::from_utf8_lossy(&self.data);
        let head = text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{}:", name.to_ascii_lowercase());
        let line = head.split("\r\n").find(|line| line.to_ascii_lowercase().starts_with(&prefix));
        let line = line.unwrap_or_else(|| panic!("no {name} in:\n{head}"));
        line[prefix.len()..].trim().to_owned()
    }

    /// The path of the link that leaves the list.
    pub fn unsubscribe_path(&self) -> String {
        let header = self.header("List-Unsubscribe");
        let link = header.split(['<', '>']).find(|part| part.contains("/u/")).expect("a link to leave");
        url::Url::parse(link).unwrap().path().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(recipient: &str, id: &str, body: &str) -> Copy {
        let data = format!("Subject: News\r\nMessage-ID:\r\n <{id}>\r\n\r\n{body}\r\n").into_bytes();
        Copy {
            recipient: recipient.to_owned(),
            began: Instant::now(),
            data,
            is_chunked: false,
            commands: Vec::new(),
            connection: 1,
        }
    }

    fn owed() -> Vec<String> {
        ["ada", "ben", "cleo"].map(str::to_owned).to_vec()
    }

    fn right() -> Vec<Copy> {
        vec![copy("ada", "1", "news"), copy("ben", "2", "news"), copy("cleo", "3", "news")]
    }

    #[test]
    fn one_copy_each_is_right() {
        assert_eq!(compare(&owed(), &right()), Findings::default());
    }

    #[test]
    fn a_planted_loss_is_found() {
        let mut copies = right();
        copies.remove(1);
        let findings = compare(&owed(), &copies);
        assert_eq!(findings, Findings { lost: vec!["ben".to_owned()], ..Findings::default() });
        assert!(!findings.only_extra());
    }

    #[test]
    fn planted_doubles_are_counted_and_hide_no_loss() {
        let mut copies = right();
        copies.extend([copy("ada", "1", "news"), copy("ada", "1", "news")]);
        let findings = compare(&owed(), &copies);
        assert_eq!(findings, Findings { extra: 2, ..Findings::default() });
        assert!(findings.only_extra());
        copies.remove(2);
        assert_eq!(compare(&owed(), &copies).lost, ["cleo"]);
    }

    #[test]
    fn a_planted_double_with_another_message_id_or_other_bytes_is_found() {
        for other in [copy("ben", "9", "news"), copy("ben", "2", "other news")] {
            let findings = compare(&owed(), &[right(), vec![other]].concat());
            assert_eq!((findings.unequal.as_slice(), findings.extra), (["ben".to_owned()].as_slice(), 1));
            assert!(!findings.only_extra());
        }
    }

    #[test]
    fn the_quickest_are_found_in_any_order() {
        let began = Instant::now();
        let at = |second| Copy { began: began + Duration::from_secs(second), ..copy("ada", "1", "news") };
        let copies = [19, 0, 9, 12, 3, 14].map(at);
        assert_eq!([1, 2, 5].map(|many| quickest(&copies, many).as_secs()), [2, 5, 19]);
    }

    #[test]
    fn a_planted_stranger_and_a_shared_message_id_are_found() {
        let findings = compare(&owed(), &[right(), vec![copy("dora", "3", "news")]].concat());
        assert_eq!(findings.uncalled, ["dora"]);
        assert_eq!(findings.shared_ids, ["<3>"]);
    }
}
