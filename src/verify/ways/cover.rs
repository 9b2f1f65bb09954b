//! Which completions do some ways cover? Sets of options for each open question, and nothing else.
//!
//! A cube has, for each question that the ways speak of, a set of options; it stands for all completions that take one
//! of them for each. A set can be said if some literals together say it.

use super::{
    super::{
        Doubt,
        formula::Test,
        model::{Domain, Model},
    },
    claim::{Claim, Way},
};

/// How many cubes are looked at.
const EFFORT: usize = 2_000_000;

/// For each question, a set of options, a bit for each.
pub(super) type Cube = Vec<u64>;

/// The questions that the ways of an answer speak of.
pub(super) struct Cover {
    questions: Vec<usize>,
    /// For each question all of its options.
    whole: Cube,
    /// For each question the sets of options that can be said.
    sayable: Vec<Vec<u64>>,
    effort: std::cell::Cell<usize>,
}

impl Cover {
    pub(super) fn new(model: &Model<'_>, claim: &Claim) -> Self {
        let literals = claim.ways.iter().flatten().flat_map(|it| &it.literals);
        let mut questions: Vec<usize> = literals.map(|it| it.question).collect();
        questions.sort_unstable();
        questions.dedup();
        let options = |it: &usize| model.open()[*it].len();
        let whole = questions.iter().map(|it| full(options(it))).collect();
        let sayable = questions.iter().map(|it| sayable(model, *it)).collect();
        Self { questions, whole, sayable, effort: std::cell::Cell::new(EFFORT) }
    }

    pub(super) fn cube(&self, model: &Model<'_>, way: &Way) -> Cube {
        let mut cube = self.whole.clone();
        for literal in &way.literals {
            if let Ok(at) = self.questions.binary_search(&literal.question) {
                cube[at] &= mask(model, literal.question, &literal.test);
            }
        }
        cube
    }

    pub(super) fn domain(&self, model: &Model<'_>, cube: &Cube) -> Domain {
        let mut domain = model.open();
        for (question, set) in self.questions.iter().zip(cube) {
            for (at, left) in domain[*question].iter_mut().enumerate() {
                *left = set >> at & 1 == 1;
            }
        }
        domain
    }

    /// A completion that no cube covers.
    pub(super) fn uncovered(&self, cubes: &[Cube]) -> Result<Option<Cube>, Doubt> {
        self.left(&self.whole, cubes)
    }

    /// Something of a cube that none of some others covers: what the first leaves of it is looked at part by part.
    fn left(&self, cube: &Cube, others: &[Cube]) -> Result<Option<Cube>, Doubt> {
        let mut todo = vec![(cube.clone(), 0)];
        while let Some((cube, from)) = todo.pop() {
            self.effort.set(self.effort.get().saturating_sub(1));
            if self.effort.get() == 0 {
                return Err(Doubt("does not compare as many ways as this takes".to_owned()));
            }
            let meets = |other: &Cube| cube.iter().zip(other).all(|(one, other)| one & other != 0);
            let Some(at) = others[from..].iter().position(meets).map(|it| it + from) else {
                return Ok(Some(cube));
            };
            let mut inside = cube.clone();
            for (question, set) in others[at].iter().enumerate() {
                let outside = inside[question] & !set;
                if outside != 0 {
                    let mut part = inside.clone();
                    part[question] = outside;
                    todo.push((part, at + 1));
                    inside[question] &= set;
                }
            }
        }
        Ok(None)
    }

    /// A way that could say less and still lead to the same.
    pub(super) fn not_least(
        &self,
        model: &Model<'_>,
        ways: &[Way],
        cubes: &[Cube],
    ) -> Result<Option<usize>, Doubt> {
        for (at, cube) in cubes.iter().enumerate() {
            for dropped in 0..ways[at].literals.len() {
                let mut less = ways[at].clone();
                less.literals.remove(dropped);
                if self.cube(model, &less) == *cube {
                    return Ok(Some(at));
                }
            }
            if !self.is_greatest(cube, cubes)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether no greater cube that can be said is covered.
    fn is_greatest(&self, cube: &Cube, cubes: &[Cube]) -> Result<bool, Doubt> {
        for (question, set) in cube.iter().enumerate() {
            for greater in &self.sayable[question] {
                if greater & set != *set || greater == set {
                    continue;
                }
                let mut more = cube.clone();
                more[question] = *greater;
                if self.left(&more, cubes)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// A way that is listed twice.
    pub(super) fn repeated(cubes: &[Cube]) -> Option<usize> {
        (1..cubes.len()).find(|it| cubes[..*it].contains(&cubes[*it]))
    }

    /// Whether the ways of a side are all that there are.
    ///
    /// Where each question is answered by yes or no, they are if what any two of them say together where they contradict
    /// each other once is said by a third (Quine's consensus). Else all cubes that can be said are tried.
    pub(super) fn all_listed(&self, cubes: &[Cube]) -> Result<bool, Doubt> {
        if self.whole.iter().all(|it| *it == full(2)) {
            return self.agree(cubes);
        }
        let count = self.sayable.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
        if count.is_none_or(|it| it > 60_000) {
            let what = "does not look for further ways among as many kinds or values as these";
            return Err(Doubt(what.to_owned()));
        }
        let mut all: Vec<Cube> = vec![Vec::new()];
        for sets in &self.sayable {
            all = all
                .iter()
                .flat_map(|cube| sets.iter().map(|it| [cube.as_slice(), &[*it]].concat()))
                .collect();
        }
        for cube in all {
            if !cubes.contains(&cube)
                && self.left(&cube, cubes)?.is_none()
                && self.is_greatest(&cube, cubes)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn agree(&self, cubes: &[Cube]) -> Result<bool, Doubt> {
        for (at, one) in cubes.iter().enumerate() {
            for other in &cubes[at + 1..] {
                self.effort.set(self.effort.get().saturating_sub(1));
                if self.effort.get() == 0 {
                    return Err(Doubt("does not compare as many ways as this takes".to_owned()));
                }
                let mut together: Cube = one.iter().zip(other).map(|it| it.0 & it.1).collect();
                let mut against = (0..together.len()).filter(|it| together[*it] == 0);
                let (Some(first), None) = (against.next(), against.next()) else { continue };
                together[first] = self.whole[first];
                let within =
                    |it: &Cube| it.iter().zip(&together).all(|(it, both)| it & both == *both);
                if !cubes.iter().any(within) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn full(options: usize) -> u64 {
    if options >= 64 { u64::MAX } else { (1 << options) - 1 }
}

fn mask(model: &Model<'_>, question: usize, test: &Test) -> u64 {
    let mut domain = model.open();
    model.restrict(&mut domain, question, test);
    domain[question].iter().take(64).enumerate().fold(0, |all, (at, it)| all | u64::from(*it) << at)
}

/// All sets of options that literals of a question can say together, but for the empty one.
fn sayable(model: &Model<'_>, question: usize) -> Vec<u64> {
    let whole = full(model.open()[question].len());
    let mut sets = vec![whole];
    for literal in model.literals(question) {
        let literal = mask(model, question, &literal);
        for set in sets.clone() {
            for more in [set & literal, set & whole & !literal] {
                if more != 0 && !sets.contains(&more) && sets.len() < 2_000 {
                    sets.push(more);
                }
            }
        }
    }
    sets
}
