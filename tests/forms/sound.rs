//! Is every form sound, whatever the rules say? Markdown is read by another reader; pages and pictures are taken apart.

use grounds::explain::{Explanation, dot, html, markdown, picture, text::Detail};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Asked, all};

#[test]
fn memos_mean_in_markdown_what_they_say() {
    for asked in all() {
        for detail in [Detail::Short, Detail::Normal, Detail::Full] {
            memo(&asked, detail);
        }
    }
}

fn memo(asked: &Asked, detail: Detail) {
    let text = markdown::render(&asked.handouts(detail));
    let mut words = String::new();
    let (mut referred, mut defined) = (Vec::new(), Vec::new());
    let strange = |it: &Event<'_>| {
        let block = |it: &Tag<'_>| {
            use Tag::{BlockQuote, CodeBlock, Image, Link, Strikethrough, Table};
            let link = matches!(it, Link { .. } | Image { .. });
            link || matches!(it, BlockQuote(_) | CodeBlock(_) | Strikethrough | Table(_))
        };
        match it {
            Event::Start(it) => block(it),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::Rule => true,
            _ => false,
        }
    };
    for event in Parser::new_ext(
        &text,
        Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        assert!(!strange(&event), "{event:?}\n{text}");
        match event {
            Event::Text(it) => words.push_str(&it),
            Event::FootnoteReference(it) => referred.push(it.to_string()),
            Event::Start(Tag::FootnoteDefinition(it)) => defined.push(it.to_string()),
            Event::End(_) => words.push('\n'),
            _ => {}
        }
    }
    for (_, it, _) in &asked.answers {
        said(it, detail).for_each(|it| assert!(words.contains(&it), "{it}\n{words}"));
    }
    referred.sort();
    referred.dedup();
    defined.sort();
    assert_eq!(referred, defined, "{text}");
}

/// Some of what every form for reading has to say of an answer, as it was written.
fn said(answer: &Explanation, detail: Detail) -> impl Iterator<Item = String> {
    let help = answer.open.iter().filter_map(|it| it.help.clone());
    let decided = answer.open.iter().filter_map(|it| it.decided_by.clone());
    let steps = answer
        .steps
        .iter()
        .filter(|it| it.rule.is_some())
        .take(usize::from(detail > Detail::Short) * 5);
    let steps: Vec<String> = steps.flat_map(|it| it.citations.clone()).collect();
    help.chain(decided).map(|it| it.trim_end_matches('.').to_owned()).chain(steps)
}

#[test]
fn pages_are_whole_and_need_nothing_else() {
    for asked in all() {
        for detail in [Detail::Short, Detail::Normal, Detail::Full] {
            let handouts = asked.handouts(detail);
            let text = html::render(&handouts);
            page(&text);
            let words = unescaped(&text);
            for (_, it, _) in &asked.answers {
                said(it, detail).for_each(|it| assert!(words.contains(&it), "{it}\n{text}"));
            }
            if detail > Detail::Short {
                let steps = asked.answers.iter().map(|it| anchors(&it.1));
                assert!(steps.flatten().all(|it| text.contains(&format!("id=\"{it}\""))));
            }
        }
    }
}

/// The names of the first steps of the reasons.
fn anchors(answer: &Explanation) -> Vec<String> {
    let ids = grounds::explain::json::ids(answer);
    answer.because.iter().map(|it| ids[it.0 as usize].clone()).collect()
}

/// A page whose elements are closed, whose anchors differ and are there, and that loads nothing.
pub(super) fn page(text: &str) {
    assert!(text.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    let tags = tags(text);
    let mut open: Vec<&str> = Vec::new();
    let (mut ids, mut links) = (Vec::new(), Vec::new());
    for tag in &tags {
        let name = tag.trim_start_matches('/').split([' ', '/', '>']).next().unwrap();
        assert!(
            !matches!(name, "script" | "link" | "iframe" | "img" | "object" | "b" | "act"),
            "<{tag}>"
        );
        ids.extend(attribute(tag, "id"));
        links.extend(attribute(tag, "href"));
        assert!(attribute(tag, "src").is_none() && !tag.contains(" on"), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{text}");
        } else if !tag.ends_with('/') && !matches!(name, "meta" | "!DOCTYPE") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(
        links.iter().all(|it| ids.iter().any(|id| it.strip_prefix('#') == Some(id))),
        "{links:?}"
    );
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an anchor stands twice");
}

/// What stands between angle brackets, outside of styles.
fn tags(text: &str) -> Vec<&str> {
    let pieces = text.split('<').skip(1);
    pieces.map(|it| it.split_once('>').unwrap().0).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

#[test]
fn pictures_are_whole() {
    for asked in all() {
        for handout in asked.handouts(Detail::Full) {
            let text = picture::render(&handout);
            let mut open: Vec<&str> = Vec::new();
            for tag in tags(&text) {
                let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
                assert!(
                    matches!(name, "svg" | "title" | "desc" | "style" | "rect" | "path" | "text"),
                    "<{tag}>"
                );
                if tag.starts_with('/') {
                    assert_eq!(open.pop(), Some(name));
                } else if !tag.ends_with('/') {
                    open.push(name);
                }
            }
            assert!(open.is_empty());
        }
    }
}

#[test]
fn graphs_keep_their_texts_in_quotation_marks() {
    for asked in all() {
        let text = dot::render(&asked.handouts(Detail::Full));
        for line in text.lines().filter(|it| it.starts_with("  ")) {
            // Without what is escaped, an even number of marks, and outside of them nothing but DOT.
            let plain = line.replace("\\\\", "").replace("\\\"", "");
            let outside: String = plain.split('"').step_by(2).collect();
            assert_eq!(plain.matches('"').count() % 2, 0, "{line}");
            assert!(
                outside.chars().all(|it| it.is_ascii_alphanumeric() || " []=,;->".contains(it)),
                "{line}"
            );
        }
    }
}
