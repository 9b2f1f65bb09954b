//! What can stand in a slot at one place of a sketch? Variables introduced before, names, and new variables.

use std::{cell::Cell, rc::Rc};

use crate::words::{KINDS, compatible, is_part_of, with_article};

const LETTERS: [&str; 10] = ["K", "L", "M", "N", "P", "Q", "R", "S", "T", "V"];

/// What is known at one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    variables: Vec<Variable>,
    names: Vec<(String, usize)>,
    /// How many variables there are so far, those out of sight included.
    introduced: Rc<Cell<usize>>,
    mode: Mode,
}

/// How what is not known yet is introduced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Mode {
    /// `a country`
    #[default]
    Some,
    /// `which country`
    Which,
    /// Not at all.
    Never,
}

#[derive(Debug, Clone)]
struct Variable {
    kind: usize,
    letter: Option<String>,
}

enum Choice {
    Known((String, usize)),
    New(usize),
    Another(usize),
}

impl Scope {
    /// The beginning of a rule.
    pub(crate) fn of_rules(named: Option<u8>) -> Self {
        let roma = named.map(|it| ("Roma".to_owned(), usize::from(it) % KINDS.len()));
        Self { names: roma.into_iter().collect(), ..Self::default() }
    }

    /// Adds a name.
    pub(crate) fn name(&mut self, name: &str, kind: usize) {
        self.names.push((name.to_owned(), kind));
    }

    /// Lets a name be of another kind.
    pub(crate) fn suppose(&mut self, place: usize, kind: usize) {
        self.names[place].1 = kind;
    }

    /// Where only names can stand.
    pub(crate) fn without_variables(self) -> Self {
        Self { mode: Mode::Never, ..self }
    }

    /// The beginning of a question, which asks for individuals or not.
    pub(crate) fn of_question(&self, which: bool) -> Self {
        let mode = if which { Mode::Which } else { Mode::Some };
        Self { names: self.names.clone(), mode, ..Self::default() }
    }

    /// Behind what a question asks for.
    pub(crate) fn settle(&mut self) {
        self.mode = Mode::Some;
    }

    /// Several sentences at once, of none of whose variables one can speak.
    pub(crate) fn unknown(&self) -> Self {
        self.introduced.set(self.introduced.get().max(1));
        Self { variables: vec![], ..self.clone() }
    }

    /// A part whose own variables are unknown outside.
    pub(crate) fn inner(&self) -> Self {
        self.clone()
    }

    /// Whether some name can stand in a slot.
    pub(crate) fn can_name(&self, slot: usize) -> bool {
        self.names.iter().any(|it| is_part_of(it.1, slot))
    }

    /// One of the names with its place and its kind.
    pub(crate) fn pick_name(&self, pick: u8) -> Option<(usize, &str, usize)> {
        let at = usize::from(pick).checked_rem(self.names.len())?;
        let (name, kind) = &self.names[at];
        Some((at, name, *kind))
    }

    /// Something that can stand in a slot, known or new, and of which kind it is.
    pub(crate) fn term(&mut self, pick: u8, slot: usize) -> (String, usize) {
        let mut choices: Vec<Choice> = self.variables_for(slot, pick).map(Choice::Known).collect();
        if self.mode != Mode::Never {
            choices.push(Choice::New(slot));
        }
        choices.extend(self.names_for(slot).map(Choice::Known));
        if self.mode != Mode::Never {
            let others = (0..KINDS.len()).filter(|it| *it != slot && compatible(*it, slot));
            choices.extend(others.map(Choice::New));
        }
        if self.mode == Mode::Some {
            // What is known is spoken of more often than something new.
            let again = std::iter::repeat_n((), 4).flat_map(|()| self.variables_for(slot, pick));
            choices.extend(again.map(Choice::Known));
            let before = self.variables.iter().filter(|it| compatible(it.kind, slot));
            choices.extend(before.map(|it| Choice::Another(it.kind)));
        }
        match choices.swap_remove(usize::from(pick) % choices.len()) {
            Choice::Known(known) => known,
            Choice::New(kind) => {
                let article = with_article(KINDS[kind].0);
                let article = article.split(' ').next().unwrap_or("a");
                let article = if self.mode == Mode::Which { "which" } else { article };
                (self.introduce(article, kind, pick), kind)
            }
            Choice::Another(kind) => (self.introduce("another", kind, 0), kind),
        }
    }

    /// Something that is known and can stand in a slot.
    pub(crate) fn known_term(&self, pick: u8, slot: usize) -> Option<String> {
        let mut known: Vec<_> =
            self.variables_for(slot, pick).chain(self.names_for(slot)).collect();
        let at = usize::from(pick).checked_rem(known.len())?;
        Some(known.swap_remove(at).0)
    }

    fn variables_for(&self, slot: usize, pick: u8) -> impl Iterator<Item = (String, usize)> {
        // Without a letter it can be referred to only as long as nothing else could be meant.
        let clear = |it: &&Variable| {
            it.letter.is_some()
                || self.variables.iter().filter(|other| compatible(it.kind, other.kind)).count()
                    == 1
        };
        let fitting =
            self.variables.iter().filter(clear).filter(move |it| compatible(it.kind, slot));
        fitting.map(move |it| {
            let text = match &it.letter {
                None => format!("the {}", KINDS[it.kind].0),
                Some(letter) if pick & 64 == 0 => format!("the {} {letter}", KINDS[it.kind].0),
                Some(letter) => letter.clone(),
            };
            (text, it.kind)
        })
    }

    fn names_for(&self, slot: usize) -> impl Iterator<Item = (String, usize)> {
        // What is stated of something has to be certain to fit.
        let stated = self.mode == Mode::Never;
        let fits = move |kind| if stated { is_part_of(kind, slot) } else { compatible(kind, slot) };
        self.names.iter().filter(move |it| fits(it.1)).cloned()
    }

    /// The first variable may do without a letter.
    fn introduce(&mut self, article: &str, kind: usize, pick: u8) -> String {
        let number = self.introduced.replace(self.introduced.get() + 1);
        let letter = (number > 0 || pick < 128).then(|| {
            let again = number / LETTERS.len();
            let again = if again == 0 { String::new() } else { again.to_string() };
            format!("{}{again}", LETTERS[number % LETTERS.len()])
        });
        let shown = letter.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        self.variables.push(Variable { kind, letter });
        format!("{article} {}{shown}", KINDS[kind].0)
    }
}
