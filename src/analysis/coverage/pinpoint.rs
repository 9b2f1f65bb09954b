//! Which provision is a part of which? `Art. 83(1)(a)` is one of `Art. 83(1)`, and that of `Art. 83`.
//!
//! A pinpoint is cut into words and brackets. One is within another if it begins with the same pieces, the last of
//! which has a number, and what comes next does not make another number of it, as in `Art. 8 bis`.
//! Headings are within nothing: `Approval process` is no part of `Approval`. Case and blanks make no difference.

/// Numbers of provisions that were put in later.
const INSERTED: [&str; 9] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];

/// Whether a provision is another one or a part of it. Everything is a part of the source as a whole, which has no pinpoint.
pub(super) fn is_within(part: &str, whole: &str) -> bool {
    let (part, whole) = (pieces(part), pieces(whole));
    let same = |it: (&String, &String)| it.0.to_lowercase() == it.1.to_lowercase();
    if part.len() < whole.len() || !part.iter().zip(&whole).all(same) {
        return false;
    }
    match (part.get(whole.len()), whole.last()) {
        (None, _) | (_, None) => true,
        (Some(next), Some(last)) => {
            is_number(last) && !INSERTED.contains(&next.to_lowercase().as_str())
        }
    }
}

/// `Art. 83(1)(a)` is `Art.`, `83`, `(1)`, `(a)`.
fn pieces(pinpoint: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    let mut apart = true;
    for it in pinpoint.chars() {
        if it.is_whitespace() || it == ',' {
            apart |= !open;
            continue;
        }
        if apart || it == '(' {
            pieces.push(String::new());
        }
        open = (open || it == '(') && it != ')';
        apart = it == ')';
        if let Some(last) = pieces.last_mut() {
            last.push(it);
        }
    }
    pieces
}

/// Whether a piece numbers a provision: `83`, `4a`, `(a)`, `§12`, `IV`, `b`.
fn is_number(piece: &str) -> bool {
    let roman = |it: char| "IVXLCDM".contains(it);
    piece.starts_with('(')
        || piece.chars().any(char::is_numeric)
        || piece.chars().count() == 1
        || piece.chars().all(roman)
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn parts_are_within_what_they_are_parts_of() {
        let cases = [
            ("Art. 83(1)(a)", "Art. 83(1)(a)", true),
            ("Art. 83(1)(a)", "Art. 83(1)", true),
            ("Art. 83(1)(a)", "Art. 83", true),
            ("Art. 83 (1) (a)", "art. 83(1)", true),
            ("Art. 83(1)", "Art. 83(1)(a)", false),
            ("Art. 83(11)", "Art. 83(1)", false),
            ("Art. 831", "Art. 83", false),
            ("Art. 8a", "Art. 8", false),
            ("Art. 8 bis", "Art. 8", false),
            ("Art. 8, second sentence", "Art. 8", true),
            ("s. 4(2)", "s. 4", true),
            ("§ 12 II", "§ 12", true),
            ("§12(3)", "§12", true),
            ("Annex II point 3", "Annex II", true),
            ("Art. 83(1)", "Art.", false),
            ("Approval process", "Approval", false),
            ("Civil procedure", "Civil", false),
            ("Approval process", "approval  process", true),
            ("Art. 3", "", true),
            ("", "Art. 3", false),
            ("Art. 3(a b)", "Art. 3", true),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(is_within(part, whole), expected, "`{part}` within `{whole}`");
        }
    }
}
