//! A page as its visitor sees it.

use scraper::{ElementRef, Html, Selector};

/// The parts of a page that a visitor acts on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The words of its first heading.
    pub(super) heading: String,
    /// The words on its buttons, in order.
    pub(super) buttons: Vec<String>,
    /// Whether a form on it asks for an address, in a field called `email`.
    pub(super) asks_for_address: bool,
    /// The schedules that it offers.
    pub(super) schedules: Vec<ScheduleChoice>,
}

/// A schedule that a page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScheduleChoice {
    /// What the form sends.
    pub(super) name: String,
    /// What the visitor reads.
    pub(super) label: String,
    /// Whether it is the chosen one.
    pub(super) chosen: bool,
}

impl Page {
    pub(super) fn read(html: &str) -> Self {
        let document = Html::parse_document(html);
        let all = |selector: &str| -> Vec<ElementRef<'_>> { document.select(&literal(selector)).collect() };
        Self {
            heading: all("h1").first().map(|heading| words(*heading)).unwrap_or_default(),
            buttons: all("form[method=post] button").into_iter().map(words).collect(),
            asks_for_address: !all("form[method=post] input[name=email]").is_empty(),
            schedules: all("input[type=radio][name=schedule]").into_iter().map(choice).collect(),
        }
    }

    /// The schedule that the page shows as chosen.
    pub(super) fn chosen_schedule(&self) -> Option<&ScheduleChoice> {
        self.schedules.iter().find(|choice| choice.chosen)
    }
}

fn choice(radio: ElementRef<'_>) -> ScheduleChoice {
    let name = radio.attr("value").unwrap_or_default().to_owned();
    let around = radio.parent().and_then(ElementRef::wrap);
    let label = around.and_then(|label| label.select(&literal(".name")).next()).map(words);
    ScheduleChoice { label: label.unwrap_or_else(|| name.clone()), name, chosen: radio.attr("checked").is_some() }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn literal(selector: &str) -> Selector {
    Selector::parse(selector).expect("every selector is a literal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_a_visitor_can_do_on_it() {
        let page = Page::read(
            r#"<form action=/find><button>Find</button></form><h1>Your mail
               from <bdi>Bells</bdi>?</h1>
               <form method="post"><label class="choice"><input type="radio" name="schedule" value="now" checked><span class="name">As it
               appears</span><span class="hint">soon</span></label><label><input type="radio" name="schedule" value="weekly"></label>
               <button type="submit">Save</button></form>"#,
        );
        let choices = [("now", "As it appears", true), ("weekly", "weekly", false)];
        assert_eq!(
            page,
            Page {
                heading: "Your mail from Bells?".to_owned(),
                buttons: vec!["Save".to_owned()],
                asks_for_address: false,
                schedules: choices
                    .map(|(name, label, chosen)| ScheduleChoice { name: name.into(), label: label.into(), chosen })
                    .to_vec(),
            }
        );
        assert_eq!(page.chosen_schedule().unwrap().name, "now");
    }

    #[test]
    fn an_address_is_asked_for_by_a_form_that_posts() {
        assert!(Page::read("<form method='post'><input type=email name=email></form>").asks_for_address);
        assert!(!Page::read("<form><input type=email name=email></form>").asks_for_address);
    }
}
