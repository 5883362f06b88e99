//! A text in pieces, however they are cut, arrives as one.

use letterbell::domain::address::EmailAddress;
use letterbell::relay::Envelope;

use crate::opening::{encrypted, open};
use crate::script::Server;
use crate::transcript::hand_over;

/// Lengths in turn: nothing, next to nothing, and more than the network is offered at a time.
const LENGTHS: [usize; 8] = [0, 1, 0, 70_000, 3, 65_536, 2, 200_000];
/// More pieces than one hand-over gathers.
const SMALL_PIECES: usize = 500;

fn cut(text: &[u8]) -> Vec<&[u8]> {
    let lengths = std::iter::repeat_n([0, 7], SMALL_PIECES).flatten().chain(LENGTHS.into_iter().cycle());
    let mut rest = text;
    let cuts = lengths.map_while(|length| {
        let (piece, behind) = rest.split_at(length.min(rest.len()));
        let goes_on = !rest.is_empty();
        rest = behind;
        goes_on.then_some(piece)
    });
    cuts.collect()
}

#[tokio::test]
async fn a_text_in_pieces_arrives_as_one() {
    let text: String = (0..90_000).flat_map(|number| [number.to_string(), "\r\n".to_owned()]).collect();
    let plain = Server::start([]).await;
    let tls = encrypted([], |_| ()).await;
    let [ada, bo] = ["ada@example.org", "bo@example.org"].map(|to| EmailAddress::parse(to).unwrap());
    for (relay, server) in [(&plain.relay(), &plain), (&tls.relay, &tls.server)] {
        let mut connection = open(relay).await.unwrap();
        let envelope = |to| Envelope { return_path: &bo, recipient: to, length: text.len() as u64, id: "" };
        connection.announce(&envelope(&ada)).await.unwrap();
        let pieces = cut(text.as_bytes());
        assert!(pieces.len() > 2 * SMALL_PIECES && pieces.last().is_some_and(|last| !last.is_empty()));
        let with_dot = [pieces.as_slice(), &[b".\r\n"]].concat();
        for next in [Some(envelope(&bo)), None] {
            let handed = hand_over(&mut connection, &with_dot, next.as_ref()).await;
            assert!(handed.ended.is_accepted(), "{handed:?}");
        }
        let received = server.received();
        assert_eq!(received.len(), 2);
        assert!(received.iter().all(|message| message.data == text.as_bytes()));
    }
}
