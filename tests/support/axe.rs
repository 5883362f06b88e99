//! axe-core in the page that a browser shows: what it holds against the page, as WCAG 2.2 A and AA have it.
//!
//! The script is a third party's and no part of this repository: `tests/run` fetches it into a folder of its own and names it in
//! `LETTERBELL_TEST_AXE`.

use super::browser::Browser;
use super::left_out::{left_out, variable};

/// axe-core, ready to be put into pages.
pub struct Axe {
    source: String,
}

/// Runs the rules, and tells what is serious or worse: the rule, its words, and the elements.
const RUN: &str = r#"
const found = await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
});
return found.violations
  .filter((violation) => ["serious", "critical"].includes(violation.impact))
  .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html + " " + node.failureSummary).join(" | ")}`);
"#;

impl Axe {
    /// Takes axe-core from where `tests/run` put it, or leaves `test` out.
    pub fn open(test: &str) -> Option<Self> {
        let Some(path) = variable("LETTERBELL_TEST_AXE") else {
            left_out(test, "there is no axe-core (LETTERBELL_TEST_AXE); tests/run fetches it");
            return None;
        };
        let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        Some(Self { source })
    }

    /// What is serious or critical on the page that `browser` shows, shadow roots and open dialogs included: what and where.
    pub async fn finds(&self, browser: &Browser) -> Vec<String> {
        // The driver puts it in past the page's content policy, and waits for the promise.
        browser.script(&format!("if (!window.axe) {{ {}; }}", self.source)).await;
        let found = browser.script(&format!("return (async () => {{ {RUN} }})();")).await;
        serde_json::from_value(found).expect("the script returns a list of texts")
    }

    /// Holds the page that `browser` shows against the rules.
    ///
    /// # Panics
    /// When anything serious or critical is found, with what and where.
    pub async fn finds_nothing(&self, browser: &Browser, what: &str) {
        let found = self.finds(browser).await;
        assert!(found.is_empty(), "{what}: axe-core: {found:#?}");
    }
}
