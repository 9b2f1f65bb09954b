//! What does the case say of a sentence, and what is to be noted beside the answer?

use serde_json::{Value, json};

use crate::{
    program::{RuleId, Status},
    source::Span,
    vocabulary::Role,
};

use super::{
    super::{
        Doubt,
        ground::row_of,
        items::Item,
        space::{ALWAYS, NEVER},
        truth::{Node, Verdict},
    },
    Step, Steps,
};

impl Steps<'_, '_> {
    /// What an atom, or its denial, says of what, as data.
    pub(super) fn about_atom(&self, atom: usize, positive: bool) -> Value {
        let it = &self.world.atoms[atom];
        let items: Vec<Option<Item>> = it.row.iter().copied().map(Some).collect();
        self.about_phrase(it.topic, &items, positive)
    }

    pub(super) fn about_phrase(&self, topic: usize, items: &[Option<Item>], holds: bool) -> Value {
        let Some((phrase, _)) = self.world.phrase(topic) else { return Value::Null };
        let declared = self.world.case.program.vocabulary.declared(phrase);
        self.about("phrase", &declared, items, holds)
    }

    pub(super) fn about(
        &self,
        key: &str,
        topic: &str,
        items: &[Option<Item>],
        holds: bool,
    ) -> Value {
        let items: Vec<Option<String>> =
            items.iter().map(|it| it.map(|it| self.world.item(it))).collect();
        json!({key: topic, "items": items, "holds": holds})
    }

    /// What the case states of an atom; where a rule in effect says the opposite, that is noted.
    pub(super) fn statement(
        &mut self,
        atom: usize,
        positive: bool,
    ) -> Result<Option<String>, Doubt> {
        let (topic, row) = (self.world.atoms[atom].topic, self.world.atoms[atom].row.clone());
        let stated = self.world.stated(topic, &row).filter(|it| it.status != Status::Unknown);
        let Some(stated) = stated else { return Ok(None) };
        let yes = stated.status == Status::Yes;
        // Of a value that is not the one stated, the rules are told where the stated one is.
        if (yes || !self.world.is_valued(topic)) && self.stated.insert(atom) {
            self.note_contradictions(atom, yes, stated.span)?;
        }
        let place = self.place(stated.span);
        Ok(Some(match (yes == positive, stated.supposed) {
            (true, false) => format!("the case says so ({place})"),
            (false, false) => format!("the case says no ({place})"),
            (true, true) => "as supposed".to_owned(),
            (false, true) => "supposed not to be so".to_owned(),
        }))
    }

    /// Notes which rules in effect say the opposite of what the case states, or give another value.
    fn note_contradictions(&mut self, atom: usize, yes: bool, span: Span) -> Result<(), Doubt> {
        let topic = self.world.atoms[atom].topic;
        if self.world.clauses.topics[topic].sides.iter().all(Vec::is_empty) {
            return Ok(());
        }
        let valued = self.world.is_valued(topic);
        let against = self.world.look_behind(atom, !yes)?;
        for at in against {
            let effect = self.world.decide(Node::Instance(at))?;
            let clause = self.world.clause_of(at);
            let (Some(rule), Some((pattern, says))) = (clause.rule, clause.heads.first()) else {
                continue;
            };
            if effect.possible == NEVER {
                continue;
            }
            let verb = if effect.yes == ALWAYS { "concludes" } else { "may conclude" };
            let sentence = if valued {
                let row: Vec<Item> = row_of(pattern, &self.world.instances[at].known);
                let phrase = self.world.phrase(topic).map(|it| it.0);
                phrase.map_or_else(String::new, |it| self.world.said(it, &row, *says))
            } else {
                self.world.sentence(atom, !yes)
            };
            let label = &self.world.case.program.rule(rule).label;
            let place = self.place(span);
            self.contradicted.push(format!(
                "rule {label} {verb} that {sentence}; what the case states prevails ({place})"
            ));
        }
        Ok(())
    }

    /// Notes that no rule was law on the day that could have concluded a sentence, and when there is one.
    pub(super) fn note_the_law(&mut self, what: &str, below: &[Step]) {
        let Some(day) = self.world.case.day else { return };
        let program = self.world.case.program;
        let out_of_force = |it: &RuleId| self.world.case.left_out(*it).is_some_and(|it| it.1);
        let rules = below.iter().filter_map(|it| it.rule);
        let rules: Vec<RuleId> = rules.filter(out_of_force).collect();
        if rules.len() < below.len() {
            return;
        }
        let law = |it: &RuleId| program.rule(*it).in_force;
        let begins = rules.iter().filter_map(|it| Some((law(it).from?, it)));
        let ended = rules.iter().filter_map(|it| Some((law(it).until?, it)));
        let begins = begins.filter(|it| it.0 > day).min().map(|it| (it, "begins"));
        let ended = ended.filter(|it| it.0 < day).max_by_key(|it| it.0).map(|it| (it, "ended"));
        let turns: Vec<String> = ended
            .into_iter()
            .chain(begins)
            .map(|((date, rule), verb)| format!("{} {verb} on {date}", program.rule(*rule).label))
            .collect();
        if !turns.is_empty() {
            let what =
                if self.depth() <= 1 { "this".to_owned() } else { format!("whether {what}") };
            let turns = turns.join(", ");
            self.law.push(format!("no rule on {what} was in force on {day}; {turns}"));
        }
    }

    /// Why a sentence without reasons came out as it did.
    pub(super) fn unreasoned(&self, atom: usize, verdict: Verdict) -> String {
        let it = &self.world.atoms[atom];
        if let Some(stated) = self.world.stated(it.topic, &it.row) {
            return if stated.supposed {
                "open: supposed to be unknown".to_owned()
            } else {
                format!("open: the case says that it is unknown ({})", self.place(stated.span))
            };
        }
        let Some((_, declared)) = self.world.phrase(it.topic) else { return String::new() };
        let misfits = it.row.iter().zip(&declared.slots).any(|(item, slot)| {
            let thing = self.world.items.thing(*item).zip(slot.sort.kind());
            thing.is_some_and(|it| self.world.case.is_of_kind(it.0, it.1) == Some(false))
        });
        if misfits {
            return "its words do not fit this kind of thing".to_owned();
        }
        match (declared.role, &declared.decided_by) {
            (Role::Open, Some(who)) if verdict != Verdict::NO => {
                format!("open: to be decided by {who}")
            }
            (Role::Open, _) if verdict != Verdict::NO => "open: the case does not say".to_owned(),
            (Role::Conclusion, _) => "no rule concludes this".to_owned(),
            _ => "not stated, and then it is taken not to be so".to_owned(),
        }
    }

    /// What the variables of a rule stand for in a step about it.
    pub(super) fn bindings(&self, step: &Step) -> Value {
        let Some(rule) = step.rule.filter(|_| step.kind != "group") else { return Value::Null };
        let variables = &self.world.case.program.rule(rule).variables;
        let mut all = serde_json::Map::new();
        for (item, variable) in step.known.iter().zip(variables) {
            let Some(item) = item else { continue };
            let vocabulary = &self.world.case.program.vocabulary;
            let sort = || vocabulary.sort_name(variable.sort).to_owned();
            let name = variable.letter.clone().unwrap_or_else(sort);
            let mut key = name.clone();
            for count in 2.. {
                if !all.contains_key(&key) {
                    break;
                }
                key = format!("{name} {count}");
            }
            all.insert(key, self.world.item(*item).into());
        }
        Value::Object(all)
    }
}
