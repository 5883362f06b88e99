//! From connecting to being ready for mail.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use letterbell::domain::relay::{Credentials, Relay, Tls};
use letterbell::domain::reply::Stage;
use letterbell::inbound::smtp::{Answer, Offer, Options, Security};
use letterbell::relay::{Connection, FaultCause, LossCause, RelayFault, TlsContext};
use rustls::ServerConfig;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::certificates::Authority;
use crate::script::{On, Rule, Server, relay_at};

pub async fn open(relay: &Relay) -> Result<Connection, RelayFault> {
    Connection::open(relay, &TlsContext::for_relay(relay).unwrap()).await
}

async fn fault(relay: &Relay) -> RelayFault {
    open(relay).await.err().expect("the connection must not open")
}

/// A server that offers STARTTLS with this certificate.
fn starttls(certificate: Arc<ServerConfig>) -> Options {
    Options { security: Security::StartTls(certificate), ..Options::default() }
}

/// A server with TLS, and settings that trust it.
pub struct Encrypted {
    pub server: Server,
    pub relay: Relay,
    _folder: TempDir,
}

pub async fn encrypted(rules: impl IntoIterator<Item = Rule>, change: impl FnOnce(&mut Options)) -> Encrypted {
    let (authority, folder) = (Authority::new(), TempDir::new().unwrap());
    let ca_file = folder.path().join("ca.pem");
    authority.write_to(&ca_file);
    let mut options = starttls(authority.certify("127.0.0.1"));
    change(&mut options);
    let server = Server::with(options, rules).await;
    let relay = Relay { tls: Tls::Required, ca_file: Some(ca_file), ..server.relay() };
    Encrypted { server, relay, _folder: folder }
}

fn credentials(password: &str) -> Credentials {
    Credentials { username: "letterbell".to_owned(), password: password.to_owned().into() }
}

fn endless_lines() -> Answer {
    Answer::Bytes(b"250-and so on\r\n".repeat(10_000))
}

#[tokio::test]
async fn a_plain_connection_opens_and_says_goodbye() {
    let server = Server::start([]).await;
    let connection = open(&server.relay()).await.unwrap();
    assert!(connection.is_usable());
    connection.quit().await;
    assert_eq!(server.times(On::Quit), 1);
}

#[tokio::test]
async fn a_server_that_does_not_answer_quit_does_not_hold_up_the_end() {
    let server = Server::start([Rule::new(On::Quit, Answer::Hang)]).await;
    let connection = open(&server.relay()).await.unwrap();
    tokio::time::timeout(Duration::from_secs(20), connection.quit()).await.unwrap();
}

#[tokio::test]
async fn a_server_without_ehlo_is_greeted_with_helo() {
    let server = Server::start([Rule::reply(On::Hello, 502).nth(1)]).await;
    assert!(open(&server.relay()).await.unwrap().is_usable());
    assert_eq!(server.times(On::Hello), 2);
}

#[tokio::test]
async fn nobody_listening_is_unreachable_and_no_matter_of_settings() {
    let address: SocketAddr = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        listener.local_addr().unwrap()
    };
    let fault = fault(&relay_at(address)).await;
    assert_eq!(fault.stage, Stage::Connect);
    assert!(matches!(fault.cause, FaultCause::Unreachable(_)) && !fault.is_configuration(), "{fault}");
}

#[tokio::test]
async fn a_refusal_names_its_stage_and_the_servers_words() {
    for (on, stage, code, is_configuration) in [
        (On::Greeting, Stage::Greeting, 421, false),
        (On::Greeting, Stage::Greeting, 554, false),
        (On::Hello, Stage::Hello, 450, false),
        (On::Hello, Stage::Hello, 550, true),
        (On::Hello, Stage::Hello, 421, false),
        (On::StartTls, Stage::Tls, 454, false),
        (On::StartTls, Stage::Tls, 501, true),
        (On::Auth, Stage::Auth, 454, false),
        (On::Auth, Stage::Auth, 535, true),
        (On::Auth, Stage::Auth, 421, false),
    ] {
        let mut encrypted = encrypted([Rule::reply(on, code)], |options| options.offer.auth_plain = true).await;
        encrypted.relay.credentials = Some(credentials("secret"));
        let fault = fault(&encrypted.relay).await;
        let FaultCause::Refused(reply) = &fault.cause else { panic!("{on:?} {code}: {fault}") };
        assert_eq!((fault.stage, reply.code), (stage, code));
        assert_eq!(fault.is_configuration(), is_configuration, "{fault}");
        assert!(fault.to_string().contains("as the script says"), "{fault}");
        assert!(!format!("{fault:?}").contains("secret"));
        assert_eq!(encrypted.server.times(On::Mail), 0);
    }
}

#[tokio::test]
async fn a_server_that_closes_is_noticed_at_every_stage() {
    for (on, stage) in [
        (On::Greeting, Stage::Greeting),
        (On::Hello, Stage::Hello),
        (On::StartTls, Stage::Tls),
        (On::Auth, Stage::Auth),
    ] {
        let mut encrypted = encrypted([Rule::new(on, Answer::Close)], |options| options.offer.auth_plain = true).await;
        encrypted.relay.credentials = Some(credentials("secret"));
        let fault = fault(&encrypted.relay).await;
        assert_eq!(fault.stage, stage);
        assert!(matches!(fault.cause, FaultCause::Lost(LossCause::Closed)), "{fault}");
        assert!(!fault.is_configuration());
    }
}

#[tokio::test]
async fn a_server_that_hangs_or_drips_meets_the_deadline_at_every_stage() {
    let drip = Answer::Trickle(b"220 be patient\r\n".to_vec(), Duration::from_millis(300));
    let meets = async |answer: &Answer, on, stage| {
        let rules = [Rule::new(on, answer.clone())];
        let mut encrypted = encrypted(rules, |options| options.offer.auth_plain = true).await;
        encrypted.relay.credentials = Some(credentials("secret"));
        encrypted.relay.deadlines.greeting = Duration::from_secs(2);
        let fault = fault(&encrypted.relay).await;
        assert_eq!(fault.stage, stage);
        assert!(matches!(fault.cause, FaultCause::Lost(LossCause::TimedOut)), "{on:?}: {fault}");
    };
    let stages = [
        (On::Greeting, Stage::Greeting),
        (On::Hello, Stage::Hello),
        (On::StartTls, Stage::Tls),
        (On::Auth, Stage::Auth),
    ];
    let cases =
        [&Answer::Hang, &drip].into_iter().flat_map(|answer| stages.map(|(on, stage)| meets(answer, on, stage)));
    join_all(cases).await;
}

#[tokio::test]
async fn a_handshake_that_is_never_answered_meets_the_deadline() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let mut relay = relay_at(listener.local_addr().unwrap());
    relay.tls = Tls::Implicit;
    relay.deadlines.connect = Duration::from_secs(1);
    let fault = fault(&relay).await;
    assert_eq!(fault.stage, Stage::Tls);
    assert!(matches!(fault.cause, FaultCause::Lost(LossCause::TimedOut)), "{fault}");
}

#[tokio::test]
async fn what_is_no_reply_ends_the_connection_at_every_stage() {
    let garbage = [
        Answer::Bytes(b"what?\r\n".to_vec()),
        Answer::Bytes(b"220\0go\r\n".to_vec()),
        Answer::Bytes(b"220 go\n".to_vec()),
        Answer::Bytes(b"2".repeat(100_000)),
        endless_lines(),
    ];
    for answer in garbage {
        for (on, stage) in [(On::Greeting, Stage::Greeting), (On::Hello, Stage::Hello)] {
            let server = Server::start([Rule::new(on, answer.clone())]).await;
            let fault = fault(&server.relay()).await;
            assert_eq!(fault.stage, stage);
            assert!(matches!(fault.cause, FaultCause::Lost(LossCause::Malformed(_))), "{fault}");
        }
    }
}

#[tokio::test]
async fn starttls_and_implicit_tls_encrypt_everything_that_matters() {
    for implicit in [false, true] {
        let mut encrypted = encrypted([], |options| {
            options.offer.auth_plain = true;
            if let (true, Security::StartTls(config)) = (implicit, options.security.clone()) {
                options.security = Security::Implicit(config);
            }
        })
        .await;
        encrypted.relay.tls = if implicit { Tls::Implicit } else { Tls::Required };
        encrypted.relay.credentials = Some(credentials("secret"));
        let mut connection = open(&encrypted.relay).await.unwrap();
        crate::delivering::deliver(&mut connection, "ada@example.org", b"Subject: x\r\n\r\nhello\r\n").await;
        assert!(encrypted.server.was_encrypted());
        assert_eq!(encrypted.server.received().len(), 1);
    }
}

#[tokio::test]
async fn without_starttls_nothing_is_sent_in_the_clear() {
    let options = Options {
        offer: Offer { auth_plain: true, auth_login: true, pipelining: true, ..Offer::default() },
        ..Options::default()
    };
    let server = Server::with(options, []).await;
    let relay = Relay { tls: Tls::Required, credentials: Some(credentials("secret")), ..server.relay() };
    let fault = fault(&relay).await;
    assert!(matches!(fault.cause, FaultCause::NoStartTls) && fault.is_configuration(), "{fault}");
    assert_eq!((server.times(On::Auth), server.times(On::Mail)), (0, 0));
}

#[tokio::test]
async fn a_certificate_must_be_trusted_valid_and_for_this_host() {
    let (authority, stranger, folder) = (Authority::new(), Authority::new(), TempDir::new().unwrap());
    let ca_file = folder.path().join("ca.pem");
    authority.write_to(&ca_file);
    for certificate in [
        stranger.certify("127.0.0.1"),
        authority.certify("mail.example.org"),
        authority.certify_until_2001("127.0.0.1"),
    ] {
        let server = Server::with(starttls(certificate), []).await;
        let relay = Relay { tls: Tls::Required, ca_file: Some(ca_file.clone()), ..server.relay() };
        let fault = fault(&relay).await;
        assert_eq!(fault.stage, Stage::Tls);
        assert!(matches!(fault.cause, FaultCause::Certificate(_)) && fault.is_configuration(), "{fault}");
        assert_eq!(server.times(On::Mail), 0);
    }
}

#[tokio::test]
async fn plain_text_behind_the_answer_to_starttls_is_an_attack() {
    let injected = Answer::Bytes(b"220 go ahead\r\n250-client.example.org\r\n250 AUTH PLAIN\r\n".to_vec());
    let encrypted = encrypted([Rule::new(On::StartTls, injected)], |_| {}).await;
    let fault = fault(&encrypted.relay).await;
    assert!(matches!(fault.cause, FaultCause::PlaintextBehindStartTls), "{fault}");
}

#[tokio::test]
async fn what_was_offered_before_starttls_is_forgotten() {
    let offered =
        Answer::Bytes(b"250-server\r\n250-PIPELINING\r\n250-CHUNKING\r\n250-SIZE 1\r\n250 STARTTLS\r\n".to_vec());
    let encrypted = encrypted([Rule::new(On::Hello, offered).nth(1)], |options| options.offer.pipelining = false).await;
    let mut connection = open(&encrypted.relay).await.unwrap();
    assert!(!connection.pipelines() && !connection.takes_chunks());
    let ended = crate::delivering::deliver(&mut connection, "ada@example.org", b"Subject: x\r\n\r\nhello\r\n").await;
    assert!(ended.is_accepted(), "{ended:?}");
    assert!(!encrypted.server.was_pipelined());
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_a_matter_of_settings() {
    let server = Server::start([]).await;
    let fault = fault(&Relay { tls: Tls::Implicit, ..server.relay() }).await;
    assert_eq!(fault.stage, Stage::Tls);
    assert!(matches!(fault.cause, FaultCause::Tls(_)) && fault.is_configuration(), "{fault}");
}

#[tokio::test]
async fn signing_in_works_with_either_mechanism_and_any_length() {
    let long = "p".repeat(600);
    for (auth_plain, auth_login) in [(true, false), (false, true), (true, true)] {
        for password in ["s3cret \" \\ ü", long.as_str()] {
            let mut encrypted = encrypted([], |options| {
                options.offer = Offer { auth_plain, auth_login, pipelining: true, ..Offer::default() };
            })
            .await;
            encrypted.relay.credentials = Some(credentials(password));
            assert!(open(&encrypted.relay).await.unwrap().is_usable());
            assert_eq!(encrypted.server.credentials(), [("letterbell".to_owned(), password.to_owned())]);
        }
    }
}

#[tokio::test]
async fn a_user_name_without_a_mechanism_is_a_matter_of_settings() {
    let mut encrypted = encrypted([], |_| {}).await;
    encrypted.relay.credentials = Some(credentials("secret"));
    let fault = fault(&encrypted.relay).await;
    assert_eq!(fault.stage, Stage::Auth);
    assert!(matches!(fault.cause, FaultCause::NoAuthMechanism) && fault.is_configuration(), "{fault}");
}

#[tokio::test]
async fn settings_that_would_break_a_command_are_refused_before_connecting() {
    let server = Server::start([]).await;
    for hello in ["", "a b", "client\r\nMAIL FROM:<eve@example.org>"] {
        let fault = fault(&Relay { hello: hello.to_owned(), ..server.relay() }).await;
        assert!(matches!(fault.cause, FaultCause::HelloName) && fault.is_configuration(), "{fault}");
    }
    assert_eq!(server.times(On::Greeting), 0);
}

#[test]
fn a_ca_file_that_holds_no_certificate_is_named() {
    let folder = TempDir::new().unwrap();
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "nothing here").unwrap();
    for path in [empty, folder.path().join("missing.pem")] {
        let relay = Relay { ca_file: Some(path.clone()), ..relay_at(([127, 0, 0, 1], 25).into()) };
        let problem = TlsContext::for_relay(&relay).unwrap_err().to_string();
        assert!(problem.contains(path.to_str().unwrap()), "{problem}");
    }
}
