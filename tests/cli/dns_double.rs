//! A DNS server on loopback that holds the TXT records of a test. It answers by datagram, and by stream what does not fit into one.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};

/// What a datagram holds (RFC 1035 §2.3.4).
const DATAGRAM: usize = 512;

type Records = Arc<Mutex<HashMap<String, Vec<String>>>>;

pub struct DnsDouble {
    pub address: SocketAddr,
    records: Records,
}

impl DnsDouble {
    pub async fn start() -> Self {
        let (stream, address, datagrams) = loop {
            let stream = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = stream.local_addr().unwrap();
            // Somebody may use the same number for datagrams.
            if let Ok(datagrams) = UdpSocket::bind(address).await {
                break (stream, address, datagrams);
            }
        };
        let records = Records::default();
        tokio::spawn(answer_datagrams(datagrams, Arc::clone(&records)));
        tokio::spawn(answer_streams(stream, Arc::clone(&records)));
        Self { address, records }
    }

    pub fn hold(&self, name: &str, texts: &[&str]) {
        let texts = texts.iter().map(|&text| text.to_owned()).collect();
        self.records.lock().unwrap().insert(name.to_owned(), texts);
    }
}

async fn answer_datagrams(socket: UdpSocket, records: Records) {
    let mut buffer = [0; 1024];
    while let Ok((length, asker)) = socket.recv_from(&mut buffer).await {
        if let Some(mut answer) = answer(&buffer[..length], &records) {
            if answer.len() > DATAGRAM {
                // Cut short: the question alone, and that there is more.
                answer.truncate(length);
                answer[2] |= 2;
                answer[7] = 0;
            }
            // Somebody else's answer comes first, and must not be listened to.
            let mut stray = answer.clone();
            stray[0] ^= 0xff;
            socket.send_to(&stray, asker).await.unwrap();
            socket.send_to(&answer, asker).await.unwrap();
        }
    }
}

async fn answer_streams(listener: TcpListener, records: Records) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let Ok(length) = stream.read_u16().await else { continue };
        let mut question = vec![0; length.into()];
        stream.read_exact(&mut question).await.unwrap();
        if let Some(answer) = answer(&question, &records) {
            stream.write_u16(u16::try_from(answer.len()).unwrap()).await.unwrap();
            stream.write_all(&answer).await.unwrap();
        }
    }
}

/// Nothing for names that begin with `silent.`, a failure for those that begin with `failing.`.
fn answer(question: &[u8], records: &Records) -> Option<Vec<u8>> {
    let mut labels = Vec::new();
    let mut at = 12;
    while question[at] != 0 {
        let length = usize::from(question[at]);
        labels.push(String::from_utf8(question[at + 1..=at + length].to_vec()).unwrap());
        at += 1 + length;
    }
    let name = labels.join(".");
    let mut answer = question.to_vec();
    answer[2] |= 0x80;
    if name.starts_with("silent.") {
        return None;
    }
    if name.starts_with("failing.") {
        answer[3] = 2;
        return Some(answer);
    }
    let Some(texts) = records.lock().unwrap().get(&name).cloned() else {
        answer[3] = 3;
        return Some(answer);
    };
    answer[7] = u8::try_from(texts.len()).unwrap();
    for text in texts {
        let strings: Vec<u8> = text
            .as_bytes()
            .chunks(255)
            .flat_map(|string| [&[u8::try_from(string.len()).unwrap()], string].concat())
            .collect();
        answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        answer.extend(u16::try_from(strings.len()).unwrap().to_be_bytes());
        answer.extend(strings);
    }
    Some(answer)
}
