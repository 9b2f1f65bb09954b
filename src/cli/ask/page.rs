//! How are the answers of one run set out? One alone; several under headings, or as a list.

use std::path::Path;

use anstyle::Style;
use serde_json::json;

use crate::{
    diagnostic::Diagnostic,
    engine::Limit,
    explain::{Explanation, json, text},
    source::Sources,
    syntax::ast::Intent,
};

use super::{
    super::{
        Exit,
        case_argument::{CaseArgument, note_choice},
        error::Error,
        files,
        io::{Io, Look},
        options::Bounds,
        report,
    },
    Args,
    forms::{Form, Kept},
};

/// What became of one question.
#[derive(Debug)]
pub(super) struct Reply<'a> {
    /// The case's name and its file's.
    pub(super) case: Option<(&'a str, &'a str)>,
    /// The case's title.
    pub(super) title: Option<&'a str>,
    /// The question as typed.
    pub(super) question: &'a str,
    /// Its answer, or why there is none.
    pub(super) result: Result<Answer, Refusal>,
}

/// An answer, and what was wanted of it.
#[derive(Debug)]
pub(super) struct Answer {
    /// The answer.
    pub(super) explanation: Explanation,
    /// What was wanted of it.
    pub(super) intent: Intent,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The question has mistakes in it.
    Mistakes(Vec<Diagnostic>),
    /// A limit was reached.
    Limit(Limit),
}

/// The case's name and its file's, and the case's title.
type About<'a> = (Option<(&'a str, &'a str)>, Option<&'a str>);

/// The answers of one run, as they are printed.
pub(super) struct Page<'a, 'b> {
    io: &'a mut Io<'b>,
    form: Form,
    look: text::Form,
    bounds: Bounds,
    /// The file that the answers are written to, instead of standard output.
    file: Option<&'a Path>,
    /// What is written when all questions are answered; text for a person is not held back.
    kept: String,
    /// The answers of a form that is made from all of them.
    answers: Vec<Kept>,
    questions: usize,
    cases: usize,
    written: usize,
    /// Whether messages stand on standard error already.
    complained: bool,
    exit: Exit,
}

impl<'a, 'b> Page<'a, 'b> {
    /// An empty page for the answers to some questions on some cases.
    pub(super) fn new(args: &'a Args, questions: usize, cases: usize, io: &'a mut Io<'b>) -> Self {
        let look = if args.output.is_some() { Look::PLAIN } else { io.out.look };
        Self {
            form: args.format,
            look: text::Form {
                detail: args.detail.into(),
                width: look.width,
                coloured: look.coloured,
            },
            bounds: args.bounds,
            file: args.output.as_deref(),
            kept: String::new(),
            answers: Vec::new(),
            questions,
            cases,
            written: 0,
            complained: false,
            exit: Exit::Done,
            io,
        }
    }

    fn has_several(&self) -> bool {
        self.questions * self.cases.max(1) > 1
    }

    /// What messages call the place where a question was typed.
    pub(super) fn place_of(&self, case: Option<&str>, at: usize) -> String {
        let case = case.filter(|_| self.cases > 1).map(|it| format!("{it}, ")).unwrap_or_default();
        let number = if self.questions > 1 { format!(" {}", at + 1) } else { String::new() };
        format!("{case}question{number}")
    }

    /// Tells a person which of several cases is meant, since only the file was named.
    pub(super) fn say_which(&mut self, case: (&str, &str), others: usize) {
        if !self.form.is_for_programs() {
            note_choice(case, others, self.io);
        }
    }

    /// Adds what became of a question.
    pub(super) fn add(&mut self, reply: Reply<'_>, sources: &Sources) -> Result<(), Error> {
        let diagnostics = match reply.result {
            Ok(answer) => return self.answer((reply.case, reply.title), answer),
            Err(Refusal::Mistakes(mistakes)) => mistakes,
            Err(Refusal::Limit(limit)) => vec![report::limit(reply.question, limit, self.bounds)],
        };
        self.exit = Exit::Findings;
        if !self.form.is_for_programs() {
            self.complain(&diagnostics, sources);
            return Ok(());
        }
        self.refuse(reply.case, reply.question, &diagnostics, sources)
    }

    fn complain(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        if self.complained {
            self.io.complain("\n");
        }
        self.complained = true;
        report::complain(diagnostics, sources, self.io);
    }

    /// Adds that no question could be answered, because rules or cases can't be used.
    pub(super) fn refuse_all(
        &mut self,
        argument: Option<&CaseArgument>,
        questions: &[String],
        diagnostics: &[Diagnostic],
        sources: &Sources,
    ) -> Result<(), Error> {
        self.exit = Exit::Findings;
        if !self.form.is_for_programs() {
            self.complain(diagnostics, sources);
            return Ok(());
        }
        let case =
            argument.map(|it| (it.case.as_deref().unwrap_or_default(), it.file.name.as_str()));
        questions.iter().try_for_each(|it| self.refuse(case, it, diagnostics, sources))
    }

    /// Brings everything to where it belongs.
    pub(super) fn finish(mut self) -> Result<Exit, Error> {
        if self.form == Form::Json && self.has_several() {
            self.put("\n]\n")?;
        }
        let handouts: Vec<_> = self.answers.iter().map(|it| it.handout(self.look.detail)).collect();
        let document = self.form.document(&handouts);
        self.kept.push_str(&document);
        match self.file {
            // Where there is no answer at all, an earlier one stays.
            Some(path) if self.written > 0 => files::write(path, &self.kept)?,
            Some(_) => {}
            None => self.io.print(&self.kept)?,
        }
        Ok(self.exit)
    }

    fn put(&mut self, text: &str) -> Result<(), Error> {
        if self.form == Form::Text && self.file.is_none() {
            return self.io.print(text);
        }
        self.kept.push_str(text);
        Ok(())
    }

    fn answer(&mut self, (case, title): About<'_>, answer: Answer) -> Result<(), Error> {
        match self.form {
            Form::Json => {
                let text = json::render(&answer.explanation);
                let fields = case_fields(case);
                self.object(&text.replacen("{\n", &format!("{{\n{fields}"), 1))
            }
            Form::Text => {
                let mut text = String::new();
                if self.written > 0 {
                    text.push('\n');
                }
                if self.has_several() {
                    text.push_str(&self.heading(case, &answer.explanation.question));
                }
                if answer.intent == Intent::WouldDecide {
                    text.push_str(&to_decide(&answer.explanation));
                }
                text.push_str(&text::render(&answer.explanation, self.look));
                self.written += 1;
                self.put(&text)
            }
            Form::Md | Form::Html | Form::Svg | Form::Dot => {
                let case = case.map(|(name, _)| (name.to_owned(), title.map(str::to_owned)));
                self.answers.push(Kept { case, answer });
                self.written += 1;
                Ok(())
            }
        }
    }

    fn heading(&self, case: Option<(&str, &str)>, question: &str) -> String {
        let case = case.filter(|_| self.cases > 1);
        let heading = match case {
            Some((case, _)) => format!("{case}: {question}"),
            None => question.to_owned(),
        };
        let style = if self.look.coloured { Style::new().bold() } else { Style::new() };
        format!("{style}{heading}{style:#}\n")
    }

    fn refuse(
        &mut self,
        case: Option<(&str, &str)>,
        question: &str,
        diagnostics: &[Diagnostic],
        sources: &Sources,
    ) -> Result<(), Error> {
        let fields = [
            ("question", json!(question).to_string()),
            ("diagnostics", report::objects(diagnostics, sources)),
        ];
        let fields = report::document(&fields);
        self.object(&fields.replacen("{\n", &format!("{{\n{}", case_fields(case)), 1))
    }

    /// Writes one object: alone, or as the next one of a list.
    fn object(&mut self, text: &str) -> Result<(), Error> {
        let text = match (self.has_several(), self.written) {
            (false, _) => text.to_owned(),
            (true, 0) => format!("[\n{}", text.trim_end()),
            (true, _) => format!(",\n{}", text.trim_end()),
        };
        self.written += 1;
        self.put(&text)
    }
}

/// The lines of an object that say which case an answer is about.
fn case_fields(case: Option<(&str, &str)>) -> String {
    case.map_or_else(String::new, |(name, file)| {
        let name = (!name.is_empty()).then_some(name);
        format!(" \"case\": {},\n \"file\": {},\n", json!(name), json!(file))
    })
}

/// What would have to be settled, before the answer as it stands.
fn to_decide(explanation: &Explanation) -> String {
    if explanation.open.is_empty() {
        return "Nothing is open.\n".to_owned();
    }
    let lines = explanation.open.iter().map(|it| {
        let by = it.decided_by.as_ref().map(|it| format!(" (decided by {it})")).unwrap_or_default();
        format!("  {}{by}\n", it.ask)
    });
    format!("To be settled\n{}\n", lines.collect::<String>())
}
