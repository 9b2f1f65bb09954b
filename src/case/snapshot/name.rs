//! What is the file of a question's snapshot called? `airport-stop@can-this-be-challenged-at-the-ccf.snap`
//!
//! The name comes from what is asked alone: another question more or less does not change it.
//! It has small ASCII letters, digits, hyphens and dots only, so that it is one name on every system; where that leaves
//! something out by which two names could differ, a fingerprint of the whole stands behind it.

use std::collections::HashMap;

use super::texts::fingerprint;
use crate::source::folded;

/// The end of the names of files that somebody has looked at.
pub const KEPT: &str = "snap";
/// The end of the names of files that nobody has looked at yet.
pub const PENDING: &str = "snap.new";
/// The most letters of a file's or case's name.
const NAME: usize = 60;
/// The most letters of a question.
const QUESTION: usize = 80;

/// The names of the snapshots of one case.
#[derive(Debug, Clone)]
pub struct Names {
    case: String,
    /// For each name the question it was given to.
    given: HashMap<String, String>,
}

impl Names {
    /// Those of a case in a file. `file` is the file's name, or its path.
    pub fn of(file: &str, case: &str) -> Self {
        let stem = stem(file);
        let case = if stem == case { part(case) } else { format!("{}.{}", part(stem), part(case)) };
        Self { case, given: HashMap::new() }
    }

    /// Whether a file may be the snapshot of a question of this case, going by its name.
    pub fn may_name(&self, file: &str) -> bool {
        file.strip_prefix(&self.case).is_some_and(|it| it.starts_with('@'))
    }

    /// Whether a file may be the snapshot of a question of some case in `file`, going by its name; of a case in any file
    /// where there is none.
    pub fn may_belong(file: Option<&str>, name: &str) -> bool {
        let Some((case, question)) = name.split_once('@') else { return false };
        let question = question.split('.').next().unwrap_or_default();
        let end = name.len() - case.len() - 1 - question.len();
        let is_end = [KEPT, PENDING].iter().any(|it| name[name.len() - end..] == format!(".{it}"));
        let is_own = |file: &str| {
            let stem = part(stem(file));
            case.strip_prefix(&stem).is_some_and(|it| it.is_empty() || it.starts_with('.'))
        };
        let is_small = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        !case.is_empty()
            && !question.is_empty()
            && question.chars().all(is_small)
            && is_end
            && file.is_none_or(is_own)
    }

    /// The name for a question, without its end. The same question has the same name.
    pub fn name(&mut self, question: &str) -> String {
        let question = folded(question);
        let short = shortened(&slug(&question), QUESTION);
        let is_whole = question.is_ascii() && !short.is_empty() && short == slug(&question);
        let mut name = if is_whole { short.clone() } else { marked(&short, &question) };
        // Questions may differ in capitals and marks alone.
        if self.given.get(&name).is_some_and(|it| *it != question) {
            name = marked(&short, &question);
        }
        self.given.insert(name.clone(), question);
        format!("{}@{name}", self.case)
    }
}

/// The name of a file without its folder and its end.
fn stem(file: &str) -> &str {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    file.rsplit_once('.').map_or(file, |it| it.0)
}

/// The name of a case or a file, as a part of a name.
fn part(name: &str) -> String {
    let slug = slug(name);
    let is_safe = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "-_.".contains(it);
    if name.len() <= NAME && name.chars().all(is_safe) && !name.starts_with('.') {
        return name.to_owned();
    }
    marked(&shortened(&slug, NAME), name)
}

fn marked(slug: &str, whole: &str) -> String {
    let print = fingerprint(whole);
    if slug.is_empty() { print } else { format!("{slug}-{print}") }
}

/// Small letters and digits, with hyphens for all that stands between them.
fn slug(text: &str) -> String {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// As many words of a slug as there is room for.
fn shortened(slug: &str, most: usize) -> String {
    if slug.len() <= most {
        return slug.to_owned();
    }
    let cut = slug[..=most].rfind('-').unwrap_or(most);
    slug[..cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_say_what_is_asked() {
        let mut names = Names::of("rules/interpol/cases/airport-stop.case", "airport-stop");
        let name = names.name("can this be challenged at the CCF?");
        assert_eq!(name, "airport-stop@can-this-be-challenged-at-the-ccf");
        assert_eq!(names.name("can this be  challenged\n at the CCF?"), name);
        let mut names = Names::of("inn.rules", "ada");
        assert_eq!(names.name("may Ada stay?"), "inn.ada@may-ada-stay");
    }

    #[test]
    fn different_questions_have_different_names() {
        let long = "is a ".repeat(100);
        let questions = [
            "may Ada stay?",
            "may ada stay?",
            "may A.D.A. stay?",
            "darf été bleiben?",
            "darf ete bleiben?",
            "darf e\u{301}te\u{301} bleiben?",
            "可以吗?",
            "行吗?",
            "?",
            "../../etc/passwd?",
            "con\\nul:?*",
            &format!("{long}x?"),
            &format!("{long}y?"),
            &"x".repeat(300),
            &"x".repeat(301),
        ];
        let mut names = Names::of("Größe 1.case", "ada");
        let mut all: Vec<String> = questions.iter().map(|it| names.name(it)).collect();
        assert_eq!(all, questions.map(|it| names.name(it)));
        for it in &all {
            let safe =
                |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.@".contains(it);
            assert!(it.chars().all(safe) && it.len() < 200, "{it}");
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), questions.len());
    }

    #[test]
    fn names_of_files_that_differ_in_capitals_differ_otherwise_too() {
        let names = ["a.case", "A.case", "\u{e4}.case"].map(|it| Names::of(it, "x").name("y?"));
        assert_eq!(names[0], "a.x@y");
        assert_ne!(names[1].to_lowercase(), names[0]);
        assert_ne!(names[2], names[1]);
    }

    #[test]
    fn names_tell_whose_they_are() {
        let own = |file, name| Names::may_belong(file, name);
        let inn = Some("rules/inn.case");
        for name in ["inn@may-ada-stay.snap.new", "inn.ada@x.snap", "inn.a.b@x.snap"] {
            assert!(own(inn, name) && own(None, name), "{name}");
        }
        for name in ["inns@x.snap", "ada@x.snap.new"] {
            assert!(!own(inn, name) && own(None, name), "{name}");
        }
        for name in
            ["other.snap.new", "a__b@c.txt.snap", "a@B.snap", "@x.snap", "a@.snap", "a@b.new"]
        {
            assert!(!own(None, name), "{name}");
        }
        let odd = Names::of("Größe 1.case", "ada").name("é?") + ".snap.new";
        assert!(own(Some("Größe 1.case"), &odd));
    }
}
