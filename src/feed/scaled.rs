//! A picture as it came from the web, made fit for a mail: no wider than needed, in a format that every mail program shows, without
//! what cameras write along (where it was taken, for one).

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::domain::picture::PictureFormat;

/// Pixels of a picture that is decoded: 100 MB of memory. Cameras make half as many.
const MOST_PIXELS: u64 = 25_000_000;
/// Bytes that decoding may take: the pixels, and as much again for the decoder's own.
const MOST_MEMORY: u64 = 200 << 20;
/// A column that is longer than this is scaled down further.
const HIGHEST: u32 = 4000;
/// Where a JPEG's flaws are not seen on a screen.
const JPEG_QUALITY: u8 = 82;

/// A picture ready to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Scaled {
    /// The file.
    pub bytes: Vec<u8>,
    /// How it is written.
    pub format: PictureFormat,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Why a picture stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Another format, or none.
    #[error("it is no JPEG, PNG, GIF or WebP picture")]
    Format,
    /// Decoding it would take too much.
    #[error("it has {width}×{height} pixels, more than {MOST_PIXELS} in all")]
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It is damaged.
    #[error("it cannot be decoded: {0}")]
    Damaged(#[from] ImageError),
}

/// Decodes a picture within limits, turns it upright, and scales it down to `widest` pixels. Of a moving picture, the first frame.
///
/// A second of pure computing for the largest: to be called where nobody waits for the thread.
pub fn scaled(bytes: &[u8], widest: u32) -> Result<Scaled, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(ImageError::IoError)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP)) {
        return Err(PictureError::Format);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width() > widest || picture.height() > HIGHEST {
        picture = picture.resize(widest, HIGHEST, FilterType::Triangle);
    }
    Ok(written(&picture)?)
}

fn written(picture: &DynamicImage) -> Result<Scaled, ImageError> {
    let (width, height) = (picture.width(), picture.height());
    let lets_through = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    let mut bytes = Vec::new();
    let format = if lets_through {
        picture.to_rgba8().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
        PictureFormat::Png
    } else {
        let pixels = picture.to_rgb8();
        JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode(
            &pixels,
            width,
            height,
            ExtendedColorType::Rgb8,
        )?;
        PictureFormat::Jpeg
    };
    Ok(Scaled { bytes, format, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::new_rgb8(width, height);
        picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn a_picture_is_scaled_down_and_never_up() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
            let wide = scaled(&file(300, 200, format), 150).unwrap();
            assert_eq!((wide.width, wide.height, wide.format), (150, 100, PictureFormat::Jpeg), "{format:?}");
            assert_eq!(image::guess_format(&wide.bytes).unwrap(), ImageFormat::Jpeg);
            let small = scaled(&file(30, 20, format), 150).unwrap();
            assert_eq!((small.width, small.height), (30, 20), "{format:?}");
        }
    }

    #[test]
    fn what_lets_the_ground_through_still_does() {
        let mut bytes = Vec::new();
        DynamicImage::new_rgba8(10, 10).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        assert_eq!(scaled(&bytes, 150).unwrap().format, PictureFormat::Png);
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_decoded() {
        // A PNG that says it has 50 000 × 50 000 pixels: its header is enough to tell.
        let mut bomb = file(1, 1, ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(matches!(
            scaled(&bomb, 150),
            Err(PictureError::TooLarge { width: 50_000, height: 50_000 } | PictureError::Damaged(_))
        ));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        !bytes.iter().fold(!0, |crc: u32, byte| (0..8).fold(crc ^ u32::from(*byte), step))
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<html>"]
        {
            assert!(scaled(bytes, 150).is_err(), "{bytes:?}");
        }
    }
}
