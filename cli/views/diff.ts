/** A change of a program for a terminal: a paragraph a declaration, a line a change. */
import { styleText } from "node:util";
import { bySubject, type Subject, sentenceOf, subjectText } from "../../review/sentences.ts";
import type { Change, DiffReport, Side, SideProblem, TextChange, TextDiff } from "../../review/types.ts";
import { comparisonLines, comparisonSentence } from "./comparison.ts";
import { counted } from "./figures.ts";
import { inFlightLines } from "./in-flight.ts";
import type { Style } from "./layout.ts";
import { printable } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";
import { witnessLines } from "./witnesses.ts";

/** Ended by a line end. */
export function diffText(
  { before, after, changes, texts, problems, notes, simulated, inFlight, witnesses }: DiffReport,
  style: Style,
  words: RuleWords = printable,
): string {
  const lines = [
    ...(simulated ? [comparisonSentence(simulated)] : []),
    bold(`${sideText(before)} to ${sideText(after)}`, style),
    ...(changes ? [summaryText(changes)] : []),
    "",
    ...(changes ? bySubject(changes).flatMap((subject) => subjectLines(subject, style)) : []),
    ...(witnesses ? witnessLines(witnesses, style) : []),
    ...(simulated ? comparisonLines(simulated, words, style) : []),
    ...(inFlight ? inFlightLines(inFlight) : []),
    ...(texts ? textLines(texts, before, after, problems, style) : []),
    ...notes.map(({ text }) => `note: ${printable(text)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function sideText({ kind, name, commit }: Side): string {
  const what = kind === "revision" ? `${name} (${commit?.slice(0, 8)})` : name === "." ? "this folder" : name;
  return printable(what);
}

function summaryText(changes: readonly Change[]): string {
  const meant = changes.filter(({ weight }) => weight === "meaning").length;
  const words = changes.length - meant;
  if (changes.length === 0) return "Both say the same.";
  const said = [
    ...(meant > 0 ? [counted(meant, "change")] : ["Nothing changes what is done"]),
    ...(words > 0 ? [`${counted(words, "change")} of words alone`] : []),
  ];
  return `${said.join(", ")} in ${counted(bySubject(changes).length, "declaration")}.`;
}

function subjectLines(subject: Subject, style: Style): string[] {
  const [first] = subject.changes;
  const place = first?.places.after ?? first?.places.before;
  const where = place ? `  ${place.file}:${place.line}` : "";
  const title = `${bold(printable(subjectText(subject)), style)}${dim(printable(where), style)}`;
  return [title, ...subject.changes.map((change) => `  ${printable(sentenceOf(change))}`), ""];
}

function textLines(
  { files, declarations }: TextDiff,
  before: Side,
  after: Side,
  problems: DiffReport["problems"],
  style: Style,
): string[] {
  const list = (title: string, changes: readonly TextChange[]) =>
    changes.length === 0
      ? []
      : [bold(title, style), ...changes.map(({ what, name }) => `  ${what} ${printable(name)}`), ""];
  return [
    ...problemLines(before, problems.before),
    ...problemLines(after, problems.after),
    "What the change means cannot be said before that is mended. As far as words go:",
    "",
    ...list("Declarations", declarations),
    ...list("Files", files),
  ];
}

/** Further mistakes than these `playc check` tells. */
const mostProblems = 10;

function problemLines(side: Side, problems: readonly SideProblem[]): string[] {
  if (problems.length === 0) return [];
  const lines = problems.slice(0, mostProblems).map(({ file, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return `  ${printable(place)} ${printable(message)}`;
  });
  const rest = problems.length - lines.length;
  return [
    `${sideText(side)} has ${counted(problems.length, "error")}:`,
    ...lines,
    ...(rest > 0 ? [`  and ${counted(rest, "other")}`] : []),
    "",
  ];
}

function bold(text: string, { colour }: Style): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}

function dim(text: string, { colour }: Style): string {
  return colour ? styleText("dim", text, { validateStream: false }) : text;
}
