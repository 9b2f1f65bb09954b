//! What can be typed? All commands, and a topic for each with examples.

use crate::vocabulary::suggest::nearest;

use super::paper::Paper;

/// A command.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its word, without the colon.
    pub(super) name: &'static str,
    /// What stands behind it.
    pub(super) arguments: &'static str,
    /// What it does, in a line.
    pub(super) does: &'static str,
    /// What else is to be known, with examples.
    more: &'static [&'static str],
}

const fn entry(
    name: &'static str,
    arguments: &'static str,
    does: &'static str,
    more: &'static [&'static str],
) -> Entry {
    Entry { name, arguments, does, more }
}

/// All commands, in the order in which they are listed.
pub(super) const COMMANDS: &[Entry] = &[
    entry(
        "help",
        "[TOPIC]",
        "what can be typed; a command or a topic in full",
        &["> :help :case", "> :help rules"],
    ),
    entry(
        "why",
        "[QUESTION?]",
        "the reasons for the last answer",
        &["`why?` is the same.", "> :why", "> :why may Ada stay?"],
    ),
    entry(
        "why-not",
        "[QUESTION?]",
        "the reasons, and the least that would change the answer",
        &["`why not?` and `what would change this?` are the same.", "> :why-not"],
    ),
    entry("open", "", "what the last answer depends on, and how to find out", &["> :open"]),
    entry(
        "what-if",
        "SENTENCE.",
        "the last question, supposing something",
        &[
            "It takes the place of what the question supposed before; nothing is stated by it.",
            "> :what-if Ada has paid.",
        ],
    ),
    entry(
        "facts",
        "[WORDS]",
        "what is stated, with its numbers and places",
        &["> :facts", "> :facts Ada"],
    ),
    entry(
        "forget",
        "N | SENTENCE | all",
        "states a fact no longer",
        &[
            "The number is that of :facts.",
            "> :forget 2",
            "> :forget Ada has paid.",
            "> :forget all",
        ],
    ),
    entry("undo", "", "takes the last change back, whatever it was", &["> :undo"]),
    entry("redo", "", "makes it again", &["> :redo"]),
    entry(
        "case",
        "[FILE[#NAME]]",
        "the case that is talked about; goes to another",
        &[
            "What was typed is set aside; :undo brings it back.",
            "> :case airport-stop",
            "> :case my.case#second",
        ],
    ),
    entry("cases", "[WORDS]", "the cases beside the rules", &["> :cases airport"]),
    entry(
        "as-of",
        "[DATE]",
        "the day whose law is applied; another day",
        &["Without a date it is the case's day again, or today.", "> :as-of 2019-01-01"],
    ),
    entry("phrases", "[WORDS]", "the sentences that the rules understand", &["> :phrases stored"]),
    entry(
        "describe",
        "X",
        "a kind, a name, a phrase or a rule, with all that is known of it",
        &["> :describe diffusion", "> :describe CCF"],
    ),
    entry("rules", "[WORDS]", "the rules, with their sources", &["> :rules challenge"]),
    entry("source", "[X]", "a source, and the rules that rest on it", &["> :source statute"]),
    entry(
        "load",
        "PATH …",
        "uses the rules of files and folders instead",
        &["What was stated is kept as far as the new rules understand it.", "> :load my-rules"],
    ),
    entry(
        "reload",
        "",
        "reads the rules and the case again",
        &[
            "A change on disk is noticed by itself; the answers that it changed are listed, with the rules that are the cause.",
            "> :reload",
        ],
    ),
    entry("trace", "brief | full", "whether answers come with their reasons", &["> :trace full"]),
    entry(
        "save",
        "FILE",
        "the facts and answers as a case file for `grounds test`",
        &[
            "A file that is there already is overwritten only with --force in front of its name.",
            "> :save my.case",
            "> :save --force my.case",
        ],
    ),
    entry("save-rules", "FILE", "the rules that were typed", &["> :save-rules my.rules"]),
    entry(
        "export",
        "FORM FILE",
        "the last answer as text, json, md, html, svg or dot",
        &["> :export md answer.md", "> :export svg answer.svg"],
    ),
    entry(
        "consult",
        "[QUESTION?]",
        "asks you for what is open, one question at a time",
        &["> :consult"],
    ),
    entry("quit", "", "ends the conversation", &["So does Ctrl-D."]),
];

/// Topics that are no commands.
const TOPICS: &[(&str, &[&str])] = &[
    (
        "sentences",
        &[
            "A sentence with a full stop is stated; it replaces what was said before of the same thing.",
            "> D1 is a diffusion.",
            "> D1 was not sent to Spain.",
            "> it is unknown whether D1 was sent to Spain.",
            "> the price of Lamp is 50.",
            "> consider D1",
            "> as of 2026-03-02",
            "It may go on over several lines, and several may share one. An empty line ends what was begun.",
        ],
    ),
    (
        "questions",
        &[
            "A sentence with a question mark asks.",
            "> can D1 be challenged at the CCF?",
            "> which country was D1 sent to?",
            "> suppose D1 was sent to Spain. can D1 be challenged at the CCF?",
            "> as of 2019-01-01, can D1 be challenged at the CCF?",
            "`why?`, `why not?` and `what would change this?` speak of the last question.",
        ],
    ),
    (
        "typing-rules",
        &[
            "A rule, a phrase, a kind or a name can be typed as in a file; an empty line ends it. One with the same name as one that was typed takes its place; a rule of the files keeps its name to itself.",
            "> given {a guest} is noisy",
            "> rule quiet",
            ">   a guest may stay if the guest is not noisy.",
            ":save-rules writes them to a file, :undo takes them back.",
        ],
    ),
    (
        "keys",
        &[
            "Tab completes, the right arrow takes what is shown faintly.",
            "Up and down go through what was typed before, Ctrl-R searches it.",
            "Ctrl-C stops a question that takes long, or clears the line. Ctrl-D quits.",
        ],
    ),
];

/// The command that a word means: itself, or the only one that begins so.
pub(super) fn command(word: &str) -> Option<&'static Entry> {
    let lower = word.to_lowercase();
    let word = if lower == "?" { "help" } else { lower.as_str() };
    let mut begin = COMMANDS.iter().filter(|it| it.name.starts_with(word));
    let exact = COMMANDS.iter().find(|it| it.name == word);
    exact.or_else(|| begin.next().filter(|_| !word.is_empty() && begin.next().is_none()))
}

/// The commands that a word may have been meant for.
pub(super) fn near(word: &str) -> Vec<String> {
    let begin = COMMANDS.iter().filter(|it| !word.is_empty() && it.name.starts_with(word));
    let begin: Vec<String> = begin.map(|it| it.name.to_owned()).collect();
    if begin.is_empty() { nearest(word, COMMANDS.iter().map(|it| it.name)) } else { begin }
}

/// The names of all topics.
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|it| it.0).chain(COMMANDS.iter().map(|it| it.name))
}

/// Prints a topic, or all commands.
pub(super) fn print(paper: &mut Paper, topic: &str) {
    let topic = topic.trim_start_matches(':');
    if topic.is_empty() {
        return overview(paper);
    }
    if let Some(it) = TOPICS.iter().find(|it| it.0 == topic) {
        return it.1.iter().for_each(|it| example(paper, it));
    }
    let Some(it) = command(topic) else {
        let near = nearest(topic, topics());
        let meant = near.first().map(|it| format!("; did you mean `{it}`?")).unwrap_or_default();
        return super::mistakes::because(paper, &format!("there is no help on `{topic}`{meant}"));
    };
    paper.say(format!(":{} {}", it.name, it.arguments).trim_end());
    paper.hung("  ", it.does);
    it.more.iter().for_each(|it| example(paper, it));
}

/// Examples are set off.
fn example(paper: &mut Paper, line: &str) {
    match line.strip_prefix("> ") {
        Some(example) => paper.line(&format!("    {example}")),
        None => paper.hung("  ", line),
    }
}

fn overview(paper: &mut Paper) {
    paper.say("A sentence states, a question asks, a colon commands.");
    let row = |it: &Entry| {
        (format!(":{} {}", it.name, it.arguments).trim_end().to_owned(), it.does.to_owned())
    };
    let rows: Vec<_> = COMMANDS.iter().map(row).collect();
    paper.table(&rows);
    let topics: Vec<&str> = TOPICS.iter().map(|it| it.0).collect();
    let line = format!("More with :help TOPIC, on a command or on: {}.", topics.join(", "));
    paper.say(&line);
}
