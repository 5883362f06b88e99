//! IP networks, as the operator names them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// All addresses that begin with the same bits; one address is the network of all its bits (RFC 4632 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// Why a text is no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address or a network such as 192.0.2.7, 10.0.0.0/8 or fd00::/8")]
pub struct NetworkError;

impl Network {
    /// The one address.
    pub fn of(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self { address, bits: width(address) }
    }

    /// Whether the address lies in it. An IPv4 address is the same when it is written in IPv6 (`::ffff:192.0.2.7`).
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.bits.into()
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.bits.into()
            }
            _ => false,
        }
    }
}

const fn width(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    /// Reads `ADDRESS` or `ADDRESS/BITS`.
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let Some((address, bits)) = text.split_once('/') else {
            return text.parse().map(Self::of).map_err(|_| NetworkError);
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let bits = bits.parse().map_err(|_| NetworkError)?;
        if bits > width(address) {
            return Err(NetworkError);
        }
        Ok(Self { address, bits })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lies_in(address: &str, network: &str) -> bool {
        network.parse::<Network>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn an_address_lies_in_a_network_when_its_first_bits_do() {
        assert!(lies_in("10.255.0.1", "10.0.0.0/8"));
        assert!(!lies_in("11.0.0.1", "10.0.0.0/8"));
        assert!(lies_in("192.0.2.129", "192.0.2.200/25"));
        assert!(!lies_in("192.0.2.127", "192.0.2.128/25"));
        assert!(lies_in("198.51.100.1", "0.0.0.0/0"));
        assert!(lies_in("fd12::1", "fd00::/8"));
        assert!(!lies_in("fe80::1", "fd00::/8"));
        assert!(lies_in("2001:db8::1", "::/0"));
    }

    #[test]
    fn one_address_is_a_network_of_its_own() {
        assert!(lies_in("127.0.0.1", "127.0.0.1"));
        assert!(!lies_in("127.0.0.2", "127.0.0.1"));
        assert!(lies_in("::1", "::1"));
    }

    #[test]
    fn the_two_families_do_not_mix_but_a_mapped_address_is_ipv4() {
        assert!(!lies_in("::1", "0.0.0.0/0"));
        assert!(!lies_in("127.0.0.1", "::/0"));
        assert!(lies_in("::ffff:127.0.0.1", "127.0.0.1"));
        assert!(lies_in("127.0.0.1", "::ffff:127.0.0.1"));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "localhost", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            assert_eq!(text.parse::<Network>(), Err(NetworkError), "{text}");
        }
    }
}
