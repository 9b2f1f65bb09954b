//! What is odd about the rules? Found on schematic cases, each with a smallest case that shows it, where a case can.

mod effects;
mod needless;
mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    coverage::Parts,
    differences::{Comparing, LeftOut, WhyLeftOut},
    scope::{self, Scope, rows},
};
use crate::{
    engine::{Lens, Limit, Limits, compile::Compiled},
    program::{Conclusion, Program, RuleId, Scenario},
    session::Session,
    source::Span,
    vocabulary::{PhraseId, Role},
};

use self::effects::{Asked, Effects};

/// What can be odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Two rules contradict each other in some case, and nothing ranks them.
    Conflict,
    /// An answer is circular in some case.
    Circular,
    /// A rule or exception applies in no case.
    NeverApplies,
    /// A rule or exception is defeated wherever it applies.
    AlwaysDefeated,
    /// An exception that is in effect in some case changes no conclusion.
    NeverBites,
    /// A condition, or a branch of one, changes no conclusion.
    Redundant,
    /// Nothing can establish a conclusion.
    NeverEstablished,
    /// Rules speak for and against something, and in some case neither.
    Silent,
}

impl Oddity {
    /// Every one, the most serious first.
    pub const ALL: [Self; 8] = [
        Self::Conflict,
        Self::Circular,
        Self::NeverApplies,
        Self::AlwaysDefeated,
        Self::NeverBites,
        Self::Redundant,
        Self::NeverEstablished,
        Self::Silent,
    ];

    /// Its name, by which pages speak of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Circular => "circular",
            Self::NeverApplies => "never-applies",
            Self::AlwaysDefeated => "always-defeated",
            Self::NeverBites => "never-bites",
            Self::Redundant => "redundant",
            Self::NeverEstablished => "never-established",
            Self::Silent => "silent",
        }
    }
}

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is odd.
    pub oddity: Oddity,
    /// Its name among all findings: the same as long as the labels and words in it are.
    pub id: String,
    /// One clause: lower case, no full stop.
    pub message: String,
    /// Where it is, and what is said of each place; the first is the main one.
    pub places: Vec<(Span, String)>,
    /// What to do.
    pub help: &'static str,
    /// A smallest case that shows it, line by line.
    pub example: Option<Vec<String>>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What is odd, the most serious first, then in the order of the rules.
    pub listed: Vec<Finding>,
    /// How many rules and exceptions were looked at.
    pub rules: usize,
    /// How many are not in force on the day.
    pub not_in_force: usize,
    /// How many questions about schematic cases were looked at.
    pub questions: usize,
    /// What was not looked at, or not to the end, and why.
    pub left_out: Vec<LeftOut>,
}

/// How rules are analysed.
#[derive(Debug, Clone, Copy)]
pub struct Analysing<'a> {
    /// The size of the cases; without one, what the rules suggest for each question.
    pub scope: Option<&'a Scope>,
    /// The day whose law is applied.
    pub as_of: Option<Date>,
    /// How far to go for each question.
    pub limits: Limits<'a>,
}

/// Looks for what is odd about the rules of a session. `progress` is told how many of how many things have been looked
/// at.
pub fn findings(
    session: &mut Session,
    how: Analysing<'_>,
    mut progress: impl FnMut(usize, usize),
) -> Findings {
    let program = session.program.clone();
    let mut found = Findings::default();
    let Ok(merged) = program.merged_with(&program) else { return found };
    let open = merged.program.with_open_inputs();
    let compiled = Compiled::new(&open);
    let lens = Lens::new(&program, how.as_of, None);
    let in_force: Vec<RuleId> =
        program.rules().map(|it| it.0).filter(|it| lens.counts(*it)).collect();
    found.rules = in_force.len();
    found.not_in_force = program.rules.len() - in_force.len();
    let parts = Parts::of(&program, &session.sources);
    let phrases = concluded(&program, &in_force);
    let all = phrases.len() + in_force.len();
    let mut survey = Survey {
        program: &open,
        compiled: &compiled,
        how,
        effects: Effects::default(),
        blind: BTreeMap::new(),
        parts: &parts,
    };
    for (done, phrase) in phrases.iter().enumerate() {
        progress(done, all);
        survey.phrase(session, *phrase, &mut found);
    }
    survey.report(&program, &in_force, &phrases, &mut found);
    for (done, rule) in in_force.iter().enumerate() {
        progress(phrases.len() + done, all);
        survey.needless(&program, *rule, &mut found);
    }
    found.listed.sort_by_key(|it| (it.oddity, it.places.first().map(|it| it.0)));
    found
}

/// What rules in force conclude, and what is declared to be concluded.
fn concluded(program: &Program, in_force: &[RuleId]) -> Vec<PhraseId> {
    let conclusions = in_force.iter().filter_map(|it| program.rule(*it).conclusion.as_ref());
    let by_rules: Vec<PhraseId> = conclusions.map(Conclusion::phrase).collect();
    (0..)
        .map(PhraseId)
        .zip(&program.vocabulary.phrases)
        .filter(|(id, it)| it.role == Role::Conclusion || by_rules.contains(id))
        .map(|it| it.0)
        .collect()
}

/// One look at all rules.
struct Survey<'a> {
    program: &'a Program,
    compiled: &'a Compiled,
    how: Analysing<'a>,
    effects: Effects,
    /// The phrases that were not looked at to the end.
    blind: BTreeMap<PhraseId, Limit>,
    parts: &'a Parts,
}

impl Survey<'_> {
    /// Looks at a phrase for all individuals.
    fn phrase(&mut self, session: &mut Session, phrase: PhraseId, found: &mut Findings) {
        let Some(sorts) = scope::slots(self.program, phrase) else {
            let question = self.program.vocabulary.declared(phrase);
            found.left_out.push(LeftOut { question, why: WhyLeftOut::OfValues });
            self.blind.insert(phrase, Limit::Steps);
            return;
        };
        let scope =
            self.how.scope.cloned().unwrap_or_else(|| Scope::for_phrases(self.program, &[phrase]));
        let scenario: Scenario = scope.scenario(self.program);
        for row in rows(self.program, &scenario, &sorts) {
            found.questions += 1;
            let question = scope::question(self.program, &scenario, phrase, &row);
            let asked = Asked { scenario: &scenario, question: &question };
            let look = if self.is_over() {
                Err(Limit::Interrupted)
            } else {
                let (rules, how) = ((self.program, self.compiled), self.how);
                scope::on_ground(rules, &scenario, how.as_of, how.limits, |grounding| {
                    self.effects.look(grounding, asked, phrase, &row)
                })
            };
            if let Err(limit) = look {
                found.left_out.push(LeftOut { question, why: WhyLeftOut::Limit(limit) });
                self.blind.insert(phrase, limit);
            }
        }
        self.effects.tell(session, self.how);
    }

    fn is_over(&self) -> bool {
        self.comparing().is_over()
    }

    fn comparing(&self) -> Comparing<'_> {
        Comparing {
            scope: self.how.scope,
            as_of: self.how.as_of,
            all_days: false,
            limits: self.how.limits,
            listed: 1,
        }
    }
}
