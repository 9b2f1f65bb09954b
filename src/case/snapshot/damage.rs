//! What keeps a file from being the snapshot that it should be? Merges that somebody has to finish, and what disks and editors do.

use std::fmt;

use super::{RULE, Snapshot, header, split};

/// What is wrong with the text of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// There is nothing in it.
    Empty,
    /// A merge left both sides of a conflict in it; the line of the first mark, counted from 1.
    Conflict(usize),
    /// It does not begin with a head.
    NoHead,
    /// The head can't be read.
    Head,
    /// It ends before the record does.
    CutOff,
    /// It is not what was written: it ends early, or somebody changed it.
    Altered,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Conflict(line) => write!(f, "there is a merge conflict in line {line}"),
            Self::NoHead => f.write_str("it has no head"),
            Self::Head => f.write_str("its head makes no sense"),
            Self::CutOff => f.write_str("it is cut off"),
            Self::Altered => f.write_str("it is cut off, or somebody changed it"),
        }
    }
}

impl Snapshot {
    /// Reads the text of a file that has to be whole. That somebody changed the record is no damage, but
    /// [can be told](Self::is_edited).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, Damage> {
        let text = text.replace("\r\n", "\n");
        if text.trim().is_empty() {
            return Err(Damage::Empty);
        }
        if let Some(line) = text.lines().position(is_conflict) {
            return Err(Damage::Conflict(line + 1));
        }
        let (head, record) = split(&text);
        let Some(head) = head else {
            let has_begun = text.lines().next().is_some_and(|it| it.trim_end() == RULE);
            return Err(if has_begun { Damage::CutOff } else { Damage::NoHead });
        };
        if header::read(head).is_none() {
            return Err(Damage::Head);
        }
        if record.trim().is_empty() {
            return Err(Damage::CutOff);
        }
        Ok(Self::parse(&text))
    }

    /// Reads the text of a file that nobody but a program writes.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read_untouched(text: &str) -> Result<Self, Damage> {
        let read = Self::read(text)?;
        match read.is_edited() {
            Some(true) => Err(Damage::Altered),
            // Whole texts end with a line.
            None if !text.ends_with('\n') => Err(Damage::CutOff),
            _ => Ok(read),
        }
    }
}

/// Whether a line is a mark that git leaves around what it can't merge. Records have none: a question is no such line, and all
/// else that comes from rules and cases is indented.
fn is_conflict(line: &str) -> bool {
    let marks = ["<<<<<<<", "|||||||", ">>>>>>>"];
    let behind = marks.iter().find_map(|it| line.strip_prefix(it));
    line.trim_end() == "=======" || behind.is_some_and(|it| it.is_empty() || it.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{Damage, Snapshot};
    use crate::case::snapshot::Info;

    fn whole() -> Snapshot {
        let info = Info { case: "ada".to_owned(), ..Info::default() };
        let record = "may Ada stay?\n\nNo.\n\nBecause\n  Ada may not stay".to_owned();
        Snapshot { info, record, ..Snapshot::default() }.with_fingerprint()
    }

    #[test]
    fn what_is_damaged_is_told() {
        let text = whole().text();
        let conflict = |before: &str| {
            let both = format!("<<<<<<< ours\n{before}=======\n{before}>>>>>>> theirs\n");
            text.replacen(before, &both, 1)
        };
        let record = text.find("may Ada").unwrap_or_default();
        let cases = [
            (String::new(), Damage::Empty),
            (" \r\n\n".to_owned(), Damage::Empty),
            (conflict("source: \"\"\n"), Damage::Conflict(2)),
            (conflict("No.\n"), Damage::Conflict(15)),
            (text.replacen("No.\n", "No.\r\n=======\r\n", 1), Damage::Conflict(16)),
            ("may Ada stay?\n".to_owned(), Damage::NoHead),
            (text.replacen("info:", "info", 1), Damage::Head),
            (text[..record].to_owned(), Damage::CutOff),
            (text[..record - 4].to_owned(), Damage::CutOff),
            ("---\n".to_owned(), Damage::CutOff),
        ];
        for (text, damage) in cases {
            assert_eq!(Snapshot::read(&text), Err(damage), "{text}");
            assert_eq!(Snapshot::read_untouched(&text), Err(damage), "{text}");
        }
        assert_eq!(Snapshot::read(&text), Ok(whole()));
        assert_eq!(Snapshot::read(&text.replace('\n', "\r\n")), Ok(whole()));
    }

    #[test]
    fn what_waits_is_whole_or_damaged() {
        let whole = whole();
        let text = whole.text();
        for (end, _) in text.char_indices() {
            let read = Snapshot::read_untouched(&text[..end]);
            // Without the end of its last line, it says all that it has to say.
            assert_eq!(read.ok(), (end == text.len() - 1).then(|| whole.clone()), "{end}");
        }
        let edited = text.replace("No.", "Yes.");
        assert!(Snapshot::read(&edited).is_ok_and(|it| it.is_edited() == Some(true)));
        assert_eq!(Snapshot::read_untouched(&edited), Err(Damage::Altered));
        let unknown = Snapshot { info: Info { record: String::new(), ..whole.info }, ..whole };
        assert_eq!(Snapshot::read_untouched(&unknown.text()), Ok(unknown.clone()));
        assert_eq!(Snapshot::read_untouched(unknown.text().trim_end()), Err(Damage::CutOff));
    }
}
