//! A digest signed with RSA-2048, beside what `openssl speed` signs on the same cores.

use std::path::PathBuf;
use std::process::Command;

use super::BenchError;
use super::machine::{cores, find};
use super::process;
use super::stage::DOMAIN;
use super::workshop::Workshop;

/// The key's name in DNS; nobody looks it up.
pub const SELECTOR: &str = "bench";

/// The key of this bench, made when it is asked for first.
pub fn key(workshop: &Workshop) -> Result<PathBuf, BenchError> {
    let key = workshop.file("dkim.pem");
    if !key.exists() {
        let mut command = workshop.letterbell(&["dkim", "keygen", "--domain", DOMAIN, "--selector", SELECTOR, "--out"]);
        command.arg(&key);
        process::run("letterbell dkim keygen", command, &workshop.log("dkim"), &workshop.stop)?;
    }
    Ok(key)
}

/// RSA-2048 signatures a second on all cores.
pub fn openssl_signs(workshop: &Workshop) -> Result<f64, BenchError> {
    let program = find("openssl").ok_or(BenchError::Missing { what: "openssl", package: "openssl" })?;
    let mut command = Command::new(program);
    command.args(["speed", "-seconds", "3", "-multi", &cores().to_string(), "rsa2048"]);
    let (said, _) = process::run("openssl speed", command, &workshop.log("openssl"), &workshop.stop)?;
    signs_a_second(&said).ok_or(BenchError::Answer { program: "openssl speed".to_owned(), answer: said })
}

/// Reads `rsa 2048 bits 0.000500s 0.000015s   2000.0  68000.0`: times, and then signatures and verifications a second.
fn signs_a_second(said: &str) -> Option<f64> {
    let lines = said.lines().map(|line| line.split_ascii_whitespace().collect::<Vec<_>>());
    lines.filter(|words| words.starts_with(&["rsa", "2048", "bits"])).find_map(|words| words.get(5)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signatures_a_second_are_found_in_what_openssl_says() {
        let said = "Forked child 0\n+F2:2:2048:0.000443:0.000013\n                  sign    verify    sign/s verify/s\n\
            rsa 2048 bits 0.000222s 0.000007s   4509.7 151502.4\n";
        assert_eq!(signs_a_second(said), Some(4509.7));
        assert_eq!(signs_a_second("rsa 1024 bits 0.1s 0.1s 10.0 10.0"), None);
    }
}
