//! Which message does each mistake get? Each row: the code, the words underlined, the text.

use crate::syntax::{
    self,
    tests::{file, slice},
};

const ROWS: &[(&str, &str, &str)] = &[
    ("unknown-item", "rul", "rul late\n  a.\n"),
    ("unknown-item", "definition", "kind x\n\ndefinition of x\n  a.\n"),
    ("not-indented", "if", "rule x\n  a\nif b.\n"),
    ("not-indented", "D1", "case x\nD1 is b.\n"),
    ("outside-item", "a is b.", "  a is b.\n  c.\n"),
    ("table-not-read", "table", "table t\n  x\n"),
    ("unknown-clause", "author", "source x\n  author \"A\"\n"),
    ("unknown-clause", "overides", "rule x\n  overides y\n  a.\n"),
    ("unknown-clause", "comment", "rule x\n  comment \"y\"\n  a.\n"),
    ("duplicate-clause", "decision", "source x\n  kind statute\n  kind decision\n"),
    ("duplicate-clause", "x", "case a extends b extends x\n"),
    ("rule-without-sentence", "x", "rule x\n  basis quoted\n"),
    ("missing-reason", "", "omit [x Art. 3]\n"),
    ("attribute-without-value", "", "given attribute the age of {a person}\n"),
    ("value-without-attribute", ":", "given the age of {a person}: number\n"),
    ("missing-stop", "", "rule x\n  a\n  if b\n"),
    ("missing-stop", "", "rule x\n  a if b\n  overrides y\n"),
    ("missing-stop", "", "case x\n  D1 is b\n  expect is D1 b? yes\n"),
    ("unclosed-quote", "\"", "source x\n  title \"abc\n"),
    ("unclosed-quote", "“", "case x\n  a is “b\".\n"),
    ("unclosed-bracket", "(", "rule x\n  a if (b and c.\n"),
    ("unclosed-bracket", "[", "rule x [s Art. 3\n  a.\n"),
    ("unclosed-bracket", "{", "given {a person is here\n"),
    ("stray-bracket", ")", "rule x\n  a if b).\n"),
    ("stray-stop", ".", "given {a person} is here.\n"),
    ("stray-stop", ".", "rule x\n  a if b.c.\n"),
    ("stray-question-mark", "?", "case x\n  is D1 b?\n"),
    ("stray-comma", ",", "rule x\n  a if b, c.\n"),
    ("stray-colon", ":", "rule x\n  a if b: c.\n"),
    ("stray-mark", "€", "rule x\n  a if b is €5.\n"),
    ("stray-mark", "\u{AD}", "rule x\n  a if be\u{AD}tween.\n"),
    ("not-a-word", "30-day", "rule x\n  a if b is a 30-day period.\n"),
    ("not-a-word", "2026-3-2", "case x\n  as of 2026-3-2\n"),
    ("mixed-and-or", "or", "rule x\n  a if b and c or d.\n"),
    ("second-if", "if", "rule x\n  a if b\n  if c.\n"),
    ("if-behind-unless", "if", "rule x\n  a unless b if c.\n"),
    ("iff", "iff", "rule x\n  a iff b.\n"),
    ("no-conclusion", "if", "rule x\n  if a.\n"),
    ("joined-conclusions", "and", "rule x\n  a and b if c.\n"),
    ("stray-list", "(b; c)", "rule x\n  a if (b; c).\n"),
    ("for-every", "for every x b", "rule x\n  a if for every x b.\n"),
    ("for-every", "for every x", "rule x\n  a if for every x: b.\n"),
    ("no-such-date", "31 February 2026", "case x\n  as of 31 February 2026\n"),
    ("no-such-date", "2025-02-29", "case x\n  a is 2025-02-29.\n"),
    ("no-such-date", "31 April 2026", "case x\n  a is 31 April 2026.\n"),
    ("condition-in-case", "if", "case x\n  a if b.\n"),
    ("open-statement", "a or b", "case x\n  a or b.\n"),
    ("missing-question-mark", "", "case x\n  ask is D1 b\n"),
    ("missing-comma", "is", "case x\n  ask as of 2026-03-02 is D1 b?\n"),
    ("expect-without-answer", "", "case x\n  expect is D1 b?\n"),
    ("reserved-word", "and", "name Bosnia and Herzegovina is a country\n"),
    ("unexpected", "", "exception x three\n  if a.\n"),
    ("spaced-label", "late fee", "rule late fee [act s. 1]\n  a is b.\n"),
    ("bracketed-conclusion", "(a is b)", "rule x\n  not (a is b) if c is d.\n"),
    ("unexpected", "and", "rule x\n  a if and b.\n"),
];

#[test]
fn each_mistake_has_its_message() {
    for (code, underlined, text) in ROWS {
        let (_, errors) = syntax::parse(file(), text);
        let found: Vec<_> =
            errors.iter().map(|it| (it.code, it.primary().map(|it| slice(text, it)))).collect();
        assert_eq!(found, [(format!("syntax/{code}").as_str(), Some(*underlined))], "{text}");
    }
}

#[test]
fn a_missing_stop_is_behind_the_last_word() {
    let text = "rule x\n  a\n  if b   # so\n";
    let (document, errors) = syntax::parse(file(), text);
    assert_eq!(errors[0].primary().map(|it| it.start as usize), text.find("   # so"));
    assert_eq!(document.items.len(), 1);
}

#[test]
fn brackets_nest_a_hundred_deep_and_no_deeper() {
    let nested = |deep: usize| format!("{}a{}", "(".repeat(deep), ")".repeat(deep));
    assert!(syntax::parse_condition(file(), &nested(100)).is_ok());
    for deep in [101, 10_000] {
        let errors = syntax::parse_condition(file(), &nested(deep)).err().unwrap_or_default();
        assert_eq!(errors.iter().map(|it| it.code).collect::<Vec<_>>(), ["syntax/too-deep"]);
    }
    let within =
        format!("{}b{}", "all of (for every x such that (a): (".repeat(50), "))".repeat(50));
    assert!(syntax::parse_condition(file(), &within).is_ok());
}

#[test]
fn long_rows_of_anything_end() {
    for unit in [
        "not ",
        "\"",
        "“",
        "‘",
        "[",
        "{",
        "between ",
        "for every x: ",
        "it is not the case that ",
        "a and ",
        "a. ",
        ";",
        "-",
    ] {
        let many = unit.repeat(10_000);
        let _ = syntax::parse(file(), &format!("rule x\n  a if {many} b.\n"));
        let _ = syntax::parse(file(), &format!("case x\n  expect {many}? {many}\n"));
        let _ = syntax::parse(file(), &format!("given {many}\nrule x {many}\n{many}\n"));
        let _ = syntax::parse_question(file(), &many);
        let _ = syntax::parse_statements(file(), &many);
    }
}

#[test]
fn the_remedy_for_mixed_connectives_is_shown_both_ways() {
    let rows = [
        ("a and b or c", "write `(a and b) or c` or `a and (b or c)`"),
        ("a or b or c and d", "write `(a or b or c) and d` or `a or b or (c and d)`"),
        ("a and b or c and d", "write `(a and b) or c …` or `a and (b or c) …`"),
    ];
    for (written, help) in rows {
        let errors = syntax::parse_condition(file(), written).err().unwrap_or_default();
        assert_eq!(errors.first().and_then(|it| it.help.as_deref()), Some(help), "{written}");
    }
}
