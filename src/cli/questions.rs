//! Which questions were typed? Those of the command line, and those that `-` reads from standard input.

use super::{
    error::Error,
    files::{self, STANDARD_INPUT},
    io::Io,
};

/// The arguments as questions, in order.
pub(super) fn read(arguments: &[String], io: &mut Io<'_>) -> Result<Vec<String>, Error> {
    let mut questions = Vec::new();
    for argument in arguments {
        if argument == "-" {
            let text = files::read_from(&mut io.input, || STANDARD_INPUT.to_owned())?;
            questions.extend(split(&text));
        } else {
            questions.push(argument.clone());
        }
    }
    if questions.is_empty() {
        return Err(Error::Usage(format!("{STANDARD_INPUT}: there is no question in it")));
    }
    Ok(questions)
}

/// The one question of a command that takes no more.
pub(super) fn one(argument: &str, io: &mut Io<'_>) -> Result<String, Error> {
    let mut questions = read(&[argument.to_owned()], io)?;
    match (questions.pop(), questions.is_empty()) {
        (Some(question), true) => Ok(question),
        _ => Err(Error::Usage("one question at a time, please".to_owned())),
    }
}

/// Cuts a text behind each question mark that is not quoted and not in a comment.
fn split(text: &str) -> Vec<String> {
    let mut questions = Vec::new();
    let mut current = String::new();
    let mut quoted = false;
    for line in text.split_inclusive('\n').filter(|it| !it.trim_start().starts_with('#')) {
        for it in line.chars() {
            match it {
                '"' => quoted = !quoted,
                '“' => quoted = true,
                '”' | '\n' => quoted = false,
                _ => {}
            }
            current.push(it);
            if it == '?' && !quoted {
                questions.push(std::mem::take(&mut current));
            }
        }
    }
    questions.push(current);
    questions.retain(|it| !it.trim().is_empty());
    questions.iter().map(|it| it.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn question_marks_end_questions_unless_they_are_quoted() {
        let cases = [
            ("", vec![]),
            (" \n# is this one?\n", vec![]),
            ("is it?", vec!["is it?"]),
            ("is it\n  so", vec!["is it\n  so"]),
            ("a? b? # c?", vec!["a?", "b?", "# c?"]),
            ("according to “What?”, a?\nb?\n", vec!["according to “What?”, a?", "b?"]),
            ("is it \"a?\"? b?", vec!["is it \"a?\"?", "b?"]),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
