//! What would be asked? The whole questionnaire as a tree.

use crate::{
    explain::text::grouped,
    session::interview::{Branch, Interview, Plan},
};

use super::{
    super::{Exit, error::Error, io::Io},
    Consultation,
};

/// How many lines are printed.
const LINES: usize = 400;

/// Prints the plan.
pub(super) fn run(
    consultation: &Consultation<'_>,
    interview: &Interview,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    let plans = match interview.plan(&consultation.loaded.session, &consultation.options, LINES) {
        Ok(it) => it,
        Err(limit) => return Ok(consultation.refused(interview, limit, io)),
    };
    let mut lines = vec![interview.query.sentence.clone()];
    if plans.is_empty() {
        lines.push("  nothing has to be asked".to_owned());
    }
    for (name, plan) in &plans {
        if let Some(name) = name {
            lines.push(format!("  {name}"));
        }
        draw(plan, "  ", &mut lines);
        if let Plan::Ask { expected, at_most, .. } = plan {
            lines.push(String::new());
            let most = if *at_most == 1 { "question" } else { "questions" };
            lines.push(format!("  {expected:.1} on average, at most {at_most} {most}"));
        }
    }
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    if more > 0 {
        lines.push(format!("… and {} more lines", grouped(&more.into())));
    }
    lines.push(String::new());
    io.print(&lines.join("\n"))?;
    Ok(Exit::Done)
}

fn draw(plan: &Plan, indent: &str, lines: &mut Vec<String>) {
    if lines.len() > LINES {
        return;
    }
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
