//! A look as templates get it: sizes in pixels, fonts as CSS writes them.

use serde_json::{Value as Json, json};

use super::accent::Accent;
use super::template_set;
use crate::domain::look::{Fonts, Look};

/// The paper on both sides of the text, in pixels.
const MARGINS: u16 = 80;

/// The width of the text column in pixels.
pub(super) fn column(look: &Look) -> u32 {
    (look.width.pixels() - MARGINS).into()
}

/// Gives a mail its look: what templates call `look`, and the list's own colour in place of ours.
pub(super) fn dress(context: &mut Json, look: &Look) {
    context["look"] = template_set::context(&named(look));
    let own = look.accent.as_ref().and_then(|colour| Accent::from_brand(colour.as_str()).ok());
    if let Some(accent) = own {
        context["site"]["accent"] = json!(accent);
    }
}

fn named(look: &Look) -> Json {
    let stack = Stack::of(look.fonts);
    json!({
        "theme": look.theme.as_str(),
        "portion": look.portion().as_str(),
        "width": look.width.pixels(),
        "column": column(look),
        "logo": look.logo.as_ref().map(|logo| json!({
            "url": logo.address.as_str(), "alt": logo.alt, "width": logo.size.width, "height": logo.size.height,
        })),
        "footer": look.footer.as_str(),
        "text_fonts": stack.text,
        "interface_fonts": stack.interface,
        "office_fonts": stack.office,
    })
}

/// Typefaces that readers' machines have, the best first. Names with spaces stand in quotes that an attribute can hold.
struct Stack {
    /// For what is read.
    text: &'static str,
    /// For what is around it.
    interface: &'static str,
    /// For Outlook on Windows, which takes Times when it does not know the first name.
    office: &'static str,
}

const SANS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

impl Stack {
    const fn of(fonts: Fonts) -> Self {
        match fonts {
            Fonts::Serif => Self {
                text: "Charter, 'Bitstream Charter', 'Iowan Old Style', Georgia, serif",
                interface: SANS,
                office: "Georgia, serif",
            },
            Fonts::Palatino => Self {
                text: "'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif",
                interface: SANS,
                office: "'Palatino Linotype', serif",
            },
            Fonts::Sans => Self { text: SANS, interface: SANS, office: "'Segoe UI', Arial, sans-serif" },
            Fonts::Verdana => Self {
                text: "Verdana, 'DejaVu Sans', Geneva, sans-serif",
                interface: "Verdana, 'DejaVu Sans', Geneva, sans-serif",
                office: "Verdana, sans-serif",
            },
        }
    }
}
