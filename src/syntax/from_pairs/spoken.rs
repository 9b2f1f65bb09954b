//! What does the grammar expect, in the reader's words?

use crate::syntax::from_pairs::Rule;

/// What could have stood where a piece stopped fitting the grammar: no more than a reader can take in.
pub(super) fn expected(rules: &[Rule]) -> Vec<&'static str> {
    let mut spoken: Vec<&'static str> = Vec::new();
    for it in rules.iter().filter_map(|it| spoken_rule(*it)) {
        if !spoken.contains(&it) {
            spoken.push(it);
        }
    }
    // A sentence ends with its full stop: that nothing comes behind it is not worth saying.
    if spoken.contains(&"a full stop") || spoken.contains(&"`and`") || spoken.len() > 3 {
        spoken.retain(|it| *it != NOTHING_MORE);
    }
    spoken.sort_by_key(|it| *it == NOTHING_MORE);
    spoken
}

const NOTHING_MORE: &str = "nothing more";

fn spoken_rule(rule: Rule) -> Option<&'static str> {
    spoken_word(rule).or_else(|| spoken_mark(rule)).or_else(|| spoken_keyword(rule))
}

fn spoken_word(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::word
        | Rule::number
        | Rule::group
        | Rule::open_round
        | Rule::words
        | Rule::phrase_word => "a word",
        Rule::sentence | Rule::part | Rule::plain | Rule::stated | Rule::conclusions => {
            "a sentence"
        }
        Rule::condition | Rule::free_condition => "a condition",
        Rule::question | Rule::free_question => "a question",
        Rule::label | Rule::reference => "a label such as `late-fee`",
        Rule::cited_source | Rule::citation => "the short name of a source",
        Rule::citations => "`[`",
        Rule::day | Rule::date | Rule::day_month_year => {
            "a date such as `2026-03-02` or `2 March 2026`"
        }
        Rule::quoted | Rule::title | Rule::case_title => "a text in quotation marks",
        Rule::address => "an address",
        Rule::kind_words | Rule::kind_header => "the name of a kind",
        Rule::name_words | Rule::name_header => "a name",
        Rule::phrase | Rule::slot | Rule::phrase_header => "a word or a slot such as `{a country}`",
        Rule::reading_name | Rule::clause_reading => "the name of a reading",
        Rule::answers | Rule::expected => "an answer",
        Rule::EOI => NOTHING_MORE,
        _ => return None,
    })
}

fn spoken_mark(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::comma => "`,`",
        Rule::semicolon => "`;`",
        Rule::stop => "a full stop",
        Rule::question_mark => "a question mark",
        Rule::close_round => "`)`",
        Rule::open_square => "`[`",
        Rule::close_square => "`]`",
        Rule::open_brace => "`{`",
        Rule::close_brace => "`}`",
        _ => return None,
    })
}

fn spoken_keyword(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::kw_if | Rule::when => "`if`",
        Rule::kw_unless | Rule::except_when => "`unless`",
        Rule::kw_and => "`and`",
        Rule::kw_or => "`or`",
        Rule::kw_is => "`is a`",
        Rule::kw_a => "`a` or `an`",
        Rule::kw_from | Rule::from => "`from`",
        Rule::kw_until | Rule::until => "`until`",
        Rule::kw_plural | Rule::plural => "`plural`",
        Rule::kw_also | Rule::name_also => "`also`",
        Rule::kw_no => "`no`",
        Rule::kw_of => "`of`",
        Rule::kw_to => "`to`",
        Rule::kw_extends | Rule::extends => "`extends`",
        Rule::kw_reading_of => "`reading of`",
        _ => return None,
    })
}
