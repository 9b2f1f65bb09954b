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
            (true, true) => self.line("     no input that the case can state changes it"),
            (true, false) => {
                self.line("     no change was found, but not everything could be tried");
            }
            (false, true) => {}
            (false, false) => {
                self.line("  or perhaps in other ways: not everything could be tried");
            }
        }
    }
}

impl Writer<'_> {
    /// The smallest proposal alone, in a line.
    pub(super) fn first_repair(&mut self) {
        let Some(repairs) = &self.explanation.repairs else { return };
        let lead = if repairs.wanted { "  It would be yes, if" } else { "  It would be no, if" };
        let words = match repairs.listed.as_slice() {
            [] if repairs.complete => "(no input changes it)".to_owned(),
            [] => "(no change was found, but not everything could be tried)".to_owned(),
            [one] => conjunction(&one.changes),
            [first, ..] => format!("{}, or in another way", conjunction(&first.changes)),
        };
        self.wrapped(lead, &words);
    }
}

fn by(repair: &Repair) -> String {
    match repair.rules.as_slice() {
        [] => String::new(),
        [rule] => format!(" (by rule {rule})"),
        rules => format!(" (by rules {})", rules.join(" and ")),
    }
}
