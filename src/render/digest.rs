//! A digest's edition: its posts as its look shows them, in their sections, and no longer than mail programs show.

mod laid_out;

use laid_out::LaidOut;
use serde_json::{Value as Json, json};

use super::content::{Content, Frame};
use super::counted::growth;
use super::holes::{Cut, Escape, Hole, HoleValues, Part, Piece, without_marks};
use super::locale::Locale;
use super::look;
use super::mail::{Edition, Mail, direction_of_text, one_line};
use super::personal::put_in_place;
use super::template_set::{TemplateError, TemplateSet, context};
use super::text;
use super::views::{DigestView, PostView};
use crate::domain::counting::Counting;

/// The HTML of a mail is kept below this, in bytes, before the personal links are filled in: Gmail cuts off what comes after about
/// 102 KB, the way to leave included.
const MOST_HTML: usize = 98_000;

/// A digest under way to its edition.
struct Draft<'a> {
    view: &'a DigestView,
    posts: Vec<LaidOut<'a>>,
    /// What stands above them, in HTML and in text; nothing where the operator says nothing.
    introduction: Option<Json>,
    /// The level of a post's title: below the list's name, or below the name of its section.
    heading: u8,
    /// Whether the reason for the mail, the ways to leave and the postal address stand before the posts: what stands last might be cut off.
    foot_first: bool,
}

impl TemplateSet {
    /// Renders a digest. Posts that would make it longer than mail programs show are cut between their elements, the longest first; when
    /// that is not enough, all are told by their titles.
    pub fn digest(&self, view: &DigestView, locale: &Locale) -> Result<Edition, TemplateError> {
        let posts = in_sections(view);
        let heading = if posts.iter().any(|(_, section)| section.is_some()) { 3 } else { 2 };
        let frame = Frame { column: look::column(&view.look), first_heading: heading + 1 };
        let laid_out = posts.into_iter().map(|(post, section)| LaidOut::new(post, section, &view.look, frame, locale));
        let introduction = introduction(view, Frame { first_heading: 2, ..frame }, locale);
        let mut draft = Draft { view, posts: laid_out.collect(), introduction, heading, foot_first: false };
        let mut parts = Vec::new();
        let mut mail = self.rendered(&draft, locale, &mut parts)?;
        let mut room = MOST_HTML;
        let length = |mail: &Mail| mail.html.len() + if view.counting.clicks { growth(&mail.html) } else { 0 };
        while length(&mail) > MOST_HTML && draft.shorten(length(&mail), room) {
            mail = self.rendered(&draft, locale, &mut parts)?;
            room = room.saturating_sub(MOST_HTML / 10);
        }
        self.require_the_law(view, &mail)?;
        self.require_what_is_counted(view, locale, &mail)?;
        let html = put_in_place(&mail.html, &mut parts);
        mail.html = html.map_err(|problem| self.problem("mail/digest/body.html", problem))?;
        let cut = |name: &str, text: &str| {
            Cut::from_stored(text, &parts).map_err(|_| self.problem(name, "a condition begins in it and does not end"))
        };
        let html = self.leaving_for_everybody("mail/digest/body.html", cut("mail/digest/body.html", &mail.html)?)?;
        let text = self.leaving_for_everybody("mail/digest/body.txt", cut("mail/digest/body.txt", &mail.text)?)?;
        let subject = cut("mail/digest/subject.txt", &mail.subject)?;
        if subject.fill(&HoleValues::none(), Escape::None).trim().is_empty() {
            let problem = "it is empty for readers of whom nothing is known: give the merge fields fallbacks";
            return Err(self.problem("mail/digest/subject.txt", problem));
        }
        Ok(Edition { subject, html, text, parts })
    }

    /// Refuses a way to leave that only some readers see.
    fn leaving_for_everybody(&self, name: &str, cut: Cut) -> Result<Cut, TemplateError> {
        if cut.pieces().contains(&Piece::Hole(Hole::UnsubscribeUrl)) {
            return Ok(cut);
        }
        Err(self.problem(name, "its {{ unsubscribe_url }} depends on a condition: everybody needs a way to leave"))
    }

    fn rendered(&self, draft: &Draft<'_>, locale: &Locale, parts: &mut Vec<Part>) -> Result<Mail, TemplateError> {
        let mut context = draft.context();
        context["counted"] = json!(what_is_counted(draft.view.counting, locale));
        context["opening"] =
            json!(one_line(&self.render_with_parts("mail/digest/opening.txt", locale, &context, parts)?));
        self.mail("mail/digest", context, locale, parts)
    }
}

impl Draft<'_> {
    fn context(&self) -> Json {
        let view = self.view;
        let posts: Vec<Json> = self.posts.iter().enumerate().map(|(at, post)| post.context(at + 1)).collect();
        let mut context = json!({
            "list": context(&view.list),
            "site": context(&view.list.site),
            "date_line": context(&view.date_line),
            "schedule": context(&view.schedule),
            "web_url": view.web_url,
            "shortened": self.posts.iter().any(|post| post.shortened),
            "foot_first": self.foot_first,
            "heading": self.heading,
            "has_sources": has_sources(&view.posts),
            "introduction": self.introduction,
            "posts": posts,
        });
        look::dress(&mut context, &view.look);
        for (name, hole) in Hole::ALL {
            context[name] = json!(hole.mark());
        }
        context
    }

    /// Makes the mail, now `length` bytes long, fit into `room`: cuts the longest posts, all to one length; then tells all by their titles;
    /// then at least puts the foot where nobody cuts it off. False when all is done.
    fn shorten(&mut self, length: usize, room: usize) -> bool {
        let content: usize = self.posts.iter().map(LaidOut::weight).sum();
        if content > 0 {
            // Inlined styles make every post longer by about the same share.
            let over = (content * length.saturating_sub(room) / length.max(1)).max(1);
            let most = level(self.posts.iter().map(LaidOut::weight).collect(), content - over.min(content));
            for post in self.posts.iter_mut().filter(|post| post.weight() > most) {
                post.shorten(most);
            }
            return true;
        }
        if self.posts.iter().any(|post| !post.is_brief) {
            self.posts.iter_mut().for_each(LaidOut::tell_by_title);
            return true;
        }
        !std::mem::replace(&mut self.foot_first, true)
    }
}

/// What readers are told of what is counted; nothing where nothing is.
pub(super) fn what_is_counted(counting: Counting, locale: &Locale) -> String {
    let message = match (counting.clicks, counting.opens) {
        (false, false) => return String::new(),
        (true, false) => "digest-counted-clicks",
        (false, true) => "digest-counted-opens",
        (true, true) => "digest-counted-both",
    };
    locale.say(message, &[])
}

/// The operator's text as templates get it: words and nothing else, whatever it looks like.
fn introduction(view: &DigestView, frame: Frame, locale: &Locale) -> Option<Json> {
    let html = Content::read(&without_marks(&view.introduction), frame, locale)?.whole().html;
    let text = text::from_html(&html, locale);
    (!html.trim().is_empty()).then(|| json!({ "html": html, "direction": direction_of_text(&text), "text": text }))
}

/// Whether the posts come from several blogs.
fn has_sources(posts: &[PostView]) -> bool {
    let mut sources = posts.iter().filter_map(|post| post.source.as_deref());
    sources.next().is_some_and(|first| sources.any(|other| other != first))
}

/// The posts in the order in which they are shown, each with the name of the section that it opens; the empty name is for what has no topic.
fn in_sections(view: &DigestView) -> Vec<(&PostView, Option<&str>)> {
    let topic = |post: &PostView| post.topics.first().map_or("", String::as_str).to_owned();
    let mut topics: Vec<&str> = Vec::new();
    for post in &view.posts {
        if let Some(topic) = post.topics.first().filter(|topic| !topics.contains(&topic.as_str())) {
            topics.push(topic);
        }
    }
    if !view.look.by_topic || topics.is_empty() {
        return view.posts.iter().map(|post| (post, None)).collect();
    }
    topics.push("");
    let mut posts = Vec::new();
    for name in topics {
        let of_topic = view.posts.iter().filter(|post| topic(post) == name).enumerate();
        posts.extend(of_topic.map(|(at, post)| (post, (at == 0).then_some(name))));
    }
    posts
}

/// The length to which the longest of these are cut so that all together are no longer than `total`.
fn level(mut lengths: Vec<usize>, total: usize) -> usize {
    lengths.sort_unstable();
    let mut left = total;
    let count = lengths.len();
    for (index, length) in lengths.into_iter().enumerate() {
        let share = left / (count - index);
        if length > share {
            return share;
        }
        left -= length;
    }
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_are_cut_to_one_length() {
        assert_eq!(level(vec![10, 100, 100], 110), 50);
        assert_eq!(level(vec![100, 10, 60], 100), 45);
        assert_eq!(level(vec![30, 30], 60), usize::MAX);
        assert_eq!(level(vec![30, 30], 0), 0);
    }

    #[test]
    fn posts_stand_under_their_first_topics_in_the_order_of_the_first_posts() {
        let post = |title: &str, topics: &[&str]| PostView {
            title: title.to_owned(),
            topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
            ..PostView::samples().remove(1)
        };
        let posts = vec![post("a", &[]), post("b", &["Tides"]), post("c", &["Bells", "Tides"]), post("d", &["Tides"])];
        let mut view = DigestView { posts, ..DigestView::sample() };
        let order = |view: &DigestView| -> Vec<(String, Option<String>)> {
            let posts = in_sections(view).into_iter();
            posts.map(|(post, section)| (post.title.clone(), section.map(str::to_owned))).collect()
        };
        let of = |title: &str, section: Option<&str>| (title.to_owned(), section.map(str::to_owned));
        assert_eq!(order(&view), [of("a", None), of("b", None), of("c", None), of("d", None)]);
        view.look.by_topic = true;
        assert_eq!(order(&view), [of("b", Some("Tides")), of("d", None), of("c", Some("Bells")), of("a", Some(""))]);
        view.posts.truncate(1);
        assert_eq!(order(&view), [of("a", None)], "no section without a topic");
    }
}
