//! Does precedence run in a circle?
//!
//! Among sources: a chain of the ladder and of `outranks` that comes back to where it began.
//! Among rules: a chain of overriding and outranking, each link of which joins two rules that can conclude opposite things.

use std::collections::BTreeMap;

use super::{
    Conclusion, Program, Rule, RuleId, SourceId,
    error::{Mistakes, OrderError},
    ranking::{Precedence, rank},
};
use crate::{source::Span, vocabulary::PhraseId};

/// That a rule overrides another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Override {
    /// The one that prevails.
    pub(super) stronger: RuleId,
    /// The one that gives way.
    pub(super) weaker: RuleId,
    /// Where it is said.
    pub(super) span: Span,
}

/// Reports circles among sources, each with everything that is declared in it.
pub(super) fn check_sources(
    program: &Program,
    declared: &[(SourceId, SourceId, Span)],
    precedence: &Precedence,
    mistakes: &mut Mistakes,
) {
    let mut reported: Vec<Span> = Vec::new();
    for (stronger, weaker, span) in declared {
        let runs_back =
            |one: &SourceId, other: &SourceId| one == other || precedence.outranks(*one, *other);
        if !runs_back(weaker, stronger) || reported.contains(span) {
            continue;
        }
        let same_circle = |it: &&(SourceId, SourceId, Span)| {
            runs_back(weaker, &it.0) && runs_back(&it.1, stronger)
        };
        let places: Vec<Span> = declared.iter().filter(same_circle).map(|it| it.2).collect();
        let name = |it: &SourceId| &program.source(*it).name;
        let mut steps = vec![format!("`{}` outranks `{}`", name(stronger), name(weaker))];
        if stronger != weaker {
            steps.push(format!(
                "which outranks `{}` {}",
                name(stronger),
                reason(program, *weaker, *stronger)
            ));
        }
        reported.extend(&places);
        let mut places = places;
        places.sort_by_key(|it| it != span);
        mistakes.report(OrderError::PriorityCycle { steps, places }.diagnostic());
    }
}

fn reason(program: &Program, stronger: SourceId, weaker: SourceId) -> &'static str {
    let rung = |it: SourceId| program.source(it).authority;
    match (rung(stronger), rung(weaker)) {
        (Some(one), Some(other)) if one < other => "as the stronger kind of source",
        _ => "in turn",
    }
}

/// Reports circles among rules.
pub(super) fn check_rules(
    program: &Program,
    overrides: &[Override],
    precedence: &Precedence,
    mistakes: &mut Mistakes,
) {
    let mut contested: BTreeMap<PhraseId, Vec<Override>> = BTreeMap::new();
    for it in overrides {
        if it.stronger == it.weaker {
            let label = &program.rule(it.stronger).label;
            let steps = vec![format!("`{label}` overrides itself")];
            mistakes
                .report(OrderError::PriorityCycle { steps, places: vec![it.span] }.diagnostic());
        } else if let Some(phrase) = opposed(program.rule(it.stronger), program.rule(it.weaker)) {
            contested.entry(phrase).or_default().push(*it);
        }
    }
    for (phrase, overrides) in &contested {
        let contest = Contest::new(program, *phrase, overrides, precedence);
        if let Some(circle) = contest.circle() {
            mistakes.report(contest.error(&circle).diagnostic());
        }
    }
}

/// The phrase that two rules can conclude opposite things of.
fn opposed(one: &Rule, other: &Rule) -> Option<PhraseId> {
    let (one, other) = (one.conclusion.as_ref()?, other.conclusion.as_ref()?);
    (one.phrase() == other.phrase() && side(one).opposes(side(other))).then(|| one.phrase())
}

/// What a rule says of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    For,
    Against,
    /// That it has some value: every other rule may give it another.
    Value,
}

impl Side {
    fn opposes(self, other: Self) -> bool {
        self != other || self == Self::Value
    }
}

fn side(conclusion: &Conclusion) -> Side {
    match conclusion {
        Conclusion::Phrase { positive: true, .. } => Side::For,
        Conclusion::Phrase { .. } => Side::Against,
        Conclusion::Value { .. } => Side::Value,
    }
}

/// The rules about one phrase, as a graph with an edge from what prevails to what gives way.
///
/// Its nodes are the rules that override or are overridden, and one rule for each rank and sign: whatever outranks
/// or is outranked by that one does so with all of its rank.
struct Contest<'p> {
    program: &'p Program,
    /// First the rules that override or are overridden, sorted; then one for each rank and sign.
    nodes: Vec<RuleId>,
    /// How many of the nodes come first.
    own: usize,
    edges: Vec<Vec<usize>>,
    stated: BTreeMap<(RuleId, RuleId), Span>,
}

type Rank = (SourceId, Side);

impl<'p> Contest<'p> {
    fn new(
        program: &'p Program,
        phrase: PhraseId,
        overrides: &[Override],
        precedence: &Precedence,
    ) -> Self {
        let mut nodes: Vec<RuleId> =
            overrides.iter().flat_map(|it| [it.stronger, it.weaker]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let own = nodes.len();
        let mut first: BTreeMap<Rank, usize> = BTreeMap::new();
        for (id, rule) in program
            .rules()
            .filter(|it| it.1.conclusion.as_ref().is_some_and(|it| it.phrase() == phrase))
        {
            if let Some(rank) = signed(rule) {
                first.entry(rank).or_insert_with(|| {
                    nodes.push(id);
                    nodes.len() - 1
                });
            }
        }
        let stated = overrides.iter().map(|it| ((it.stronger, it.weaker), it.span)).collect();
        let mut contest =
            Self { program, edges: vec![Vec::new(); nodes.len()], nodes, own, stated };
        contest.join(overrides, &first, precedence);
        contest
    }

    fn join(
        &mut self,
        overrides: &[Override],
        first: &BTreeMap<Rank, usize>,
        precedence: &Precedence,
    ) {
        for it in overrides {
            let place = |it: RuleId| self.nodes[..self.own].binary_search(&it);
            if let (Ok(one), Ok(other)) = (place(it.stronger), place(it.weaker)) {
                self.edges[one].push(other);
            }
        }
        for at in 0..self.nodes.len() {
            let Some((source, side)) = signed(self.program.rule(self.nodes[at])) else {
                continue;
            };
            let weaker = first
                .iter()
                .filter(|it| it.0.1.opposes(side) && precedence.outranks(source, it.0.0));
            self.edges[at].extend(weaker.map(|it| *it.1));
            if let Some(same) = first.get(&(source, side)).filter(|it| **it != at) {
                self.edges[*same].push(at);
            }
        }
    }

    /// Some circle, if there is one.
    fn circle(&self) -> Option<Vec<RuleId>> {
        let left = self.peeled();
        let mut path: Vec<usize> = vec![left.iter().position(|it| *it)?];
        loop {
            let last = *path.last()?;
            let next = *self.edges[last].iter().find(|it| left[**it])?;
            if let Some(from) = path.iter().position(|it| *it == next) {
                return Some(self.rules(&path[from..]));
            }
            path.push(next);
        }
    }

    /// The nodes that are left when those that lead nowhere are taken away, one after the other.
    fn peeled(&self) -> Vec<bool> {
        let mut ways: Vec<usize> = self.edges.iter().map(Vec::len).collect();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (at, edges) in self.edges.iter().enumerate() {
            for next in edges {
                before[*next].push(at);
            }
        }
        let mut open: Vec<usize> = (0..ways.len()).filter(|it| ways[*it] == 0).collect();
        let mut left = vec![true; ways.len()];
        while let Some(at) = open.pop() {
            left[at] = false;
            for it in &before[at] {
                ways[*it] -= 1;
                if ways[*it] == 0 {
                    open.push(*it);
                }
            }
        }
        left
    }

    /// The rules of a circle. The one that stands for its rank steps back for the one it leads to.
    fn rules(&self, circle: &[usize]) -> Vec<RuleId> {
        let sign = |at: usize| signed(self.program.rule(self.nodes[circle[at % circle.len()]]));
        let stands_in = |at: usize| circle[at] >= self.own && sign(at) == sign(at + 1);
        (0..circle.len()).filter(|it| !stands_in(*it)).map(|it| self.nodes[circle[it]]).collect()
    }

    fn error(&self, circle: &[RuleId]) -> OrderError {
        let mut steps = Vec::new();
        let mut places = Vec::new();
        for (one, other) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            let label = |it: &RuleId| self.program.rule(*it).label.clone();
            let source = |it: &RuleId| {
                rank(self.program.rule(*it)).map_or("", |it| &self.program.source(it).name)
            };
            if let Some(span) = self.stated.get(&(*one, *other)) {
                steps.push(format!("`{}` overrides `{}`", label(one), label(other)));
                places.push(*span);
            } else {
                let why = format!("`{}` is stronger than `{}`", source(one), source(other));
                steps.push(format!("`{}` outranks `{}` since {why}", label(one), label(other)));
            }
        }
        OrderError::PriorityCycle { steps, places }
    }
}

fn signed(rule: &Rule) -> Option<Rank> {
    rank(rule).zip(rule.conclusion.as_ref().map(side))
}
