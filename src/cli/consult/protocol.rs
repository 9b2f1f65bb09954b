//! How does another program hold an interview? A line of JSON each way (`docs/json.md` describes the fields).

use std::mem;

use serde_json::{Value, json};

use crate::{
    engine::Limit,
    explain::{Explanation, json},
    session::interview::{Ask, Interview, Refused, Said, Takes, path_to},
};

use super::{
    super::{Exit, error::Error, io::Io, report},
    Consultation, Next, line,
    talk::{HELP, Wish, wish},
};

/// Runs the interview.
pub(super) fn run(
    consultation: &mut Consultation<'_>,
    interview: &mut Interview,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    let mut replied = false;
    loop {
        let ask = match consultation.next(interview, mem::take(&mut replied))? {
            Next::Ask(ask) => ask,
            Next::Nothing => break,
            Next::TakenBack(limit) => {
                refused(consultation, limit, io)?;
                continue;
            }
            Next::Stuck(limit) => return refused(consultation, limit, io),
        };
        tell(&json!({"ask": object(&ask, interview.replies.len() + 1)}), io)?;
        let Some(text) = line(io)? else { break };
        let Some(reply) = reply_in(&text) else {
            complain("a line such as {\"reply\": \"yes\"} is wanted", io)?;
            continue;
        };
        match wish(&reply, &ask) {
            Wish::Stop => break,
            Wish::Back if interview.back() => {}
            Wish::Back => complain("this is the first question", io)?,
            Wish::Help => tell(&json!({"help": HELP}), io)?,
            Wish::Why => match consultation.explanation(interview) {
                Ok(explanation) => tell(&why(&explanation, &ask), io)?,
                Err(limit) => return refused(consultation, limit, io),
            },
            Wish::Say(said) => replied = take(consultation, interview, (&ask, said), io)?,
        }
    }
    match consultation.explanation(interview) {
        Ok(explanation) => {
            // Line ends stand between fields alone: those in texts are escaped.
            let answer = json::render(&explanation).replace('\n', "");
            io.print(&format!("{{\"answer\": {answer}}}\n"))?;
            Ok(Exit::Done)
        }
        Err(limit) => refused(consultation, limit, io),
    }
}

/// Takes a reply, or says what is wrong with it. Says whether it was taken.
fn take(
    consultation: &mut Consultation<'_>,
    interview: &mut Interview,
    (ask, said): (&Ask, Said<'_>),
    io: &mut Io<'_>,
) -> Result<bool, Error> {
    let session = &mut consultation.loaded.session;
    let mistakes = match interview.reply(session, ask, said) {
        Ok(taken) => {
            if let Some(new) = taken {
                tell(&json!({"note": new}), io)?;
            }
            return Ok(true);
        }
        Err(Refused::Misfit(message)) => {
            complain(&message, io)?;
            return Ok(false);
        }
        Err(Refused::Mistakes(mistakes)) => mistakes,
    };
    let objects: Vec<Value> =
        mistakes.iter().map(|it| report::object(it, &session.sources)).collect();
    let message = mistakes.first().map(|it| it.message.clone());
    tell(&json!({"error": {"message": message, "diagnostics": objects}}), io)?;
    Ok(false)
}

fn complain(message: &str, io: &mut Io<'_>) -> Result<(), Error> {
    tell(&json!({"error": {"message": message, "diagnostics": []}}), io)
}

/// The sentences and rules that lead down to a question.
fn why(explanation: &Explanation, ask: &Ask) -> Value {
    let path = path_to(explanation, &ask.entry);
    let steps = path.iter().map(|it| explanation.step(*it));
    let steps: Vec<Value> =
        steps.map(|it| json!({"sentence": it.sentence, "citations": it.citations})).collect();
    json!({"why": steps})
}

fn reply_in(text: &str) -> Option<String> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object.get("reply").and_then(spoken),
        _ => None,
    }
}

fn refused(consultation: &Consultation<'_>, limit: Limit, io: &mut Io<'_>) -> Result<Exit, Error> {
    let question = &consultation.loaded.query.sentence;
    let message = report::limit(question, limit, consultation.args.bounds);
    let object = report::object(&message, &consultation.loaded.session.sources);
    tell(&json!({"error": {"message": message.message, "diagnostics": [object]}}), io)?;
    Ok(Exit::Findings)
}

fn tell(value: &Value, io: &mut Io<'_>) -> Result<(), Error> {
    io.print(&format!("{value}\n"))?;
    io.flush()
}

/// A reply in words: yes and no may also be true and false, and numbers need no quotation marks.
fn spoken(reply: &Value) -> Option<String> {
    match reply {
        Value::String(it) => Some(it.clone()),
        Value::Bool(it) => Some(it.to_string()),
        Value::Number(it) => Some(it.to_string()),
        _ => None,
    }
}

fn object(ask: &Ask, number: usize) -> Value {
    let (takes, choices) = match &ask.takes {
        Takes::YesOrNo => ("yes or no", Vec::new()),
        Takes::Value | Takes::Text | Takes::Thing(_) => ("value", Vec::new()),
        Takes::Kind(kinds) => ("kind", kinds.iter().map(|it| it[0].clone()).collect()),
    };
    json!({
        "number": number,
        "sentence": ask.entry.sentence,
        "ask": ask.entry.ask,
        "help": ask.entry.help,
        "decided_by": ask.entry.decided_by,
        "takes": takes,
        "choices": choices,
        "expected": ask.expected,
        "at_most": ask.at_most,
    })
}
