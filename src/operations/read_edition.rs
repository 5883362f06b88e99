//! Reading a mail on the web: the same edition, without anybody's personal parts, for whom its posts are.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};

use super::OperationError;
use super::read_archive::Archive;
use crate::domain::archive::{ArchivedDigest, Audience, Extent, Visitor};
use crate::domain::digest::DigestState;
use crate::domain::id::DigestId;
use crate::domain::list::List;
use crate::domain::site::Site;
use crate::render::holes::{Escape, HoleValues};
use crate::render::mail::{Edition, StoredEdition};
use crate::store::{EditionKey, Store};

/// What a mail's page is.
pub enum WebEdition {
    /// The mail.
    Shown {
        /// Its HTML.
        html: String,
        /// Whether everybody is shown the same.
        is_open: bool,
    },
    /// Something in it is not for this visitor: what the archive shows of its digest.
    Elsewhere {
        /// The path of that page.
        path: String,
    },
}

/// Characters of an edition's name on the web.
const NAME: usize = 10;

/// Where an edition can be read on the web. The same for all of its readers: it tells nothing of one of them.
pub fn web_address(site: &Site, list: &List, digest: DigestId, key: &EditionKey) -> String {
    site.public_url.link(&format!("a/{}/digests/{digest}/{}", list.slug, name_of(digest, key))).to_string()
}

/// A name that says nothing: what readers chose does not stand in it.
fn name_of(id: DigestId, key: &EditionKey) -> String {
    let chosen = format!("{id} {} {} {}", key.after, key.topics.as_text(), key.language.as_str());
    let hash = digest(&SHA256, chosen.as_bytes());
    let mut name = String::with_capacity(NAME);
    for byte in &hash.as_ref()[..NAME / 2] {
        write!(name, "{byte:02x}").expect("writing to a String cannot fail");
    }
    name
}

/// The edition of that name; `None` when there is none, or it has not gone out.
pub async fn read_edition(
    store: &Store,
    archive: &Archive,
    id: DigestId,
    name: &str,
    visitor: Visitor,
) -> Result<Option<WebEdition>, OperationError> {
    let Some(found) = store.digest(id).await?.map(|planned| planned.digest) else { return Ok(None) };
    let is_out = matches!(found.state, DigestState::Sending | DigestState::Paused | DigestState::Finished);
    if found.list != archive.list.id || !is_out {
        return Ok(None);
    }
    let keys = store.keys_of_editions(id).await?;
    let Some(key) = keys.iter().find(|key| name_of(id, key) == name) else { return Ok(None) };
    let Some(stored) = store.edition_of(id, key).await? else { return Ok(None) };
    let (range, post) = (stored.range, found.post);
    let digest = ArchivedDigest { id, schedule: found.schedule, due_at: found.due_at, range, post };
    let posts = store.archived_posts_in(archive.list.id, &digest).await?;
    let in_it = if post.is_some() { 1 } else { range.len() };
    let audiences: Vec<Audience> = posts.iter().map(|post| archive.rules.audience_of(post.audience)).collect();
    // One that is hidden is not among them. By the whole range, whatever topics the edition is about: to be careful costs a redirect.
    let has_hidden = u64::try_from(audiences.len()).is_ok_and(|shown| shown < in_it);
    if has_hidden || audiences.iter().any(|audience| audience.shows_to(visitor) != Extent::Whole) {
        return Ok(Some(WebEdition::Elsewhere { path: format!("/a/{}/digests/{id}", archive.list.slug) }));
    }
    let stored = StoredEdition { subject: stored.subject, html: stored.html, text: stored.text, parts: stored.parts };
    let edition = Edition::from_stored(&stored)
        .map_err(|_| OperationError::Missing { what: "template hole of an edition of digest", id: id.get() })?;
    // Whose mail this was is not known: their links come by mail.
    let link = archive.site.public_url.link("link").to_string();
    let nobody = HoleValues { unsubscribe_url: link.clone(), preferences_url: link };
    let is_open = audiences.iter().all(|audience| *audience == Audience::Open);
    Ok(Some(WebEdition::Shown { html: edition.html.fill(&nobody, Escape::Html), is_open }))
}
