//! Values that try to be more than words.

use crate::english;
use letterbell::domain::counting::Counting;
use letterbell::domain::look::{Footer, Logo, LogoSize, Look, Theme};
use letterbell::render::archive::{ArchiveFrame, ArchivePage, GateBox, PostText};
use letterbell::render::holes::{Escape, Hole, HoleValues};
use letterbell::render::pages::{HiddenField, Page, Resend, ScheduleChoice, TopicChoice};
use letterbell::render::single_mail::{
    AddressView, AlarmView, ConfirmationView, GoodbyeView, Letterhead, LinksView, ListLinksView, MovedView,
    PostLinkView, SingleMail, WelcomeView,
};
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, ListView, PostView, SiteView};

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% for a in b %}{# c #}",
    "</title></style></textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "]]>--><!--<script>",
    "a\r\nBcc: eve@example.org\r\n\r\nbody",
    "\u{E001}\u{E002}\u{F8FF}\u{0}\u{1b}[31m",
    "\u{202E}רשימה من الميناء",
    "👩‍👩‍👧‍👦🔔🏳️‍🌈",
    "",
];

/// Each hostile value, and a very long one with and without spaces.
fn values() -> Vec<String> {
    let long = [("long ".repeat(5000)), "x".repeat(20_000)];
    HOSTILE.iter().map(|&value| value.to_owned()).chain(long).collect()
}

fn site(value: &str) -> SiteView {
    SiteView { name: value.to_owned(), home_url: Some(value.to_owned()), ..SiteView::sample() }
}

/// No element, attribute or comment of a value's own making.
fn is_unharmed(html: &str, value: &str) {
    let tree = scraper::Html::parse_document(html);
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let scripts: Vec<_> = tree.select(&select("script")).filter_map(|script| script.attr("src")).collect();
    let all_scripts = tree.select(&select("script")).count();
    let is_own = |source: &&str| ["/confirm.js", "/embed.js", "/embed-page.js", "/form.js"].contains(source);
    assert!(all_scripts == scripts.len() && scripts.iter().all(is_own), "{value:?}\n{html}");
    for element in tree.select(&select("*")) {
        for (name, target) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{value:?} made {name}=\n{}", element.html());
            let is_link = matches!(name, "href" | "src" | "action");
            assert!(!is_link || !target.trim().starts_with("javascript:"), "{value:?} became {name}={target:?}");
        }
        assert!(element.attr("src") != Some("x"), "{value:?} made an element");
    }
    assert!(!html.contains("{{ 49") && !html.contains(">49<"), "{value:?} was run");
    assert!(!html.contains('\u{1b}') && !html.contains('\u{0}'), "{value:?} passed control characters");
}

fn hostile_posts(value: &str) -> Vec<PostView> {
    vec![PostView {
        title: value.to_owned(),
        link: Some(value.to_owned()),
        author: Some(value.to_owned()),
        source: Some(value.to_owned()),
        date: Some(value.to_owned()),
        day: Some(value.to_owned()),
        html: "<p>Sanitised.\u{E001}</p>".to_owned(),
        excerpt: value.to_owned(),
        picture_url: Some(value.to_owned()),
        topics: vec![value.to_owned()],
    }]
}

/// As much of it as an operator may write.
fn footer(value: &str) -> Footer {
    let plain: String = value.chars().filter(|character| !character.is_control()).take(Footer::LONGEST).collect();
    plain.parse().unwrap()
}

#[test]
fn digests_keep_hostile_words_as_words() {
    let templates = Templates::load(None).unwrap();
    let ours = HoleValues {
        unsubscribe_url: "https://mail.example/u/1".to_owned(),
        preferences_url: "https://mail.example/p/1".to_owned(),
    };
    for value in values() {
        for theme in Theme::ALL {
            let view = DigestView {
                list: ListView { name: value.clone(), site: site(&value), postal_address: Some(value.clone()) },
                date_line: value.clone(),
                schedule: value.clone(),
                introduction: String::new(),
                posts: hostile_posts(&value),
                look: Look { theme: *theme, by_topic: true, footer: footer(&value), ..Look::default() },
                web_url: None,
                counting: Counting::default(),
            };
            let edition = templates.digest(&view, english()).unwrap();
            let subject = edition.subject.to_stored();
            assert!(!subject.contains(['\r', '\n']) && !subject.is_empty(), "{value:?}");
            is_unharmed(&edition.html.fill(&ours, Escape::Html), &value);
            for hole in [Hole::UnsubscribeUrl, Hole::PreferencesUrl] {
                let stored = edition.text.to_stored();
                assert_eq!(stored.matches(hole.mark()).count(), 1, "{value:?} brought a mark of its own");
            }
            assert!(!edition.text.to_stored().contains('\u{1b}'));
        }
    }
}

/// Every text of every sample mail for one person replaced.
fn hostile_mails(value: &str) -> Vec<SingleMail> {
    let v = || value.to_owned();
    let some = || Some(value.to_owned());
    let logo = || Logo {
        address: "https://blog.example/logo.png".parse().unwrap(),
        alt: v(),
        size: LogoSize { width: 160, height: 40 },
    };
    let look = || Look { theme: Theme::Magazine, logo: Some(logo()), footer: footer(value), ..Look::default() };
    let from = || Letterhead { site: site(value), postal_address: some(), look: look() };
    let asked = |view: ConfirmationView| ConfirmationView {
        from: from(),
        lists: vec![v(), v()],
        schedule: some(),
        until: v(),
        disown_url: "https://mail.example/n/1".to_owned(),
        confirm_url: view.confirm_url,
    };
    let links = |view: LinksView| LinksView {
        from: from(),
        lists: view.lists.into_iter().map(|list| ListLinksView { name: v(), schedule: v(), ..list }).collect(),
        data: view.data,
    };
    let replace = |mail| match mail {
        SingleMail::Confirmation(view) => SingleMail::Confirmation(asked(view)),
        SingleMail::Reminder(view) => SingleMail::Reminder(asked(view)),
        SingleMail::Welcome(view) => SingleMail::Welcome(WelcomeView {
            from: from(),
            list: v(),
            schedule: v(),
            next_digest: some(),
            posts: view.posts.iter().map(|_| PostLinkView { title: v(), link: some(), date: some() }).collect(),
            ..view
        }),
        SingleMail::Known(view) => SingleMail::Known(links(view)),
        SingleMail::Link(view) => SingleMail::Link(links(view)),
        SingleMail::Goodbye(view) => SingleMail::Goodbye(GoodbyeView { from: from(), list: v(), ..view }),
        SingleMail::Address(view) => SingleMail::Address(AddressView { from: from(), until: v(), ..view }),
        SingleMail::Moved(view) => SingleMail::Moved(MovedView { from: from(), ..view }),
        SingleMail::Alarm(view) => SingleMail::Alarm(AlarmView { from: from(), list: v(), ..view }),
    };
    SingleMail::samples().into_iter().map(replace).collect()
}

#[test]
fn mails_for_one_person_keep_hostile_words_as_words() {
    let templates = Templates::load(None).unwrap();
    for value in values() {
        for hostile in hostile_mails(&value) {
            let mail = templates.single_mail(&hostile, english()).unwrap();
            is_unharmed(&mail.html, &value);
            assert!(!mail.subject.contains(['\r', '\n']));
        }
    }
}

/// Every text of every sample page replaced.
fn hostile_pages(value: &str) -> Vec<Page> {
    let v = || value.to_owned();
    let some = || Some(value.to_owned());
    let choices = |choices: &[ScheduleChoice]| -> Vec<ScheduleChoice> {
        choices
            .iter()
            .map(|choice| ScheduleChoice { name: v(), label: v(), effect: some(), ..choice.clone() })
            .collect()
    };
    let topics = |choices: &[TopicChoice]| -> Vec<TopicChoice> {
        choices.iter().map(|choice| TopicChoice { name: v(), ..choice.clone() }).collect()
    };
    let resend = |form: &Resend| Resend {
        action: form.action.clone(),
        fields: vec![HiddenField { name: v(), value: v() }],
        after: v(),
    };
    let mut pages = Page::samples();
    for page in &mut pages {
        match page {
            Page::Lists(view) => {
                (view.email, view.email_error, view.lists_error) = (v(), some(), some());
                view.choice_error = some();
                for list in &mut view.lists {
                    (list.slug, list.name, list.description, list.schedule) = (v(), v(), some(), v());
                    (list.schedule_error, list.topics_error) = (some(), some());
                    list.schedules = choices(&list.schedules);
                    list.topics = topics(&list.topics);
                }
            }
            Page::Subscribe(view) => {
                (view.name, view.description, view.when, view.email) = (v(), some(), v(), v());
                (view.email_error, view.schedule_error) = (some(), some());
                view.topics_error = some();
                view.schedules = choices(&view.schedules);
                view.topics = topics(&view.topics);
            }
            Page::CheckMail(view) => {
                (view.address, view.until) = (v(), v());
                view.resend = resend(&view.resend);
            }
            Page::SendLink(view) => (view.email, view.email_error) = (v(), some()),
            Page::LinkSent(view) => (view.address, view.resend) = (v(), resend(&view.resend)),
            Page::Confirm(view) => (view.lists, view.address, view.schedule) = (vec![v(), v()], v(), some()),
            Page::Confirmed(view) | Page::Resubscribed(view) => (view.lists, view.next_digest) = (vec![v()], some()),
            Page::Unsubscribe(view) => (view.list, view.address) = (v(), v()),
            Page::Unsubscribed(view) => (view.lists, view.address) = (vec![v(), v()], v()),
            Page::Preferences(view) => {
                (view.list, view.address) = (v(), v());
                (view.next_digest, view.paused_until, view.other_lists) = (some(), some(), vec![v()]);
                view.schedules = choices(&view.schedules);
                view.topics = topics(&view.topics);
                let errors = &mut view.errors;
                (errors.schedule, errors.clock, errors.topics, errors.pause) = (some(), some(), some(), some());
                (errors.address, errors.language) = (some(), some());
                for language in &mut view.languages {
                    (language.value, language.label) = (v(), v());
                }
            }
            Page::PreferencesSaved(view) => {
                (view.list, view.schedule, view.next_digest, view.topics) = (v(), v(), some(), vec![v()]);
            }
            Page::MailSent(address) | Page::AddressMoved { address, .. } => *address = v(),
            Page::MoveAddress(view) => view.address = v(),
            Page::YourData(view) => view.address = v(),
            Page::Paused(view) => (view.list, view.until, view.next_digest) = (v(), some(), some()),
            Page::Disown(view) | Page::Disowned(view) => (view.site, view.list, view.address) = (v(), v(), v()),
            Page::Embed(view) => {
                (view.name, view.list, view.base, view.invitation, view.promise) = (v(), v(), v(), v(), v());
                (view.email, view.trap) = (v(), v());
                for placement in &mut view.placements {
                    (placement.heading, placement.text, placement.button) = (v(), v(), v());
                }
            }
            Page::OnceMore(form) => form.fields = vec![HiddenField { name: v(), value: v() }],
            Page::TooMany(again) => *again = v(),
            Page::BadRequest(instead) => *instead = some(),
            Page::Archive(page) => hostile_archive(page, value),
            Page::Pass(list) => *list = v(),
            Page::Gate(view) => {
                (view.gate, view.back_url, view.blog) = (hostile_gate(&view.gate, value), v(), v());
            }
            Page::LinkInvalid(_) | Page::Erased | Page::NotFound | Page::DomainRefused | Page::Unavailable => {}
        }
    }
    pages
}

fn hostile_gate(gate: &GateBox, value: &str) -> GateBox {
    GateBox { list: value.to_owned(), when: value.to_owned(), ..gate.clone() }
}

fn hostile_archive(page: &mut ArchivePage, value: &str) {
    let v = || value.to_owned();
    let some = || Some(value.to_owned());
    let frame = |frame: &mut ArchiveFrame| {
        (frame.list, frame.card.title, frame.card.description) = (v(), v(), some());
        (frame.card.canonical_url, frame.card.picture_url, frame.card.published) = (v(), some(), some());
    };
    let text = |post: &mut PostText| (post.label, post.author, post.date, post.link) = (v(), some(), v(), some());
    match page {
        ArchivePage::Posts(view) => {
            frame(&mut view.frame);
            view.promise = some();
            for post in &mut view.posts {
                (post.label, post.date, post.words) = (v(), v(), v());
            }
        }
        ArchivePage::Digests(view) => {
            frame(&mut view.frame);
            for digest in &mut view.digests {
                (digest.date, digest.titles) = (v(), vec![v(), v()]);
            }
        }
        ArchivePage::Post(view) => {
            frame(&mut view.frame);
            text(&mut view.post);
            view.gate = view.gate.as_ref().map(|gate| hostile_gate(gate, value));
        }
        ArchivePage::Digest(view) => {
            frame(&mut view.frame);
            view.date = v();
            view.posts.iter_mut().for_each(text);
            view.gate = view.gate.as_ref().map(|gate| hostile_gate(gate, value));
        }
    }
}

#[test]
fn pages_keep_hostile_words_as_words() {
    let templates = Templates::load(None).unwrap();
    for value in values() {
        for page in hostile_pages(&value) {
            let site = SiteView { name: value.clone(), ..SiteView::sample() };
            is_unharmed(&templates.page(&site, &page, english()).unwrap(), &value);
        }
    }
}

#[test]
fn a_typed_address_comes_back_into_its_field_as_it_was() {
    let templates = Templates::load(None).unwrap();
    let typed = "\"><script>{{ 7*7 }}</script>@x";
    for mut page in Page::samples() {
        let Page::Subscribe(view) = &mut page else { continue };
        view.email = typed.to_owned();
        let html = templates.page(&SiteView::sample(), &page, english()).unwrap();
        let tree = scraper::Html::parse_document(&html);
        let field = tree.select(&scraper::Selector::parse("#email").unwrap()).next().unwrap();
        assert_eq!(field.attr("value"), Some(typed));
    }
}
