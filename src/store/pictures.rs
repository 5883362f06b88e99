//! Pictures that mails show from the operator's own origin. Their bytes are texts in base64, which both databases hold alike.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Store;
use super::error::StoreError;
use super::row::Row;
use super::statement::{Statement, params, statements};
use crate::domain::picture::{KeptPicture, PictureFormat, PictureKey};
use crate::domain::time::Timestamp;

statements! {
    KEEP_PICTURE = "INSERT INTO picture (key, source, format, width, height, body, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
                    ON CONFLICT DO NOTHING";
    PICTURE_OF = "SELECT key, format, width, height FROM picture WHERE source = $1";
    ANY_PICTURE = "SELECT width FROM picture LIMIT 1";
    PICTURE = "SELECT format, body FROM picture WHERE key = $1";
}

impl Store {
    /// Keeps a picture that was found at `source`; one that is kept already stays.
    pub async fn keep_picture(
        &self,
        source: &str,
        picture: &KeptPicture,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let params = params![
            picture.key.as_str(),
            source,
            picture.format.as_str(),
            picture.width,
            picture.height,
            STANDARD.encode(bytes),
            now
        ];
        self.engine.execute(&KEEP_PICTURE, params).await.map(drop)
    }

    /// The kept picture from an address.
    pub async fn picture_of(&self, source: &str) -> Result<Option<KeptPicture>, StoreError> {
        let row = self.engine.row(&PICTURE_OF, params![source]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Whether any picture is kept.
    pub async fn keeps_pictures(&self) -> Result<bool, StoreError> {
        Ok(self.engine.row(&ANY_PICTURE, params![]).await?.is_some())
    }

    /// A kept picture's format and bytes.
    pub async fn picture(&self, key: &PictureKey) -> Result<Option<(PictureFormat, Vec<u8>)>, StoreError> {
        let row = self.engine.row(&PICTURE, params![key.as_str()]).await?;
        let read = |row: Row| {
            Ok((
                row.parsed("picture", "format", PictureFormat::parse)?,
                row.parsed("picture", "body", |body| STANDARD.decode(body).ok())?,
            ))
        };
        row.map(read).transpose()
    }
}

fn kept(row: &Row) -> Result<KeptPicture, StoreError> {
    Ok(KeptPicture {
        key: row.parsed("picture", "key", PictureKey::parse)?,
        format: row.parsed("picture", "format", PictureFormat::parse)?,
        width: row.count("picture", "width")?,
        height: row.count("picture", "height")?,
    })
}
