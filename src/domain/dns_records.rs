//! What receivers of mail look up about a sender's domain, read as far as a set-up can go wrong: SPF (RFC 7208), DMARC (RFC 7489), DKIM keys
//! (RFC 6376). Whether a record would let a given mail pass is the receivers' to say.

/// A domain's SPF record, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spf {
    /// The domains whose records it takes in: `include` and `redirect`.
    pub includes: Vec<String>,
    /// Terms that make the receiver ask once more, those among them; ten are allowed in all (RFC 7208 §4.6.4).
    pub lookups: usize,
    /// Whether anybody passes: `+all`.
    pub lets_anybody: bool,
    /// Whether nobody passes: nothing but a refusal of all.
    pub lets_nobody: bool,
}

/// Terms of an SPF record that cost a look-up.
const ASKING: [&str; 5] = ["include", "a", "mx", "ptr", "exists"];

impl Spf {
    /// Reads a TXT record; `None` when it is no SPF record.
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = text.split_ascii_whitespace();
        if !terms.next()?.eq_ignore_ascii_case("v=spf1") {
            return None;
        }
        let mut spf = Self { includes: Vec::new(), lookups: 0, lets_anybody: false, lets_nobody: true };
        for term in terms {
            let lower = term.to_ascii_lowercase();
            if let Some(domain) = lower.strip_prefix("redirect=") {
                spf.includes.push(domain.to_owned());
                (spf.lookups, spf.lets_nobody) = (spf.lookups + 1, false);
                continue;
            }
            let (passes, mechanism) = match lower.split_at_checked(1) {
                Some(("-" | "~" | "?", rest)) => (false, rest),
                Some(("+", rest)) => (true, rest),
                _ => (true, lower.as_str()),
            };
            let name = mechanism.split([':', '/', '=']).next().unwrap_or_default();
            spf.lookups += usize::from(ASKING.contains(&name));
            spf.lets_anybody |= passes && name == "all";
            spf.lets_nobody &= name == "all" && !passes || mechanism.contains('=');
            if let (true, Some(domain)) = (name == "include", mechanism.strip_prefix("include:")) {
                spf.includes.push(domain.to_owned());
            }
        }
        Some(spf)
    }
}

/// What a domain asks receivers to do with mail that passes neither SPF nor DKIM: `p=` of its DMARC record, in lower case.
///
/// `None` when the text is no DMARC record; an empty policy when it names none.
pub fn dmarc_policy(text: &str) -> Option<String> {
    let mut tags =
        text.split(';').filter_map(|tag| tag.split_once('=')).map(|(name, value)| (name.trim(), value.trim()));
    let (first, version) = tags.next()?;
    if !first.eq_ignore_ascii_case("v") || version != "DMARC1" {
        return None;
    }
    let policy = tags.find(|(name, _)| name.eq_ignore_ascii_case("p")).map(|(_, value)| value.to_ascii_lowercase());
    Some(policy.unwrap_or_default())
}

/// A key's public half in a DKIM record, without white space; empty when the key was withdrawn, `None` when there is none.
pub fn dkim_key_of(text: &str) -> Option<String> {
    let mut tags = text.split(';').filter_map(|tag| tag.split_once('='));
    let (_, key) = tags.find(|(name, _)| name.trim() == "p")?;
    Some(key.split_ascii_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_spf_record_is_taken_apart() {
        let spf =
            Spf::parse("v=spf1 include:_spf.example.net mx ip4:192.0.2.0/24 a/24 exists:%{i}.x.example ~all").unwrap();
        assert_eq!(spf.includes, ["_spf.example.net"]);
        assert_eq!((spf.lookups, spf.lets_anybody, spf.lets_nobody), (4, false, false));
        assert_eq!(Spf::parse("v=spf1 redirect=_spf.example.net").unwrap().includes, ["_spf.example.net"]);
        assert!(Spf::parse("v=spf1 a all").unwrap().lets_anybody);
        assert!(Spf::parse("V=SPF1 -all").unwrap().lets_nobody);
        assert!(Spf::parse("v=spf1").unwrap().lets_nobody);
        assert!(!Spf::parse("v=spf1 ip6:2001:db8::/32 -all").unwrap().lets_nobody);
        for other in ["", "v=spf10 -all", "v=DMARC1; p=none", "spf1 -all"] {
            assert_eq!(Spf::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_dmarc_record_says_a_policy() {
        assert_eq!(dmarc_policy("v=DMARC1; p=Quarantine; rua=mailto:a@example.org").as_deref(), Some("quarantine"));
        assert_eq!(dmarc_policy("v=DMARC1;rua=mailto:a@example.org").as_deref(), Some(""));
        assert_eq!(dmarc_policy("p=none; v=DMARC1"), None, "the version comes first");
        assert_eq!(dmarc_policy("v=spf1 -all"), None);
    }

    #[test]
    fn a_dkim_record_holds_a_key() {
        assert_eq!(dkim_key_of("v=DKIM1; k=rsa; p=MIIB IjAN").as_deref(), Some("MIIBIjAN"));
        assert_eq!(dkim_key_of("v=DKIM1; p=").as_deref(), Some(""));
        assert_eq!(dkim_key_of("v=DKIM1"), None);
    }
}
