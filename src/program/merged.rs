//! Two versions of a body of rules as one program, so that what they conclude can be compared on the same facts.
//!
//! What cases state is shared. What rules conclude in both versions, but may conclude differently, is there twice:
//! once as the new rules have it, once as the old ones do. So where the two differ is one condition on one set of open
//! questions. What can't differ is there once, with the new rules.
//!
//! An input that rules conclude, too, is taken apart: whether it is stated, and what, are inputs of their own. What is
//! stated goes before every rule; what is open comes behind every rule.

mod changed;
mod map;
mod passing;

use super::{Conclusion, Families, PhraseId, Program, Rule, RuleId, SourceId};
use crate::vocabulary::{KindId, Phrase, Role, ThingId};

use self::{changed::Changed, map::Map};

/// Two versions as one program.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The program; its phrases begin with those of the new version, its names, too.
    pub program: Program,
    /// What both conclude and may conclude differently.
    pub pairs: Vec<Pair>,
    /// The inputs that are taken apart.
    pub inputs: Vec<Stated>,
}

/// An input that rules conclude, too, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// What is so if it is stated, or if rules leave it open.
    pub what: PhraseId,
    /// Whether it is stated.
    pub whether: PhraseId,
    /// Whether it is not so where nothing is stated.
    pub closed: bool,
}

/// A phrase that both versions conclude, as each of them does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// As the new rules have it; its id is that in the new version.
    pub new: PhraseId,
    /// As the old rules have it.
    pub old: PhraseId,
}

/// Why two versions have no cases in common that could be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// A kind is a part of one kind in one version, and of another in the other.
    Kind(String),
    /// A name is that of one kind of thing in one version, and of another in the other.
    Name(String),
}

impl Program {
    /// This program and an older version of it as one.
    ///
    /// # Errors
    /// When a kind or a name has moved, so that the same facts mean different things.
    pub fn merged_with(&self, old: &Self) -> Result<Merged, Apart> {
        let mut merged = self.clone();
        let mut map = Map { kinds: merged.take_kinds(old)?, ..Map::default() };
        map.things = merged.take_things(old, &map.kinds)?;
        map.phrases = merged.take_phrases(old, &map);
        map.provisions = merged.take_provisions(old);
        map.first_source = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let changed = Changed::between(self, old, &map, merged.vocabulary.phrases.len());
        let pairs = merged.split(self, old, &mut map, &changed);
        let taken = merged.take_rules(old, &mut map, &changed);
        merged.sources.extend(old.sources.iter().cloned());
        merged.ranking = self.ranking.beside(&old.ranking, &taken, map.first_source);
        merged.pass_inputs_on(&pairs);
        let rules: Vec<Option<&Rule>> = merged.rules.iter().map(Some).collect();
        merged.families = Families::of_rules(&merged.vocabulary, &rules).0;
        let inputs = pairs.iter().filter_map(|it| it.stated).collect();
        let pairs = pairs.into_iter().map(|it| it.pair).collect();
        Ok(Merged { program: merged, pairs, inputs })
    }

    /// Takes over the kinds of another version; where each of them is then.
    fn take_kinds(&mut self, old: &Self) -> Result<Vec<KindId>, Apart> {
        let own = self.vocabulary.kinds.len();
        let mut ids = Vec::new();
        for kind in &old.vocabulary.kinds {
            let known = self.vocabulary.kinds.iter().position(|it| it.name == kind.name);
            let at = known.unwrap_or_else(|| {
                self.vocabulary.kinds.push(kind.clone());
                self.vocabulary.kinds.len() - 1
            });
            ids.push(KindId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        for (kind, id) in old.vocabulary.kinds.iter().zip(&ids) {
            let parent = kind.parent.map(|it| ids[it.0 as usize]);
            let known = &mut self.vocabulary.kinds[id.0 as usize];
            if id.0 as usize >= own {
                known.parent = parent;
            } else if known.parent != parent {
                return Err(Apart::Kind(kind.name.clone()));
            }
        }
        for at in own..self.vocabulary.kinds.len() {
            let id = KindId(u32::try_from(at).unwrap_or(u32::MAX));
            let depth = self.vocabulary.upwards(id).count() - 1;
            self.vocabulary.kinds[at].depth = u32::try_from(depth).unwrap_or(u32::MAX);
        }
        Ok(ids)
    }

    /// Takes over the names.
    fn take_things(&mut self, old: &Self, kinds: &[KindId]) -> Result<Vec<ThingId>, Apart> {
        let mut ids = Vec::new();
        for thing in &old.vocabulary.things {
            let kind = kinds[thing.kind.0 as usize];
            let known = self.vocabulary.things.iter().position(|it| it.name == thing.name);
            if known.is_some_and(|it| self.vocabulary.things[it].kind != kind) {
                return Err(Apart::Name(thing.name.clone()));
            }
            let at = known.unwrap_or_else(|| {
                let mut thing = thing.clone();
                thing.kind = kind;
                self.vocabulary.things.push(thing);
                self.vocabulary.things.len() - 1
            });
            ids.push(ThingId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        Ok(ids)
    }

    /// Takes over the phrases that only the old version has.
    fn take_phrases(&mut self, old: &Self, map: &Map) -> Vec<PhraseId> {
        let own: Vec<String> = self.vocabulary.phrases.iter().map(|it| self.form(it)).collect();
        let mut ids = Vec::new();
        for phrase in &old.vocabulary.phrases {
            let form = old.form(phrase);
            ids.push(match own.iter().position(|it| *it == form) {
                Some(at) => PhraseId(u32::try_from(at).unwrap_or(u32::MAX)),
                None => self.add_phrase(map.phrase(phrase)),
            });
        }
        ids
    }

    fn add_phrase(&mut self, phrase: Phrase) -> PhraseId {
        self.vocabulary.phrases.push(phrase);
        PhraseId(u32::try_from(self.vocabulary.phrases.len() - 1).unwrap_or(u32::MAX))
    }

    /// A phrase's words and sorts, by which versions agree on it.
    pub(crate) fn form(&self, phrase: &Phrase) -> String {
        let sort = |it| self.vocabulary.sort_name(it);
        let parts = phrase.parts.iter().map(|it| match it {
            crate::vocabulary::Part::Word(it) => it.to_lowercase(),
            crate::vocabulary::Part::Slot(it) => {
                format!("{{{}}}", sort(phrase.slots[*it as usize].sort))
            }
        });
        let parts: Vec<String> = parts.collect();
        let value = phrase.value.map(|it| format!(": {}", sort(it))).unwrap_or_default();
        format!("{}{value}", parts.join(" "))
    }

    /// Takes over the provisions; one whose readings are others is another one.
    fn take_provisions(&mut self, old: &Self) -> Vec<u32> {
        let mut ids = Vec::new();
        for provision in &old.provisions {
            let same = |it: &super::Provision| {
                it.name == provision.name && it.readings == provision.readings
            };
            let at = self.provisions.iter().position(same).unwrap_or_else(|| {
                self.provisions.push(provision.clone());
                self.provisions.len() - 1
            });
            ids.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        ids
    }

    /// Gives what the old version concludes differently a phrase of its own.
    fn split(&mut self, new: &Self, old: &Self, map: &mut Map, changed: &Changed) -> Vec<Split> {
        let mut pairs = Vec::new();
        for (at, phrase) in old.vocabulary.phrases.iter().enumerate() {
            let own = map.phrases[at];
            let Some(known) = new.vocabulary.phrases.get(own.0 as usize) else { continue };
            if !changed.phrases[own.0 as usize] {
                continue;
            }
            let copy = map.phrase(phrase);
            let theirs = self.add_phrase(copy.clone());
            map.phrases[at] = theirs;
            let inputs = (known.role != Role::Conclusion, phrase.role != Role::Conclusion);
            let pair = Pair { new: own, old: theirs };
            match inputs {
                (false, false) => pairs.push(Split { pair, stated: None }),
                (true, true) => {
                    let closed = known.role == Role::Closed;
                    let what = self.add_phrase(known.clone());
                    let whether = self.add_phrase(passing::whether(known));
                    for it in [own, theirs] {
                        self.vocabulary.phrases[it.0 as usize].role = Role::Conclusion;
                    }
                    pairs.push(Split { pair, stated: Some(Stated { what, whether, closed }) });
                }
                // What was an input and is now a conclusion is no answer that could be compared.
                _ => {}
            }
        }
        pairs
    }

    /// Takes over the rules by which the old version concludes what it has for itself; which these are.
    fn take_rules(&mut self, old: &Self, map: &mut Map, changed: &Changed) -> Vec<RuleId> {
        let taken: Vec<RuleId> =
            old.rules().map(|it| it.0).filter(|it| changed.old_rules[it.0 as usize]).collect();
        let first = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        map.rules = vec![None; old.rules.len()];
        for (at, id) in (first..).zip(&taken) {
            map.rules[id.0 as usize] = Some(RuleId(at));
        }
        for id in &taken {
            self.rules.push(map.rule(old.rule(*id)));
        }
        taken
    }

    /// What is stated of inputs that rules conclude, too, goes before the rules; what is open comes behind them.
    fn pass_inputs_on(&mut self, pairs: &[Split]) {
        for Split { pair, stated } in pairs {
            let Some(stated) = stated else { continue };
            for phrase in [pair.new, pair.old] {
                let concludes = |it: &(RuleId, &Rule)| {
                    it.1.conclusion.as_ref().is_some_and(|it| it.phrase() == phrase)
                };
                let rules: Vec<RuleId> = self.rules().filter(concludes).map(|it| it.0).collect();
                let valued = self.vocabulary.phrase(phrase).value.is_some();
                let mut stronger = vec![self.add_rule(passing::on(self, phrase, *stated, true))];
                if !valued {
                    stronger.push(self.add_rule(passing::on(self, phrase, *stated, false)));
                }
                let weaker = self.add_rule(passing::open(self, phrase, *stated));
                self.ranking.give_way(weaker, &[rules.as_slice(), &stronger].concat());
                for rule in rules {
                    self.ranking.give_way(rule, &stronger);
                }
            }
        }
    }

    fn add_rule(&mut self, rule: Rule) -> RuleId {
        self.rules.push(rule);
        RuleId(u32::try_from(self.rules.len() - 1).unwrap_or(u32::MAX))
    }
}

/// A phrase that is there twice, and what is stated of it where it is an input.
#[derive(Debug, Clone, Copy)]
struct Split {
    pair: Pair,
    stated: Option<Stated>,
}

impl Map {
    fn source(&self, id: SourceId) -> SourceId {
        SourceId(self.first_source + id.0)
    }
}
