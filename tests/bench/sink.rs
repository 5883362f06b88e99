//! `letterbell bench sink` over real connections: what it counts, and when it hangs up.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::process::letterbell;

/// A sink at work.
struct Sink {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Sink {
    fn start(options: &[&str]) -> Self {
        let mut command = letterbell([&["bench", "sink"], options].concat());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let address = line(&mut output).parse().unwrap();
        Self { child, input, output, address }
    }

    /// Messages so far.
    fn count(&mut self) -> u64 {
        self.input.write_all(b"\n").unwrap();
        line(&mut self.output).parse().unwrap()
    }

    /// Ends it; returns its report.
    fn end(mut self) -> Value {
        drop(self.input);
        let report = serde_json::from_str(&line(&mut self.output)).unwrap();
        assert!(self.child.wait().unwrap().success());
        report
    }
}

fn line(output: &mut impl BufRead) -> String {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// One client. What it writes leaves at once, so that the sink reads it in the pieces written.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect(sink: &Sink) -> Self {
        let stream = TcpStream::connect(sink.address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut client = Self(BufReader::new(stream));
        assert_eq!(client.reply(), "220");
        client
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).unwrap();
    }

    /// The code of the next reply, of which only the last line counts.
    fn reply(&mut self) -> String {
        loop {
            let line = line(&mut self.0);
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.chars().take(3).collect();
            }
        }
    }

    fn replies(&mut self, codes: &[&str]) {
        for code in codes {
            assert_eq!(self.reply(), *code);
        }
    }

    fn is_closed(&mut self) -> bool {
        self.0.read_to_end(&mut Vec::new()).is_ok()
    }
}

const ENVELOPE: &[u8] = b"MAIL FROM:<a@bench.example>\r\nRCPT TO:<b@bench.example>\r\nDATA\r\n";

#[test]
fn a_message_is_counted_once_wherever_its_end_is_cut() {
    let mut sink = Sink::start(&[]);
    let mut client = Client::connect(&sink);
    client.write(b"EHLO bench.example\r\n");
    client.replies(&["250"]);
    // A stuffed line, dots that end nothing, and then the end: cut before each byte of it.
    let message: &[u8] = b"Subject: x\r\n\r\n..a dot\r\n.\n.\r.b\r\nend\r\n.\r\n";
    let end = message.len() - b"end\r\n.\r\n".len();
    for cut in end..=message.len() {
        client.write(ENVELOPE);
        client.replies(&["250", "250", "354"]);
        client.write(&message[..cut]);
        // The answer to a command on another connection shows that the sink has been at work meanwhile.
        let mut other = Client::connect(&sink);
        other.write(b"NOOP\r\nQUIT\r\n");
        other.replies(&["250", "221"]);
        client.write(&message[cut..]);
        client.replies(&["250"]);
    }
    let messages = u64::try_from(message.len() - end + 1).unwrap();
    assert_eq!(sink.count(), messages);
    client.write(b"QUIT\r\n");
    client.replies(&["221"]);
    let report = sink.end();
    assert_eq!(report["messages"], messages);
    assert_eq!(report["bytes"], messages * u64::try_from(message.len() - b".\r\n".len()).unwrap());
    let timeline = report["timeline_100ms"].as_array().unwrap();
    assert_eq!(timeline.iter().map(|count| count.as_u64().unwrap()).sum::<u64>(), messages);
}

#[test]
fn many_connections_with_piped_commands_are_all_counted() {
    let sink = Sink::start(&[]);
    std::thread::scope(|scope| {
        for client in 0..20 {
            let sink = &sink;
            scope.spawn(move || {
                let mut connection = Client::connect(sink);
                connection.write(ENVELOPE);
                for message in 0..20 {
                    connection.replies(&["250", "250", "354"]);
                    let body = format!("{}\r\n.\r\n", "x".repeat(client * 1000 + message));
                    connection.write(&[body.as_bytes(), ENVELOPE].concat());
                    connection.replies(&["250"]);
                }
            });
        }
    });
    let report = sink.end();
    let wanted: usize = (0..20).flat_map(|client| (0..20).map(move |message| client * 1000 + message + 2)).sum();
    assert_eq!((&report["messages"], &report["connections"]), (&Value::from(400), &Value::from(20)));
    assert_eq!(report["bytes"], wanted);
}

#[test]
fn chunks_are_counted_when_they_are_offered() {
    let sink = Sink::start(&["--chunking"]);
    let mut client = Client::connect(&sink);
    client.write(b"MAIL FROM:<a@bench.example>\r\nRCPT TO:<b@bench.example>\r\nBDAT 7\r\nx\r\n.\r\nyBDAT 1 LAST\r\nz");
    client.write(b"QUIT\r\n");
    client.replies(&["250", "250", "250", "250", "221"]);
    let report = sink.end();
    assert_eq!((&report["messages"], &report["bytes"]), (&Value::from(1), &Value::from(8)));
}

#[test]
fn answers_come_after_the_delay_and_in_order() {
    let sink = Sink::start(&["--delay", "30ms"]);
    let began = std::time::Instant::now();
    let mut client = Client::connect(&sink);
    client.write(ENVELOPE);
    client.replies(&["250", "250", "354"]);
    client.write(b"x\r\n.\r\nQUIT\r\n");
    client.replies(&["250", "221"]);
    assert!(client.is_closed());
    assert!(began.elapsed() >= Duration::from_millis(90), "three round trips");
    let report = sink.end();
    assert_eq!((&report["messages"], &report["delayed"]), (&Value::from(1), &Value::from(3)));
}

#[test]
fn a_client_that_is_not_understood_is_hung_up_on() {
    let sink = Sink::start(&[]);
    for wrong in [&b"GET / HTTP/1.1\r\n"[..], b"BDAT 5 LAST\r\n", &[b'x'; 5000]] {
        let mut client = Client::connect(&sink);
        client.write(wrong);
        client.replies(&["500"]);
        assert!(client.is_closed());
    }
    // Half a message is none.
    let mut client = Client::connect(&sink);
    client.write(&[ENVELOPE, b"half of a message\r\n."].concat());
    client.replies(&["250", "250", "354"]);
    drop(client);
    assert_eq!(sink.end()["messages"], 0);
}
