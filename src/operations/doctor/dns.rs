//! Asks DNS, each question within a few seconds.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use crate::domain::dns_message::{Answer, Question};

/// How long one server may take for one try.
const PATIENCE: Duration = Duration::from_secs(2);
/// Tries at each server.
const TRIES: u32 = 2;
/// Servers that are asked, as many as a resolver's settings may name.
const MOST_SERVERS: usize = 3;
const PORT: u16 = 53;

/// Asks the machine's DNS servers, or one that the operator named.
#[derive(Clone, Debug)]
pub struct Resolver {
    servers: Vec<SocketAddr>,
}

/// Why a question got no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The name cannot stand in DNS.
    #[error("{0} is no name that DNS can hold")]
    Name(String),
    /// No server is named.
    #[error("this machine names no DNS server in /etc/resolv.conf")]
    NoServer,
    /// Nobody answered in time, or what came was no answer.
    #[error("no answer came from the DNS server {server}: {cause}")]
    Silent {
        /// The last one that was asked.
        server: SocketAddr,
        /// What happened.
        cause: String,
    },
    /// The server could not tell.
    #[error("the DNS server {server} could not tell about {name} (code {code})")]
    Failed {
        /// The name.
        name: String,
        /// The last one that was asked.
        server: SocketAddr,
        /// Its code: 2 is "server failure".
        code: u8,
    },
}

impl Resolver {
    /// Asks this server alone.
    pub fn asking(server: SocketAddr) -> Self {
        Self { servers: vec![server] }
    }

    /// Asks those that a `resolv.conf` names.
    pub fn of_resolv_conf(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
        let servers = lines.filter_map(|rest| rest.trim().split('%').next()?.parse::<IpAddr>().ok());
        Self { servers: servers.map(|address| SocketAddr::new(address, PORT)).take(MOST_SERVERS).collect() }
    }

    /// The texts of a name's TXT records; empty where there are none.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, Unresolved> {
        let mut last = Unresolved::NoServer;
        for &server in self.servers.iter().flat_map(|server| std::iter::repeat_n(server, TRIES as usize)) {
            let id = chance().ok_or_else(|| silent(server, "this machine gives no random numbers"))?;
            let question = Question::texts_of(name, id).ok_or_else(|| Unresolved::Name(name.to_owned()))?;
            match timeout(PATIENCE, ask(server, &question)).await {
                Ok(Ok(Answer::Texts(texts))) => return Ok(texts),
                Ok(Ok(Answer::Failed(code))) => last = Unresolved::Failed { name: name.to_owned(), server, code },
                Ok(Ok(Answer::Truncated)) => last = silent(server, "it was cut short"),
                Ok(Err(error)) => last = silent(server, &error.to_string()),
                Err(_) => last = silent(server, "it took too long"),
            }
        }
        Err(last)
    }
}

async fn ask(server: SocketAddr, question: &Question) -> std::io::Result<Answer> {
    let any: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    let socket = UdpSocket::bind(any).await?;
    socket.connect(server).await?;
    socket.send(question.bytes()).await?;
    let mut buffer = vec![0; 65_535];
    loop {
        let length = socket.recv(&mut buffer).await?;
        // Whatever else comes to this port is not listened to.
        match question.answered(&buffer[..length]) {
            Some(Answer::Truncated) => return ask_by_stream(server, question).await,
            Some(answer) => return Ok(answer),
            None => {}
        }
    }
}

async fn ask_by_stream(server: SocketAddr, question: &Question) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(question.bytes().len()).expect("a question is short");
    stream.write_all(&[&length.to_be_bytes()[..], question.bytes()].concat()).await?;
    let length = stream.read_u16().await?;
    let mut answer = vec![0; length.into()];
    stream.read_exact(&mut answer).await?;
    question.answered(&answer).ok_or_else(|| std::io::Error::other("what came was no answer"))
}

fn silent(server: SocketAddr, cause: &str) -> Unresolved {
    Unresolved::Silent { server, cause: cause.to_owned() }
}

fn chance() -> Option<u16> {
    let mut bytes = [0; 2];
    aws_lc_rs::rand::fill(&mut bytes).ok()?;
    Some(u16::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolv_conf_names_the_servers() {
        let resolver = Resolver::of_resolv_conf(
            "# made by hand\nsearch example.org\nnameserver 192.0.2.1\n nameserver\tfe80::1%eth0\nnameserver nonsense\n",
        );
        assert_eq!(resolver.servers, ["192.0.2.1:53".parse().unwrap(), "[fe80::1]:53".parse().unwrap()]);
        assert!(Resolver::of_resolv_conf("").servers.is_empty());
    }
}
