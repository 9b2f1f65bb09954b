//! Does the program behave as a process: exit codes, streams, colours, a reader that goes away?

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

const ASK: [&str; 6] = [
    "ask",
    "--case",
    "airport-stop#airport-stop",
    "--detail",
    "short",
    "can this be challenged at the CCF?",
];

fn grounds(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grounds"));
    command.args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "CI", "TF_BUILD", "INSTA_UPDATE"] {
        command.env_remove(name);
    }
    command
}

fn is_coloured(output: &Output) -> bool {
    output.stdout.contains(&b'\x1b')
}

#[test]
fn exit_codes_and_streams() {
    let cases: [(&[&str], i32, bool, bool); 8] = [
        (&ASK, 0, true, false),
        (&["--version"], 0, true, false),
        (&["test"], 0, true, false),
        (&["ask", "is this a question?"], 1, false, true),
        (&["ask"], 2, false, true),
        (&[], 0, false, false),
        (&["nonsense"], 2, false, true),
        (&["check", "nowhere"], 3, false, true),
    ];
    for (arguments, code, out, err) in cases {
        let output = grounds(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(!output.stdout.is_empty(), out, "{arguments:?}");
        assert_eq!(!output.stderr.is_empty(), err, "{arguments:?}");
    }
}

#[test]
fn pipes_get_colours_only_if_somebody_wants_them() {
    let cases = [
        ("", "", false),
        ("always", "", true),
        ("always", "NO_COLOR", true),
        ("never", "CLICOLOR_FORCE", false),
        ("auto", "CLICOLOR_FORCE", true),
        ("auto", "NO_COLOR", false),
    ];
    for (color, variable, expected) in cases {
        let mut command = grounds(&ASK);
        if !color.is_empty() {
            command.args(["--color", color]);
        }
        if !variable.is_empty() {
            command.env(variable, "1");
        }
        let output = command.output().unwrap();
        assert_eq!(is_coloured(&output), expected, "--color {color}, {variable}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in
        [&ASK[..], &["completions", "bash"], &["--help"], &["test", "--format", "json"]]
    {
        let mut child =
            grounds(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn standard_input_is_read_where_it_is_wanted() {
    let mut child = grounds(&["ask", "--case", "-", "--detail", "short", "is D1 a diffusion?"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"case x\n  D1 is a diffusion.\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Yes.\n  Because D1 is a diffusion: so stated (standard input:2).\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = grounds(&ASK).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let message = "error: standard output: can't be written: the disk is full\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), message);
}

#[cfg(unix)]
#[test]
fn names_and_questions_need_not_be_text() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(OsStr::from_bytes(b"caf\xe9\n.case"));
    std::fs::write(&file, "case x\n  D1 is a diffusion.\n").unwrap();
    let ask = |case: &OsStr, question: &OsStr| {
        grounds(&["ask", "--detail", "short", "--case"]).arg(case).arg(question).output().unwrap()
    };
    let output = ask(file.as_os_str(), OsStr::new("is D1 a diffusion?"));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Yes.\n  Because D1 is a diffusion: so stated (n.case:2).\n"
    );
    let output = ask(OsStr::from_bytes(b"caf\xe9\n.case"), OsStr::new("is D1 a diffusion?"));
    assert_eq!(output.status.code(), Some(3));
    let message = "error: caf\u{fffd}\\n.case: no such file or folder\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), message);
    let output = ask(OsStr::new("airport-stop"), OsStr::from_bytes(b"is \xe9?"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_built_in_rules_can_be_had_for_editing() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        grounds(arguments).current_dir(&folder).output().unwrap().status.code().unwrap()
    };
    let challenge = folder.path().join("mine/challenge.rules");
    assert_eq!(run(&["rules", "export", "mine"]), 0);
    let original = std::fs::read_to_string(&challenge).unwrap();
    assert_eq!(original, std::fs::read_to_string("rules/interpol/challenge.rules").unwrap());
    assert_eq!(run(&["check", "--deny-warnings", "mine"]), 0);
    assert_eq!(run(&["test", "mine"]), 0);
    std::fs::write(&challenge, "# mine\n").unwrap();
    assert_eq!(run(&["rules", "export", "mine"]), 2);
    assert_eq!(std::fs::read_to_string(&challenge).unwrap(), "# mine\n");
    assert_eq!(run(&["rules", "export", "mine", "--force"]), 0);
    assert_eq!(std::fs::read_to_string(&challenge).unwrap(), original);
    let left = std::fs::read_dir(folder.path().join("mine")).unwrap();
    let drafts =
        left.filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(drafts.count(), 0);
}

#[test]
fn each_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let output = grounds(&["completions", shell]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(output.stdout.len() > 1_000, "{shell}");
    }
}

#[test]
fn snapshots_are_written_as_the_environment_wants() {
    // Which variables are set, how it ends, and which files there are then beside the case.
    type Case<'a> = (&'a [(&'a str, &'a str)], i32, &'a [&'a str]);
    let cases: [Case<'_>; 9] = [
        (&[], 0, &["snap.new"]),
        (&[("CI", "true")], 0, &[]),
        (&[("CI", "false")], 0, &["snap.new"]),
        (&[("TF_BUILD", "1")], 0, &[]),
        (&[("CI", "true"), ("INSTA_UPDATE", "new")], 0, &["snap.new"]),
        (&[("INSTA_UPDATE", "auto")], 0, &["snap.new"]),
        (&[("INSTA_UPDATE", "always")], 0, &["snap"]),
        (&[("INSTA_UPDATE", "no")], 0, &[]),
        (&[("INSTA_UPDATE", "maybe")], 2, &[]),
    ];
    for (variables, code, ends) in cases {
        let folder = tempfile::tempdir().unwrap();
        for file in ["changed.rules", "ada.case"] {
            std::fs::copy(format!("tests/cli/changed/{file}"), folder.path().join(file)).unwrap();
        }
        let mut command = grounds(&["test", "."]);
        let output = command.current_dir(&folder).envs(variables.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{variables:?}");
        let snapshot = |it: &str| folder.path().join(format!("ada@may-ada-stay.{it}"));
        for end in ["snap", "snap.new"] {
            assert_eq!(snapshot(end).exists(), ends.contains(&end), "{variables:?}, {end}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_snapshot_that_the_system_keeps_back_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["changed.rules", "ada.case"] {
        std::fs::copy(format!("tests/cli/changed/{file}"), folder.path().join(file)).unwrap();
    }
    for end in ["snap", "snap.new"] {
        let file = folder.path().join(format!("ada@may-ada-stay.{end}"));
        std::os::unix::fs::symlink(&file, &file).unwrap();
    }
    let printed = |arguments: &[&str]| {
        let output = grounds(arguments).arg(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = printed(&["test", "--update", "no"]);
    assert!(
        text.contains("1 changed\n  ~ ada: may Ada stay?    yes    its snapshot can't be read: "),
        "{text}"
    );
    assert!(text.contains("; delete it, or mend that\n"), "{text}");
    let text = printed(&["review", "--ci"]);
    assert!(text.contains("ada@may-ada-stay.snap.new: can't be read: "), "{text}");
    assert!(
        text.ends_with("; delete it, and run `grounds test` again\n1 file can't be read\n"),
        "{text}"
    );
}
