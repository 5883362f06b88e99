//! The demo's own pages: their templates, and how they are answered.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// Templates by the name that they call one another.
macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../templates/demo/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = templates![
    "blog/feed.xml",
    "blog/home.html",
    "blog/page.html",
    "blog/post.html",
    "furniture/appeared_first.html",
    "furniture/pixel.html",
    "furniture/share.html",
    "furniture/subscribe.html",
    "mailbox/list.html",
    "mailbox/mail.html",
    "mailbox/page.html",
    "posts/a-swarm-on-the-harbour-crane.html",
    "posts/closing-the-boxes.html",
    "posts/fog-three-days.html",
    "posts/four-boxes-one-ladder.html",
    "posts/letters-from-readers.html",
    "posts/lucjas-honey-crispbread.html",
    "posts/nineteen-kilos.html",
    "posts/queen-number-seven.html",
    "posts/rain-and-what-bees-do-about-it.html",
    "posts/smoke-slowly.html",
    "posts/the-morning-flight-filmed.html",
    "posts/weighing-a-hive-with-a-luggage-scale.html",
    "posts/what-grows-within-three-kilometres.html",
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are the default ones"));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).expect("the demo's templates are embedded, and its tests render each");
    }
    environment
});

/// Renders one of the demo's templates. Every value is escaped for HTML and XML.
pub(super) fn render(name: &str, context: Value) -> String {
    let template = ENVIRONMENT.get_template(name).expect("the name is a literal of the demo's");
    template.render(context).expect("the demo's templates are embedded, and its tests render each")
}

/// Answers with a page that may do what `policy` (CSP) says.
pub(super) fn html(policy: &'static str, page: String) -> Response {
    ([(CONTENT_SECURITY_POLICY, policy), (CACHE_CONTROL, "no-store")], file("text/html; charset=utf-8", page))
        .into_response()
}

/// Answers with content of one type, which a browser is not to guess again.
pub(super) fn file(content_type: &'static str, body: impl IntoResponse) -> Response {
    ([(CONTENT_TYPE, content_type), (X_CONTENT_TYPE_OPTIONS, "nosniff")], body).into_response()
}
