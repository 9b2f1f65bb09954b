//! What would change the answer? The proposals, each with what would have to be so, where they were looked for.

use super::{Part, Point, Shape};
use crate::explain::{Explanation, LiteralInWords, Repair};

pub(super) fn part(explanation: &Explanation) -> Part {
    let (mut lead, mut points) = (String::new(), Vec::new());
    if let Some(repairs) = &explanation.repairs {
        let wanted = if repairs.wanted { "It would be yes, if:" } else { "It would be no, if:" };
        wanted.clone_into(&mut lead);
        points.extend(repairs.listed.iter().map(point));
        match (points.is_empty(), repairs.complete) {
            (true, true) => "Nothing that the case can state changes it.".clone_into(&mut lead),
            (true, false) => {
                "No change was found, but not everything could be tried.".clone_into(&mut lead);
            }
            (false, true) => {}
            (false, false) => {
                points.push(Point::of(
                    "… or perhaps in other ways: not everything could be tried".to_owned(),
                ));
            }
        }
    }
    Part { title: "What would change it", shape: Shape::Bullets, lead, points }
}

fn point(repair: &Repair) -> Point {
    let changes: Vec<&str> = repair.changes.iter().map(LiteralInWords::wording).collect();
    let remark = match repair.rules.as_slice() {
        [] => String::new(),
        [rule] => format!("by rule {rule}"),
        rules => format!("by rules {}", rules.join(" and ")),
    };
    Point { remark, ..Point::of(changes.join(", and ")) }
}
