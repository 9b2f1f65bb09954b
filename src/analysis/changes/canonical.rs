//! Do two rules say the same? They do if their canonical forms are the same text.
//!
//! Variables are told apart by what is said of them, not by their names or their order: those of one sort begin with one
//! colour, and get another wherever something else is said of them. Where that leaves several alike, each is tried as the
//! first, and the text that comes first in the alphabet counts.

use super::form::{Form, Wording};
use crate::program::{Condition, Program, Rule, RuleId};

/// How often several variables that look alike are told apart by trying. Where that is too seldom, two rules that say
/// the same may pass for different ones, never the other way round.
const MOST_TRIED: usize = 500;

/// What a rule says by itself.
#[derive(Debug, Clone)]
pub(super) struct Said<'p> {
    /// What it concludes.
    pub(super) conclusion: Option<Form>,
    /// Its own conditions, with the places where they stand.
    pub(super) conditions: Vec<(Form, &'p Condition)>,
    /// The sorts of its variables, by their places; those of what it is an exception to come first.
    pub(super) sorts: Vec<String>,
    /// How many come from there.
    pub(super) inherited: usize,
}

impl<'p> Said<'p> {
    /// What a rule says, that aside to which it is an exception.
    pub(super) fn by(program: &'p Program, rule: &'p Rule) -> Self {
        let wording = Wording(program);
        Self {
            conclusion: rule.conclusion.as_ref().map(|it| wording.conclusion(it)),
            conditions: wording.all(&rule.conditions),
            sorts: rule.variables.iter().map(|it| wording.sort(it.sort)).collect(),
            inherited: rule.inherited as usize,
        }
    }

    /// All of it as one form.
    fn form(&self) -> Form {
        let own = self.inherited.min(self.sorts.len())..self.sorts.len();
        let conclusion =
            self.conclusion.clone().unwrap_or_else(|| Form::Word("nothing".to_owned()));
        let conditions = self.conditions.iter().map(|it| it.0.clone()).collect();
        let variables = own.map(Form::Variable).collect();
        Form::Row(vec![conclusion, Form::Bag(conditions), Form::Bag(variables)])
    }
}

/// The canonical form of a rule with all that it is an exception to.
pub(in crate::analysis) fn canonical(program: &Program, id: RuleId) -> String {
    let levels: Vec<Said<'_>> = program.lineage(id).map(|it| Said::by(program, it)).collect();
    let sorts = levels.first().map(|it| it.sorts.clone()).unwrap_or_default();
    let form = Form::Row(levels.iter().map(Said::form).collect());
    let mut left = MOST_TRIED;
    Colours::new(&sorts).best(&form, &sorts, &mut left)
}

/// For each variable a number that says what has been found out about it; equal where nothing tells two apart.
#[derive(Debug, Clone)]
struct Colours(Vec<usize>);

impl Colours {
    fn new(sorts: &[String]) -> Self {
        Self::ranked(sorts)
    }

    /// Colours by texts: the place of each among all of them.
    fn ranked(texts: &[String]) -> Self {
        let mut all = texts.to_vec();
        all.sort_unstable();
        all.dedup();
        Self(texts.iter().map(|it| all.partition_point(|other| other < it)).collect())
    }

    fn count(&self) -> usize {
        self.0.iter().max().map_or(0, |it| it + 1)
    }

    fn text(&self, form: &Form, sorts: &[String]) -> String {
        form.text(&|it| format!("{} {}", sorts[it], self.0[it]))
    }

    /// Tells apart whatever is used differently.
    fn refine(&mut self, form: &Form) {
        loop {
            let place = |of: usize, it: usize| {
                if it == of { "*".to_owned() } else { self.0[it].to_string() }
            };
            let seen = |of: usize| format!("{:06} {}", self.0[of], form.text(&|it| place(of, it)));
            let finer = Self::ranked(&(0..self.0.len()).map(seen).collect::<Vec<_>>());
            let before = self.count();
            *self = finer;
            if self.count() == before {
                return;
            }
        }
    }

    /// The text that comes first, whichever of those alike is taken first.
    fn best(mut self, form: &Form, sorts: &[String], left: &mut usize) -> String {
        self.refine(form);
        let alike = |colour: &usize| self.0.iter().filter(|it| *it == colour).count() > 1;
        let Some(colour) = (0..self.count()).find(alike) else { return self.text(form, sorts) };
        let members = (0..self.0.len()).filter(|it| self.0[*it] == colour);
        let mut best: Option<String> = None;
        for member in members {
            if *left == 0 && best.is_some() {
                break;
            }
            *left = left.saturating_sub(1);
            let mut first = Self(self.0.iter().map(|it| 2 * it + 1).collect());
            first.0[member] -= 1;
            let text = first.best(form, sorts, left);
            if best.as_ref().is_none_or(|it| text < *it) {
                best = Some(text);
            }
        }
        best.unwrap_or_default()
    }
}
