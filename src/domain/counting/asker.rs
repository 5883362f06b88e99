//! Who asks for a counted link or picture: a person's program, or one that asks for everything. A guess, by what it says of itself.

/// What asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Nothing speaks against a person.
    Person,
    /// A mail service that fetches a mail's pictures for its readers: when they open it (Gmail, Yahoo), or whether they do or not (Apple).
    Proxy,
    /// A scanner, a preview, or a program without anybody in front of it.
    Machine,
}

/// What a request says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Its method is HEAD: nobody would see an answer.
    pub for_head: bool,
    /// `Purpose`, `Sec-Purpose`, `X-Purpose` and `X-Moz`, whichever it carries.
    pub purposes: &'a [&'a str],
    /// Its `User-Agent`.
    pub user_agent: Option<&'a str>,
}

/// In the names of programs that fetch the pictures of a mail for its readers. Apple's calls itself by this beginning alone.
const PROXIES: [&str; 3] = ["googleimageproxy", "yahoomailproxy", "yahoo mail proxy"];
const APPLE: &str = "mozilla/5.0";

/// In the names of scanners of mails, previews of links, crawlers, and clients of programs. In small letters.
const MACHINES: [&str; 68] = [
    // What crawlers and previews call themselves.
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "facebookcatalog",
    "meta-external",
    "whatsapp",
    "skypeuripreview",
    "embedly",
    "iframely",
    "bitlyrobot",
    "vkshare",
    "validator",
    "monitor",
    "uptime",
    "pingdom",
    "lighthouse",
    "scan",
    "headless",
    "phantomjs",
    "selenium",
    "puppeteer",
    "playwright",
    // Mail scanners that say who they are.
    "barracuda",
    "proofpoint",
    "mimecast",
    "messagelabs",
    "symantec",
    "trendmicro",
    "trend micro",
    "fortinet",
    "fortiguard",
    "sophos",
    "forcepoint",
    "websense",
    "zscaler",
    "cloudmark",
    "ironport",
    "cisco",
    "fireeye",
    "trustwave",
    "bitdefender",
    "kaspersky",
    "mailguard",
    "hornetsecurity",
    "safelinks",
    "virustotal",
    "urlscan",
    "netcraft",
    "phish",
    // Clients of programs.
    "curl",
    "wget",
    "python",
    "aiohttp",
    "httpx",
    "go-http-client",
    "java/",
    "apache-httpclient",
    "okhttp",
    "axios",
    "node-fetch",
    "undici",
    "libwww-perl",
    "ruby",
    "guzzle",
    "powershell",
];

impl Asked<'_> {
    /// What asks for a link.
    pub fn for_link(&self) -> Asker {
        if self.is_machine() { Asker::Machine } else { Asker::Person }
    }

    /// What asks for the picture that counts opens.
    pub fn for_picture(&self) -> Asker {
        let agent = self.agent();
        let is_proxy = agent == APPLE || PROXIES.iter().any(|proxy| agent.contains(proxy));
        match (is_proxy && !self.for_head, self.is_machine()) {
            (true, _) => Asker::Proxy,
            (false, true) => Asker::Machine,
            (false, false) => Asker::Person,
        }
    }

    fn is_machine(&self) -> bool {
        let agent = self.agent();
        let ahead =
            |purpose: &&str| ["prefetch", "prerender", "preview"].iter().any(|word| lower(purpose).contains(word));
        self.for_head
            || self.purposes.iter().any(ahead)
            || agent.is_empty()
            || MACHINES.iter().any(|name| agent.contains(name))
    }

    /// Without the one make of phones that is called like a crawler.
    fn agent(&self) -> String {
        lower(self.user_agent.unwrap_or_default()).replace("cubot", "")
    }
}

fn lower(text: &str) -> String {
    text.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(user_agent: &str) -> Asked<'_> {
        Asked { user_agent: Some(user_agent), ..Asked::default() }
    }

    #[test]
    fn browsers_are_people() {
        for agent in [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0",
            "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
            "Lynx/2.9.0 libwww-FM/2.14",
        ] {
            assert_eq!(named(agent).for_link(), Asker::Person, "{agent}");
            assert_eq!(named(agent).for_picture(), Asker::Person, "{agent}");
        }
    }

    #[test]
    fn scanners_previews_and_programs_are_machines() {
        for agent in [
            "",
            " ",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "WhatsApp/2.23.20.0",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
            "BarracudaCentral/1.0",
            "Proofpoint URL Defense",
            "Mimecast Targeted Threat Protection",
            "curl/8.10.1",
            "python-requests/2.32.3",
            "Go-http-client/2.0",
            "Java/17.0.2",
        ] {
            assert_eq!(named(agent).for_link(), Asker::Machine, "{agent}");
            assert_eq!(named(agent).for_picture(), Asker::Machine, "{agent}");
        }
        assert_eq!(Asked::default().for_link(), Asker::Machine, "no name at all");
    }

    #[test]
    fn what_asks_ahead_or_for_the_head_alone_is_a_machine() {
        let browser = named("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0");
        for purpose in ["prefetch", "Prefetch", "prefetch;prerender", "preview", "prefetch;anonymous-client-ip"] {
            assert_eq!(Asked { purposes: &["", purpose], ..browser }.for_link(), Asker::Machine, "{purpose}");
        }
        assert_eq!(Asked { for_head: true, ..browser }.for_link(), Asker::Machine);
        assert_eq!(Asked { for_head: true, ..named("Mozilla/5.0") }.for_picture(), Asker::Machine);
        assert_eq!(Asked { purposes: &["navigate"], ..browser }.for_link(), Asker::Person);
    }

    #[test]
    fn pictures_fetched_by_a_mail_service_are_told_apart() {
        for agent in [
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
            "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
            "Mozilla/5.0",
        ] {
            assert_eq!(named(agent).for_picture(), Asker::Proxy, "{agent}");
        }
        assert_eq!(named("Mozilla/5.0").for_link(), Asker::Person, "a person who hides the rest of the name");
    }
}
