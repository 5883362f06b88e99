//! Finds the paths that a source mentions. A reader of Rust's surface, not a parser: comments and literals are skipped,
//! `use` trees are unfolded, `super` is resolved; nothing is expanded or looked up.

use std::iter::Peekable;
use std::str::CharIndices;

/// A path in a source.
#[derive(Debug)]
pub struct Mention {
    pub line: usize,
    /// Its parts; the first is `crate` when it leads to ours, however it was written. A `*` ends a glob.
    pub path: Vec<String>,
    /// Whether a `!` follows: `todo!()`.
    pub is_macro: bool,
}

/// Every path that `text` mentions as the file `file` (`src/…`), `use` trees unfolded to one path a leaf.
pub fn mentions(file: &str, text: &str) -> Vec<Mention> {
    let mut reader = Reader {
        tokens: tokens(text),
        at: 0,
        mentions: Vec::new(),
        module: module_of(file),
        depth: 0,
        inline: Vec::new(),
    };
    reader.read();
    reader.mentions
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    /// `::`
    Joint,
    Other(char),
}

struct Reader {
    tokens: Vec<(usize, Token)>,
    at: usize,
    mentions: Vec<Mention>,
    /// The modules from the crate's root to where we are.
    module: Vec<String>,
    /// Braces open.
    depth: usize,
    /// The depths at which modules written in place were opened.
    inline: Vec<usize>,
}

impl Reader {
    fn read(&mut self) {
        while let Some(token) = self.token(0) {
            match token {
                Token::Name(name) if name == "mod" => self.enter_module(),
                Token::Name(_) => self.tree(&[]),
                Token::Other('{') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Token::Other('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inline.last() == Some(&self.depth) {
                        self.inline.pop();
                        self.module.pop();
                    }
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    /// `mod name {` opens a module; `mod name;` only names one.
    fn enter_module(&mut self) {
        if let (Some(Token::Name(name)), Some(Token::Other('{'))) = (self.token(1), self.token(2)) {
            self.module.push(name);
            self.inline.push(self.depth);
        }
        self.at += 2;
    }

    /// Reads a path and, in a `use`, the paths that fork from it: `a::{b, c::d}`.
    fn tree(&mut self, stem: &[String]) {
        let mut path = stem.to_vec();
        loop {
            match self.token(0) {
                Some(Token::Name(name)) => path.push(name),
                Some(Token::Other('*')) if !path.is_empty() => path.push("*".into()),
                Some(Token::Other('{')) => return self.fork(&path),
                _ => break,
            }
            self.at += 1;
            if self.token(0) != Some(Token::Joint) {
                break;
            }
            self.at += 1;
        }
        self.mention(path);
    }

    fn fork(&mut self, stem: &[String]) {
        self.at += 1;
        while let Some(token) = self.token(0) {
            match token {
                Token::Other('}') => break,
                // `as name` renames; it mentions nothing.
                Token::Name(name) if name == "as" => self.at += 2,
                Token::Name(_) | Token::Other('{' | '*') => self.tree(stem),
                _ => self.at += 1,
            }
        }
        self.at += 1;
    }

    fn mention(&mut self, path: Vec<String>) {
        let is_macro = self.token(0) == Some(Token::Other('!')) && self.token(1) != Some(Token::Other('='));
        let line = self.tokens[self.at.saturating_sub(1)].0;
        if path.len() > 1 || is_macro {
            self.mentions.push(Mention { line, path: self.resolved(path), is_macro });
        }
    }

    /// The path from the crate's root, when it leads there.
    fn resolved(&self, path: Vec<String>) -> Vec<String> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let (base, rest) = match path[0].as_str() {
            "letterbell" => (&[][..], &path[1..]),
            "super" => (&self.module[..self.module.len().saturating_sub(ups)], &path[ups..]),
            "self" => (&self.module[..], &path[1..]),
            _ => return path,
        };
        ["crate".to_owned()].iter().chain(base).chain(rest).cloned().collect()
    }

    fn token(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).map(|(_, token)| token.clone())
    }
}

/// `src/feed/fetch.rs` is the module `feed::fetch`; `src/feed/mod.rs` is `feed`; `src/lib.rs` is the root.
fn module_of(file: &str) -> Vec<String> {
    let below = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let mut module: Vec<_> = below.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

/// The names and signs of `text` with their lines, without comments and literals.
fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, token) = next(rest, first);
        if let Some(token) = token {
            tokens.push((line, token));
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How long the first piece of `rest` is, and what it is unless it is to be skipped.
fn next(rest: &str, first: char) -> (usize, Option<Token>) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if let Some(length) = raw_string(rest) {
        (length, None)
    } else if first == '"' {
        (quoted(rest, '"'), None)
    } else if first == '\'' {
        (character_or_lifetime(rest), None)
    } else if first == '_' || first.is_alphanumeric() {
        let length = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
        (length, Some(Token::Name(rest[..length].to_owned())))
    } else if rest.starts_with("::") {
        (2, Some(Token::Joint))
    } else {
        (first.len_utf8(), (!first.is_whitespace()).then_some(Token::Other(first)))
    }
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut open = 0;
    let mut marks = rest.match_indices(['/', '*']).map(|(at, _)| at).peekable();
    while let Some(at) = marks.next() {
        match rest.get(at..at + 2) {
            Some("/*") => open += 1,
            Some("*/") => open -= 1,
            _ => continue,
        }
        marks.next_if_eq(&(at + 1));
        if open == 0 {
            return at + 2;
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, and the same with `b` or `c` before it. A raw name, `r#type`, is none.
fn raw_string(rest: &str) -> Option<usize> {
    let opening = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('r')?;
    let inside = opening.trim_start_matches('#');
    let hashes = &opening[..opening.len() - inside.len()];
    let inside = inside.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(rest.len() - inside.len() + length)
}

/// From the quote that opens to the one that closes, past the escaped ones.
fn quoted(rest: &str, quote: char) -> usize {
    let mut characters = rest.char_indices();
    characters.next();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == quote {
            return at + 1;
        }
    }
    rest.len()
}

/// `'x'` and `'\n'` are characters; `'a` without a closing quote is a lifetime.
fn character_or_lifetime(rest: &str) -> usize {
    let mut characters: Peekable<CharIndices> = rest.char_indices().peekable();
    characters.next();
    let is_character = match characters.next() {
        Some((_, '\\')) => true,
        Some(_) => characters.peek().is_some_and(|(_, closing)| *closing == '\''),
        None => false,
    };
    if is_character { quoted(rest, '\'') } else { 1 }
}
