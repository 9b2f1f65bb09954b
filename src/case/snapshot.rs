//! What did a question come out as when somebody last looked? A text to keep beside the case.
//!
//! A [`Snapshot`] is the text of a `.snap` file in the format of insta, a library for such tests: a header between two
//! lines `---`, then the record of an answer ([`crate::explain::text::record`]). Only the record is ever compared.
//! The header says what the answer came from, so that when it changes it can be told [why](cause).
//!
//! Reading it for what can be made out never fails; what has to be whole is [read](Snapshot::read) more strictly.

pub mod cause;
pub mod damage;
mod header;
pub mod name;
pub mod texts;

use self::header::Value;

/// What separates a header from what is before and behind it.
const RULE: &str = "---";
/// What is in the word for an answer that has conditions.
const CONDITIONAL: &str = "depends";

/// A question with its answer, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The name of the case's file.
    pub source: String,
    /// The question as it was written.
    pub expression: String,
    /// What the answer came from.
    pub info: Info,
    /// The record of the answer, without a line end behind it.
    pub record: String,
}

/// What an answer came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// The case. Snapshots of other programs have none.
    pub case: String,
    /// The day whose law was applied, if case or question give one.
    pub as_of: Option<String>,
    /// The answer in a word, or what it names.
    pub answer: String,
    /// A fingerprint of what the case states.
    pub facts: String,
    /// A fingerprint of the kinds, names, phrases and sources that the rules declare.
    pub words: String,
    /// The rules among the reasons, as they were written but for comments and line ends: a line for each clause and
    /// sentence.
    pub trace: Vec<String>,
    /// The labels of all rules that could bear on the question, each with a fingerprint of what was written.
    pub reached: Vec<(String, String)>,
    /// A fingerprint of the record, by which it can be told whether somebody edited it. Older snapshots have none.
    pub record: String,
    /// Of an answer that nobody has looked at yet, what makes it differ from the one before.
    pub since: Vec<String>,
}

/// The two parts of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'s> {
    /// The answer with its conditions.
    pub answer: &'s str,
    /// The reasons.
    pub reasons: &'s str,
}

impl Snapshot {
    /// Reads the text of a file, as far as it can be read.
    pub fn parse(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let (header, record) = split(&text);
        let header = header.and_then(header::read).unwrap_or(Value::Null);
        let word = |key| header.get(key).and_then(Value::text).unwrap_or_default().to_owned();
        let info = header.get("info").map(Info::read).unwrap_or_default();
        let record = record.trim_end().to_owned();
        Self { source: word("source"), expression: word("expression"), info, record }
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let header = Value::Map(vec![
            ("source".to_owned(), Value::from(&self.source)),
            ("expression".to_owned(), Value::from(&self.expression)),
            ("info".to_owned(), self.info.value()),
        ]);
        format!("{RULE}\n{}{RULE}\n{}\n", header::write(&header), self.record)
    }

    /// With a fingerprint of its record.
    #[must_use]
    pub fn with_fingerprint(mut self) -> Self {
        self.info.record = texts::fingerprint(&self.record);
        self
    }

    /// Whether somebody edited the record; nothing where that can't be told.
    pub fn is_edited(&self) -> Option<bool> {
        let print = &self.info.record;
        (!print.is_empty()).then(|| *print != texts::fingerprint(&self.record))
    }

    /// Whether it is of a question about a case, and not some other program's.
    pub fn is_of_a_case(&self) -> bool {
        !self.info.case.is_empty()
    }

    /// Whether the answer, its conditions and its reasons are the same.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.record == other.record
    }

    /// As it is kept once somebody has looked at it: what was new about it no longer is.
    #[must_use]
    pub fn accepted(mut self) -> Self {
        self.info.since.clear();
        self
    }

    /// Its parts.
    pub fn parts(&self) -> Parts<'_> {
        match self.record.find("\nBecause\n") {
            Some(at) => {
                Parts { answer: self.record[..at].trim_end(), reasons: &self.record[at + 1..] }
            }
            None => Parts { answer: &self.record, reasons: "" },
        }
    }

    /// The answer in a few words.
    pub fn in_brief(&self) -> String {
        brief(&self.info.answer)
    }

    /// How the answer differs from the one before, in a few words: `depends → yes`.
    pub fn difference(&self, before: &Self) -> String {
        let (old, new) = (&before.info.answer, &self.info.answer);
        if old != new && !old.is_empty() {
            format!("{} → {}", brief(old), brief(new))
        } else if before.parts().answer != self.parts().answer && new.contains(CONDITIONAL) {
            format!("{}, under other conditions", brief(new))
        } else {
            format!("{}, for other reasons", brief(new))
        }
    }
}

/// More words than these don't help.
fn brief(answer: &str) -> String {
    const MOST: usize = 40;
    let mut start: String = answer.chars().take(MOST).collect();
    if start.len() < answer.len() {
        start.push('…');
    }
    start
}

impl Info {
    /// The text of a rule among the reasons.
    pub fn rule(&self, label: &str) -> Option<&str> {
        self.trace.iter().map(String::as_str).find(|it| texts::label(it) == Some(label))
    }

    fn value(&self) -> Value {
        let list = |it: &[String]| Value::List(it.iter().map(Value::from).collect());
        let reached: Vec<String> =
            self.reached.iter().map(|(label, print)| format!("{label}@{print}")).collect();
        let mut fields = vec![("case", Value::from(&self.case))];
        fields.extend(self.as_of.as_ref().map(|it| ("as_of", Value::from(it))));
        fields.push(("answer", Value::from(&self.answer)));
        if !self.since.is_empty() {
            fields.push(("since", list(&self.since)));
        }
        fields.push(("facts", Value::from(&self.facts)));
        fields.push(("words", Value::from(&self.words)));
        let lines = |it: &String| it.lines().map(str::to_owned).collect::<Vec<_>>();
        let rule = |it: &String| if it.contains('\n') { list(&lines(it)) } else { Value::from(it) };
        let rules = self.trace.iter().map(rule);
        if !self.record.is_empty() {
            fields.push(("record", Value::from(&self.record)));
        }
        fields.push(("trace", Value::List(rules.collect())));
        fields.push(("reached", Value::from(&reached.join(" "))));
        Value::Map(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    fn read(value: &Value) -> Self {
        let word = |key| value.get(key).and_then(Value::text).unwrap_or_default().to_owned();
        let list = |key| value.get(key).map(Value::texts).unwrap_or_default();
        let reached = word("reached");
        let reached = reached.split_whitespace().filter_map(|it| it.rsplit_once('@'));
        Self {
            case: word("case"),
            as_of: Some(word("as_of")).filter(|it| !it.is_empty()),
            answer: word("answer"),
            facts: word("facts"),
            words: word("words"),
            record: word("record"),
            trace: value.get("trace").map(rules).unwrap_or_default(),
            reached: reached.map(|it| (it.0.to_owned(), it.1.to_owned())).collect(),
            since: list("since"),
        }
    }
}

/// Rules, each of one or more lines.
fn rules(trace: &Value) -> Vec<String> {
    let Value::List(all) = trace else { return Vec::new() };
    let rule = |it: &Value| it.text().map_or_else(|| it.texts().join("\n"), str::to_owned);
    all.iter().map(rule).collect()
}

/// The header of a file, if it has one, and the rest.
fn split(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == RULE {
            return (Some(&rest[..at]), &rest[at + line.len()..]);
        }
        at += line.len();
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::{Info, Snapshot};

    fn odd() -> Snapshot {
        let odd = [
            "",
            " ",
            "no",
            "-1",
            "1e3",
            "0x1",
            ".5",
            "~",
            "it: is",
            "say \"no\"",
            "it's",
            "a\\b",
            "été 東京",
            "- x",
            "#",
            "a # b",
            "tab\tline\nend\r\u{1}\u{7f}",
            "---",
            "[]",
            "{}",
            "|",
            "true",
        ];
        let info = Info {
            case: "ada".to_owned(),
            as_of: Some("2026-03-02".to_owned()),
            answer: "yes".to_owned(),
            facts: "00000001".to_owned(),
            words: "12345678".to_owned(),
            record: "no".to_owned(),
            trace: vec![
                "rule stay [house § 1]\n  odd: \"x\".\n- basis".to_owned(),
                "rule x".to_owned(),
            ],
            reached: vec![("stay".to_owned(), "1e100000".to_owned())],
            since: odd.map(str::to_owned).to_vec(),
        };
        Snapshot {
            source: "été #1.case".to_owned(),
            expression: "may \"Ada\" stay?".to_owned(),
            info,
            record: "may Ada stay?\n\n---\nYes.\n\nBecause\n  Ada may stay".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Snapshot::parse(&odd().text()), odd());
        let with_returns = odd().text().replace('\n', "\r\n");
        assert_eq!(Snapshot::parse(&with_returns), odd());
    }

    #[test]
    fn a_damaged_header_loses_no_record() {
        let whole = odd().text();
        let conflict = whole.replacen("source:", "<<<<<<< ours\nsource:", 1);
        let read = Snapshot::parse(&conflict);
        assert_eq!((read.record, read.info), (odd().record, Info::default()));
        assert_eq!(Snapshot::parse("no header\n").record, "no header");
        assert_eq!(Snapshot::parse("---\nno end\n").record, "---\nno end");
        assert_eq!(Snapshot::parse(""), Snapshot::default());
        for (end, _) in whole.char_indices() {
            Snapshot::parse(&whole[..end]);
        }
    }

    #[test]
    fn a_record_has_two_parts() {
        let (old, new) = (odd(), odd());
        assert_eq!(new.parts().answer, "may Ada stay?\n\n---\nYes.");
        assert_eq!(new.difference(&old), "yes, for other reasons");
    }

    #[test]
    fn only_what_has_conditions_has_other_ones() {
        let answers = |word: &str, record: &str| {
            let info = Info { answer: word.to_owned(), ..Info::default() };
            Snapshot { info, record: record.to_owned(), ..Snapshot::default() }
        };
        let because = "\n\nBecause\n  a";
        let cases = [
            (answers("no", "No."), answers("no", "No.\n\nBecause\n  a"), "no, for other reasons"),
            (answers("no", "No.\n\nUnless b"), answers("no", "No."), "no, for other reasons"),
            (answers("depends", "a"), answers("depends", "b"), "depends, under other conditions"),
            (
                answers("depends", "a"),
                answers("depends", &("a".to_owned() + because)),
                "depends, for other reasons",
            ),
            (
                answers("Ben (depends)", "a"),
                answers("Ben (depends)", "b"),
                "Ben (depends), under other conditions",
            ),
            (answers("no", "No."), answers("depends", "a"), "no → depends"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(new.difference(&old), expected);
        }
    }
}
