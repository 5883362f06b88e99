//! Leaving, and saying that it was not oneself who asked.

use serde::Serialize;

/// See [`super::Page::Unsubscribe`].
#[derive(Clone, Debug, Serialize)]
pub struct Unsubscribe {
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
    /// Where fewer mails can be chosen instead; `None` when there is nothing to choose.
    pub preferences_url: Option<String>,
}

/// See [`super::Page::Unsubscribed`].
#[derive(Clone, Debug, Serialize)]
pub struct Unsubscribed {
    /// The names of the lists that were left in one press; at least one.
    pub lists: Vec<String>,
    /// The address.
    pub address: String,
    /// Where the undo form goes: the unsubscribe page's address. `None` when it is too late for it.
    pub undo_action: Option<String>,
    /// Where the form with a reason goes; `None` once there is one.
    pub reason_action: Option<String>,
    /// The list's form, for who comes back later.
    pub subscribe_url: String,
}

/// See [`super::Page::Disown`] and [`super::Page::Disowned`].
#[derive(Clone, Debug, Serialize)]
pub struct Disown {
    /// The site's name.
    pub site: String,
    /// The list's name.
    pub list: String,
    /// The address.
    pub address: String,
}
