//! What law and mailbox providers ask of a digest's looks: a way to leave that is seen, and the sender's postal address, in both parts. A template
//! that leaves them out is refused before anybody is mailed. So is one that counts and does not say so.

use scraper::{ElementRef, Html, Selector};

use super::digest::what_is_counted;
use super::holes::{Hole, without_marks};
use super::locale::Locale;
use super::mail::Mail;
use super::template_set::{TemplateError, TemplateSet};
use super::views::DigestView;

/// Declarations, without spaces, by which an element is not seen.
const HIDING: [&str; 9] = [
    "display:none",
    "visibility:hidden",
    "font-size:0",
    "opacity:0",
    "max-height:0",
    "height:0",
    "width:0",
    "mso-hide:all",
    "text-indent:-",
];

impl TemplateSet {
    /// Refuses a digest without a way to leave or without the postal address. Marks are still in it.
    pub(super) fn require_the_law(&self, view: &DigestView, mail: &Mail) -> Result<(), TemplateError> {
        let leave = Hole::UnsubscribeUrl.mark();
        if !mail.text.contains(leave) {
            return Err(self.problem(
                "mail/digest/body.txt",
                "it shows no {{ unsubscribe_url }}: every mail needs a way to leave",
            ));
        }
        if !has_visible_link(&mail.html, leave) {
            return Err(self.problem(
                "mail/digest/body.html",
                "it has no link to {{ unsubscribe_url }} that readers see: every mail needs a way to leave",
            ));
        }
        let Some(address) = view.list.postal_address.as_deref().map(without_marks) else { return Ok(()) };
        let words = words_of(&mail.html);
        for (name, text) in [("mail/digest/body.txt", mail.text.as_str()), ("mail/digest/body.html", &words)] {
            if !address.lines().all(|line| holds(text, &without_marks(line))) {
                return Err(self.problem(name, "it does not show {{ list.postal_address }}: every mail needs it"));
            }
        }
        Ok(())
    }
}

impl TemplateSet {
    /// Refuses a digest that is counted and does not say so.
    pub(super) fn require_what_is_counted(
        &self,
        view: &DigestView,
        locale: &Locale,
        mail: &Mail,
    ) -> Result<(), TemplateError> {
        let sentence = what_is_counted(view.counting, locale);
        if sentence.is_empty() {
            return Ok(());
        }
        let words = words_of(&mail.html);
        for (name, text) in [("mail/digest/body.txt", mail.text.as_str()), ("mail/digest/body.html", &words)] {
            if !holds(text, &sentence) {
                return Err(self.problem(name, "it does not show {{ counted }}: what is counted must be said"));
            }
        }
        Ok(())
    }
}

fn words_of(html: &str) -> String {
    Html::parse_document(html).root_element().text().collect()
}

/// Whether a text holds a line, however it is wrapped.
fn holds(text: &str, line: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    plain(text).contains(&plain(line))
}

/// Whether a link with `mark` in its address has words, and nothing around it hides them.
fn has_visible_link(html: &str, mark: char) -> bool {
    let links = Selector::parse("a[href]").expect("a constant selector");
    let tree = Html::parse_document(html);
    tree.select(&links).any(|link| {
        let leads_there = link.value().attr("href").is_some_and(|href| href.contains(mark));
        let has_words = link.text().any(|text| !text.trim().is_empty());
        leads_there && has_words && !is_hidden(link)
    })
}

/// Whether an element, or one around it, is hidden by its own style or attribute.
pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(around).any(|element| {
        let style: String = element.value().attr("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        element.value().attr("hidden").is_some() || style.split(';').any(hides)
    })
}

fn hides(declaration: &str) -> bool {
    HIDING.iter().any(|hiding| {
        let rest = declaration.strip_prefix(hiding);
        // `opacity:0.9` and `font-size:0.9em` are seen.
        rest.is_some_and(|rest| {
            hiding.ends_with('-') || !rest.starts_with(|next: char| next == '.' || next.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_counts_when_it_can_be_seen() {
        for (html, seen) in [
            ("<a href=\"X\">leave</a>", true),
            ("<p style=\"font-size: 0.9em; opacity: 0.8\"><a href=\"X\">leave</a></p>", true),
            ("<a href=\"X\"> </a>", false),
            ("<a href=\"https://example.org\">leave</a>", false),
            ("<div style=\"display: none\"><p><a href=\"X\">leave</a></p></div>", false),
            ("<a style=\"FONT-SIZE:0px\" href=\"X\">leave</a>", false),
            ("<div hidden><a href=\"X\">leave</a></div>", false),
            ("<!-- <a href=\"X\">leave</a> -->", false),
        ] {
            assert_eq!(has_visible_link(html, 'X'), seen, "{html}");
        }
    }
}
