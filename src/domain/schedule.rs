use super::digest::PostLimits;
use super::id::{ListId, ScheduleId};
use super::list::Slug;
use super::post::PostNumber;
use super::time::Timestamp;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub id: ScheduleId,
    pub list: ListId,
    pub name: Slug,
    pub timing: Timing,
    pub dispatch: Dispatch,
    pub limits: PostLimits,
    pub seen_through: PostNumber,
    pub looked_at: Timestamp,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    Immediately,
}
impl Timing {
    pub fn to_parts(&self) -> (Option<String>, String) {
        (None, "UTC".into())
    }
    pub fn from_parts(_: Option<&str>, _: &str) -> Option<Self> {
        Some(Self::Immediately)
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispatch {
    AtOnce,
    AfterApproval,
}
impl Dispatch {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at once",
            Self::AfterApproval => "after approval",
        }
    }
    pub fn parse(text: &str) -> Option<Self> {
        [Self::AtOnce, Self::AfterApproval].into_iter().find(|d| d.as_str() == text)
    }
}
