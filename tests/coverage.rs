//! Does coverage say what is so? Random rule bases, of which every part is dropped and turned in the *text*, after which
//! every question is asked again; and how each part comes out is found by asking for it alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "coverage/asked.rs"]
mod asked;
#[path = "coverage/sentences.rs"]
mod sentences;
#[path = "coverage/values.rs"]
mod values;
#[expect(dead_code, reason = "other tests use all of it")]
#[path = "reference/random.rs"]
mod random;

use std::fs;

use grounds::{
    analysis::{
        coverage::{Baseline, Outcomes, Question, baseline, cover},
        mutate::{ChangeKind, Fate, Mutant, answers_otherwise, mutate},
    },
    explain::Explanation,
    session::{Options, Session},
};

use random::Random;
use sentences::{Base, Edit};

/// How many rule bases are tried.
const TRIALS: u64 = 30;

/// Rules with unknown dates that take long to sort out, too long to ask everything about each change of them.
const SLOW: [&str; 3] = [
    "months-after-two-unknown-dates-are-compared-exactly.rules",
    "two-deadlines-after-one-unknown-date-are-thresholds.rules",
    "two-unknown-values-are-compared.rules",
];

pub(crate) fn load(text: &str) -> Session {
    let session = Session::load([("random.rules".to_owned(), text.to_owned())]);
    assert!(session.is_usable(), "{text}\n{:#?}", session.diagnostics);
    session
}

fn questions(session: &Session) -> Vec<Question<'_>> {
    let of = |it| Question::of(&session.program, it, |_| true);
    session.cases.iter().flat_map(of).collect()
}

/// The answers to all questions, and whether each `expect` line holds.
fn answers(session: &Session) -> Vec<(Explanation, Option<bool>)> {
    let options = Options::default();
    let answer = |it: &Question<'_>| {
        let answer = session.answer(&it.case.scenario, &it.query, &options).unwrap();
        let holds =
            it.expectation.map(|it| session.holds(&session.cases[0], it, &options).unwrap());
        (answer, holds)
    };
    questions(session).iter().map(answer).collect()
}

/// The place of the first question that is answered otherwise.
fn first_other(text: &str, before: &[(Explanation, Option<bool>)], by_expectation: bool) -> Fate {
    let after = answers(&load(text));
    let tells = |((one, held), (other, holds)): (&(Explanation, _), &(Explanation, _))| match held {
        Some(_) if by_expectation => held != holds,
        _ => !one.says_the_same_as(other),
    };
    let first = before.iter().zip(&after).position(tells);
    first.map_or(Fate::Survived, Fate::Noticed)
}

#[test]
fn what_decides_is_what_makes_a_difference_in_the_text() {
    let (mut decisive, mut idle) = (0, 0);
    for seed in 0..TRIALS {
        let base = Base::random(&mut Random(seed));
        let text = base.text();
        let session = load(&text);
        let coverage = cover(&session, &questions(&session), &Options::default(), &mut |_, _| {});
        let before = answers(&session);
        let drops = base.drops();
        assert_eq!(drops.len(), coverage.parts.all.len(), "{text}\n{:#?}", coverage.parts.all);
        for ((dropped, found), part) in drops.iter().zip(&coverage.decides).zip(&coverage.parts.all)
        {
            let expected = first_other(&dropped.text(), &before, false);
            assert_eq!(*found, expected, "seed {seed}: {part:?}\n{text}\n---\n{}", dropped.text());
            *(if expected == Fate::Survived { &mut idle } else { &mut decisive }) += 1;
        }
    }
    assert!(decisive > 50 && idle > 50, "{decisive} {idle}");
}

#[test]
fn what_is_noticed_is_what_cases_tell_of_the_changed_text() {
    let (mut noticed, mut survived) = (0, 0);
    for seed in 100..100 + TRIALS {
        let mut base = Base::random(&mut Random(seed));
        base.expect(&answers(&load(&base.text())));
        let text = base.text();
        let session = load(&text);
        let before = answers(&session);
        let found = mutate(&session, &questions(&session), &Options::default(), &mut |_, _| {});
        assert!(found.failing.is_empty() && found.unanswered.is_empty());
        let edits = base.edits();
        let kinds: Vec<ChangeKind> = found.tried.iter().map(|it| it.0.kind).collect();
        assert_eq!(edits.iter().map(|it| it.0).collect::<Vec<_>>(), kinds, "{text}");
        for ((_, edit), (change, fate)) in edits.iter().zip(&found.tried) {
            let Edit::Text(edited) = edit else { continue };
            let expected = first_other(edited, &before, true);
            assert_eq!(*fate, expected, "seed {seed}: {change:?}\n{text}\n---\n{edited}");
            *(if expected == Fate::Survived { &mut survived } else { &mut noticed }) += 1;
        }
    }
    assert!(noticed > 50 && survived > 50, "{noticed} {survived}");
}

#[test]
fn parts_come_out_as_they_do_when_asked_for_alone() {
    let mut seen = Outcomes::default();
    for seed in 200..200 + TRIALS {
        let base = Base::random(&mut Random(seed));
        let text = base.text();
        let mut session = load(&text);
        let found = cover(&session, &questions(&session), &Options::default(), &mut |_, _| {});
        let expected = asked::outcomes(&base, &mut session);
        for ((found, expected), part) in found.outcomes.iter().zip(&expected).zip(&found.parts.all)
        {
            assert_eq!(found, expected, "seed {seed}: {part:?}\n{text}");
            seen.yes += found.yes;
            seen.no += found.no;
            seen.open += found.open;
        }
    }
    assert!(seen.yes > 50 && seen.no > 50 && seen.open > 50, "{seen:?}");
}

/// The rules of the other tests, whatever they use of the language.
#[test]
fn questions_that_are_not_asked_again_would_notice_nothing() {
    let options = Options::default();
    insta::glob!("cases", "*/ok/*.rules", |path| {
        if SLOW.iter().any(|it| path.ends_with(it)) {
            return;
        }
        let mut session = load(&fs::read_to_string(path).unwrap());
        let own = session.clone();
        let questions = questions(&own);
        cover(&own, &questions, &options, &mut |_, _| {});
        let found = mutate(&own, &questions, &options, &mut |_, _| {});
        let able = |it: &usize| {
            !found.failing.contains(it) && !found.unanswered.iter().any(|other| other.0 == *it)
        };
        let asked: Vec<usize> = (0..questions.len()).filter(able).collect();
        let before: Vec<Option<Baseline>> =
            questions.iter().map(|it| baseline(&own, it, &options).ok()).collect();
        for (change, fate) in &found.tried {
            let (id, rule) = Mutant::of(&own.program, change).into_rule();
            let expected = session.trying(id, rule, |lab| {
                if !lab.program.is_sound_after(id) {
                    return Fate::Unsound;
                }
                let tells = |at: &&usize| {
                    let question = &questions[**at];
                    if let Some(it) = question.expectation {
                        return lab.holds(question.case, it, &options) != Ok(true);
                    }
                    let before = before[**at].as_ref().unwrap();
                    answers_otherwise(lab, question, before, &options)
                };
                asked.iter().find(tells).map_or(Fate::Survived, |it| Fate::Noticed(*it))
            });
            assert_eq!(*fate, expected, "{}: {change:?}", path.display());
        }
    });
}
