//! How is a rule base used? Load texts, ask about cases, try what cases expect.
//!
//! A [`Session`] is pure: it reads no files, no clock and no terminal, and prints nothing.
//! The command line, a conversation, an editor and the tests all use the rules through it.

mod follows;
pub mod interview;
pub mod conversation;
pub mod recorder;
pub mod repairs;
pub mod timeline;
mod weigh;

use jiff::civil::Date;

use crate::{
    answer::DEFAULT_LISTED,
    case,
    diagnostic::Diagnostic,
    engine::{
        Grounding, Lens, Limit, Limits, Setting,
        compile::{Compiled, PredicateId},
    },
    explain::{Explanation, Repairs, Request, explain, say},
    program::{Case, Expectation, Program, Query, Rule, RuleId, Scenario, Status},
    source::{FileId, Sources},
    syntax::{
        self,
        ast::{self, Intent},
    },
    vocabulary::{Thing, ThingId, wording::Speaker},
};

/// How a question is answered: with its reasons, or without.
type Answering = fn(&mut Grounding<'_>, &Request<'_>) -> Result<Explanation, Limit>;

/// Rules and cases, loaded.
#[derive(Debug, Clone)]
pub struct Session {
    /// The texts.
    pub sources: Sources,
    /// What the rules mean.
    pub program: Program,
    /// The cases among the texts, in order.
    pub cases: Vec<Case>,
    /// Every mistake and warning, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
    compiled: Compiled,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The day whose law is applied, if neither the question nor, unless this is `overriding`, the case says.
    pub as_of: Option<Date>,
    /// Whether [`Options::as_of`] goes before the case's own day.
    pub overriding: bool,
    /// How many ways are listed for each side of an answer.
    pub listed: usize,
    /// How far to go.
    pub limits: Limits<'a>,
    /// How many sentences deep the reasons have to go, if somebody reads only so far: what lies deeper is left out where
    /// nothing else could turn on it.
    pub depth: Option<usize>,
    /// Whether it is looked for what would change the answer, also where the question does not ask for that.
    pub repairs: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            as_of: None,
            overriding: false,
            listed: DEFAULT_LISTED,
            limits: Limits::default(),
            depth: None,
            repairs: false,
        }
    }
}

impl Session {
    /// Reads texts, given by name; all mistakes of all of them are in [`Session::diagnostics`].
    pub fn load(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut sources = Sources::default();
        let files: Vec<FileId> =
            texts.into_iter().map(|(name, text)| sources.add(name, text)).collect();
        let mut diagnostics = Vec::new();
        let mut documents: Vec<ast::Document> = Vec::new();
        for file in files {
            let (document, mistakes) = syntax::parse(file, sources.text(file));
            documents.push(document);
            diagnostics.extend(mistakes);
        }
        Self::of(sources, &documents, diagnostics)
    }

    /// The session for texts that have been read already; `diagnostics` are the mistakes that were found in reading them.
    pub fn of(
        sources: Sources,
        documents: &[ast::Document],
        mut diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let unread = diagnostics.iter().any(Diagnostic::is_error);
        let (program, mistakes) = Program::from_syntax(documents);
        // A sentence that could not be read may have been the one that uses a phrase.
        diagnostics.extend(mistakes.into_iter().filter(|it| !unread || it.is_error()));
        let (cases, mistakes) = program.cases(documents);
        diagnostics.extend(mistakes);
        diagnostics.sort_by_key(Diagnostic::primary);
        let compiled = Compiled::new(&program);
        Self { sources, program, cases, diagnostics, compiled }
    }

    /// The rules, compiled.
    pub fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// Looks at what would be if a rule were another one. What it is put in place of is put back.
    /// Whether rules like these can be evaluated is for [`Program::is_sound_after`] to say.
    pub fn trying<T>(&mut self, id: RuleId, rule: Rule, look: impl FnOnce(&Self) -> T) -> T {
        let place = id.0 as usize;
        let own = std::mem::replace(&mut self.program.rules[place], rule);
        let compiled = Compiled::new(&self.program);
        let compiled = std::mem::replace(&mut self.compiled, compiled);
        let seen = look(self);
        self.compiled = compiled;
        self.program.rules[place] = own;
        seen
    }

    /// The same with another rule in a rule's place; see [`Session::trying`].
    #[must_use]
    pub fn changed(&self, id: RuleId, rule: Rule) -> Self {
        let mut session = self.clone();
        session.program.rules[id.0 as usize] = rule;
        session.compiled = Compiled::new(&session.program);
        session
    }

    /// Whether the rules can be used.
    pub fn is_usable(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// A case by its name; without a name, the last one.
    pub fn case(&self, name: Option<&str>) -> Option<&Case> {
        match name {
            Some(name) => self.cases.iter().find(|it| it.name == name),
            None => self.cases.last(),
        }
    }

    /// Reads a question about a scenario. `name` is what messages call the place it was typed at.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn question(
        &mut self,
        scenario: &Scenario,
        name: &str,
        text: &str,
    ) -> Result<Query, Vec<Diagnostic>> {
        let file = self.sources.add(name, text);
        let question = syntax::parse_question(file, text)?;
        self.program.query(scenario, &question)
    }

    /// Answers a question, with its reasons; and, where it asks `why not …?` or `what would change …?`, with what would
    /// change the answer.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn ask(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
    ) -> Result<Explanation, Limit> {
        let mut explanation = self.answered(scenario, query, options, explain)?;
        self.weigh(scenario, query, options, &mut explanation)?;
        if query.wanted.about.is_some() {
            return Ok(explanation);
        }
        if options.repairs || matches!(query.intent, Intent::WouldChange | Intent::WhyNot) {
            explanation.repairs = match self.repairs(scenario, query, options, &explanation) {
                Err(Limit::Interrupted) => return Err(Limit::Interrupted),
                Err(_) => Some(Repairs::default()),
                Ok(repairs) => repairs,
            };
        }
        Ok(explanation)
    }

    /// Answers a question without giving reasons: no step is made, and nothing is looked for that the answer does not
    /// need.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn answer(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
    ) -> Result<Explanation, Limit> {
        let lens = self.lens(scenario, query, options);
        self.through(scenario, query, options, &lens, say)
    }

    /// Answers a question of any kind, with or without reasons.
    fn answered(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        answer: Answering,
    ) -> Result<Explanation, Limit> {
        if let Some(about) = query.wanted.about {
            return self.follows(scenario, query, about, options, answer);
        }
        self.through(scenario, query, options, &self.lens(scenario, query, options), answer)
    }

    /// Answers a question by the rules that count, with or without reasons.
    fn through(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        lens: &Lens,
        answer: Answering,
    ) -> Result<Explanation, Limit> {
        Self::on_ground(
            (&self.program, &self.compiled, scenario),
            query,
            options,
            lens,
            |grounding, question| {
                let suppositions = self.suppositions(scenario, query);
                let request = Request {
                    sentence: &query.sentence,
                    suppositions: &suppositions,
                    qualifiers: &self.qualifiers(query),
                    question,
                    answers: &query.wanted.answers,
                    limit: options.listed,
                    sources: &self.sources,
                    depth: options.depth,
                };
                answer(grounding, &request)
            },
        )
    }

    /// Grounds a question on some facts by the rules that count, and looks at what comes of it.
    pub(crate) fn on_ground<T>(
        (program, compiled, scenario): (&Program, &Compiled, &Scenario),
        query: &Query,
        options: &Options<'_>,
        lens: &Lens,
        look: impl FnOnce(&mut Grounding<'_>, PredicateId) -> Result<T, Limit>,
    ) -> Result<T, Limit> {
        let mut questions = Compiled::extension(compiled);
        let question = questions.question(program, &query.wanted);
        let mut grounding = Grounding::new(Setting {
            program,
            compiled,
            questions: &questions,
            scenario,
            query: Some(query),
            lens,
            limits: options.limits,
        });
        look(&mut grounding, question).map_err(|it| options.limits.told(it))
    }

    /// Whether an `expect` line of a case holds.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn holds(
        &self,
        case: &Case,
        expectation: &Expectation,
        options: &Options<'_>,
    ) -> Result<bool, Limit> {
        let lens = self.lens(&case.scenario, &expectation.query, options);
        let (program, compiled) = (&self.program, &self.compiled);
        case::holds(program, compiled, &case.scenario, &lens, expectation, options.limits)
    }

    /// The rules that count for a question about a scenario.
    pub fn lens(&self, scenario: &Scenario, query: &Query, options: &Options<'_>) -> Lens {
        let day = if options.overriding {
            options.as_of.or(scenario.as_of)
        } else {
            scenario.as_of.or(options.as_of)
        };
        Lens::new(&self.program, day, Some(query))
    }

    /// What narrows a question, a phrase each.
    fn qualifiers(&self, query: &Query) -> Vec<String> {
        let sources = query.according_to.iter();
        let sources = sources.map(|it| format!("according to {}", self.program.source(*it).name));
        let without = query.without.iter().map(|it| format!("without {}", it.name()));
        let readings = query.readings.iter().map(|it| {
            let provision = &self.program.provisions[it.provision.0 as usize];
            let name = &provision.readings[it.reading as usize];
            format!("on the {name} reading of {}", provision.name)
        });
        sources.chain(without).chain(readings).collect()
    }

    /// What a question supposes, a sentence each.
    fn suppositions(&self, scenario: &Scenario, query: &Query) -> Vec<String> {
        let named = self.program.vocabulary.things.iter();
        let things: Vec<Thing> =
            named.chain(&scenario.things).chain(&query.things).cloned().collect();
        let speaker = Speaker::new(&self.program.vocabulary, &things);
        let worded = |status: Status, yes: String, no: String| match status {
            Status::Yes => yes,
            Status::No => no,
            Status::Unknown => format!("it is unknown whether {yes}"),
        };
        let kinds = query.supposed_kinds.iter().map(|it| {
            let yes = speaker.kind_sentence(it.thing, it.kind);
            worded(it.status, yes, speaker.kind_denied(it.thing, it.kind))
        });
        let facts = query.supposed.iter().map(|it| {
            let attribute = self.program.vocabulary.phrase(it.phrase).value.is_some();
            if attribute && it.value.is_none() {
                let what = speaker.attribute(it.phrase, &it.entities);
                return format!("it is unknown what {what} is");
            }
            let Some(value) = &it.value else {
                let yes = speaker.sentence(it.phrase, &it.entities);
                return worded(it.status, yes, speaker.denied(it.phrase, &it.entities));
            };
            format!("{} is {}", speaker.attribute(it.phrase, &it.entities), speaker.entity(value))
        });
        let first = things.len() - query.things.len();
        let named = (first..).zip(&query.things).filter_map(|(at, it)| {
            let id = ThingId(u32::try_from(at).ok()?);
            Some(speaker.kind_sentence(id, it.kind))
        });
        named.chain(kinds).chain(facts).collect()
    }
}
