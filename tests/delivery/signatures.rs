//! A sending domain with a key, and what goes out held against it: by our own look, and by opendkim's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use letterbell::message::BodyHash;
use tempfile::TempDir;

use super::copies::Copy;
use super::support::opendkim::OpenDkim;
use super::support::process::{letterbell, run};

/// A key for example.org, made as an operator makes one.
pub struct SigningKey {
    /// The settings that name it.
    pub tables: String,
    record: (String, String),
    _folder: TempDir,
}

impl SigningKey {
    pub async fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bell.pem").display().to_string();
        let keygen = ["dkim", "keygen", "--domain", "example.org", "--selector", "bell", "--out", &file, "--json"];
        let made = run(letterbell(keygen)).await;
        assert!(made.status.success(), "{made:?}");
        let made: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
        let said = |name: &str| made[name].as_str().unwrap().to_owned();
        let tables = format!("[[dkim]]\ndomain = \"example.org\"\nselector = \"bell\"\nkey_file = \"{file}\"\n");
        Self { tables, record: (said("name"), said("value")), _folder: folder }
    }

    /// Holds copies against their signatures: who, what, the hash of the body, and the whole, as the published key has it.
    pub fn signed(&self, test: &str, copies: &[Copy]) {
        copies.iter().for_each(tells_what_it_signs);
        let Some(opendkim) = OpenDkim::open(test, [(self.record.0.as_str(), self.record.1.as_str())]) else { return };
        for copy in copies {
            let (passing, said) = opendkim.passing(&copy.data);
            assert_eq!(passing, 1, "{}: {said}", copy.recipient);
        }
        let mut changed = copies[0].data.clone();
        let last = changed.len() - 5;
        changed[last] ^= 1;
        assert_eq!(opendkim.passing(&changed).0, 0, "it passes what was changed");
    }
}

/// The tags of a signature, without white space.
fn tag(copy: &Copy, name: &str) -> String {
    let signature: String = copy.header("DKIM-Signature").split_whitespace().collect();
    let tags = signature.split(';').filter_map(|tag| tag.split_once('='));
    tags.into_iter().find(|(tag, _)| *tag == name).map(|(_, value)| value.to_owned()).unwrap()
}

fn tells_what_it_signs(copy: &Copy) {
    assert!(copy.data.starts_with(b"DKIM-Signature:"), "signatures stand on top");
    assert_eq!((tag(copy, "d").as_str(), tag(copy, "s").as_str()), ("example.org", "bell"));
    let end = copy.data.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let mut hash = BodyHash::new();
    hash.update(&copy.data[end + 4..]);
    assert_eq!(tag(copy, "bh"), STANDARD.encode(hash.finish()));
    let names = tag(copy, "h").to_ascii_lowercase();
    let names: Vec<&str> = names.split(':').collect();
    assert_eq!(names.iter().filter(|name| **name == "from").count(), 2, "no second From can be added: {names:?}");
    for name in ["list-unsubscribe", "list-unsubscribe-post"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
}
