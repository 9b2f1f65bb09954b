//! Does an explanation have the fields that it has to have, each of the right sort? What reads as empty says nothing.

use serde_json::Value;

use super::{Report, list};

/// What sort of value a field has.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Text,
    Flag,
    /// A text, or `null`.
    MayText,
    Texts,
    /// An object, or `null`; in earlier versions the field was not there.
    MayObject,
    Object,
    Literals,
    Ways,
    Objects,
}

use Sort::{Flag, Literals, MayObject, MayText, Object, Objects, Text, Texts, Ways};

const WHOLE: [(&str, Sort); 9] = [
    ("question", Text),
    ("as_of", MayText),
    ("open", Objects),
    ("weakest_basis", MayText),
    ("weakest_source", MayText),
    ("unsourced", Flag),
    ("without_commentary", Flag),
    ("contradicted", Texts),
    ("law", Texts),
];

const ANSWER: [(&str, Sort); 8] = [
    ("answer", Text),
    ("yes_if", Ways),
    ("no_if", Ways),
    ("circular_if", Ways),
    ("count", Object),
    ("complete", Flag),
    ("needed", Object),
    ("turns_on", Texts),
];

const STEP: [(&str, Sort); 13] = [
    ("id", Text),
    ("kind", Text),
    ("sentence", Text),
    ("status", Text),
    ("standing", MayText),
    ("rule", MayText),
    ("citations", Texts),
    ("basis", MayText),
    ("about", MayObject),
    ("bindings", MayObject),
    ("remark", Text),
    ("obvious", Flag),
    ("see", MayText),
];

impl Sort {
    fn is_that_of(self, value: Option<&Value>) -> bool {
        let Some(value) = value else { return matches!(self, MayObject) };
        let all = |is: fn(&Value) -> bool| value.as_array().is_some_and(|it| it.iter().all(is));
        match self {
            Text => value.is_string(),
            Flag => value.is_boolean(),
            MayText => value.is_string() || value.is_null(),
            MayObject => value.is_object() || value.is_null(),
            Object => value.is_object(),
            Texts => all(Value::is_string),
            Objects => all(Value::is_object),
            Literals => all(is_literal),
            Ways => all(|it| Literals.is_that_of(Some(it))),
        }
    }
}

fn is_literal(it: &Value) -> bool {
    it["kind"].is_string() && it["sentence"].is_string() && it["holds"].is_boolean()
}

/// Refutes an explanation that lacks something, or has something else in its place.
pub(super) fn check(explanation: &Value, report: &mut Report) {
    has(explanation, &WHOLE, "the explanation", report);
    match explanation.get("bindings") {
        None => has(explanation, &ANSWER, "the explanation", report),
        Some(bindings) => {
            if !Objects.is_that_of(Some(bindings)) {
                report.refute("`bindings` is no list of answers");
            }
            let beside =
                ANSWER.iter().filter(|it| it.0 != "complete" && !explanation[it.0].is_null());
            for (field, _) in beside {
                report.refute(format!("`{field}` has no place beside several answers"));
            }
            for it in list(explanation, "bindings") {
                has(it, &ANSWER, "an answer", report);
            }
            let all = list(explanation, "bindings").iter().all(|it| it["complete"] == true);
            if explanation["complete"] != all {
                report.refute("`complete` is not whether all ways of all answers are listed");
            }
        }
    }
    for side in ["yes_if", "no_if"] {
        let needed = explanation.get("needed").map(|it| it.get(side));
        if needed.is_some_and(|it| !Literals.is_that_of(it)) {
            report.refute(format!("`needed` of `{side}` is no list of literals"));
        }
    }
    if let Some(repairs) = explanation.get("repairs")
        && (!Ways.is_that_of(Some(repairs)) || !explanation["repairs_complete"].is_boolean())
    {
        report.refute("`repairs` is no list of changes with `repairs_complete`");
    }
    steps(&explanation["because"], report);
}

fn has(object: &Value, fields: &[(&str, Sort)], what: &str, report: &mut Report) {
    for (field, sort) in fields {
        if !sort.is_that_of(object.get(field)) {
            report.refute(format!("`{field}` of {what} is missing, or is not what it has to be"));
        }
    }
}

/// The steps, without recursion: a chain of any length is as safe as a short one.
fn steps(because: &Value, report: &mut Report) {
    let mut rest = vec![because];
    // Several reasons have a heading that says nothing.
    if because["kind"] == "group" && because["status"].is_null() {
        if because["sentence"] != "the reasons" {
            report.refute("the heading of the reasons is not `the reasons`");
        }
        rest = list(because, "children");
    }
    while let Some(step) = rest.pop() {
        let before = report.refuted.len();
        let name = step["sentence"].as_str().unwrap_or("a step");
        has(step, &STEP, &format!("`{name}`"), report);
        if !Objects.is_that_of(step.get("children")) {
            report.refute(format!("`children` of `{name}` is no list of steps"));
        }
        let cites = !list(step, "citations").is_empty() || !step["basis"].is_null();
        if step["rule"].is_null() && cites {
            report.refute(format!("`{name}` is no rule, and cites nothing"));
        }
        for it in &mut report.refuted[before..] {
            it.step = step["id"].as_str().map(str::to_owned);
            it.sentence = Some(name.to_owned());
        }
        rest.extend(list(step, "children"));
    }
}
