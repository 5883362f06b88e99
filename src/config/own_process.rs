//! What this process is: its program and the words that it was started with.

use std::path::PathBuf;

/// The file of the program that runs.
pub fn own_program() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// The words of the command line, as they were typed. What is not Unicode is replaced.
pub fn command_line() -> String {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}
