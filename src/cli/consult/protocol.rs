//! How does another program hold an interview? A line of JSON each way (`docs/json.md` describes the fields).

use serde_json::{Value, json};

use crate::{
    explain::json,
    session::interview::{Ask, Interview, Refused, Said, Takes, path_to},
};

use super::{
    super::{Exit, error::Error, io::Io, report},
    Consultation, line,
    talk::said,
};

/// Runs the interview.
pub(super) fn run(
    consultation: &mut Consultation<'_>,
    interview: &mut Interview,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    loop {
        let ask = match interview.next(&consultation.loaded.session, &consultation.options) {
            Ok(Some(ask)) => ask,
            Ok(None) => break,
            Err(limit) => return refused(consultation, limit, io),
        };
        tell(&json!({"ask": object(&ask, interview.replies.len() + 1)}), io)?;
        let Some(text) = line(io)? else { break };
        let reply = match serde_json::from_str::<Value>(&text) {
            Ok(Value::Object(object)) => object.get("reply").and_then(spoken),
            _ => None,
        };
        let Some(reply) = reply else {
            let message = "a line such as {\"reply\": \"yes\"} is wanted";
            tell(&json!({"error": {"message": message, "diagnostics": []}}), io)?;
            continue;
        };
        match reply.to_lowercase().as_str() {
            "stop" => break,
            "back" => {
                if !interview.back() {
                    let message = "this is the first question";
                    tell(&json!({"error": {"message": message, "diagnostics": []}}), io)?;
                }
            }
            "why" => match consultation.explanation(interview) {
                Ok(explanation) => {
                    let path = path_to(&explanation, &ask.entry);
                    let steps: Vec<Value> = path
                        .iter()
                        .map(|it| explanation.step(*it))
                        .map(|it| json!({"sentence": it.sentence, "citations": it.citations}))
                        .collect();
                    tell(&json!({"why": steps}), io)?;
                }
                Err(limit) => return refused(consultation, limit, io),
            },
            word => {
                let said = said(word).unwrap_or(Said::This(&reply));
                let (message, mistakes) =
                    match interview.reply(&mut consultation.loaded.session, &ask, said) {
                        Ok(()) => continue,
                        Err(Refused::Misfit(message)) => (message, Vec::new()),
                        Err(Refused::Mistakes(mistakes)) => {
                            let first = mistakes.first().map(|it| it.message.clone());
                            (first.unwrap_or_default(), mistakes)
                        }
                    };
                let sources = &consultation.loaded.session.sources;
                let objects: Vec<Value> =
                    mistakes.iter().map(|it| report::object(it, sources)).collect();
                tell(&json!({"error": {"message": message, "diagnostics": objects}}), io)?;
            }
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

fn refused(
    consultation: &Consultation<'_>,
    limit: crate::engine::Limit,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
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
        Takes::Value => ("value", Vec::new()),
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
