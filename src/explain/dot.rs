//! What does Graphviz draw? The argument as a graph in its language, DOT.

use std::fmt::Write;

use super::{
    Outcome, StepKind,
    argument::{Argument, Node},
    layout::wrap,
    memo::Handout,
};

/// How many columns a line of a box has.
const WIDTH: usize = 34;

/// A graph for each explanation.
pub fn render(handouts: &[Handout<'_>]) -> String {
    let graphs: Vec<String> =
        handouts.iter().zip(1..).map(|(it, at)| graph(&Argument::of(it), at)).collect();
    graphs.join("\n")
}

fn graph(argument: &Argument, number: usize) -> String {
    let mut out = format!("digraph \"answer {number}\" {{\n");
    let note = argument.note();
    let heading = [Some(&argument.title), Some(&argument.answer), note.as_ref()];
    let lines: Vec<String> = heading.into_iter().flatten().map(|it| label(it, 72)).collect();
    line(
        &mut out,
        &format!(
            "graph [rankdir=BT, labelloc=t, fontname=\"Helvetica\", charset=\"UTF-8\", label=\"{}\"]",
            lines.join("\\n")
        ),
    );
    line(&mut out, "node [fontname=\"Helvetica\", fontsize=11]");
    line(&mut out, "edge [fontname=\"Helvetica\", fontsize=9]");
    for (node, at) in argument.nodes.iter().zip(0..) {
        line(&mut out, &format!("n{at} [{}]", box_of(node)));
    }
    for (node, at) in argument.nodes.iter().zip(0..) {
        if let Some(parent) = node.parent {
            line(&mut out, &format!("n{at} -> n{parent} [{}]", arrow(node)));
        }
        if let Some(first) = node.see {
            let style = "style=dotted, constraint=false, arrowhead=none, label=\"the same\"";
            line(&mut out, &format!("n{at} -> n{first} [{style}]"));
        }
    }
    out.push_str("}\n");
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  {text};");
}

fn box_of(node: &Node) -> String {
    let mut lines = vec![label(&node.sentence, WIDTH)];
    lines.extend(node.mark.map(|it| label(&format!("{} {}", it.sign, it.words), WIDTH)));
    lines.extend(node.notes.iter().map(|it| label(it, WIDTH)));
    let (shape, corners) = match node.kind {
        StepKind::Sentence => ("box", "rounded,"),
        StepKind::Rule => ("box", ""),
        StepKind::Exception => ("octagon", ""),
        StepKind::Group => ("plain", ""),
    };
    let (border, colour) = match node.outcome {
        Outcome::Holds => ("solid", "#14612f"),
        Outcome::Fails => ("dotted", "#a11b1b"),
        Outcome::Open => ("dashed", "#7a4a00"),
        Outcome::Defeated => ("dashed", "#5d5470"),
        Outcome::Circular => ("bold", "#7a2487"),
    };
    let label = lines.join("\\n");
    format!("label=\"{label}\", shape={shape}, style=\"{corners}{border}\", color=\"{colour}\"")
}

fn arrow(node: &Node) -> &'static str {
    let idle = matches!(node.outcome, Outcome::Fails | Outcome::Defeated);
    match (node.against, idle) {
        (false, false) => "color=\"#1b1f24\"",
        (false, true) => "color=\"#6b7480\", arrowhead=onormal",
        (true, false) => "color=\"#a11b1b\", style=dashed, arrowhead=normaltee, label=\"against\"",
        (true, true) => {
            "color=\"#6b7480\", style=dashed, arrowhead=onormaltee, label=\"against, without effect\""
        }
    }
}

/// A text in lines, with the marks escaped that mean something in a label.
fn label(text: &str, width: usize) -> String {
    let lines = wrap(text, width);
    let escaped = lines.iter().map(|it| {
        // An ampersand would begin the name of a letter.
        it.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
    });
    escaped.collect::<Vec<_>>().join("\\n")
}
