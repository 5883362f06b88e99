//! Outside programs: started once for many files, given what they read, and heard out.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::left_out::{left_out, variable};

/// What `tests/run` put under the name `variable`, or leaves `test` out.
pub fn fetched(test: &str, name: &str) -> Option<String> {
    let found = variable(name);
    if found.is_none() {
        left_out(test, &format!("{name} is not set; tests/run sets it"));
    }
    found
}

/// Runs `command` with `input`, and returns what it printed; leaves `test` out when there is no such program.
///
/// # Panics
/// When the program fails, with all that it said.
pub fn run(test: &str, command: &mut Command, input: &[u8]) -> Option<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut running) = started else {
        left_out(test, &format!("there is no {program}; tests/run installs it"));
        return None;
    };
    let mut stdin = running.stdin.take().unwrap();
    let input = input.to_vec();
    // Apart, so that a program that answers before it has read all is heard.
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = running.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{program}: {}\n{said}\n{complained}", output.status);
    Some(said.into_owned())
}
