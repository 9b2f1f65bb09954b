//! Which rules, cases and snapshots does the binary carry? Lists the files of `rules/interpol` for `cli/builtin.rs`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The built-in rules, from the root of the package.
const FOLDER: &str = "rules/interpol";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    collect(&root, Path::new(FOLDER), &mut files)?;
    files.sort();
    // The compiler fills in where the package lies: two copies of it may share one folder of build products.
    let entries: Vec<String> = files
        .iter()
        .map(|it| {
            let path = format!("/{it}");
            format!(
                "    ({it:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),\n"
            )
        })
        .collect();
    let list = format!("&[\n{}]\n", entries.concat());
    fs::write(Path::new(&variable("OUT_DIR")?).join("builtin.rs"), list)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

/// The files under `folder` that belong to the rules, by their paths from `root`, with `/` on every system.
fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let is_readme = path.file_name().is_some_and(|it| it == "README.md");
        let kinds = ["rules", "case", "snap"];
        let is_text = path.extension().is_some_and(|it| kinds.iter().any(|kind| it == *kind));
        if is_readme || is_text {
            files.push(path.display().to_string().replace('\\', "/"));
        }
    }
    Ok(())
}
