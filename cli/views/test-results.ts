/** `playc test` for people: a line a test, what failed with what there was instead, and what the tests reach. */
import { styleText } from "node:util";
import type { Answer } from "../../runtime/explain/types.ts";
import {
  type Coverage,
  type CoverageKind,
  coverageKinds,
  type ExpectationResult,
  type TestResult,
  type TestResults,
} from "../../runtime/testing/types.ts";
import { dayLines } from "./explain-story.ts";
import { whyNotLines } from "./explain-why-not.ts";
import { placeText } from "./explain-words.ts";
import { counted } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable } from "./printable.ts";

export interface TestTextOptions {
  coverage: boolean;
  /** Percent of the program that the tests must reach. */
  least: number | undefined;
}

/** Ends with a line end. */
export function testText(results: TestResults, { coverage, least }: TestTextOptions, style: Style): string {
  const { tests, passed, failed, warnings } = results;
  const paragraphs = [
    tests.flatMap((test) => testLines(test, style)),
    ...(coverage || least !== undefined ? [coverageLines(results.coverage, coverage, least, style)] : []),
    [
      [
        `${counted(passed, "test")} passed`,
        ...(failed > 0 ? [`${failed} failed`] : []),
        ...(warnings > 0 ? [counted(warnings, "warning")] : []),
      ].join(", "),
    ],
  ];
  return `${paragraphs.map((lines) => lines.join("\n").trimEnd()).join("\n\n")}\n`;
}

function testLines({ passed, name, place, expectations }: TestResult, style: Style): string[] {
  const mark = passed ? coloured("green", "ok  ", style) : coloured("red", "FAIL", style);
  const told = expectations.filter(({ passed, warning }) => !passed || warning !== null);
  return [
    `${mark} ${printable(name)}  ${coloured("dim", placeText(place), style)}`,
    ...told.flatMap((expectation, index) => expectationLines(expectation, told[index - 1], style)),
  ];
}

/** `before`: the one told before it, whose days are not told again. */
function expectationLines(
  { text, place, account, failure, warning }: ExpectationResult,
  before: ExpectationResult | undefined,
  style: Style,
): string[] {
  const where = coloured("dim", placeText(place), style);
  if (!failure) return [`  warning: expect ${printable(text)}  ${where}`, `    ${printable(warning ?? "")}`];
  const { actual, days, whyNot } = failure;
  const isTold = before?.account === account && JSON.stringify(before.failure?.days) === JSON.stringify(days);
  return [
    "",
    `  expected ${printable(text)}  ${where}`,
    ...actual.map((sentence) => `    ${printable(sentence)}`),
    ...(days.length > 0 && !isTold
      ? ["", "    What happened around then:", ...dayLines(days, style).map(indented)]
      : []),
    ...(whyNot ? whyNotParagraph(whyNot.on, whyNot.answers) : []),
    "",
  ];
}

function whyNotParagraph(on: string, answers: readonly Answer[]): string[] {
  if (answers.length === 0) return ["", "    Nothing in the program asks for it."];
  return ["", `    Why not on ${on}:`, ...answers.flatMap(whyNotLines).filter(Boolean).map(indented)];
}

function indented(line: string): string {
  return line === "" ? "" : `    ${line}`;
}

function coverageLines(
  { reached, total, items }: Coverage,
  inFull: boolean,
  least: number | undefined,
  style: Style,
): string[] {
  const share = total === 0 ? 100 : Math.floor((1000 * reached) / total) / 10;
  const wanted =
    least === undefined ? "" : share < least ? `, less than the ${least}% asked for` : `, ${least}% are asked for`;
  const title = `Reached ${reached} of ${total} parts of the program (${share}%)${wanted}`;
  if (!inFull) return [title];
  const missed = items.filter((item) => !item.reached);
  const lines = missed.map(({ text, place }) => {
    const where = place ? `  ${coloured("dim", placeText(place), style)}` : "";
    return `  ${printable(text)}${where}`;
  });
  return [
    ...section(title, kindLines(items, style), style),
    ...(missed.length === 0 ? [] : section("Not reached", lines, style)),
  ];
}

const kindWords: Readonly<Record<CoverageKind, string>> = {
  segment: "segments",
  model: "touch models",
  trigger: "triggers that fire",
  step: "steps asked for",
  play: "starts and ends of plays",
  phase: "phases",
  rung: "rungs that act, are skipped",
  stage: "stages",
  transition: "moves between stages",
  band: "bands",
  component: "components, full and not",
  arm: "arms",
  policy: "rules of the policy",
};

function kindLines(items: Coverage["items"], style: Style): string[] {
  const rows = coverageKinds.flatMap((kind) => {
    const all = items.filter((item) => item.kind === kind);
    const reached = all.filter((item) => item.reached).length;
    return all.length === 0 ? [] : [[kindWords[kind], String(reached), String(all.length)]];
  });
  return rows.length === 0 ? [] : table([left("kind"), right("reached"), right("of")], rows, style);
}

function coloured(format: "green" | "red" | "dim", text: string, { colour }: Style): string {
  return colour ? styleText(format, text, { validateStream: false }) : text;
}
