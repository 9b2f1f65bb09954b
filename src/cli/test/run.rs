//! What do the cases come to, one by one?

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use crate::{
    case::snapshot::name::Names,
    program::{Case, Expectation, Query},
    session::{Options, Session, recorder::Recorder},
    source::folded,
};

use super::{
    super::{
        error::Error,
        io::Io,
        library::{CaseFile, Root},
        progress::Progress,
        report::Place,
        selection::Selection,
        shelf::{Shelf, Slot},
    },
    change::Change,
    failure::Failure,
    orphans::{self, Orphan},
    table::Row,
    update::Update,
};

/// One run over the cases.
pub(super) struct Run<'a> {
    session: &'a Session,
    recorder: Recorder,
    options: Options<'a>,
    selection: &'a Selection,
    /// What it came to.
    pub(super) tested: Tested,
}

/// What a run came to.
#[derive(Debug, Default)]
pub(super) struct Tested {
    /// A line for each group.
    pub(super) rows: Vec<Row>,
    /// Everything that was tried, in order.
    pub(super) checks: Vec<Check>,
    /// What went otherwise than expected.
    pub(super) failures: Vec<Failure>,
    /// The answers that differ from what was kept.
    pub(super) changes: Vec<Change>,
    /// The files of those that don't.
    unchanged: Vec<Slot>,
    /// Where all snapshots of these cases lie or would lie.
    pub(super) expected: HashSet<PathBuf>,
    /// The snapshots whose questions are gone.
    pub(super) orphans: Vec<Orphan>,
}

/// Something that was tried.
#[derive(Debug)]
pub(super) struct Check {
    /// The group it belongs to.
    pub(super) row: usize,
    /// The file and the case.
    pub(super) case: String,
    /// The line as it was written.
    pub(super) line: String,
    /// What came of it.
    pub(super) outcome: Outcome,
}

/// What came of something that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is as it should be.
    Passed,
    /// It is one of the failures.
    Failed(usize),
    /// It is one of the changes.
    Changed(usize),
}

impl Tested {
    /// Whether every line came out as expected and as before. Only where it is `strict` is an answer that nothing was
    /// kept of another one.
    pub(super) fn is_as_before(&self, strict: bool) -> bool {
        self.failures.is_empty() && self.rows.iter().all(|it| it.is_as_before(strict))
    }

    /// Writes what has to be written, and drops what was written and is no more so.
    pub(super) fn write(&mut self, update: Update, remove_orphans: bool) -> Result<(), Error> {
        if update == Update::No {
            return Ok(());
        }
        for change in &self.changes {
            let Some(slot) = &change.slot else { continue };
            if update == Update::Always {
                slot.keep(&change.new)?;
                self.rows[change.row].count_as_kept();
            } else {
                slot.propose(&change.new)?;
            }
        }
        self.unchanged.iter().try_for_each(Slot::drop_pending)?;
        // What waits for somebody to look at it waits in vain: nobody asks it.
        let drop = if remove_orphans { Slot::clear } else { Slot::drop_pending };
        self.orphans.iter().map(|it| &it.slot).try_for_each(drop)
    }
}

impl<'a> Run<'a> {
    /// Nothing is tried yet.
    pub(super) fn new(
        session: &'a Session,
        options: Options<'a>,
        selection: &'a Selection,
    ) -> Self {
        let (recorder, tested) = (session.recorder(), Tested::default());
        Self { session, recorder, options, selection, tested }
    }

    /// Tries all cases of some groups.
    pub(super) fn all(&mut self, groups: &[Root], io: &mut Io<'_>) {
        self.tested.rows = groups.iter().map(|it| Row::new(&it.label)).collect();
        let session = self.session;
        let mut files = HashMap::new();
        for (row, group) in groups.iter().enumerate() {
            for file in &group.cases {
                files.entry(file.name.as_str()).or_insert((row, file));
            }
        }
        let file = |it: &Case| files.get(session.sources.name(it.span.file)).copied();
        let cases: Vec<((usize, &CaseFile), &Case)> =
            session.cases.iter().filter_map(|it| file(it).map(|file| (file, it))).collect();
        let mut progress = Progress::new(cases.len(), "cases");
        for (done, ((row, file), case)) in cases.into_iter().enumerate() {
            progress.show(done, io);
            self.case(row, file, case);
        }
        progress.clear(io);
    }

    fn case(&mut self, row: usize, file: &CaseFile, case: &Case) {
        let expectations: Vec<_> =
            case.expectations.iter().filter(|it| self.wants(case, &it.query)).collect();
        let before = self.tested.failures.len();
        for it in &expectations {
            self.expectation(row, case, it);
        }
        let asks = self.asks(row, file, case);
        let failed = self.tested.failures.len() - before;
        let row = &mut self.tested.rows[row];
        row.cases += usize::from(!self.selection.is_filtered() || expectations.len() + asks > 0);
        row.expectations += expectations.len();
        row.asks += asks;
        row.failed += failed;
    }

    fn expectation(&mut self, row: usize, case: &Case, expectation: &Expectation) {
        let (session, query) = (self.session, &expectation.query);
        let failure = match session.holds(case, expectation, &self.options) {
            Ok(true) => None,
            Ok(false) => Some(session.ask(&case.scenario, query, &self.options)),
            Err(limit) => Some(Err(limit)),
        };
        let failure = failure.map(|it| Failure::of_expectation(session, case, expectation, it));
        self.check(row, case, session.sources.slice(expectation.span), failure);
    }

    /// Notes what was tried, and whether it failed.
    fn check(&mut self, row: usize, case: &Case, line: &str, failure: Option<Failure>) {
        let outcome = match failure {
            None => Outcome::Passed,
            Some(failure) => {
                self.tested.failures.push(failure);
                Outcome::Failed(self.tested.failures.len() - 1)
            }
        };
        self.note(row, case, line, outcome);
    }

    fn note(&mut self, row: usize, case: &Case, line: &str, outcome: Outcome) {
        let file = self.session.sources.name(case.span.file);
        let line = folded(line);
        let case = format!("{file}#{}", case.name);
        self.tested.checks.push(Check { row, case, line, outcome });
    }

    /// Asks what a case asks; says how many questions that were.
    fn asks(&mut self, row: usize, file: &CaseFile, case: &Case) -> usize {
        let shelf = Shelf::beside(file);
        let mut names = Names::of(&file.name, &case.name);
        let mut seen = HashSet::new();
        let mut asked = 0;
        for query in &case.asks {
            let written = self.session.sources.slice(query.span);
            let name = names.name(written);
            let slot = shelf.slot(&name);
            self.tested.expected.extend(slot.iter().map(|it| orphans::place(&it.kept)));
            if !self.wants(case, query) {
                continue;
            }
            asked += 1;
            // A question that is asked twice has one snapshot.
            if seen.insert(name.clone()) {
                self.ask(row, (&shelf, &name), case, query);
            }
        }
        asked
    }

    fn ask(&mut self, row: usize, (shelf, name): (&Shelf, &str), case: &Case, query: &Query) {
        let line = format!("ask {}", self.session.sources.slice(query.span));
        let mut new = match self.recorder.record(case, query, &self.options) {
            Ok(new) => new,
            Err(limit) => {
                let failure = Failure::of_ask(self.session, case, query, limit);
                self.check(row, case, &line, Some(failure));
                return;
            }
        };
        let old = shelf.kept(name);
        let slot = shelf.slot(name);
        if matches!(&old, Ok(Some(it)) if it.agrees_with(&new)) {
            self.tested.rows[row].unchanged += 1;
            self.tested.unchanged.extend(slot);
            self.note(row, case, &line, Outcome::Passed);
            return;
        }
        let counted = &mut self.tested.rows[row];
        match &old {
            Ok(None) => counted.new += 1,
            // What it said is not known, but something was kept.
            Err(_) => counted.changed += 1,
            Ok(Some(old)) => {
                counted.changed += 1;
                new.info.since = self.recorder.causes(old, &new, (case, query), &self.options);
            }
        }
        let place = Place::of(query.span, &self.session.sources);
        let file = shelf.shown(name);
        self.tested.changes.push(Change { row, file, slot, place, old, new });
        self.note(row, case, &line, Outcome::Changed(self.tested.changes.len() - 1));
    }

    fn wants(&self, case: &Case, query: &Query) -> bool {
        self.selection.takes(self.session, case, query)
    }
}
