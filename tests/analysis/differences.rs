//! Do two versions differ exactly where it is said that they do?

use grounds::{
    analysis::differences::{Comparing, differences},
    engine::Limits,
    session::Session,
};

use super::{
    cases,
    facts::all,
    rules::{Random, Rule, edited, random, text},
};

pub(crate) const QUESTIONS: [&str; 4] =
    ["is T1 good?", "is T1 fine?", "is T1 bad?", "is T1 heavy?"];

pub(crate) fn loaded(text: &str) -> Option<Session> {
    let session = Session::load([("random.rules".to_owned(), text.to_owned())]);
    session.is_usable().then_some(session)
}

#[test]
fn patterns_are_all_cases_that_differ_and_no_others() {
    let how = Comparing {
        scope: None,
        as_of: None,
        all_days: false,
        limits: Limits::default(),
        listed: 10_000,
    };
    let (mut compared, mut differing, mut shown) = (0, 0, 0);
    for seed in 0..cases(10) {
        let mut numbers = Random(seed);
        let before = random(&mut numbers);
        let after = edited(&before, &mut numbers);
        // Of an input that no rule concludes, every case states something.
        let by_rules = [&before, &after].iter().any(|it| it.iter().any(Rule::concludes_an_input));
        let (was, is) = (text(&before), text(&after));
        let (Some(mut old), Some(mut new)) = (loaded(&was), loaded(&is)) else { continue };
        let found = differences(&mut new, &mut old, how, |_, _| {}).unwrap();
        assert!(found.left_out.is_empty(), "{:?}", found.left_out);
        for question in QUESTIONS {
            let said = found.questions.iter().find(|it| it.question == question);
            let changes = said.map_or(&[][..], |it| &it.changes);
            for facts in all(by_rules) {
                let answers = [facts.answer(&mut old, question), facts.answer(&mut new, question)];
                let met: Vec<_> = changes
                    .iter()
                    .filter(|it| it.patterns.iter().any(|it| facts.meet(&it.pattern.conditions)))
                    .map(|it| [it.old.clone(), it.new.clone()])
                    .collect();
                let expected = if answers[0] == answers[1] { Vec::new() } else { vec![answers] };
                let context = format!("{seed}: {question} {facts:?}\n{was}\n---\n{is}");
                assert_eq!(met, expected, "{context}");
                compared += 1;
                differing += expected.len();
            }
            for pattern in changes.iter().flat_map(|it| &it.patterns) {
                assert!(
                    pattern.case.is_some(),
                    "{seed}: {question} {:?}\n{was}\n---\n{is}",
                    pattern.pattern
                );
                shown += 1;
            }
            for change in changes {
                assert_eq!(change.count, change.patterns.len().into());
            }
        }
    }
    assert!(differing > 0 && shown > 5, "{differing} of {compared}, {shown}");
}
