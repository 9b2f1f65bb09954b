//! Is what is called odd odd, and is nothing else?

use grounds::{
    analysis::findings::{Analysing, Findings, Oddity, findings},
    engine::Limits,
    session::Session,
};

use super::{
    cases,
    differences::{QUESTIONS, loaded},
    facts::{Facts, all},
    rules::{Random, Rule, random, text},
};

/// What all cases answer to all questions.
fn answers(session: &mut Session, facts: &[Facts]) -> Vec<String> {
    let mut answers = Vec::new();
    for question in QUESTIONS {
        answers.extend(facts.iter().map(|it| it.answer(session, question)));
    }
    answers
}

/// Whether these are the answers of all cases.
fn says_the_same(session: &mut Session, facts: &[Facts], answers: &[String]) -> bool {
    let mut all = QUESTIONS.iter().flat_map(|it| facts.iter().map(move |facts| (it, facts)));
    let mut known = answers.iter();
    all.all(|(question, facts)| known.next() == Some(&facts.answer(session, question)))
}

#[test]
fn findings_are_what_trying_all_cases_shows() {
    let how = Analysing { scope: None, as_of: None, limits: Limits::default() };
    let mut seen = [0; Oddity::ALL.len()];
    for seed in 0..cases(10) {
        let rules = random(&mut Random(seed));
        let Some(mut session) = loaded(&text(&rules)) else { continue };
        let facts = all(rules.iter().any(Rule::concludes_an_input));
        let found = findings(&mut session, how, |_, _| {});
        assert!(found.left_out.is_empty());
        for it in &found.listed {
            seen[Oddity::ALL.iter().position(|oddity| *oddity == it.oddity).unwrap()] += 1;
        }
        let context = format!("{seed}\n{}{:?}", text(&rules), found.listed);
        let whole = answers(&mut session, &facts);
        for question in QUESTIONS {
            let may_be: Vec<_> = facts.iter().map(|it| it.may_be(&mut session, question)).collect();
            of_phrase(question, &may_be, &found, &context);
        }
        assert_eq!(
            whole.iter().any(|it| it == "disputed"),
            has(&found, |it| it.starts_with("conflict:")),
            "{context}"
        );
        for at in 0..rules.len() {
            of_rule(&rules, at, &facts, &whole, &found);
        }
    }
    let kinds = seen.iter().filter(|it| **it > 0).count();
    assert!(kinds >= 4, "{seen:?}");
}

fn has(found: &Findings, is: impl Fn(&str) -> bool) -> bool {
    found.listed.iter().any(|it| is(&it.id))
}

fn of_phrase(question: &str, may_be: &[(bool, bool)], found: &Findings, context: &str) {
    let phrase = question.replace("is T1", "{a thing} is").replace('?', "");
    let circular = has(found, |it| it == format!("circular:{phrase}"));
    assert_eq!(may_be.iter().any(|it| it.1), circular, "{question} {context}");
    let never = has(found, |it| it == format!("never-established:{phrase}"));
    // An input is established by stating it.
    assert_eq!(may_be.iter().all(|it| !it.0), never, "{question} {context}");
}

/// What is left out makes no difference, or it does.
fn of_rule(rules: &[Rule], at: usize, facts: &[Facts], whole: &[String], found: &Findings) {
    let label = &rules[at].label;
    let context = format!("{label}\n{}{:?}", text(rules), found.listed);
    let idle = has(found, |it| {
        ["never-applies", "always-defeated", "never-bites"]
            .iter()
            .any(|kind| it == format!("{kind}:{label}"))
    });
    // With a rule its exceptions are gone, and what they conclude.
    let alone = rules.iter().all(|it| it.exception_to != Some(at));
    if alone && (idle || rules[at].exception_to.is_some()) {
        let mut without = rules.to_vec();
        let never = ["the thing is old", "not (the thing is old)"].map(str::to_owned);
        without[at].conditions.extend(never);
        let mut session = loaded(&text(&without)).unwrap();
        assert_eq!(says_the_same(&mut session, facts, whole), idle, "{context}");
    }
    if idle || rules[at].exception_to.is_some() && rules[at].conditions.len() < 2 {
        return;
    }
    for condition in 0..rules[at].conditions.len() {
        let mut without = rules.to_vec();
        without[at].conditions.remove(condition);
        let mut session = loaded(&text(&without)).unwrap();
        let said = has(found, |it| it == format!("redundant:{label}:{}", condition + 1));
        assert_eq!(says_the_same(&mut session, facts, whole), said, "{} {context}", condition + 1);
    }
}
