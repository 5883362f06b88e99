//! Suppressions: rules that an address gets nothing. Checked at planning and again just before sending.

/// Why an address gets nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionReason {
    /// The operator said so.
    Operator,
    /// The address does not exist.
    Bounced,
    /// The owner called a mail spam.
    Complained,
    /// The owner said that it was not they who asked.
    Disowned,
}

impl SuppressionReason {
    /// The name in the database and in what operators read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
            Self::Disowned => "disowned",
        }
    }

    /// Reads [`as_str`](Self::as_str) back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Operator, Self::Bounced, Self::Complained, Self::Disowned]
            .into_iter()
            .find(|reason| reason.as_str() == text)
    }
}
