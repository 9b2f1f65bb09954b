//! Is every side of a rule or declaration told that is otherwise, and is it called what it is?

use grounds::analysis::changes::{Changes, Detail, Texts, Versions};

const OLD: &str = r#"source act
  kind statute
  title "The Act"
source order
  kind regulation
kind guest
kind regular is a guest
kind room
name Attic is a room, also "Loft"

## Whether the bill is settled.
given {a guest} has paid
given {a guest} is noisy
  ask "Is {guest} noisy?"
given {a guest} has booked {a room}
given {a guest} knows {a guest: other}
conclusion {a guest} may stay
  negated {a guest} must leave
conclusion {a guest} may have {a room}

rule stay [act s. 1; order s. 2]
  a guest may stay if the guest has paid.
  a regular may stay unless the regular is noisy.
  basis primary
  note "As amended."

rule friends [order s. 3]
  a guest A may stay if A knows a guest B and B has paid.
  reading broad of closeness

rule narrow [order s. 3]
  a guest A may stay if A knows a guest B and B has paid and A has paid.
  reading narrow of closeness

rule noise [order s. 4]
  a guest must leave if the guest is noisy.
  in force from 2020-01-01
  overrides friends

exception attic to noise [order s. 5]
  if the guest has booked the Attic.

rule rooms [act s. 6]
  a guest may have a room if the guest may stay and the guest has booked the room.
"#;

/// What differs, a line for each detail.
fn told(new: &str) -> String {
    let texts =
        |it: &str| Texts { rules: vec![("test".to_owned(), it.to_owned())], cases: Vec::new() };
    let versions = Versions::load(texts(OLD), texts(new)).map_err(|it| it.mistakes).unwrap();
    let changes = Changes::between(&versions);
    let detail = |it: &Detail| {
        let side = |it: &Option<String>| it.clone().unwrap_or_else(|| "–".to_owned());
        format!("{}: {} → {}", it.aspect.name(), side(&it.old), side(&it.new))
    };
    let lines = |name: String, details: &[Detail]| -> Vec<String> {
        let all = details.iter().map(|it| format!("{name}, {}", detail(it)));
        if details.is_empty() { vec![name] } else { all.collect() }
    };
    let rules = changes.rules.iter().flat_map(|it| {
        let was = it.was.as_ref().map(|it| format!(" before {it}")).unwrap_or_default();
        lines(format!("{} {}{was}", it.became.name(), it.label), &it.details)
    });
    let declared = changes.declared.iter().flat_map(|it| {
        lines(format!("{} {} {}", it.became.name(), it.what.name(), it.name), &it.details)
    });
    rules.chain(declared).collect::<Vec<_>>().join("\n")
}

/// A place of the old text, what stands there instead, and what is told then.
const EDITS: [(&str, &str, &str); 34] = [
    (
        "act s. 1; order s. 2",
        "order s. 2; act s. 1",
        "changed stay/1, rank: act → order\nchanged stay/2, rank: act → order",
    ),
    (
        "[act s. 6]",
        "[act s. 7]",
        "changed rooms, citation: act s. 6 → –\nchanged rooms, citation: – → act s. 7",
    ),
    (
        "basis primary",
        "basis quoted",
        "changed stay/1, basis: primary → quoted\nchanged stay/2, basis: primary → quoted",
    ),
    (
        "As amended.",
        "As enacted.",
        "changed stay/1, note: As amended. → –\nchanged stay/1, note: – → As enacted.\nchanged stay/2, note: As amended. → –\nchanged stay/2, note: – → As enacted.",
    ),
    (
        "stay if the guest has paid.",
        "stay if the guest has paid and the guest is not noisy.",
        "changed stay/1, condition: – → the guest is not noisy",
    ),
    (
        "unless the regular is noisy",
        "unless the regular has paid",
        "changed stay/2, condition: unless the regular is noisy → –\nchanged stay/2, condition: – → unless the regular has paid",
    ),
    ("unless the regular is noisy", "if the regular is not noisy", ""),
    (
        "a regular may stay unless the regular",
        "a guest may stay unless the guest",
        "changed stay/2, variable: regular → guest",
    ),
    (
        "a guest may stay if the guest has paid",
        "a guest must leave if the guest has paid",
        "changed stay/1, conclusion: a guest may stay → a guest must leave",
    ),
    (
        "A knows a guest B and B has paid.",
        "A knows a guest B and A has paid.",
        "changed friends, condition: B has paid → –\nchanged friends, condition: – → A has paid",
    ),
    (
        "A knows a guest B and B has paid.",
        "a guest B knows A and B has paid.",
        "changed friends, condition: A knows a guest B → –\nchanged friends, condition: – → a guest B knows A",
    ),
    (
        "reading broad of closeness",
        "reading wide of closeness",
        "changed friends, reading: broad of closeness → wide of closeness",
    ),
    ("  reading broad of closeness\n", "", "changed friends, reading: broad of closeness → –"),
    (
        "from 2020-01-01",
        "from 2021-01-01 until 2021-12-31",
        "changed noise, in force: from 2020-01-01 → from 2021-01-01 until 2021-12-31",
    ),
    ("  overrides friends\n", "", "changed noise, overrides: friends → –"),
    (
        "overrides friends",
        "overrides narrow",
        "changed noise, overrides: friends → –\nchanged noise, overrides: – → narrow",
    ),
    (
        "overrides friends",
        "overrides friends\n  replaces stay/2",
        "changed stay/2, in force: – → until 2019-12-31\nchanged noise, replaces: – → stay/2",
    ),
    ("attic to noise", "attic to rooms", "changed attic, exception to: noise → rooms"),
    ("the guest has booked the Attic", "the guest has booked the Loft", ""),
    ("exception attic", "exception loft", "renamed loft before attic"),
    ("rule rooms", "rule stay-2", "renamed stay-2 before rooms"),
    ("  a guest may stay if the guest has paid.\n", "", "removed stay/1"),
    ("  a regular may stay unless the regular is noisy.\n", "", "removed stay/2"),
    (
        "  kind statute\n",
        "  kind constitution\n",
        "changed source act, kind: statute → constitution",
    ),
    (
        "  title \"The Act\"\n",
        "  title \"The Act\"\n  outranks order\n",
        "changed source act, outranks: – → order",
    ),
    ("The Act", "The Old Act", "changed source act, title: The Act → The Old Act"),
    (
        "kind statute\n",
        "kind statute\n  in force from 2000-01-01\n",
        "changed stay/1, in force: – → from 2000-01-01\nchanged stay/2, in force: – → from 2000-01-01\nchanged rooms, in force: – → from 2000-01-01\nchanged source act, in force: – → from 2000-01-01",
    ),
    (
        "kind regular is a guest",
        "kind regular is a guest, plural regulars of the house",
        "changed kind regular, plural: – → regulars of the house",
    ),
    (", also \"Loft\"", ", also \"Loft\", also \"Top\"", "changed name Attic, also: – → Top"),
    ("name Attic is a room", "name Cellar is a room\nname Attic is a room", "added name Cellar"),
    (
        "given {a guest} is noisy",
        "given {a guest} is loud\ngiven {a guest} is noisy",
        "added phrase {a guest} is loud",
    ),
    (
        "{a guest} has paid\n",
        "{a guest} has paid\n  otherwise no\n",
        "changed phrase {a guest} has paid, role: given → given, otherwise no",
    ),
    (
        "Whether the bill is settled.",
        "Whether nothing is owed.",
        "changed phrase {a guest} has paid, description: Whether the bill is settled. → Whether nothing is owed.",
    ),
    (
        "Is {guest} noisy?",
        "Is {guest} loud?",
        "changed phrase {a guest} is noisy, ask: Is {guest} noisy? → Is {guest} loud?",
    ),
];

#[test]
fn every_side_is_told() {
    assert_eq!(told(OLD), "");
    let mut wrong = Vec::new();
    for (from, to, expected) in EDITS {
        assert!(OLD.contains(from), "{from}");
        let found = told(&OLD.replacen(from, to, 1));
        if found != expected {
            wrong.push(format!("{from} → {to}\n{found}\nexpected\n{expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_and_labels_may_change_places() {
    let (one, other) = (
        "  a guest may stay if the guest has paid.\n",
        "  a regular may stay unless the regular is noisy.\n",
    );
    assert_eq!(told(&OLD.replace(&format!("{one}{other}"), &format!("{other}{one}"))), "");
    let swapped = OLD
        .replace("rule rooms", "rule x")
        .replace("rule stay", "rule rooms")
        .replace("rule x", "rule stay");
    assert_eq!(
        told(&swapped),
        "renamed rooms/1 before stay/1\nrenamed rooms/2 before stay/2\nrenamed stay before rooms"
    );
}
