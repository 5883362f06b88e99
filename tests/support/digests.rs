//! Digests to look at and to measure: of any theme, language and number of posts, written as blogs write.

use letterbell::domain::counting::Counting;
use letterbell::domain::look::{Fonts, Logo, LogoSize, Look, Theme, Width};
use letterbell::domain::schedule::{Crontab, Zone};
use letterbell::domain::time::Timestamp;
use letterbell::render::holes::{Escape, HoleValues};
use letterbell::render::locale::{Locale, Locales};
use letterbell::render::mail::Edition;
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, ListView, PostView, SiteView};

/// What one post of a sample is made of.
struct Draft {
    title: &'static str,
    author: Option<&'static str>,
    source: &'static str,
    topic: Option<&'static str>,
    picture: Option<(&'static str, &'static str)>,
    html: &'static str,
}

const LATIN: [Draft; 5] = [
    Draft {
        title: "A swarm on the harbour crane",
        author: Some("Runa Sæther"),
        source: "Letters from the Roof",
        topic: Some("Bees"),
        picture: Some(("crane", "A swarm of bees hangs from the hook of a red crane")),
        html: "<p>At ten past eleven the harbour master rang. He is a man of few words and used four: “Your lot. The crane.”</p>\
               {picture}<p>They were not <em>my</em> lot, as it turned out. All four of mine were at home, counting themselves. But when a swarm hangs from \
               a crane and you are the one with the veil, <a href=\"https://roof.example/whose-swarm\">it is yours</a>.</p>\
               <h2>How to take a swarm off a hook</h2><ol><li>Ask for the hook to be lowered, <em>gently</em>, to the height of a kitchen table.</li>\
               <li>Hold a box under it.</li><li>One firm knock on the chain.</li></ol><blockquote><p>They have nothing to defend, and so they do not sting.</p></blockquote>\
               <pre><code>07:40  the swarm hangs\n08:15  the swarm is in the box</code></pre><p>By noon they were in their new home.</p>",
    },
    Draft {
        title: "Łucja’s honey crispbread",
        author: Some("Łucja Wiśniewska"),
        source: "Letters from the Roof",
        topic: Some("Kitchen"),
        picture: Some(("jar", "A jar of dark honey beside a stack of crispbread")),
        html: "<p>It keeps for a month in a tin, if nobody knows where the tin is. The secret is to leave the dough alone for a whole night, and the honey \
               out of the fridge.</p>{picture}<table><thead><tr><th>What</th><th>How much</th></tr></thead><tbody><tr><td>Rye flour</td><td>200 g</td></tr>\
               <tr><td>Honey</td><td>two spoons</td></tr></tbody></table><p>Bake until the edges are the colour of the jar.</p>",
    },
    Draft {
        title: "What the fog does to sound",
        author: None,
        source: "Harbour Notes",
        topic: Some("Harbour"),
        picture: Some(("fog", "")),
        html: "<p>On a clear day you hear the bell buoy once. In fog you hear it twice: first from the sea, and then from the wall of the old \
               cold store, a third of a second later.</p>{picture}<p>The pilots use the gap to tell how far out they are.</p>",
    },
    Draft {
        title: "Nineteen kilos",
        author: Some("Runa Sæther"),
        source: "Letters from the Roof",
        topic: Some("Bees"),
        picture: None,
        html: "<p>Nineteen kilos, says the luggage scale. It has never weighed luggage since. We hang the hive from it on Sundays, when nobody looks.</p>\
               <ul><li>March: eleven.</li><li>May: fourteen, <strong>and a queen</strong>.</li></ul>",
    },
    Draft {
        title: "A night shift in three photographs, none of them any good, and an apology to whoever parked the bicycle",
        author: Some("Edda"),
        source: "Harbour Notes",
        topic: None,
        picture: Some(("night", "The harbour at night, lights on black water")),
        html: "<p>The camera is older than I am, and so is the excuse.</p>{picture}<p>https://roof.example/a-very-long-address-that-has-no-place-to-break-and-must-still-stay-inside-of-the-column-on-a-telephone</p>",
    },
];

const HEBREW: [Draft; 5] = [
    Draft {
        title: "נחיל על מנוף הנמל",
        author: Some("רונה סתר"),
        source: "מכתבים מהגג",
        topic: Some("דבורים"),
        picture: Some(("crane", "נחיל דבורים תלוי על וו של מנוף אדום")),
        html: "<p>בשעה אחת־עשרה ועשר דקות התקשר מנהל הנמל. הוא איש של מעט מילים, והפעם השתמש בארבע: ”שלך. על המנוף. עכשיו“.</p>{picture}\
               <p>הן לא היו שלי, כפי שהתברר. ארבע הכוורות שלי היו בבית וספרו את עצמן. אבל כשנחיל תלוי על מנוף, ואת זו עם הרשת, \
               <a href=\"https://roof.example/whose-swarm\">הוא שלך</a>.</p><h2>איך מורידים נחיל מוו</h2><ol><li>מבקשים להוריד את הוו <em>בעדינות</em>.</li>\
               <li>מחזיקים ארגז מתחתיו.</li></ol><blockquote><p>אין להן על מה להגן, ולכן הן אינן עוקצות.</p></blockquote>\
               <pre><code>07:40  the swarm hangs</code></pre><p>עד הצהריים הן היו בביתן החדש.</p>",
    },
    Draft {
        title: "הלחם הפריך של לוציה",
        author: Some("לוציה"),
        source: "מכתבים מהגג",
        topic: Some("מטבח"),
        picture: Some(("jar", "צנצנת דבש כהה ליד ערימת לחם פריך")),
        html: "<p>הוא נשמר חודש בפחית, אם איש אינו יודע היכן הפחית. הסוד הוא להניח לבצק לילה שלם.</p>{picture}\
               <table><thead><tr><th>מה</th><th>כמה</th></tr></thead><tbody><tr><td>קמח שיפון</td><td>200 גרם</td></tr></tbody></table>",
    },
    Draft {
        title: "מה הערפל עושה לקול",
        author: None,
        source: "רשימות מהנמל",
        topic: Some("נמל"),
        picture: Some(("fog", "")),
        html: "<p>ביום בהיר שומעים את פעמון המצוף פעם אחת. בערפל שומעים אותו פעמיים: קודם מן הים, ואחר כך מקיר בית הקירור הישן.</p>{picture}",
    },
    Draft {
        title: "Nineteen kilos",
        author: Some("Runa Sæther"),
        source: "מכתבים מהגג",
        topic: Some("דבורים"),
        picture: None,
        html: "<p>An English post among Hebrew ones stands from left to right.</p><blockquote><p>Its quotes have their rule on the left.</p></blockquote>\
               <ul><li>March: eleven.</li></ul>",
    },
    Draft {
        title: "משמרת לילה בשלוש תמונות",
        author: Some("עדה"),
        source: "רשימות מהנמל",
        topic: None,
        picture: Some(("night", "הנמל בלילה, אורות על מים שחורים")),
        html: "<p>המצלמה זקנה ממני, וכך גם התירוץ.</p>{picture}<p>היא עובדת רק כשקר לה.</p>",
    },
];

/// A digest of `count` posts in a language, looking like `look`. Pictures lie under `pictures`, an address without a slash at its end.
pub fn sample(look: Look, language: &str, count: usize, pictures: &str) -> DigestView {
    let locale = locale(language);
    let is_rtl = locale.direction() == "rtl";
    let drafts = if is_rtl { &HEBREW } else { &LATIN };
    let zone = Zone::parse("Europe/Berlin").expect("a zone that there is");
    let monday = Timestamp::from_millis(1_796_022_000_000);
    let post = |number: usize| {
        let draft = &drafts[number % drafts.len()];
        let picture = draft.picture.map(|(name, alt)| {
            format!("<figure><img src=\"{pictures}/{name}.png\" alt=\"{alt}\" width=\"1200\" height=\"630\"></figure>")
        });
        let html = draft.html.replace("{picture}", &picture.unwrap_or_default());
        let paragraph = html.split("</p>").next().unwrap_or_default();
        let words: String = scraper::Html::parse_fragment(paragraph).root_element().text().collect();
        PostView {
            title: draft.title.to_owned(),
            link: Some(format!("https://roof.example/posts/{number}")),
            author: draft.author.map(str::to_owned),
            source: Some(draft.source.to_owned()),
            date: Some(locale.say_at("post-date", monday, &zone, &[])),
            day: Some(locale.say_at("day", monday, &zone, &[])),
            html,
            excerpt: words.chars().take(240).collect(),
            picture_url: None,
            topics: draft.topic.map(str::to_owned).into_iter().collect(),
        }
    };
    let name = if is_rtl { "מכתבים מהגג" } else { "Letters from the Roof" };
    DigestView {
        list: ListView {
            name: name.to_owned(),
            site: SiteView {
                name: name.to_owned(),
                home_url: Some("https://roof.example/".to_owned()),
                ..SiteView::sample()
            },
            postal_address: Some("3 Harbour Steps\nPort Ellery".to_owned()),
        },
        date_line: locale.say_at("date-line", monday, &zone, &[]),
        schedule: locale.pattern(&Crontab::parse("0 8 * * MON").expect("a line").pattern()),
        introduction: String::new(),
        posts: (0..count).map(post).collect(),
        look,
        web_url: Some("https://mail.bellhouse.example/a/letters/digests/7/1f0c2a9b3d".to_owned()),
        counting: Counting::default(),
    }
}

/// A look of a theme.
pub fn look(theme: Theme) -> Look {
    Look { theme, ..Look::default() }
}

/// A look of a theme in which nothing is as it comes.
pub fn full_look(theme: Theme, logo: &str) -> Look {
    let logo = Logo {
        address: logo.parse().expect("an address"),
        alt: "The roof".to_owned(),
        size: LogoSize { width: 160, height: 84 },
    };
    Look {
        accent: Some("#1a5fb4".parse().expect("a colour")),
        logo: Some(logo),
        fonts: Fonts::Verdana,
        width: Width::new(680).expect("a width"),
        footer: "Written on the roof, between two rains.\nRuna & Edda".parse().expect("a footer"),
        ..look(theme)
    }
}

/// A language of the program.
pub fn locale(language: &str) -> &'static Locale {
    Locales::shipped().get(language).expect("a language that there is")
}

/// Renders it in its language.
pub fn rendered(view: &DigestView, language: &str) -> Edition {
    Templates::load(None).expect("the own templates").digest(view, locale(language)).expect("the own templates render")
}

/// Somebody's own links.
pub fn values() -> HoleValues {
    HoleValues {
        unsubscribe_url: format!("https://news.roof.example/u/{}", "q".repeat(64)),
        preferences_url: format!("https://news.roof.example/p/{}", "q".repeat(64)),
    }
}

/// The HTML part as it arrives.
pub fn html(edition: &Edition) -> String {
    edition.html.fill(&values(), Escape::Html)
}

/// The text part as it arrives.
pub fn text(edition: &Edition) -> String {
    edition.text.fill(&values(), Escape::None)
}
