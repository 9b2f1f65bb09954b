//! Does a row compare two values, or say that two things are the same?
//!
//! `the price of Lamp is at most 50` · `is the notice date not before 2026-03-02` · `A is different from B` ·
//! `it is unknown what the price of Lamp is`

use super::{
    Sort,
    compound::counted,
    identity::{is_be, past_not},
    reading::{Read, Says},
    terms::{Candidate, Placed, Said, View},
};
use crate::{source::Span, value::Comparison};

/// A way to say a comparison behind `is [not]`.
struct Form {
    words: &'static [&'static str],
    comparison: Comparison,
    /// Whether it is said of dates alone.
    dates: bool,
    /// Whether it says that the comparison holds.
    positive: bool,
}

const fn form(words: &'static [&'static str], comparison: Comparison) -> Form {
    Form { words, comparison, dates: false, positive: true }
}

const fn of_dates(words: &'static [&'static str], comparison: Comparison) -> Form {
    Form { words, comparison, dates: true, positive: true }
}

const FORMS: [Form; 34] = [
    form(&["equal", "to"], Comparison::Equal),
    form(&["exactly"], Comparison::Equal),
    form(&["at", "least"], Comparison::AtLeast),
    form(&["no", "less", "than"], Comparison::AtLeast),
    form(&["no", "fewer", "than"], Comparison::AtLeast),
    form(&["at", "most"], Comparison::AtMost),
    form(&["no", "more", "than"], Comparison::AtMost),
    form(&["no", "longer", "than"], Comparison::AtMost),
    form(&["up", "to"], Comparison::AtMost),
    form(&["more", "than"], Comparison::More),
    form(&["greater", "than"], Comparison::More),
    form(&["larger", "than"], Comparison::More),
    form(&["higher", "than"], Comparison::More),
    form(&["longer", "than"], Comparison::More),
    form(&["over"], Comparison::More),
    form(&["above"], Comparison::More),
    form(&["less", "than"], Comparison::Less),
    form(&["fewer", "than"], Comparison::Less),
    form(&["smaller", "than"], Comparison::Less),
    form(&["lower", "than"], Comparison::Less),
    form(&["shorter", "than"], Comparison::Less),
    form(&["under"], Comparison::Less),
    form(&["below"], Comparison::Less),
    of_dates(&["on"], Comparison::Equal),
    of_dates(&["before"], Comparison::Less),
    of_dates(&["earlier", "than"], Comparison::Less),
    of_dates(&["after"], Comparison::More),
    of_dates(&["later", "than"], Comparison::More),
    of_dates(&["on", "or", "before"], Comparison::AtMost),
    of_dates(&["no", "later", "than"], Comparison::AtMost),
    of_dates(&["on", "or", "after"], Comparison::AtLeast),
    of_dates(&["no", "earlier", "than"], Comparison::AtLeast),
    of_dates(&["no", "sooner", "than"], Comparison::AtLeast),
    Form {
        words: &["unequal", "to"],
        comparison: Comparison::Equal,
        dates: false,
        positive: false,
    },
];

/// All ways to read a row as one of these.
pub(super) fn readings(view: &View, asks: bool) -> Vec<Read> {
    let mut found = Found { view, ways: Vec::new() };
    for subject in view.terms(0) {
        let at = subject.end;
        if is_be(view, at) {
            let (behind, positive) = past_not(view, at + 1, true);
            found.compare(&view.placed(0, subject), behind, positive);
        }
        found.exceeds(0, subject);
    }
    found.unknown();
    if asks {
        found.asked();
    }
    found.ways
}

struct Found<'f> {
    view: &'f View<'f>,
    ways: Vec<Read>,
}

impl Found<'_> {
    /// The verb in front.
    fn asked(&mut self) {
        let view = self.view;
        if is_be(view, 0) {
            let (start, positive) = past_not(view, 1, true);
            for subject in view.terms(start) {
                let (at, positive) = past_not(view, subject.end, positive);
                self.compare(&view.placed(start, subject), at, positive);
            }
        }
        if ["does", "did", "do"].iter().any(|it| view.says(0, &[it])) {
            for subject in view.terms(1) {
                let (at, positive) = past_not(view, subject.end, true);
                if view.says(at, &["exceed"]) {
                    self.more(1, subject, at + 1, positive);
                }
            }
        }
        for number in counted(view, 0).iter().filter(|it| it.end == view.units.len()) {
            let span = view.span(0, 2);
            let said = Said::Which { sort: Some(Sort::Number), letter: None };
            let says = Says::Same(Placed { said, span }, view.placed(0, number));
            self.ways.push(Read { says, positive: true });
        }
    }

    /// `exceeds`
    fn exceeds(&mut self, start: usize, subject: &Candidate) {
        let at = subject.end;
        if ["exceeds", "exceeded", "exceed"].iter().any(|it| self.view.says(at, &[it])) {
            self.more(start, subject, at + 1, true);
        }
        if ["does", "did", "do"].iter().any(|it| self.view.says(at, &[it, "not", "exceed"])) {
            self.more(start, subject, at + 3, false);
        }
    }

    fn more(&mut self, start: usize, subject: &Candidate, at: usize, positive: bool) {
        let one = self.view.placed(start, subject);
        for other in self.last(at) {
            let (comparison, one) = (Comparison::More, one.clone());
            let says = Says::Compare { comparison, dates: false, one, other };
            self.ways.push(Read { says, positive });
        }
    }

    /// What stands behind the subject and `is [not]`.
    fn compare(&mut self, subject: &Placed, at: usize, positive: bool) {
        let view = self.view;
        for form in FORMS.iter().filter(|it| view.says(at, it.words)) {
            let (comparison, dates) = (form.comparison, form.dates);
            for other in self.last(at + form.words.len()) {
                let says = Says::Compare { comparison, dates, one: subject.clone(), other };
                self.ways.push(Read { says, positive: positive == form.positive });
            }
        }
        if view.says(at, &["between"]) {
            self.between(subject, at + 1, positive);
        }
        self.same(subject, at, positive);
    }

    fn between(&mut self, subject: &Placed, at: usize, positive: bool) {
        let view = self.view;
        for low in view.terms(at).iter().filter(|it| view.says(it.end, &["and"])) {
            for high in self.last(low.end + 1) {
                let says = Says::Between(subject.clone(), view.placed(at, low), high);
                self.ways.push(Read { says, positive });
            }
        }
    }

    fn same(&mut self, subject: &Placed, at: usize, positive: bool) {
        let (behind, compared) = if self.view.says(at, &["the", "same", "as"]) {
            (at + 3, true)
        } else if self.view.says(at, &["different", "from"]) {
            for other in self.last(at + 2) {
                let says = Says::Different(subject.clone(), other);
                self.ways.push(Read { says, positive });
            }
            return;
        } else {
            (at, false)
        };
        // `is a country` says of which kind it is; only what is given a letter is meant to be spoken of again.
        let attribute = matches!(subject.said, Said::Attribute(..));
        let introduces = |it: &Placed| match &it.said {
            Said::A { sort: Sort::Kind(_), letter, .. } => !attribute || letter.is_none(),
            _ => false,
        };
        for other in self.last(behind).into_iter().filter(|it| compared || !introduces(it)) {
            self.ways.push(Read { says: Says::Same(subject.clone(), other), positive });
        }
    }

    /// `it is unknown what T is`, `T is unknown`
    fn unknown(&mut self) {
        let view = self.view;
        let said: Vec<(usize, &Candidate)> = if view.says(0, &["it", "is", "unknown", "what"]) {
            view.terms(4).iter().map(|it| (4, it)).collect()
        } else {
            view.terms(0).iter().map(|it| (0, it)).collect()
        };
        for (start, it) in said.into_iter().filter(|it| matches!(it.1.said, Said::Attribute(..))) {
            let behind = it.end + 1;
            let ends = match start {
                0 => {
                    (view.says(behind, &["unknown"]) && behind + 1 == view.units.len())
                        || (view.says(behind, &["not", "known"]) && behind + 2 == view.units.len())
                }
                _ => behind == view.units.len(),
            };
            if is_be(view, it.end) && ends {
                let says = Says::Unknown(view.placed(start, it));
                self.ways.push(Read { says, positive: true });
            }
        }
    }

    /// The terms that are the rest of the row.
    fn last(&self, at: usize) -> Vec<Placed> {
        let whole = self.view.terms(at).iter().filter(|it| it.end == self.view.units.len());
        whole.map(|it| self.view.placed(at, it)).collect()
    }
}

/// The places of a comparison, for messages about all of it.
pub(super) fn across(one: &Placed, other: &Placed) -> Span {
    one.span.to(other.span)
}
