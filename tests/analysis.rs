//! Is what the rules say of themselves so? Random rule bases, compared case by case with what the analysis says of all cases.
//!
//! More cases: `ANALYSIS_CASES=1000 cargo test --release --test analysis`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "analysis/differences.rs"]
mod differences;
#[path = "analysis/facts.rs"]
mod facts;
#[path = "analysis/findings.rs"]
mod findings;
#[path = "analysis/rules.rs"]
mod rules;

/// How many random rule bases are tried.
fn cases(usual: u64) -> u64 {
    std::env::var("ANALYSIS_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(usual)
}
