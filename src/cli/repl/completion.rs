//! What can stand where the cursor is? Commands, files, cases, topics, and the words of sentences.

use super::{
    help,
    whole::is_item,
    words::{Step, Ways, Words},
};
use crate::syntax;

/// More than this is a list that nobody reads.
const MOST: usize = 200;
/// What may stand before a sentence.
const LEADS: [&str; 10] = [
    "suppose ",
    "why not ",
    "why ",
    "what would change whether ",
    "what would decide whether ",
    "it is unknown whether ",
    "it is not the case that ",
    "it is unknown what ",
    "not ",
    "if ",
];
/// What joins sentences.
const JOINTS: [&str; 4] = [" and ", " or ", " if ", " unless "];

/// All that may be typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The words of sentences.
    pub(super) words: Words,
    /// The case files beside the rules.
    pub(super) cases: Vec<String>,
    /// The labels of the rules.
    pub(super) labels: Vec<String>,
    /// The sources.
    pub(super) sources: Vec<String>,
}

/// What a command takes.
pub(super) enum Argument<'l> {
    /// The name of a file, from this place on.
    File(usize),
    /// One of these, from this place on.
    Of(usize, Vec<String>),
    /// A sentence.
    Sentence(&'l str, usize),
}

impl Known {
    /// What may stand at the end of a line, but for names of files.
    pub(super) fn complete(&self, line: &str) -> (usize, Vec<String>) {
        match self.argument(line) {
            Argument::File(at) => (at, Vec::new()),
            Argument::Of(at, all) => {
                let typed = line[at..].to_lowercase();
                let mut fit: Vec<String> =
                    all.into_iter().filter(|it| it.to_lowercase().starts_with(&typed)).collect();
                fit.sort();
                fit.dedup();
                fit.truncate(MOST);
                (at, fit)
            }
            Argument::Sentence(text, at) => {
                let (ways, behind) = self.ways(text);
                steps(
                    ways.steps
                        .into_iter()
                        .map(|it| Step { start: it.start + at + behind, ..it })
                        .collect(),
                    line.len(),
                )
            }
        }
    }

    /// What is missing of the phrase that is being typed: what the right arrow takes, and all of it.
    pub(super) fn hint(&self, line: &str) -> Option<(String, String)> {
        let Argument::Sentence(text, _) = self.argument(line) else { return None };
        self.ways(text).0.rest
    }

    /// What stands at the end of a line.
    pub(super) fn argument<'l>(&self, line: &'l str) -> Argument<'l> {
        let Some(command) = line.strip_prefix(':') else {
            let at = if is_item(line) {
                line.rfind('\n').map_or(0, |it| it + 1)
            } else {
                sentence(line)
            };
            let at = line.len() - line[at..].trim_start().len();
            return Argument::Sentence(&line[at..], at);
        };
        let Some((word, rest)) = command.split_once(' ') else {
            let all = help::COMMANDS.iter().map(|it| it.name.to_owned()).collect();
            return Argument::Of(1, all);
        };
        let rest = rest.trim_start();
        let at = line.len() - rest.len();
        match help::command(word).map_or("", |it| it.name) {
            "help" => Argument::Of(at, help::topics().map(str::to_owned).collect()),
            "trace" => Argument::Of(at, vec!["brief".to_owned(), "full".to_owned()]),
            "forget" if "all".starts_with(rest) => Argument::Of(at, vec!["all".to_owned()]),
            "source" => Argument::Of(at, self.sources.clone()),
            "rules" => Argument::Of(at, self.labels.clone()),
            "describe" => {
                let mut all = self.words.called(rest);
                all.extend(self.labels.iter().chain(&self.sources).cloned());
                Argument::Of(at, all)
            }
            "case"
                if !rest.contains(['/', '.'])
                    && self.cases.iter().any(|it| it.starts_with(rest)) =>
            {
                Argument::Of(at, self.cases.clone())
            }
            "export" if !rest.contains(' ') => Argument::Of(
                at,
                ["text", "json", "md", "html", "svg", "dot"].map(str::to_owned).to_vec(),
            ),
            "case" | "load" | "save" | "save-rules" | "export" => {
                Argument::File(line.rfind(' ').map_or(at, |it| it + 1))
            }
            _ => Argument::Sentence(rest, at),
        }
    }

    /// How a sentence may go on, and where that part of it begins which was looked at.
    fn ways(&self, text: &str) -> (Ways, usize) {
        let folded = text.to_lowercase();
        let joint = JOINTS.iter().filter_map(|it| folded.rfind(it).map(|at| at + it.len())).max();
        if let Some(at) = joint.filter(|it| *it <= text.len() && text.is_char_boundary(*it)) {
            let (ways, behind) = self.behind_leads(&text[at..]);
            if !ways.steps.is_empty() {
                return (ways, at + behind);
            }
        }
        self.behind_leads(text)
    }

    fn behind_leads(&self, text: &str) -> (Ways, usize) {
        let mut at = 0;
        while let Some(lead) = LEADS.iter().find(|it| begins(&text[at..], it)) {
            at += lead.len();
        }
        let mut ways = self.words.ways(&text[at..]);
        if at == 0 && !text.is_empty() {
            let leads = LEADS.iter().filter(|it| begins(it, text));
            ways.steps.extend(leads.map(|it| Step { start: 0, text: it.trim_end().to_owned() }));
        }
        (ways, at)
    }
}

/// Whether a text begins so, whatever the capitals.
fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with))
}

/// Where the last sentence of a text begins that has not ended yet.
fn sentence(text: &str) -> usize {
    match syntax::sentences(text).pop() {
        Some(last) if text[last.clone()].ends_with(['.', '?']) => last.end,
        Some(last) => last.start,
        None => text.len(),
    }
}

/// The ways as texts that begin at one place.
fn steps(mut ways: Vec<Step>, end: usize) -> (usize, Vec<String>) {
    // What begins latest belongs closest to what is typed; the others begin with other words.
    let Some(start) = ways.iter().map(|it| it.start).max() else { return (end, Vec::new()) };
    ways.retain(|it| it.start == start);
    let mut texts: Vec<String> = ways.into_iter().map(|it| it.text).collect();
    texts.sort();
    texts.dedup();
    texts.truncate(MOST);
    (start, texts)
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::{
        cli::repl::words::Words,
        session::conversation::{Conversation, Ground, Typed},
    };
    use jiff::civil::date;

    const RULES: &str = "
kind guest
kind child is a guest
kind room
name Grand Hotel is a room
given {a guest} has paid
given {a guest} is noisy
given {a guest} has booked {a room} for {a guest: other}
given attribute the price of {a room}: number
conclusion {a guest} may stay in {a room}
rule stay
  a guest may stay in a room if the guest has paid and the price of the room is 3.
";

    fn known(rules: &str, facts: &str) -> Known {
        let texts = vec![("inn.rules".to_owned(), rules.to_owned())];
        let ground = Ground { label: String::new(), texts, case: None };
        let Ok(mut talk) = Conversation::begin(ground, date(2026, 11, 22)) else {
            unreachable!("the rules of this test have mistakes")
        };
        let told = talk.tell(&Typed { input: facts, part: 0..facts.len(), line: 1 });
        assert!(told.is_ok(), "{facts}");
        Known { words: Words::of(&talk), cases: vec!["airport".to_owned()], ..Known::default() }
    }

    #[test]
    fn what_fits_is_offered_slot_by_slot() {
        let known = known(RULES, "Ada is a guest. Ben is a child. R1 is a room.");
        let cases: [(&str, usize, &[&str]); 20] = [
            ("Ada has p", 8, &["paid"]),
            ("Ada has ", 8, &["booked", "paid"]),
            ("Ada has booked ", 15, &["Grand Hotel", "R1"]),
            ("Ada has booked the Gr", 19, &["Grand Hotel"]),
            ("Ada has booked grand h", 15, &["Grand Hotel"]),
            ("Ada has booked R1 for ", 22, &["Ada", "Ben"]),
            ("Zed has booked R1 f", 18, &["for"]),
            ("may A", 4, &["Ada"]),
            ("may Ada st", 8, &["stay in"]),
            ("Ada has paid. Ben is n", 21, &["noisy", "not noisy"]),
            ("suppose Ada is n", 15, &["noisy", "not noisy"]),
            ("it is unknown whether B", 22, &["Ben"]),
            ("Ada has paid and B", 17, &["Ben"]),
            ("the price of R", 13, &["R1"]),
            ("Zed is a gu", 9, &["guest"]),
            ("has wh", 4, &["which guest"]),
            ("sup", 0, &["suppose"]),
            (":wh", 1, &[]),
            (":case a", 6, &["airport"]),
            ("Ada has bought ", 15, &[]),
        ];
        for (line, start, expected) in cases {
            let (at, mut found) = known.complete(line);
            if line == ":wh" {
                found.retain(|it| !it.starts_with("wh"));
            }
            assert_eq!(
                (at, found),
                (start, expected.iter().map(|it| (*it).to_owned()).collect()),
                "{line}"
            );
        }
    }

    #[test]
    fn the_rest_of_the_phrase_is_shown() {
        let known = known(RULES, "Ada is a guest.");
        let cases = [
            ("Ada has bo", Some(("oked", "oked {a room} for {a guest: other}"))),
            ("Ada has booked ", Some(("", "{a room} for {a guest: other}"))),
            ("", None),
            ("Ada ", None),
            ("Ada has bx", None),
            (":facts Ada has bo", Some(("oked", "oked {a room} for {a guest: other}"))),
        ];
        for (line, expected) in cases {
            let expected = expected.map(|it| (it.0.to_owned(), it.1.to_owned()));
            assert_eq!(known.hint(line), expected, "{line}");
        }
    }

    #[test]
    fn odd_letters_break_nothing() {
        let known = known(RULES, "İş is a guest. Łódź is a guest.");
        for line in [
            "İ",
            "İş h",
            "Łódź is n",
            "ẞ",
            "may Łó",
            ":İ",
            "🐕 and 🐕",
            " and ",
            "\"",
            "\n",
            "x\ny",
        ] {
            known.complete(line);
            known.hint(line);
        }
        assert_eq!(known.complete("may Łó").1, ["Łódź"]);
    }

    #[test]
    fn something_is_offered_among_five_thousand_phrases() {
        use std::fmt::Write;
        let mut rules = "kind thing\n".to_owned();
        for at in 0..5_000 {
            writeln!(rules, "given {{a thing}} is w{at} with {{a thing: other}} of x{}", at % 70)
                .ok();
        }
        let facts = (0..200).fold(String::new(), |all, it| format!("{all}Thing{it} is a thing. "));
        let known = known(&rules, &facts);
        for line in
            ["Thing17 is w49", "is Thing17 w4999 with Thing", "Thing1 is w1 with Thing2 of", "is "]
        {
            assert!(!known.complete(line).1.is_empty(), "{line}");
        }
    }
}
