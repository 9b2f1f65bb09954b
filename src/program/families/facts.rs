//! Are the durations that a case states of one family, where they are compared with each other?
//!
//! A rule may compare two attributes without saying how they are counted; then what a case states of them says it, and
//! all that is stated of them must agree. So with what a question supposes, and with what only the question compares.

use super::{Diagnostic, Entity, Fact, Families, Family, Key, Span, Value, conflict};

/// Where something is counted in one way, and where in the other.
type Clash = (Span, Span);

impl Families {
    /// The message for facts of a case that are compared with each other and counted in different ways.
    pub(in crate::program) fn among<'f>(
        mut self,
        facts: impl Iterator<Item = &'f Fact>,
    ) -> Option<Diagnostic> {
        let (span, other) = self.clash(facts)?;
        Some(conflict(span, Some(other).filter(|it| *it != span)))
    }

    /// The message for facts that a question supposes, or asks to compare, and that are counted in different ways.
    pub(in crate::program) fn asked<'f>(
        mut self,
        facts: impl Iterator<Item = &'f Fact>,
        question: Span,
    ) -> Option<Diagnostic> {
        let (span, other) = self.clash(facts)?;
        let is_asked = |it: Span| it.file == question.file && question.to(it) == question;
        Some(match (is_asked(span), is_asked(other)) {
            (true, _) => conflict(span, Some(other).filter(|it| *it != span)),
            (false, true) => conflict(other, Some(span)),
            (false, false) if span == other => conflict(question, Some(span)),
            (false, false) => {
                conflict(question, Some(span)).label(other, "this is counted in one way")
            }
        })
    }

    /// Lets each fact tell the family of what it is said of.
    fn clash<'f>(&mut self, facts: impl Iterator<Item = &'f Fact>) -> Option<Clash> {
        if !self.compared.contains(&true) {
            return None;
        }
        for fact in facts {
            let slots = fact.entities.iter().enumerate();
            let slots = slots.map(|(at, it)| (Key::Slot(fact.phrase, at), it));
            let value = fact.value.iter().map(|it| (Key::Attribute(fact.phrase), it));
            for (key, entity) in slots.chain(value) {
                let Entity::Value(Value::Duration(length)) = entity else { continue };
                let Some(root) = self.nodes.get(&key).map(|it| self.root(*it)) else { continue };
                let months = (length.months != 0).then_some(Family::Months);
                let days = (length.days != 0).then_some(Family::Days);
                for family in months.into_iter().chain(days).filter(|_| self.compared[root]) {
                    let (known, span) = *self.family[root].get_or_insert((family, fact.span));
                    if known != family {
                        return Some((fact.span, span));
                    }
                }
            }
        }
        None
    }
}
