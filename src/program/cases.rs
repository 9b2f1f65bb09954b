//! Which cases are there, what does each state, and what does it ask?

use rustc_hash::FxHashMap;

use super::{
    Case, Program, Scenario,
    error::{Mistakes, case::CaseError},
    expectations::Expecting,
    facts,
    statements::Statements,
};
use crate::{
    diagnostic::Diagnostic,
    syntax::ast::{self, Document, ItemKind},
    vocabulary::suggest::nearest,
};

impl Program {
    /// The cases of the documents, and every mistake in them.
    ///
    /// A case with a mistake among its facts is left out, and so are those that extend it;
    /// a question with a mistake in it is left out of its case.
    pub fn cases(&self, documents: &[Document]) -> (Vec<Case>, Vec<Diagnostic>) {
        let mut mistakes = Mistakes::default();
        let items = documents.iter().flat_map(|it| &it.items);
        let written = items
            .filter_map(|it| if let ItemKind::Case(case) = &it.kind { Some(case) } else { None })
            .collect();
        let mut cases = Cases { program: self, written, scenarios: FxHashMap::default() };
        cases
            .bases(&mut mistakes)
            .into_iter()
            .for_each(|(at, base)| cases.scenario(at, base, &mut mistakes));
        let read =
            (0..cases.written.len()).filter_map(|it| cases.read(it, &mut mistakes)).collect();
        (read, mistakes.sorted())
    }
}

struct Cases<'c> {
    program: &'c Program,
    written: Vec<&'c ast::Case>,
    /// The facts of each case.
    scenarios: FxHashMap<usize, Facts>,
}

/// The facts of a case as far as they could be understood.
#[derive(Debug, Clone, Default)]
struct Facts {
    scenario: Scenario,
    /// Names in it that are mistakes and have been reported.
    mistaken: Vec<String>,
    is_broken: bool,
}

/// What a case begins with.
#[derive(Clone, Copy)]
enum Base {
    Nothing,
    Case(usize),
    /// A case that isn't there or can't be used.
    Lost,
}

impl Cases<'_> {
    /// The cases in an order in which each comes after the one it extends, with what it begins with.
    fn bases(&self, mistakes: &mut Mistakes) -> Vec<(usize, Base)> {
        let mut bases = self.named(mistakes);
        let mut order = Vec::new();
        let mut done = vec![false; bases.len()];
        for start in 0..bases.len() {
            let mut path: Vec<usize> = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|it| !done[*it]) {
                if let Some(from) = path.iter().position(|it| *it == at) {
                    self.report_circle(&path[from..], &mut bases, mistakes);
                    break;
                }
                path.push(at);
                next = if let Base::Case(base) = bases[at] { Some(base) } else { None };
            }
            for at in path.into_iter().rev() {
                done[at] = true;
                order.push(at);
            }
        }
        order.into_iter().map(|it| (it, bases[it])).collect()
    }

    fn named(&self, mistakes: &mut Mistakes) -> Vec<Base> {
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, case) in self.written.iter().enumerate() {
            let first = *by_name.entry(&case.name.text).or_insert(at);
            if first != at {
                let (name, again, first) =
                    (case.name.text.clone(), case.name.span, self.written[first].name.span);
                mistakes.report(CaseError::Twice { name, again, first }.diagnostic());
            }
        }
        let mut bases = Vec::new();
        for case in &self.written {
            let base = case.extends.as_ref().map(|it| (it, by_name.get(it.text.as_str())));
            bases.push(match base {
                None => Base::Nothing,
                Some((_, Some(at))) => Base::Case(*at),
                Some((name, None)) => {
                    let nearest =
                        nearest(&name.text, self.written.iter().map(|it| it.name.text.as_str()));
                    let (name, span) = (name.text.clone(), name.span);
                    mistakes.report(CaseError::UnknownCase { name, span, nearest }.diagnostic());
                    Base::Lost
                }
            });
        }
        bases
    }

    fn report_circle(&self, circle: &[usize], bases: &mut [Base], mistakes: &mut Mistakes) {
        let names = circle
            .iter()
            .chain(&circle[..1])
            .map(|it| self.written[*it].name.text.clone())
            .collect();
        let first = self.written[circle[0]];
        let span = first.extends.as_ref().map_or(first.name.span, |it| it.span);
        mistakes.report(CaseError::ExtendsCycle { names, span }.diagnostic());
        for at in circle {
            bases[*at] = Base::Lost;
        }
    }

    /// Works out the facts of a case, if those that it begins with are there.
    fn scenario(&mut self, at: usize, base: Base, mistakes: &mut Mistakes) {
        let case = self.written[at];
        let base = match base {
            Base::Nothing => Some(Facts::default()),
            Base::Case(base) => self.scenarios.get(&base).cloned(),
            Base::Lost => None,
        };
        let Some(base) = base else { return };
        let Facts { mut scenario, mut mistaken, is_broken } = base;
        let mut own = Mistakes::default();
        let mut statements = Statements::beyond(self.program, &scenario, &mut own);
        statements.passing_over(&mistaken);
        statements.read(&case.statements, case.consider.as_ref());
        let (this, stated) = (statements.this(), statements.stated);
        mistaken.extend(statements.mistaken);
        facts::add(self.program, &mut scenario, stated, &mut own);
        scenario.this = this;
        scenario.as_of = case.as_of.map(|it| it.date).or(scenario.as_of);
        mistaken.extend_from_slice(own.unknown_names());
        let is_broken = is_broken || !own.are_harmless();
        self.scenarios.insert(at, Facts { scenario, mistaken, is_broken });
        mistakes.take(own);
    }

    /// A case with its questions.
    fn read(&self, at: usize, mistakes: &mut Mistakes) -> Option<Case> {
        let case = self.written[at];
        let Facts { scenario, mistaken, is_broken } = self.scenarios.get(&at)?;
        let (mut asks, mut expectations) = (Vec::new(), Vec::new());
        for line in &case.questions {
            let mut own = Mistakes::default();
            let asked = self.program.ask(scenario, mistaken, &line.question, &mut own);
            let sound = own.are_harmless();
            match (asked, &line.expected) {
                (Ok(it), None) if sound => asks.push(it.query),
                (Ok(it), Some(answers)) => {
                    let read =
                        Expecting::of(self.program, scenario, it, &mut own).read(line, answers);
                    expectations.extend(read.ok().filter(|_| sound));
                }
                _ => {}
            }
            mistakes.take(own);
        }
        if *is_broken {
            return None;
        }
        let (name, title) = (case.name.text.clone(), case.title.as_ref().map(|it| it.text.clone()));
        Some(Case {
            name,
            title,
            scenario: scenario.clone(),
            asks,
            expectations,
            span: case.name.span,
        })
    }
}
