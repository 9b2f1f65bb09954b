//! Do words get the meaning that the language gives them? Rules, questions and statements, read and written back.

mod mistakes;
mod mutations;
mod questions;
mod rules;
mod values;

use super::{
    Alternative, Comparison, Conclusion, Condition, ConditionKind, Operation, Program, Scenario,
    Term, Variable,
};
use crate::{
    diagnostic::Diagnostic,
    source::Sources,
    syntax::{self, ast::Document},
    vocabulary::{Thing, Vocabulary},
};

/// Everything in one text: the program, the cases' first scenario, and all messages.
struct Loaded {
    program: Program,
    scenario: Scenario,
    messages: Vec<Diagnostic>,
}

fn load(text: &str) -> Loaded {
    load_all(&[text])
}

fn load_all(texts: &[&str]) -> Loaded {
    let mut sources = Sources::default();
    let mut messages = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for text in texts {
        let file = sources.add("test", *text);
        let (document, found) = syntax::parse(file, text);
        documents.push(document);
        messages.extend(found);
    }
    let (program, found) = Program::from_syntax(&documents);
    messages.extend(found);
    let (cases, found) = program.cases(&documents);
    messages.extend(found);
    let scenario = cases.into_iter().next().map(|it| it.scenario).unwrap_or_default();
    Loaded { program, scenario, messages }
}

impl Loaded {
    /// The codes of all errors.
    fn errors(&self) -> Vec<&'static str> {
        self.messages.iter().filter(|it| it.is_error()).map(|it| it.code).collect()
    }

    /// What a question asks, in the words of the rules; variables as `country?`, those asked for as `COUNTRY?`.
    fn asks(&self, question: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add("question", question);
        let question = match syntax::parse_question(file, question) {
            Ok(it) => it,
            Err(it) => return codes(&it),
        };
        match self.program.query(&self.scenario, &question) {
            Ok(query) => {
                let things = all_things(&self.program, &self.scenario, &query.things);
                let mut written =
                    Written::new(&self.program.vocabulary, &things, &query.wanted.variables);
                for answer in &query.wanted.answers {
                    let name = &mut written.names[answer.variable.0 as usize];
                    *name = format!("{}?", answer.key.to_uppercase());
                }
                query.wanted.condition.as_ref().map(|it| written.condition(it)).unwrap_or_default()
            }
            Err(it) => codes(&it),
        }
    }

    /// States something as in a conversation; tells the codes of what is wrong.
    fn state(&mut self, statement: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add("statement", statement);
        let statements = match syntax::parse_statements(file, statement) {
            Ok(it) => it,
            Err(it) => return codes(&it),
        };
        for it in &statements {
            if let Err(it) = self.program.state(&mut self.scenario, it) {
                return codes(&it);
            }
        }
        String::new()
    }

    /// The facts of the scenario, in the words of the rules.
    fn facts(&self) -> Vec<String> {
        let things = all_things(&self.program, &self.scenario, &[]);
        let written = Written::new(&self.program.vocabulary, &things, &[]);
        let own = self
            .scenario
            .things
            .iter()
            .map(|it| format!("{}: {}", it.name, self.program.vocabulary.kind(it.kind).name));
        let kinds = self.scenario.kinds.iter().map(|it| {
            let name = things[it.thing.0 as usize].in_sentence();
            format!(
                "{:?}: {}",
                it.status,
                self.program.vocabulary.kind_sentence_with(&name, it.kind, true)
            )
        });
        let facts = self.scenario.facts.iter().map(|it| {
            let sentence = written
                .condition(&Condition { kind: ConditionKind::Holds(it.atom()), span: it.span });
            let value = it.value.as_ref().map(|it| written.term(&Term::from(it)));
            let value = value.map_or(String::new(), |it| format!(" is {it}"));
            format!("{:?}: {sentence}{value}", it.status)
        });
        own.chain(kinds).chain(facts).collect()
    }

    /// Each rule, in the words of the rules.
    fn rules(&self) -> Vec<String> {
        let things = &self.program.vocabulary.things;
        let rule = |it: &super::Rule| {
            let written = Written::new(&self.program.vocabulary, things, &it.variables);
            let conclusion = it.conclusion.as_ref().map(|it| {
                let terms: Vec<String> = it.terms().iter().map(|it| written.term(it)).collect();
                let said = self.program.vocabulary.sentence_with(it.phrase(), &terms);
                match it {
                    Conclusion::Phrase { positive: true, .. } => said,
                    Conclusion::Phrase { .. } => format!("not {said}"),
                    Conclusion::Value { value, .. } => format!("{said} := {}", written.term(value)),
                }
            });
            let conditions: Vec<String> =
                it.conditions.iter().map(|it| written.condition(it)).collect();
            format!("{}: {} <- {}", it.label, conclusion.unwrap_or_default(), conditions.join(", "))
        };
        self.program.rules.iter().map(rule).collect()
    }
}

fn codes(messages: &[Diagnostic]) -> String {
    messages.iter().map(|it| it.code).collect::<Vec<_>>().join(" ")
}

/// Writes conditions out.
struct Written<'a> {
    vocabulary: &'a Vocabulary,
    things: &'a [Thing],
    names: Vec<String>,
}

impl<'a> Written<'a> {
    fn new(vocabulary: &'a Vocabulary, things: &'a [Thing], variables: &[Variable]) -> Self {
        let name = |it: &Variable| {
            it.letter.clone().unwrap_or_else(|| format!("{}?", vocabulary.sort_name(it.sort)))
        };
        Self { vocabulary, things, names: variables.iter().map(name).collect() }
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Variable(it) => self.names[it.0 as usize].clone(),
            Term::Thing(it) => self.things[it.0 as usize].in_sentence(),
            Term::Value(it) => it.to_string(),
            Term::Attribute(it) => {
                let terms: Vec<String> = it.terms.iter().map(|it| self.term(it)).collect();
                self.vocabulary.sentence_with(it.phrase, &terms)
            }
            Term::Arithmetic(operation, sides) => {
                let sign = match operation {
                    Operation::Plus => "+",
                    Operation::Minus => "-",
                    Operation::Times => "*",
                    Operation::DividedBy => "/",
                };
                format!("({} {sign} {})", self.term(&sides.0), self.term(&sides.1))
            }
            Term::Aggregate(it) => {
                let locals: Vec<&str> =
                    it.locals.iter().map(|it| self.names[it.0 as usize].as_str()).collect();
                let value = it.value.iter().map(|it| format!(" {}", self.term(it)));
                let condition = it.condition.iter().map(|it| format!(" | {}", self.condition(it)));
                let rest: String = value.chain(condition).collect();
                format!("{:?}[{}]{{{}}}", it.function, locals.join(", "), rest.trim())
            }
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        match &condition.kind {
            ConditionKind::Holds(atom) => {
                let terms: Vec<String> = atom.terms.iter().map(|it| self.term(it)).collect();
                self.vocabulary.sentence_with(atom.phrase, &terms)
            }
            ConditionKind::OfKind(term, kind) => {
                self.vocabulary.kind_sentence_with(&self.term(term), *kind, true)
            }
            ConditionKind::Same(one, other) => format!("{} = {}", self.term(one), self.term(other)),
            ConditionKind::Compare(comparison, one, other) => {
                let sign = match comparison {
                    Comparison::Equal => "==",
                    Comparison::Different => "≠",
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::More => ">",
                    Comparison::AtLeast => ">=",
                };
                format!("{} {sign} {}", self.term(one), self.term(other))
            }
            ConditionKind::All(parts) => {
                format!(
                    "({})",
                    parts.iter().map(|it| self.condition(it)).collect::<Vec<_>>().join(" & ")
                )
            }
            ConditionKind::Any(parts) => {
                format!(
                    "({})",
                    parts.iter().map(|it| self.alternative(it)).collect::<Vec<_>>().join(" | ")
                )
            }
            ConditionKind::Not(it) => format!("!{}", self.alternative(it)),
        }
    }

    fn alternative(&self, alternative: &Alternative) -> String {
        let locals: Vec<&str> =
            alternative.locals.iter().map(|it| self.names[it.0 as usize].as_str()).collect();
        let some =
            if locals.is_empty() { String::new() } else { format!("[{}] ", locals.join(", ")) };
        format!("{some}{}", self.condition(&alternative.condition))
    }
}

fn all_things(program: &Program, scenario: &Scenario, supposed: &[Thing]) -> Vec<Thing> {
    [&program.vocabulary.things[..], &scenario.things, supposed].concat()
}
