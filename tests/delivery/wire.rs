//! A wire to the PostgreSQL server that a test can cut.

use std::sync::Arc;
use std::sync::Mutex;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::task::JoinSet;
use url::Url;

use super::support::databases::TestDatabase;
use super::support::port::Port;

/// Passes everything on to the server, until it is cut: then connections break, and new ones are refused at once.
pub struct Wire {
    port: Port,
    server: Arc<Url>,
    passing: Mutex<Option<JoinSet<()>>>,
}

impl Wire {
    pub async fn to(database: &TestDatabase) -> Self {
        let server = Arc::new(database.url().parse().unwrap());
        let wire = Self { port: Port::free(), server, passing: Mutex::new(None) };
        wire.pass_on(wire.port.listen().await);
        wire
    }

    /// What `database.url` says for whoever goes over this wire.
    pub fn url(&self) -> String {
        let mut url = Url::clone(&self.server);
        url.set_query(None);
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(self.port.address.port())).unwrap();
        url.into()
    }

    pub async fn cut(&self) {
        let passing = self.passing.lock().unwrap().take();
        passing.expect("it is whole").shutdown().await;
    }

    pub async fn mend(&self) {
        self.pass_on(self.port.listen().await);
    }

    fn pass_on(&self, listener: TcpListener) {
        let server = Arc::clone(&self.server);
        let mut passing = JoinSet::new();
        passing.spawn(async move {
            // Dropped with this task: so are the connections.
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                connections.spawn(join(client, Arc::clone(&server)));
            }
        });
        *self.passing.lock().unwrap() = Some(passing);
    }
}

/// A broken end is the wire's everyday life.
async fn join(mut client: TcpStream, server: Arc<Url>) {
    let port = server.port().unwrap_or(5432);
    let folder = server.query_pairs().find(|(key, _)| key == "host").map(|(_, folder)| folder.into_owned());
    if let Some(folder) = folder {
        let mut server = UnixStream::connect(format!("{folder}/.s.PGSQL.{port}")).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut server).await;
    } else {
        let mut server = TcpStream::connect((server.host_str().unwrap(), port)).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}
