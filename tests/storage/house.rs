//! A small installation to test in: one site, one list with a feed, schedules and readers, at times that the test chooses.

use letterbell::domain::address::EmailAddress;
use letterbell::domain::admission::{Admission, Standing};
use letterbell::domain::consent::{Origin, Way};
use letterbell::domain::digest::PostLimits;
use letterbell::domain::feed::PollPolicy;
use letterbell::domain::id::{FeedId, ListId, ScheduleId, SiteId, SubscriptionId};
use letterbell::domain::language::Language;
use letterbell::domain::list::ConfirmPage;
use letterbell::domain::post::NewPost;
use letterbell::domain::preferences::Wish;
use letterbell::domain::schedule::{Dispatch, Schedule, Timing, Zone};
use letterbell::domain::site::PublicUrl;
use letterbell::domain::subscription::{ConfirmationCaps, Subscription};
use letterbell::domain::time::Timestamp;
use letterbell::domain::topics::Topics;
use letterbell::store::{
    Changed, FoundPosts, NewList, NewSchedule, Requested, Store, StoreOptions, SubscriptionRequest, TakenIn,
};
use std::time::Duration;

use crate::support::databases::TestDatabase;

/// As many posts as there are.
pub const ANY: PostLimits = PostLimits { minimum: 1, maximum: None };

/// Confirmations as often as a test asks.
pub const NO_CAPS: ConfirmationCaps = ConfirmationCaps { interval: Duration::ZERO, per_day: 1_000_000 };

pub const POLLING: PollPolicy =
    PollPolicy { interval: Duration::from_secs(600), longest_back_off: Duration::from_secs(86_400), brake: 10 };

/// So many seconds after the test's beginning, in November 2023.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis((1_700_000_000 + seconds) * 1000)
}

pub fn origin(way: Way) -> Origin {
    Origin { way, remote: Some([192, 0, 2, 1].into()), user_agent: Some("a test".to_owned()), source: None }
}

pub fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).unwrap()
}

pub fn entry(key: &str) -> NewPost {
    NewPost {
        entry_key: key.to_owned(),
        link_key: Some(format!("blog.example.org/{key}")),
        link: Some(format!("https://blog.example.org/{key}")),
        title: format!("About {key}"),
        author: None,
        published_at: None,
        html: format!("<p>{key}</p>"),
        excerpt: key.to_owned(),
        picture: None,
        topics: Vec::new(),
    }
}

pub async fn open(database: &TestDatabase) -> Store {
    Store::open(&database.url(), StoreOptions::default()).await.unwrap().0
}

#[derive(Clone)]
pub struct House {
    pub store: Store,
    pub site: SiteId,
    pub list: ListId,
    pub feed: FeedId,
}

impl House {
    /// Builds a site, a list and a feed whose baseline is set.
    pub async fn build(database: &TestDatabase) -> Self {
        Self::build_in(&open(database).await, "letter").await
    }

    /// Builds another one beside those that are in the database, under a name of its own.
    pub async fn build_in(store: &Store, name: &str) -> Self {
        let public_url = PublicUrl::parse("https://news.example.org").unwrap();
        let site = store.add_site(name, &public_url, at(0)).await.unwrap();
        let list = Self::list_in(store, site, name).await;
        let feed = store.add_feed(list, "http://127.0.0.1/feed", at(0)).await.unwrap();
        let house = Self { store: store.clone(), site, list, feed };
        house.take_in(&[], at(0)).await;
        house
    }

    pub async fn list_in(store: &Store, site: SiteId, slug: &str) -> ListId {
        let list = NewList {
            site,
            slug: slug.parse().unwrap(),
            name: "The Letter".to_owned(),
            promise: "One letter a week".to_owned(),
            sender: "The Letter <letter@example.org>".parse().unwrap(),
            system_sender: None,
            reply_to: None,
            postal_address: "1 Street, Town".to_owned(),
            confirm_page: ConfirmPage::Button,
            language: Language::default(),
        };
        store.add_list(&list, at(0)).await.unwrap()
    }

    pub async fn schedule(&self, name: &str, expression: &str, limits: PostLimits) -> ScheduleId {
        self.schedule_with(name, expression, limits, Dispatch::AtOnce).await
    }

    pub async fn schedule_with(
        &self,
        name: &str,
        expression: &str,
        limits: PostLimits,
        dispatch: Dispatch,
    ) -> ScheduleId {
        let schedule = NewSchedule {
            list: self.list,
            name: name.parse().unwrap(),
            timing: Timing::parse(expression, "UTC").unwrap(),
            zone: Zone::parse("UTC").unwrap(),
            local: false,
            dispatch,
            limits,
        };
        self.store.add_schedule(&schedule, at(0)).await.unwrap()
    }

    pub async fn schedule_now(&self, id: ScheduleId) -> Schedule {
        self.store.schedule(id).await.unwrap().unwrap()
    }

    /// Takes a poll's entries in, with the feed as it is now.
    pub async fn take_in(&self, posts: &[NewPost], now: Timestamp) -> TakenIn {
        let feed = self.store.feeds(Some(self.list)).await.unwrap().remove(0);
        let found = FoundPosts { feed: &feed, title: None, home: None, etag: None, last_modified: None, posts };
        self.store.take_in_posts(&found, &POLLING, now).await.unwrap()
    }

    pub async fn request(
        &self,
        name: &str,
        schedule: ScheduleId,
        caps: &ConfirmationCaps,
        now: Timestamp,
    ) -> Requested {
        let request = SubscriptionRequest {
            site: self.site,
            wishes: &[Wish { list: self.list, schedule, topics: Topics::all() }],
            address: &address(name),
            language: None,
            wording: "Send me the letter",
            origin: &origin(Way::SubscribePage),
        };
        self.store
            .request_subscription(&request, &Admission::given_by_the_guard(*caps, Standing::AtOnce), now)
            .await
            .unwrap()
    }

    /// The subscription of a name to this house's list.
    pub async fn subscription_of(&self, name: &str) -> Subscription {
        let all = self.store.subscriptions_of(&address(name)).await.unwrap();
        all.into_iter().find(|subscription| subscription.list == self.list).unwrap()
    }

    pub async fn subscription(&self, id: SubscriptionId) -> Subscription {
        self.store.subscription(id).await.unwrap().unwrap()
    }

    pub async fn confirm(&self, id: SubscriptionId, now: Timestamp) -> Changed {
        self.store.confirm(id, "Yes, send it", &origin(Way::ConfirmPage), now).await.unwrap()
    }

    /// A reader who asked and confirmed.
    pub async fn reader(&self, name: &str, schedule: ScheduleId, now: Timestamp) -> SubscriptionId {
        assert_eq!(self.request(name, schedule, &NO_CAPS, now).await, Requested::Queued);
        let id = self.subscription_of(name).await.id;
        assert!(matches!(self.confirm(id, now).await, Changed::Now(_)));
        id
    }

    pub async fn leave(&self, id: SubscriptionId, now: Timestamp) -> Changed {
        use letterbell::domain::subscription::EndReason::Unsubscribed;
        let origin = origin(Way::UnsubscribePage);
        self.store.end_subscription(id, Unsubscribed, "Unsubscribe", &origin, now).await.unwrap()
    }

    pub async fn come_back(&self, id: SubscriptionId, now: Timestamp) -> Changed {
        self.store.return_to_list(id, "I want to stay", &origin(Way::UnsubscribePage), now).await.unwrap()
    }

    pub async fn change_schedule(&self, id: SubscriptionId, schedule: ScheduleId, now: Timestamp) -> Changed {
        let origin = origin(Way::PreferencePage);
        self.store.change_schedule(id, schedule, "Another schedule", &origin, now).await.unwrap()
    }
}
