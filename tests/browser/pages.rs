//! The pages as a reader meets them, in a real browser: without script, on a phone, in the dark, by keyboard.
//!
//! With `LETTERBELL_PICTURES` naming a folder, each page is photographed.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use letterbell::inbound::smtp::{Answer, Handler, Options, Received, Session, serve};
use serde_json::Value;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::browser::{Browser, ColourScheme, Key};
use crate::support::layout::{MISLAID, TEXT_AS_IT_WAS, TWICE_THE_TEXT};
use crate::support::left_out::variable;
use crate::support::process::{DEADLINE, Running, letterbell, run};

const PHONE: (u32, u32) = (375, 812);
const SMALLEST: (u32, u32) = (320, 640);

/// A mail that the service sent.
pub struct Letter {
    to: String,
    pub text: String,
}

/// Hands every mail to the test.
struct Sink(mpsc::UnboundedSender<Letter>);

impl Handler for Sink {
    fn accept(&self, _: &Session, received: Received) -> Answer {
        let message = mail_parser::MessageParser::default().parse(&received.data).unwrap();
        let to = message.to().unwrap().first().unwrap().address().unwrap().to_owned();
        self.0.send(Letter { to, text: message.body_text(0).unwrap().into_owned() }).unwrap();
        Answer::Proceed
    }
}

/// A `serve` on loopback with the list `bees`, and the mails that it sends.
pub struct Site {
    pub address: String,
    mails: mpsc::UnboundedReceiver<Letter>,
    _serving: Running,
    folder: TempDir,
}

impl Site {
    pub async fn open() -> Self {
        Self::with("").await
    }

    /// With more settings.
    pub async fn with(more: &str) -> Self {
        let relay = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (sender, mails) = mpsc::unbounded_channel();
        let port = relay.local_addr().unwrap().port();
        tokio::spawn(serve(relay, Options::default(), Arc::new(Sink(sender)), CancellationToken::new()));
        let folder = tempfile::tempdir().unwrap();
        let settings = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[log]\nformat = \"json\"\n[database]\nurl = \"sqlite:{}/letterbell.db\"\n\
             [[relay]]\nname = \"sink\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n{more}",
            folder.path().display()
        );
        std::fs::write(folder.path().join("letterbell.toml"), settings).unwrap();
        let command = |words: &[&str]| -> Command {
            let mut command = letterbell(words.iter().copied());
            command.current_dir(folder.path());
            command
        };
        // Its port is its own from here on, and the site's URL is known.
        let serving = Running::start(command(&["serve"]));
        let ready: Value = serde_json::from_str(&serving.line_with("letterbell is ready").await).unwrap();
        let address = format!("http://{}", ready["listening"].as_str().unwrap());
        let list = ["list", "add", "bees", "--name", "Notes from the Beehive", "--from", "Bees <bees@example.org>"];
        let promise =
            ["--postal-address", "1 Meadow Lane", "--promise", "What the bees do, and what we learn from them."];
        let schedule = ["schedule", "add", "--list", "bees", "--zone", "Europe/Berlin"];
        for words in [
            &["site", "add", "--name", "The Hive", "--public-url", &address][..],
            &[&list[..], &promise].concat(),
            &[&schedule[..], &["--name", "weekly", "--cron", "0 8 * * MON"]].concat(),
            &[&schedule[..], &["--name", "daily", "--cron", "0 7 * * *"]].concat(),
            &[&schedule[..], &["--name", "yours", "--cron", "0 6 * * MON", "--local"]].concat(),
        ] {
            let finished = run(command(words)).await;
            assert!(finished.status.success(), "{finished:#?}");
        }
        serving.ready_at(&format!("{address}/readyz")).await;
        Self { address, mails, _serving: serving, folder }
    }

    /// Runs a command beside the service; what it answers.
    pub async fn command(&self, words: &[&str]) -> String {
        let mut command = letterbell(words.iter().copied());
        command.current_dir(self.folder.path()).env("LETTERBELL__FEEDS__ALLOW_HOSTS", "127.0.0.1");
        let finished = run(command).await;
        assert!(finished.status.success(), "{finished:#?}");
        finished.stdout
    }

    /// Adds a feed to the list, and reads it: not before the service has put it down.
    pub async fn reads(&self, feed: &str) {
        self.command(&["feed", "add", "--list", "bees", feed]).await;
        while self.command(&["feed", "poll"]).await.contains("is being polled by another process") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The link in the next mail.
    pub async fn confirmation(&mut self) -> String {
        let mail = self.next_mail().await;
        self.link_in(&mail, "/c/").unwrap_or_else(|| panic!("no link in {}", mail.text))
    }

    /// The link to a page of `kind`, such as `/c/`, in the next mail to `address` that has one.
    pub async fn link(&mut self, address: &str, kind: &str) -> String {
        self.mail_with(address, kind).await.1
    }

    /// The next mail to `address` that links to a page of `kind`, and that link.
    pub async fn mail_with(&mut self, address: &str, kind: &str) -> (Letter, String) {
        loop {
            let mail = self.next_mail().await;
            if let Some(link) = self.link_in(&mail, kind).filter(|_| mail.to == address) {
                return (mail, link);
            }
        }
    }

    async fn next_mail(&mut self) -> Letter {
        tokio::time::timeout(DEADLINE, self.mails.recv()).await.expect("a mail comes").unwrap()
    }

    fn link_in(&self, mail: &Letter, kind: &str) -> Option<String> {
        let is_link = |word: &&str| word.starts_with(&self.address) && word.contains(kind);
        mail.text.split_whitespace().find(is_link).map(str::to_owned)
    }
}

/// Contrast, sizes and labels, computed in the page (WCAG 2.2, 1.4.3): what falls short, in words.
pub const FLAWS: &str = r#"
const luminance = ([r, g, b]) => {
  const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const colour = (text) => text.match(/[\d.]+/g).map(Number);
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const c = colour(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c;
  }
  return [255, 255, 255];
};
const flaws = [];
if (document.documentElement.scrollWidth > innerWidth) flaws.push("the page scrolls sideways");
const seen = (e) => e.checkVisibility() && !e.closest(".aside");
for (const e of document.querySelectorAll("body *")) {
  if (!seen(e) || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
  const [a, b] = [luminance(colour(getComputedStyle(e).color)), luminance(ground(e))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) flaws.push(`${e.tagName} "${e.textContent.trim()}" has contrast ${ratio.toFixed(2)}`);
}
for (const e of document.querySelectorAll("button")) {
  const box = e.getBoundingClientRect();
  if (seen(e) && box.height < 48) flaws.push(`button "${e.textContent}" is ${box.height} px high`);
  if (seen(e) && innerWidth <= 480 && box.width < e.closest("main").clientWidth - 40) flaws.push(`button "${e.textContent}" is ${box.width} px wide`);
}
for (const e of document.querySelectorAll("input:not([type=hidden])")) {
  if (!e.labels.length) flaws.push(`${e.name} has no label`);
}
return flaws;
"#;

/// Nothing is out of place or cannot be read, on phones and wide screens, and with text twice as large.
pub async fn has_no_flaws(browser: &Browser, name: &str) {
    for (width, height) in [SMALLEST, (1280, 900), PHONE] {
        browser.resize(width, height).await;
        let flaws = browser.script(FLAWS).await;
        assert_eq!(flaws, Value::from(Vec::<Value>::new()), "{name} at {width} px");
        let mislaid = browser.script(MISLAID).await;
        assert_eq!(mislaid, Value::from(Vec::<Value>::new()), "{name} at {width} px");
        if let Some(folder) = variable("LETTERBELL_PICTURES") {
            browser.screenshot(&PathBuf::from(folder).join(format!("{name}-{width}.png"))).await;
        }
    }
    browser.resize(SMALLEST.0, SMALLEST.1).await;
    browser.script(TWICE_THE_TEXT).await;
    let mislaid = browser.script(MISLAID).await;
    browser.script(TEXT_AS_IT_WAS).await;
    assert_eq!(mislaid, Value::from(Vec::<Value>::new()), "{name} with large text");
    browser.resize(PHONE.0, PHONE.1).await;
    let mut complaints = browser.complaints().await;
    // Chromium notes the answer to a form that cannot be taken; that is the answer's own status.
    complaints.retain(|complaint| !complaint.contains("status of 422"));
    assert_eq!(complaints, [""; 0], "{name}");
}

/// Sends the form of a page; whether it is asked for once more. Without script nothing waits until a person could have typed, and this driver is
/// faster.
pub async fn is_asked_once_more(browser: &Browser) -> bool {
    press(browser, "button").await;
    let answers = ["Check your mail", "One more press"];
    browser.sees_one_of("h1", &answers).await == "One more press"
}

/// Clicks what leads to another page, and waits until that one is there.
pub async fn press(browser: &Browser, selector: &str) {
    // The page that goes is told from the one that comes.
    browser.script("document.documentElement.dataset.goes = ''; return true").await;
    browser.click(selector).await;
    browser.sees("html:not([data-goes]) h1", "").await;
}

/// From the form to leaving and back, looking at every page on the way.
async fn live_a_readers_life(browser: &Browser, site: &mut Site, look: &str) {
    let check = async |name: &str| has_no_flaws(browser, &format!("{look}-{name}")).await;
    browser.resize(PHONE.0, PHONE.1).await;
    browser.goto(&format!("{}/s/bees", site.address)).await;
    check("subscribe").await;
    browser.click("button").await;
    browser.sees("#email-error", "address").await;
    let focused = browser.script("return [document.activeElement.id, document.title]").await;
    assert_eq!(focused[0], "email", "the focus goes to the error");
    assert!(focused[1].as_str().unwrap().contains("address"), "{focused}");
    check("bad-address").await;

    browser.fill("input[name=email]", "ada@readers.example").await;
    browser.click("summary").await;
    browser.click("input[value=daily]").await;
    check("choices").await;
    while is_asked_once_more(browser).await {
        check("once-more").await;
    }
    check("check-mail").await;

    let confirm = site.confirmation().await;
    browser.goto(&confirm).await;
    browser.sees("button", "Yes, send me Notes from the Beehive").await;
    check("confirm").await;
    browser.click("button").await;
    browser.sees("h1", "You are subscribed").await;
    check("confirmed").await;

    browser.click("main a[href*='/p/']").await;
    browser.sees("h1", "Your mail from").await;
    assert_eq!(browser.script("return document.querySelector('input[value=daily]').checked").await, true);
    check("preferences").await;
    browser.click("input[value=weekly]").await;
    browser.click("button:not(.quiet)").await;
    browser.sees("h1", "now comes").await;
    check("saved").await;
    browser.click("main a").await;
    browser.sees("h1", "Your mail from").await;
    // As Chromium's date field takes keys: month, day, year.
    let day = browser.script("return document.querySelector('#until').max").await;
    let day = day.as_str().unwrap().replace('-', "");
    browser.fill("#until", &format!("{}{}", &day[4..], &day[..4])).await;
    browser.click("#pause button").await;
    browser.sees("h1", "pauses until").await;
    check("paused").await;
    browser.click("main a").await;
    browser.click("#pause button").await;
    browser.sees("h1", "comes again").await;
    browser.click("main a").await;
    browser.click("#leave button").await;
    browser.sees("h1", "You have left").await;
    check("left").await;
    browser.click("button").await;
    browser.sees("h1", "You are still subscribed").await;
    check("back").await;
}

#[tokio::test]
async fn without_script_on_a_phone_everything_can_be_done() {
    let test = "pages::without_script_on_a_phone_everything_can_be_done";
    let Some(browser) = Browser::open(test).await else { return };
    let mut site = Site::open().await;
    browser.forbid_scripts().await;
    live_a_readers_life(&browser, &mut site, "light").await;
}

#[tokio::test]
async fn in_the_dark_everything_can_be_read() {
    let Some(browser) = Browser::open("pages::in_the_dark_everything_can_be_read").await else { return };
    let mut site = Site::open().await;
    browser.prefer(ColourScheme::Dark).await;
    browser.goto(&format!("{}/s/bees", site.address)).await;
    let ground = browser.script("return getComputedStyle(document.documentElement).backgroundColor").await;
    assert_eq!(ground, "rgb(21, 24, 27)");
    live_a_readers_life(&browser, &mut site, "dark").await;
}

#[tokio::test]
async fn the_keyboard_alone_subscribes_and_passes_the_trap() {
    let Some(browser) = Browser::open("pages::the_keyboard_alone_subscribes_and_passes_the_trap").await else { return };
    let mut site = Site::open().await;
    browser.goto(&format!("{}/s/bees", site.address)).await;
    browser.fill("input[name=email]", "ada@readers.example").await;
    let mut focused = Vec::new();
    while focused.len() < 10 && focused.last().is_none_or(|tag: &Value| tag != "BUTTON") {
        browser.press(Key::Tab).await;
        focused.push(browser.script("return document.activeElement.tagName").await);
    }
    assert_eq!(focused, ["SUMMARY", "BUTTON"], "nobody is led into the trap");
    browser.press(Key::Enter).await;
    browser.sees("h1", "Check your mail").await;
    browser.goto(&site.confirmation().await).await;
    browser.sees("button", "Yes").await;
    browser.press(Key::Tab).await;
    browser.press(Key::Enter).await;
    browser.sees("h1", "You are subscribed").await;
}
