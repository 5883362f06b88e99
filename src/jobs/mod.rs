//! Loops. Each takes a cancellation token, finishes what is in hand, and survives every error of what it calls.

pub mod alarm;
pub mod counting;
pub mod ear;
pub mod feeder;
pub mod follow_up;
pub mod poller;
pub mod scheduler;
pub mod sender;
pub mod templates;
pub mod watch;

use std::any::Any;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// What a task panicked with.
pub type Panic = Box<dyn Any + Send>;

/// Waits until `shutdown` is cancelled. A task of `tasks` that panics cancels it, and what it panicked with comes back: half a service
/// would look alive and do nothing.
pub async fn until_shutdown<T: 'static>(tasks: &mut JoinSet<T>, shutdown: &CancellationToken) -> Option<Panic> {
    let panic = shutdown.run_until_cancelled(first_panic(tasks)).await?;
    tracing::error!("a part of the service panicked; the service stops");
    shutdown.cancel();
    Some(panic)
}

async fn first_panic<T: 'static>(tasks: &mut JoinSet<T>) -> Panic {
    loop {
        match tasks.join_next().await {
            Some(Err(error)) if error.is_panic() => return error.into_panic(),
            Some(_) => {}
            None => std::future::pending().await,
        }
    }
}

/// Waits until `span` is over, `wake` is notified or `shutdown` is cancelled; `false` when it is cancelled.
async fn rest(span: Duration, wake: Option<&Notify>, shutdown: &CancellationToken) -> bool {
    let woken = async {
        match wake {
            Some(wake) => wake.notified().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => false,
        () = woken => true,
        () = tokio::time::sleep(span) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_panic_cancels_and_comes_back() {
        let shutdown = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(async {});
        tasks.spawn(async { panic!("a planted one") });
        let panic = until_shutdown(&mut tasks, &shutdown).await.expect("a task panicked");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"a planted one"));
        assert!(shutdown.is_cancelled());
    }

    #[tokio::test]
    async fn tasks_that_end_are_no_reason_to_stop() {
        let shutdown = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(async {});
        let cancel = shutdown.clone();
        let (panic, ()) = tokio::join!(until_shutdown(&mut tasks, &shutdown), async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(!cancel.is_cancelled());
            cancel.cancel();
        });
        assert!(panic.is_none());
    }
}
