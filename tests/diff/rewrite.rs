//! How can rules be written otherwise and mean the same?

use std::collections::BTreeSet;

use grounds::{
    source::{Sources, Span},
    syntax::{
        self,
        ast::{
            self, Condition, ConditionKind, Document, ItemKind, RuleSentence, Sentence, TokenKind,
        },
        print,
    },
};

type Text = (String, String);

fn read(text: &str) -> Document {
    let file = Sources::default().add("text", text);
    let (document, mistakes) = syntax::parse(file, text);
    assert!(mistakes.is_empty(), "{text}");
    document
}

/// In the one layout.
pub(crate) fn formatted(text: &str) -> String {
    print::format(Sources::default().add("text", text), text).unwrap()
}

/// All items of all files in one file, in another order.
pub(crate) fn shuffled(texts: &[Text], seed: u64) -> Vec<Text> {
    let mut items: Vec<String> = Vec::new();
    for (_, text) in texts {
        for it in read(text).items {
            let doc: String = it.doc.iter().flat_map(|it| ["## ", it, "\n"]).collect();
            items.push(format!("{doc}{}", &text[it.span.range()]));
        }
    }
    let mut state = seed;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        items.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
    }
    vec![("shuffled.rules".to_owned(), items.join("\n\n") + "\n")]
}

/// How many labels there are, each sentence counting by itself; for exceptions only once.
pub(crate) fn labels(texts: &[Text]) -> usize {
    texts.iter().flat_map(|it| rules(&read(&it.1))).map(|it| it.sentences.len()).sum()
}

fn rules(document: &Document) -> Vec<ast::Rule> {
    let items = document.items.iter();
    items
        .filter_map(|it| if let ItemKind::Rule(it) = &it.kind { Some(it.clone()) } else { None })
        .collect()
}

/// With other labels for all rules.
pub(crate) fn relabelled(texts: &[Text]) -> Vec<Text> {
    let relabelled = |text: &str| {
        let mut ends = Vec::new();
        for rule in rules(&read(text)) {
            let labels = std::iter::once(&rule.label).chain(&rule.exception_to);
            for it in labels.chain(&rule.overrides).chain(&rule.replaces) {
                let base = it.text.split('/').next().unwrap().len();
                ends.push(it.span.start as usize + base);
            }
        }
        ends.sort_unstable();
        let mut text = text.to_owned();
        ends.into_iter().rev().for_each(|it| text.insert_str(it, "-x"));
        text
    };
    texts.iter().map(|(name, text)| (name.clone(), relabelled(text))).collect()
}

/// With other letters for all variables, unless letters are also names or words of phrases.
pub(crate) fn with_other_letters(texts: &[Text]) -> Vec<Text> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (_, text) in texts {
        for it in read(text).items {
            if !matches!(it.kind, ItemKind::Rule(_)) {
                let words = text[it.span.range()].split(|it: char| !it.is_alphanumeric());
                taken.extend(words.filter(|it| is_letter(it)).map(str::to_owned));
            }
        }
    }
    if !taken.is_empty() {
        return texts.to_vec();
    }
    let other = |text: &str| {
        let mut letters = Vec::new();
        for rule in rules(&read(text)) {
            rule.sentences.iter().for_each(|it| in_rule(it, &mut letters));
        }
        let mut new = text.to_owned();
        for span in letters {
            let letter = text[span.range()].bytes().next().unwrap();
            let next = (b'A' + (letter - b'A' + 7) % 26) as char;
            new.replace_range(span.range(), &next.to_string());
        }
        new
    };
    texts.iter().map(|(name, text)| (name.clone(), other(text))).collect()
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|it| it.is_ascii_uppercase())
}

fn in_rule(sentence: &RuleSentence, found: &mut Vec<Span>) {
    sentence.conclusion.iter().for_each(|it| in_sentence(it, found));
    sentence.conditions.iter().chain(&sentence.unless).for_each(|it| in_condition(it, found));
}

fn in_sentence(sentence: &Sentence, found: &mut Vec<Span>) {
    for token in &sentence.tokens {
        match &token.kind {
            TokenKind::Word(it) if is_letter(it) => found.push(token.span),
            TokenKind::Group(it) => in_condition(it, found),
            _ => {}
        }
    }
}

fn in_condition(condition: &Condition, found: &mut Vec<Span>) {
    match &condition.kind {
        ConditionKind::Sentence(it) => in_sentence(it, found),
        ConditionKind::All(parts) | ConditionKind::Any(parts) => {
            for it in parts {
                in_condition(it, found);
            }
        }
        ConditionKind::Not(it) => in_condition(it, found),
        ConditionKind::ForEvery { subject, such_that, then } => {
            in_sentence(subject, found);
            if let Some(it) = such_that {
                in_condition(it, found);
            }
            in_condition(then, found);
        }
    }
}
