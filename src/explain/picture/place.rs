//! Where does each box stand? A tree from the question down, as wide as a page and no wider.
//!
//! Boxes below one stand beside each other where there is room, else below each other, hanging from it.
//! Each tree of boxes keeps to a block of its own, so no two boxes can overlap.

use super::measure::{cut, lines};
use crate::explain::argument::{Argument, Node};

/// How wide a box is.
pub(super) const WIDE: i32 = 226;
/// What lies between the border of a box and its text.
pub(super) const INSIDE: i32 = 14;
/// The size of what a step says.
pub(super) const SIZE: i32 = 13;
/// The size of what is said of it besides.
pub(super) const SMALL: i32 = 11;
/// Between boxes beside each other.
const BESIDE: i32 = 22;
/// Between a box and those that stand side by side below it.
pub(super) const BELOW: i32 = 44;
/// Between boxes that hang.
const HANGING: i32 = 14;
/// Between a box and the first one that hangs from it.
const FIRST: i32 = 24;
/// How far boxes that hang stand to the right.
pub(super) const INDENT: i32 = 46;
/// How wide boxes may stand beside each other.
const PAGE: i32 = 760;
/// How many lines what a step says may take, and how many each note.
const SAID: usize = 9;
const NOTED: usize = 4;

/// A line of text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) kind: Written,
}

/// What a line of text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// What the step says.
    Said,
    /// How it came out.
    Outcome,
    /// What is said of it besides.
    Note,
}

impl Written {
    pub(super) fn height(self) -> i32 {
        if self == Self::Said { 18 } else { 15 }
    }
}

/// A box in its place.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) tall: i32,
    pub(super) lines: Vec<Line>,
    /// Whether the boxes below it hang.
    pub(super) hangs: bool,
    /// The boxes below it.
    pub(super) below: Vec<usize>,
    /// The block that it fills with all that is below it.
    block: (i32, i32),
    /// How far from the left of its block it stands.
    from_left: i32,
}

/// Places every box; the first stands at the left and at the height `top`. Also how far they reach, right and down.
pub(super) fn place(argument: &Argument, top: i32) -> (Vec<Place>, i32, i32) {
    let mut places: Vec<Place> = argument.nodes.iter().map(unplaced).collect();
    let mut roots = Vec::new();
    for (node, at) in argument.nodes.iter().zip(0..) {
        match node.parent {
            Some(parent) => places[parent].below.push(at),
            None => roots.push(at),
        }
    }
    for at in (0..places.len()).rev() {
        let (hangs, block) = arranged(&places, at);
        places[at].hangs = hangs;
        places[at].block = block;
        places[at].from_left = match places[at].below.as_slice() {
            _ if hangs => 0,
            // Above an only child it stands right above it.
            [only] => places[*only].from_left,
            _ => (block.0 - WIDE) / 2,
        };
    }
    let (mut x, mut y, mut row, mut right) = (0, top, 0, 0);
    for root in roots {
        let (wide, tall) = places[root].block;
        if x > 0 && x + wide > PAGE {
            (x, y, row) = (0, y + row + BELOW, 0);
        }
        put(&mut places, root, x, y);
        right = right.max(x + wide);
        x += wide + BESIDE;
        row = row.max(tall);
    }
    (places, right, y + row)
}

fn unplaced(node: &Node) -> Place {
    let room = WIDE - 2 * INSIDE;
    let line = |kind: Written| move |text: String| Line { text, kind };
    let said = cut(lines(&node.sentence, SIZE, room), SAID);
    let mut all: Vec<Line> = said.into_iter().map(line(Written::Said)).collect();
    if let Some(mark) = node.mark {
        let words = format!("{} {}", mark.sign, mark.words);
        all.extend(lines(&words, SMALL, room).into_iter().map(line(Written::Outcome)));
    }
    for note in &node.notes {
        let noted = cut(lines(note, SMALL, room), NOTED);
        all.extend(noted.into_iter().map(line(Written::Note)));
    }
    let text: i32 = all.iter().map(|it| it.kind.height()).sum();
    let tall = text + 16;
    Place {
        x: 0,
        y: 0,
        tall,
        lines: all,
        hangs: false,
        below: Vec::new(),
        block: (0, 0),
        from_left: 0,
    }
}

/// Whether what is below a box hangs from it, and how much room everything takes. What is below is known.
fn arranged(places: &[Place], at: usize) -> (bool, (i32, i32)) {
    let place = &places[at];
    if place.below.is_empty() {
        return (false, (WIDE, place.tall));
    }
    let blocks: Vec<(i32, i32)> = place.below.iter().map(|it| places[*it].block).collect();
    let beside = blocks.iter().map(|it| it.0 + BESIDE).sum::<i32>() - BESIDE;
    let is_list = blocks.len() > 2 && place.below.iter().all(|it| places[*it].below.is_empty());
    let tallest = blocks.iter().map(|it| it.1).max().unwrap_or(0);
    if !is_list && beside <= PAGE || blocks.len() == 1 {
        return (false, (beside.max(WIDE), place.tall + BELOW + tallest));
    }
    let widest = blocks.iter().map(|it| it.0).max().unwrap_or(0);
    let tall: i32 = blocks.iter().map(|it| it.1 + HANGING).sum();
    (true, ((widest + INDENT).max(WIDE), place.tall + FIRST - HANGING + tall))
}

/// Puts a box and all below it into a block that begins at a point.
fn put(places: &mut [Place], root: usize, x: i32, y: i32) {
    let mut rest = vec![(root, x, y)];
    while let Some((at, x, y)) = rest.pop() {
        let (hangs, wide) = (places[at].hangs, places[at].block.0);
        let below = places[at].below.clone();
        places[at].x = x + places[at].from_left;
        places[at].y = y;
        let mut down = y + places[at].tall + if hangs { FIRST } else { BELOW };
        let row = below.iter().map(|it| places[*it].block.0 + BESIDE).sum::<i32>() - BESIDE;
        let mut right = if hangs { x + INDENT } else { x + (wide - row) / 2 };
        for it in below {
            rest.push((it, right, down));
            if hangs {
                down += places[it].block.1 + HANGING;
            } else {
                right += places[it].block.0 + BESIDE;
            }
        }
    }
}
