//! The one colour of links and the button: an operator's brand colour, made readable on light and on dark ground.
//!
//! Contrast as in WCAG 2.2, "relative luminance" and "contrast ratio".

use serde::Serialize;

/// The accent on light and on dark ground, each as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accent {
    brand: String,
    light: String,
    dark: String,
}

/// Why a text is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the colour as # and six hexadecimal digits, like #a8321f")]
pub struct ColourError;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Rgb([u8; 3]);

/// At least this ratio between the accent and each ground it stands on, and the text on a button of that colour (WCAG AA).
const ENOUGH: f64 = 4.6;
const LIGHT_GROUNDS: [Rgb; 2] = [Rgb([0xff, 0xff, 0xff]), Rgb([0xfb, 0xfa, 0xf7])];
const DARK_GROUNDS: [Rgb; 2] = [Rgb([0x1d, 0x21, 0x25]), Rgb([0x15, 0x18, 0x1b])];
const BLACK: Rgb = Rgb([0, 0, 0]);
const WHITE: Rgb = Rgb([0xff, 0xff, 0xff]);

impl Default for Accent {
    fn default() -> Self {
        Self { brand: "#a8321f".to_owned(), light: "#a8321f".to_owned(), dark: "#ff9c86".to_owned() }
    }
}

impl Accent {
    /// An accent from a brand colour: drawn towards black for light ground and towards white for dark ground until it can be read.
    pub fn from_brand(colour: &str) -> Result<Self, ColourError> {
        let brand = Rgb::parse(colour)?;
        Ok(Self {
            brand: brand.to_string(),
            light: brand.readable_on(&LIGHT_GROUNDS, BLACK).to_string(),
            dark: brand.readable_on(&DARK_GROUNDS, WHITE).to_string(),
        })
    }

    /// The colour that the operator wrote, `#rrggbb`: [`from_brand`](Self::from_brand) of it gives the same accent.
    pub fn brand(&self) -> &str {
        &self.brand
    }

    /// The accent on light ground, `#rrggbb`.
    pub fn light(&self) -> &str {
        &self.light
    }

    /// The accent on dark ground, `#rrggbb`.
    pub fn dark(&self) -> &str {
        &self.dark
    }

    /// What the operator should be told when the colour could not be used on light ground as it was written. That dark ground needs a
    /// lighter tone is no news.
    pub fn adjustment(&self) -> Option<String> {
        let (brand, light, dark) = (&self.brand, &self.light, &self.dark);
        (brand != light).then(|| {
            format!("{brand} is too pale to read on white: {light} is used instead, and {dark} on dark ground")
        })
    }
}

impl Rgb {
    fn parse(text: &str) -> Result<Self, ColourError> {
        let digits = text.trim().strip_prefix('#').ok_or(ColourError)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| ColourError);
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// This colour, or the first of its mixtures with `end` that contrasts enough with every ground.
    fn readable_on(self, grounds: &[Self], end: Self) -> Self {
        (0..=50_u8)
            .map(|step| self.mixed(end, f64::from(step) / 50.0))
            .find(|candidate| grounds.iter().all(|ground| candidate.contrast(*ground) >= ENOUGH))
            .unwrap_or(end)
    }

    fn mixed(self, other: Self, share: f64) -> Self {
        let mut channels = self.0;
        for (channel, end) in channels.iter_mut().zip(other.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
            let mixed = (f64::from(*channel) * (1.0 - share) + f64::from(end) * share).round() as u8;
            *channel = mixed;
        }
        Self(channels)
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readable_brand_colour_stands_as_written() {
        let accent = Accent::from_brand("#A8321F").unwrap();
        assert_eq!(accent.light(), "#a8321f");
        assert_eq!(accent.adjustment(), None);
    }

    #[test]
    fn a_pale_brand_colour_is_darkened_and_that_is_said() {
        let accent = Accent::from_brand("#ffcc00").unwrap();
        assert_ne!(accent.light(), "#ffcc00");
        assert_eq!(accent.dark(), "#ffcc00");
        assert!(accent.adjustment().unwrap().contains(accent.light()));
    }

    #[test]
    fn every_colour_ends_up_readable_on_both_grounds() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let accent = Accent::from_brand(&Rgb([red, green, blue]).to_string()).unwrap();
                    let (light, dark) = (Rgb::parse(&accent.light).unwrap(), Rgb::parse(&accent.dark).unwrap());
                    assert!(LIGHT_GROUNDS.iter().all(|ground| light.contrast(*ground) >= ENOUGH), "{accent:?}");
                    assert!(DARK_GROUNDS.iter().all(|ground| dark.contrast(*ground) >= ENOUGH), "{accent:?}");
                }
            }
        }
    }

    #[test]
    fn our_own_accent_passes_its_own_check() {
        let own = Accent::default();
        assert_eq!(Accent::from_brand(own.light()).unwrap().light(), own.light());
        assert_eq!(Accent::from_brand(own.dark()).unwrap().dark(), own.dark());
    }

    #[test]
    fn anything_but_six_digits_is_refused() {
        for text in ["", "red", "#fff", "#12345g", "a8321f", "#a8321f;}", "#a8321fff"] {
            assert_eq!(Accent::from_brand(text), Err(ColourError), "{text}");
        }
    }
}
