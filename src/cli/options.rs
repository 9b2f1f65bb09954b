//! Which options do several commands share?

use clap::ValueEnum;
use jiff::civil::Date;

use crate::{
    condition::DEFAULT_NODE_BUDGET,
    engine::{DEFAULT_STEPS, Limit, Limits},
    explain::text,
};

/// When colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Who reads the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON document on standard output
    Json,
}

/// How much is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Detail {
    /// The answer, the decisive rule and fact, and what is open
    Short,
    /// The answer and its reasons
    #[default]
    Normal,
    /// Everything, with how well each rule is known
    Full,
}

impl From<Detail> for text::Detail {
    fn from(detail: Detail) -> Self {
        match detail {
            Detail::Short => Self::Short,
            Detail::Normal => Self::Normal,
            Detail::Full => Self::Full,
        }
    }
}

/// How far the engine may go.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Bounds {
    /// How many parts the conditions of one answer may have together
    #[arg(long, value_name = "N", default_value_t = DEFAULT_NODE_BUDGET)]
    pub(super) nodes: usize,
    /// How many steps may be taken to find out which facts and rules matter to one answer
    #[arg(long, value_name = "N", default_value_t = DEFAULT_STEPS)]
    pub(super) steps: u64,
}

impl Bounds {
    /// As the engine takes them.
    pub(super) fn limits(self) -> Limits<'static> {
        Limits { nodes: self.nodes, steps: self.steps, ..Limits::default() }
    }

    /// Why there is no answer when a limit is reached: its code, the reason, and what to do.
    pub(super) fn reached(self, limit: Limit) -> (&'static str, String, &'static str) {
        match limit {
            Limit::Nodes => (
                "limit/nodes",
                format!("its conditions have more than {} parts", self.nodes),
                "raise the limit with `--nodes N`, or state more facts",
            ),
            Limit::Compared => (
                "limit/compared",
                "too many unknown values are compared with each other".to_owned(),
                "state some of these values, or ask about less at once",
            ),
            Limit::Steps => (
                "limit/steps",
                format!("it takes more than {} steps", self.steps),
                "ask about fewer things, or raise the limit with `--steps N`",
            ),
            Limit::Overflow => (
                "limit/overflow",
                "a value grows beyond what can be worked out".to_owned(),
                "look for a part of a day or month, or a very large number",
            ),
            Limit::Interrupted => {
                ("limit/interrupted", "somebody asked to stop".to_owned(), "ask again")
            }
        }
    }
}

/// Reads `2026-03-02`, and nothing else that might be a date.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let shape: String = text.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    match text.parse() {
        Ok(date) if shape == "0000-00-00" => Ok(date),
        _ => Err("a date is written like 2026-03-02".to_owned()),
    }
}
