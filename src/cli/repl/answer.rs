//! How is an answer said? In a line or two, or with all its reasons.

use crate::{
    answer::Status,
    explain::{
        Answered, Conditions, Explanation, OpenEntry,
        text::{self, Detail, Form, brief},
    },
    session::conversation::{NoAnswer, changes::Change},
    source::Sources,
    syntax::ast::Intent,
};

use super::{
    super::options::Bounds,
    mistakes,
    paper::{Ink, Paper},
};

/// Says an answer without its reasons.
pub(super) fn short(paper: &mut Paper, explanation: &Explanation) {
    for it in &explanation.qualifiers {
        paper.say(&format!("Taken: {it}."));
    }
    match &explanation.answer {
        Answered::YesNo(conditions) => yes_no(paper, explanation, conditions),
        Answered::Which(_) => brief(explanation).iter().for_each(|it| paper.say(it)),
    }
    for it in explanation.contradicted.iter().chain(&explanation.law) {
        paper.say(&format!("Note: {it}."));
    }
}

fn yes_no(paper: &mut Paper, explanation: &Explanation, conditions: &Conditions) {
    let supposed = match explanation.suppositions.len() {
        0 => "",
        1 => ", under this supposition",
        _ => ", under these suppositions",
    };
    let (ink, words) = match conditions.status {
        Status::Yes => (Ink::Good, format!("Yes{supposed}.")),
        Status::No => (Ink::Bad, format!("No{supposed}.")),
        Status::Depends => return depends(paper, explanation, supposed),
        Status::Disputed => (
            Ink::Open,
            format!("Disputed{supposed}: rules in effect conclude both, and nothing ranks them."),
        ),
        Status::Circular => (Ink::Open, format!("Circular{supposed}: it rests on its own denial.")),
    };
    if paper.look.coloured {
        let words = paper.ink(ink, &words);
        paper.line(&words);
    } else {
        paper.say(&words);
    }
    if conditions.status == Status::Disputed {
        sides(paper, explanation);
    }
}

fn depends(paper: &mut Paper, explanation: &Explanation, supposed: &str) {
    if let [only] = explanation.open.as_slice() {
        paper.say(&format!("It depends on 1 open question{supposed}: {}", only.ask));
        return;
    }
    paper.say(&format!("It depends on {} open questions{supposed}.", explanation.open.len()));
    sides(paper, explanation);
}

/// Says when it is the one and when the other.
fn sides(paper: &mut Paper, explanation: &Explanation) {
    for it in brief(explanation) {
        paper.hung("  ", &it);
    }
}

/// Says an answer with its reasons.
pub(super) fn long(paper: &mut Paper, explanation: &Explanation, detail: Detail) {
    let form = Form { detail, width: paper.room(), coloured: paper.look.coloured };
    paper.lines(&text::render(explanation, form));
}

/// Says what is open.
pub(super) fn open(paper: &mut Paper, explanation: &Explanation) {
    if explanation.open.is_empty() {
        paper.say("Nothing is open.");
    }
    for it in &explanation.open {
        open_question(paper, it);
    }
}

fn open_question(paper: &mut Paper, open: &OpenEntry) {
    paper.say(&open.ask);
    if let Some(who) = &open.decided_by {
        paper.hung("    ", &format!("to be decided by {who}"));
    }
    if let Some(help) = &open.help {
        paper.hung("    ", help);
    }
}

/// Says an answer as it is wanted.
pub(super) fn wanted(
    paper: &mut Paper,
    (explanation, intent): &(Explanation, Intent),
    detail: Option<Detail>,
) {
    match (intent, detail) {
        (Intent::WouldDecide, _) => open(paper, explanation),
        (Intent::Why | Intent::WhyNot | Intent::WouldChange, None) => {
            long(paper, explanation, Detail::Normal);
        }
        (_, Some(detail)) => long(paper, explanation, detail),
        (_, None) => short(paper, explanation),
    }
}

/// Says why there is no answer.
pub(super) fn none(paper: &mut Paper, reason: &NoAnswer, sources: &Sources, bounds: Bounds) {
    match reason {
        NoAnswer::Mistakes(mistakes) => mistakes::typed(paper, mistakes, sources),
        NoAnswer::Limit(limit) => {
            let (_, reason, help) = bounds.reached(*limit);
            mistakes::because(paper, &format!("no answer: {reason}; {help}"));
        }
    }
}

/// Says which answers are others now.
pub(super) fn changes(paper: &mut Paper, changes: &[Change]) {
    for it in changes {
        paper.hung("~ ", &it.question);
        paper.hung("    ", &format!("{} → {}", it.before.join("; "), it.after.join("; ")));
        if !it.because.is_empty() {
            paper.hung("    ", &format!("since {}", it.because.join(", ")));
        }
    }
}
