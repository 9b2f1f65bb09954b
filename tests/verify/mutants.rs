//! How can an explanation be made wrong? Every sort of change, at every place where it can be made.

use serde_json::{Value, json};

use super::lists;

/// A changed explanation: what sort of change, where, and the result.
pub(crate) struct Mutant {
    pub(crate) sort: &'static str,
    /// The changed step, if it is one: its sentence, and what was changed in it.
    pub(crate) step: Option<String>,
    pub(crate) explanation: Value,
}

/// All mutants of an explanation.
pub(crate) fn mutants(explanation: &Value) -> Vec<Mutant> {
    let mut found = of_steps(explanation);
    let mut add = |sort, explanation: Value| found.push(Mutant { sort, step: None, explanation });
    for (sort, mutant) in lists::mutants(explanation) {
        add(sort, mutant);
    }
    for (field, others) in [
        ("weakest_basis", ["primary", "unverified"]),
        ("weakest_source", ["constitution", "commentary"]),
    ] {
        for other in others.into_iter().filter(|it| explanation[field] != *it) {
            let mut mutant = explanation.clone();
            mutant[field] = json!(other);
            add("the weakest link is changed", mutant);
        }
    }
    for field in ["unsourced", "without_commentary"] {
        let mut mutant = explanation.clone();
        mutant[field] = json!(!explanation[field].as_bool().unwrap());
        add("the weakest link is changed", mutant);
    }
    for field in ["law", "contradicted"] {
        let mut mutant = explanation.clone();
        mutant[field].as_array_mut().unwrap().push(json!("nothing of the kind"));
        add("a note is added", mutant);
        for at in 0..explanation[field].as_array().unwrap().len() {
            let mut mutant = explanation.clone();
            mutant[field].as_array_mut().unwrap().remove(at);
            add("a note is dropped", mutant);
        }
    }
    let bindings = explanation["bindings"].as_array().map_or(0, Vec::len);
    let places: Vec<String> = if explanation["bindings"].is_null() {
        vec![String::new()]
    } else {
        (0..bindings).map(|it| format!("/bindings/{it}")).collect()
    };
    for place in places {
        for (sort, changed) in of_answer(&explanation.pointer(&place).unwrap().clone()) {
            let mut mutant = explanation.clone();
            *mutant.pointer_mut(&place).unwrap() = changed;
            add(sort, mutant);
        }
    }
    for at in 0..bindings {
        let mut mutant = explanation.clone();
        mutant["bindings"].as_array_mut().unwrap().remove(at);
        add("a binding is dropped", mutant);
    }
    found
}

/// Changes of an answer, or of one binding.
fn of_answer(answer: &Value) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    let mut with = |sort, change: &mut dyn FnMut(&mut Value)| {
        let mut mutant = answer.clone();
        change(&mut mutant);
        found.push((sort, mutant));
    };
    for other in ["yes", "no", "depends", "disputed", "circular"] {
        if answer["answer"] != other {
            with("the answer is changed", &mut |it| it["answer"] = json!(other));
        }
    }
    let mut literals: Vec<Value> = Vec::new();
    for side in ["yes_if", "no_if", "circular_if"] {
        let ways = answer[side].as_array().unwrap();
        literals.extend(ways.iter().flat_map(|it| it.as_array().unwrap().clone()));
    }
    for (side, other) in [("yes_if", "no_if"), ("no_if", "yes_if"), ("circular_if", "yes_if")] {
        let ways = answer[side].as_array().unwrap();
        if let Some(count) = answer["count"][side].as_u64() {
            with("a count is changed", &mut |it| it["count"][side] = json!(count + 1));
        }
        for (at, way) in ways.iter().enumerate() {
            with("a way is dropped", &mut |it| {
                it[side].as_array_mut().unwrap().remove(at);
                it["count"][side] = json!(ways.len() - 1);
            });
            with("a way is moved to another side", &mut |it| {
                it[side].as_array_mut().unwrap().remove(at);
                it[other].as_array_mut().unwrap().push(way.clone());
            });
            with("a way is listed twice", &mut |it| {
                it[side].as_array_mut().unwrap().push(way.clone());
                it["count"][side] = json!(ways.len() + 1);
            });
            for literal in 0..way.as_array().unwrap().len() {
                with("a literal is dropped", &mut |it| {
                    it[side][at].as_array_mut().unwrap().remove(literal);
                });
                with("a literal is turned round", &mut |it| {
                    let holds = &mut it[side][at][literal]["holds"];
                    *holds = json!(!holds.as_bool().unwrap());
                });
            }
            let own = way.as_array().unwrap();
            let further =
                literals.iter().find(|it| own.iter().all(|own| own["sentence"] != it["sentence"]));
            if let Some(literal) = further {
                with("a way is strengthened", &mut |it| {
                    it[side][at].as_array_mut().unwrap().push(literal.clone());
                });
            }
        }
    }
    if let Some(literal) = literals.first() {
        with("a bogus way is added", &mut |it| {
            let mut turned = literal.clone();
            turned["holds"] = json!(!turned["holds"].as_bool().unwrap());
            it["circular_if"].as_array_mut().unwrap().push(json!([turned]));
        });
    }
    found
}

/// The places of all steps.
fn steps(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    for (at, child) in value["children"].as_array().into_iter().flatten().enumerate() {
        steps(child, &format!("{place}/children/{at}"), found);
    }
}

fn of_steps(explanation: &Value) -> Vec<Mutant> {
    let mut places = Vec::new();
    steps(&explanation["because"], "/because", &mut places);
    let mut found = Vec::new();
    let mut with = |sort, place: &str, change: &dyn Fn(&mut Value)| {
        let mut mutant = explanation.clone();
        let step = mutant.pointer_mut(place).unwrap();
        let before = step.clone();
        change(step);
        let told = Some(format!("{}: {}", before["sentence"], difference(&before, step)));
        found.push(Mutant { sort, step: told, explanation: mutant });
    };
    for place in &places {
        let step = explanation.pointer(place).unwrap();
        if step["status"].is_null() {
            continue;
        }
        let readable = step["kind"] != "group";
        for other in ["holds", "fails", "open"] {
            if step["status"] != other && readable {
                with("a status is changed", place, &|it| it["status"] = json!(other));
            }
        }
        if step["about"].is_object() {
            with("what a step is about is changed", place, &|it| {
                it["about"]["holds"] = json!(!it["about"]["holds"].as_bool().unwrap());
            });
        }
        let bound = step["bindings"].as_object().into_iter().flatten().next();
        if let Some((name, _)) = bound {
            with("what a step is about is changed", place, &|it| {
                it["bindings"][name] = json!("nobody");
            });
        }
        let standing = step["standing"].as_str();
        for other in ["stated", "concluded", "ruled out", "not established", "defeated"] {
            if standing.is_some_and(|it| it != other) {
                with("a standing is changed", place, &|it| it["standing"] = json!(other));
            }
        }
        if step["kind"] == "rule" || step["kind"] == "exception" {
            with("a citation is altered", place, &|it| it["citations"] = json!(["nowhere § 1"]));
            let basis = if step["basis"] == "quoted" { "primary" } else { "quoted" };
            with("a basis is altered", place, &|it| it["basis"] = json!(basis));
        }
        if let Some(remark) = step["remark"].as_str()
            && remark.contains(':')
            && remark.ends_with(')')
            && remark.contains("the case says")
        {
            with("a remark cites another line", place, &|it| {
                it["remark"] = json!(it["remark"].as_str().unwrap().replace(')', "9)"));
            });
        }
        if step["kind"] == "sentence" {
            let other = places.iter().rev().filter_map(|it| explanation.pointer(it)).find(|it| {
                it["kind"] == "sentence" && !is_same(&it["sentence"], &step["sentence"])
            });
            if let Some(other) = other {
                let sentence = other["sentence"].clone();
                with("a sentence is changed", place, &|it| it["sentence"] = sentence.clone());
            }
        }
        for at in 0..step["children"].as_array().map_or(0, Vec::len) {
            let child = &step["children"][at];
            // Where several rules each suffice, one may be left out.
            let suffices = |it: &Value| {
                it["rule"].is_string()
                    && it["status"] == "holds"
                    && !it["remark"].as_str().unwrap_or_default().starts_with("says that")
            };
            let others = step["children"].as_array().unwrap();
            // What rules out is enough; what other rules lack may be told beside it.
            if step["standing"] == "ruled out" && child["status"] == "fails" {
                continue;
            }
            let rule = child["rule"].is_string() && child["status"] != "fails";
            if rule && others.iter().enumerate().any(|(it, other)| it != at && suffices(other)) {
                continue;
            }
            let sort = match (step["kind"].as_str(), child["kind"].as_str()) {
                _ if child["obvious"] == true || goes_without(child) => continue,
                (Some("sentence"), _) => "a reason is dropped",
                (_, Some("exception")) => "an exception is dropped",
                (Some("rule" | "exception"), _) if step["status"] == "fails" => {
                    "an obstacle is dropped"
                }
                (Some("rule" | "exception"), _) => "a condition is dropped",
                _ => "a part below a heading is dropped",
            };
            with(sort, place, &|it| {
                it["children"].as_array_mut().unwrap().remove(at);
            });
        }
    }
    found
}

/// What a step had and what it has instead.
fn difference(before: &Value, after: &Value) -> String {
    let sentences = |it: &Value| -> Vec<Value> {
        it["children"].as_array().into_iter().flatten().map(|it| it["sentence"].clone()).collect()
    };
    for field in ["sentence", "status", "standing", "remark", "basis", "citations"] {
        if before[field] != after[field] {
            return format!("{} -> {}", before[field], after[field]);
        }
    }
    let left = sentences(after);
    let gone = sentences(before).into_iter().find(|it| !left.contains(it));
    format!("without {}", gone.unwrap_or_default())
}

/// Whether two sentences say the same, be it in other words.
fn is_same(one: &Value, other: &Value) -> bool {
    let pair = ["the fee for A1 is at most 1", "1 is at least the fee for A1"];
    let among = |it: &Value| pair.iter().any(|said| it == said);
    one == other || among(one) && among(other)
}

/// Whether nobody would say it: `Ada is the same as Ada`.
fn goes_without(step: &Value) -> bool {
    let sides = step["sentence"].as_str().unwrap().split_once(" is the same as ");
    sides.is_some_and(|it| it.0 == it.1)
}
