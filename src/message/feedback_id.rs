//! `Feedback-ID: a:b:c:SenderId`, by which Gmail's Postmaster Tools tell complaints apart. Nothing in it is one reader's own.

use crate::domain::sender_id::SenderId;

/// The field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackId(String);

impl FeedbackId {
    /// The mails of a list that go out in one way (a schedule's name, or `single`) and are of one kind. Each part says what it is, so that no
    /// value stands in two of them.
    pub fn new(list: &str, way: &str, kind: &str, sender: &SenderId) -> Self {
        Self(format!("list-{list}:way-{way}:{kind}:{}", sender.as_str()))
    }

    /// The value as it stands in the header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feedback_id_has_four_parts_that_differ_and_a_constant_sender() {
        let sender = SenderId::of_host("News.example.org");
        let id = FeedbackId::new("bees", "bees", "digest", &sender);
        let parts: Vec<&str> = id.as_str().split(':').collect();
        assert_eq!((parts.len(), parts[3]), (4, sender.as_str()));
        assert!(
            parts.iter().enumerate().all(|(at, part)| !part.is_empty() && !parts[..at].contains(part)),
            "{parts:?}"
        );
    }
}
