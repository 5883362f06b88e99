//! Templates of a site's own, as an operator meets them: shown, tried, set, compared, taken back; and taken up by a service that runs.

use std::time::Duration;

use crate::desk::Desk;
use crate::raw::Raw;
use crate::support::databases::TestDatabase;

const SUBJECT: &str = "mail/digest/subject.txt";

#[tokio::test]
async fn a_template_is_set_compared_and_taken_back() {
    let desk = Desk::with_a_list().await;
    let shipped = desk.does(&["template", "show", SUBJECT]).await;
    assert_eq!(shipped["from"], "as shipped");
    desk.write("mine.txt", "Ding: {{ posts[0].label }}\n");
    assert_eq!(desk.does(&["template", "check", SUBJECT, "mine.txt"]).await["ok"], true);
    let shown =
        desk.does(&["template", "preview", "digest", "--name", SUBJECT, "--file", "mine.txt", "--out", "look"]).await;
    assert_eq!(shown["subject"], "Ding: The ferry that waits");
    assert!(
        std::fs::read_to_string(desk.folder.path().join("look/digest.html")).unwrap().contains("The ferry that waits")
    );
    assert_eq!(desk.does(&["template", "show", SUBJECT]).await, shipped, "trying changes nothing");
    assert_eq!(desk.does(&["template", "set", SUBJECT, "mine.txt"]).await["version"], 1);
    desk.write("mine.txt", "Dong: {{ posts[0].label }}\n");
    assert_eq!(desk.does(&["template", "set", SUBJECT, "mine.txt"]).await["version"], 2);
    assert_eq!(desk.does(&["template", "preview", "digest"]).await["subject"], "Dong: The ferry that waits");
    let diff = desk.types(&["template", "diff", SUBJECT, "--from", "1"]).await.stdout;
    assert!(diff.contains("-Ding: {{ posts[0].label }}") && diff.contains("+Dong: {{ posts[0].label }}"), "{diff}");
    assert!(desk.types(&["template", "diff", SUBJECT]).await.stdout.contains("(as shipped)"));
    assert_eq!(desk.does(&["template", "rollback", SUBJECT]).await["from"], "version 3");
    assert_eq!(desk.does(&["template", "show", SUBJECT]).await["text"], "Ding: {{ posts[0].label }}\n");
    assert_eq!(desk.does(&["template", "rollback", SUBJECT, "--to", "0"]).await["from"], "as shipped");
    assert_eq!(desk.does(&["template", "show", SUBJECT]).await["text"], shipped["text"]);
    assert_eq!(desk.does(&["template", "versions", SUBJECT]).await.as_array().unwrap().len(), 4);
    let list = desk.does(&["template", "list"]).await;
    assert!(list.as_array().unwrap().iter().any(|one| one["name"] == SUBJECT && one["from"] == "as shipped"));
    let add = [
        "list",
        "add",
        "honey",
        "--name",
        "Honey",
        "--from",
        "The Hive <hive@example.org>",
        "--postal-address",
        "1 Lane",
    ];
    desk.does(&add).await;
    desk.does(&["list", "change", "bees", "--theme", "magazine", "--footer", "From the roof"]).await;
    desk.does(&["list", "change", "honey", "--theme", "headlines", "--footer", "From the jar"]).await;
    for mail in ["digest", "goodbye"] {
        for (of, theme, footer) in
            [(&[][..], "magazine", "From the roof"), (&["--list", "honey"], "headlines", "From the jar")]
        {
            desk.does(&[&["template", "preview", mail, "--out", "look"], of].concat()).await;
            let html = std::fs::read_to_string(desk.folder.path().join(format!("look/{mail}.html"))).unwrap();
            assert!(html.contains(&format!("class=\"sheet {theme}\"")) && html.contains(footer), "{mail}: {html}");
        }
    }
    assert!(
        desk.refuses(1, &["template", "preview", "digest", "--list", "wasps"]).await.contains("there are: bees, honey")
    );
    for mail in ["confirmation", "reminder", "welcome", "known", "link", "goodbye", "address", "moved"] {
        assert_ne!(desk.does(&["template", "preview", mail, "--language", "de"]).await["subject"], "");
    }
}

#[tokio::test]
async fn what_is_wrong_names_file_and_line_and_is_not_put_in_force() {
    let desk = Desk::with_a_list().await;
    for (name, text, words) in [
        (SUBJECT, "one\n{{ posts[0].tilte }}", "wrong.txt, line 2: undefined value"),
        (SUBJECT, "one\ntwo\n{% for %}", "wrong.txt, line 3: syntax error"),
        ("mail/digest/body.txt", "no way out", "wrong.txt: it shows no {{ unsubscribe_url }}"),
        (SUBJECT, "{% if language == 'de' %}\n{{ say('grüße') }}{% else %}x{% endif %}", "wrong.txt, line 2, in de: "),
        ("mail/digest/boddy.txt", "x", "there is no template 'mail/digest/boddy.txt'"),
        ("pages/style.css", "x", "put it into the folder of templates.folder"),
    ] {
        desk.write("wrong.txt", text);
        for verb in ["check", "set"] {
            let said = desk.refuses(1, &["template", verb, name, "wrong.txt"]).await;
            assert!(said.contains(words), "{verb} {text}: {said}");
        }
    }
    desk.write("latin.txt", b"\xe9");
    assert!(desk.refuses(1, &["template", "set", SUBJECT, "latin.txt"]).await.contains("is not UTF-8"));
    assert!(desk.refuses(1, &["template", "set", SUBJECT, "nowhere.txt"]).await.contains("cannot be read"));
    assert!(
        desk.refuses(1, &["template", "rollback", SUBJECT]).await.contains("has no mail/digest/subject.txt of its own")
    );
    assert!(desk.refuses(1, &["template", "show", SUBJECT, "--version", "7"]).await.contains("has no version 7"));
    assert!(desk.refuses(1, &["template", "preview", "invoice"]).await.contains("there is no template 'mail/invoice'"));
    assert!(desk.does(&["template", "versions", SUBJECT]).await.as_array().unwrap().is_empty());
}

#[tokio::test]
async fn one_that_an_upgrade_made_bad_is_told_and_stood_in_for() {
    let database = TestDatabase::sqlite();
    let desk = Desk::beside(&database);
    desk.set_up().await;
    let sql = format!(
        "INSERT INTO template_version (site_id, name, version, body, created_at) VALUES (1, '{SUBJECT}', 1, 'x {{{{ of_old }}}}', 1)"
    );
    Raw::connect(&database).await.execute(&sql).await.unwrap();
    let told = desk.types(&["template", "check"]).await;
    assert_eq!(told.status.code(), Some(1));
    assert!(told.stdout.contains(&format!("{SUBJECT} (version 1 of site The Hive), line 1")), "{told:?}");
    assert!(desk.does(&["check"]).await["warnings"].to_string().contains("The common template stands in for it"));
    let examined = desk.types(&["doctor", "--dns", "127.0.0.1:9"]).await.stdout;
    let line = examined.lines().find(|line| line.contains("templates: ")).unwrap();
    assert!(
        line.starts_with("look ") && line.contains(&format!("template {SUBJECT} (version 1 of site The Hive), line 1")),
        "{line}"
    );
    desk.write("letter.md", "# A letter\n\nWords.");
    desk.does(&["post", "add", "letter.md"]).await;
    assert_eq!(desk.does(&["digest", "preview", "--schedule", "weekly"]).await["subject"], "A letter");
    let (serving, _) = desk.serve().await;
    let line = serving.line_with("is left out").await;
    assert!(line.contains("version 1 of site The Hive"), "{line}");
}

#[tokio::test]
async fn a_running_service_takes_up_a_changed_template() {
    let desk = Desk::with_a_list().await;
    let (_serving, address) = desk.serve().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let page = async || client.get(format!("{address}/s/bees")).send().await.unwrap().text().await.unwrap();
    assert!(!page().await.contains("Ding dong"));
    let own = "{% extends \"partials/page.html\" %}{% block title %}Bees{% endblock %}{% block main %}<h1>Ding dong</h1>{% endblock %}";
    desk.write("own.html", own);
    desk.does(&["template", "set", "pages/subscribe.html", "own.html"]).await;
    let mut shown = false;
    for _ in 0..100 {
        shown = page().await.contains("Ding dong");
        if shown {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(shown, "within twenty seconds");
}
