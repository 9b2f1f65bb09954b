//! Which rules can bear on a question? Those that conclude what it reads, and what these read in turn.

use super::{Condition, PhraseId, Program, Rule, RuleId};

impl Program {
    /// The rules that can bear on a condition, in source order: those that conclude something it reads or the opposite,
    /// their exceptions, and what all of these read. Which of them apply is another question.
    pub fn reached_from(&self, condition: &Condition) -> Vec<RuleId> {
        self.reached_through(condition, &|_| true)
    }

    /// As [`Program::reached_from`], where only what some of the rules read is followed: the others are reached, and
    /// nothing is reached through them.
    pub fn reached_through(
        &self,
        condition: &Condition,
        follow: &dyn Fn(RuleId) -> bool,
    ) -> Vec<RuleId> {
        self.listed(&self.reach(phrases_of(condition), follow).0)
    }

    /// The rules that can bear on some phrases, in source order.
    pub fn rules_for(&self, phrases: &[PhraseId]) -> Vec<RuleId> {
        self.listed(&self.reach(phrases.to_vec(), &|_| true).0)
    }

    fn listed(&self, rules: &[bool]) -> Vec<RuleId> {
        self.rules().map(|it| it.0).filter(|it| rules[it.0 as usize]).collect()
    }

    /// The phrases and attributes that can bear on a condition: those that it or a rule that bears on it reads.
    pub fn phrases_reached_from(&self, condition: &Condition) -> Vec<PhraseId> {
        let (_, phrases) = self.reach(phrases_of(condition), &|_| true);
        (0..).map(PhraseId).zip(phrases).filter(|it| it.1).map(|it| it.0).collect()
    }

    /// For each rule and for each phrase whether it can bear on some phrases.
    fn reach(
        &self,
        mut rest: Vec<PhraseId>,
        follow: &dyn Fn(RuleId) -> bool,
    ) -> (Vec<bool>, Vec<bool>) {
        let mut wanted = vec![false; self.vocabulary.phrases.len()];
        let mut reached = vec![false; self.rules.len()];
        let concluding = self.concluding();
        while let Some(phrase) = rest.pop() {
            if std::mem::replace(&mut wanted[phrase.0 as usize], true) {
                continue;
            }
            let mut rules = concluding[phrase.0 as usize].clone();
            while let Some(id) = rules.pop() {
                if std::mem::replace(&mut reached[id.0 as usize], true) || !follow(id) {
                    continue;
                }
                let rule = self.rule(id);
                // An exception has the conditions of its rule before its own.
                rules.extend(rule.exception_to);
                rules.extend(&rule.exceptions);
                rule.each_phrase_read(&mut |it| rest.push(it));
            }
        }
        (reached, wanted)
    }

    /// For each phrase the rules that conclude it, its opposite, or its value.
    pub fn concluding(&self) -> Vec<Vec<RuleId>> {
        let mut found = vec![Vec::new(); self.vocabulary.phrases.len()];
        for (id, rule) in self.rules() {
            if let Some(conclusion) = &rule.conclusion {
                found[conclusion.phrase().0 as usize].push(id);
            }
        }
        found
    }
}

/// What a condition reads.
fn phrases_of(condition: &Condition) -> Vec<PhraseId> {
    let mut phrases = Vec::new();
    condition.each_phrase(&mut |it| phrases.push(it));
    phrases
}

impl Rule {
    /// Visits the phrases and attributes that its own sentence reads: in its conditions, and in the terms of its conclusion.
    pub(crate) fn each_phrase_read(&self, visit: &mut dyn FnMut(PhraseId)) {
        for it in &self.conditions {
            it.each_phrase(visit);
        }
        if let Some(conclusion) = &self.conclusion {
            conclusion.all_terms().for_each(|it| it.each_phrase(visit));
        }
    }
}
