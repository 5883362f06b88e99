//! The rules as data. To change one, change it here, in `docs/architecture.md`, and say why in `docs/decisions/`.

/// A module at the crate's root.
pub struct Room {
    pub name: &'static str,
    pub holds: &'static str,
    /// The rooms it may call, besides itself; `*` is all.
    pub may_call: &'static [&'static str],
}

/// Something that belongs only in some rooms.
pub struct Confined {
    pub what: &'static str,
    pub only_in: &'static [&'static str],
    pub because: &'static str,
}

/// From the pure to the outermost: a room calls only rooms above itself, and not all of those.
pub const HOUSE: &[Room] = &[
    Room {
        name: "domain",
        holds: "nouns and rules, pure and synchronous: std and value crates are enough",
        may_call: &[],
    },
    Room { name: "clock", holds: "where \"now\" comes from", may_call: &["domain"] },
    Room { name: "config", holds: "what was written, and what it resolves to, checked at once", may_call: &["domain"] },
    Room { name: "telemetry", holds: "the start of logs and metrics", may_call: &["config"] },
    Room {
        name: "feed",
        holds: "parse and sanitise, pure; fetch, which asks the web and knows no store",
        may_call: &["domain"],
    },
    Room { name: "render", holds: "templates to pages and editions, pure", may_call: &["domain"] },
    Room { name: "message", holds: "MIME, headers and DKIM, pure", may_call: &["domain"] },
    Room {
        name: "relay",
        holds: "the SMTP client: connection, pipelined transaction, pool, pacing",
        may_call: &["domain", "message"],
    },
    Room { name: "inbound", holds: "mail that comes in, and what reports in it say", may_call: &["domain"] },
    Room { name: "store", holds: "each SQL statement once, one file a noun", may_call: &["domain"] },
    Room {
        name: "operations",
        holds: "verbs: load, let the domain decide, save. The only room that joins store, relay and feed",
        may_call: &["domain", "clock", "feed", "render", "message", "relay", "inbound", "store"],
    },
    Room {
        name: "jobs",
        holds: "loops: when an operation runs; what it does is the operation's",
        may_call: &["operations", "domain", "clock"],
    },
    Room {
        name: "http",
        holds: "edges: extract, parse, one operation (or one plain read of the store), render",
        may_call: &["operations", "store", "domain", "render", "clock"],
    },
    Room {
        name: "cli",
        holds: "one file a command: parse, one operation (or one plain read of the store), print; the demo and the benches also play the far side",
        may_call: &["app", "operations", "store", "domain", "config", "telemetry", "clock", "inbound"],
    },
    Room { name: "app", holds: "the composition root: settings to parts; one cancellation; drain", may_call: &["*"] },
    Room { name: "main", holds: "parse, start telemetry, run, exit code", may_call: &["cli", "telemetry"] },
    Room { name: "lib", holds: "the map: declarations alone", may_call: &[] },
    Room { name: "build", holds: "before the compiler: which templates and languages there are", may_call: &[] },
];

/// Paths of other crates.
pub const PATHS: &[Confined] = &[
    Confined {
        what: "std::env",
        only_in: &["config", "build"],
        because: "settings are read in one place and passed in; cargo tells the build script where to write",
    },
    Confined {
        what: "sqlx",
        only_in: &["store"],
        because: "whoever else names it writes SQL or takes a transaction along",
    },
    Confined {
        what: "axum",
        only_in: &["http", "app", "cli"],
        because: "an operation serves the command line and jobs too; in cli, the demo serves a blog and a mailbox, and a bench a blog",
    },
    Confined {
        what: "tokio",
        only_in: &["feed", "relay", "inbound", "store", "operations", "jobs", "http", "cli", "app", "main"],
        because: "the other rooms are pure and synchronous, so that a test needs neither runtime nor patience",
    },
];

/// Macros, by their last name.
pub const MACROS: &[Confined] = &[
    Confined { what: "todo", only_in: &[], because: "what is not built is not there" },
    Confined { what: "unimplemented", only_in: &[], because: "what is not built is not there" },
    Confined { what: "dbg", only_in: &[], because: "it is for an afternoon, not for a commit" },
    Confined {
        what: "println",
        only_in: &["cli", "build"],
        because: "standard output is a command's answer, and in the build script cargo's; logs are tracing's",
    },
    Confined { what: "print", only_in: &["cli"], because: "standard output is a command's answer; logs are tracing's" },
    Confined {
        what: "eprintln",
        only_in: &["cli", "main"],
        because: "what happens while running is logged with its fields",
    },
    Confined {
        what: "eprint",
        only_in: &["cli", "main"],
        because: "what happens while running is logged with its fields",
    },
];

/// Names of files and folders that fit anything.
pub const NAMES_THAT_SAY_NOTHING: &[&str] =
    &["util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "shared"];
