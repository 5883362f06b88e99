//! stub
use super::{Failure, output::Report};
#[derive(clap::Args)]
pub struct Demo {
    #[arg(long)]
    tour: bool,
}
pub async fn run(_: Demo) -> Result<Report, Failure> {
    Ok(Report::silent())
}
