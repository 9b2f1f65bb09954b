//! What does a row of words say?
//!
//! A row says a phrase, of which kind something is, that two things are the same, or how two values compare.
//! Of all ways to read it, those are kept in which every term fits where it stands; exactly one must be left.
//! The phrases of the rule base come before the comparisons of the language.

mod fitting;

use super::{
    KindId, PhraseId, Sort, Vocabulary, comparison,
    error::{VocabularyError, values::ValueError},
    identity,
    known::Known,
    literals::too_large,
    matching::{Fit, fits},
    misread,
    question::asked_ahead,
    terms::{Placed, Said, View},
    words::{self, Unit, units},
};
use crate::{source::Span, syntax::ast::Sentence, value::Comparison};

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
    /// Two things or values are the same.
    Same(Placed, Placed),
    /// Two terms are different individuals, or different values.
    Different(Placed, Placed),
    /// Two values compare like this.
    Compare {
        /// How.
        comparison: Comparison,
        /// Whether it is said as of dates: `is before`.
        dates: bool,
        /// The value that is spoken of.
        one: Placed,
        /// What it is compared with.
        other: Placed,
    },
    /// A value is at least one and at most another.
    Between(Placed, Placed, Placed),
    /// It is not known what an attribute is.
    Unknown(Placed),
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
    /// Of which sort a term is, as far as what was said before tells.
    pub(crate) sort_of: &'a dyn Fn(&Said) -> Option<Sort>,
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
    if let Some(at) = too_large(&view) {
        let span = view.span(at, at + 1);
        return Err(VocabularyError::Value(ValueError::TooLarge { span }).into());
    }
    let mut ways = ways(&view, context.place == Place::Question);
    if ways.is_empty() && context.place == Place::Question {
        ways = plural_ways(&view);
    }
    if ways.is_empty() {
        return Err(misread::explain(context, &view, span));
    }
    let mut fitting: Vec<&Read> = ways.iter().filter(|it| context.fits(it)).collect();
    if fitting.iter().any(|it| context.is_mistaken(it)) {
        return Err(Unread::FOLLOW_UP);
    }
    if fitting.iter().any(|it| matches!(it.says, Says::Phrase(..))) {
        fitting.retain(|it| matches!(it.says, Says::Phrase(..) | Says::OfKind(..)));
    }
    fitting.dedup();
    match fitting[..] {
        [only] => match fitting::mixed_in(&view, only) {
            Some(mistake) => Err(mistake.into()),
            None => Ok(only.clone()),
        },
        [] => Err(context.misfit(&view, &ways)),
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
    ways.extend(comparison::readings(view, asks));
    ways
}

/// The same for `which people were …`, where the phrase says `was`.
fn plural_ways(view: &View) -> Vec<Read> {
    let plurals = &view.vocabulary.index.plurals;
    let behind = |at: usize| match view.id(at) {
        words::WHICH | words::WHAT => Some(at + 1),
        _ => view.says(at, &["how", "many"]).then_some(at + 2),
    };
    let plural = |at: usize| behind(at).is_some_and(|it| !plurals.at(view.units, it).is_empty());
    let Some(at) = (0..view.units.len()).find(|it| plural(*it)) else { return Vec::new() };
    let mut units = view.units.to_vec();
    for unit in &mut units[at..] {
        words::to_singular(&view.vocabulary.index.words, unit);
    }
    ways(&View::new(view.vocabulary, view.known, &units), true)
}

impl Says {
    /// The terms it speaks of.
    pub(crate) fn terms(&self) -> Vec<&Placed> {
        match self {
            Self::Phrase(_, terms) => terms.iter().collect(),
            Self::OfKind(it, _) | Self::Unknown(it) => vec![it],
            Self::Same(one, other)
            | Self::Different(one, other)
            | Self::Compare { one, other, .. } => vec![one, other],
            Self::Between(one, low, high) => vec![one, low, high],
        }
    }
}

impl Context<'_> {
    fn ambiguous(&self, one: &Read, other: &Read, span: Span) -> VocabularyError {
        let place = |it: &Read| match it.says {
            Says::Phrase(phrase, _) => Some(self.vocabulary.phrase(phrase).span),
            _ => None,
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
            Says::Compare { comparison, dates, .. } => {
                super::wording::comparison("…", *comparison, "…", *dates)
            }
            Says::Between(..) => "… is between … and …".to_owned(),
            Says::Same(..) => "… is …".to_owned(),
            Says::Different(..) => "… is different from …".to_owned(),
            Says::Unknown(_) => "… is unknown".to_owned(),
        }
    }
}

/// The words of a row at a stretch of text.
pub(crate) fn said_in(view: &View, span: Span) -> String {
    let inside =
        view.units.iter().filter(|it| span.start <= it.span.start && it.span.end <= span.end);
    words::glued(inside.map(|it| &it.text))
}
