//! What is there to talk about? Phrases, kinds, names, rules and sources, with all that is known of them.

use crate::{
    program::{Condition, ConditionKind, Program, Rule, Source},
    session::conversation::Conversation,
    source::index,
    vocabulary::{Kind, KindId, PhraseId, Role, Thing, suggest::nearest},
};

use super::paper::{Paper, harmless};

/// Lists longer than this are cut.
const MANY: usize = 40;

/// The phrases with all these words.
pub(super) fn phrases(paper: &mut Paper, talk: &Conversation, words: &str) {
    let program = &talk.session.program;
    let found: Vec<PhraseId> =
        ids(program).filter(|it| has(&program.vocabulary.declared(*it), words)).collect();
    let rows =
        found.iter().map(|it| (role(program, *it).to_owned(), program.vocabulary.declared(*it)));
    list(paper, rows.collect(), "phrase", words);
}

/// The rules with all these words in their label or sentence.
pub(super) fn rules(paper: &mut Paper, talk: &Conversation, words: &str) {
    let program = &talk.session.program;
    let text = |it: &Rule| format!("{} {}", it.label, talk.session.sources.slice(it.span));
    let found = program.rules.iter().filter(|it| has(&text(it), words));
    let rows = found.map(|it| (it.label.clone(), cited(program, it).join("; ")));
    list(paper, rows.collect(), "rule", words);
}

/// A source with the rules that rest on it; without a name, all sources.
pub(super) fn source(paper: &mut Paper, talk: &Conversation, name: &str) -> bool {
    let program = &talk.session.program;
    if name.is_empty() {
        let title = |it: &Source| it.title.clone().unwrap_or_default();
        let rows = program.sources.iter().map(|it| (it.name.clone(), title(it)));
        list(paper, rows.collect(), "source", "");
        return true;
    }
    let name = name.trim_start_matches("the ");
    let Some(at) = program.sources.iter().position(|it| it.name.eq_ignore_ascii_case(name)) else {
        unknown(paper, "source", name, program.sources.iter().map(|it| it.name.as_str()));
        return false;
    };
    one_source(paper, talk, at);
    true
}

fn one_source(paper: &mut Paper, talk: &Conversation, at: usize) {
    let program = &talk.session.program;
    let it = &program.sources[at];
    let title = it.title.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
    paper.say(&format!("{}{title}", it.name));
    let day = |day: Option<jiff::civil::Date>| day.map(|it| it.to_string());
    let details = [
        ("kind", it.authority.map(|it| it.name().to_owned())),
        ("reference", it.reference.clone()),
        ("url", it.url.clone()),
        ("consulted", day(it.consulted)),
        ("in force from", day(it.in_force.from)),
        ("in force until", day(it.in_force.until)),
    ];
    for (what, text) in details.into_iter().filter_map(|(what, it)| it.map(|it| (what, it))) {
        paper.hung(&format!("  {what} "), &harmless(&text));
    }
    let cites = |rule: &&Rule| rule.citations.iter().any(|it| it.source.0 as usize == at);
    let rows: Vec<_> = program
        .rules
        .iter()
        .filter(cites)
        .map(|it| (it.label.clone(), cited(program, it).join("; ")))
        .collect();
    list(paper, rows, "rule", "");
}

/// Whatever goes by a name.
pub(super) fn describe(paper: &mut Paper, talk: &Conversation, name: &str) -> bool {
    let name = name.trim_end_matches('.').trim_start_matches("the ").trim();
    if name.is_empty() {
        super::mistakes::because(
            paper,
            "say what: `:describe X`, a kind, a name, a phrase or a rule",
        );
        return false;
    }
    let considered = talk.considered().filter(|_| name == "this");
    let name = considered.as_deref().map_or(name, |it| it.trim_start_matches("the "));
    let found = [rule(paper, talk, name), kind(paper, talk, name), thing(paper, talk, name)];
    if found.contains(&true) {
        return true;
    }
    let program = &talk.session.program;
    if let Some(at) = program.sources.iter().position(|it| it.name.eq_ignore_ascii_case(name)) {
        one_source(paper, talk, at);
        return true;
    }
    let phrases: Vec<PhraseId> =
        ids(program).filter(|it| has(&program.vocabulary.declared(*it), name)).collect();
    match phrases.as_slice() {
        [] => {
            let things = talk.things();
            let names = things.iter().map(|it| it.name.as_str());
            let kinds = program.vocabulary.kinds.iter().map(|it| it.name.as_str());
            let labels = program.rules.iter().map(|it| it.label.as_str());
            unknown(paper, "kind, name, phrase or rule", name, names.chain(kinds).chain(labels));
            false
        }
        [one] => {
            phrase(paper, talk, *one);
            true
        }
        several => {
            let rows = several
                .iter()
                .map(|it| (role(program, *it).to_owned(), program.vocabulary.declared(*it)));
            list(paper, rows.collect(), "phrase", name);
            true
        }
    }
}

fn rule(paper: &mut Paper, talk: &Conversation, name: &str) -> bool {
    let program = &talk.session.program;
    let rules: Vec<&Rule> = program
        .rules
        .iter()
        .filter(|it| it.label == name || it.label.starts_with(&format!("{name}/")))
        .collect();
    for it in &rules {
        let to = it.exception_to.map(|it| format!(", exception to {}", program.rule(it).label));
        let sources = &talk.session.sources;
        paper.say(&format!(
            "rule {}{} ({})",
            it.label,
            to.unwrap_or_default(),
            sources.place(it.span)
        ));
        paper.lines(&harmless_lines(sources.slice(it.span)));
        for citation in cited(program, it) {
            paper.hung("  ", &citation);
        }
        for note in &it.notes {
            paper.hung("  note ", note);
        }
        let exceptions: Vec<&str> =
            it.exceptions.iter().map(|it| program.rule(*it).label.as_str()).collect();
        if !exceptions.is_empty() {
            paper.hung("  exceptions ", &exceptions.join(", "));
        }
    }
    !rules.is_empty()
}

fn kind(paper: &mut Paper, talk: &Conversation, name: &str) -> bool {
    let vocabulary = &talk.session.program.vocabulary;
    let is_named =
        |it: &Kind| it.name.eq_ignore_ascii_case(name) || it.plural.eq_ignore_ascii_case(name);
    let Some(at) = vocabulary.kinds.iter().position(is_named) else { return false };
    let id = KindId(index(at));
    let above: Vec<&str> =
        vocabulary.upwards(id).skip(1).map(|it| vocabulary.kind(it).name.as_str()).collect();
    let is = if above.is_empty() {
        String::new()
    } else {
        format!(" is a kind of {}", above.join(", of "))
    };
    paper
        .say(&format!("{}{is}; plural {}", vocabulary.kinds[at].name, vocabulary.kinds[at].plural));
    let below = vocabulary.kinds.iter().filter(|it| it.parent == Some(id));
    let below: Vec<&str> = below.map(|it| it.name.as_str()).collect();
    let things = talk.things();
    let of_kind = things.iter().filter(|it| vocabulary.is_part_of(it.kind, id));
    let names: Vec<String> = of_kind.map(Thing::in_sentence).collect();
    let takes =
        |it: &PhraseId| vocabulary.phrase(*it).slots.iter().any(|it| it.sort.kind() == Some(id));
    let phrases: Vec<String> =
        ids(&talk.session.program).filter(takes).map(|it| vocabulary.declared(it)).collect();
    for (lead, all) in [("kinds of it: ", below.join(", ")), ("known: ", names.join(", "))] {
        if !all.is_empty() {
            paper.hung(&format!("  {lead}"), &all);
        }
    }
    phrases.iter().take(MANY).for_each(|it| paper.hung("    ", it));
    more(paper, phrases.len());
    true
}

fn thing(paper: &mut Paper, talk: &Conversation, name: &str) -> bool {
    let vocabulary = &talk.session.program.vocabulary;
    let things = talk.things();
    let called = |it: &&Thing| it.name == name || it.also.iter().any(|it| it == name);
    let folded = |it: &&Thing| it.name.to_lowercase() == name.to_lowercase();
    let Some(it) = things.iter().find(called).or_else(|| things.iter().find(folded)) else {
        return false;
    };
    paper.say(&format!(
        "{} is {} ({})",
        it.in_sentence(),
        vocabulary.a(it.kind),
        talk.session.sources.place(it.span)
    ));
    if !it.also.is_empty() {
        paper.hung("  also ", &it.also.join(", "));
    }
    let facts = talk.facts();
    let spoken = it.in_sentence();
    for fact in facts.iter().filter(|it| speaks_of(&it.sentence, &spoken)) {
        paper.hung("    ", &fact.sentence);
    }
    true
}

/// Whether a name stands in a sentence, as words of its own.
fn speaks_of(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).any(|(at, it)| {
        let ends = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
        ends(sentence[..at].chars().next_back()) && ends(sentence[at + it.len()..].chars().next())
    })
}

fn phrase(paper: &mut Paper, talk: &Conversation, id: PhraseId) {
    let program = &talk.session.program;
    let vocabulary = &program.vocabulary;
    let declared = vocabulary.phrase(id);
    let place = talk.session.sources.place(declared.span);
    paper.say(&format!("{} {} ({place})", role(program, id), vocabulary.declared(id)));
    declared.doc.iter().for_each(|it| paper.hung("  ", it));
    let slots = 0..index(declared.slots.len());
    let terms: Vec<String> = slots.map(|it| vocabulary.slot(id, it)).collect();
    if declared.value.is_none() {
        paper.hung("  denied  ", &vocabulary.denied_with(id, &terms));
    }
    paper.hung("  asked   ", &vocabulary.asked_with(id, &terms));
    if let Some(who) = &declared.decided_by {
        paper.hung("  decided by ", who);
    }
    let concludes = |it: &Rule| it.conclusion.as_ref().is_some_and(|it| it.phrase() == id);
    let needs = |it: &Rule| it.conditions.iter().any(|it| mentions(it, id));
    let labels = |test: &dyn Fn(&Rule) -> bool| {
        let mut labels: Vec<&str> =
            program.rules.iter().filter(|it| test(it)).map(|it| it.label.as_str()).collect();
        labels.dedup();
        labels.join(", ")
    };
    for (lead, labels) in [("concluded by ", labels(&concludes)), ("needed by ", labels(&needs))] {
        if !labels.is_empty() {
            paper.hung(&format!("  {lead}"), &labels);
        }
    }
    for fact in talk.scenario.facts.iter().filter(|it| it.phrase == id).map(|it| it.span) {
        let line = talk.facts().into_iter().find(|it| it.span == fact);
        if let Some(it) = line {
            paper.hung("    ", &it.sentence);
        }
    }
}

/// Whether a condition speaks of a phrase.
fn mentions(condition: &Condition, id: PhraseId) -> bool {
    let mut found = false;
    condition.each(&mut |it| {
        found |= matches!(&it.kind, ConditionKind::Holds(atom) if atom.phrase == id);
    });
    found
}

fn ids(program: &Program) -> impl Iterator<Item = PhraseId> + use<> {
    (0..index(program.vocabulary.phrases.len())).map(PhraseId)
}

fn role(program: &Program, id: PhraseId) -> &'static str {
    match program.vocabulary.phrase(id).role {
        Role::Open | Role::Closed => "given",
        Role::Conclusion => "conclusion",
    }
}

fn cited(program: &Program, rule: &Rule) -> Vec<String> {
    rule.citations.iter().map(|it| program.in_words(it)).collect()
}

/// Whether a text has all of some words, or the beginnings of words.
fn has(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.to_lowercase().split_whitespace().all(|it| text.contains(it))
}

fn harmless_lines(text: &str) -> String {
    text.lines().flat_map(|it| ["    ".to_owned(), harmless(it.trim()), "\n".to_owned()]).collect()
}

/// A list that is cut where it is long, or that there is nothing.
fn list(paper: &mut Paper, mut rows: Vec<(String, String)>, what: &str, words: &str) {
    let all = rows.len();
    if all == 0 {
        let with = if words.is_empty() { String::new() } else { format!(" with `{words}`") };
        return paper.say(&format!("There is no {what}{with}."));
    }
    rows.truncate(MANY);
    paper.table(&rows);
    more(paper, all);
}

fn more(paper: &mut Paper, all: usize) {
    if let Some(more @ 1..) = all.checked_sub(MANY) {
        paper.say(&format!("… and {more} more; narrow them down with words"));
    }
}

fn unknown<'k>(paper: &mut Paper, what: &str, name: &str, known: impl Iterator<Item = &'k str>) {
    let near = nearest(name, known);
    let meant = near.first().map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
    super::mistakes::because(paper, &format!("there is no {what} `{}`{meant}", harmless(name)));
}
