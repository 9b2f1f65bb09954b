//! Do boxes keep apart, and texts within their boxes? Tried on random arguments.

use proptest::prelude::*;

use super::{
    measure::{lines, width},
    place::{INSIDE, Place, WIDE, Written, place},
};
use crate::explain::{
    Outcome, StepId, StepKind,
    argument::{Argument, Node},
};

fn node(parent: Option<usize>, sentence: String, notes: Vec<String>) -> Node {
    Node {
        kind: StepKind::Sentence,
        outcome: Outcome::Holds,
        parent,
        against: false,
        sentence,
        mark: None,
        notes,
        see: None,
        step: StepId(0),
    }
}

/// Arguments of up to 80 boxes in any number of trees, with words of any length.
fn arguments() -> impl Strategy<Value = Argument> {
    let words = "([a-zA-Z<&é漢 ]{0,30}|W{40,60}|([a-z]{1,9} ){20,60})";
    let one = (any::<prop::sample::Index>(), 0..12_u8, words, prop::collection::vec(words, 0..3));
    prop::collection::vec(one, 0..80).prop_map(|all| {
        let nodes = all.into_iter().enumerate().map(|(at, (to, root, sentence, notes))| {
            let parent = (at > 0 && root > 0).then(|| to.index(at));
            node(parent, sentence, notes)
        });
        let (title, answer) = (String::new(), String::new());
        Argument { title, answer, nodes: nodes.collect(), left_out: 0 }
    })
}

fn overlap(one: &Place, other: &Place) -> bool {
    let beside = one.x + WIDE <= other.x || other.x + WIDE <= one.x;
    let apart = one.y + one.tall <= other.y || other.y + other.tall <= one.y;
    !beside && !apart
}

proptest! {
    #[test]
    fn no_two_boxes_overlap(argument in arguments()) {
        let (places, right, bottom) = place(&argument, 10);
        for (at, one) in places.iter().enumerate() {
            prop_assert!(one.x >= 0 && one.y >= 10, "{one:?}");
            prop_assert!(one.x + WIDE <= right && one.y + one.tall <= bottom, "{one:?}");
            for other in &places[at + 1..] {
                prop_assert!(!overlap(one, other), "{one:?}\n{other:?}");
            }
        }
    }

    #[test]
    fn every_text_fits_its_box(argument in arguments()) {
        for place in place(&argument, 0).0 {
            for line in &place.lines {
                let size = if line.kind == Written::Said { 13 } else { 11 };
                prop_assert!(width(&line.text, size) <= WIDE - 2 * INSIDE, "{line:?}");
            }
            let tall: i32 = place.lines.iter().map(|it| it.kind.height()).sum();
            prop_assert!(tall < place.tall, "{place:?}");
        }
    }

    #[test]
    fn lines_lose_nothing(text in "[a-zé漢 ]{0,80}", room in 30..300_i32) {
        let letters = |it: &str| it.chars().filter(|it| *it != ' ').collect::<String>();
        prop_assert_eq!(letters(&lines(&text, 13, room).concat()), letters(&text));
    }
}
