//! All that a case can state of one thing, as far as the random rules tell cases apart.

use grounds::{
    case::as_expected,
    explain::{Answered, Explanation, LiteralInWords},
    program::Scenario,
    session::{Options, Session},
    syntax,
};

/// What a case states of T1.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    kind: &'static str,
    old: bool,
    new: bool,
    /// Of what rules conclude, too, a case may also state nothing.
    heavy: Option<bool>,
    /// In halves.
    size: u32,
}

/// Every case about one thing in which everything is stated, or, if `by_rules`, all but what rules may conclude.
pub(crate) fn all(by_rules: bool) -> Vec<Facts> {
    let mut all = Vec::new();
    for kind in ["red", "blue", ""] {
        for bits in 0..4 {
            for heavy in [None, Some(true), Some(false)].into_iter().skip(usize::from(!by_rules)) {
                for size in [1, 2, 4, 6] {
                    let (old, new) = (bits & 1 == 1, bits & 2 == 2);
                    all.push(Facts { kind, old, new, heavy, size });
                }
            }
        }
    }
    all
}

impl Facts {
    fn statements(&self) -> String {
        let not = |it: bool| if it { "" } else { "not " };
        let kind = match self.kind {
            "" => "T1 is a thing. T1 is not a red thing. T1 is not a blue thing.".to_owned(),
            kind => format!("T1 is a {kind} thing."),
        };
        let heavy = self.heavy.map(|it| format!(" T1 is {}heavy.", not(it))).unwrap_or_default();
        let size = f64::from(self.size) / 2.0;
        format!(
            "{kind} T1 is {}old. T1 is {}new.{heavy} the size of T1 is {size}.",
            not(self.old),
            not(self.new)
        )
    }

    /// What a session answers to a question on these facts.
    pub(crate) fn answer(&self, session: &mut Session, question: &str) -> String {
        let words = as_expected(&self.explanation(session, question));
        words.split(':').next().unwrap().to_owned()
    }

    /// Whether the answer may be yes, and whether it may be circular, if what is open is settled in some way.
    pub(crate) fn may_be(&self, session: &mut Session, question: &str) -> (bool, bool) {
        match self.explanation(session, question).answer {
            Answered::YesNo(it) => {
                (!it.yes_if.listed.is_empty(), !it.circular_if.listed.is_empty())
            }
            Answered::Which(_) => (false, false),
        }
    }

    fn explanation(&self, session: &mut Session, question: &str) -> Explanation {
        let mut scenario = Scenario::default();
        let text = self.statements();
        let file = session.sources.add("facts", text.clone());
        for it in &syntax::parse_statements(file, &text).unwrap() {
            session.program.state(&mut scenario, it).unwrap();
        }
        let query = session.question(&scenario, "question", question).unwrap();
        session.answer(&scenario, &query, &Options::default()).unwrap()
    }

    /// Whether all that a pattern says is so, and stated.
    pub(crate) fn meet(&self, conditions: &[LiteralInWords]) -> bool {
        let stated = |it: &str| it != "T1 is heavy" || self.heavy.is_some();
        conditions.iter().all(|it| stated(&it.sentence) && self.says(&it.sentence) == it.holds)
    }

    fn says(&self, sentence: &str) -> bool {
        if let Some(rest) = sentence.strip_prefix("the size of T1 is ") {
            let (how, value) = rest.rsplit_once(' ').unwrap();
            let value = value.parse::<u32>().unwrap() * 2;
            return match how {
                "at least" => self.size >= value,
                "more than" => self.size > value,
                "less than" => self.size < value,
                "at most" => self.size <= value,
                other => unreachable!("{other}"),
            };
        }
        match sentence {
            "T1 is a red thing" => self.kind == "red",
            "T1 is a blue thing" => self.kind == "blue",
            "T1 is old" => self.old,
            "T1 is new" => self.new,
            "T1 is heavy" => self.heavy == Some(true),
            "it is stated whether T1 is heavy" => self.heavy.is_some(),
            other => unreachable!("{other}"),
        }
    }
}
