//! From items to a program: every word gets its meaning, and every mistake of all files is reported at once.
//!
//! Everything is declared before anything is read: words, sources, labels, then sentences.
//! So the order of files and items changes no answer, only the ids.

use super::{
    Program, Ranking, RuleId, check,
    error::Mistakes,
    in_force,
    labels::Labels,
    priority,
    ranking::Precedence,
    rules::{self, Rules},
    sources::Shelf,
    tally::Tally,
};
use crate::{diagnostic::Diagnostic, syntax::ast::Document, vocabulary::Vocabulary};

impl Program {
    /// What the documents say, and every mistake in them.
    ///
    /// A rule with a mistake in it is left out, with its exceptions; so what comes back can be evaluated,
    /// but it is what the author meant only if there are no errors among the messages.
    pub fn from_syntax(documents: &[Document]) -> (Self, Vec<Diagnostic>) {
        let mut mistakes = Mistakes::default();
        let (vocabulary, words) = Vocabulary::from_syntax(documents);
        for mistake in &words {
            mistakes.report_words(mistake);
        }
        let shelf = Shelf::from_syntax(documents, &mut mistakes);
        let mut labels = Labels::default();
        let order = labels.read(documents, &mut mistakes);
        let mut tally = Tally::new(&vocabulary);
        let mut rules = Rules::new(&vocabulary, &shelf, &labels);
        rules.read(&order, &mut tally, &mut mistakes);
        let provisions = std::mem::take(&mut rules.provisions);
        let families = rules.check(&mut mistakes);
        let (mut rules, ids) = rules.finish();
        in_force::replace(&mut rules, &labels, &ids, &mut mistakes);
        let mut program = Self { vocabulary, provisions, rules, families, ..Self::default() };
        tally.settle_articles(&mut program.vocabulary, documents);
        program.rank(shelf, &labels, &ids, &mut mistakes);
        if mistakes.are_harmless() && check::knows_all_sentences(&labels) {
            check::warn_of_phrases(&program, &tally, &mut mistakes);
        }
        check::warn_of_citations(&program, &labels, &mut mistakes);
        (program, mistakes.sorted())
    }

    /// Takes over the sources, and ranks the rules.
    fn rank(
        &mut self,
        shelf: Shelf,
        labels: &Labels,
        ids: &[Option<RuleId>],
        mistakes: &mut Mistakes,
    ) {
        let declared: Vec<_> = shelf.outranks.iter().map(|it| (it.0, it.1)).collect();
        let precedence = Precedence::new(&shelf.sources, &declared);
        self.sources = shelf.sources;
        self.outline = shelf.outline;
        priority::check_sources(self, &shelf.outranks, &precedence, mistakes);
        let overrides = rules::overrides(labels, ids, mistakes);
        priority::check_rules(self, &overrides, &precedence, mistakes);
        let pairs = overrides.iter().map(|it| (it.stronger, it.weaker)).collect();
        self.ranking = Ranking::new(pairs, &self.rules, precedence);
    }
}
