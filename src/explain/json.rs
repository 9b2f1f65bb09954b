//! What does a program read? An explanation as one JSON object (`docs/json.md` describes every field).
//!
//! The reasons are written without recursion: a chain of any length is as safe as a short one.

use std::hash::Hasher;

use fnv::FnvHasher;
use num_bigint::BigUint;
use serde_json::{Map, Value, json};

use crate::{
    answer::Status,
    program::{Authority, Basis},
};

use super::{
    About, AboutTopic, Answered, Bound, Conditions, Explanation, LiteralInWords, OpenEntry,
    OpenKind, Outcome, Repairs, Standing, Step, StepId, StepKind, WaysInWords, WhyOpen,
};

/// The largest whole number that every reader of JSON keeps exactly.
const EXACT: u64 = 1 << 53;

/// The object, a line for each of its fields.
pub fn render(explanation: &Explanation) -> String {
    let mut fields: Vec<(&str, String)> = vec![
        ("question", json!(explanation.question).to_string()),
        ("as_of", json!(explanation.as_of.map(|it| it.to_string())).to_string()),
    ];
    fields.extend(taken(explanation));
    fields.extend(answer(explanation));
    if let Some(repairs) = &explanation.repairs {
        fields.extend(repairs_of(repairs));
    }
    fields.push(("weakest_basis", json!(explanation.weakest_basis.map(basis)).to_string()));
    fields.push((
        "weakest_source",
        json!(explanation.weakest_source.map(Authority::name)).to_string(),
    ));
    fields.push(("unsourced", json!(explanation.unsourced).to_string()));
    fields.push(("without_commentary", json!(explanation.without_commentary).to_string()));
    fields.push(("contradicted", json!(explanation.contradicted).to_string()));
    fields.push(("law", json!(explanation.law).to_string()));
    if !explanation.independent.is_empty() {
        fields.push(("independent", json!(explanation.independent).to_string()));
    }
    fields.push(("because", because(explanation)));
    object(fields)
}

/// An object with a line for each of its fields, whose values are JSON already.
fn object(fields: Vec<(&str, String)>) -> String {
    let lines: Vec<String> =
        fields.into_iter().map(|(key, value)| format!(" {}: {value}", json!(key))).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// The fields for what a question supposes, and for what narrows it.
pub fn taken(explanation: &Explanation) -> Vec<(&'static str, String)> {
    let lists = [("suppose", &explanation.suppositions), ("qualified", &explanation.qualifiers)]
        .into_iter();
    lists.filter(|(_, it)| !it.is_empty()).map(|(key, it)| (key, json!(it).to_string())).collect()
}

/// The fields for the answer itself and for what is open, the values being JSON already.
pub fn answer(explanation: &Explanation) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    match &explanation.answer {
        Answered::YesNo(conditions) => {
            fields.extend(
                conditions_of(conditions).into_iter().map(|(key, it)| (key, it.to_string())),
            );
        }
        Answered::Which(bound) => {
            let bindings: Value = bound.iter().map(binding).collect();
            let complete = bound.iter().all(|it| is_complete(&it.conditions));
            fields.push(("complete", json!(complete).to_string()));
            fields.push(("bindings", bindings.to_string()));
        }
    }
    let open: Value = explanation.open.iter().zip(1..).map(|(it, at)| open(it, at)).collect();
    fields.push(("open", open.to_string()));
    fields
}

fn repairs_of(repairs: &Repairs) -> Vec<(&'static str, String)> {
    let changes: Value =
        repairs.listed.iter().map(|it| it.changes.iter().map(literal).collect::<Value>()).collect();
    let rules: Vec<&Vec<String>> = repairs.listed.iter().map(|it| &it.rules).collect();
    vec![
        ("repairs", changes.to_string()),
        ("repair_rules", json!(rules).to_string()),
        ("repairs_complete", json!(repairs.complete).to_string()),
    ]
}

fn binding(bound: &Bound) -> Value {
    let values: Map<String, Value> =
        bound.values.iter().map(|(key, name)| (key.clone(), json!(name))).collect();
    let mut object = Map::new();
    object.insert("values".to_owned(), Value::Object(values));
    for (key, value) in conditions_of(&bound.conditions) {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

fn conditions_of(conditions: &Conditions) -> Vec<(&'static str, Value)> {
    let (yes, no, circular) = (&conditions.yes_if, &conditions.no_if, &conditions.circular_if);
    let open: Vec<String> = conditions.open.iter().map(|it| format!("q{}", it + 1)).collect();
    vec![
        ("answer", json!(status(conditions.status))),
        ("yes_if", ways(yes)),
        ("no_if", ways(no)),
        ("circular_if", ways(circular)),
        (
            "count",
            json!({
                "yes_if": count(yes.count.as_ref()),
                "no_if": count(no.count.as_ref()),
                "circular_if": count(circular.count.as_ref()),
            }),
        ),
        ("complete", json!(is_complete(conditions))),
        ("needed", json!({"yes_if": needed(yes), "no_if": needed(no)})),
        ("turns_on", json!(open)),
    ]
}

fn is_complete(conditions: &Conditions) -> bool {
    [&conditions.yes_if, &conditions.no_if, &conditions.circular_if]
        .iter()
        .all(|it| it.count.as_ref().is_some_and(|all| *all == BigUint::from(it.listed.len())))
}

/// The word for one of the five answers.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Yes => "yes",
        Status::No => "no",
        Status::Depends => "depends",
        Status::Disputed => "disputed",
        Status::Circular => "circular",
    }
}

fn ways(ways: &WaysInWords) -> Value {
    ways.listed.iter().map(|way| way.iter().map(literal).collect::<Value>()).collect()
}

fn needed(ways: &WaysInWords) -> Value {
    ways.common.iter().map(literal).collect()
}

/// A literal as JSON.
pub(crate) fn literal(literal: &LiteralInWords) -> Value {
    json!({"kind": kind(literal.kind), "sentence": literal.sentence, "holds": literal.holds})
}

/// A number as JSON: a string where a reader of JSON would round it.
pub(crate) fn count(count: Option<&BigUint>) -> Value {
    let Some(count) = count else { return Value::Null };
    match u64::try_from(count) {
        Ok(small) if small <= EXACT => json!(small),
        _ => json!(count.to_string()),
    }
}

fn open(open: &OpenEntry, at: usize) -> Value {
    json!({
        "id": format!("q{at}"),
        "kind": kind(open.kind),
        "why": why(open.why),
        "sentence": open.sentence,
        "ask": open.ask,
        "help": open.help,
        "decided_by": open.decided_by,
    })
}

fn kind(kind: OpenKind) -> &'static str {
    match kind {
        OpenKind::Input => "input",
        OpenKind::Kind => "kind",
        OpenKind::Dispute => "dispute",
        OpenKind::Reading => "reading",
        OpenKind::Value => "value",
    }
}

fn why(why: WhyOpen) -> &'static str {
    match why {
        WhyOpen::NotStated => "not stated",
        WhyOpen::StatedUnknown => "stated unknown",
        WhyOpen::Judgement => "judgement",
        WhyOpen::Sources => "sources",
        WhyOpen::Readings => "readings",
    }
}

/// The word for a basis.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Primary => "primary",
        Basis::Quoted => "quoted",
        Basis::Secondary => "secondary",
        Basis::Unverified => "unverified",
    }
}

/// A name for each step that comes from what it says and rests on alone: the same in every run, and unchanged where
/// something else changes. Where it stands in a file is left out.
pub fn ids(explanation: &Explanation) -> Vec<String> {
    let mut ids = vec![0_u64; explanation.steps.len()];
    // A step comes after the one that leads to it.
    for (at, step) in explanation.steps.iter().enumerate().rev() {
        let mut hasher = FnvHasher::default();
        let words = [kind_of(step), outcome(step.outcome), step.sentence.as_str()];
        let rule = step.rule.as_deref().unwrap_or_default();
        for it in words.into_iter().chain([rule]).chain(step.citations.iter().map(String::as_str)) {
            hasher.write(it.as_bytes());
            // No word has this byte in it.
            hasher.write(&[0xff]);
        }
        for it in &step.children {
            hasher.write(&ids[it.0 as usize].to_le_bytes());
        }
        ids[at] = hasher.finish();
    }
    ids.into_iter().map(|it| format!("s{it:016x}")).collect()
}

/// The tree of reasons; several roots are put under one heading.
fn because(explanation: &Explanation) -> String {
    let mut out = String::new();
    let ids = ids(explanation);
    match explanation.because.as_slice() {
        [root] => tree(explanation, &ids, *root, &mut out),
        roots => {
            out.push_str(r#"{"kind":"group","sentence":"the reasons","status":null,"children":["#);
            for (at, root) in roots.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                tree(explanation, &ids, *root, &mut out);
            }
            out.push_str("]}");
        }
    }
    out
}

fn tree(explanation: &Explanation, ids: &[String], root: StepId, out: &mut String) {
    /// What is still to be written: a step, or what stands between and behind steps.
    enum Rest {
        Step(StepId),
        Mark(&'static str),
    }
    let mut rest = vec![Rest::Step(root)];
    while let Some(next) = rest.pop() {
        let id = match next {
            Rest::Mark(mark) => {
                out.push_str(mark);
                continue;
            }
            Rest::Step(id) => id,
        };
        let step = explanation.step(id);
        let head = head(step, &ids[id.0 as usize], ids).to_string();
        // The object is left open for its children.
        out.push_str(head.trim_end_matches('}'));
        out.push_str(r#","children":["#);
        rest.push(Rest::Mark("]}"));
        for (at, child) in step.children.iter().enumerate().rev() {
            rest.push(Rest::Step(*child));
            if at > 0 {
                rest.push(Rest::Mark(","));
            }
        }
    }
}

fn head(step: &Step, id: &str, ids: &[String]) -> Value {
    json!({
        "id": id,
        "kind": kind_of(step),
        "sentence": step.sentence,
        "status": outcome(step.outcome),
        "standing": step.standing.map(Standing::words),
        "rule": step.rule,
        "citations": step.citations,
        "basis": step.basis.map(basis),
        "about": step.about.as_ref().map(about),
        "bindings": bindings(step),
        "remark": step.remark,
        "obvious": step.obvious,
        "see": step.same_as.map(|it| &ids[it.0 as usize]),
    })
}

fn about(about: &About) -> Value {
    let (key, topic) = match &about.topic {
        AboutTopic::Phrase(it) => ("phrase", it.as_str()),
        AboutTopic::Kind(it) => ("kind", it.as_str()),
        AboutTopic::Comparison(it) => ("comparison", *it),
    };
    json!({key: topic, "items": about.items, "holds": about.holds})
}

fn bindings(step: &Step) -> Option<Value> {
    let is_rule = matches!(step.kind, StepKind::Rule | StepKind::Exception);
    is_rule.then(|| step.bindings.iter().map(|(name, item)| (name.clone(), json!(item))).collect())
}

fn kind_of(step: &Step) -> &'static str {
    match step.kind {
        StepKind::Sentence => "sentence",
        StepKind::Rule => "rule",
        StepKind::Exception => "exception",
        StepKind::Group => "group",
    }
}

/// The word for how a step came out.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Open => "open",
        Outcome::Defeated => "defeated",
        Outcome::Circular => "circular",
    }
}
