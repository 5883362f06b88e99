//! `letterbell bench …`: what this program costs and how fast it is, on the machine that asks.
//!
//! Each bench drives the built program from outside, by its own commands and as processes of their own: so what is measured is what an
//! operator runs. It counts at both ends; a run in which a mail is lost or comes twice has no rate.
#![expect(clippy::cast_precision_loss, reason = "counts of mails, bytes and microseconds are far below 2^52")]

mod all;
mod blog;
mod claiming;
mod composing;
mod dkim;
mod duration;
mod error;
mod far_side;
mod figures;
mod machine;
mod postgres;
mod process;
mod run;
mod scale;
mod send;
mod sink;
mod source;
mod stage;
mod workshop;

use clap::Subcommand;

pub(crate) use self::error::BenchError;
use super::Failure;
use super::output::Report;

#[derive(Subcommand)]
pub enum Bench {
    /// Send a digest into a sink, beside Postfix's smtp-source: rate, CPU, memory, and which side was busy
    Send(send::Send),
    /// Send the same digest to more and more readers: what a mail costs then
    Scale(scale::Scale),
    /// Measure every figure that is promised; exit code 1 when one is not reached. Takes a while
    All(all::All),
    /// Take mail and throw it away: the far side of the other benches
    Sink(sink::Sink),
}

pub(super) async fn run(bench: Bench) -> Result<Report, Failure> {
    match bench {
        Bench::Send(send) => send::run(send).await,
        Bench::Scale(scale) => scale::run(scale).await,
        Bench::All(all) => all::run(all).await,
        Bench::Sink(sink) => sink::run(sink).await,
    }
}
