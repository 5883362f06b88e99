//! Reading a list's archive: what is there, how much of it this visitor is shown, and whether everybody would be shown the same.

mod feed;

use super::OperationError;
use super::languages::locale_of;
use super::plan_digest::list_and_site;
use super::words;
use crate::domain::archive::{ArchiveRules, ArchivedDigest, ArchivedPost, Audience, Extent, Visitor};
use crate::domain::id::{DigestId, PostId};
use crate::domain::list::List;
use crate::domain::schedule::{Schedule, Zone};
use crate::domain::site::Site;
use crate::domain::time::Timestamp;
use crate::render::archive::{
    ArchiveFrame, ArchivePage, Card, DigestEntry, DigestList, DigestPage, GateBox, Place, PostEntry, PostList,
    PostPage, PostText,
};
use crate::render::locale::Locale;
use crate::render::opening::{Shown, opening, whole};
use crate::render::views::SiteView;
use crate::store::{Slice, Store};

/// Entries of a list of posts or digests.
const ENTRIES: i64 = 20;
/// The first heading in a post's text: below the page's `h1`, or also below the post's title in a digest.
const IN_POST: u8 = 2;
const IN_DIGEST: u8 = 3;

/// A list's archive that is there for somebody.
pub struct Archive {
    /// The list.
    pub list: List,
    /// Its site.
    pub site: Site,
    /// Its doors.
    pub rules: ArchiveRules,
    /// The language of its pages: the list's, unless the visitor's is known.
    pub locale: &'static Locale,
    /// The blog's home page, where a feed told it.
    home: Option<String>,
    schedules: Vec<Schedule>,
    zone: Zone,
}

/// A page, and for whom it is.
pub struct Reading {
    /// The page.
    pub page: ArchivePage,
    /// Whether everybody is shown the same.
    pub is_open: bool,
}

/// The archive of the list called `slug`; `None` when there is no such list, or its archive is hidden.
pub async fn open_archive(store: &Store, slug: &str) -> Result<Option<Archive>, OperationError> {
    let Some(list) = store.list_by_slug(slug).await? else { return Ok(None) };
    let rules = store.archive_rules(list.id).await?;
    let Some(rules) = rules.filter(|rules| rules.audience != Audience::Hidden) else { return Ok(None) };
    let (list, site) = list_and_site(store, list.id).await?;
    let schedules = store.schedules(Some(list.id)).await?;
    let home = store.feeds(Some(list.id)).await?.into_iter().find_map(|feed| feed.home);
    let zone = schedules.first().map_or_else(Zone::utc, |schedule| schedule.zone.clone());
    let locale = locale_of(&list.language);
    Ok(Some(Archive { list, site, rules, locale, home, schedules, zone }))
}

/// The path of a list's archive, where it has one.
pub async fn archive_path(store: &Store, list: &List) -> Result<Option<String>, OperationError> {
    let rules = store.archive_rules(list.id).await?;
    let is_there = rules.is_some_and(|rules| rules.audience != Audience::Hidden);
    Ok(is_there.then(|| format!("/a/{}/", list.slug)))
}

/// The path of the last digest that everybody may read.
pub async fn last_digest_path(store: &Store, list: &List) -> Result<Option<String>, OperationError> {
    let rules = store.archive_rules(list.id).await?;
    if rules.is_none_or(|rules| rules.audience != Audience::Open) {
        return Ok(None);
    }
    let last = store.archived_digests(list.id, Slice { skip: 0, take: 1 }).await?;
    Ok(last.first().map(|digest| format!("/a/{}/digests/{}", list.slug, digest.id)))
}

/// The box with which one subscribes to `list` where a text ends; `None` while it has no schedule that one could be on.
pub fn gate_box(locale: &Locale, list: &List, schedules: &[Schedule]) -> Option<GateBox> {
    schedules.first().map(|schedule| GateBox {
        list: list.name.clone(),
        action: format!("/s/{}", list.slug),
        when: words::schedule_phrase(locale, schedule),
        link_url: Some("/link".to_owned()),
    })
}

impl Archive {
    /// The site as these pages name it.
    pub fn site_view(&self) -> SiteView {
        words::site_view(&self.site, self.home.as_deref())
    }

    /// The page of posts with this number; `None` when there is none. The same for everybody.
    pub async fn posts(&self, store: &Store, number: i64) -> Result<Option<ArchivePage>, OperationError> {
        let count = store.count_archived_posts(self.list.id).await?;
        let Some((place, slice)) = place(number, count, &self.path("")) else { return Ok(None) };
        let posts = store.archived_posts(self.list.id, slice).await?;
        let promise = (!self.list.promise.is_empty()).then(|| self.list.promise.clone());
        let card = self.card(&self.list.name, promise.clone(), &address_of(place.number, ""));
        Ok(Some(ArchivePage::Posts(PostList {
            frame: self.frame(store, card).await?,
            promise,
            posts: posts.iter().map(|post| self.entry(post)).collect(),
            place,
        })))
    }

    /// The page of digests with this number; `None` when there is none. The same for everybody.
    pub async fn digests(&self, store: &Store, number: i64) -> Result<Option<ArchivePage>, OperationError> {
        let count = store.count_archived_digests(self.list.id).await?;
        let Some((place, slice)) = place(number, count, &self.path("digests")) else { return Ok(None) };
        let mut digests = Vec::new();
        for digest in store.archived_digests(self.list.id, slice).await? {
            let titles = store.archived_titles_in(self.list.id, &digest).await?;
            digests.push(DigestEntry {
                date: self.date_of(&digest),
                page_url: self.path(&format!("digests/{}", digest.id)),
                titles: titles.iter().map(|title| Shown::default().label(self.locale, title)).collect(),
            });
        }
        let card = self.card(&self.list.name, None, &address_of(place.number, "digests"));
        Ok(Some(ArchivePage::Digests(DigestList { frame: self.frame(store, card).await?, digests, place })))
    }

    /// A post of this archive that may be named to visitors.
    pub async fn post(&self, store: &Store, id: PostId) -> Result<Option<ArchivedPost>, OperationError> {
        let post = store.post_by_id(id).await?.filter(|(list, _)| *list == self.list.id).map(|(_, post)| post);
        Ok(post.filter(|post| {
            let is_hidden = self.rules.audience_of(post.audience) == Audience::Hidden;
            post.standing.is_published() && !is_hidden
        }))
    }

    /// A post's page.
    pub async fn post_page(
        &self,
        store: &Store,
        post: &ArchivedPost,
        visitor: Visitor,
    ) -> Result<Reading, OperationError> {
        let is_open = self.rules.audience_of(post.audience) == Audience::Open;
        // The card is for machines that come without a pass, whoever asked for the page.
        let public = self.shown(post, Visitor::Anybody, IN_POST);
        let address = self.absolute(&format!("posts/{}", post.address()));
        let card = Card {
            title: public.label(self.locale, &post.title),
            description: (!public.words.is_empty()).then(|| public.words.clone()),
            canonical_url: post.link.clone().unwrap_or(address),
            picture_url: public.picture,
            published: Some(post.dated().to_string()),
            indexed: self.rules.indexed,
        };
        let text = self.text(post, visitor, IN_POST);
        let gate = text.gated.then(|| gate_box(self.locale, &self.list, &self.schedules)).flatten();
        let page = ArchivePage::Post(PostPage { frame: self.frame(store, card).await?, post: text, gate });
        Ok(Reading { page, is_open })
    }

    /// A digest's page: the posts that it carried, each as its own door says; `None` when there is nothing to show. It is made from the posts
    /// and not from what was mailed, so that there is nothing personal in it that could be forgotten.
    pub async fn digest_page(
        &self,
        store: &Store,
        id: DigestId,
        visitor: Visitor,
    ) -> Result<Option<Reading>, OperationError> {
        let Some(digest) = store.archived_digest(self.list.id, id).await? else { return Ok(None) };
        let posts = store.archived_posts_in(self.list.id, &digest).await?;
        if posts.is_empty() {
            return Ok(None);
        }
        let texts: Vec<PostText> = posts.iter().map(|post| self.text(post, visitor, IN_DIGEST)).collect();
        let gate =
            texts.iter().any(|text| text.gated).then(|| gate_box(self.locale, &self.list, &self.schedules)).flatten();
        let date = self.date_of(&digest);
        let titles: Vec<&str> = texts.iter().map(|text| text.label.as_str()).collect();
        let mut card =
            self.card(&format!("{}, {date}", self.list.name), Some(titles.join(" · ")), &format!("digests/{id}"));
        card.published = Some(digest.due_at.to_string());
        let frame = self.frame(store, card).await?;
        let is_open = posts.iter().all(|post| self.rules.audience_of(post.audience) == Audience::Open);
        Ok(Some(Reading { page: ArchivePage::Digest(DigestPage { frame, date, posts: texts, gate }), is_open }))
    }

    fn shown(&self, post: &ArchivedPost, visitor: Visitor, first_heading: u8) -> Shown {
        match self.rules.audience_of(post.audience).shows_to(visitor) {
            Extent::Whole => whole(&post.html, &post.excerpt, first_heading, self.locale),
            Extent::Opening => opening(&post.html, first_heading, self.locale),
            Extent::Nothing => Shown::default(),
        }
    }

    fn text(&self, post: &ArchivedPost, visitor: Visitor, first_heading: u8) -> PostText {
        let extent = self.rules.audience_of(post.audience).shows_to(visitor);
        let shown = self.shown(post, visitor, first_heading);
        PostText {
            label: shown.label(self.locale, &post.title),
            page_url: self.path(&format!("posts/{}", post.address())),
            author: post.author.clone(),
            date: self.date(post.dated()),
            link: post.link.clone(),
            html: shown.html,
            gated: extent != Extent::Whole,
        }
    }

    fn entry(&self, post: &ArchivedPost) -> PostEntry {
        let shown = self.shown(post, Visitor::Anybody, IN_POST);
        PostEntry {
            label: shown.label(self.locale, &post.title),
            page_url: self.path(&format!("posts/{}", post.address())),
            date: self.date(post.dated()),
            words: shown.words,
            gated: self.rules.audience_of(post.audience) != Audience::Open,
        }
    }

    async fn frame(&self, store: &Store, card: Card) -> Result<ArchiveFrame, OperationError> {
        let any_digest = !store.archived_digests(self.list.id, Slice { skip: 0, take: 1 }).await?.is_empty();
        Ok(ArchiveFrame {
            list: self.list.name.clone(),
            archive_url: self.path(""),
            digests_url: any_digest.then(|| self.path("digests")),
            feed_url: self.path("feed.xml"),
            subscribe_url: format!("/s/{}", self.list.slug),
            card,
        })
    }

    fn card(&self, title: &str, description: Option<String>, path: &str) -> Card {
        Card {
            title: title.to_owned(),
            description,
            canonical_url: self.absolute(path),
            picture_url: None,
            published: None,
            indexed: self.rules.indexed,
        }
    }

    fn path(&self, path: &str) -> String {
        format!("/a/{}/{path}", self.list.slug)
    }

    fn absolute(&self, path: &str) -> String {
        self.site.public_url.link(&format!("a/{}/{path}", self.list.slug)).to_string()
    }

    fn date(&self, instant: Timestamp) -> String {
        words::date_line(self.locale, instant, &self.zone)
    }

    fn date_of(&self, digest: &ArchivedDigest) -> String {
        let own = self.schedules.iter().find(|schedule| schedule.id == digest.schedule);
        words::date_line(self.locale, digest.due_at, own.map_or(&self.zone, |schedule| &schedule.zone))
    }
}

fn address_of(page: i64, path: &str) -> String {
    if page == 1 { path.to_owned() } else { format!("{path}?page={page}") }
}

/// Where the page with this number is among those that `count` entries take, and its entries; `None` past the end.
fn place(number: i64, count: i64, path: &str) -> Option<(Place, Slice)> {
    let of = (count + ENTRIES - 1).div_euclid(ENTRIES).max(1);
    if !(1..=of).contains(&number) {
        return None;
    }
    let to = |page| address_of(page, path);
    let place = Place {
        number,
        of,
        newer_url: (number > 1).then(|| to(number - 1)),
        older_url: (number < of).then(|| to(number + 1)),
    };
    Some((place, Slice { skip: (number - 1) * ENTRIES, take: ENTRIES }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_on_one_page() {
        for (count, of) in [(0, 1), (1, 1), (20, 1), (21, 2), (60, 3)] {
            assert!(place(0, count, "/").is_none() && place(of + 1, count, "/").is_none());
            let (first, slice) = place(1, count, "/a/x/").unwrap();
            assert_eq!((first.of, first.newer_url, slice.skip), (of, None, 0));
            let (last, slice) = place(of, count, "/a/x/").unwrap();
            assert_eq!((last.older_url, slice.skip + slice.take >= count), (None, true));
        }
        let (middle, _) = place(2, 60, "/a/x/").unwrap();
        assert_eq!((middle.newer_url.as_deref(), middle.older_url.as_deref()), (Some("/a/x/"), Some("/a/x/?page=3")));
    }
}
