//! The archive's feed: the newest posts, of each what everybody is shown.

use super::{Archive, ENTRIES, IN_POST};
use crate::domain::archive::{Audience, Visitor};
use crate::domain::time::Timestamp;
use crate::operations::OperationError;
use crate::render::archive::{ArchiveFeed, FeedEntry};
use crate::store::{Slice, Store};

impl Archive {
    /// The feed. The same for everybody: feed readers carry no pass.
    pub async fn feed(&self, store: &Store) -> Result<ArchiveFeed, OperationError> {
        let posts = store.archived_posts(self.list.id, Slice { skip: 0, take: ENTRIES }).await?;
        let updated = posts.iter().map(|post| post.updated_at).max().unwrap_or(Timestamp::from_millis(0));
        let entries = posts.iter().map(|post| {
            let shown = self.shown(post, Visitor::Anybody, IN_POST);
            FeedEntry {
                id_url: self.absolute(&format!("posts/{}", post.id)),
                label: shown.label(self.locale, &post.title),
                page_url: self.absolute(&format!("posts/{}", post.address())),
                canonical_url: post.link.clone(),
                author: post.author.clone(),
                published: post.dated().to_string(),
                updated: post.updated_at.to_string(),
                html: shown.html,
                gated: self.rules.audience_of(post.audience) != Audience::Open,
            }
        });
        Ok(ArchiveFeed {
            list: self.list.name.clone(),
            promise: (!self.list.promise.is_empty()).then(|| self.list.promise.clone()),
            author: self.site.name.clone(),
            archive_url: self.absolute(""),
            feed_url: self.absolute("feed.xml"),
            updated: updated.to_string(),
            entries: entries.collect(),
        })
    }
}
