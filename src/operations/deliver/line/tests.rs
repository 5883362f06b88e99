use super::*;
use crate::domain::pace::DailyQuota;
use crate::domain::reply::Stage;
use crate::domain::time::Timestamp;
use crate::relay::{FaultCause, LossCause};
use crate::store::{Store, StoreOptions};

pub fn line(change: impl FnOnce(&mut Relay)) -> Arc<RelayLine> {
    let mut relay = Relay { connections: 4, ..Relay::default() };
    change(&mut relay);
    let tls = TlsContext::for_relay(&relay).unwrap();
    Arc::new(RelayLine::new(relay, tls))
}

fn weighing(weight: f64) -> Arc<RelayLine> {
    line(|relay| relay.weight = Some(weight))
}

fn fault() -> RelayFault {
    RelayFault { stage: Stage::Connect, cause: FaultCause::Lost(LossCause::TimedOut) }
}

/// Lets the rest after a fault be over.
fn wake(line: &RelayLine) {
    line.state().rests_until = Some(Instant::now());
}

#[test]
fn after_a_fault_all_rest_and_then_one_tries() {
    let line = line(|_| ());
    assert!((0..4).all(|place| line.rest(place).is_none()) && line.works());
    let before = Instant::now();
    line.note_fault(&fault());
    assert!(!line.works());
    let until_then = |rest: Duration| before.elapsed() + rest >= Duration::from_secs(2);
    assert!((0..4).all(|place| line.rest(place).is_some_and(until_then)));
    wake(&line);
    assert_eq!(line.rest(2), None);
    assert!([0, 1, 3].iter().all(|&place| line.rest(place).is_some()), "the others wait for what it finds");
    assert_eq!(line.rest(2), None, "and it does not wait for itself");
    line.note_success();
    assert!((0..4).all(|place| line.rest(place).is_none()) && line.works());
}

#[test]
fn a_scout_that_found_nothing_out_leaves_it_to_another() {
    let line = line(|_| ());
    line.note_fault(&fault());
    wake(&line);
    assert_eq!(line.rest(0), None);
    line.give_up_scouting(3);
    assert!(line.rest(3).is_some(), "only the scout itself gives up");
    line.give_up_scouting(0);
    assert_eq!(line.rest(3), None);
    assert!(line.rest(0).is_some());
}

#[test]
fn each_further_fault_doubles_the_rest_up_to_a_minute_and_those_of_one_moment_count_once() {
    let line = line(|_| ());
    for seconds in [2, 4, 8, 16, 32, 60, 60, 60] {
        let before = Instant::now();
        for _ in 0..4 {
            line.note_fault(&fault());
        }
        let (after, rest) = (Instant::now(), Duration::from_secs(seconds));
        let until = line.state().rests_until.unwrap();
        assert!(before + rest <= until && until <= after + rest, "{:?} and not {rest:?}", until - before);
        wake(&line);
    }
}

#[test]
fn a_place_far_away_is_not_waited_for_with_a_mail_in_hand() {
    let line = line(|relay| relay.per_second = Some(0.5));
    assert!(line.rest(0).is_none() && line.has_place_soon());
    line.reserve_place();
    assert!(line.rest(0).is_some_and(|rest| rest <= Duration::from_secs(1)) && !line.has_place_soon());
}

#[test]
fn processes_share_the_connections_and_each_has_one() {
    let line = line(|_| ());
    line.share_among(2);
    assert_eq!([0, 1, 2, 3].map(|place| line.rest(place).is_none()), [true, true, false, false]);
    line.share_among(9);
    assert_eq!([0, 1, 2, 3].map(|place| line.rest(place).is_none()), [true, false, false, false]);
}

/// How often each had its turn when all of them always ask.
fn shares(lines: &[Arc<RelayLine>], rounds: usize) -> Vec<u32> {
    let mut taken = vec![0; lines.len()];
    for _ in 0..rounds {
        for (place, line) in lines.iter().enumerate() {
            if line.has_turn(lines) {
                line.count_turn(lines);
                taken[place] += 1;
            }
        }
    }
    taken
}

#[test]
fn turns_go_by_weight_however_large_the_numbers_are() {
    for unit in [0.01, 1.0, 1000.0] {
        let lines = [weighing(3.0 * unit), weighing(unit)];
        let taken = shares(&lines, 3000);
        let share = f64::from(taken[0]) / f64::from(taken[1]);
        assert!((2.9..3.1).contains(&share), "{unit}: {taken:?}");
    }
}

#[test]
fn a_quick_relay_waits_for_a_slow_one_with_more_weight() {
    let lines = [weighing(3.0), weighing(1.0)];
    let mut taken = [0, 0];
    for round in 0..6000 {
        let place = usize::from(round % 6 > 0);
        if lines[place].has_turn(&lines) {
            lines[place].count_turn(&lines);
            taken[place] += 1;
        }
    }
    assert!(taken[0] == 1000 && (320..350).contains(&taken[1]), "{taken:?}");
}

#[test]
fn a_relay_that_is_away_holds_nobody_up_and_does_not_catch_up() {
    for away in [|line: &RelayLine| line.note_fault(&fault()), |line: &RelayLine| line.slow_down(Instant::now())] {
        let lines = [weighing(1.0), weighing(1.0)];
        away(&lines[0]);
        for _ in 0..500 {
            assert!(lines[1].has_turn(&lines));
            lines[1].count_turn(&lines);
        }
        assert!(lines[0].has_turn(&lines));
        lines[0].note_success();
        (0..200).for_each(|_| lines[0].recover());
        let taken = shares(&lines, 1000);
        assert!(taken[0].abs_diff(taken[1]) < 40, "{taken:?}");
    }
}

#[test]
fn a_relay_without_a_weight_always_has_its_turn() {
    let lines = [weighing(1.0), line(|_| ())];
    assert_eq!(shares(&lines, 100), [100, 100]);
}

#[test]
fn what_the_quota_granted_is_taken_once_and_what_was_not_sent_comes_back() {
    let line = line(|relay| relay.quota = DailyQuota { most: Some(1000), warm_up: None });
    let now = Timestamp::from_millis(5 * 86_400_000 + 7);
    assert!(!line.take_place(now), "nothing is granted yet");
    line.state().allowance = Allowance { day: 5, left: 2 };
    assert!(line.take_place(now) && line.take_place(now) && !line.take_place(now));
    line.return_place(now);
    assert!(!line.take_place(now.plus(Duration::from_hours(24))), "it was for that day");
    assert_eq!((line.unused_quota(), line.unused_quota()), (Some((5, 1)), None));
}

#[test]
fn a_place_in_the_quota_waits_for_one_in_the_pace() {
    let line = line(|relay| {
        relay.quota = DailyQuota { most: Some(1000), warm_up: None };
        relay.per_second = Some(0.5);
    });
    line.state().allowance = Allowance { day: 5, left: 2 };
    let now = Timestamp::from_millis(5 * 86_400_000);
    assert!(line.take_place(now) && !line.take_place(now));
    assert_eq!(line.unused_quota(), Some((5, 1)), "what was not taken is not used up");
}

#[tokio::test]
async fn what_a_day_granted_is_not_taken_on_the_next_and_at_its_end_the_relay_rests() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("letterbell.db").display());
    let (store, _) = Store::open(&url, StoreOptions::default()).await.unwrap();
    let line = line(|relay| relay.quota = DailyQuota { most: Some(3), warm_up: None });
    let today = Timestamp::from_millis(5 * 86_400_000 + 7);
    let tomorrow = today.plus(Duration::from_hours(24));
    assert!(line.take_from_quota(&store, today, false).await.unwrap(), "two are left of three");
    for _ in 0..3 {
        assert!(line.take_from_quota(&store, tomorrow, false).await.unwrap());
    }
    assert_eq!(line.rest(0), None);
    assert!(!line.take_from_quota(&store, tomorrow, false).await.unwrap(), "three a day");
    assert!(line.digests_rest().is_some_and(|rest| rest > Duration::from_mins(9)) && line.rest(0).is_none());
    assert!(!line.take_from_quota(&store, tomorrow, true).await.unwrap(), "nor single mails");
    assert!(line.rest(0).is_some_and(|rest| rest > Duration::from_mins(9)), "{:?}", line.rest(0));
}
