//! What does a reply state?

use super::{Ask, Said, Takes};

/// A reply as statements of a case.
pub(super) fn statements(ask: &Ask, said: Said<'_>) -> Result<Vec<String>, String> {
    let sentence = &ask.entry.sentence;
    Ok(match (&ask.takes, said) {
        (_, Said::Skip) => Vec::new(),
        (Takes::YesOrNo, Said::Yes) => vec![format!("{sentence}.")],
        (Takes::YesOrNo, Said::No) => vec![format!("it is not the case that {sentence}.")],
        (Takes::YesOrNo, Said::Unknown) => vec![format!("it is unknown whether {sentence}.")],
        (Takes::YesOrNo, Said::This(_)) => {
            return Err("reply yes, no or don't know".to_owned());
        }
        (Takes::Value | Takes::Text | Takes::Thing(_), Said::Unknown) => {
            vec![format!("it is unknown what {sentence} is.")]
        }
        // A text may be typed without its quotation marks.
        (Takes::Text, Said::This(text)) if !text.contains(['"', '“', '”']) => {
            vec![format!("{sentence} is \"{text}\".")]
        }
        (Takes::Value | Takes::Text | Takes::Thing(_), Said::This(value)) => {
            vec![format!("{sentence} is {value}.")]
        }
        (Takes::Value | Takes::Text | Takes::Thing(_), Said::Yes | Said::No) => {
            return Err(format!("reply with a value: what is {sentence}?"));
        }
        (Takes::Kind(kinds), Said::This(name)) => {
            let name = name.strip_prefix("a ").or(name.strip_prefix("an ")).unwrap_or(name);
            match kinds.iter().find(|it| it[0].eq_ignore_ascii_case(name)) {
                Some(kind) => vec![format!("{}.", kind[1])],
                None => return Err(one_of(kinds)),
            }
        }
        (Takes::Kind(kinds), Said::No) => kinds.iter().map(|it| format!("{}.", it[2])).collect(),
        (Takes::Kind(kinds), Said::Unknown) => {
            kinds.iter().map(|it| format!("it is unknown whether {}.", it[1])).collect()
        }
        (Takes::Kind(kinds), Said::Yes) => return Err(one_of(kinds)),
    })
}

fn one_of(kinds: &[[String; 3]]) -> String {
    let names: Vec<&str> = kinds.iter().map(|it| it[0].as_str()).collect();
    format!("reply with one of these, or with none: {}", names.join(", "))
}
