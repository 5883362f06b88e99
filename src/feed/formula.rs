//! Formulas as text: mail programs show neither `MathML` nor what scripts would draw.

use scraper::{ElementRef, Node};

/// The source of a formula, where the page carries it along, else the formula written in one line.
pub(super) fn words(math: ElementRef<'_>) -> String {
    let described = math.attr("alttext").map(str::to_owned);
    let annotated = || {
        let is_tex = |node: &ElementRef<'_>| {
            node.value().name() == "annotation" && node.attr("encoding").is_some_and(|kind| kind.contains("tex"))
        };
        math.descendent_elements().find(is_tex).map(|annotation| annotation.text().collect::<String>())
    };
    let source = described.or_else(annotated).map(|source| source.trim().to_owned());
    source.filter(|source| !source.is_empty()).unwrap_or_else(|| in_one_line(math).trim().to_owned())
}

/// `x^2 = 1/4` for what stands on two levels.
fn in_one_line(element: ElementRef<'_>) -> String {
    let children = || element.child_elements().collect::<Vec<_>>();
    let part = |index: usize| children().get(index).map(|child| in_one_line(*child)).unwrap_or_default();
    let all = || -> String {
        element
            .children()
            .map(|child| match (child.value(), ElementRef::wrap(child)) {
                // Operators that are not seen: "applied to", "times" and the like.
                (Node::Text(text), _) => text.trim().replace(|c| matches!(c, '\u{2061}'..='\u{2064}'), ""),
                (_, Some(child)) => in_one_line(child),
                _ => String::new(),
            })
            .collect()
    };
    match element.value().name() {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "mfrac" => format!("{}/{}", grouped(&part(0)), grouped(&part(1))),
        "msup" | "mover" => format!("{}^{}", part(0), grouped(&part(1))),
        "msub" | "munder" => format!("{}_{}", part(0), grouped(&part(1))),
        "msubsup" | "munderover" => format!("{}_{}^{}", part(0), grouped(&part(1)), grouped(&part(2))),
        "msqrt" => format!("√{}", grouped(&all())),
        "mroot" => format!("{}^(1/{})", grouped(&part(0)), part(1)),
        "mo" => {
            let sign = all();
            if matches!(sign.as_str(), "=" | "+" | "-" | "−" | "<" | ">" | "≤" | "≥" | "→" | "≈" | "≠") {
                format!(" {sign} ")
            } else {
                sign
            }
        }
        "mtr" => children().iter().map(|cell| in_one_line(*cell)).collect::<Vec<_>>().join(", "),
        "mtable" => children().iter().map(|row| in_one_line(*row)).collect::<Vec<_>>().join("; "),
        _ => all(),
    }
}

fn grouped(part: &str) -> String {
    if part.chars().count() > 1 && !part.chars().all(char::is_alphanumeric) {
        format!("({part})")
    } else {
        part.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_formula_is_its_source_or_one_line() {
        for (markup, line) in [
            ("<math alttext=' \\frac12 '><mn>x</mn></math>", "\\frac12"),
            (
                "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></semantics></math>",
                "x^2",
            ),
            (
                "<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>",
                "x^2 = 1/(a + b)",
            ),
            ("<math><msqrt><mn>2</mn></msqrt><msub><mi>a</mi><mi>i</mi></msub></math>", "√2a_i"),
            (
                "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable></math>",
                "1, 2; 3",
            ),
            ("<math></math>", ""),
        ] {
            let tree = scraper::Html::parse_fragment(markup);
            assert_eq!(words(tree.root_element().child_elements().next().unwrap()), line, "{markup}");
        }
    }
}
