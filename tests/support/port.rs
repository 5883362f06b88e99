//! A port that stays a test's own while nobody listens there.

use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

/// A port on loopback. A socket is bound to it from beginning to end and never listens: connections are refused as long as nobody else
/// does, and no other test is given the port meanwhile.
pub struct Port {
    pub address: SocketAddr,
    _keeper: TcpSocket,
}

impl Port {
    pub fn free() -> Self {
        let keeper = TcpSocket::new_v4().unwrap();
        // As every listener of tokio's is: so both may be bound.
        keeper.set_reuseaddr(true).unwrap();
        keeper.bind(([127, 0, 0, 1], 0).into()).unwrap();
        Self { address: keeper.local_addr().unwrap(), _keeper: keeper }
    }

    /// Listens there; again once what it returned before is dropped.
    pub async fn listen(&self) -> TcpListener {
        TcpListener::bind(self.address).await.unwrap()
    }
}
