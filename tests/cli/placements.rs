//! `letterbell placement`: what an operator sets, and how mistakes are told.

use serde_json::{Value, json};

use crate::desk::Desk;

fn of_kind<'a>(shown: &'a Value, kind: &str) -> &'a Value {
    shown["placements"].as_array().unwrap().iter().find(|placement| placement["kind"] == kind).unwrap()
}

#[tokio::test]
async fn what_is_set_is_shown_and_the_rest_stays() {
    let desk = Desk::with_a_list().await;
    let shown = desk.does(&["placement", "show", "bees"]).await;
    assert_eq!(shown["page"], "http://127.0.0.1:8025/s/bees/embed");
    assert_eq!(of_kind(&shown, "pop-up")["after_seconds"], 60);

    let set = ["placement", "set", "bees", "pop-up"];
    let words =
        ["--heading", "More?", "--colour", "#FFCC00", "--after-seconds", "5", "--topic", "Honey", "--schedule", "now"];
    let shown = desk.does(&[&set[..], &words].concat()).await;
    assert!(shown["colour_adjusted"].as_str().unwrap().contains("too pale"), "{shown}");
    let shown = desk.does(&[&set[..], &["--text", "Every Monday.", "--shown", "false"]].concat()).await;
    let pop_up = of_kind(&shown, "pop-up");
    assert_eq!((&pop_up["heading"], &pop_up["text"]), (&json!("More?"), &json!("Every Monday.")));
    assert_eq!((&pop_up["after_seconds"], &pop_up["after_percent"]), (&json!(5), &json!(50)));
    assert_eq!((&pop_up["topics"], &pop_up["schedules"]), (&json!(["Honey"]), &json!(["now"])));
    assert_eq!((&pop_up["colour"], &pop_up["shown"]), (&json!("#ffcc00"), &json!(false)));
    let plain = desk.types(&["placement", "show", "bees"]).await.stdout;
    assert!(plain.contains("after 5 s or 50 %, every 24 h") && plain.contains("/s/bees/embed"), "{plain}");

    let emptied = ["--heading", "", "--topic", "", "--schedule", "", "--colour", ""];
    let shown = desk.does(&[&set[..], &emptied].concat()).await;
    let pop_up = of_kind(&shown, "pop-up");
    assert_eq!((&pop_up["heading"], &pop_up["colour"]), (&Value::Null, &Value::Null));
    assert_eq!((&pop_up["topics"], &pop_up["schedules"]), (&json!([]), &json!([])));
    assert_eq!(desk.does(&["placement", "reset", "bees", "pop-up"]).await["reset"], true);
    assert_eq!(of_kind(&desk.does(&["placement", "show", "bees"]).await, "pop-up")["text"], Value::Null);
    assert_eq!(desk.does(&["placement", "mark-links", "bees", "off"]).await["marks_links"], false);
    assert_eq!(desk.does(&["placement", "show", "bees"]).await["marks_links"], false);
}

#[tokio::test]
async fn mistakes_are_told_and_change_nothing() {
    let desk = Desk::with_a_list().await;
    let before = desk.does(&["placement", "show", "bees"]).await;
    for (code, words, told) in [
        (1, &["wax", "pop-up"][..], "there is no list 'wax'; there are: bees"),
        (1, &["bees", "pop-up", "--colour", "red"], "write the colour as #"),
        (1, &["bees", "pop-up", "--heading", "one\ntwo"], "--heading: a name must be one line"),
        (1, &["bees", "pop-up", "--schedule", "hourly"], "no schedule 'hourly'; there are: weekly, now"),
        (1, &["bees", "inline", "--after-seconds", "5"], "does not open by itself"),
        (2, &["bees", "popup"], "there are: post-end, inline, pop-up, overlay, button"),
        (2, &["bees", "pop-up", "--after-percent", "101"], "101"),
    ] {
        let said = desk.refuses(code, &[&["placement", "set"], words].concat()).await;
        assert!(said.contains(told), "{words:?}: {said}");
    }
    assert_eq!(desk.does(&["placement", "show", "bees"]).await, before);
}
