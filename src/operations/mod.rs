//! Verbs, one file each: load, decide in the domain, save. Edges and loops call them; they call everything below.

pub mod admit_reader;
pub mod attend;
pub mod compose;
pub mod count;
pub mod deliver;
pub mod doctor;
pub mod follow_link;
pub mod follow_up;
pub mod guard;
pub mod hear_of_mail;
pub mod hold_duty;
pub mod import_subscribers;
pub mod in_hand;
pub mod introduce;
pub mod keep_pictures;
pub mod languages;
pub mod leave;
pub mod links;
pub mod make_dkim_key;
pub mod own_templates;
pub mod plan_digest;
pub mod poll_feed;
pub mod preview_digest;
pub mod raise_alarm;
pub mod read_archive;
pub mod read_edition;
pub mod reclaim;
pub mod record;
pub mod register;
pub mod render_digest;
pub mod run_schedules;
pub mod send_link;
pub mod send_now;
pub mod send_post;
pub mod set_placement;
pub mod sign;
pub mod subscribe;
pub mod verify;
pub mod words;
pub mod write_post;

use crate::render::templates::TemplateError;
use crate::store::StoreError;

/// What stops an operation, for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A template that cannot be rendered.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A mail that cannot be composed.
    #[error("delivery {delivery} cannot be composed: {cause}")]
    Compose {
        /// The delivery.
        delivery: crate::domain::id::DeliveryId,
        /// What is wrong.
        cause: String,
    },
    /// The mail about a burst, which cannot be composed.
    #[error("the mail about burst {burst} cannot be composed: {cause}")]
    Alarm {
        /// The burst.
        burst: i64,
        /// What is wrong.
        cause: String,
    },
    /// A form that chose nothing.
    #[error("the form chose no list")]
    NothingChosen,
    /// A preview that cannot be composed.
    #[error("the preview cannot be composed: {0}")]
    Preview(#[from] crate::message::MessageError),
    /// A row that another one names is not there.
    #[error("{what} {id} is not in the database")]
    Missing {
        /// The kind of thing.
        what: &'static str,
        /// Its id.
        id: i64,
    },
}

impl OperationError {
    /// Whether the same thing may work in a moment.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_temporary())
    }
}
