//! Chromium, driven as a reader drives it: a small client of the W3C's `WebDriver` protocol, spoken by chromedriver.
//!
//! Elements are named by CSS selectors; what is within a shadow root by two: `its-host >>> button`. Looking one up waits until it appears, and its shadow root. A click answers before the page that it
//! leads to is there: say what is to be seen next ([`Browser::sees`]) before looking closer.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::left_out::left_out;
use super::port::Port;
use super::process::{DEADLINE, Running};

/// How long an element may take to appear.
const APPEARS_WITHIN: Duration = Duration::from_secs(20);

/// The protocol's name for "this JSON object is an element" (its §12).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The same for a shadow root.
const SHADOW_KEY: &str = "shadow-6066-11e4-a52e-4f735466cecf";

/// One window of a browser that knows nothing yet; closed when dropped.
pub struct Browser {
    client: reqwest::Client,
    /// `127.0.0.1:PORT` of chromedriver.
    driver_address: String,
    session: String,
    // Held to be dropped, in this order: the folder is the driver's and the browser's.
    _driver: Running,
    _profile: TempDir,
}

/// What a reader's system prefers.
#[derive(Clone, Copy, Debug)]
pub enum ColourScheme {
    Light,
    Dark,
}

/// Keys that a reader without a mouse uses (the protocol's §17.4.2).
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Tab,
    /// Tab with Shift: back.
    BackTab,
    Enter,
    Space,
    Escape,
}

impl Browser {
    /// Opens a window, or leaves `test` out when this machine has no browser.
    pub async fn open(test: &str) -> Option<Self> {
        for program in ["chromium", "chromedriver"] {
            let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
            if found.is_err() {
                left_out(test, &format!("there is no {program}; tests/run installs it"));
                return None;
            }
        }
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        // Left to itself, the driver takes a port that is free in IPv6 and may not be in IPv4, and ends.
        let port = Port::free();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={}", port.address.port()));
        command.env("TMPDIR", profile.path()).env("LANGUAGE", "en_US").env("LC_ALL", "C.UTF-8");
        let driver = Running::start(command);
        driver.line_with("started successfully on port").await;
        let capabilities = capabilities(profile.path());
        let mut browser = Self {
            client: reqwest::Client::builder()
                .no_proxy()
                .timeout(DEADLINE)
                .build()
                .expect("the settings are constants"),
            driver_address: port.address.to_string(),
            session: String::new(),
            _driver: driver,
            _profile: profile,
        };
        let answer = browser.post("/session", json!({ "capabilities": { "alwaysMatch": capabilities } })).await;
        browser.session = format!("/session/{}", answer["sessionId"].as_str().expect("a session has an id"));
        Some(browser)
    }

    /// Goes to `url`, and waits until it is loaded.
    pub async fn goto(&self, url: &str) {
        self.command("/url", json!({ "url": url })).await;
    }

    /// Presses the browser's own button that leads back.
    pub async fn back(&self) {
        self.command("/back", json!({})).await;
    }

    pub async fn url(&self) -> String {
        self.ask("/url").await
    }

    pub async fn title(&self) -> String {
        self.ask("/title").await
    }

    /// Clicks the element in its middle, as a pointer does: it must be visible and not covered.
    pub async fn click(&self, selector: &str) {
        self.command_to(selector, "/click", json!({})).await;
    }

    /// Replaces what the field holds by typing `text`.
    pub async fn fill(&self, selector: &str, text: &str) {
        self.command_to(selector, "/clear", json!({})).await;
        self.command_to(selector, "/value", json!({ "text": text })).await;
    }

    /// Presses the choice with this value in a list of choices.
    pub async fn choose(&self, selector: &str, value: &str) {
        let place = format!(
            "return [...document.querySelector({selector:?}).options].findIndex(choice => choice.value == {value:?}) + 1"
        );
        let place = self.script(&place).await;
        self.click(&format!("{selector} option:nth-child({place})")).await;
    }

    /// Types `text` into the element.
    pub async fn type_into(&self, selector: &str, text: &str) {
        self.command_to(selector, "/value", json!({ "text": text })).await;
    }

    /// Presses `key` wherever the focus is.
    pub async fn press(&self, key: Key) {
        let keys: &[&str] = match key {
            Key::Tab => &["\u{e004}"],
            Key::BackTab => &["\u{e008}", "\u{e004}"],
            Key::Enter => &["\u{e007}"],
            Key::Space => &[" "],
            Key::Escape => &["\u{e00c}"],
        };
        let stroke = |kind: &str, key: &&str| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| stroke("keyDown", key));
        let strokes: Vec<Value> = down.chain(keys.iter().rev().map(|key| stroke("keyUp", key))).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.command("/actions", json!({ "actions": [keyboard] })).await;
    }

    /// Presses the pointer at a place of the window.
    pub async fn click_at(&self, x: u32, y: u32) {
        let steps = json!([
            { "type": "pointerMove", "duration": 0, "x": x, "y": y },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let pointer = json!({ "type": "pointer", "id": "pointer", "actions": steps });
        self.command("/actions", json!({ "actions": [pointer] })).await;
    }

    /// The element's text as it is shown: hidden parts are not in it.
    pub async fn text(&self, selector: &str) -> String {
        self.try_text(selector).await.unwrap_or_else(|why| panic!("{why}"))
    }

    /// Waits until the element shows `text`, on this page or on the one that comes.
    ///
    /// # Panics
    /// When it does not by [`DEADLINE`], with what it showed last.
    pub async fn sees(&self, selector: &str, text: &str) {
        self.sees_one_of(selector, &[text]).await;
    }

    /// The same for one of several texts: which it is.
    pub async fn sees_one_of<'a>(&self, selector: &str, texts: &[&'a str]) -> &'a str {
        let mut last = String::from("nothing");
        let search = async {
            // A page tells nobody that it changed, and an element found on the old page is refused once it is gone.
            loop {
                match self.try_text(selector).await {
                    Ok(shown) => match texts.iter().find(|&&text| shown.contains(text)) {
                        Some(text) => return *text,
                        None => last = shown,
                    },
                    Err(why) => last = why,
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let found = tokio::time::timeout(DEADLINE, search).await;
        found.unwrap_or_else(|_| panic!("{selector} does not show {texts:?}; last seen: {last}"))
    }

    /// Runs `script` in the page, as a function's body, and returns what it returns.
    pub async fn script(&self, script: &str) -> Value {
        self.command("/execute/sync", json!({ "script": script, "args": [] })).await
    }

    /// What the page has complained about since the last call: script errors, refused resources, broken policies.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.command("/se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().expect("a log is an array");
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Makes the page's area `width` by `height` CSS pixels, whatever the window adds around it.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// From the next page on, the reader's browser asks for pages in this language.
    pub async fn read(&self, language: &str) {
        let agent = self.script("return navigator.userAgent").await;
        let parameters = json!({ "userAgent": agent, "acceptLanguage": language });
        self.devtools("Emulation.setUserAgentOverride", parameters).await;
    }

    /// From the next page on, the reader's system prefers `scheme`.
    pub async fn prefer(&self, scheme: ColourScheme) {
        let value = match scheme {
            ColourScheme::Light => "light",
            ColourScheme::Dark => "dark",
        };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
    }

    /// From now on, the reader's system asks for less motion.
    pub async fn prefer_less_motion(&self) {
        let feature = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
    }

    /// From the next page on, pages run no script.
    pub async fn forbid_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// From the next page on, pages run scripts again.
    pub async fn allow_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
    }

    /// Writes what the window shows to `path`, as PNG.
    pub async fn screenshot(&self, path: &Path) {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let picture = STANDARD.decode(self.ask("/screenshot").await).expect("a screenshot is base64");
        std::fs::write(path, picture).expect("the screenshot can be written");
    }

    async fn try_text(&self, selector: &str) -> Result<String, String> {
        let element = self.try_find(selector).await?;
        let path = format!("{}/element/{element}/text", self.session);
        let shown = self.answer(self.client.get(self.address_of(&path)), &path).await?;
        Ok(shown.as_str().expect("text is text").to_owned())
    }

    async fn find(&self, selector: &str) -> String {
        self.try_find(selector).await.unwrap_or_else(|why| panic!("{why}"))
    }

    async fn try_find(&self, selector: &str) -> Result<String, String> {
        let mut path = format!("{}/element", self.session);
        let mut selector = selector;
        if let Some((host, inner)) = selector.split_once(" >>> ") {
            let found = self.try_post(&path, json!({ "using": "css selector", "value": host })).await?;
            let root = self.shadow_root(found[ELEMENT_KEY].as_str().expect("an element has an id")).await?;
            path = format!("{}/shadow/{root}/element", self.session);
            selector = inner;
        }
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = self.try_post(&path, wanted).await?;
        Ok(found[ELEMENT_KEY].as_str().expect("an element has an id").to_owned())
    }

    /// The shadow root of an element. The protocol waits for elements alone: a script may give its element a root later, once it has been answered.
    async fn shadow_root(&self, host: &str) -> Result<String, String> {
        let path = format!("{}/element/{host}/shadow", self.session);
        let asked = tokio::time::Instant::now();
        loop {
            match self.answer(self.client.get(self.address_of(&path)), &path).await {
                Ok(root) => return Ok(root[SHADOW_KEY].as_str().expect("a shadow root has an id").to_owned()),
                Err(why) if why.contains("no such shadow root") && asked.elapsed() < APPEARS_WITHIN => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err(why) => return Err(why),
            }
        }
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        self.command("/goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await;
    }

    async fn command_to(&self, selector: &str, command: &str, parameters: Value) {
        let element = self.find(selector).await;
        self.command(&format!("/element/{element}{command}"), parameters).await;
    }

    async fn command(&self, path: &str, parameters: Value) -> Value {
        self.post(&format!("{}{path}", self.session), parameters).await
    }

    async fn ask(&self, path: &str) -> String {
        let path = format!("{}{path}", self.session);
        let answer = self.answer(self.client.get(self.address_of(&path)), &path).await;
        answer.unwrap_or_else(|why| panic!("{why}")).as_str().expect("the answer is text").to_owned()
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.try_post(path, body).await.unwrap_or_else(|why| panic!("{why}"))
    }

    async fn try_post(&self, path: &str, body: Value) -> Result<Value, String> {
        let request = self.client.post(self.address_of(path)).body(body.to_string());
        self.answer(request, &format!("{path} {body}")).await
    }

    fn address_of(&self, path: &str) -> String {
        format!("http://{}{path}", self.driver_address)
    }

    /// The driver's answer, or its reason to refuse `what`: an element that did not appear, or is covered by another.
    async fn answer(&self, request: reqwest::RequestBuilder, what: &str) -> Result<Value, String> {
        let response = request.send().await.map_err(|error| format!("{what}: {error}"))?;
        let status = response.status();
        let body = response.text().await.map_err(|error| format!("{what}: {error}"))?;
        let mut body: Value = serde_json::from_str(&body).expect("chromedriver answers in JSON");
        if !status.is_success() {
            return Err(format!("{what}: {}: {}", body["value"]["error"], body["value"]["message"]));
        }
        Ok(body["value"].take())
    }
}

impl Drop for Browser {
    /// Closes the window, so that the browser has let go of its profile before that is removed. When this fails, the
    /// browser still ends with its driver.
    fn drop(&mut self) {
        let Ok(mut driver) = TcpStream::connect(&self.driver_address) else { return };
        let _ = driver.set_read_timeout(Some(APPEARS_WITHIN));
        let request = format!("DELETE {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", self.session);
        let _ = driver.write_all(request.as_bytes());
        let _ = driver.read(&mut [0; 64]); // it answers once the browser is gone
    }
}

fn capabilities(profile: &Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless",
        // As root, as in CI, Chromium has no sandbox; it is shown our own pages only.
        "--no-sandbox",
        "--disable-gpu",
        // A container's shared memory may be too small for a page.
        "--disable-dev-shm-usage",
        // Nothing is asked of the world outside.
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // Dates are typed as Americans do.
        "--accept-lang=en-US",
        // The browser ends when its driver does, even when that is killed.
        "--remote-debugging-pipe",
        &profile,
    ];
    json!({
        "browserName": "chrome",
        "timeouts": { "implicit": APPEARS_WITHIN.as_millis() },
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "args": arguments },
    })
}
