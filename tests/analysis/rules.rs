//! Random rule bases about one kind of thing, and random edits of them.

/// A source of random numbers (splitmix64): the same seed gives the same numbers.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((it ^ (it >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(crate) fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// A rule or an exception.
#[derive(Clone)]
pub(crate) struct Rule {
    pub(crate) label: String,
    pub(crate) exception_to: Option<usize>,
    source: usize,
    /// A phrase, and whether it is concluded or denied.
    conclusion: Option<(String, bool)>,
    pub(crate) conditions: Vec<String>,
    overrides: Option<usize>,
}

impl Rule {
    /// Whether it concludes what is also an input.
    pub(crate) fn concludes_an_input(&self) -> bool {
        self.conclusion.as_ref().is_some_and(|it| it.0 == "is heavy")
    }
}

/// What can be concluded: three conclusions, and an input.
const CONCLUDED: [&str; 4] = ["is good", "is fine", "is bad", "is heavy"];

/// A random rule base.
pub(crate) fn random(random: &mut Random) -> Vec<Rule> {
    let count = 3 + random.below(5);
    let mut rules: Vec<Rule> = Vec::new();
    for at in 0..count {
        let exception_to = (at > 0 && random.one_in(3)).then(|| random.below(at));
        rules.push(rule(random, at, exception_to));
    }
    rules
}

fn rule(random: &mut Random, at: usize, exception_to: Option<usize>) -> Rule {
    let concludes = exception_to.is_none() || random.one_in(3);
    let phrase = CONCLUDED[random.below(CONCLUDED.len())].to_owned();
    let conclusion = concludes.then(|| (phrase, !random.one_in(3)));
    let few = usize::from(exception_to.is_some());
    let conditions = (0..few + random.below(3)).map(|_| condition(random)).collect();
    let overrides = (at > 0 && random.one_in(6)).then(|| random.below(at));
    Rule {
        label: format!("r{at}"),
        exception_to,
        source: random.below(3),
        conclusion,
        conditions,
        overrides,
    }
}

fn condition(random: &mut Random) -> String {
    let simple = |random: &mut Random| match random.below(9) {
        0 => "the thing is old".to_owned(),
        1 => "the thing is new".to_owned(),
        2 => "the thing is a red thing".to_owned(),
        3 => "the thing is heavy".to_owned(),
        4 => "the thing is good".to_owned(),
        5 => "the thing is fine".to_owned(),
        6 => "the thing is bad".to_owned(),
        7 => format!("the size of the thing is at least {}", 1 + random.below(3)),
        _ => format!("the size of the thing is less than {}", 1 + random.below(3)),
    };
    match random.below(6) {
        0 => format!("not ({})", simple(random)),
        1 => format!("({} or {})", simple(random), simple(random)),
        _ => simple(random),
    }
}

/// A rule base with something changed in it.
pub(crate) fn edited(rules: &[Rule], random: &mut Random) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    for _ in 0..=random.below(2) {
        let at = random.below(rules.len());
        match random.below(4) {
            0 if !rules[at].conditions.is_empty() && rules[at].exception_to.is_none() => {
                rules[at].conditions.pop();
            }
            1 => rules[at].conditions.push(condition(random)),
            2 => rules[at].source = random.below(3),
            _ => {
                let count = rules.len();
                let target = random.one_in(3).then(|| random.below(count));
                rules.push(rule(random, count, target));
            }
        }
    }
    rules
}

/// A rule base as text. Everything in it is in order, or it is not used.
pub(crate) fn text(rules: &[Rule]) -> String {
    let mut text =
        "source law\n  kind statute\nsource act\n  kind statute\nsource view\n  kind commentary\n\
        kind thing\nkind red thing is a thing\nkind blue thing is a thing\n\
        given {a thing} is old\ngiven {a thing} is new\n  otherwise no\ngiven {a thing} is heavy\n\
        given attribute the size of {a thing}: number\n\
        conclusion {a thing} is good\nconclusion {a thing} is fine\nconclusion {a thing} is bad\n"
            .to_owned();
    for rule in rules {
        text.push_str(&written(rule, rules));
    }
    text
}

fn written(rule: &Rule, rules: &[Rule]) -> String {
    let head = match rule.exception_to {
        Some(target) => format!("exception {} to {}", rule.label, rules[target].label),
        None => format!("rule {}", rule.label),
    };
    let source = ["law", "act", "view"][rule.source];
    let the = if rule.exception_to.is_some() { "the thing" } else { "a thing" };
    let concluded = rule.conclusion.as_ref().map(|(phrase, positive)| {
        let phrase = if *positive { phrase.clone() } else { phrase.replacen("is", "is not", 1) };
        format!("{the} {phrase}")
    });
    let conditions = rule.conditions.join(" and ");
    let body = match (concluded, conditions.is_empty()) {
        (Some(it), true) => it,
        (Some(it), false) => format!("{it} if {conditions}"),
        (None, _) => format!("if {conditions}"),
    };
    let overrides = rule.overrides.map(|it| format!("  overrides {}\n", rules[it].label));
    format!("{head} [{source}]\n  {body}.\n{}", overrides.unwrap_or_default())
}
