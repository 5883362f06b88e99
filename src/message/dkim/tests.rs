//! Signatures against the RFCs' examples; what other programs say of them is in `tests/messages/dkim.rs`.

use aws_lc_rs::signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaKeyPair, UnparsedPublicKey};

use super::*;
use crate::domain::dkim::{DkimKey, DkimName};

/// RFC 8463 §A.2.
const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

/// The public half of the RSA key there, of 1024 bits: enough to check with, too short to sign with.
const RSA_PUBLIC: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

/// RFC 8463 §A.3, as the two above it.
const HEADER: &str = "From: Joe SixPack <joe@football.example.com>\r
To: Suzie Q <suzie@shopping.example.net>\r
Subject: Is dinner ready?\r
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r
";
const BODY: &str = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n\r\n";
const BODY_HASH: &str = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=";
const NAMES: [&str; 8] = ["from", "to", "subject", "date", "message-id", "from", "subject", "date"];
const ED25519_FIELD: &str = " v=1; a=ed25519-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r
 subject : date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=";
const ED25519_SIGNATURE: &str =
    "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==";
const RSA_FIELD: &str = " v=1; a=rsa-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r
 date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=";
const RSA_SIGNATURE: &str = "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2JzdA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=";

const AT: Timestamp = Timestamp::from_millis(1_800_000_000_999);

/// What the RFC's signature field signs.
fn signed_by(field: &str) -> Vec<u8> {
    let mut data = Fields::parse(HEADER.as_bytes()).unwrap().canonical(&NAMES);
    fields::write_canonical(&mut data, NAME, field.as_bytes());
    data.truncate(data.len() - 2);
    data
}

fn body_hash(body: &str) -> [u8; 32] {
    let mut hash = BodyHash::new();
    hash.update(body.as_bytes());
    hash.finish()
}

fn identity(domain: &str, selector: &str, key: DkimKey) -> DkimIdentity {
    DkimIdentity { name: DkimName::new(domain.to_owned(), selector.to_owned()).unwrap(), key }
}

fn ed25519() -> DkimKey {
    DkimKey::from_pem(ED25519).unwrap()
}

fn rsa() -> DkimKey {
    let pair = RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = aws_lc_rs::encoding::AsDer::as_der(&pair).unwrap();
    DkimKey::from_pkcs8(der.as_ref()).unwrap()
}

fn signature(header: &str) -> String {
    let signer = Signer::new(identity("example.org", "s1", ed25519()));
    String::from_utf8(signer.sign(header.as_bytes(), &body_hash(BODY), AT).unwrap()).unwrap()
}

/// A tag's value, without folds.
fn tag(field: &str, name: &str) -> String {
    let unfolded = field.replace(['\r', '\n', ' '], "").replace("DKIM-Signature:", ";");
    let (_, rest) = unfolded.split_once(&format!(";{name}=")).unwrap();
    rest.split(';').next().unwrap().to_owned()
}

#[test]
fn the_rfcs_body_has_the_rfcs_hash() {
    assert_eq!(STANDARD.encode(body_hash(BODY)), BODY_HASH);
}

#[test]
fn the_rfcs_message_gets_the_rfcs_ed25519_signature() {
    assert_eq!(STANDARD.encode(ed25519().sign(&signed_by(ED25519_FIELD)).unwrap()), ED25519_SIGNATURE);
}

#[test]
fn the_rfcs_rsa_signature_is_of_what_we_would_sign() {
    let public = STANDARD.decode(RSA_PUBLIC).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, public);
    let signature = STANDARD.decode(RSA_SIGNATURE).unwrap();
    assert!(key.verify(&signed_by(RSA_FIELD), &signature).is_ok());
    assert!(key.verify(&signed_by(ED25519_FIELD), &signature).is_err());
}

#[test]
fn a_field_holds_all_that_a_receiver_needs() {
    let field = signature(HEADER);
    assert!(field.starts_with("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.org;"), "{field}");
    for (name, value) in [("s", "s1"), ("t", "1800000000"), ("bh", BODY_HASH)] {
        assert_eq!(tag(&field, name), value);
    }
    assert_eq!(STANDARD.decode(tag(&field, "b")).unwrap().len(), 64);
    assert!(!field.contains(" l="));
}

#[test]
fn every_field_is_named_as_often_as_it_occurs_and_what_may_not_be_added_once_more() {
    let closed = "from:from:to:to:subject:subject:date:date:message-id:list-unsubscribe:list-unsubscribe-post";
    assert_eq!(tag(&signature(HEADER), "h"), closed);
    let digest = format!(
        "{HEADER}Reply-To: a@b.example\r\nList-Id: <a.b>\r\nList-Unsubscribe: <https://a.b>\r\nX-Other: x\r\nList-Unsubscribe-Post: \
         List-Unsubscribe=One-Click\r\nFeedback-ID: a:b\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\n"
    );
    assert_eq!(
        tag(&signature(&digest), "h"),
        "from:from:to:to:subject:subject:date:date:message-id:reply-to:mime-version:content-type:content-transfer-encoding:list-id:\
         list-unsubscribe:list-unsubscribe:list-unsubscribe-post:list-unsubscribe-post:feedback-id:auto-submitted"
    );
}

#[test]
fn no_line_of_a_field_is_longer_than_76_however_long_the_key_or_the_domain() {
    let domain = format!("{}.example.org", "a".repeat(50));
    for signer in [identity(&domain, &"s".repeat(40), rsa()), identity("b.example", "s", rsa())].map(Signer::new) {
        let field = String::from_utf8(signer.sign(HEADER.as_bytes(), &body_hash(BODY), AT).unwrap()).unwrap();
        assert!(field.ends_with("\r\n") && !field.contains(" \r\n"));
        for (number, line) in field.trim_end().split("\r\n").enumerate() {
            assert!(line.len() <= FOLD_AT && (number == 0 || line.starts_with(' ')), "{field}");
        }
        assert_eq!(STANDARD.decode(tag(&field, "b")).unwrap().len(), 256);
    }
}

#[test]
fn a_retry_is_signed_to_the_same_byte() {
    for signer in [identity("example.org", "a", rsa()), identity("example.org", "b", ed25519())].map(Signer::new) {
        let sign = || signer.sign(HEADER.as_bytes(), &body_hash(BODY), AT).unwrap();
        assert_eq!(sign(), sign());
    }
}

#[test]
fn a_header_without_its_one_from_is_not_signed() {
    let signer = Signer::new(identity("example.org", "s1", ed25519()));
    let sign = |header: &str| signer.sign(header.as_bytes(), &[0; 32], AT).unwrap_err();
    assert_eq!(sign("To: a@b.example\r\n"), SignError::From);
    assert_eq!(sign(&format!("{HEADER}FROM: eve@b.example\r\n")), SignError::From);
    assert_eq!(sign(&format!("{HEADER}\r\n")), SignError::Header);
}

#[test]
fn a_domains_own_keys_sign_before_those_above_it_and_rsa_before_ed25519() {
    let signers = Signers::new([
        identity("example.org", "ed", ed25519()),
        identity("news.example.org", "news", ed25519()),
        identity("example.org", "rsa", rsa()),
    ]);
    let selectors = |domain: &str| -> Vec<String> {
        signers.for_domain(domain).iter().map(|signer| signer.identity().name.selector().to_owned()).collect()
    };
    assert_eq!(selectors("example.org"), ["rsa", "ed"]);
    assert_eq!(selectors("news.example.org"), ["news"]);
    assert_eq!(selectors("a.b.news.example.org"), ["news"]);
    assert_eq!(selectors("shop.example.org"), ["rsa", "ed"]);
    for stranger in ["org", "example.net", "badexample.org", ""] {
        assert!(selectors(stranger).is_empty(), "{stranger}");
    }
}
