//! What does the case say of a sentence, and what is said where no rule speaks for it or against it?

use crate::{
    condition::Condition,
    engine::{AtomId, Described, InstanceId, Item, Known, Limit, Truth, compile::Meaning},
    program::{RuleId, Status},
    source::Span,
    vocabulary::{Role, Sort},
};

use super::{StepId, why::Builder};

impl Builder<'_, '_> {
    /// Notes that no rule was law on the day that could have concluded a sentence, and when there is one.
    pub(super) fn note_the_law(&mut self, what: &str, children: &[StepId]) {
        let found = |it: &StepId| self.out_of_force.iter().find(|out| out.0 == *it).map(|it| it.1);
        let rules: Option<Vec<RuleId>> = children.iter().map(found).collect();
        let (Some(rules), Some(day)) = (rules, self.grounding.lens().as_of) else { return };
        let program = self.grounding.program();
        let in_force = |it: &RuleId| program.rule(*it).in_force;
        let begins = rules.iter().filter_map(|it| Some((in_force(it).from?, it)));
        let ended = rules.iter().filter_map(|it| Some((in_force(it).until?, it)));
        let begins = begins.filter(|it| it.0 > day).min().map(|it| (it, "begins"));
        let ended = ended.filter(|it| it.0 < day).max_by_key(|it| it.0).map(|it| (it, "ended"));
        let turns: Vec<String> = ended
            .into_iter()
            .chain(begins)
            .map(|((date, rule), verb)| format!("{} {verb} on {date}", program.rule(*rule).label))
            .collect();
        if turns.is_empty() {
            return;
        }
        let what = if self.depth == 0 { "this".to_owned() } else { format!("whether {what}") };
        let note = format!("no rule on {what} was in force on {day}; {}", turns.join(", "));
        if !self.law.contains(&note) {
            self.law.push(note);
        }
    }

    /// What the case states of an atom; where a rule in effect says the opposite, that is noted.
    pub(super) fn statement(
        &mut self,
        atom: AtomId,
        positive: bool,
    ) -> Result<Option<String>, Limit> {
        let predicate = self.grounding.predicate_of(atom);
        let items = self.grounding.items_of(atom);
        let Some((status, span, supposed)) = self.grounding.statement(predicate, &items) else {
            return Ok(None);
        };
        if status == Status::Unknown {
            return Ok(None);
        }
        let stated = status == Status::Yes;
        let valued = self.grounding.has_value(predicate);
        // Of a value that is not the one stated, the rules are told where the stated one is.
        if (stated || !valued) && self.behind.insert(atom) {
            self.note_contradictions(atom, stated, span)?;
        }
        let place = self.place(span);
        Ok(Some(match (stated == positive, supposed) {
            (true, false) => format!("the case says so ({place})"),
            (false, false) => format!("the case says no ({place})"),
            (true, true) => "as supposed".to_owned(),
            (false, true) => "supposed not to be so".to_owned(),
        }))
    }

    /// Notes which rules in effect say the opposite of what the case states, or give another value.
    fn note_contradictions(&mut self, atom: AtomId, stated: bool, span: Span) -> Result<(), Limit> {
        let predicate = self.grounding.predicate(self.grounding.predicate_of(atom));
        if predicate.positive.is_empty() && predicate.negative.is_empty() {
            return Ok(());
        }
        self.grounding.look_behind(atom, !stated)?;
        let valued = self.grounding.has_value(self.grounding.predicate_of(atom));
        let against = if valued {
            self.grounding.overruled_instances(atom)
        } else {
            self.grounding.instances(atom, !stated)
        };
        for instance in against {
            let effect = self.grounding.in_effect(instance)?;
            if effect.possible == Condition::NEVER {
                continue;
            }
            let verb = if effect.yes == Condition::ALWAYS { "concludes" } else { "may conclude" };
            let sentence = match (valued, stated) {
                (true, _) => self.concluded_by(instance),
                (false, true) => self.words().denied(atom),
                (false, false) => self.words().sentence(atom),
            };
            let rule = self.rule_of(instance).map(|it| it.label.clone()).unwrap_or_default();
            let place = self.place(span);
            let note = format!(
                "rule {rule} {verb} that {sentence}; what the case states prevails ({place})"
            );
            if !self.contradicted.contains(&note) {
                self.contradicted.push(note);
            }
        }
        Ok(())
    }

    /// What an instance concludes, in words.
    fn concluded_by(&self, instance: InstanceId) -> String {
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let Some((pattern, positive)) = &clause.head else { return String::new() };
        let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning else {
            return String::new();
        };
        let known = self.grounding.known_of(instance);
        let items: Vec<Item> = self.values(pattern, &known).into_iter().flatten().collect();
        self.words().said_of(phrase, &items, *positive)
    }

    /// `file:line`, with the file's own name only.
    pub(super) fn place(&self, span: Span) -> String {
        let place = self.sources.place(span);
        place.rsplit(['/', '\\']).next().unwrap_or(&place).to_owned()
    }

    /// Why a sentence without reasons for or against it came out as it did.
    pub(super) fn unreasoned(&self, atom: AtomId, truth: Truth) -> String {
        let predicate = self.grounding.predicate_of(atom);
        let things = self.grounding.items_of(atom);
        let unknown = self.grounding.statement(predicate, &things);
        if let Some((_, _, true)) = unknown {
            return "open: supposed to be unknown".to_owned();
        }
        if let Some((_, span, _)) = unknown {
            return format!("open: the case says that it is unknown ({})", self.place(span));
        }
        let Meaning::Phrase(phrase) = self.grounding.predicate(predicate).meaning else {
            return String::new();
        };
        let declared = self.grounding.program().vocabulary.phrase(phrase);
        let mut slots = things.iter().zip(&declared.slots);
        let misfits = |item: Item, sort: Sort| match (self.grounding.describe(item), sort.kind()) {
            (Described::Thing(thing), Some(kind)) => {
                self.grounding.is_of_kind(thing, kind) == Known::No
            }
            _ => false,
        };
        if slots.any(|(it, slot)| misfits(*it, slot.sort)) {
            return "its words do not fit this kind of thing".to_owned();
        }
        match (declared.role, &declared.decided_by) {
            (Role::Open, Some(who)) if truth != Truth::NO => {
                format!("open: to be decided by {who}")
            }
            (Role::Open, _) if truth != Truth::NO => "open: the case does not say".to_owned(),
            (Role::Conclusion, _) => "no rule concludes this".to_owned(),
            _ => "not stated, and then it is taken not to be so".to_owned(),
        }
    }
}
