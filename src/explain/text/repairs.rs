//! What would change it? The proposals, a line for each.

use super::{Writer, ways::conjunction};
use crate::explain::Repair;

impl Writer<'_> {
    pub(super) fn repairs(&mut self) {
        let Some(repairs) = &self.explanation.repairs else { return };
        self.line("");
        self.line(if repairs.wanted { "It would be yes, if" } else { "It would be no, if" });
        let first = repairs.listed.first().map(|it| &it.rules);
        let one_way = repairs.listed.iter().all(|it| Some(&it.rules) == first);
        for (at, it) in repairs.listed.iter().enumerate() {
            let lead = if at == 0 { "    " } else { "  or" };
            let by = if one_way { String::new() } else { by(it) };
            self.wrapped(lead, &format!("{}{by}", conjunction(&it.changes)));
        }
        match (repairs.listed.is_empty(), repairs.complete) {
            (true, true) => self.line("     nothing that the case can state changes it"),
            (true, false) => self.line("     no change was found within the limits"),
            (false, true) => {}
            (false, false) => self.line("  or in other ways, which are more than could be listed"),
        }
    }
}

fn by(repair: &Repair) -> String {
    match repair.rules.as_slice() {
        [] => String::new(),
        [rule] => format!(" (by rule {rule})"),
        rules => format!(" (by rules {})", rules.join(" and ")),
    }
}
