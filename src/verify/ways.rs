//! Is the answer what the rules say, and are its ways the least that is needed, and all of them?
//!
//! That each way leads where it is said to lead is read off the model. The rest is arithmetic: ways that lead where they
//! should and leave nothing uncovered *are* the function, and whether they are its prime implicants needs no rules.

mod claim;
mod cover;

pub(super) use self::claim::{Claim, claims};
use self::{
    claim::{SIDES, Side, Way},
    cover::{Cover, Cube},
};
use super::{
    Doubt, Report,
    formula::Question,
    model::{Model, Verdicts},
};

/// Checks all claims of an answer.
pub(super) fn check(model: &Model<'_>, claims: &[Claim], report: &mut Report) {
    for claim in claims {
        let checked = if claim.listed {
            check_one(model, claim, report)
        } else {
            check_missing(model, claim, report)
        };
        if let Err(doubt) = checked {
            report.doubt(doubt);
        }
    }
}

/// Of what is no answer: that it is none in any case.
fn check_missing(model: &Model<'_>, claim: &Claim, report: &mut Report) -> Result<(), Doubt> {
    let found = model.all(&claim.goal, |it| it.yes || it.circular)?;
    if found.yes || found.circular {
        report.refute(format!("the answer {} is missing", claim.what));
    }
    Ok(())
}

fn check_one(model: &Model<'_>, claim: &Claim, report: &mut Report) -> Result<(), Doubt> {
    let before = report.refuted.len();
    for (side, ways) in SIDES.into_iter().zip(&claim.ways) {
        for way in ways {
            report.ways += 1;
            leads(model, claim, side, way, report)?;
        }
    }
    if report.refuted.len() > before {
        return Ok(());
    }
    check_answer(model, claim, report);
    if !claim.complete {
        claim.check_counts(report);
        return Err(Doubt(
            "checks only answers all of whose ways are listed (see `--limit`)".to_owned(),
        ));
    }
    let cover = Cover::new(model, claim);
    let all: Vec<Cube> = claim.ways.iter().flatten().map(|it| cover.cube(model, it)).collect();
    if let Some(left) = cover.uncovered(&all)? {
        let whole = cover.domain(model, &left);
        let found = model.within(&claim.goal, whole, Verdicts::default(), &|_| true)?;
        let side = SIDES.into_iter().find(|it| it.is_in(found)).unwrap_or(Side::No);
        let which = claim.place();
        report.refute(format!("a way in which the answer{which} is {} is missing", side.word()));
        return Ok(());
    }
    for (side, ways) in SIDES.into_iter().zip(&claim.ways) {
        let cubes: Vec<Cube> = ways.iter().map(|it| cover.cube(model, it)).collect();
        if let Some(at) = cover.not_least(model, ways, &cubes)? {
            let wrong =
                format!("{} says more than is needed: {}", side.way(claim), ways[at].said());
            report.refute(wrong);
        } else if let Some(at) = Cover::repeated(&cubes) {
            report.refute(format!("{} is listed twice: {}", side.way(claim), ways[at].said()));
        } else if !cover.all_listed(&cubes)? {
            let which = claim.place();
            report
                .refute(format!("a way in which the answer{which} is {} is missing", side.word()));
        }
    }
    claim.check_counts(report);
    claim.check_needed(report);
    claim.check_open(model, report);
    Ok(())
}

/// That a way leads to its side whatever else is so.
fn leads(
    model: &Model<'_>,
    claim: &Claim,
    side: Side,
    way: &Way,
    report: &mut Report,
) -> Result<(), Doubt> {
    let mut domain = model.open();
    for literal in &way.literals {
        model.restrict(&mut domain, literal.question, &literal.test);
    }
    if domain.iter().any(|it| !it.contains(&true)) {
        report.refute(format!("{} contradicts itself: {}", side.way(claim), way.said()));
        return Ok(());
    }
    let other = |it: Verdicts| !side.only(it);
    let found = model.within(&claim.goal, domain, Verdicts::default(), &other)?;
    if other(found) {
        report.refute(format!("{} does not lead there: {}", side.way(claim), way.said()));
    }
    Ok(())
}

fn check_answer(model: &Model<'_>, claim: &Claim, report: &mut Report) {
    let some: Vec<bool> = claim.ways.iter().map(|it| !it.is_empty()).collect();
    let mut open = claim.ways.iter().flatten().flat_map(|it| &it.literals);
    let disputed = open.all(|it| matches!(model.question(it.question), Question::Dispute(_)));
    let answer = match some[..] {
        [true, false, false] => "yes",
        [false, true, false] => "no",
        [false, false, true] => "circular",
        _ if disputed => "disputed",
        _ => "depends",
    };
    if claim.answer != answer {
        let (which, said) = (claim.place(), &claim.answer);
        report.refute(format!("the answer{which} is not `{said}` but `{answer}`"));
    }
}
