//! `letterbell doctor`: every finding, its way on, and the exit code.

use std::net::SocketAddr;
use std::sync::Arc;

use letterbell::inbound::smtp::{Answer, Handler, Options, Received, Session, serve};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::dns_double::DnsDouble;
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::port::Port;
use crate::support::process::run;

on_both_engines!(
    a_sound_set_up_is_said_to_be_sound,
    a_database_is_looked_at_and_not_changed,
    what_the_database_holds_to_be_seen_to_is_told,
);

/// A set-up where nothing is wrong but its public URL, which a test cannot have: that is given, too.
struct SetUp {
    desk: Desk,
    dns: DnsDouble,
    relay: SocketAddr,
}

struct Swallows;

impl Handler for Swallows {
    fn accept(&self, _: &Session, _: Received) -> Answer {
        panic!("the doctor sends no mail")
    }
}

impl SetUp {
    async fn new() -> Self {
        Self::at(Desk::new()).await
    }

    async fn at(desk: Desk) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let relay = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, Options::default(), Arc::new(Swallows), CancellationToken::new()));
        let dns = DnsDouble::start().await;
        let key = desk.folder.path().join("dkim.pem");
        let keygen = ["dkim", "keygen", "--domain", "example.org", "--selector", "lb", "--out", key.to_str().unwrap()];
        let made = desk.does(&keygen).await;
        dns.hold("lb._domainkey.example.org", &[made["value"].as_str().unwrap()]);
        dns.hold("example.org", &["some other text", "v=spf1 include:_spf.relay.example ~all"]);
        dns.hold("_spf.relay.example", &["v=spf1 ip4:192.0.2.0/24 -all"]);
        dns.hold("_dmarc.example.org", &["v=DMARC1; p=none"]);
        let set_up = Self { desk, dns, relay };
        set_up.write(&set_up.relay_table("tls = \"none\""));
        set_up
    }

    fn relay_table(&self, rest: &str) -> String {
        format!("[[relay]]\nname = \"main\"\nhost = \"127.0.0.1\"\nport = {}\n{rest}\n", self.relay.port())
    }

    /// The settings: `rest` beside what every test has.
    fn write(&self, rest: &str) {
        self.desk.write(
            "letterbell.toml",
            format!(
                "[server]\npublic_url = \"https://letters.example.org\"\n[guard]\nalarm_to = \"me@example.org\"\n\
                 [[dkim]]\ndomain = \"example.org\"\nselector = \"lb\"\nkey_file = \"dkim.pem\"\n{rest}"
            ),
        );
    }

    async fn with_a_list(self) -> Self {
        self.desk.does(&["site", "add", "--name", "The Hive"]).await;
        let sender = "The Hive <hive@example.org>";
        let list = ["list", "add", "bees", "--name", "Bees", "--from", sender, "--postal-address", "1 Meadow Lane"];
        self.desk.does(&list).await;
        self
    }

    /// What the doctor says, with its exit code.
    async fn examined(&self) -> (i32, Value) {
        let dns = self.dns.address.to_string();
        let finished = self.desk.types(&["doctor", "--dns", &dns, "--json"]).await;
        let said = serde_json::from_str(&finished.stdout).unwrap_or_else(|error| panic!("{error}: {finished:#?}"));
        (finished.status.code().unwrap(), said)
    }

    /// The finding about something, which must be wrong, or only worth a look; each says what to do next.
    async fn finds(&self, verdict: &str, about: &str, words: &[&str]) {
        let (code, said) = self.examined().await;
        let found = said["findings"].as_array().unwrap().iter().find(|finding| finding["about"] == about);
        let found = found.unwrap_or_else(|| panic!("nothing about {about} in {said:#}"));
        assert_eq!(found["verdict"], verdict, "{said:#}");
        let text = format!("{} {}", found["found"].as_str().unwrap(), found["next"].as_str().unwrap());
        for word in words {
            assert!(text.contains(word), "{word:?} is not in {text:?}");
        }
        if verdict == "wrong" {
            assert_eq!(code, 1, "{said:#}");
            assert_eq!(said["ok"], false);
        }
    }
}

async fn a_sound_set_up_is_said_to_be_sound(database: &TestDatabase) {
    let set_up = SetUp::at(Desk::beside(database)).await.with_a_list().await;
    let (code, said) = set_up.examined().await;
    let bad: Vec<&Value> = said["findings"].as_array().unwrap().iter().filter(|one| one["verdict"] != "good").collect();
    // This machine's disk is not the test's.
    assert!(bad.iter().all(|finding| finding["about"] == "disk"), "{bad:#?}");
    assert_eq!((code, &said["ok"]), (0, &Value::Bool(true)), "{said:#}");
    for about in [
        "settings",
        "server.public_url",
        "guard",
        "alarm",
        "relay main",
        "database",
        "clocks",
        "bursts",
        "quarantine",
        "SPF of example.org",
        "DMARC of example.org",
        "DKIM key lb._domainkey.example.org",
    ] {
        assert!(said["findings"].as_array().unwrap().iter().any(|finding| finding["about"] == about), "{about}");
    }
    let words = set_up.desk.types(&["doctor", "--dns", &set_up.dns.address.to_string()]).await.stdout;
    assert!(words.contains("good   relay main: 127.0.0.1:"), "{words}");
    assert!(words.trim_end().lines().last().unwrap().starts_with("Nothing is wrong"), "{words}");
}

async fn a_database_is_looked_at_and_not_changed(database: &TestDatabase) {
    let set_up = SetUp::at(Desk::beside(database)).await;
    for _ in 0..2 {
        set_up.finds("wrong", "database", &["lacks 0001_start", "letterbell migrate"]).await;
    }
    set_up.desk.does(&["migrate"]).await;
    set_up.finds("look", "lists", &["no list yet", "list add"]).await;
}

async fn what_the_database_holds_to_be_seen_to_is_told(database: &TestDatabase) {
    let set_up = SetUp::at(Desk::beside(database)).await.with_a_list().await;
    set_up.desk.does(&["guard", "hold", "bees"]).await;
    set_up
        .finds("look", "burst of sign-ups on bees", &["You let its requests wait", "letterbell guard release bees"])
        .await;
    let (code, _) = set_up.examined().await;
    assert_eq!(code, 0, "it is the operator's own doing");
    let site = ["site", "add", "--name", "Local", "--public-url", "http://127.0.0.1:8025"];
    set_up.desk.does(&site).await;
    set_up.finds("wrong", "site Local", &["readers cannot reach 127.0.0.1", "https://"]).await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_told() {
    let set_up = SetUp::new().await;
    let nowhere = set_up.desk.folder.path().join("nowhere.db");
    let examine = async |url: &str| {
        let mut command = set_up.desk.command(&["doctor", "--dns", &set_up.dns.address.to_string()]);
        command.env("LETTERBELL__DATABASE__URL", url);
        let finished = run(command).await;
        assert_eq!(finished.status.code(), Some(1), "{finished:#?}");
        finished.stdout
    };
    let said = examine(&format!("sqlite:{}", nowhere.display())).await;
    assert!(said.contains("WRONG  database: There is no file") && said.contains("letterbell migrate"), "{said}");
    assert!(!nowhere.exists(), "the doctor makes none");
    let said = examine("postgres://nobody@127.0.0.1:1/none").await;
    assert!(said.contains("WRONG  database:") && said.contains("database.url"), "{said}");
    assert!(said.contains("good   relay main"), "the rest is looked at all the same: {said}");
}

#[tokio::test]
async fn what_dns_says_about_the_sender_is_held_against_the_settings() {
    let set_up = SetUp::new().await.with_a_list().await;
    let dns = &set_up.dns;
    let (spf, dmarc, dkim) = ("SPF of example.org", "DMARC of example.org", "DKIM key lb._domainkey.example.org");

    dns.hold("example.org", &[]);
    set_up.finds("wrong", spf, &["no SPF record", "include:"]).await;
    dns.hold("example.org", &["v=spf1 a -all", "v=spf1 mx -all"]);
    set_up.finds("wrong", spf, &["2 SPF records", "one TXT record"]).await;
    dns.hold("example.org", &["v=spf1 +all"]);
    set_up.finds("wrong", spf, &["anybody", "~all"]).await;
    dns.hold("example.org", &["v=spf1 -all"]);
    set_up.finds("wrong", spf, &["nobody", "include:"]).await;
    dns.hold("example.org", &["v=spf1 include:gone.example -all"]);
    set_up.finds("wrong", spf, &["gone.example", "no SPF record"]).await;
    // A circle costs look-ups without end, and is left after ten.
    dns.hold("example.org", &["v=spf1 include:round.example -all"]);
    dns.hold("round.example", &["v=spf1 include:round.example -all"]);
    set_up.finds("wrong", spf, &["11 look-ups", "ip4:"]).await;
    dns.hold("example.org", &["v=spf1 include:failing.example -all"]);
    set_up.finds("wrong", spf, &["could not tell about failing.example", "--dns"]).await;

    dns.hold("_dmarc.example.org", &[]);
    set_up.finds("wrong", dmarc, &["no DMARC record", "_dmarc.example.org", "v=DMARC1; p=none"]).await;
    dns.hold("_dmarc.example.org", &["v=DMARC1; p=maybe"]);
    set_up.finds("wrong", dmarc, &["p=maybe", "p=none"]).await;
    dns.hold("_dmarc.example.org", &["v=DMARC1; p=none", "v=DMARC1; p=reject"]);
    set_up.finds("wrong", dmarc, &["2 DMARC records", "Keep one"]).await;

    dns.hold("lb._domainkey.example.org", &[]);
    set_up.finds("wrong", dkim, &["not in DNS", "Publish this TXT record", "v=DKIM1; k=rsa; p="]).await;
    dns.hold("lb._domainkey.example.org", &["v=DKIM1; p="]);
    set_up.finds("wrong", dkim, &["withdrawn"]).await;
    dns.hold("lb._domainkey.example.org", &["v=DKIM1; k=rsa; p=AAAA"]);
    set_up.finds("wrong", dkim, &["another than the one", "Publish"]).await;
}

#[tokio::test]
async fn a_sender_below_its_domain_has_the_records_of_the_one_above_where_receivers_take_those() {
    let set_up = SetUp::new().await.with_a_list().await;
    let list = ["list", "add", "wax", "--name", "Wax", "--from", "Wax <wax@news.example.org>", "--postal-address", "x"];
    set_up.desk.does(&list).await;
    let (_, said) = set_up.examined().await;
    let verdict = |about: &str| {
        let found = said["findings"].as_array().unwrap().iter().find(|finding| finding["about"] == about);
        found.unwrap_or_else(|| panic!("{about}: {said:#}"))["verdict"].clone()
    };
    assert_eq!(verdict("DMARC of news.example.org"), "good");
    assert_eq!(verdict("SPF of news.example.org"), "wrong", "each name has an SPF record of its own");
}

#[tokio::test]
async fn a_relay_that_cannot_be_used_is_told_with_its_own_words() {
    let set_up = SetUp::new().await.with_a_list().await;
    set_up.write(&set_up.relay_table("tls = \"required\""));
    set_up.finds("wrong", "relay main", &["STARTTLS", "[[relay]]"]).await;

    let closed = Port::free();
    let port = closed.address.port();
    set_up.write(&format!("[[relay]]\nname = \"main\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n"));
    set_up.finds("wrong", "relay main", &[&closed.address.to_string(), "mail waits"]).await;

    let login = "tls = \"none\"\nusername = \"me\"\npassword = \"wrong\"\n";
    let port = refuses_logins().await.port();
    set_up.write(&format!("[[relay]]\nname = \"main\"\nhost = \"127.0.0.1\"\nport = {port}\n{login}"));
    set_up.finds("wrong", "relay main", &["535", "password"]).await;

    set_up.write("");
    set_up.finds("wrong", "relay", &["never sent", "[[relay]]"]).await;
}

/// A relay that knows nobody.
async fn refuses_logins() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            stream.write_all(b"220 relay.example ESMTP\r\n").await.unwrap();
            let mut line = String::new();
            while stream.read_line(&mut line).await.is_ok_and(|length| length > 0) {
                let reply: &[u8] = match line.get(..4) {
                    Some("EHLO") => b"250-relay.example\r\n250 AUTH PLAIN LOGIN\r\n",
                    Some("AUTH") => b"535 5.7.8 Nobody is known by that name\r\n",
                    _ => b"221 Bye\r\n",
                };
                stream.write_all(reply).await.unwrap();
                line.clear();
            }
        }
    });
    address
}

#[tokio::test]
async fn settings_that_hold_nothing_back_and_a_missing_alarm_are_told() {
    let set_up = SetUp::new().await.with_a_list().await;
    let rest = "[limits]\nper_hour = 100000000\n";
    set_up.write(&format!("{rest}{}", set_up.relay_table("tls = \"none\"")));
    set_up.finds("wrong", "guard", &["limits.per_hour", "defaults"]).await;
    set_up.desk.write("letterbell.toml", "[server]\npublic_url = \"http://letters.example.org\"\n");
    set_up.finds("look", "alarm", &["log alone", "guard.alarm_to"]).await;
    set_up.finds("wrong", "server.public_url", &["unprotected", "https://"]).await;
    set_up.finds("look", "settings", &["without https", "Correct it"]).await;
    set_up.finds("look", "DKIM of example.org", &["No key signs", "letterbell dkim keygen"]).await;
}

#[tokio::test]
async fn without_an_answer_from_dns_the_doctor_ends_and_says_so() {
    let set_up = SetUp::new().await.with_a_list().await;
    let list = ["list", "add", "wax", "--name", "Wax", "--from", "Wax <wax@silent.example>", "--postal-address", "x"];
    set_up.desk.does(&list).await;
    set_up.finds("wrong", "SPF of silent.example", &["no answer came", "--dns"]).await;
    let words = set_up.desk.refuses(2, &["doctor", "--dns", "dns.example"]).await;
    assert!(words.contains("--dns") && words.contains("such as 9.9.9.9"), "{words}");
}
