//! What does the argument look like? Boxes that support and attack each other, as SVG.
//!
//! Every length is a whole number of pixels, so that the same argument is the same picture, byte for byte.
//! What a box is and what became of it is told by its shape, its border and words, and by colour only besides.

mod draw;
mod legend;
mod measure;
mod place;
#[cfg(test)]
mod tests;

use super::{argument::Argument, memo::Handout};

/// A picture that stands alone.
pub fn render(handout: &Handout<'_>) -> String {
    let argument = Argument::of(handout);
    let mut words = vec![argument.answer.clone()];
    words.extend(argument.nodes.iter().map(|it| {
        let role = match (it.parent, it.against) {
            (None, _) => String::new(),
            (Some(to), false) => format!(", for: {}", argument.nodes[to].sentence),
            (Some(to), true) => format!(", against: {}", argument.nodes[to].sentence),
        };
        let came = it.mark.map(|it| format!(" ({})", it.words)).unwrap_or_default();
        format!("{}{came}{role}.", it.sentence)
    }));
    let mut text = draw::svg(&argument, "picture", &words.join(" "));
    text.push('\n');
    text
}

/// A picture in a page that gives the reasons in words too. `id` is what its title and its description are called.
pub(super) fn drawing(handout: &Handout<'_>, id: &str) -> String {
    let words = "The reasons of this page say the same in words.";
    draw::svg(&Argument::of(handout), id, words)
}
