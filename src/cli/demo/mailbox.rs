//! A mailbox in memory, for mails that were sent on this machine: what came, and pages to look at it.

mod stored_mail;
mod web;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

pub use self::stored_mail::StoredMail;
use crate::clock::Clock;
use crate::domain::time::Timestamp;

/// The mails that came, in their order. Clones share them.
#[derive(Clone, Default)]
pub struct Mailbox {
    mails: watch::Sender<Vec<Arc<StoredMail>>>,
}

impl Mailbox {
    /// An empty mailbox.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a mail that an SMTP client handed over at `at`: `return_path` and `recipient` from its envelope (`None` for `<>`), `data` as it
    /// came, without dot-stuffing.
    pub fn deliver(&self, return_path: Option<String>, recipient: String, data: Vec<u8>, at: Timestamp) {
        let mut mail = StoredMail::parse(return_path, recipient, data, at);
        self.mails.send_modify(|mails| {
            mail.number = mails.len() + 1;
            mails.push(Arc::new(mail));
        });
    }

    /// All mails, oldest first.
    pub fn mails(&self) -> Vec<Arc<StoredMail>> {
        self.mails.borrow().clone()
    }

    /// The first mail that is `wanted`, among those that are there or come before the deadline (counted from now); `None` after it.
    pub async fn wait_for(
        &self,
        deadline: Duration,
        wanted: impl Fn(&StoredMail) -> bool + Send,
    ) -> Option<Arc<StoredMail>> {
        let find = |mails: &Vec<Arc<StoredMail>>| mails.iter().find(|mail| wanted(mail)).cloned();
        let mut mails = self.mails.subscribe();
        let came = tokio::time::timeout(deadline, mails.wait_for(|mails| find(mails).is_some())).await;
        came.ok()?.ok().and_then(|mails| find(&mails))
    }

    /// Writes each mail as it came to a file of its own (`0001-please-confirm.eml`) in `folder`, which is made if it is not there.
    /// Returns the files in the mails' order.
    pub fn save_eml(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        std::fs::create_dir_all(folder)?;
        self.mails()
            .iter()
            .map(|mail| {
                let file = folder.join(mail.file_name());
                std::fs::write(&file, &mail.raw)?;
                Ok(file)
            })
            .collect()
    }

    /// Pages: `/` lists the mails, `/mails/{number}` shows one. `clock` tells how long ago each came.
    pub fn router(&self, clock: Arc<dyn Clock>) -> Router {
        web::router(self.clone(), clock)
    }
}
