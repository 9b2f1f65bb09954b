//! How does an interview go with a person? A question, a prompt, a reply; messages where a reply does not fit.

use std::mem;

use crate::{
    explain::{
        Explanation,
        text::{self, Form},
    },
    session::interview::{Ask, Interview, Refused, Said, Takes, path_to},
};

use super::{
    super::{Exit, error::Error, io::Io, report},
    Consultation, Next, line,
};

pub(in crate::cli) const HELP: &str = "\
  Reply yes, no or don't know; with a value, such as 3, 2 years or 2026-03-02; or with one of the kinds named.
  why   tells which part of the reasons this decides
  back  goes to the question before
  skip  passes this one over
  stop  ends here, with the answer as it stands
";

/// What a person wants.
pub(in crate::cli) enum Wish<'a> {
    Say(Said<'a>),
    Why,
    Back,
    Stop,
    Help,
}

/// Runs the interview.
pub(super) fn run(
    consultation: &mut Consultation<'_>,
    interview: &mut Interview,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    let mut asked_before = String::new();
    let mut replied = false;
    loop {
        let ask = match consultation.next(interview, mem::take(&mut replied))? {
            Next::Ask(ask) => ask,
            Next::Nothing => break,
            Next::TakenBack(limit) => {
                consultation.refused(interview, limit, io);
                io.print("  the reply is taken back: with it, the question can't be answered\n")?;
                continue;
            }
            Next::Stuck(limit) => return Ok(consultation.refused(interview, limit, io)),
        };
        if ask.entry.ask != asked_before {
            io.print(&question(&ask, interview.replies.len() + 1))?;
            asked_before.clone_from(&ask.entry.ask);
        }
        io.print("> ")?;
        io.flush()?;
        let Some(reply) = line(io)? else {
            io.print("\n")?;
            break;
        };
        if !io.out.look.watched {
            io.print(&format!("{reply}\n"))?;
        }
        match wish(&reply, &ask) {
            Wish::Stop => break,
            Wish::Help => io.print(HELP)?,
            Wish::Back => {
                asked_before.clear();
                if !interview.back() {
                    io.print("  this is the first question\n")?;
                }
            }
            Wish::Why => {
                let explanation = match consultation.explanation(interview) {
                    Ok(it) => it,
                    Err(limit) => return Ok(consultation.refused(interview, limit, io)),
                };
                io.print(&why(&explanation, &ask))?;
            }
            Wish::Say(said) => {
                replied = take(consultation, interview, (&ask, said), io)?;
                if replied {
                    asked_before.clear();
                }
            }
        }
    }
    answer(consultation, interview, io)
}

/// Takes a reply, or says what is wrong with it. Says whether it was taken.
fn take(
    consultation: &mut Consultation<'_>,
    interview: &mut Interview,
    (ask, said): (&Ask, Said<'_>),
    io: &mut Io<'_>,
) -> Result<bool, Error> {
    let session = &mut consultation.loaded.session;
    match interview.reply(session, ask, said) {
        Ok(None) => return Ok(true),
        Ok(Some(remark)) => {
            io.print(&format!("  {remark}\n"))?;
            return Ok(true);
        }
        Err(Refused::Misfit(message)) => io.print(&format!("  {message}\n"))?,
        Err(Refused::Mistakes(mistakes)) => report::complain(&mistakes, &session.sources, io),
    }
    Ok(false)
}

/// Prints the answer as it stands at the end.
fn answer(
    consultation: &Consultation<'_>,
    interview: &Interview,
    io: &mut Io<'_>,
) -> Result<Exit, Error> {
    let explanation = match consultation.explanation(interview) {
        Ok(it) => it,
        Err(limit) => return Ok(consultation.refused(interview, limit, io)),
    };
    let look = io.out.look;
    let detail = consultation.args.detail.into();
    let form = Form { detail, width: look.width, coloured: look.coloured };
    io.print(&format!("\n{}\n{}", explanation.question, text::render(&explanation, form)))?;
    Ok(Exit::Done)
}

/// A question with how it can be replied to, and how many there may be.
pub(in crate::cli) fn question(ask: &Ask, number: usize) -> String {
    let takes = match &ask.takes {
        Takes::YesOrNo => "yes, no, don't know".to_owned(),
        Takes::Value | Takes::Thing(_) => "a value, don't know".to_owned(),
        Takes::Text => "a text, don't know".to_owned(),
        Takes::Kind(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|it| it[0].as_str()).collect();
            format!("{}, none, don't know", names.join(", "))
        }
    };
    let left = match ask.at_most {
        1 => "the last question".to_owned(),
        most => format!("at most {most} questions"),
    };
    let mut text = format!("\n{number}. {}\n   {takes} · {left}\n", ask.entry.ask);
    if let Some(who) = &ask.entry.decided_by {
        text.extend(["   decided by ", who, "\n"]);
    }
    if let Some(help) = &ask.entry.help {
        text.extend(["   ", help, "\n"]);
    }
    text
}

/// What a reply wants.
pub(in crate::cli) fn wish<'a>(reply: &'a str, ask: &Ask) -> Wish<'a> {
    let bare = reply.trim_end_matches(['.', '?', '!']).trim();
    match bare.to_lowercase().as_str() {
        "why" => Wish::Why,
        "back" => Wish::Back,
        "stop" | "quit" | "exit" => Wish::Stop,
        "help" | "" => Wish::Help,
        word => Wish::Say(said(word).unwrap_or_else(|| {
            // The kinds may have one that is called so.
            let none = matches!(ask.takes, Takes::Kind(_)) && word == "none";
            let this = if matches!(ask.takes, Takes::Text) { reply.trim() } else { bare };
            if none { Said::No } else { Said::This(this) }
        })),
    }
}

/// A reply that fits every question.
fn said(word: &str) -> Option<Said<'static>> {
    Some(match word {
        "yes" | "y" | "true" => Said::Yes,
        "no" | "n" | "false" => Said::No,
        "don't know" | "don’t know" | "dont know" | "i don't know" | "do not know" | "unknown" => {
            Said::Unknown
        }
        "skip" => Said::Skip,
        _ => return None,
    })
}

/// The sentences and rules that lead down to a question.
pub(in crate::cli) fn why(explanation: &Explanation, ask: &Ask) -> String {
    let path = path_to(explanation, &ask.entry);
    let mut text = String::new();
    for (depth, id) in path.iter().enumerate() {
        let step = explanation.step(*id);
        let cited = match step.citations.as_slice() {
            [] => String::new(),
            citations => format!(" ({})", citations.join("; ")),
        };
        let lead = if depth == 0 { "whether " } else { "" };
        let indent = "  ".repeat(depth + 1);
        text.extend([&indent, lead, &step.sentence, &cited, "\n"]);
    }
    if text.is_empty() {
        text.push_str("  it bears on the answer\n");
    }
    text
}
