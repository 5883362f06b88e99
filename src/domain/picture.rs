//! Pictures of posts that mails show from the operator's own origin.

use std::fmt;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::key::MasterKey;

/// The name of a kept picture in addresses: 128 bits that only the installation's secret tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureKey(String);

/// Names pictures.
#[derive(Clone)]
pub struct PictureKeys(hmac::Key);

/// How a kept picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// For photographs.
    Jpeg,
    /// For what lets the ground through.
    Png,
}

/// What is known of a kept picture without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPicture {
    /// Its name.
    pub key: PictureKey,
    /// How it is written.
    pub format: PictureFormat,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl PictureKeys {
    /// From the installation's secret.
    pub fn new(master: &MasterKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &master.derive("pictures")))
    }

    /// The name of the picture from this address: the same one each time.
    pub fn key(&self, source: &str) -> PictureKey {
        PictureKey(URL_SAFE_NO_PAD.encode(&hmac::sign(&self.0, source.as_bytes()).as_ref()[..16]))
    }
}

impl fmt::Debug for PictureKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PictureKeys(…)")
    }
}

impl PictureKey {
    /// Reads a key; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let is_key =
            text.len() == 22 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_key.then(|| Self(text.to_owned()))
    }

    /// As addresses and the database have it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PictureFormat {
    /// The name in the database, and the ending in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Reads the name back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png].into_iter().find(|format| format.as_str() == text)
    }

    /// The media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl KeptPicture {
    /// Its path below the public URL.
    pub fn path(&self) -> String {
        format!("pictures/{}.{}", self.key.as_str(), self.format.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_one_name_and_another_installation_another() {
        let keys = |secret: u8| PictureKeys::new(&MasterKey::new(&[secret; 32]));
        let key = keys(1).key("https://b.example/a.png");
        assert_eq!(key, keys(1).key("https://b.example/a.png"));
        assert_ne!(key, keys(1).key("https://b.example/b.png"));
        assert_ne!(key, keys(2).key("https://b.example/a.png"));
        assert_eq!(PictureKey::parse(key.as_str()), Some(key));
        assert_eq!((PictureKey::parse("../../etc/passwd"), PictureKey::parse("")), (None, None));
    }
}
