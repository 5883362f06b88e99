//! `[[dkim]]`: the keys that mails are signed with.

use super::reader::{Reader, Section};
use super::value::{Expected, read_by};
use crate::domain::dkim::{DkimAlgorithm, DkimIdentity, DkimKey, DkimName, selector, signing_domain};

/// Reads all keys. Without one nothing is signed here: a relay may do it.
pub(super) fn read(reader: &mut Reader) -> Vec<DkimIdentity> {
    let mut identities: Vec<DkimIdentity> = Vec::new();
    for section in reader.sections("dkim") {
        let mut keys = reader.section(&section);
        let Some(identity) = read_one(&mut keys) else { continue };
        if identities.iter().any(|other| other.name == identity.name) {
            let (selector, domain) = (identity.name.selector(), identity.name.domain());
            keys.refuse(
                "selector",
                format!("{domain} has a key with the selector {selector:?} already; give each its own"),
            );
        }
        identities.push(identity);
    }
    warn_of_domains_without_rsa(reader, &identities);
    identities
}

fn read_one(keys: &mut Section<'_>) -> Option<DkimIdentity> {
    let domain = keys.required("domain", read_by(|text| signing_domain(text).map_err(str::to_owned)));
    let selector = keys.required("selector", read_by(|text| selector(text).map_err(str::to_owned)));
    let key = keys.secret("key", key);
    keys.warn_if_exposed("key");
    if !keys.is_written("key") && !keys.is_written("key_file") {
        keys.refuse("key", "key or key_file is missing; `letterbell dkim keygen` makes one".to_owned());
    }
    let name = DkimName::new(domain?, selector?).map_err(|error| keys.refuse("selector", error.to_string())).ok()?;
    Some(DkimIdentity { name, key: key? })
}

fn key(pem: &str) -> Expected<DkimKey> {
    DkimKey::from_pem(pem).map_err(|error| error.to_string())
}

fn warn_of_domains_without_rsa(reader: &mut Reader, identities: &[DkimIdentity]) {
    let has_rsa = |domain: &str| {
        identities.iter().any(|other| other.name.domain() == domain && other.key.algorithm() == DkimAlgorithm::Rsa)
    };
    for domain in identities.iter().map(|identity| identity.name.domain()).filter(|domain| !has_rsa(domain)) {
        reader.warn(format!(
            "[[dkim]]: {domain} has an Ed25519 key alone, which many receivers cannot check: add an RSA key beside it"
        ));
    }
}
