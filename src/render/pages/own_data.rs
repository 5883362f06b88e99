//! A reader's address and data.

use serde::Serialize;

/// See [`super::Page::MoveAddress`].
#[derive(Clone, Debug, Serialize)]
pub struct MoveAddress {
    /// The address.
    pub address: String,
    /// Whether it is the one from before a change.
    pub way_back: bool,
}

/// See [`super::Page::YourData`].
#[derive(Clone, Debug, Serialize)]
pub struct YourData {
    /// Whose data.
    pub address: String,
    /// The file with all of it.
    pub export_url: String,
}
