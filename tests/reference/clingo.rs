//! Does the engine agree with an answer set solver? Where nothing is open, disputed or circular, it has to.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

use grounds::{
    engine::{
        Grounding, Lens, Limits, Setting, Truth,
        compile::{Compiled, PredicateId},
    },
    session::Session,
    vocabulary::{PhraseId, ThingId},
};

use crate::{asp::translate, plain, ranking::Ranking};

/// How clingo is called on this machine, if it is there.
pub(crate) fn command() -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 2] = [&["clingo"], &["python3", "-m", "clingo"]];
    ways.into_iter().find(|way| {
        let mut call = Command::new(way[0]);
        call.args(&way[1..]).arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        call.status().is_ok_and(|it| it.success())
    })
}

/// What came of a comparison without a disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All atoms are the same.
    Same,
    /// Rules in effect contradict each other, for which clingo has no word.
    Disputed,
    /// Something is circular; what is not circular is the same in every stable model.
    Circular,
}

/// Compares every atom of a case.
pub(crate) fn compare(
    session: &Session,
    ranking: &Ranking,
    clingo: &[&str],
) -> Result<Outcome, String> {
    let scenario = &session.cases[0].scenario;
    let program = translate(&session.program, ranking, scenario);
    let models = models(clingo, &program)?;
    if models.iter().any(|it| it.contains("disputed")) {
        return Ok(Outcome::Disputed);
    }
    let atoms = engine_atoms(session)?;
    let circular = atoms.iter().any(|it| it.1.yes != it.1.possible);
    if !circular && models.len() != 1 {
        return Err(format!(
            "nothing is circular, and yet there are {} stable models\n{program}",
            models.len()
        ));
    }
    // Only a dispute can be open, and only in what is circular: else clingo would have met it.
    let open = atoms.iter().find(|it| !it.1.yes.is_settled() || !it.1.possible.is_settled());
    if let Some((name, _)) = open.filter(|_| !circular) {
        return Err(format!("{name} is open\n{program}"));
    }
    for model in &models {
        for (name, truth) in &atoms {
            let settled = *truth == Truth::YES || *truth == Truth::NO;
            if settled && model.contains(name) != (*truth == Truth::YES) {
                return Err(format!(
                    "{name}: the engine says {truth:?}, clingo {model:?}\n{program}"
                ));
            }
        }
    }
    Ok(if circular { Outcome::Circular } else { Outcome::Same })
}

fn engine_atoms(session: &Session) -> Result<Vec<(String, Truth)>, String> {
    let program = &session.program;
    let scenario = &session.cases[0].scenario;
    let compiled = Compiled::new(program);
    let questions = Compiled::extension(&compiled);
    let lens = Lens::new(program, scenario.as_of, None);
    let mut grounding = Grounding::new(Setting {
        program,
        compiled: &compiled,
        questions: &questions,
        scenario,
        query: None,
        lens: &lens,
        limits: Limits::default(),
    });
    let things = grounding.things().len();
    let mut atoms = Vec::new();
    for (phrase, things) in crate::world::all_atoms(program, things) {
        let atom = grounding
            .look_at(PredicateId(phrase.0), &plain::items(&things))
            .map_err(|it| format!("{it:?}"))?;
        let truth = grounding.decide(atom).map_err(|it| format!("{it:?}"))?;
        atoms.push((name(phrase, &things), truth));
    }
    Ok(atoms)
}

fn name(phrase: PhraseId, things: &[ThingId]) -> String {
    let things: Vec<String> = things.iter().map(|it| it.0.to_string()).collect();
    let things = if things.is_empty() { String::new() } else { format!("({})", things.join(",")) };
    format!("holds{}{things}", phrase.0)
}

/// The first stable models of a program, each as the atoms that it shows.
fn models(clingo: &[&str], program: &str) -> Result<Vec<BTreeSet<String>>, String> {
    let mut call = Command::new(clingo[0]);
    call.args(&clingo[1..]).args(["-", "20", "--outf=2", "--warn=none"]);
    call.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = call.spawn().map_err(|it| it.to_string())?;
    child.stdin.take().unwrap().write_all(program.as_bytes()).map_err(|it| it.to_string())?;
    let output = child.wait_with_output().map_err(|it| it.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let json: serde_json::Value = serde_json::from_str(&text)
        .map_err(|it| format!("{it}: {}\n{program}", String::from_utf8_lossy(&output.stderr)))?;
    let Some(witnesses) = json["Call"][0]["Witnesses"].as_array() else { return Ok(vec![]) };
    let atoms = |it: &serde_json::Value| -> BTreeSet<String> {
        let values = it["Value"].as_array().into_iter().flatten();
        values.filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    Ok(witnesses.iter().map(atoms).collect())
}
