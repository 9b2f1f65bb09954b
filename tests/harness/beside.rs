//! Where does the snapshot of a file lie? Beside it, under its name.

use std::path::Path;

use insta::Settings;

/// How the snapshot of a file is kept.
pub(crate) fn settings(path: &Path) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(path.parent().unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.remove_snapshot_suffix();
    settings
}

/// What it is called.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
