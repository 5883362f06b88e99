//! `letterbell dkim`: keys, their files, and what is said of them.

use std::os::unix::fs::PermissionsExt;

use crate::desk::Desk;

const NAME: [&str; 4] = ["--domain", "example.org", "--selector", "s1"];

fn keygen<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["dkim", "keygen"], &NAME[..], more].concat()
}

#[tokio::test]
async fn a_new_key_is_its_owners_alone_and_works_as_the_settings_say() {
    let desk = Desk::new();
    for (out, more, bits) in [
        ("rsa.pem", &[][..], 2048),
        ("long.pem", &["--bits", "3072"], 3072),
        ("ed.pem", &["--algorithm", "ed25519"], 256),
    ] {
        let said = desk.does(&keygen(&[more, &["--out", out]].concat())).await;
        assert_eq!((said["bits"].as_u64(), said["name"].as_str()), (Some(bits), Some("s1._domainkey.example.org")));
        let mode = std::fs::metadata(desk.folder.path().join(out)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);

        let settings = desk.write("letterbell.toml", said["settings"].as_str().unwrap());
        desk.does(&["--config", settings.to_str().unwrap(), "check"]).await;
        let again = desk.does(&[&["dkim", "record"], &NAME[..], &[out]].concat()).await;
        assert_eq!((&again["value"], &again["zone_line"]), (&said["value"], &said["zone_line"]));
        std::fs::remove_file(settings).unwrap();
    }
}

#[tokio::test]
async fn people_are_told_what_to_publish_and_what_to_set() {
    let desk = Desk::new();
    let said = desk.types(&keygen(&["--out", "key.pem"])).await.stdout;
    let file = desk.folder.path().join("key.pem");
    for words in [
        "name   s1._domainkey.example.org\n",
        "value  v=DKIM1; k=rsa; p=MII",
        "s1._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=MII",
        "[[dkim]]\ndomain = \"example.org\"\nselector = \"s1\"\n",
        &format!("key_file = {:?}", file.canonicalize().unwrap()),
    ] {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
    assert!(!said.contains("PRIVATE KEY"), "{said}");
}

#[tokio::test]
async fn a_key_is_never_overwritten() {
    let desk = Desk::new();
    let path = desk.write("key.pem", "mine");
    let words = desk.refuses(1, &keygen(&["--out", "key.pem"])).await;
    assert!(words.contains("key.pem") && words.contains("never overwritten"), "{words}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "mine");
}

#[tokio::test]
async fn a_broken_settings_file_does_not_stand_in_the_way_of_the_key_that_it_waits_for() {
    let desk = Desk::new();
    let waiting = "[[dkim]]\ndomain = \"example.org\"\nselector = \"s1\"\nkey_file = \"key.pem\"\n";
    desk.write("letterbell.toml", waiting);
    let words = desk.refuses(2, &["check"]).await;
    assert!(words.contains("dkim.0.key_file"), "{words}");
    desk.does(&keygen(&["--out", "key.pem"])).await;
    desk.does(&["check"]).await;
}

#[tokio::test]
async fn a_wrong_value_is_named_with_the_way_on() {
    let desk = Desk::new();
    desk.write("no-key.pem", "hunter2");
    let with = |domain: &'static str, selector: &'static str| {
        ["dkim", "keygen", "--domain", domain, "--selector", selector, "--out", "x.pem"]
    };
    let record = |file: &'static str| [&["dkim", "record"], &NAME[..], &[file]].concat();
    for (code, line, words) in [
        (2, &with("localhost", "s1")[..], &["--domain", "localhost", "example.org"][..]),
        (2, &with("example.org", "a_b"), &["--selector", "a_b", "hyphens"]),
        (2, &keygen(&["--out", "x.pem", "--bits", "1024"]), &["--bits", "1024", "2048"]),
        (2, &keygen(&["--out", "x.pem", "--algorithm", "dsa"]), &["--algorithm", "ed25519"]),
        (2, &keygen(&[]), &["--out"]),
        (1, &keygen(&["--out", "x.pem", "--algorithm", "ed25519", "--bits", "2048"]), &["--bits", "leave it out"]),
        (1, &keygen(&["--out", "nowhere/x.pem"]), &["nowhere/x.pem", "folder"]),
        (1, &record("none.pem"), &["none.pem", "cannot be read"]),
        (1, &record("no-key.pem"), &["no-key.pem", "PEM", "keygen"]),
    ] {
        let said = desk.refuses(code, line).await;
        for word in words {
            assert!(said.contains(word), "{word:?} is not in {said:?}");
        }
        assert!(!said.contains("hunter2"), "{said}");
    }
    assert!(!desk.folder.path().join("x.pem").exists());
}
