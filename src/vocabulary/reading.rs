//! What does a row of words say?
//!
//! A row says a phrase, of which kind something is, or that two things are the same.
//! Of all ways to read it, those are kept in which every term can be of the kind that its slot takes; exactly one must be left.

use super::{
    KindId, PhraseId, Vocabulary,
    error::{TermError, VocabularyError},
    identity,
    known::Known,
    matching::{Fit, fits},
    misread,
    question::asked_ahead,
    terms::{Placed, Said, View},
    words::{self, Mark, Unit, units},
};
use crate::{
    source::Span,
    syntax::ast::{Sentence, Text},
};

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    /// What it speaks of.
    pub(crate) says: Says,
    /// Whether it says that this is so or that it isn't.
    pub(crate) positive: bool,
}

/// What a row speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    /// A phrase, with what stands in its slots.
    Phrase(PhraseId, Vec<Placed>),
    /// Something is of a kind.
    OfKind(Placed, KindId),
    /// Two things are the same.
    Same(Placed, Placed),
}

/// Where a row is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a rule.
    Rule,
    /// In a question, or in the condition of an answer.
    Question,
    /// Among the facts of a case.
    Case,
}

/// What a row is read against.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The words of the rule base.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The individuals of the case.
    pub(crate) known: &'a Known,
    /// Where the row stands.
    pub(crate) place: Place,
    /// Whether the nearest phrases are looked for where none fits, which takes its time.
    pub(crate) suggest: bool,
    /// Of which kind a term is, as far as what was said before tells.
    pub(crate) kind_of: &'a dyn Fn(&Said) -> Option<KindId>,
}

/// The mistakes for which a row says nothing; none if it uses something that is a mistake elsewhere and was reported there.
#[derive(Debug)]
pub(crate) struct Unread(pub(crate) Vec<VocabularyError>);

impl Unread {
    /// It uses something that is a mistake elsewhere.
    pub(crate) const FOLLOW_UP: Self = Self(Vec::new());
}

impl From<VocabularyError> for Unread {
    fn from(mistake: VocabularyError) -> Self {
        Self(vec![mistake])
    }
}

/// Reads a row of words.
pub(crate) fn read(context: Context, sentence: &Sentence) -> Result<Read, Unread> {
    let units = units(&context.vocabulary.index.words, &sentence.tokens);
    let denied = denial(&units);
    let read = read_row(context, &units[denied..], sentence.span)?;
    Ok(Read { positive: read.positive == (denied == 0), ..read })
}

/// How many words of a row only say that the rest is not so: `not …`, `it is not the case that …`.
fn denial(units: &[Unit]) -> usize {
    const WORDS: [&str; 6] = ["it", "is", "not", "the", "case", "that"];
    let begins = |with: &[&str]| {
        units.len() > with.len() && units.iter().zip(with).all(|it| it.0.folded == *it.1)
    };
    if begins(&WORDS) {
        return WORDS.len();
    }
    usize::from(begins(&["not"]))
}

fn read_row(context: Context, units: &[Unit], span: Span) -> Result<Read, Unread> {
    let view = View::new(context.vocabulary, context.known, units);
    let mut ways = ways(&view, context.place == Place::Question);
    if ways.is_empty() && context.place == Place::Question {
        ways = plural_ways(&view);
    }
    if ways.is_empty() {
        return Err(misread::explain(context, &view, span));
    }
    let mut fitting: Vec<&Read> = ways.iter().filter(|it| context.misfits(it).is_empty()).collect();
    if fitting.iter().any(|it| context.is_mistaken(it)) {
        return Err(Unread::FOLLOW_UP);
    }
    fitting.dedup();
    match fitting[..] {
        [only] => Ok(only.clone()),
        [] => Err(context.mismatch(&view, &ways)),
        [one, other, ..] => Err(context.ambiguous(one, other, span).into()),
    }
}

fn ways(view: &View, asks: bool) -> Vec<Read> {
    let mut fits = fits(view, asks);
    if asks {
        fits.extend(asked_ahead(view));
    }
    let phrase = |it: Fit| Read { positive: it.positive, says: Says::Phrase(it.phrase, it.terms) };
    let mut ways: Vec<Read> = fits.into_iter().map(phrase).collect();
    ways.extend(identity::readings(view, asks));
    ways
}

/// The same for `which people were …`, where the phrase says `was`.
fn plural_ways(view: &View) -> Vec<Read> {
    let plurals = &view.vocabulary.index.plurals;
    let asks = |at: usize| matches!(view.id(at), words::WHICH | words::WHAT);
    let plural = |at: usize| asks(at) && !plurals.at(view.units, at + 1).is_empty();
    let Some(at) = (0..view.units.len()).find(|it| plural(*it)) else { return Vec::new() };
    let mut units = view.units.to_vec();
    for unit in &mut units[at..] {
        words::to_singular(&view.vocabulary.index.words, unit);
    }
    ways(&View::new(view.vocabulary, view.known, &units), true)
}

/// A term that can't be what it should be.
struct Misfit<'r> {
    term: &'r Placed,
    takes: KindId,
    is: Option<KindId>,
}

impl Context<'_> {
    /// Of which kind a term is, as far as that is known.
    pub(crate) fn kind(&self, said: &Said) -> Option<KindId> {
        let told = || match said {
            Said::A { kind, .. } | Said::The { kind, .. } => Some(*kind),
            Said::Which { kind, .. } => *kind,
            Said::Named { thing, .. } => thing.and_then(|it| self.known.kind(self.vocabulary, it)),
            Said::Letter(_) | Said::This | Said::Value => None,
        };
        (self.kind_of)(said).or_else(told)
    }

    fn misfits<'r>(&self, read: &'r Read) -> Vec<Misfit<'r>> {
        match &read.says {
            Says::Phrase(phrase, terms) => {
                let slots = &self.vocabulary.phrase(*phrase).slots;
                terms
                    .iter()
                    .zip(slots)
                    .filter_map(|(term, slot)| self.misfit(term, slot.kind))
                    .collect()
            }
            Says::OfKind(term, kind) if self.place == Place::Rule => {
                self.misfit(term, *kind).into_iter().collect()
            }
            Says::Same(one, other) if self.place == Place::Rule => {
                let kind = self.kind(&one.said);
                kind.and_then(|it| self.misfit(other, it)).into_iter().collect()
            }
            Says::OfKind(..) | Says::Same(..) => Vec::new(),
        }
    }

    fn misfit<'r>(&self, term: &'r Placed, takes: KindId) -> Option<Misfit<'r>> {
        let is = self.kind(&term.said);
        let mistaken = |it| self.vocabulary.index.is_mistaken(it);
        let fits = mistaken(takes)
            || match is {
                Some(is) => mistaken(is) || self.vocabulary.compatible(is, takes),
                None => term.said != Said::Value,
            };
        (!fits).then_some(Misfit { term, takes, is })
    }

    fn is_mistaken(&self, read: &Read) -> bool {
        let mistaken = |it: KindId| self.vocabulary.index.is_mistaken(it);
        let term = |it: &Placed| {
            matches!(it.said, Said::Named { thing: None, .. })
                || self.kind(&it.said).is_some_and(mistaken)
        };
        match &read.says {
            Says::Phrase(phrase, terms) => {
                terms.iter().any(term)
                    || self.vocabulary.phrase(*phrase).slots.iter().any(|it| mistaken(it.kind))
            }
            Says::OfKind(it, kind) => term(it) || mistaken(*kind),
            Says::Same(one, other) => term(one) || term(other),
        }
    }

    /// The mismatch of the way to read the row that has the fewest.
    fn mismatch(&self, view: &View, ways: &[Read]) -> Unread {
        let fewest = ways.iter().map(|it| (it, self.misfits(it))).min_by_key(|it| it.1.len());
        let Some((read, misfits)) = fewest else { return Unread::FOLLOW_UP };
        let Some(misfit) = misfits.first() else { return Unread::FOLLOW_UP };
        let kind = |it: KindId| self.vocabulary.kind(it).name.clone();
        let span = misfit.term.span;
        let given = said_in(view, span);
        let Some(is) = misfit.is else {
            let quoted = view.units.iter().any(|it| it.mark == Mark::Quoted && it.span == span);
            let name = Text { text: given, span };
            let unknown = || self.vocabulary.unknown_name(self.known, &name, Some(misfit.takes));
            return if quoted { unknown() } else { VocabularyError::Value { span } }.into();
        };
        let takes = kind(misfit.takes);
        let is = kind(is);
        match read.says {
            Says::Phrase(phrase, _) => {
                let phrase = self.vocabulary.declared(phrase);
                VocabularyError::from(TermError::KindMismatch { given, is, takes, phrase, span })
                    .into()
            }
            Says::OfKind(..) | Says::Same(..) => {
                VocabularyError::from(TermError::NeverOfKind { given, is, takes, span }).into()
            }
        }
    }

    fn ambiguous(&self, one: &Read, other: &Read, span: Span) -> VocabularyError {
        let place = |it: &Read| match it.says {
            Says::Phrase(phrase, _) => Some(self.vocabulary.phrase(phrase).span),
            Says::OfKind(..) | Says::Same(..) => None,
        };
        VocabularyError::Ambiguous {
            one: self.way(one),
            other: self.way(other),
            places: [place(one), place(other)].into_iter().flatten().collect(),
            span,
        }
    }

    fn way(&self, read: &Read) -> String {
        match &read.says {
            Says::Phrase(phrase, _) => self.vocabulary.declared(*phrase),
            Says::OfKind(_, kind) => {
                format!("… is {}", super::wording::with_article(&self.vocabulary.kind(*kind).name))
            }
            Says::Same(..) => "… is …".to_owned(),
        }
    }
}

/// The words of a row at a stretch of text.
pub(crate) fn said_in(view: &View, span: Span) -> String {
    let inside =
        view.units.iter().filter(|it| span.start <= it.span.start && it.span.end <= span.end);
    words::glued(inside.map(|it| &it.text))
}
