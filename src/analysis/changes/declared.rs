//! Which declarations came, went or say something else? Sources, kinds, names and phrases, by what was written.

use std::collections::HashMap;

use super::{
    Aspect, Became, Declared, DeclaredChange, Detail,
    details::{days, differing, lists},
    versions::Version,
};
use crate::{
    program::Interval,
    source::Sources,
    syntax::{
        ast::{self, Dated, FormKind, Item, ItemKind, PhrasePart, Text},
        in_one_line,
    },
    vocabulary::words::fold,
};

/// Names a declaration in both versions.
pub(in crate::analysis) type Key = (Declared, String);

/// What names a declaration; nothing for a rule or a case.
pub(in crate::analysis) fn key(item: &Item) -> Option<Key> {
    Some(match &item.kind {
        ItemKind::Source(it) => (Declared::Source, it.name.text.clone()),
        ItemKind::Kind(it) => (Declared::Kind, fold(&it.name.text).into_owned()),
        ItemKind::Name(it) => (Declared::Name, it.name.text.clone()),
        ItemKind::Phrase(it) => (Declared::Phrase, wording(it)),
        _ => return None,
    })
}

/// A phrase without the labels of its slots: `{guest} has paid`.
fn wording(phrase: &ast::Phrase) -> String {
    let value = phrase.attribute.as_ref().map(|it| format!(": {}", fold(&it.text)));
    words(&phrase.parts, false) + &value.unwrap_or_default()
}

fn words(parts: &[PhrasePart], labelled: bool) -> String {
    let part = |it: &PhrasePart| match it {
        PhrasePart::Word(it) => fold(&it.text).into_owned(),
        PhrasePart::Slot { kind, label: Some(label), .. } if labelled => {
            format!("{{{}: {}}}", fold(&kind.text), fold(&label.text))
        }
        PhrasePart::Slot { kind, .. } => format!("{{{}}}", fold(&kind.text)),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

/// The differences among the declarations of two versions: those of the new one in its order, then those that went.
pub(super) fn changes(old: &Version, new: &Version, sources: &Sources) -> Vec<DeclaredChange> {
    let mut before: HashMap<Key, &Item> =
        old.items().iter().filter_map(|it| Some((key(it)?, it))).collect();
    let change = |key: Key, old: Option<&Item>, new: Option<&Item>| {
        let (became, details) = match (old, new) {
            (Some(old), Some(new)) => (Became::Changed, details(old, new)),
            (None, _) => (Became::Added, Vec::new()),
            (_, None) => (Became::Removed, Vec::new()),
        };
        let is_same = became == Became::Changed && details.is_empty();
        let name = new.or(old).map_or(key.1, |it| shown(it, sources));
        let (old, new) = (old.map(|it| it.span), new.map(|it| it.span));
        (!is_same).then_some(DeclaredChange { what: key.0, name, became, details, old, new })
    };
    let mut found: Vec<DeclaredChange> = Vec::new();
    for item in new.items() {
        let Some(key) = key(item) else { continue };
        let was = before.remove(&key);
        found.extend(change(key, was, Some(item)));
    }
    for item in old.items() {
        let Some(key) = key(item) else { continue };
        if before.contains_key(&key) {
            found.extend(change(key, Some(item), None));
        }
    }
    found.sort_by_key(|it| it.what);
    found
}

/// The name by which a reader knows it.
fn shown(item: &Item, sources: &Sources) -> String {
    match &item.kind {
        ItemKind::Source(it) => it.name.text.clone(),
        ItemKind::Kind(it) => it.name.text.clone(),
        ItemKind::Name(it) => it.name.text.clone(),
        ItemKind::Phrase(it) => in_one_line(sources.slice(it.span)),
        _ => String::new(),
    }
}

fn details(old: &Item, new: &Item) -> Vec<Detail> {
    let mut details = match (&old.kind, &new.kind) {
        (ItemKind::Source(old), ItemKind::Source(new)) => of_sources(old, new),
        (ItemKind::Kind(old), ItemKind::Kind(new)) => {
            let mut details = texts(Aspect::Kind, old.parent.as_ref(), new.parent.as_ref());
            details.extend(texts(Aspect::Plural, old.plural.as_ref(), new.plural.as_ref()));
            details
        }
        (ItemKind::Name(old), ItemKind::Name(new)) => {
            let mut details = texts(Aspect::Kind, Some(&old.kind), Some(&new.kind));
            details.extend(lists(Aspect::Also, &all(&old.also), &all(&new.also)));
            details
        }
        (ItemKind::Phrase(old), ItemKind::Phrase(new)) => of_phrases(old, new),
        _ => Vec::new(),
    };
    let doc = |it: &Item| (!it.doc.is_empty()).then(|| in_one_line(&it.doc.join(" ")));
    details.extend(differing(Aspect::Description, doc(old), doc(new)));
    details
}

fn of_sources(old: &ast::Source, new: &ast::Source) -> Vec<Detail> {
    let mut details = texts(Aspect::Kind, old.kind.as_ref(), new.kind.as_ref());
    details.extend(lists(Aspect::Outranks, &all(&old.outranks), &all(&new.outranks)));
    let dates = |it: &ast::Source| {
        let day = |it: Option<Dated>| it.map(|it| it.date);
        days(Interval { from: day(it.in_force.from), until: day(it.in_force.until) })
    };
    details.extend(differing(Aspect::InForce, dates(old), dates(new)));
    details.extend(texts(Aspect::Title, old.title.as_ref(), new.title.as_ref()));
    details.extend(texts(Aspect::Reference, old.reference.as_ref(), new.reference.as_ref()));
    details.extend(texts(Aspect::Url, old.url.as_ref(), new.url.as_ref()));
    let consulted = |it: &ast::Source| it.consulted.map(|it| it.date.to_string());
    details.extend(differing(Aspect::Consulted, consulted(old), consulted(new)));
    details
}

fn of_phrases(old: &ast::Phrase, new: &ast::Phrase) -> Vec<Detail> {
    let role = |it: &ast::Phrase| {
        Some(match (it.given, it.otherwise_no.is_some()) {
            (true, false) => "given".to_owned(),
            (true, true) => "given, otherwise no".to_owned(),
            (false, _) => "conclusion".to_owned(),
        })
    };
    let mut details: Vec<Detail> =
        differing(Aspect::Role, role(old), role(new)).into_iter().collect();
    let forms = [
        (FormKind::Also, Aspect::Also),
        (FormKind::Negated, Aspect::Negated),
        (FormKind::Asked, Aspect::Asked),
    ];
    for (kind, aspect) in forms {
        let wordings = |it: &ast::Phrase| -> Vec<String> {
            it.forms.iter().filter(|it| it.kind == kind).map(|it| words(&it.parts, true)).collect()
        };
        details.extend(lists(aspect, &wordings(old), &wordings(new)));
    }
    details.extend(texts(Aspect::Ask, old.ask.as_ref(), new.ask.as_ref()));
    details.extend(texts(Aspect::Help, old.help.as_ref(), new.help.as_ref()));
    details.extend(texts(Aspect::DecidedBy, old.decided_by.as_ref(), new.decided_by.as_ref()));
    details
}

fn texts(aspect: Aspect, old: Option<&Text>, new: Option<&Text>) -> Vec<Detail> {
    let text = |it: &Text| it.text.clone();
    differing(aspect, old.map(text), new.map(text)).into_iter().collect()
}

fn all(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|it| it.text.clone()).collect()
}
