//! Topics: the categories of posts that a reader may choose.

use std::collections::{BTreeMap, BTreeSet};

/// The topics that a reader chose. None chosen means all of them. Equal choices have equal texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topics(BTreeSet<String>);

/// So many topics of a list can be chosen from, the most frequent ones: more are no help on a page, and each set that readers choose is an
/// edition of its own.
pub const MOST_OFFERED: usize = 12;

impl Topics {
    /// Every topic, also those to come.
    pub const fn all() -> Self {
        Self(BTreeSet::new())
    }

    /// Just these.
    pub fn only(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().collect())
    }

    /// Those ticked among the ones that a form offered; `None` when another one is among them. Who ticks all of them wants those to come, too.
    pub fn chosen(offered: &[String], ticked: Vec<String>) -> Option<Self> {
        if ticked.iter().any(|name| !offered.contains(name)) {
            return None;
        }
        let all = offered.iter().all(|name| ticked.contains(name));
        Some(if all { Self::all() } else { Self::only(ticked) })
    }

    /// Whether every post is wanted.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether this very topic was chosen.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|chosen| same(chosen, name))
    }

    /// Whether a post with these categories is wanted. Feeds spell a category now with a capital letter and now without.
    pub fn want(&self, categories: &[String]) -> bool {
        self.is_all() || categories.iter().any(|category| self.contains(category))
    }

    /// As the database holds it: a JSON list.
    pub fn as_text(&self) -> String {
        serde_json::to_string(&self.0).expect("a list of texts is always JSON")
    }

    /// Reads [`as_text`](Self::as_text) back.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }
}

/// What a list offers, from its newest posts' categories: the most frequent ones, in alphabetical order.
pub fn offered(posts: &[Vec<String>]) -> Vec<String> {
    let mut counted: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for name in posts.iter().flatten() {
        counted.entry(name.trim().to_lowercase()).or_insert((0, name.trim())).0 += 1;
    }
    counted.remove("");
    let mut by_number: Vec<(usize, &str)> = counted.into_values().collect();
    by_number.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    by_number.truncate(MOST_OFFERED);
    let mut names: Vec<String> = by_number.into_iter().map(|(_, name)| name.to_owned()).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn none_chosen_wants_every_post() {
        assert!(Topics::all().want(&[]));
        assert!(Topics::parse("[]").unwrap().want(&words(&["bees"])));
    }

    #[test]
    fn only_posts_of_the_chosen_topics_are_wanted_however_they_are_spelt() {
        let chosen = Topics::only(words(&["Bees", "Honey"]));
        assert!(chosen.want(&words(&["cranes", "bees"])));
        assert!(!chosen.want(&words(&["cranes"])));
        assert!(!chosen.want(&[]));
    }

    #[test]
    fn equal_choices_have_equal_texts() {
        let one = Topics::only(words(&["Honey", "Bees", "Honey"]));
        assert_eq!(one.as_text(), r#"["Bees","Honey"]"#);
        assert_eq!(Topics::parse(&one.as_text()), Some(one));
    }

    #[test]
    fn only_what_was_offered_can_be_chosen_and_all_of_it_is_everything() {
        let offered = words(&["Bees", "Honey"]);
        assert_eq!(Topics::chosen(&offered, words(&["Honey"])), Some(Topics::only(words(&["Honey"]))));
        assert_eq!(Topics::chosen(&offered, words(&["Honey", "Bees"])), Some(Topics::all()));
        assert_eq!(Topics::chosen(&offered, Vec::new()), Some(Topics::only([])));
        assert_eq!(Topics::chosen(&offered, words(&["Honey", "Cranes"])), None);
        assert_eq!(Topics::chosen(&[], words(&["Honey"])), None);
    }

    #[test]
    fn the_most_frequent_topics_are_offered_once_each() {
        let mut posts = vec![words(&["Bees", "Wax"]), words(&["bees "]), words(&["", "Harbour"])];
        posts.extend((0..20).map(|n| vec![format!("rare {n:02}")]));
        let offered = offered(&posts);
        assert_eq!(offered.len(), MOST_OFFERED);
        assert_eq!(offered[..2], words(&["Bees", "Harbour"]));
        assert_eq!(offered.iter().filter(|name| name.eq_ignore_ascii_case("bees")).count(), 1);
    }
}
