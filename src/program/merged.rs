//! Two versions of a body of rules as one program, so that what they conclude can be compared on the same facts.
//!
//! What cases state is shared. What rules conclude in both versions, but may conclude differently, is there twice:
//! once as the new rules have it, once as the old ones do. So where the two differ is one condition on one set of open
//! questions. What can't differ is there once, with the new rules.
//!
//! An input that rules conclude, too, is taken apart: whether it is stated, and what, are inputs of their own. What is
//! stated goes before every rule; what rules leave open is one open question for both versions.

mod changed;
mod map;

use super::{Families, PhraseId, Program, Rule, RuleId, SourceId};
use crate::{
    source::index,
    vocabulary::{KindId, Part, Phrase, Role, Sort, Thing, ThingId},
};

use self::{changed::Changed, map::Map};

/// Two versions as one program.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The program; its phrases begin with those of the new version, its names, too.
    pub program: Program,
    /// What both conclude and may conclude differently.
    pub pairs: Vec<Pair>,
    /// The phrases that only one version has, as they are declared there.
    pub only_in_one: Vec<String>,
    /// The names that only one version has.
    pub named: Vec<String>,
}

/// A phrase that both versions conclude, as each of them does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// As the new rules have it; its id is that in the new version.
    pub new: PhraseId,
    /// As the old rules have it.
    pub old: PhraseId,
}

/// An input, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// What is so if it is stated, or where rules leave it open.
    pub what: PhraseId,
    /// Whether it is stated.
    pub whether: PhraseId,
    /// Whether it is not so where nothing is stated.
    pub closed: bool,
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
        map.first_source = index(self.sources.len());
        let matched = map.phrases.clone();
        let changed = Changed::between(self, old, &map, merged.vocabulary.phrases.len());
        let pairs = merged.split(self, old, &mut map, &changed);
        let taken = merged.take_rules(old, &mut map, &changed);
        merged.sources.extend(old.sources.iter().cloned());
        merged.ranking = self.ranking.beside(&old.ranking, &taken, map.first_source);
        merged.take_inputs_apart(&pairs);
        let rules: Vec<Option<&Rule>> = merged.rules.iter().map(Some).collect();
        merged.families = Families::of_rules(&merged.vocabulary, &rules).0;
        let only_in_one = self.only_in_one(old, &matched);
        let named = |one: &Self, other: &Self| -> Vec<String> {
            let known =
                |it: &Thing| other.vocabulary.things.iter().any(|that| that.name == it.name);
            let new = one.vocabulary.things.iter().filter(|it| !known(it));
            new.map(|it| it.name.clone()).collect()
        };
        let named = [named(self, old), named(old, self)].concat();
        Ok(Merged { program: merged, pairs, only_in_one, named })
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
            ids.push(KindId(index(at)));
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
            let id = KindId(index(at));
            let depth = self.vocabulary.upwards(id).count() - 1;
            self.vocabulary.kinds[at].depth = index(depth);
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
            ids.push(ThingId(index(at)));
        }
        Ok(ids)
    }

    /// Takes over the phrases that only the old version has. One that has the same words over other kinds is another
    /// version of the same phrase.
    fn take_phrases(&mut self, old: &Self, map: &Map) -> Vec<PhraseId> {
        let forms = |program: &Self, of_kinds: bool| -> Vec<String> {
            let phrases = program.vocabulary.phrases.iter();
            phrases.map(|it| program.form(it, of_kinds)).collect()
        };
        let (exact, loose) = (forms(self, true), forms(self, false));
        let (old_exact, old_loose) = (forms(old, true), forms(old, false));
        let only = |all: &[String], form: &String| {
            let mut found = (0..all.len()).filter(|it| all[*it] == *form);
            found.next().filter(|_| found.next().is_none())
        };
        let mut ids = Vec::new();
        for (at, phrase) in old.vocabulary.phrases.iter().enumerate() {
            let same = exact.iter().position(|it| *it == old_exact[at]).or_else(|| {
                let unmatched = |it: &usize| !old_exact.contains(&exact[*it]);
                let known = only(&loose, &old_loose[at]).filter(unmatched);
                known.filter(|_| only(&old_loose, &old_loose[at]).is_some())
            });
            ids.push(match same {
                Some(at) => PhraseId(index(at)),
                None => self.add_phrase(map.phrase(phrase)),
            });
        }
        ids
    }

    /// The phrases of either version that the other one has not, where `matched` says what the old ones are.
    fn only_in_one(&self, old: &Self, matched: &[PhraseId]) -> Vec<String> {
        let own = self.vocabulary.phrases.len();
        let ids = |count: usize| (0..count).filter_map(|it| u32::try_from(it).ok()).map(PhraseId);
        let new =
            ids(own).filter(|it| !matched.contains(it)).map(|it| self.vocabulary.declared(it));
        let gone = ids(old.vocabulary.phrases.len())
            .filter(|it| matched[it.0 as usize].0 as usize >= own)
            .map(|it| old.vocabulary.declared(it));
        new.chain(gone).collect()
    }

    fn add_phrase(&mut self, phrase: Phrase) -> PhraseId {
        self.vocabulary.phrases.push(phrase);
        PhraseId(index(self.vocabulary.phrases.len() - 1))
    }

    /// A phrase's words and sorts, by which versions agree on it; kinds only if `of_kinds`.
    fn form(&self, phrase: &Phrase, of_kinds: bool) -> String {
        let sort = |it: Sort| match it {
            Sort::Kind(_) if !of_kinds => "…",
            _ => self.vocabulary.sort_name(it),
        };
        let parts = phrase.parts.iter().map(|it| match it {
            Part::Word(it) => it.to_lowercase(),
            Part::Slot(it) => format!("{{{}}}", sort(phrase.slots[*it as usize].sort)),
        });
        let parts: Vec<String> = parts.collect();
        let value = phrase.value.map(|it| format!(": {}", self.vocabulary.sort_name(it)));
        format!("{}{}", parts.join(" "), value.unwrap_or_default())
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
            ids.push(index(at));
        }
        ids
    }

    /// Gives what the old version concludes differently a phrase of its own.
    fn split(&mut self, new: &Self, old: &Self, map: &mut Map, changed: &Changed) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (at, phrase) in old.vocabulary.phrases.iter().enumerate() {
            let own = map.phrases[at];
            let in_both = (own.0 as usize) < new.vocabulary.phrases.len();
            if !in_both || !changed.phrases[own.0 as usize] {
                continue;
            }
            let theirs = self.add_phrase(map.phrase(phrase));
            map.phrases[at] = theirs;
            pairs.push(Pair { new: own, old: theirs });
        }
        pairs
    }

    /// Takes over the rules by which the old version concludes what it has for itself; which these are.
    fn take_rules(&mut self, old: &Self, map: &mut Map, changed: &Changed) -> Vec<RuleId> {
        let taken: Vec<RuleId> =
            old.rules().map(|it| it.0).filter(|it| changed.old_rules[it.0 as usize]).collect();
        let first = index(self.rules.len());
        map.rules = vec![None; old.rules.len()];
        for (at, id) in (first..).zip(&taken) {
            map.rules[id.0 as usize] = Some(RuleId(at));
        }
        for id in &taken {
            self.rules.push(map.rule(old.rule(*id)));
        }
        taken
    }

    /// The same rules, with every yes/no input open, and with whether it is stated open, too, where rules conclude it: what
    /// a case states goes before them. So far that is said of what is the case for individuals, not of values.
    #[must_use]
    pub fn with_open_statements(&self) -> Self {
        let mut program = self.clone();
        program.take_inputs_apart(&[]);
        let phrases = &program.vocabulary.phrases;
        program.shared.retain(|it, _| {
            let phrase = &phrases[it.0 as usize];
            phrase.value.is_none() && phrase.slots.iter().all(|it| it.sort.kind().is_some())
        });
        program.with_open_inputs()
    }

    /// Takes the inputs apart that rules conclude, too.
    fn take_inputs_apart(&mut self, pairs: &[Pair]) {
        let concluding = self.concluding();
        let concluded = |it: PhraseId| !concluding[it.0 as usize].is_empty();
        for at in 0..concluding.len() {
            let phrase = PhraseId(index(at));
            let version = pairs.iter().find(|it| it.new == phrase).map(|it| it.old);
            let versions: Vec<PhraseId> = std::iter::once(phrase).chain(version).collect();
            let role = |it: &PhraseId| self.vocabulary.phrase(*it).role;
            let is_input = versions.iter().any(|it| role(it) != Role::Conclusion);
            let is_version = pairs.iter().any(|it| it.old == phrase);
            let by_rules = versions.iter().any(|it| concluded(*it));
            if is_version || !is_input || !(by_rules || version.is_some()) {
                continue;
            }
            let closed: Vec<bool> = versions.iter().map(|it| role(it) != Role::Open).collect();
            let declared = Phrase { role: Role::Open, ..self.vocabulary.phrase(phrase).clone() };
            let whether = self.add_phrase(whether(&declared));
            let what = self.add_phrase(declared);
            for (it, closed) in versions.into_iter().zip(closed) {
                // A conclusion can be stated, too, where it is an input of the other version.
                self.vocabulary.phrases[it.0 as usize].role = Role::Open;
                self.shared.insert(it, Stated { what, whether, closed });
            }
        }
    }
}

impl Map {
    fn source(&self, id: SourceId) -> SourceId {
        SourceId(self.first_source + id.0)
    }
}

/// That something is stated: a phrase over the same slots.
fn whether(phrase: &Phrase) -> Phrase {
    let valued = phrase.value.is_some();
    let about = |said: &str| -> Vec<Part> {
        let question = if valued { "what" } else { "whether" };
        let words = said.split(' ').chain([question]).map(|it| Part::Word(it.to_owned()));
        let is = valued.then(|| Part::Word("is".to_owned()));
        words.chain(phrase.parts.clone()).chain(is).collect()
    };
    Phrase {
        parts: about("it is stated"),
        negated: Some(about("it is not stated")),
        asked: None,
        value: None,
        role: Role::Open,
        ask: None,
        help: None,
        decided_by: None,
        ..phrase.clone()
    }
}
