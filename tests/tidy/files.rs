//! Which files are there, and what stands in them?

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of the repository.
#[derive(Debug)]
pub(crate) struct Text {
    /// Its path from the top, with `/`.
    pub(crate) path: String,
    /// All of it.
    pub(crate) written: String,
    /// The same without comments, for files of code; the contents of quoted texts are blanked out.
    pub(crate) code: String,
}

impl Text {
    fn at(path: &Path) -> Self {
        let written = fs::read_to_string(path).unwrap();
        let short = path.strip_prefix(top()).unwrap().to_str().unwrap().replace('\\', "/");
        let code = if has_end(path, &["rs"]) { bare(&written) } else { String::new() };
        Self { path: short, written, code }
    }
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file as it is written.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap()
}

/// Whether there is such a file or folder.
pub(crate) fn exists(path: &str) -> bool {
    top().join(path).exists()
}

/// All files below a folder whose names end so, in order.
pub(crate) fn below(folder: &str, ends: &[&str]) -> Vec<Text> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if has_end(&path, ends) {
                found.push(path);
            }
        }
    }
    found.sort();
    found.iter().map(|it| Text::at(it)).collect()
}

/// The files beside `Cargo.toml` whose names end so.
pub(crate) fn at_the_top(ends: &[&str]) -> Vec<Text> {
    let files = entries(top()).into_iter().filter(|it| it.is_file() && has_end(it, ends));
    files.map(|it| Text::at(&it)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).into_iter().flatten();
    listed.map(|it| it.unwrap().path()).collect()
}

fn has_end(path: &Path, ends: &[&str]) -> bool {
    path.extension().is_some_and(|it| ends.iter().any(|end| it == *end))
}

/// Code without comments, and with nothing inside quotation marks.
fn bare(written: &str) -> String {
    let mut code = String::with_capacity(written.len());
    let mut rest = written.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '/' if rest.peek() == Some(&'/') => {
                rest.by_ref().take_while(|it| *it != '\n').for_each(drop);
                code.push('\n');
            }
            '\'' => {
                code.push(it);
                // A character such as '"' opens no quoted text; a lifetime is over at once.
                let quoted: String = rest.clone().take(2).collect();
                if quoted.ends_with('\'') {
                    rest.next();
                    rest.next();
                }
            }
            '"' => {
                code.push_str("\"\"");
                while let Some(it) = rest.next().filter(|it| *it != '"') {
                    if it == '\\' {
                        rest.next();
                    }
                }
            }
            _ => code.push(it),
        }
    }
    code
}

/// Links to files that are not there.
pub(crate) fn broken_links(page: &Text) -> Vec<String> {
    let folder = page.path.rsplit_once('/').map_or("", |it| it.0);
    let targets =
        page.written.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|it| it.0);
    let files = targets.filter(|it| !it.contains(':') && !it.starts_with('#'));
    let missing = files.filter(|it| {
        let file = it.split('#').next().unwrap_or(it);
        !top().join(folder).join(file).exists()
    });
    missing.map(|it| format!("{}: the link to {it} leads nowhere", page.path)).collect()
}
