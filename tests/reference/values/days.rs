//! On which days is each rule law? Read off the text again, day by day.

use grounds::{
    session::Session,
    syntax::{self, ast},
};
use jiff::civil::{Date, date};

/// Whether every rule is law on the days on which the text says so.
pub(crate) fn check(session: &Session) -> Result<(), String> {
    let Some(first) = session.program.rules.first() else { return Ok(()) };
    let (document, _) = syntax::parse(first.span.file, session.sources.text(first.span.file));
    let days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 2)];
    for rule in &session.program.rules {
        for day in days {
            let found = rule.in_force.contains(day);
            if found != is_law(&document, &rule.label, day) {
                return Err(format!("{} is law on {day}: {found}, which is wrong", rule.label));
            }
        }
    }
    Ok(())
}

/// Within its own days, or else those of the source that it cites first; and nothing has replaced it by then.
fn is_law(document: &ast::Document, label: &str, day: Date) -> bool {
    let rules = document.items.iter().filter_map(|it| match &it.kind {
        ast::ItemKind::Rule(it) => Some(it),
        _ => None,
    });
    let rule = rules.clone().find(|it| it.label.text == label).unwrap();
    let source = rule.citations.first().and_then(|cited| {
        document.items.iter().find_map(|it| match &it.kind {
            ast::ItemKind::Source(it) if it.name.text == cited.source.text => Some(it),
            _ => None,
        })
    });
    let days = [Some(&rule.in_force), source.map(|it| &it.in_force)];
    let from = days.iter().flatten().find_map(|it| it.from.as_ref());
    let until = days.iter().flatten().find_map(|it| it.until.as_ref());
    let begun = from.is_none_or(|it| it.date <= day);
    let ended = until.is_some_and(|it| it.date < day);
    let mut replacing = rules.filter(|it| it.replaces.iter().any(|it| it.text == label));
    let replaced = |it: &ast::Rule| it.in_force.from.as_ref().is_some_and(|it| it.date <= day);
    begun && !ended && !replacing.any(replaced)
}
