use super::*;

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const BEES: ListId = ListId::new(1);
const WAX: ListId = ListId::new(2);

fn guard(change: impl FnOnce(&mut GuardRules)) -> Guard {
    let mut rules = GuardRules {
        per_address: ConfirmationCaps { interval: Duration::from_secs(600), per_day: 3 },
        per_network_hour: 1000,
        per_list_hour: 1000,
        per_hour: 1000,
        domains: DomainRules::default(),
        burst: 1000,
        burst_of_confirmations: 1000,
        burst_of_departures: 1000,
        most_quarantined: 1000,
        form_times: FormTimes { fastest: Duration::from_secs(1), oldest: Duration::from_secs(30 * 24 * 3600) },
        most_unstamped: 1000,
        proof_of_work: ProofOfWork::InBursts,
    };
    change(&mut rules);
    Guard::new(rules, &MasterKey::new(&[7; 32]))
}

fn ask(guard: &Guard, visitor: &str, list: ListId) -> Result<Standing, Refused> {
    let address = EmailAddress::parse("ada@example.org").unwrap();
    let form = Some(StampedForm { stamp: "", proof: "", email: "" });
    let ask = Ask { visitor: visitor.parse().unwrap(), address: &address, lists: &[list], form };
    guard.admit(&ask, NOW).map(|admission| admission.standing())
}

fn is_refused(asked: Result<Standing, Refused>) -> bool {
    matches!(asked, Err(Refused::TooMany(wait)) if wait > Duration::from_secs(60))
}

#[test]
fn a_network_is_stopped_and_others_are_not() {
    let guard = guard(|rules| rules.per_network_hour = 2);
    for visitor in ["2001:db8::1", "2001:db8::2", "192.0.2.1", "::ffff:192.0.2.2"] {
        assert_eq!(ask(&guard, visitor, BEES), Ok(Standing::AtOnce), "{visitor}");
    }
    assert!(is_refused(ask(&guard, "2001:db8::3", BEES)));
    assert!(is_refused(ask(&guard, "192.0.2.255", BEES)));
    assert!(ask(&guard, "2001:db8:0:1::3", BEES).is_ok());
    assert!(ask(&guard, "192.0.3.1", BEES).is_ok());
}

#[test]
fn a_list_is_stopped_and_others_are_not() {
    let guard = guard(|rules| rules.per_list_hour = 1);
    assert!(ask(&guard, "192.0.2.1", BEES).is_ok());
    assert!(is_refused(ask(&guard, "192.0.3.1", BEES)));
    assert!(ask(&guard, "192.0.4.1", WAX).is_ok());
}

#[test]
fn all_together_are_stopped_too() {
    let guard = guard(|rules| rules.per_hour = 2);
    assert!(ask(&guard, "192.0.2.1", BEES).is_ok());
    assert!(ask(&guard, "192.0.3.1", WAX).is_ok());
    assert!(is_refused(ask(&guard, "192.0.4.1", BEES)));
}

#[test]
fn in_a_burst_requests_wait_and_are_not_refused() {
    let guard = guard(|rules| (rules.burst, rules.per_list_hour, rules.most_quarantined) = (2, 2, 3));
    let asked = |n: u32| ask(&guard, &format!("192.0.{n}.1"), BEES);
    assert_eq!([asked(1), asked(2)], [Ok(Standing::AtOnce); 2]);
    assert_eq!([asked(3), asked(4), asked(5)], [Ok(Standing::Quarantined); 3]);
    assert!(is_refused(asked(6)), "what waits is bounded, too");
    assert_eq!(ask(&guard, "192.0.7.1", WAX), Ok(Standing::AtOnce), "another list has no burst");
}

#[test]
fn a_blocked_domain_costs_nobody_anything() {
    let guard = guard(|rules| (rules.domains.blocked, rules.per_network_hour) = (vec!["example.org".to_owned()], 1));
    assert_eq!(ask(&guard, "192.0.2.1", BEES), Err(Refused::Domain));
    assert_eq!(ask(&guard, "192.0.2.1", BEES), Err(Refused::Domain));
}

#[test]
fn a_flood_for_one_address_waits_for_no_row_and_others_are_not_held_back() {
    let guard = guard(|rules| rules.per_network_hour = 10_000);
    for _ in 0..20 {
        assert_eq!(ask(&guard, "192.0.2.1", BEES), Ok(Standing::AtOnce));
    }
    assert_eq!(ask(&guard, "198.51.100.1", BEES), Ok(Standing::Spent), "whoever asks, for whichever list");
    assert_eq!(ask(&guard, "198.51.100.1", WAX), Ok(Standing::Spent));
    let address = EmailAddress::parse("Bob@example.org").unwrap();
    let other = Ask { visitor: [192, 0, 2, 1].into(), address: &address, lists: &[BEES], form: None };
    assert_eq!(guard.admit(&other, NOW).map(|admission| admission.standing()), Ok(Standing::AtOnce));
    let later = NOW.plus(Duration::from_secs(600));
    let address = EmailAddress::parse("ADA@example.org").unwrap();
    let again = Ask { visitor: [192, 0, 2, 1].into(), address: &address, lists: &[BEES], form: None };
    assert_eq!(guard.admit(&again, NOW).map(|admission| admission.standing()), Ok(Standing::Spent), "in capitals, too");
    assert_eq!(guard.admit(&again, later).map(|admission| admission.standing()), Ok(Standing::AtOnce));
}
