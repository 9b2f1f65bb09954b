//! Is every step of the reasons right?

use serde_json::Value;

use super::{Doubt, Report, words::Words, world::World};

pub(super) struct Tree;

pub(super) fn read(
    _world: &mut World<'_>,
    _words: &mut Words<'_>,
    _explanation: &Value,
    _report: &mut Report,
) -> Result<Tree, Doubt> {
    Ok(Tree)
}
