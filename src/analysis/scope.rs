//! How large are the cases that are looked at? So many individuals of each kind, beside those that the rules name.

use jiff::civil::Date;

use crate::{
    engine::{Grounding, Lens, Limit, Limits, Setting, compile::Compiled},
    program::{Conclusion, Program, RuleId, Scenario, Term, Variable, VariableId},
    source::index,
    vocabulary::{Entity, KindId, PhraseId, Sort, Thing, ThingId, wording::Speaker},
};

/// The most individuals of one kind that a scope has of itself.
const MOST_OF_ITSELF: usize = 2;
/// The most that can be asked for.
const MOST: usize = 20;

/// So many individuals of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The kinds, none a part of another, each with a number.
    pub counts: Vec<(KindId, usize)>,
}

impl Scope {
    /// Reads `one request, 2 countries`.
    ///
    /// # Errors
    /// What is wrong with it, and what can be said instead.
    pub fn read(program: &Program, text: &str) -> Result<Self, String> {
        let mut scope = Self::default();
        let parts = text.split(',').flat_map(|it| it.split(" and ")).map(str::trim);
        for part in parts.filter(|it| !it.is_empty()) {
            let (number, kind) = part.split_once(char::is_whitespace).unwrap_or(("", part));
            let count = number_of(number).ok_or_else(|| {
                format!("`{part}`: say how many of which kind, as in `one {}`", example(program))
            })?;
            if count > MOST {
                return Err(format!("`{part}`: more than {MOST} of a kind are too many"));
            }
            let kind = kind_named(program, kind.trim()).ok_or_else(|| {
                format!("`{}` is no kind of these rules; there are {}", kind.trim(), kinds(program))
            })?;
            if let Some((other, _)) =
                scope.counts.iter().find(|it| program.vocabulary.compatible(it.0, kind))
            {
                let name = |it: KindId| program.vocabulary.kind(it).name.clone();
                return Err(format!(
                    "`{}` and `{}` overlap: say one number for both",
                    name(*other),
                    name(kind)
                ));
            }
            scope.counts.push((kind, count));
        }
        if scope.counts.is_empty() {
            return Err(format!("say how many of which kind, as in `one {}`", example(program)));
        }
        Ok(scope)
    }

    /// What some sorts that stand together in a phrase or rule need, added to what is needed already: as many
    /// individuals of a kind as there are places for one, but no more than two.
    fn need(&mut self, program: &Program, sorts: &[Sort]) {
        let words = &program.vocabulary;
        for kind in sorts.iter().filter_map(|it| it.kind()) {
            let root = |it: KindId| words.upwards(it).last().unwrap_or(it);
            let same = sorts.iter().filter_map(|it| it.kind()).filter(|it| root(*it) == root(kind));
            let count = same.count().min(MOST_OF_ITSELF);
            match self.counts.iter_mut().find(|it| root(it.0) == root(kind)) {
                Some(entry) => {
                    entry.0 = common(program, entry.0, kind);
                    entry.1 = entry.1.max(count);
                }
                None => self.counts.push((kind, count)),
            }
        }
    }

    /// The scope that rules and phrases suggest: an individual for each of their variables of a kind, at most two.
    pub fn suggested<'s>(program: &Program, groups: impl Iterator<Item = &'s [Sort]>) -> Self {
        let mut scope = Self::default();
        groups.for_each(|it| scope.need(program, it));
        scope.counts.sort_unstable();
        scope
    }

    /// The scope that some phrases suggest, and the rules that bear on them. Where a rule speaks of some individual that
    /// its conclusion does not name, there may be another one, of which another rule speaks.
    pub fn for_phrases(program: &Program, phrases: &[PhraseId]) -> Self {
        let rules = program.rules_for(phrases);
        let variables = rules.iter().map(|it| -> Vec<Sort> {
            let concluded = concluded(program, *it);
            let variables = (0..).map(VariableId).zip(&program.rule(*it).variables);
            let twice =
                |(id, _): &(VariableId, &Variable)| 1 + usize::from(!concluded.contains(id));
            variables.flat_map(|it| std::iter::repeat_n(it.1.sort, twice(&it))).collect()
        });
        let slots = phrases.iter().map(|it| -> Vec<Sort> {
            program.vocabulary.phrase(*it).slots.iter().map(|it| it.sort).collect()
        });
        let groups: Vec<Vec<Sort>> = variables.chain(slots).collect();
        Self::suggested(program, groups.iter().map(Vec::as_slice))
    }

    /// `1 request, 2 countries`
    pub fn words(&self, program: &Program) -> String {
        let part = |(kind, count): &(KindId, usize)| {
            let kind = program.vocabulary.kind(*kind);
            format!("{count} {}", if *count == 1 { &kind.name } else { &kind.plural })
        };
        self.counts.iter().map(part).collect::<Vec<_>>().join(", ")
    }

    /// A case of this size in which nothing is stated. Its things follow those that the rules name.
    pub fn scenario(&self, program: &Program) -> Scenario {
        let mut things: Vec<Thing> = Vec::new();
        for (kind, count) in &self.counts {
            for number in 1..=*count {
                let name = name_for(program, &things, *kind, number);
                let span = program.vocabulary.kind(*kind).span;
                things.push(Thing { name, also: Vec::new(), kind: *kind, the: false, span });
            }
        }
        Scenario { things, ..Scenario::default() }
    }
}

/// The variables that a rule's conclusion names, or that of what it is an exception to.
fn concluded(program: &Program, rule: RuleId) -> Vec<VariableId> {
    let conclusions = program.lineage(rule).filter_map(|it| it.conclusion.as_ref());
    let terms = conclusions.flat_map(Conclusion::terms);
    let named = terms.filter_map(|it| if let Term::Variable(it) = it { Some(*it) } else { None });
    named.collect()
}

/// The lowest kind that both are a part of; both have one root.
fn common(program: &Program, one: KindId, other: KindId) -> KindId {
    let above = program.vocabulary.upwards(one);
    above.into_iter().find(|it| program.vocabulary.is_part_of(other, *it)).unwrap_or(one)
}

/// `R1` for a request; `Request-1` where that is taken.
fn name_for(program: &Program, taken: &[Thing], kind: KindId, number: usize) -> String {
    let kind = &program.vocabulary.kind(kind).name;
    let initials: String = kind
        .split([' ', '-'])
        .filter_map(|it| it.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let long: String = kind.split(' ').collect::<Vec<_>>().join("-");
    let mut long = long.chars();
    let long: String = long.next().into_iter().flat_map(char::to_uppercase).chain(long).collect();
    let free = |name: &String| {
        let mut all = program.vocabulary.things.iter().chain(taken);
        !all.any(|it| it.name == *name || it.also.contains(name))
    };
    let short = format!("{initials}{number}");
    // Two kinds with the same initials: only the first has the short names.
    Some(short)
        .filter(free)
        .or_else(|| Some(format!("{long}-{number}")).filter(free))
        .unwrap_or_else(|| format!("{long}-number-{number}"))
}

fn number_of(word: &str) -> Option<usize> {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let folded = word.to_lowercase();
    if ["a", "an"].contains(&folded.as_str()) {
        return Some(1);
    }
    words.iter().position(|it| *it == folded).or_else(|| word.parse().ok())
}

fn kind_named(program: &Program, name: &str) -> Option<KindId> {
    let name = name.to_lowercase();
    let kinds = (0..).map(KindId).zip(&program.vocabulary.kinds);
    let mut found =
        kinds.filter(|it| it.1.name.to_lowercase() == name || it.1.plural.to_lowercase() == name);
    found.next().map(|it| it.0)
}

fn kinds(program: &Program) -> String {
    let names: Vec<&str> = program.vocabulary.kinds.iter().map(|it| it.name.as_str()).collect();
    names.join(", ")
}

fn example(program: &Program) -> &str {
    program.vocabulary.kinds.first().map_or("request", |it| &it.name)
}

/// The rows of individuals that can stand in some slots, for which something has to be looked at: of rows that differ
/// only in which of several interchangeable individuals they name, one.
pub fn rows(program: &Program, scenario: &Scenario, slots: &[Sort]) -> Vec<Vec<ThingId>> {
    let named = program.vocabulary.things.len();
    let things: Vec<&Thing> = program.vocabulary.things.iter().chain(&scenario.things).collect();
    let mut rows: Vec<Vec<ThingId>> = vec![Vec::new()];
    for slot in slots {
        let Some(kind) = slot.kind() else { return Vec::new() };
        let fits = |at: &usize| program.vocabulary.compatible(things[*at].kind, kind);
        let mut longer = Vec::new();
        for row in &rows {
            for at in (0..things.len()).filter(fits) {
                let used = |it: usize| row.iter().any(|id| id.0 as usize == it);
                // An individual of the case comes after those of its kind that came before it.
                let twin = at > named && things[at - 1].kind == things[at].kind;
                if at < named || !twin || used(at - 1) || used(at) {
                    let id = ThingId(index(at));
                    longer.push([row.as_slice(), &[id]].concat());
                }
            }
        }
        rows = longer;
    }
    rows
}

/// The sorts of a phrase's slots, if all of them are kinds.
pub fn slots(program: &Program, phrase: PhraseId) -> Option<Vec<Sort>> {
    let slots = &program.vocabulary.phrase(phrase).slots;
    let sorts = slots.iter().map(|it| it.sort.kind().map(|_| it.sort));
    sorts.collect()
}

/// The question whether a phrase holds of some individuals of a schematic case, or what an attribute of theirs is.
pub fn question(
    program: &Program,
    scenario: &Scenario,
    phrase: PhraseId,
    row: &[ThingId],
) -> String {
    let named = program.vocabulary.things.iter().chain(&scenario.things);
    let things: Vec<Thing> = named.cloned().collect();
    let entities: Vec<Entity> = row.iter().map(|it| Entity::Thing(*it)).collect();
    Speaker::new(&program.vocabulary, &things).asked(phrase, &entities)
}

/// Looks at what follows in a schematic case.
///
/// # Errors
/// What the look comes back with.
pub fn on_ground<T>(
    (program, compiled): (&Program, &Compiled),
    scenario: &Scenario,
    as_of: Option<Date>,
    limits: Limits<'_>,
    look: impl FnOnce(&mut Grounding<'_>) -> Result<T, Limit>,
) -> Result<T, Limit> {
    let questions = Compiled::extension(compiled);
    let lens = Lens::new(program, as_of, None);
    look(&mut Grounding::new(Setting {
        program,
        compiled,
        questions: &questions,
        scenario,
        query: None,
        lens: &lens,
        limits,
    }))
    .map_err(|it| limits.told(it))
}
