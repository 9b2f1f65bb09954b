//! What does a question ask? From rows of words to what is wanted of a scenario.

mod spoken;

use super::{
    Answerable, Authority, Fact, Program, Query, Reading, Scenario, SourceId, ThingId, Wanted,
    binding,
    error::{Mistakes, PlaceError, ReferenceError, Reported, case::CaseError},
    facts,
    scope::Scope,
    sentence::Reader,
    sources::{authority, unknown_source},
    statements::{Statements, known_to},
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::ast::{self, ConditionKind, Intent, Text},
    vocabulary::{
        known::Known,
        reading::Place,
        terms::{Said, View},
        words::{units, written},
    },
};

/// A question that was understood, with everybody that it knows.
pub(super) struct Asked {
    pub(super) query: Query,
    pub(super) known: Known,
}

impl Program {
    /// What a question asks of a scenario.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the question.
    pub fn query(
        &self,
        scenario: &Scenario,
        question: &ast::Question,
    ) -> Result<Query, Vec<Diagnostic>> {
        let mut mistakes = Mistakes::default();
        let asked = self.ask(scenario, &[], question, &mut mistakes);
        match asked {
            Ok(it) if mistakes.are_harmless() => Ok(it.query),
            _ => Err(mistakes.sorted_alone()),
        }
    }

    /// Adds a statement to a scenario; it replaces what was stated before and can't be so any longer.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the statement; the scenario is then as it was.
    pub fn state(
        &self,
        scenario: &mut Scenario,
        statement: &ast::Statement,
    ) -> Result<(), Vec<Diagnostic>> {
        self.state_all(scenario, std::slice::from_ref(statement), None)
    }

    /// Adds statements that were made in one breath, so that their order does not matter, and what `this` means from
    /// now on.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them; the scenario is then as it was.
    pub fn state_all(
        &self,
        scenario: &mut Scenario,
        said: &[ast::Statement],
        consider: Option<&Text>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut mistakes = Mistakes::default();
        let mut statements = Statements::beyond(self, scenario, &mut mistakes);
        statements.read(said, consider);
        let (this, stated) = (statements.this(), statements.stated);
        if !mistakes.are_harmless() {
            return Err(mistakes.sorted_alone());
        }
        let before = facts::may_clash(&stated).then(|| scenario.clone());
        facts::add(self, scenario, stated, &mut mistakes);
        if let Some(before) = before.filter(|_| !mistakes.are_harmless()) {
            *scenario = before;
            return Err(mistakes.sorted_alone());
        }
        scenario.this = this;
        Ok(())
    }

    /// What a condition asks of a scenario, as in `yes, if CONDITION`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the condition.
    pub fn condition(
        &self,
        scenario: &Scenario,
        condition: &ast::Condition,
    ) -> Result<Wanted, Vec<Diagnostic>> {
        let mut mistakes = Mistakes::default();
        let known = known_to(self, scenario);
        let wanted = self.wanted_condition(&known, (scenario, &[]), condition, &mut mistakes);
        wanted.map_err(|_| mistakes.sorted_alone())
    }

    pub(super) fn wanted_condition(
        &self,
        known: &Known,
        (scenario, supposed): (&Scenario, &[Fact]),
        condition: &ast::Condition,
        mistakes: &mut Mistakes,
    ) -> Result<Wanted, Reported> {
        let mut reader = self.reader(known, scenario.this, mistakes);
        let read = reader.condition(condition)?;
        if let Some(asked) = reader.scope.asked.first() {
            let span = reader.scope.variable(*asked).span;
            return Err(reader.report(PlaceError::QuestionWord { span }.diagnostic()));
        }
        let variables = std::mem::take(&mut reader.scope.variables);
        let wanted = Wanted { variables, answers: Vec::new(), condition: Some(read), about: None };
        self.check_values(&wanted, (scenario, supposed), condition.span, mistakes)?;
        Ok(wanted)
    }

    /// Whether the values that a question speaks of can be known, and compared with each other.
    fn check_values(
        &self,
        wanted: &Wanted,
        (scenario, supposed): (&Scenario, &[Fact]),
        span: Span,
        mistakes: &mut Mistakes,
    ) -> Result<(), Reported> {
        let asked: Vec<_> = wanted.condition.iter().collect();
        let mut found = binding::check(&self.vocabulary, &wanted.variables, &asked, &[]);
        let families = match &wanted.condition {
            Some(it) => self.families.with_query(&self.vocabulary, &wanted.variables, it),
            None => Ok(self.families.clone()),
        };
        let is_replaced = |it: &Fact| {
            supposed.iter().any(|by| by.phrase == it.phrase && by.entities == it.entities)
        };
        let facts = scenario.facts.iter().filter(|it| !is_replaced(it)).chain(supposed);
        match families {
            // A case that contradicts itself has been told so.
            Ok(families) => found.extend(
                families
                    .asked(facts, span)
                    .filter(|_| self.families.clone().among(scenario.facts.iter()).is_none()),
            ),
            Err(mistake) => found.push(mistake),
        }
        let reported = found.into_iter().map(|it| mistakes.report(it)).last();
        reported.map_or(Ok(()), Err)
    }

    fn reader<'a>(
        &'a self,
        known: &'a Known,
        this: Option<ThingId>,
        mistakes: &'a mut Mistakes,
    ) -> Reader<'a> {
        Reader {
            vocabulary: &self.vocabulary,
            known,
            place: Place::Question,
            this,
            scope: Scope::default(),
            these: Vec::new(),
            every: 0,
            quantified: Vec::new(),
            counted: None,
            tally: None,
            mistakes,
        }
    }

    /// Reads a question. It may be understood in spite of mistakes in what qualifies it.
    /// Nothing is said of the names that are `mistaken`.
    pub(super) fn ask(
        &self,
        scenario: &Scenario,
        mistaken: &[String],
        question: &ast::Question,
        mistakes: &mut Mistakes,
    ) -> Result<Asked, Reported> {
        let mut statements = Statements::beyond(self, scenario, mistakes);
        statements.passing_over(mistaken);
        statements.read(&question.suppositions, None);
        let this = statements.this();
        let (known, stated) = (statements.known, statements.stated);
        let according_to: Vec<SourceId> =
            question.according_to.iter().filter_map(|it| self.cited(it, mistakes)).collect();
        let without: Vec<Authority> =
            question.without.iter().filter_map(|it| authority(it, mistakes)).collect();
        let readings = self.taken(&question.readings, mistakes);
        let mut reader = self.reader(&known, this, mistakes);
        let wanted = wanted(&mut reader, question)?;
        let these = std::mem::take(&mut reader.these);
        self.check_values(&wanted, (scenario, &stated.facts), question.span, mistakes)?;
        let this = this
            .map(|it| self.vocabulary.name_among(&scenario.things, &stated.things, it))
            .unwrap_or_default();
        let query = Query {
            sentence: spoken::question(question, &these, &this),
            intent: question.intent,
            supposed: stated.facts,
            supposed_kinds: stated.kinds,
            things: stated.things,
            as_of: question.as_of.map(|it| it.date),
            according_to,
            without,
            readings,
            wanted,
            span: question.span,
        };
        Ok(Asked { query, known })
    }

    fn cited(&self, name: &Text, mistakes: &mut Mistakes) -> Option<SourceId> {
        let bare = name.text.strip_prefix("the ").unwrap_or(&name.text);
        let found = (0..).map(SourceId).zip(&self.sources).find(|it| it.1.name == bare);
        if found.is_none() {
            mistakes.report(unknown_source(&self.sources, name).diagnostic());
        }
        found.map(|it| it.0)
    }

    /// The readings that a question takes, one of a provision.
    fn taken(&self, written: &[(Text, Text)], mistakes: &mut Mistakes) -> Vec<Reading> {
        let mut taken: Vec<(Reading, Span)> = Vec::new();
        for (reading, provision) in written {
            let span = reading.span.to(provision.span);
            let Some(it) = self.prevailing(reading, provision, mistakes) else { continue };
            let rival =
                |other: &&(Reading, Span)| other.0.provision == it.provision && other.0 != it;
            if let Some((_, first)) = taken.iter().find(rival) {
                let provision = provision.text.clone();
                let error = ReferenceError::TwoReadings { provision, span, first: *first };
                mistakes.report(error.diagnostic());
            }
            taken.push((it, span));
        }
        taken.into_iter().map(|it| it.0).collect()
    }

    fn prevailing(
        &self,
        reading: &Text,
        provision: &Text,
        mistakes: &mut Mistakes,
    ) -> Option<Reading> {
        let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let provisions = (0..).map(super::ProvisionId).zip(&self.provisions);
        let found = provisions.clone().find(|it| same(&it.1.name, &provision.text));
        let place = found.and_then(|(id, it)| {
            let mut readings = (0..).zip(&it.readings);
            readings
                .find(|it| same(it.1, &reading.text))
                .map(|it| Reading { provision: id, reading: it.0 })
        });
        if place.is_none() {
            let known = |it: &super::Provision| {
                it.readings
                    .iter()
                    .map(|reading| format!("the {reading} reading of {}", it.name))
                    .collect::<Vec<_>>()
            };
            let known = match found {
                Some((_, it)) => known(it),
                None => provisions.flat_map(|it| known(it.1)).collect(),
            };
            let (reading, provision, span) =
                (reading.text.clone(), provision.text.clone(), reading.span.to(provision.span));
            mistakes.report(
                ReferenceError::UnknownReading { reading, provision, span, known }.diagnostic(),
            );
        }
        place
    }
}

/// What a question wants: the condition that it asks about, or the individual.
fn wanted(reader: &mut Reader, question: &ast::Question) -> Result<Wanted, Reported> {
    if question.intent == Intent::Follows {
        let about = individual(reader, &question.body)?;
        return Ok(Wanted {
            variables: Vec::new(),
            answers: Vec::new(),
            condition: None,
            about: Some(about),
        });
    }
    let condition = reader.condition(&question.body)?;
    let answers = answers(reader);
    let variables = std::mem::take(&mut reader.scope.variables);
    Ok(Wanted { variables, answers, condition: Some(condition), about: None })
}

/// What is asked for, each under a key of its own.
fn answers(reader: &Reader) -> Vec<Answerable> {
    let mut answers: Vec<Answerable> = Vec::new();
    for id in &reader.scope.asked {
        let variable = reader.scope.variable(*id);
        let plain = variable
            .letter
            .clone()
            .unwrap_or_else(|| reader.vocabulary.sort_name(variable.sort).to_owned());
        let mut key = plain.clone();
        let mut number = 1;
        while answers.iter().any(|it| it.key == key) {
            number += 1;
            key = format!("{plain} {number}");
        }
        answers.push(Answerable { variable: *id, key });
    }
    answers
}

/// The individual that a question names and nothing else.
fn individual(reader: &mut Reader, body: &ast::Condition) -> Result<ThingId, Reported> {
    let span = body.span;
    let ConditionKind::Sentence(sentence) = &body.kind else {
        return Err(reader.mistakes.report(CaseError::FollowsWhat { span }.diagnostic()));
    };
    let units = units(&reader.vocabulary.index.words, &sentence.tokens);
    let view = View::new(reader.vocabulary, reader.known, &units);
    match view.whole().cloned() {
        Some(Said::Named { thing, .. }) => thing.ok_or(Reported),
        Some(Said::This) => {
            reader.these.push(span);
            reader
                .this
                .ok_or_else(|| reader.report(PlaceError::NothingConsidered { span }.diagnostic()))
        }
        Some(_) => Err(reader.mistakes.report(CaseError::FollowsWhat { span }.diagnostic())),
        None => {
            let name = Text { text: written(&units), span };
            let mistake = reader.vocabulary.unknown_name(reader.known, &name, None);
            reader.mistakes.report_words(&mistake);
            Err(Reported)
        }
    }
}
