//! Tests that this machine cannot run: named, never silent.

use std::fs::OpenOptions;
use std::io::Write;

/// Says that `test` is left out, because of `why`. The caller returns at once.
///
/// The line goes past the test runner's capture; `tests/run` repeats all such lines at its end, from the file that it
/// names in `LETTERBELL_TEST_LEFT_OUT`.
///
/// # Panics
/// With `CI=true`: there, nothing may be left out.
pub fn left_out(test: &str, why: &str) {
    let line = format!("left out: {test}: {why}\n");
    assert!(variable("CI").as_deref() != Some("true"), "{line}CI=true allows no test to be left out");
    // One write a line: tests run side by side. Not `eprint!`, which the runner holds back when a test passes.
    let _ = std::io::stderr().write_all(line.as_bytes());
    if let Some(path) = variable("LETTERBELL_TEST_LEFT_OUT") {
        let mut file = OpenOptions::new().create(true).append(true).open(path).expect("tests/run made the folder");
        file.write_all(line.as_bytes()).expect("the list of left-out tests can be written");
    }
}

/// How large a test is: `usual`, or `full` with `tests/run --long`.
pub fn by_size<T>(usual: T, full: T) -> T {
    if variable("LETTERBELL_TEST_LONG").is_some() { full } else { usual }
}

/// The environment variable `name`, unless it is unset or empty.
#[expect(clippy::disallowed_methods, reason = "these variables steer the tests, not the program")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
