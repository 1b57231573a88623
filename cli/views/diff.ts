/** A change of a program for a terminal: a paragraph a declaration, a line a change; then what it does. */
import { styleText } from "node:util";
import { differenceSentence } from "../../review/compare/sentence.ts";
import { bySubject, type Subject, sentenceOf, subjectText } from "../../review/sentences.ts";
import type { DiffReport } from "../../review/types.ts";
import type { Style } from "./layout.ts";
import { printable, printableName } from "./printable.ts";
import { settingsPart, sideText, summaryText, textsParts } from "./review/changes.ts";
import { partLines } from "./review/lines.ts";
import { effectParts } from "./review/parts.ts";
import { peakReason } from "./review/people.ts";
import { warnings } from "./review/warnings.ts";
import { type Limits, plainText, wholeReport } from "./review/words.ts";
import type { RuleWords } from "./rule-words.ts";

const limits: Limits = {
  few: 3,
  names: 10,
  weeks: 4,
  people: 20,
  rows: 20,
  days: 8,
};

/** Ended by a line end. */
export function diffText(report: DiffReport, style: Style, words: RuleWords = printable): string {
  const { before, after, changes, texts, notes, simulated, settings } = report;
  const reason = simulated && peakReason(simulated, limits);
  const parts = [
    ...settingsPart(settings, limits),
    ...effectParts(report, words, limits),
    ...textsParts(report, { ...limits, rows: Number.POSITIVE_INFINITY }),
  ];
  const lines = [
    ...(simulated ? [differenceSentence(simulated, printableName)] : []),
    ...(reason ? [plainText(reason)] : []),
    ...warnings(report).map(plainText),
    bold(`${sideText(before)} to ${sideText(after)}`, style),
    ...(changes ? [summaryText(changes, settings)] : []),
    ...(texts ? ["What the change means cannot be said before the errors are mended."] : []),
    "",
    ...(changes ? bySubject(changes).flatMap((subject) => subjectLines(subject, style)) : []),
    ...parts.flatMap((part) => partLines(part, style)),
    ...(simulated && simulated.people.length > 0 ? [plainText(wholeReport)] : []),
    ...notes.map(({ text }) => `note: ${printable(text)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function subjectLines(subject: Subject, style: Style): string[] {
  const [first] = subject.changes;
  const place = first?.places.after ?? first?.places.before;
  const where = place ? `  ${place.file}:${place.line}` : "";
  const title = `${bold(printable(subjectText(subject)), style)}${dim(printable(where), style)}`;
  return [title, ...subject.changes.map((change) => `  ${printable(sentenceOf(change))}`), ""];
}

function bold(text: string, { colour }: Style): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}

function dim(text: string, { colour }: Style): string {
  return colour ? styleText("dim", text, { validateStream: false }) : text;
}
