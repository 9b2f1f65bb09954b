//! Which rule bases reckon with values? Generated ones, of any size, in the language itself.

use std::fmt::Write;

use crate::HEAD;

const ADA: &str = "case one\n  consider Ada\n  Ada is a person.\n";

/// Known values of `people` people: a sum, a share of it, and comparisons with both.
pub fn reckoned(people: usize) -> String {
    let mut text = format!(
        "{HEAD}\
given attribute the wage of {{a person}}: number
given attribute the rent of {{a person}}: number
given attribute the birthday of {{a person}}: date
conclusion attribute the income of {{a person}}: number
conclusion attribute the allowance of {{a person}}: number
conclusion attribute the end of youth of {{a person}}: date
conclusion {{a person}} is entitled
rule income [act Art. 1]
  the income of a person is the wage of the person plus the rent of the person.
rule allowance [act Art. 2]
  the allowance of a person is (the income of the person minus 50) divided by 3.
rule youth [act Art. 3]
  the end of youth of a person is the birthday of the person plus 18 years.
rule entitled [act Art. 4]
  a person is entitled
  if the allowance of the person is less than 400
  and the income of the person is at least 100
  and the end of youth of the person is on or before 1 March 2026.
case one
"
    );
    for at in 0..people {
        let (wage, rent) = (at * 37 % 1_500, at * 11 % 300);
        let (year, month, day) = (1980 + at % 40, at % 12 + 1, at % 28 + 1);
        let _ = writeln!(text, "  P{at} is a person.");
        let _ = writeln!(text, "  the wage of P{at} is {wage}.50.\n  the rent of P{at} is {rent}.");
        let _ = writeln!(text, "  the birthday of P{at} is {year}-{month:02}-{day:02}.");
    }
    text
}

/// An unknown value beside `count` thresholds: one rule for every other step.
pub fn thresholds(count: usize) -> String {
    let mut text = format!(
        "{HEAD}given attribute the wage of {{a person}}: number\nconclusion {{a person}} is entitled\n"
    );
    for at in 0..count / 2 {
        let (from, to) = (20 * at, 20 * at + 10);
        let _ = writeln!(
            text,
            "rule r{at} [act Art. {at}]\n  a person is entitled if the wage of the person is at least {from} and the wage of the person is less than {to}."
        );
    }
    text + ADA
}

/// At least half of `count` open inputs.
pub fn counted(count: usize) -> String {
    let mut text = format!(
        "{HEAD}kind payment
given {{a payment}} was made for {{a person}}
conclusion {{a person}} is entitled
rule half [act Art. 1]
  a person is entitled
  if the number of payments such that (the payment was made for the person) is at least {}.
{ADA}",
        count / 2
    );
    for at in 0..count {
        let _ = writeln!(text, "  Y{at} is a payment.");
    }
    text
}

/// A sum over `count` items, each of which is open; no two are the same.
pub fn summed(count: usize) -> String {
    let mut text = format!(
        "{HEAD}kind payment
given {{a payment}} was made for {{a person}}
given attribute the amount of {{a payment}}: number
conclusion {{a person}} is entitled
rule enough [act Art. 1]
  a person is entitled
  if the sum of the amount of the payment over every payment such that (the payment was made for the person) is at least {}.
{ADA}",
        count * (count + 1) / 4
    );
    for at in 0..count {
        let _ = writeln!(text, "  Y{at} is a payment.\n  the amount of Y{at} is {}.", at + 1);
    }
    text
}

/// An unknown value beside `count` other unknown ones, one after the other.
pub fn comparisons(count: usize) -> String {
    let mut text = format!("{HEAD}conclusion {{a person}} is entitled\n");
    for at in 0..=count {
        let _ = writeln!(text, "given attribute the limit{at} of {{a person}}: number");
    }
    let parts = (0..count).map(|at| {
        format!("the limit{at} of the person is at most the limit{} of the person", at + 1)
    });
    let parts: Vec<String> = parts.collect();
    let _ = writeln!(
        text,
        "rule order [act Art. 1]\n  a person is entitled\n  if {}.",
        parts.join("\n  and ")
    );
    text + ADA
}

/// An unknown day beside `count` deadlines, some months after it each.
pub fn deadlines(count: usize) -> String {
    let mut text = format!(
        "{HEAD}given attribute the birthday of {{a person}}: date\nconclusion {{a person}} is entitled\n"
    );
    for at in 0..count {
        let (months, year, month) = (at + 1, 2000 + 2 * (at % 50), at % 12 + 1);
        let _ = writeln!(
            text,
            "rule r{at} [act Art. {at}]\n  a person is entitled\n  if the birthday of the person plus {months} months is on or after {year}-{month:02}-28\n  and the birthday of the person is before {}-{month:02}-15.",
            year + 1
        );
    }
    text + ADA
}

/// A value that is one of `count`, each under a condition of its own.
pub fn many_values(count: usize) -> String {
    let mut text = format!("{HEAD}conclusion attribute the rate of {{a person}}: number\n");
    let _ = writeln!(text, "given attribute the wage of {{a person}}: number");
    for at in 0..count {
        let _ = writeln!(
            text,
            "rule r{at} [act Art. {at}]\n  the rate of a person is {at} if the wage of the person is at least {} and the wage of the person is less than {}.",
            10 * at,
            10 * at + 10
        );
    }
    text + ADA
}
