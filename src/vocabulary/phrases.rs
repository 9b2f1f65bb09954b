//! Which phrases does a rule base declare, and in which wordings?

mod braces;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    KindId, Part, Phrase, PhraseId, Role, Slot, Sort, attributes,
    error::{DeclarationError, SlotError},
    forms::{self, Wording},
    from_syntax::Declared,
    matching::Piece,
    verbs::keeps_not,
    words::{A, AN, ARE, IS, WAS, WERE, fold, split},
};
use crate::{
    source::{self, Span},
    syntax::ast::{self, Form, FormKind, PhrasePart, Text},
};

/// Declares a phrase with all its wordings. A phrase that can't be declared is reported.
pub(super) fn declare(declared: &mut Declared, phrase: &ast::Phrase, doc: &[String]) {
    let written = braces::supplied(declared, &phrase.parts);
    let (parts, slots) = first_wording(declared, &written);
    if !is_sound(declared, phrase, &parts) {
        return;
    }
    let value = phrase.attribute.as_ref().map(|it| declared.find_sort(it));
    if value.is_some() && !attributes::is_sound(declared, phrase, &parts) {
        return;
    }
    let id = PhraseId(source::index(declared.vocabulary.phrases.len()));
    let forms = further_wordings(declared, phrase, &slots);
    if value.is_some() {
        attributes::index(declared, id, &parts, &forms, phrase.span);
    } else {
        index(declared, id, &parts, &forms);
    }
    let said = |kind: FormKind| forms.iter().find(|it| it.0 == kind).map(|it| it.1.clone());
    let ask = quoted(declared, phrase.ask.as_ref(), &slots);
    let help = quoted(declared, phrase.help.as_ref(), &slots);
    declared.vocabulary.phrases.push(Phrase {
        role: role(phrase),
        value,
        ask,
        help,
        decided_by: phrase.decided_by.as_ref().map(|it| it.text.clone()),
        doc: doc.to_vec(),
        negated: said(FormKind::Negated)
            .or_else(|| forms::opposite(&parts))
            .filter(|_| value.is_none()),
        asked: said(FormKind::Asked)
            .or_else(|| forms::question(&parts))
            .filter(|_| value.is_none()),
        span: phrase.span,
        parts,
        slots,
    });
}

fn role(phrase: &ast::Phrase) -> Role {
    match (phrase.given, phrase.otherwise_no) {
        (true, None) => Role::Open,
        (true, Some(_)) => Role::Closed,
        (false, _) => Role::Conclusion,
    }
}

/// All rows that say the phrase.
fn index(declared: &mut Declared, id: PhraseId, parts: &[Part], forms: &[(FormKind, Vec<Part>)]) {
    let mut wordings = forms::wordings(parts, true);
    for (kind, parts) in forms {
        match kind {
            FormKind::Also => wordings.extend(forms::wordings(parts, true)),
            FormKind::Negated => wordings.extend(forms::wordings(parts, false)),
            FormKind::Asked => {
                let unasked =
                    Wording { parts: forms::written_out(parts), positive: true, asks: true };
                wordings.push(unasked);
            }
        }
    }
    for wording in &wordings {
        declared.vocabulary.index.add(id, wording);
    }
}

fn first_wording(declared: &mut Declared, written: &[PhrasePart]) -> (Vec<Part>, Vec<Slot>) {
    let mut parts = Vec::new();
    let mut slots = Vec::new();
    for part in written {
        match part {
            PhrasePart::Word(text) => without_not(declared, text, &mut parts),
            PhrasePart::Slot { kind, label, .. } => {
                parts.push(Part::Slot(source::index(slots.len())));
                let sort = declared.find_sort(kind);
                slots.push(Slot { sort, label: label.as_ref().map(|it| it.text.clone()) });
            }
        }
    }
    (parts, slots)
}

/// Whether the first wording can stand as it is.
fn is_sound(declared: &mut Declared, phrase: &ast::Phrase, parts: &[Part]) -> bool {
    let words: Vec<&Text> = phrase
        .parts
        .iter()
        .filter_map(|it| if let PhrasePart::Word(it) = it { Some(it) } else { None })
        .collect();
    if words.is_empty() {
        declared.report(DeclarationError::NoWords { span: phrase.span });
        return false;
    }
    if let Some(kind) = says_kind(declared, parts) {
        let kind = declared.vocabulary.a(kind);
        declared.report(DeclarationError::SaysKind { kind, span: phrase.span });
        return false;
    }
    true
}

/// Drops the `not` of a wording, and reports it: what is so is declared, and its opposite is understood.
/// Behind `must` and `may` it stays: a duty not to act is a phrase of its own.
fn without_not(declared: &mut Declared, text: &Text, parts: &mut Vec<Part>) {
    let before =
        if let Some(Part::Word(it)) = parts.last() { fold(it).into_owned() } else { String::new() };
    let spread = split(&text.text);
    let negates = spread.last().is_some_and(|it| fold(it) == "not")
        && !keeps_not(&before)
        && !keeps_not(&fold(&spread[0]));
    if !negates {
        parts.extend(text.text.split_whitespace().map(|it| Part::Word(it.to_owned())));
        return;
    }
    declared.report(DeclarationError::Negative { span: text.span });
    parts.extend(spread[..spread.len() - 1].iter().map(|it| Part::Word(it.clone())));
}

/// `{a request} is a red notice` would be two things at once.
fn says_kind(declared: &Declared, parts: &[Part]) -> Option<KindId> {
    let [Part::Slot(_), Part::Word(is), Part::Word(article), rest @ ..] = parts else {
        return None;
    };
    let id = |word: &str| declared.vocabulary.index.words.id(&fold(word));
    if ![IS, ARE, WAS, WERE].contains(&id(is)) || ![A, AN].contains(&id(article)) {
        return None;
    }
    let words: Option<Vec<&str>> = rest
        .iter()
        .map(|it| if let Part::Word(it) = it { Some(it.as_str()) } else { None })
        .collect();
    declared.vocabulary.index.kinds.get(&words?.join(" "))
}

fn further_wordings(
    declared: &mut Declared,
    phrase: &ast::Phrase,
    slots: &[Slot],
) -> Vec<(FormKind, Vec<Part>)> {
    phrase
        .forms
        .iter()
        .filter_map(|it| further_wording(declared, it, slots).map(|parts| (it.kind, parts)))
        .collect()
}

fn further_wording(declared: &mut Declared, form: &Form, slots: &[Slot]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut used = FxHashSet::default();
    for part in &braces::supplied(declared, &form.parts) {
        match part {
            PhrasePart::Word(text) if form.kind != FormKind::Negated => {
                without_not(declared, text, &mut parts);
            }
            PhrasePart::Word(text) => {
                parts.extend(text.text.split_whitespace().map(|it| Part::Word(it.to_owned())));
            }
            PhrasePart::Slot { kind, label, span } => {
                let slot = slot_named(declared, slots, label.as_ref().unwrap_or(kind), *span)?;
                if !used.insert(slot) {
                    declared.report(SlotError::Twice { span: *span });
                    return None;
                }
                parts.push(Part::Slot(slot));
            }
        }
    }
    if used.len() != slots.len() {
        let missing =
            (0..).zip(slots).find(|it| !used.contains(&it.0)).map(|it| shown(declared, it.1));
        let missing = missing.unwrap_or_default();
        declared.report(SlotError::Missing { missing, span: form.span });
        return None;
    }
    Some(parts)
}

/// The slot that is called so: by its label, or by its kind where only one slot takes it.
fn slot_named(declared: &mut Declared, slots: &[Slot], name: &Text, span: Span) -> Option<u32> {
    let called = fold(&name.text).into_owned();
    let text = called
        .split_once(' ')
        .filter(|it| ["a", "an", "the"].contains(&it.0))
        .map_or(called.as_str(), |it| it.1);
    let mut found =
        (0..).zip(slots).filter(|it| it.1.label.as_ref().is_some_and(|it| fold(it) == text));
    if let Some((slot, _)) = found.next() {
        return Some(slot);
    }
    let kind = |it: &Slot| fold(declared.vocabulary.sort_name(it.sort)).into_owned();
    let mut found = (0..).zip(slots).filter(|it| kind(it.1) == text).map(|it| it.0);
    let (first, second) = (found.next(), found.next());
    if first.is_some() && second.is_none() {
        return first;
    }
    let slots = slots.iter().map(|it| shown(declared, it)).collect();
    declared.report(SlotError::Unknown {
        name: name.text.clone(),
        several: first.is_some(),
        slots,
        span,
    });
    None
}

fn shown(declared: &Declared, slot: &Slot) -> String {
    match &slot.label {
        Some(label) => format!("{{{label}}}"),
        None => format!("{{{}}}", declared.vocabulary.sort_name(slot.sort)),
    }
}

/// A quoted text with slots: here a word is any stretch of text, blanks included.
fn quoted(declared: &mut Declared, text: Option<&Text>, slots: &[Slot]) -> Option<Vec<Part>> {
    let text = text?;
    let mut parts = Vec::new();
    let mut rest = text.text.as_str();
    while let Some((before, inside, after)) = next_slot(rest) {
        let name = Text { text: inside.trim().to_owned(), span: text.span };
        parts.push(Part::Word(before.to_owned()));
        parts.push(Part::Slot(slot_named(declared, slots, &name, text.span)?));
        rest = after;
    }
    parts.push(Part::Word(rest.to_owned()));
    Some(parts)
}

fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}

/// Two phrases that say the same words over slots that can take the same things.
pub(super) fn report_duplicates(declared: &mut Declared) {
    let vocabulary = &declared.vocabulary;
    let mut alike: FxHashMap<Vec<Piece>, Vec<(PhraseId, Vec<Sort>)>> = FxHashMap::default();
    let mut reported = FxHashSet::default();
    let mut mistakes = Vec::new();
    for pattern in vocabulary.index.patterns.iter().chain(&vocabulary.index.attributes) {
        let slots = &vocabulary.phrase(pattern.phrase).slots;
        let mut sorts = Vec::new();
        let mut words = pattern.pieces.clone();
        for piece in &mut words {
            if let Piece::Slot(slot) = piece {
                sorts.push(slots[*slot as usize].sort);
                *piece = Piece::Slot(0);
            }
        }
        let others = alike.entry(words).or_default();
        let compatible = |it: &(PhraseId, Vec<Sort>)| {
            it.0 != pattern.phrase
                && it.1.iter().zip(&sorts).all(|(one, other)| vocabulary.sorts_meet(*one, *other))
        };
        for (other, _) in others.iter().filter(|it| compatible(it)) {
            if reported.insert((*other, pattern.phrase)) {
                mistakes.push(DeclarationError::DuplicatePhrase {
                    again: vocabulary.phrase(pattern.phrase).span,
                    first: vocabulary.phrase(*other).span,
                    phrase: vocabulary.declared(pattern.phrase),
                    other: vocabulary.declared(*other),
                });
            }
        }
        others.push((pattern.phrase, sorts));
    }
    for mistake in mistakes {
        declared.report(mistake);
    }
}
