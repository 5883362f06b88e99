//! Links that come by mail: asked for, sent, not good any more.

use serde::Serialize;

use super::fields::Resend;

/// See [`super::Page::SendLink`].
#[derive(Clone, Debug, Serialize)]
pub struct SendLink {
    /// When the form was made, signed.
    pub stamp: String,
    /// What was typed so far.
    pub email: String,
    /// Under the address field.
    pub email_error: Option<String>,
}

/// See [`super::Page::LinkSent`].
#[derive(Clone, Debug, Serialize)]
pub struct LinkSent {
    /// The address that was typed.
    pub address: String,
    /// The same form once more.
    pub resend: Resend,
    /// Where one can subscribe.
    pub subscribe_url: String,
}

/// See [`super::Page::LinkInvalid`].
#[derive(Clone, Debug, Serialize)]
pub struct LinkInvalid {
    /// Where one can subscribe again.
    pub subscribe_url: Option<String>,
    /// The page that sends a new link.
    pub link_url: Option<String>,
}
