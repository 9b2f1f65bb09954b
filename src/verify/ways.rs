//! Is the answer what the rules say, and are its ways the least that is needed, and all of them?
//!
//! The least ways are worked out anew, question by question: a set of options of the first question with what is least
//! behind it, where no greater set would do. Then they are compared with those that are listed.

mod literals;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::{
    Doubt, Report,
    ground::World,
    items::Item,
    list, open,
    space::{ALWAYS, Diagram, deep},
    truth::{Group, Node, Question, Verdict, accepts},
};

/// Options of some questions, in the order of the questions.
pub(super) type Way = Vec<(usize, Vec<bool>)>;

/// The three sides of an answer.
const SIDES: [&str; 3] = ["yes", "no", "circular"];

/// The sets of options of a question that can be said, and what each literal says.
type Said = (Vec<Vec<bool>>, FxHashMap<String, Vec<bool>>);

/// The open questions of an answer, as they are to be listed.
pub(super) struct Asked {
    pub(super) by_ways: Vec<Value>,
    /// The unknown values that it names.
    pub(super) named: Vec<Value>,
}

/// How many ways are worked out.
const MOST: usize = 20_000;

/// The ways of an answer, and what it asks.
pub(super) struct Ways<'w, 'a> {
    pub(super) world: &'w mut World<'a>,
    known: FxHashMap<Diagram, Vec<Way>>,
    /// For each question the sets of options that can be said, and what each literal says.
    said: FxHashMap<usize, Said>,
}

impl<'w, 'a> Ways<'w, 'a> {
    pub(super) fn new(world: &'w mut World<'a>) -> Self {
        Self { world, known: FxHashMap::default(), said: FxHashMap::default() }
    }

    /// An answer and the least ways of each of its sides, in words.
    pub(super) fn in_words(&mut self, atom: usize) -> Result<Vec<Vec<String>>, Doubt> {
        let (verdict, diagrams) = self.sides(atom)?;
        let mut sides = vec![vec![self.word(verdict, diagrams[2]).to_owned()]];
        for diagram in diagrams {
            let mut ways = Vec::new();
            for way in self.least(diagram)? {
                let mut words = Vec::new();
                for (question, set) in way {
                    words.extend(self.tightest(question, &set));
                }
                words.sort_unstable();
                ways.push(words.join(" and "));
            }
            ways.sort_unstable();
            sides.push(ways);
        }
        Ok(sides)
    }

    /// What says most of some options of a question, whatever else it is asked about.
    fn tightest(&mut self, question: usize, set: &[bool]) -> Vec<String> {
        let within = |one: &[bool], other: &[bool]| one.iter().zip(other).all(|it| it.0 <= it.1);
        let said = self.said(question).1.iter();
        let literals = said.flat_map(|(sentence, marked)| {
            let denied: Vec<bool> = marked.iter().map(|it| !it).collect();
            [(sentence.clone(), marked.clone()), (format!("not {sentence}"), denied)]
        });
        let so: Vec<(String, Vec<bool>)> = literals.filter(|it| within(set, &it.1)).collect();
        let is_tight = |it: &&(String, Vec<bool>)| {
            so.iter().all(|other| other.1 == it.1 || !within(&other.1, &it.1))
        };
        let tight: Vec<String> = so.iter().filter(is_tight).map(|it| it.0.clone()).collect();
        let kind = self.world.truth.questions.get_index(question).map_or("", |it| kind_of(it.0));
        tight.into_iter().map(|it| format!("{kind}: {it}")).collect()
    }

    /// Where an answer is yes, no and circular.
    fn sides(&mut self, atom: usize) -> Result<(Verdict, [Diagram; 3]), Doubt> {
        let verdict = self.world.decide(Node::Atom(atom))?;
        let space = &mut self.world.truth.space;
        let (no, maybe) = (space.not(verdict.possible)?, space.not(verdict.yes)?);
        Ok((verdict, [verdict.yes, no, space.and(verdict.possible, maybe)?]))
    }

    /// Checks what is said of one answer; gives the open questions of its ways, and the unknown values that it names.
    pub(super) fn check(
        &mut self,
        atom: usize,
        said: &Value,
        place: &str,
        report: &mut Report,
    ) -> Result<Asked, Doubt> {
        let (verdict, sides) = self.sides(atom)?;
        let before = report.refuted.len();
        let complete = said["complete"] == true;
        let mut asked: Vec<Value> = Vec::new();
        for (side, diagram) in SIDES.into_iter().zip(sides) {
            let field = format!("{side}_if");
            let ways = list(said, &field);
            report.ways += ways.len();
            let wrong = |what: &str, way: &Value| {
                format!("a way of `{field}`{place} {what}: {}", worded(way))
            };
            let mut listed: Vec<Way> = Vec::new();
            for way in &ways {
                match self.listed(way, &wrong)? {
                    Err(wrong) => report.refute(wrong),
                    Ok((_, whole)) if !self.world.truth.space.implies(whole, diagram)? => {
                        report.refute(wrong("does not lead there", way));
                    }
                    Ok((it, _)) if listed.contains(&it) => {
                        report.refute(wrong("is listed twice", way));
                    }
                    Ok((it, _)) => listed.push(it),
                }
            }
            if report.refuted.len() > before {
                continue;
            }
            let all = self.least(diagram)?;
            for (_, way) in listed.iter().zip(&ways).filter(|it| !all.contains(it.0)) {
                report.refute(wrong("says more than is needed", way));
            }
            if listed.len() < all.len() && (complete || listed.is_empty()) {
                report.refute(format!("a way in which the answer{place} is {side} is missing"));
            }
            let count = said["count"][&field].as_u64();
            if count != Some(all.len() as u64) || complete && listed.len() != all.len() {
                report.refute(format!("`count` of `{field}`{place} is not the number of ways"));
            }
            asked.extend(self.asked(&all));
            if side != "circular" && complete {
                check_needed(said, &field, place, report);
            }
        }
        if !complete {
            let what = "checks only answers all of whose ways are listed (see `--limit`)";
            report.doubt(Doubt::new(what));
        }
        if report.refuted.len() == before {
            let answer = self.word(verdict, sides[2]);
            if said["answer"] != answer {
                let said = said["answer"].as_str().unwrap_or_default();
                report.refute(format!("the answer{place} is not `{said}` but `{answer}`"));
            }
        }
        Ok(Asked { by_ways: open::sorted(asked), named: self.named(atom) })
    }

    /// The word for an answer.
    fn word(&self, verdict: Verdict, circular: Diagram) -> &'static str {
        let space = &self.world.truth.space;
        let asks = space.asks(verdict.yes).into_iter().chain(space.asks(verdict.possible));
        let mut asks = asks.map(|it| self.world.truth.questions.get_index(it));
        let disputed =
            asks.all(|it| matches!(it, Some((Question::Dispute(_) | Question::Value(..), _))));
        match verdict {
            Verdict::YES => "yes",
            Verdict::NO => "no",
            _ if circular == ALWAYS => "circular",
            _ if disputed => "disputed",
            _ => "depends",
        }
    }

    /// A way as it is listed, as options and where it is so; or what is wrong with it.
    fn listed(
        &mut self,
        way: &Value,
        wrong: &dyn Fn(&str, &Value) -> String,
    ) -> Result<Result<(Way, Diagram), String>, Doubt> {
        let mut found: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
        for literal in way.as_array().into_iter().flatten() {
            let text = |field: &str| literal[field].as_str().unwrap_or_default();
            let (kind, sentence) = (text("kind"), text("sentence"));
            let literal = self.literal(kind, sentence).zip(literal["holds"].as_bool());
            let Some(((question, marked), holds)) = literal else {
                let what = format!("`{sentence}` is no open question of the kind `{kind}`");
                return Ok(Err(what));
            };
            let own = found.entry(question).or_insert_with(|| vec![true; marked.len()]);
            let both = own.iter().zip(marked).map(|(own, it)| *own && it == holds);
            let both: Vec<bool> = both.collect();
            if both == *own {
                return Ok(Err(wrong("says something twice", way)));
            }
            if !both.contains(&true) {
                return Ok(Err(wrong("contradicts itself", way)));
            }
            *own = both;
        }
        let found: Way = found.into_iter().collect();
        let whole = self.diagram(&found)?;
        Ok(Ok((found, whole)))
    }

    /// Where a way is so.
    fn diagram(&mut self, way: &Way) -> Result<Diagram, Doubt> {
        let space = &mut self.world.truth.space;
        way.iter().try_fold(ALWAYS, |whole, (question, marked)| {
            let literal = space.literal(*question, marked)?;
            space.and(whole, literal)
        })
    }

    /// The open question that a literal is about, and the options that it names.
    pub(super) fn literal(&mut self, kind: &str, sentence: &str) -> Option<(usize, Vec<bool>)> {
        (0..self.world.truth.questions.len()).find_map(|question| {
            let own = self.world.truth.questions.get_index(question).map(|it| kind_of(it.0));
            let marked = self.said(question).1.get(sentence).cloned();
            marked.filter(|_| own == Some(kind)).map(|it| (question, it))
        })
    }

    /// The sets of options of a question that can be said, the literals being sentences.
    fn said(&mut self, question: usize) -> &Said {
        if !self.said.contains_key(&question) {
            let literals = self.world.literals(question);
            let size = literals.first().map_or(0, |it| it.1.len());
            let mut sets: Vec<Vec<bool>> = vec![vec![true; size]];
            for (_, marked) in &literals {
                for set in sets.clone() {
                    for holds in [true, false] {
                        let less: Vec<bool> =
                            set.iter().zip(marked).map(|it| *it.0 && *it.1 == holds).collect();
                        if less.contains(&true) && !sets.contains(&less) {
                            sets.push(less);
                        }
                    }
                }
            }
            self.said.insert(question, (sets, literals.into_iter().collect()));
        }
        &self.said[&question]
    }

    /// The least ways in which something is so.
    pub(super) fn least(&mut self, it: Diagram) -> Result<Vec<Way>, Doubt> {
        if let Some(known) = self.known.get(&it) {
            return Ok(known.clone());
        }
        let Some((question, options)) = self.world.truth.space.get(it) else {
            return Ok(if it == ALWAYS { vec![Vec::new()] } else { Vec::new() });
        };
        let options = options.to_vec();
        let mut sets: Vec<(Vec<bool>, Diagram)> = Vec::new();
        for set in self.said(question).0.clone() {
            let within: Vec<Diagram> =
                set.iter().zip(&options).filter(|it| *it.0).map(|it| *it.1).collect();
            sets.push((set, self.world.truth.space.all(&within)?));
        }
        let mut found: Vec<Way> = Vec::new();
        for (set, rest) in &sets {
            'ways: for way in deep(|| self.least(*rest))? {
                let whole = self.diagram(&way)?;
                for (greater, rest) in &sets {
                    let is_greater =
                        greater != set && set.iter().zip(greater).all(|it| *it.0 <= *it.1);
                    if is_greater && self.world.truth.space.implies(whole, *rest)? {
                        continue 'ways;
                    }
                }
                let own = Some((question, set.clone())).filter(|it| it.1.contains(&false));
                found.push(own.into_iter().chain(way).collect());
            }
            if found.len() > MOST {
                return Err(Doubt::new(format!("does not look at more than {MOST} ways")));
            }
        }
        self.known.insert(it, found.clone());
        Ok(found)
    }

    /// The unknown values that an answer names.
    fn named(&self, atom: usize) -> Vec<Value> {
        let unknowns = self.world.items.unknowns(&self.world.atoms[atom].row);
        unknowns.into_iter().map(|it| self.world.value_entry(it)).collect()
    }

    /// The questions that ways ask; of values that hang together those whose comparisons matter.
    fn asked(&mut self, ways: &[Way]) -> Vec<Value> {
        let mut found = Vec::new();
        for (question, marked) in ways.iter().flatten() {
            let Some((question, _)) = self.world.truth.questions.get_index(*question) else {
                continue;
            };
            let world = &*self.world;
            let Question::Group(at) = question else {
                found.push(world.entry(question));
                continue;
            };
            let group = &world.truth.groups[*at];
            let mut unknowns = group.unknowns.clone();
            if unknowns.len() > 1 {
                unknowns = group.that_matter(marked, world);
            }
            found.extend(unknowns.into_iter().map(|it| world.value_entry(it)));
        }
        found
    }
}

impl Group {
    /// The unknown values whose comparisons tell some options from the others. That something is less and that it is not
    /// tell the same: comparisons of the same two are left out together.
    fn that_matter(&self, marked: &[bool], world: &World<'_>) -> Vec<Item> {
        let outcome = |option: usize, without: [Item; 2]| -> Vec<bool> {
            let each = self.compared.iter().zip(&self.options[option]);
            let each = each.filter(|it| {
                let (_, one, other) = *it.0;
                [one, other] != without && [other, one] != without
            });
            each.map(|(it, order)| accepts(it.0, *order)).collect()
        };
        let mut found = Vec::new();
        for (_, left, right) in &self.compared {
            let without = [*left, *right];
            let needed = (0..marked.len()).any(|one| {
                (0..marked.len()).any(|other| {
                    marked[one]
                        && !marked[other]
                        && outcome(one, without) == outcome(other, without)
                })
            });
            if needed {
                found.extend(without);
            }
        }
        world.items.unknowns(&found)
    }
}

fn kind_of(question: &Question) -> &'static str {
    match question {
        Question::Input(_) => "input",
        Question::Stated(_) => "stated",
        Question::Dispute(_) | Question::Value(..) => "dispute",
        Question::Kind(_) => "kind",
        Question::Reading(_) => "reading",
        Question::Individual(_) | Question::Group(_) => "value",
    }
}

/// A way as it is listed, in words.
pub(super) fn worded(way: &Value) -> String {
    let said = way.as_array().into_iter().flatten().map(|it| {
        let not = if it["holds"] == false { "not " } else { "" };
        format!("{not}{}", it["sentence"].as_str().unwrap_or_default())
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "always".to_owned() } else { said.join(" and ") }
}

/// That what all ways have in common is named.
fn check_needed(said: &Value, field: &str, place: &str, report: &mut Report) {
    let ways = list(said, field);
    let is_common = |it: &&Value| {
        ways.iter().all(|way| way.as_array().is_some_and(|literals| literals.contains(it)))
    };
    let first = ways.first().and_then(|it| it.as_array()).into_iter().flatten();
    let common: Vec<&Value> = first.filter(is_common).collect();
    let needed = list(&said["needed"], field);
    if common.len() != needed.len() || !needed.iter().all(|it| common.contains(it)) {
        report.refute(format!("`needed` of `{field}`{place} is not what all ways need"));
    }
}
