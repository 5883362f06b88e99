//! The house keeps its rules: who may call whom, and what belongs where (`docs/architecture.md`).
//!
//! Reads the sources as text: every path that starts at the crate's root, by `use` or in place, by `crate::` or by
//! `super::`. What a macro of another crate writes is not seen.

#[path = "architecture/house.rs"]
mod house;
#[path = "architecture/paths.rs"]
mod paths;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use house::{Confined, HOUSE, MACROS, NAMES_THAT_SAY_NOTHING, PATHS};
use paths::{Mention, mentions};

#[test]
fn the_arrows_are_the_only_calls() {
    let broken: Vec<_> = sources("src").iter().flat_map(|(file, text)| broken_rules(file, text)).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_module_of_the_crate_is_on_the_map() {
    let on_the_map: BTreeSet<_> = HOUSE.iter().map(|room| room.name.to_owned()).collect();
    let built: BTreeSet<_> = sources("src").iter().map(|(file, _)| room_of(file)).collect();
    let unknown: Vec<_> = built.difference(&on_the_map).collect();
    assert!(unknown.is_empty(), "add {unknown:?} to tests/architecture/house.rs: what it holds, and whom it may call");
}

/// Where mails are queued that only a reader's own signed link causes, or a calendar.
const CAUSED_BY_READERS_THEMSELVES: &[&str] = &["src/domain/admission.rs", "src/store/address_changes.rs"];

/// The guard stands before every way to cause a mail: only it gives leave, and whatever queues a single mail demands that leave.
#[test]
fn nobody_causes_a_mail_past_the_guard() {
    let mut past = Vec::new();
    for (file, text) in sources("src") {
        if text.contains("given_by_the_guard")
            && !["src/domain/admission.rs", "src/operations/guard/"].iter().any(|own| file.starts_with(own))
        {
            past.push(format!("{file}: only operations::guard gives an Admission"));
        }
        let queues = text.contains("INSERT INTO delivery ");
        if queues
            && !["src/store/singles.rs", "src/store/sign_ups.rs", "src/store/planning.rs"].contains(&file.as_str())
        {
            past.push(format!("{file}: mails are queued in store::singles, or with what a form writes down, which take the guard's Admission"));
        }
        if text.contains("Leave::NotNeeded") && !CAUSED_BY_READERS_THEMSELVES.contains(&file.as_str()) {
            past.push(format!(
                "{file}: a mail that anybody can ask for needs the guard's Admission; see CAUSED_BY_READERS_THEMSELVES"
            ));
        }
    }
    assert!(past.is_empty(), "\n{}\n", past.join("\n"));
}

#[test]
fn every_name_says_what_the_file_holds() {
    let files = ["src", "tests"].map(sources).concat();
    let silent: Vec<_> = files.iter().filter_map(|(file, _)| part_that_says_nothing(file)).collect();
    assert!(silent.is_empty(), "name the noun or the verb inside instead: {silent:?}");
}

#[test]
fn a_planted_arrow_is_found_however_it_is_written() {
    let planted = [
        ("src/domain/list.rs", "use crate::store::Store;"),
        ("src/feed/fetch.rs", "use std::io;\n\nuse crate::{domain::{feed, url as link}, relay::{pool}};"),
        ("src/relay/pool.rs", "fn pace() { crate::operations::deliver::now() }"),
        ("src/http/admin/lists.rs", "fn run() -> Vec<crate::jobs::Job> { Vec::new() }"),
        ("src/jobs/mod.rs", "use super::http;"),
        ("src/jobs/sender.rs", "use super::super::cli as edge;"),
        ("src/message/header.rs", "mod tests { use super::super::super::relay; }"),
        ("src/clock.rs", "use super::config;"),
        ("src/store/sqlite.rs", "use crate::*;"),
        ("src/domain/topic.rs", "use crate::not_a_room::Thing;"),
        ("src/main.rs", "fn main() { letterbell::store::open() }"),
    ];
    for (file, text) in planted {
        let broken = broken_rules(file, text);
        let line = text.lines().count();
        assert_eq!(broken.len(), 1, "{file}: {text}: {broken:?}");
        assert!(broken[0].starts_with(&format!("{file}:{line}: ")), "{broken:?}");
    }
}

#[test]
fn a_planted_arrow_is_told_with_its_rule() {
    let told = broken_rules("src/relay/pool.rs", "use crate::store::Store;");
    let expected = "src/relay/pool.rs:1: relay may call domain, message; not store (crate::store::Store). relay holds: \
                    the SMTP client: connection, pipelined transaction, pool, pacing";
    assert_eq!(told, [expected]);
}

#[test]
fn a_planted_stray_is_found() {
    let planted = [
        ("src/domain/time.rs", "fn zone() { std::env::var(\"TZ\"); }"),
        ("src/cli/serve.rs", "use std::{env, fs};"),
        ("src/operations/confirm.rs", "use sqlx::Row;"),
        ("src/render/edition.rs", "async fn wait() { tokio::task::yield_now().await }"),
        ("src/relay/pool.rs", "fn pool() { todo!() }"),
        ("src/relay/pool.rs", "fn pool() { std::unimplemented!(\"later\") }"),
        ("src/cli/list.rs", "fn list() { dbg!(1); }"),
        ("src/jobs/sender.rs", "fn run() { println!(\"sent\"); }"),
        ("src/app.rs", "fn run() { eprintln!(\"ended\"); }"),
    ];
    for (file, text) in planted {
        assert_eq!(broken_rules(file, text).len(), 1, "{file}: {text}");
    }
}

#[test]
fn what_is_allowed_breaks_no_rule() {
    let innocent = [
        ("src/relay/pool.rs", "use crate::domain::relay::Relay; use crate::relay::reply; use crate::message::Message;"),
        (
            "src/relay/pool.rs",
            "// use crate::store;\n/* todo!() /* crate::store::X */ */ const S: &str = \"crate::store::X\";",
        ),
        (
            "src/relay/pool.rs",
            "const S: &str = r#\"use crate::store; \"todo!()\" \"#; const C: char = '\"'; use crate::domain;",
        ),
        ("src/relay/pool.rs", "impl<'a> Pool<'a> { pub(in crate::relay) fn f(c: u8) -> bool { c == b'\\'' } }"),
        ("src/relay/reply.rs", "mod tests { use super::*; use super::super::pool; }"),
        ("src/relay/mod.rs", "mod pool; use self::pool::Pool;"),
        ("src/config/read.rs", "fn read() { std::env::vars(); }"),
        ("src/cli/list.rs", "use crate::app; fn list() { println!(\"\"); eprintln!(\"\"); }"),
        ("src/main.rs", "fn main() { letterbell::cli::run(); eprintln!(\"failed\"); }"),
        ("src/lib.rs", "pub mod domain; pub mod store;"),
        ("src/app.rs", "use crate::{http, jobs::{sender, poller}, store::Store};"),
    ];
    for (file, text) in innocent {
        assert_eq!(broken_rules(file, text), Vec::<String>::new(), "{file}: {text}");
    }
}

#[test]
fn a_planted_silent_name_is_found() {
    for file in ["src/feed/util.rs", "src/helpers/mod.rs", "tests/common/mod.rs", "src/jobs/manager.rs", "src/misc.rs"]
    {
        assert_eq!(part_that_says_nothing(file), Some(file));
    }
    assert_eq!(part_that_says_nothing("src/feed/sanitise.rs"), None);
}

/// The rules that `text` breaks as the file `file` (`src/…`), one line each: where, the rule, why.
fn broken_rules(file: &str, text: &str) -> Vec<String> {
    let room = room_of(file);
    let mentions = mentions(file, text);
    mentions
        .iter()
        .filter_map(|mention| Some(format!("{file}:{}: {}", mention.line, broken_rule(&room, mention)?)))
        .collect()
}

fn broken_rule(room: &str, mention: &Mention) -> Option<String> {
    let path = mention.path.join("::");
    if mention.is_macro {
        let name = mention.path.last()?;
        let rule = MACROS.iter().find(|rule| rule.what == name && !rule.only_in.contains(&room))?;
        return Some(format!("{name}! {}", rule.told()));
    }
    if let Some(target) = mention.path.strip_prefix(&["crate".to_owned()]) {
        let rules = HOUSE.iter().find(|candidate| candidate.name == room)?;
        let target = target.first()?;
        let allowed = target == room || rules.may_call.contains(&"*") || rules.may_call.contains(&target.as_str());
        return (!allowed).then(|| {
            let may_call = if rules.may_call.is_empty() { "nothing of ours".into() } else { rules.may_call.join(", ") };
            format!("{room} may call {may_call}; not {target} ({path}). {room} holds: {}", rules.holds)
        });
    }
    let is_within = |what: &str| path == what || path.strip_prefix(what).is_some_and(|rest| rest.starts_with("::"));
    let rule = PATHS.iter().find(|rule| is_within(rule.what) && !rule.only_in.contains(&room))?;
    Some(format!("{path} {}", rule.told()))
}

impl Confined {
    fn told(&self) -> String {
        let where_to =
            if self.only_in.is_empty() { "nowhere".into() } else { format!("only in {}", self.only_in.join(", ")) };
        format!("belongs {where_to}: {}", self.because)
    }
}

/// The room that a file belongs to: `src/feed/fetch.rs` and `src/feed.rs` to `feed`.
fn room_of(file: &str) -> String {
    let below = file.strip_prefix("src/").unwrap_or(file);
    below.split('/').next().unwrap_or(below).trim_end_matches(".rs").to_owned()
}

fn part_that_says_nothing(file: &str) -> Option<&str> {
    let mut parts = file.split('/').map(|part| part.trim_end_matches(".rs"));
    parts.any(|part| NAMES_THAT_SAY_NOTHING.contains(&part)).then_some(file)
}

/// Every Rust file under `folder`, as its path from the project's folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&project.join(folder), &mut files);
    assert!(!files.is_empty(), "no sources in {folder}: is this the project's folder?");
    files
        .into_iter()
        .map(|file| {
            let name =
                file.strip_prefix(project).expect("it was found below the project").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&file).expect("a source is UTF-8"))
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
