//! A relay that is not who it says it is.

use letterbell::inbound::smtp::{Answer, Offer, Options, Security};

use super::certificates::Authority;
use super::installation::{Installation, Settings, readers};
use super::ledger;
use super::relay::{At, Relay};
use super::support::databases::{TestDatabase, on_both_engines};
use super::support::process::DEADLINE;

on_both_engines!(
    a_certificate_for_another_name_pauses_the_digest_and_nothing_goes_in_plain_text,
    an_expired_certificate_pauses_the_digest,
    an_authority_that_nobody_knows_pauses_the_digest,
    a_relay_that_hides_starttls_gets_nothing,
    the_right_certificate_carries_mail,
);

async fn a_certificate_for_another_name_pauses_the_digest_and_nothing_goes_in_plain_text(database: &TestDatabase) {
    let authority = Authority::new();
    let security = Security::StartTls(authority.certify("other.example.org"));
    refused(database, &authority, security, "required", "it is for another name").await;
}

async fn an_expired_certificate_pauses_the_digest(database: &TestDatabase) {
    let authority = Authority::new();
    let security = Security::Implicit(authority.certify_until_2001("127.0.0.1"));
    refused(database, &authority, security, "implicit", "it has expired").await;
}

async fn an_authority_that_nobody_knows_pauses_the_digest(database: &TestDatabase) {
    let security = Security::Implicit(Authority::new().certify("127.0.0.1"));
    refused(database, &Authority::new(), security, "implicit", "does not know the authority").await;
}

async fn a_relay_that_hides_starttls_gets_nothing(database: &TestDatabase) {
    refused(database, &Authority::new(), Security::None, "required", "does not offer STARTTLS").await;
}

async fn refused(database: &TestDatabase, authority: &Authority, security: Security, tls: &str, words: &str) {
    let relay = Relay::with(options(security), |_| Answer::Proceed).await;
    let (installation, _folder) = install(database, &relay, authority, tls).await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    let paused = installation.shows(&digest, DEADLINE, |shown| shown.state == "paused").await;
    println!("{}", paused.reason);
    assert!(paused.reason.contains("script") && paused.reason.contains(words), "{paused:?}");
    assert_eq!((paused.open, paused.failed, paused.sent), (10, 0, 0));
    let log = service.stopped().await.stderr;
    assert_eq!((relay.times(At::SignIn), relay.times(At::Sender)), (0, 0), "something was said in the clear");
    assert_eq!(ledger::count(database, ledger::CHARGED).await, 0);
    assert!(!log.contains("a-secret-of-ours") && log.contains(words), "{log}");
    ledger::adds_up(database).await;
}

async fn the_right_certificate_carries_mail(database: &TestDatabase) {
    let authority = Authority::new();
    let security = Security::StartTls(authority.certify("127.0.0.1"));
    let relay = Relay::with(options(security), |_| Answer::Proceed).await;
    let (installation, _folder) = install(database, &relay, &authority, "required").await;
    let service = installation.serve().await;
    let digest = installation.run_digest().await;
    assert_eq!(installation.finished(&digest, DEADLINE).await.sent, 10);
    service.stopped().await;
    assert!(relay.times(At::StartTls) > 0 && relay.times(At::SignIn) > 0);
}

fn options(security: Security) -> Options {
    let offer = Offer { pipelining: true, auth_plain: true, ..Offer::default() };
    Options { offer, security, ..Options::default() }
}

/// The installation, and the folder in which its relay's authority stands.
async fn install(
    database: &TestDatabase,
    relay: &Relay,
    authority: &Authority,
    tls: &str,
) -> (Installation, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("ca.pem");
    authority.write_to(&ca_file);
    let relay_settings =
        format!("ca_file = \"{}\"\nusername = \"us\"\npassword = \"a-secret-of-ours\"", ca_file.display());
    let settings = Settings { relay: &relay_settings, tls, ..Settings::default() };
    (Installation::new(&database.url(), relay, &readers(10), settings).await, folder)
}
