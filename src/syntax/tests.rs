//! Does the syntax room read what the language allows, and say what is wrong with the rest?

mod mistakes;
mod print;
mod random;
mod shape;

use crate::{
    source::{FileId, Sources, Span},
    syntax::{self, ast},
};

const RULES: &str = include_str!("tests/sample.rules");
const CASES: &str = include_str!("tests/sample.case");
const WITHDRAWAL: &str = include_str!("tests/withdrawal.rules");
const WITHDRAWAL_CASES: &str = include_str!("tests/withdrawal.case");
const SAMPLES: [&str; 4] = [RULES, CASES, WITHDRAWAL, WITHDRAWAL_CASES];

/// A file to speak of.
fn file() -> FileId {
    Sources::default().add("test", "")
}

/// The items of a text without mistakes.
fn items(text: &str) -> Vec<ast::ItemKind> {
    let (document, errors) = syntax::parse(file(), text);
    assert_eq!(errors, [], "{text}");
    document.items.into_iter().map(|it| it.kind).collect()
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.range()]
}

fn rules(text: &str) -> Vec<ast::Rule> {
    items(text)
        .into_iter()
        .filter_map(|it| if let ast::ItemKind::Rule(it) = it { Some(it) } else { None })
        .collect()
}

fn cases(text: &str) -> Vec<ast::Case> {
    items(text)
        .into_iter()
        .filter_map(|it| if let ast::ItemKind::Case(it) = it { Some(it) } else { None })
        .collect()
}

fn words(texts: &[ast::Text]) -> Vec<&str> {
    texts.iter().map(|it| it.text.as_str()).collect()
}

#[test]
fn the_samples_are_read_whole() {
    assert_eq!(items(RULES).len(), 31);
    assert_eq!(items(CASES).len(), 2);
    assert_eq!(items(WITHDRAWAL).len(), 35);
    assert_eq!(items(WITHDRAWAL_CASES).len(), 5);
}

#[test]
fn items_keep_their_documentation_and_their_place() {
    let (document, _) = syntax::parse(file(), RULES);
    let last = &document.items[document.items.len() - 1];
    assert_eq!(last.doc, ["Whether it is", "a matter of politics."]);
    assert!(slice(RULES, last.span).starts_with("rule several"));
    assert!(slice(RULES, last.span).ends_with("is Chad)."));
}

#[test]
fn a_rule_has_its_clauses_in_any_order() {
    let rules = rules(RULES);
    let rule = &rules[rules.len() - 1];
    assert_eq!(rule.label.text, "several");
    let cited: Vec<_> =
        rule.citations.iter().map(|it| (it.source.text.as_str(), it.pinpoint.as_str())).collect();
    assert_eq!(cited, [("directive", "Art. 9(1)(a)"), ("article", "Approval process")]);
    assert_eq!(words(&rule.overrides), ["central-vetting"]);
    assert_eq!(words(&rule.replaces), ["no-vetting/2"]);
    assert_eq!(words(&rule.notes), ["written in haste # not a comment"]);
    assert_eq!(rule.basis.as_ref().map(|it| it.text.as_str()), Some("secondary"));
    assert_eq!(rule.in_force.until.map(|it| it.date.to_string()).as_deref(), Some("2030-01-01"));
    let reading = rule.reading.as_ref().map(|it| (it.0.text.as_str(), it.1.text.as_str()));
    assert_eq!(reading, Some(("narrow", "predominance")));
    assert_eq!(rule.sentences.len(), 2);
}

#[test]
fn sources_outlines_and_omissions() {
    let items = items(RULES);
    let source = items
        .iter()
        .rev()
        .find_map(|it| if let ast::ItemKind::Source(it) = it { Some(it) } else { None });
    let source = source.map(|it| {
        let url = it.url.as_ref().map(|it| it.text.as_str());
        (url, it.in_force.until.map(|it| it.date.to_string()), words(&it.outranks))
    });
    let url = "https://eur-lex.europa.eu/eli/dir/2011/83/oj#art_9";
    assert_eq!(
        source,
        Some((Some(url), Some("2099-12-31".to_owned()), vec!["article", "statute"]))
    );
    let outline = items
        .iter()
        .find_map(|it| if let ast::ItemKind::Outline(it) = it { Some(it) } else { None });
    let provisions: Vec<_> = outline.into_iter().flat_map(|it| &it.provisions).collect();
    let shown: Vec<_> = provisions
        .iter()
        .map(|it| (it.0.text.as_str(), it.1.as_ref().map(|it| it.text.as_str())))
        .collect();
    let expected = [
        ("Approval process", None),
        ("Art. 83(1)(a)", Some("penalty thresholds")),
        ("Annex 1) a)", Some("model instructions")),
    ];
    assert_eq!(shown, expected);
    assert_eq!(slice(RULES, provisions[1].0.span), "Art. 83(1)(a)");
    let omit =
        items.iter().find_map(|it| if let ast::ItemKind::Omit(it) = it { Some(it) } else { None });
    assert_eq!(
        omit.map(|it| (it.citations.len(), it.reason.text.as_str())),
        Some((2, "not about data"))
    );
}

#[test]
fn kinds_and_names() {
    let items = items(
        "kind red notice is a notice, plural red  notices\nname the General Secretariat is an old body, also \"GS\",\n  also “Secretariat”\n",
    );
    let [ast::ItemKind::Kind(kind), ast::ItemKind::Name(name)] = items.as_slice() else {
        unreachable!("{items:?}")
    };
    let texts = |it: &Option<ast::Text>| it.as_ref().map(|it| it.text.clone());
    assert_eq!(kind.name.text, "red notice");
    assert_eq!(texts(&kind.parent).as_deref(), Some("notice"));
    assert_eq!(texts(&kind.plural).as_deref(), Some("red notices"));
    assert_eq!(
        (name.name.text.as_str(), name.the, name.kind.text.as_str()),
        ("General Secretariat", true, "old body")
    );
    assert_eq!(words(&name.also), ["GS", "Secretariat"]);
}

#[test]
fn phrases_have_slots_with_labels() {
    let text = "given {a country: sender} sent {an old notice} to {recipient}\n  asked did {sender} send?\n";
    let items = items(text);
    let [ast::ItemKind::Phrase(phrase)] = items.as_slice() else { unreachable!("{items:?}") };
    let shown: Vec<String> = phrase.parts.iter().map(shown_part).collect();
    assert_eq!(shown, ["<country:sender>", "sent", "<old notice>", "to", "<recipient>"]);
    assert_eq!(slice(text, phrase.span), "{a country: sender} sent {an old notice} to {recipient}");
    assert_eq!(phrase.forms[0].parts.len(), 3);
    assert_eq!(phrase.forms[0].kind, ast::FormKind::Asked);
}

fn shown_part(part: &ast::PhrasePart) -> String {
    match part {
        ast::PhrasePart::Word(it) => it.text.clone(),
        ast::PhrasePart::Slot { kind, label: Some(label), .. } => {
            format!("<{}:{}>", kind.text, label.text)
        }
        ast::PhrasePart::Slot { kind, .. } => format!("<{}>", kind.text),
    }
}

#[test]
fn a_case_has_statements_questions_and_expectations() {
    let cases = cases(CASES);
    let case = &cases[0];
    assert_eq!(
        case.title.as_ref().map(|it| it.text.as_str()),
        Some("Stopped at a border on a diffusion")
    );
    assert_eq!(case.as_of.map(|it| it.date.to_string()).as_deref(), Some("2026-03-02"));
    assert_eq!(case.consider.as_ref().map(|it| it.text.as_str()), Some("D1"));
    assert_eq!(
        case.statements.iter().map(|it| it.unknown).collect::<Vec<_>>(),
        [false, false, false, false, true]
    );
    assert_eq!(case.questions.iter().filter(|it| it.expected.is_none()).count(), 1);
    let later = &cases[1];
    assert_eq!(later.extends.as_ref().map(|it| it.text.as_str()), Some("airport-stop"));
    assert_eq!(later.statements.len(), 4);
    let expected = later.questions[1].expected.as_deref().unwrap_or_default();
    let shown: Vec<_> = expected.iter().map(|it| slice(CASES, it.span)).collect();
    assert_eq!(shown, ["2026-03-16, if A", "5 days and Spain if B or C"]);
    assert_eq!(expected[1].values.len(), 2);
}

#[test]
fn a_question_has_its_qualifications() {
    let cases = cases(CASES);
    let question = &cases[1].questions[0].question;
    assert_eq!(question.suppositions.len(), 1);
    assert_eq!(question.as_of.map(|it| it.date.to_string()).as_deref(), Some("2026-03-02"));
    assert_eq!(words(&question.according_to), ["article"]);
    assert_eq!(words(&question.without), ["commentary"]);
    assert_eq!(question.readings.len(), 1);
    assert_eq!(question.intent, ast::Intent::WhyNot);
    assert_eq!(slice(CASES, question.body.span), "is D1 vetted");
}

#[test]
fn questions_of_every_kind_are_read() {
    let questions = [
        "is D1 vetted by the General Secretariat?",
        "which country A sent a diffusion to which country B?",
        "what is the number of countries such that (D1 was sent to the country)?",
        "is the price of Shoes between 50 and 100?",
        "As of 2016-01-01, according to the article, without commentary, can this be challenged at the CCF?",
        "on the narrow reading of predominance, suppose D1 is old. is D1 not vetted?",
        "why not (D1 is vetted or D1 is old)?",
        "the sum of the amount of the income over every income such that (A and B) is 3?",
    ];
    for question in questions {
        assert_eq!(syntax::parse_question(file(), question).err(), None, "{question}");
    }
}

#[test]
fn free_texts_may_lack_their_last_mark() {
    let question =
        |text| syntax::parse_question(file(), text).map(|it| (it.intent, it.suppositions.len()));
    assert_eq!(question("  can D1 be challenged at the CCF \n"), Ok((ast::Intent::Answer, 0)));
    assert_eq!(
        question("suppose A. suppose B. What would change whether C?"),
        Ok((ast::Intent::WouldChange, 2))
    );
    assert_eq!(question("what follows about D1?"), Ok((ast::Intent::Follows, 0)));
    assert!(question("").is_err());
    assert_eq!(
        syntax::parse_statements(file(), "D1 is old. it is unknown whether D2 is old")
            .map(|it| it.len()),
        Ok(2)
    );
    assert_eq!(
        syntax::parse_statements(file(), "D1 is old? D2, old.").map_err(|it| it.len()),
        Err(2)
    );
    assert!(syntax::parse_condition(file(), "A and (B or C)").is_ok());
    assert!(syntax::parse_condition(file(), "A and").is_err());
}

#[test]
fn odd_characters_are_read() {
    let text = "\u{FEFF}case x\r\n\tD1\u{A0}is \u{2003}the parties’ État de l’Île नमस्ते 東京-1.\r\n\u{A0} D2 is “a. b”.\r\n";
    let cases = cases(text);
    assert_eq!(
        shape::of(&cases[0].statements[0].body),
        "D1 is the parties’ État de l’Île नमस्ते 東京-1"
    );
    assert_eq!(shape::of(&cases[0].statements[1].body), "D2 is \"a. b\"");
    assert_eq!(items("").len() + items("\n\n").len() + items("# only a comment").len(), 0);
}

#[test]
fn a_mistake_hides_no_other() {
    let text = "rule x [s Art. 1]\n  basis\n  a is b, c.\n  a is b.\n  overrides\nrule y\n  a.\n";
    let (document, errors) = syntax::parse(file(), text);
    let codes: Vec<&str> = errors.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["syntax/unexpected", "syntax/stray-comma", "syntax/unexpected"]);
    let kept: Vec<usize> = document
        .items
        .iter()
        .map(|it| if let ast::ItemKind::Rule(it) = &it.kind { it.sentences.len() } else { 0 })
        .collect();
    assert_eq!(kept, [1, 1]);
}
