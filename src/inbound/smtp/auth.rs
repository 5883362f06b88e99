//! What a client says in AUTH (RFC 4954).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A user and a password as they were said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Credentials {
    pub username: String,
    pub password: String,
}

/// RFC 4616: an authorization identity, which is not looked at, the user, the password.
pub(super) fn plain(response: &str) -> Option<Credentials> {
    let text = decode(response)?;
    let mut fields = text.split('\0');
    let (_identity, username, password) = (fields.next()?, fields.next()?, fields.next()?);
    fields.next().is_none().then(|| Credentials { username: username.to_owned(), password: password.to_owned() })
}

/// The two responses of LOGIN.
pub(super) fn login(username: &str, password: &str) -> Option<Credentials> {
    Some(Credentials { username: decode(username)?, password: decode(password)? })
}

fn decode(base64: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(base64).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_has_three_fields() {
        let expected = Credentials { username: "ada".to_owned(), password: "secret".to_owned() };
        assert_eq!(plain(&STANDARD.encode("\0ada\0secret")), Some(expected));
        for odd in ["ada", "\0ada", "\0ada\0secret\0more"] {
            assert_eq!(plain(&STANDARD.encode(odd)), None);
        }
        assert_eq!(plain("*"), None);
    }
}
