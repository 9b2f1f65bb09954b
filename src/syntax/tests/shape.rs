//! How is a condition made up? Each row: what is written, and the tree that it is read as.

use crate::syntax::{self, ast, tests::file};

/// The tree of a condition on one line.
pub(super) fn of(condition: &ast::Condition) -> String {
    match &condition.kind {
        ast::ConditionKind::Sentence(it) => sentence(it),
        ast::ConditionKind::All(it) => format!("all[{}]", list(it)),
        ast::ConditionKind::Any(it) => format!("any[{}]", list(it)),
        ast::ConditionKind::Not(it) => format!("not[{}]", of(it)),
        ast::ConditionKind::ForEvery { subject, such_that, then } => {
            let such_that = such_that.as_ref().map_or(String::new(), |it| format!(" | {}", of(it)));
            format!("every[{}{such_that} : {}]", sentence(subject), of(then))
        }
    }
}

fn list(conditions: &[ast::Condition]) -> String {
    conditions.iter().map(of).collect::<Vec<_>>().join(", ")
}

fn sentence(sentence: &ast::Sentence) -> String {
    sentence.tokens.iter().map(token).collect::<Vec<_>>().join(" ")
}

fn token(token: &ast::Token) -> String {
    match &token.kind {
        ast::TokenKind::Word(it) => it.clone(),
        ast::TokenKind::Number(it) => format!("#{it}"),
        ast::TokenKind::Date(it) => format!("@{it}"),
        ast::TokenKind::Quoted(it) => format!("\"{it}\""),
        ast::TokenKind::Group(it) => format!("({})", of(it)),
    }
}

#[test]
fn conditions_are_read_as_meant() {
    let rows = [
        ("a is b", "a is b"),
        ("a and b and c", "all[a, b, c]"),
        ("a or b, or c", "any[a, b, c]"),
        ("(a or b) and c", "all[any[a, b], c]"),
        ("((a))", "a"),
        ("not a", "not[a]"),
        ("not not a", "a"),
        ("not (not (a or b))", "any[a, b]"),
        ("Not it is not the case that not a", "not[a]"),
        ("a is not b", "a is not b"),
        ("not (a and b) or c", "any[not[all[a, b]], c]"),
        ("all of (a; b or c; any of (d; e))", "all[a, any[b, c], any[d, e]]"),
        ("All of (a)", "all[a]"),
        ("not any of (a; b;)", "not[any[a, b]]"),
        ("all of the people agree", "all of the people agree"),
        (
            "x is between 3 and 4 and y is not between 1,000 and -2.5",
            "all[x is between #3 and #4, y is not between #1,000 and #-2.5]",
        ),
        (
            "x is on or before y and z is on or after 2026-03-02",
            "all[x is on or before y, z is on or after @2026-03-02]",
        ),
        ("(a plus 2 days) is before 2 March 2026", "(a plus #2 days) is before #2 March #2026"),
        ("the number of x such that (a and b) is 3", "the number of x such that (all[a, b]) is #3"),
        ("for every country A: (a or b)", "every[country A : any[a, b]]"),
        ("for every x such that (a): (b) and c", "all[every[x | a : b], c]"),
        (
            "not for every x such that (for every y: (a)): (not b)",
            "not[every[x | every[y : a] : not[b]]]",
        ),
        ("for every x: not (a and b)", "every[x : not[all[a, b]]]"),
        ("a is 'the'", ""),
        ("a is ‘the party’s choice’ and b", "all[a is \"the party’s choice\", b]"),
    ];
    for (written, expected) in rows {
        let read =
            syntax::parse_condition(file(), written).map_or_else(|_| String::new(), |it| of(&it));
        assert_eq!(read, expected, "{written}");
    }
}
