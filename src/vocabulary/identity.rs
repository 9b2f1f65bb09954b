//! Does a row say of which kind something is, or that two things are the same?
//!
//! `D1 is a red notice` · `is D1 not a red notice` · `the country A is not the country B` · `A is different from B`

use super::{
    reading::{Read, Says},
    terms::{Candidate, Placed, Said, View},
    words::{A, ARE, AN, AS, DIFFERENT, FROM, IS, NOT, SAME, THE, WAS, WERE},
};

/// All ways to read a row as one of these.
pub(super) fn readings(view: &View, asks: bool) -> Vec<Read> {
    let mut found = Vec::new();
    for subject in view.terms(0).iter().filter(|it| it.said != Said::Value) {
        if is_be(view, subject.end) {
            let (at, positive) = past_not(view, subject.end + 1, true);
            rest(view, &placed(view, 0, subject), at, positive, &mut found);
        }
    }
    if asks && is_be(view, 0) {
        let (start, positive) = past_not(view, 1, true);
        for subject in view.terms(start).iter().filter(|it| it.said != Said::Value) {
            let (at, positive) = past_not(view, subject.end, positive);
            rest(view, &placed(view, start, subject), at, positive, &mut found);
        }
    }
    found
}

fn is_be(view: &View, at: usize) -> bool {
    [IS, ARE, WAS, WERE].contains(&view.id(at))
}

fn past_not(view: &View, at: usize, positive: bool) -> (usize, bool) {
    if view.id(at) == NOT { (at + 1, !positive) } else { (at, positive) }
}

/// What stands behind the subject and `is [not]`.
fn rest(view: &View, subject: &Placed, at: usize, positive: bool, found: &mut Vec<Read>) {
    let end = view.units.len();
    if [A, AN].contains(&view.id(at)) {
        let kinds = view.vocabulary.index.kinds.at(view.units, at + 1);
        let whole = kinds.into_iter().filter(|it| it.0 == end);
        found.extend(whole.map(|it| Read { says: Says::OfKind(subject.clone(), it.1), positive }));
        return;
    }
    let (at, positive) = match [view.id(at), view.id(at + 1), view.id(at + 2)] {
        [THE, SAME, AS] => (at + 3, positive),
        [DIFFERENT, FROM, _] => (at + 2, !positive),
        _ => (at, positive),
    };
    let others = view.terms(at).iter().filter(|it| it.end == end);
    for other in others.filter(|it| !matches!(it.said, Said::Value | Said::A { .. })) {
        found.push(Read { says: Says::Same(subject.clone(), placed(view, at, other)), positive });
    }
}

fn placed(view: &View, start: usize, candidate: &Candidate) -> Placed {
    Placed { said: candidate.said.clone(), span: view.span(start, candidate.end) }
}
