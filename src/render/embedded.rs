//! The templates and static files that are part of the program. `tests/rendering` holds this table against the folder.

macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../templates/", $path)))),*]
    };
}

/// Rendered with minijinja: path within `templates/`, text.
pub(super) const TEMPLATES: &[(&str, &str)] = files! {
    "mail/address/body.html"
    "mail/address/body.txt"
    "mail/address/subject.txt"
    "mail/alarm/body.html"
    "mail/alarm/body.txt"
    "mail/alarm/subject.txt"
    "mail/confirmation/body.html"
    "mail/confirmation/body.txt"
    "mail/confirmation/subject.txt"
    "mail/digest/body.html"
    "mail/digest/body.txt"
    "mail/digest/foot.html"
    "mail/digest/headlines.html"
    "mail/digest/headlines.txt"
    "mail/digest/letter.html"
    "mail/digest/letter.txt"
    "mail/digest/magazine.html"
    "mail/digest/magazine.txt"
    "mail/digest/opening.txt"
    "mail/digest/parts.html"
    "mail/digest/parts.txt"
    "mail/digest/subject.txt"
    "mail/digest/ways.html"
    "mail/goodbye/body.html"
    "mail/goodbye/body.txt"
    "mail/goodbye/subject.txt"
    "mail/known/body.html"
    "mail/known/body.txt"
    "mail/known/subject.txt"
    "mail/link/body.html"
    "mail/link/body.txt"
    "mail/link/lists.html"
    "mail/link/lists.txt"
    "mail/link/subject.txt"
    "mail/moved/body.html"
    "mail/moved/body.txt"
    "mail/moved/subject.txt"
    "mail/reminder/body.html"
    "mail/reminder/body.txt"
    "mail/reminder/subject.txt"
    "mail/welcome/body.html"
    "mail/welcome/body.txt"
    "mail/welcome/subject.txt"
    "pages/address_moved.html"
    "pages/archive_digest.html"
    "pages/archive_digests.html"
    "pages/archive_feed.xml"
    "pages/archive_post.html"
    "pages/archive_posts.html"
    "pages/bad_request.html"
    "pages/check_mail.html"
    "pages/confirm.html"
    "pages/confirmed.html"
    "pages/disown.html"
    "pages/disowned.html"
    "pages/domain_refused.html"
    "pages/embed.html"
    "pages/erased.html"
    "pages/gate.html"
    "pages/link_invalid.html"
    "pages/link_sent.html"
    "pages/lists.html"
    "pages/mail_sent.html"
    "pages/move_address.html"
    "pages/not_found.html"
    "pages/once_more.html"
    "pages/pass.html"
    "pages/paused.html"
    "pages/preferences.html"
    "pages/preferences_saved.html"
    "pages/resubscribed.html"
    "pages/send_link.html"
    "pages/subscribe.html"
    "pages/too_many.html"
    "pages/unavailable.html"
    "pages/unsubscribe.html"
    "pages/unsubscribed.html"
    "pages/your_data.html"
    "partials/archive.html"
    "partials/bell.svg"
    "partials/fields.html"
    "partials/gate.html"
    "partials/footer.html"
    "partials/footer.txt"
    "partials/letterhead.html"
    "partials/letterhead.txt"
    "partials/mail.css"
    "partials/mail.html"
    "partials/masthead.html"
    "partials/page.html"
    "partials/resend.html"
    "partials/what_next.html"
};

/// Served as they are.
pub(super) const ASSETS: &[(&str, &str)] = files! {
    "embed/embed-page.js"
    "embed/embed.js"
    "embed/work.js"
    "pages/bell.svg"
    "pages/confirm.js"
    "pages/form.js"
    "pages/reading.css"
    "pages/style.css"
};

macro_rules! languages {
    ($($tag:literal)*) => {
        &[$(($tag, include_str!(concat!("../../locales/", $tag, ".ftl")))),*]
    };
}

/// The languages: tag, messages.
pub(super) const LOCALES: &[(&str, &str)] = languages! { "ar" "de" "en" "es" "fr" "he" "it" "ja" "nl" "pl" "pt" "tr" };
