//! How does somebody go through the answers? One after the other, a key for each.

use super::{
    super::{error::Error, io::Io},
    Item, Outcome,
    keys::Keys,
    view,
};

const PROMPT: &str = "a accept  r reject  s skip  t whole  d rules  q quit  ? help >";
const HELP: &str = "
  a  accept: this is the answer that is kept from now on
  r  reject: it is dropped, and what was kept stays; the next `grounds test` finds it again if nothing is done
  s  skip: it waits for another time
  t  shows both answers with all their reasons
  d  shows the rules that are not what they were
  q  ends the review; what was decided stays decided
  ?  shows this
";

/// Goes through all of them.
pub(super) fn walk(items: &mut [Item], io: &mut Io<'_>) -> Result<(), Error> {
    let keys = Keys::of(io);
    let all = items.len();
    for (at, item) in items.iter_mut().enumerate() {
        let go_on = decide(item, (at + 1, all), &keys, io)?;
        if !go_on {
            break;
        }
    }
    Ok(())
}

/// Shows one until it is decided; says whether to go on.
fn decide(
    item: &mut Item,
    place: (usize, usize),
    keys: &Keys,
    io: &mut Io<'_>,
) -> Result<bool, Error> {
    if io.out.look.watched {
        io.measure();
    }
    io.print(&view::page(item, place, io.out.look))?;
    loop {
        let Some(key) = keys.next(&format!("\n{PROMPT}"), io)? else {
            io.print("\n")?;
            return Ok(false);
        };
        let look = io.out.look;
        let outcome = match key {
            'a' => Outcome::Accepted,
            'r' => Outcome::Rejected,
            's' => {
                io.print("skipped\n\n")?;
                return Ok(true);
            }
            'q' => {
                io.print("\n")?;
                return Ok(false);
            }
            other => {
                io.print(&match other {
                    't' => view::whole(item, look),
                    'd' => view::rules(item, look),
                    _ => HELP.to_owned(),
                })?;
                continue;
            }
        };
        if item.is_as_shown() {
            item.decide(outcome)?;
            io.print(&format!("{}\n\n", outcome.word()))?;
            return Ok(true);
        }
        let is_there = item.read_again();
        if !is_there {
            io.print("gone: somebody else has decided it meanwhile\n\n")?;
            return Ok(true);
        }
        io.print("It has changed meanwhile:\n\n")?;
        io.print(&view::page(item, place, look))?;
    }
}
