//! How can what is listed beside the reasons be made wrong? The open questions, and what would change the answer.

use serde_json::{Value, json};

/// All changes of what an explanation lists: what sort of change, and the result.
pub(crate) fn mutants(explanation: &Value) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    let mut with = |sort, change: &mut dyn FnMut(&mut Value)| {
        let mut mutant = explanation.clone();
        change(&mut mutant);
        found.push((sort, mutant));
    };
    let open = explanation["open"].as_array().unwrap();
    for at in 0..open.len() {
        for field in ["id", "kind", "why", "sentence", "ask", "help", "decided_by"] {
            with("an open question is altered", &mut |it| {
                it["open"][at][field] = json!("something else");
            });
        }
        with("an open question is dropped", &mut |it| {
            it["open"].as_array_mut().unwrap().remove(at);
        });
        with("an open question is listed twice", &mut |it| {
            let mut twin = open[at].clone();
            twin["id"] = json!(format!("q{}", open.len() + 1));
            it["open"].as_array_mut().unwrap().push(twin);
        });
    }
    let none = Vec::new();
    let repairs = explanation["repairs"].as_array().unwrap_or(&none);
    for (at, repair) in repairs.iter().enumerate() {
        let repair = repair.as_array().unwrap();
        for literal in 0..repair.len() {
            with("a change says less", &mut |it| {
                it["repairs"][at].as_array_mut().unwrap().remove(literal);
            });
            with("a change is turned round", &mut |it| {
                let holds = &mut it["repairs"][at][literal]["holds"];
                *holds = json!(!holds.as_bool().unwrap());
            });
        }
        let others = repairs.iter().flat_map(|it| it.as_array().unwrap());
        let mut more =
            others.filter(|it| repair.iter().all(|own| own["sentence"] != it["sentence"]));
        if let Some(literal) = more.next() {
            with("a change says more", &mut |it| {
                it["repairs"][at].as_array_mut().unwrap().push(literal.clone());
            });
        }
        if explanation["repairs_complete"] == true {
            with("a change is left out", &mut |it| {
                it["repairs"].as_array_mut().unwrap().remove(at);
                it["repair_rules"].as_array_mut().unwrap().remove(at);
            });
        }
        with("a change is listed twice", &mut |it| {
            for field in ["repairs", "repair_rules"] {
                let twin = it[field][at].clone();
                it[field].as_array_mut().unwrap().push(twin);
            }
        });
        with("a change comes about by another rule", &mut |it| {
            it["repair_rules"][at].as_array_mut().unwrap().push(json!("no-rule"));
        });
    }
    found
}
