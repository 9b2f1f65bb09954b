//! What would be asked? The whole questionnaire as a tree.

use crate::session::interview::{Branch, Interview, Plan};

use super::{
    super::{Exit, error::Error, io::Io},
    Consultation,
};

/// How many questions are printed where nobody says otherwise.
pub(super) const QUESTIONS: &str = "200";

/// Prints the plan.
pub(super) fn run(
    consultation: &Consultation<'_>,
    interview: &Interview,
    most: usize,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    let plans = match interview.plan(&consultation.loaded.session, &consultation.options, most) {
        Ok(it) => it,
        Err(limit) => return Ok(consultation.refused(interview, limit, io)),
    };
    let mut lines = vec![interview.query.sentence.clone()];
    if plans.is_empty() {
        lines.push("  nothing has to be asked".to_owned());
    }
    for (name, plan) in &plans {
        // How long it takes stands above what may be long.
        let words: Vec<String> = name.iter().cloned().chain(length(plan)).collect();
        if !words.is_empty() {
            lines.push(format!("  {}", words.join(": ")));
            lines.push(String::new());
        }
        draw(plan, "  ", &mut lines);
        if name.is_some() {
            lines.push(String::new());
        }
    }
    if plans.iter().any(|it| is_cut(&it.1)) {
        let more = most.saturating_mul(10).max(10);
        lines.push(format!("… the rest is left out; --plan={more} prints more questions"));
    }
    io.print(&format!("{}\n", lines.join("\n").trim_end()))?;
    Ok(Exit::Done)
}

/// How long it takes: `1.8 on average, at most 3 questions`.
fn length(plan: &Plan) -> Option<String> {
    let Plan::Ask { expected, at_most, .. } = plan else { return None };
    let most = if *at_most == 1 { "question" } else { "questions" };
    Some(format!("{expected:.1} on average, at most {at_most} {most}"))
}

fn is_cut(plan: &Plan) -> bool {
    match plan {
        Plan::Settled(_) => false,
        Plan::CutOff => true,
        Plan::Ask { branches, .. } => branches.iter().any(|it| is_cut(&it.then)),
    }
}

fn draw(plan: &Plan, indent: &str, lines: &mut Vec<String>) {
    match plan {
        Plan::Settled(words) => lines.push(format!("{indent}{words}")),
        Plan::CutOff => lines.push(format!("{indent}…")),
        Plan::Ask { ask, branches, .. } => {
            lines.push(format!("{indent}{ask}"));
            for (at, Branch { reply, then }) in branches.iter().enumerate() {
                let last = at + 1 == branches.len();
                let (mark, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
                match then {
                    Plan::Settled(words) => lines.push(format!("{indent}{mark}{reply}: {words}")),
                    Plan::CutOff => lines.push(format!("{indent}{mark}{reply}: …")),
                    Plan::Ask { .. } => {
                        lines.push(format!("{indent}{mark}{reply}:"));
                        draw(then, &format!("{indent}{below}  "), lines);
                    }
                }
            }
        }
    }
}
