//! Which words carry a sentence's tense, and what is the stem of a verb?
//!
//! Only what a phrase may be negated or asked with. A stem that the spelling does not settle is matched in all
//! spellings, but never printed.

/// Auxiliaries behind which `not` says the opposite.
const AUXILIARIES: [&str; 14] = [
    "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "can", "could", "will",
    "would",
];

/// `must not` and `may not` are duties of their own, never the opposite of `must` and `may`.
const MODALS: [&str; 5] = ["must", "may", "shall", "should", "might"];

/// Behind these, an auxiliary belongs to a clause inside the sentence and not to the sentence.
const SUBORDINATING: [&str; 10] =
    ["who", "whom", "whose", "which", "that", "where", "when", "whether", "because", "while"];

/// Behind these, `will`, `can`, `may` and `must` are nouns.
const DETERMINERS: [&str; 15] = [
    "the", "a", "an", "of", "his", "her", "its", "their", "every", "any", "each", "no", "this",
    "last", "in",
];

/// Whether a word carries the tense, and whether `not` behind it says the opposite.
pub(super) fn carries_tense(word: &str) -> Option<bool> {
    if AUXILIARIES.contains(&word) {
        return Some(true);
    }
    MODALS.contains(&word).then_some(false)
}

/// Whether a clause inside the sentence begins with this word.
pub(super) fn subordinates(word: &str) -> bool {
    SUBORDINATING.contains(&word)
}

/// Whether what follows this word is a noun.
pub(super) fn announces_noun(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

/// Whether `not` may stand behind a word without making a negation of it.
pub(super) fn keeps_not(word: &str) -> bool {
    MODALS.contains(&word)
}

/// How a verb is asked for and negated: the auxiliary, and the stems it could have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Supported {
    /// `does` or `did`.
    pub(super) auxiliary: &'static str,
    /// Stems to match.
    pub(super) stems: Vec<String>,
    /// Whether the first stem is sure enough to be printed.
    pub(super) sure: bool,
}

/// `concerns` → does concern; `concluded` → did conclude; `withdrew` → did withdraw.
pub(super) fn supported(verb: &str) -> Option<Supported> {
    if let Some(it) = main_verb_have(verb) {
        return Some(it);
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|it| it.0 == verb) {
        return Some(Supported { auxiliary: "did", stems: vec![(*stem).to_owned()], sure: true });
    }
    if verb.len() > 3 && verb.ends_with("ed") {
        return Some(past(verb));
    }
    let present = verb.len() > 2
        && verb.ends_with('s')
        && !["ss", "us", "is"].iter().any(|it| verb.ends_with(it));
    present.then(|| {
        let stem = third_person(verb);
        // `focuses` is read as well as `uses`.
        let without_e = stem.strip_suffix('e').filter(|it| it.ends_with('s')).map(str::to_owned);
        let stems = std::iter::once(stem).chain(without_e).collect();
        Supported { auxiliary: "does", stems, sure: true }
    })
}

/// `has reason` → does have reason. The auxiliary `has` is negated and asked by itself as well.
fn main_verb_have(verb: &str) -> Option<Supported> {
    let auxiliary = match verb {
        "has" => "does",
        "have" => "do",
        "had" => "did",
        _ => return None,
    };
    Some(Supported { auxiliary, stems: vec!["have".to_owned()], sure: true })
}

fn third_person(verb: &str) -> String {
    let stem = &verb[..verb.len() - 1];
    if let Some(it) = stem.strip_suffix("ie").filter(|it| it.len() > 1) {
        return format!("{it}y");
    }
    let hisses =
        ["sse", "she", "che", "xe", "zze", "oe", "focuse"].iter().any(|it| stem.ends_with(it));
    if hisses { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

fn past(verb: &str) -> Supported {
    let bare = &verb[..verb.len() - 2];
    let with_e = format!("{bare}e");
    let (stems, sure) = if let Some(it) = bare.strip_suffix('i').filter(|it| it.len() > 1) {
        (vec![format!("{it}y")], true)
    } else if doubled(bare) {
        (vec![bare[..bare.len() - 1].to_owned(), bare.to_owned()], bare.len() > 4)
    } else if ends_in_e(bare) {
        (vec![with_e, bare.to_owned()], true)
    } else {
        let sure = BARE_ENDINGS.iter().any(|it| bare.ends_with(it));
        (vec![bare.to_owned(), with_e], sure)
    };
    Supported { auxiliary: "did", stems, sure }
}

/// `convicted`, `granted`, `requested`, `confirmed`, `obtained`, `signed`.
const BARE_ENDINGS: [&str; 32] = [
    "ct", "nt", "rt", "est", "ist", "ust", "ss", "sh", "tch", "rch", "each", "oach", "tach", "nd",
    "rd", "ew", "ay", "oy", "ey", "eed", "ear", "eal", "ail", "ain", "aim", "sk", "ck", "rk", "rm",
    "rn", "gn", "x",
];

/// `stopped`, `referred`, `committed`; not `passed`, `called`.
fn doubled(bare: &str) -> bool {
    ["bb", "gg", "mm", "nn", "pp", "rr", "tt"].iter().any(|it| bare.ends_with(it))
}

/// `issued`, `received`, `announced`, `recognised`, `concluded`, `violated`.
fn ends_in_e(bare: &str) -> bool {
    let clear = ["u", "v", "c", "iz", "is", "ud", "id", "urs", "leas", "fus", "aus"];
    let stated = bare.ends_with("at") && !bare.ends_with("eat") && !bare.ends_with("oat");
    stated || clear.iter().any(|it| bare.ends_with(it))
}

/// Verbs whose past has no `-ed`.
const IRREGULAR: &[(&str, &str)] = &[
    ("became", "become"),
    ("began", "begin"),
    ("bore", "bear"),
    ("bought", "buy"),
    ("bound", "bind"),
    ("broke", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("dealt", "deal"),
    ("drew", "draw"),
    ("drove", "drive"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("forbade", "forbid"),
    ("forgave", "forgive"),
    ("forgot", "forget"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("got", "get"),
    ("grew", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("kept", "keep"),
    ("knew", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("overcame", "overcome"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rose", "rise"),
    ("said", "say"),
    ("sat", "sit"),
    ("saw", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("stole", "steal"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("swore", "swear"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("undertook", "undertake"),
    ("went", "go"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
    ("won", "win"),
    ("wore", "wear"),
    ("wrote", "write"),
];

#[cfg(test)]
mod tests {
    use super::supported;

    #[test]
    fn stems_are_those_of_a_dictionary() {
        let cases = [
            ("concerns", "does concern"),
            ("applies", "does apply"),
            ("passes", "does pass"),
            ("raises", "does raise"),
            ("goes", "does go"),
            ("issued", "did issue"),
            ("stopped", "did stop"),
            ("concluded", "did conclude"),
            ("applied", "did apply"),
            ("requested", "did request"),
            ("visited", "did visit or visite"),
            ("asked", "did ask"),
            ("attached", "did attach"),
            ("focuses", "does focus"),
            ("withdrew", "did withdraw"),
            ("has", "does have"),
            ("exceeded", "did exceed"),
            ("created", "did creat or create"),
        ];
        for (verb, expected) in cases {
            let it = supported(verb).map(|it| {
                let shown = if it.sure { it.stems[..1].to_vec() } else { it.stems };
                format!("{} {}", it.auxiliary, shown.join(" or "))
            });
            assert_eq!(it.as_deref(), Some(expected));
        }
        assert_eq!(supported("status"), None);
        assert_eq!(supported("under"), None);
    }
}
