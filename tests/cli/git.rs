//! Is the version of another time read from the git repository that the rules lie in?

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{Run, grounds};

/// What is committed, a day each: the rule of the inn, and the case.
const DAYS: [(&str, &str, &str); 3] = [
    ("2026-03-01", "the guest has paid", "Ada has paid."),
    ("2026-03-05", "the guest has paid and the guest is known", "Ada has paid."),
    ("2026-03-09", "the guest is known", "Ada has paid and Ada is known."),
];

/// Runs git in a folder; whether it is there and succeeds.
fn git(folder: &Path, day: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]).args(arguments);
    let stamp = format!("{day} 12:00:00 +0000");
    command.env("GIT_COMMITTER_DATE", &stamp).env("GIT_AUTHOR_DATE", &stamp);
    let run = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|it| it.success())
}

/// A repository with a commit for each day, and a change on disk. Nothing comes back where there is no git.
fn repository() -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    if !git(root, DAYS[0].0, &["init", "--quiet"]) {
        assert!(std::env::var_os("CI").is_none(), "git is missing");
        return None;
    }
    for (day, condition, facts) in DAYS {
        write(root, condition, facts);
        assert!(git(root, day, &["add", "."]) && git(root, day, &["commit", "--quiet", "-m", day]));
    }
    write(root, "the guest has paid or the guest is known", "Ada has paid.");
    Some(folder)
}

fn write(root: &Path, condition: &str, facts: &str) {
    fs::create_dir_all(root.join("law/cases")).unwrap();
    fs::create_dir_all(root.join("law/.hidden")).unwrap();
    let words = "kind guest\ngiven {a guest} has paid\ngiven {a guest} is known\nconclusion {a guest} may stay\n";
    let rules = format!("{words}rule stay\n  a guest may stay if {condition}.\n");
    fs::write(root.join("law/inn.rules"), rules).unwrap();
    fs::write(root.join("law/.hidden/inn.rules"), "no rules").unwrap();
    let case = format!("case ada\n  Ada is a guest.\n  {facts}\n  ask may Ada stay?\n");
    fs::write(root.join("law/cases/ada é.case"), case).unwrap();
}

fn diff(arguments: &str, paths: &[&Path]) -> Run {
    let words = ["grounds", "diff"].into_iter().chain(arguments.split(' '));
    let mut words: Vec<String> = words.filter(|it| !it.is_empty()).map(str::to_owned).collect();
    words.extend(paths.iter().map(|it| it.to_str().unwrap().to_owned()));
    grounds(&words, &[])
}

/// What is printed, without the names of the folder and of commits.
fn printed(run: &Run, root: &Path) -> String {
    let exit = run.exit.code();
    format!("{}{}[{exit}]", run.out, run.err).replace(&format!("{}/", root.display()), "")
}

#[test]
fn a_revision_or_a_day_is_compared_with_what_is_on_disk() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let law = root.join("law");
    let print = |arguments: &str| printed(&diff(arguments, &[&law]), root);
    let last = "1 rule changed; 1 of 1 case answers differently; 1 of 1 question on schematic cases\n\n\
        Rules\n  ~ stay  law/inn.rules:6\n      condition removed: the guest is known\n      \
        condition added: the guest has paid or the guest is known\n\n\
        Other answers\n  ~ ada: may Ada stay?  depends → yes  since rule stay (changed)\n      \
        no longer open: Ada is known\n\n\
        All cases\n  ~ may G1 stay?  1 guest\n      no → yes\n        if  G1 is a guest.\n            \
        G1 has paid.\n            G1 is not known.\n            expect may G1 stay? yes\n[1]";
    assert_eq!(print("--rev HEAD"), last);
    assert_eq!(print("--rev main"), print("--rev HEAD"));
    assert_eq!(print("--known-on 2026-03-20"), print("--rev HEAD"));
    assert_eq!(print("--known-on 2026-03-08"), print("--rev HEAD~1"));
    assert_eq!(print("--known-on 2026-03-05"), print("--rev HEAD~1"));
    assert_eq!(print("--known-on 2026-03-04"), print("--rev HEAD~2"));
    assert_eq!(
        print("--rev HEAD~2 --only cases"),
        "no case of 1 answers differently, 1 differs otherwise\n\n\
         Same answers on other grounds\n  ~ ada: may Ada stay?  yes\n      - rule stay applies\n      + rule stay applies\n[1]"
    );
}

#[test]
fn one_file_and_several_paths_can_be_compared() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let (rules, cases) = (root.join("law/inn.rules"), root.join("law/cases"));
    let run = diff("--rev HEAD --only rules", &[&rules]);
    assert_eq!(run.out.lines().next(), Some("1 rule changed"));
    let run = diff("--rev HEAD --only cases", &[&rules, &cases]);
    assert_eq!(run.out.lines().next(), Some("1 of 1 case answers differently"));
    let run = diff("--rev HEAD~1 --format json", &[&rules, &cases]);
    let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["old"]["name"], "HEAD~1");
    assert_eq!(document["old"]["commits"].as_array().unwrap().len(), 1);
    let name = format!("HEAD~1:{}", rules.display());
    assert_eq!(document["rule_changes"][0]["old"]["file"], name);
}

#[test]
fn what_is_missing_is_said() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let law = root.join("law");
    fs::create_dir_all(root.join("new")).unwrap();
    fs::copy(law.join("inn.rules"), root.join("new/inn.rules")).unwrap();
    let print = |arguments: &str, path: &Path| printed(&diff(arguments, &[path]), root);
    let law = law.as_path();
    assert_eq!(
        print("--rev nonsense", law),
        "error: law: its git repository has no revision `nonsense`\n[3]"
    );
    assert_eq!(
        print("--rev=--all", law),
        "error: law: its git repository has no revision `--all`\n[3]"
    );
    assert_eq!(
        print("--known-on 2026-02-28", law),
        "error: law: its git repository has no commit on or before 2026-02-28\n[3]"
    );
    let said = print("--rev HEAD", &root.join("new"));
    let (message, commit) = said.rsplit_once(' ').unwrap();
    assert_eq!(message, "error: new: has neither rules nor cases at");
    assert_eq!(commit.len(), "1234567\n[3]".len());
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(law.join("inn.rules"), elsewhere.path().join("inn.rules")).unwrap();
    assert_eq!(
        printed(&diff("--rev HEAD", &[&elsewhere.path().join("inn.rules")]), elsewhere.path()),
        "error: inn.rules: does not lie in a git repository; give the old version as a folder\n[3]"
    );
}
