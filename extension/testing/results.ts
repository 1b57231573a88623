/** What `playc test --format json` says, test by test and line by line. */
import type { CoverageKind, ExpectationResult, TestResult, TestResults } from "../../runtime/testing/types.ts";
import { answered } from "../run.ts";

/** A test as the editor lists it. */
export interface Listed {
  readonly name: string;
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What `playc test` is given to run these and no others: `--at=tests.play:3,20`, a word each file. */
export function wordsFor(tests: readonly Listed[]): string[] {
  const files = [...new Set(tests.map(({ file }) => file))];
  return files.map((file) => {
    const lines = tests.flatMap((test) => (test.file === file ? [test.line] : []));
    return `--at=${file}:${lines.join(",")}`;
  });
}

export function resultsOf(stdout: string): TestResults | undefined {
  const answer = answered(stdout, "playc-test");
  return answer && isResults(answer) ? answer : undefined;
}

function isResults(answer: object): answer is TestResults {
  return "tests" in answer && Array.isArray(answer.tests) && "coverage" in answer;
}

/** Its result: of tests of one name in a file the one on its line, else the nearest. */
export function resultOf(test: Listed, { tests }: TestResults): TestResult | undefined {
  const away = ({ place }: TestResult) => Math.abs(place.line - test.line);
  return tests
    .filter(({ name, place }) => name === test.name && place.file === test.file)
    .sort((a, b) => away(a) - away(b))[0];
}

export interface Message {
  /** Its first line is all that the editor shows beside the expectation: what there was instead. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** One for each expectation that is not met. */
export function messagesOf({ expectations }: TestResult): Message[] {
  return expectations.filter(({ passed }) => !passed).map(messageOf);
}

function messageOf({ text, place, failure }: ExpectationResult): Message {
  const actual = (failure?.actual ?? []).map((sentence) => `${capital(sentence)}.`);
  return {
    text: [...(actual.length > 0 ? [actual.join(" ")] : []), `Expected ${text}.`, ...whyNot(failure)].join("\n"),
    file: place.file,
    line: place.line,
  };
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** Of what did not come, what stood in its way. */
function whyNot(failure: ExpectationResult["failure"]): string[] {
  if (!failure?.whyNot) return [];
  const { on, answers } = failure.whyNot;
  if (answers.length === 0) return ["Nothing in the program asks for it."];
  const told = answers.flatMap(({ asker, reasons }) => reasons.map(({ text }) => `- ${asker}: ${text}`));
  return told.length === 0 ? [] : [`Why not on ${on}:`, ...told];
}

/** Expectations that are met and show nothing, each with why. */
export function warningsOf({ expectations }: TestResult): { text: string; line: number }[] {
  return expectations.flatMap(({ text, warning, place }) =>
    warning === null ? [] : [{ text: `Expected ${text}, which shows nothing: ${warning}`, line: place.line }],
  );
}

// ---- coverage ----------------------------------------------------------------------------------------------------

export interface Part {
  /** `escalation rescue rung 1 is skipped` */
  readonly text: string;
  readonly reached: boolean;
}

export interface CoveredLine {
  /** From 1. */
  readonly line: number;
  /** In the order told; at least one. */
  readonly parts: readonly Part[];
}

export interface CoveredFile {
  readonly file: string;
  /** In order. */
  readonly lines: readonly CoveredLine[];
  /** What has a name of its own: segments, triggers, phases and the like. */
  readonly declarations: readonly (Part & { readonly line: number })[];
}

const named: ReadonlySet<CoverageKind> = new Set([
  "segment",
  "model",
  "trigger",
  "play",
  "phase",
  "stage",
  "component",
  "arm",
]);

/** What the tests reach of each file of the project; libraries' files (`standard:risk.play`) are covered where they are kept. */
export function coverageOf({ coverage }: TestResults): CoveredFile[] {
  const files = new Map<string, { kind: CoverageKind; part: Part; line: number }[]>();
  for (const { kind, text, place, reached } of coverage.items) {
    if (!place || place.file.includes(":")) continue;
    const items = files.get(place.file) ?? [];
    files.set(place.file, items);
    items.push({ kind, part: { text, reached }, line: place.line });
  }
  return [...files].map(([file, items]) => {
    const lines = [...new Set(items.map(({ line }) => line))].sort((a, b) => a - b);
    return {
      file,
      lines: lines.map((line) => ({ line, parts: items.flatMap((item) => (item.line === line ? [item.part] : [])) })),
      declarations: items.flatMap(({ kind, part, line }) => (named.has(kind) ? [{ ...part, line }] : [])),
    };
  });
}
