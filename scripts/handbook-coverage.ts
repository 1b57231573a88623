/** `docs/handbook-coverage.md`: which row of the handbook stands where in `playbooks/standard`, and which test shows it. */
import { parse } from "../grammar/parser.ts";
import { createLineMap } from "../grammar/source.ts";
import type { Declaration, File } from "../grammar/tree.ts";
import { markdownTable } from "./markdown.ts";

/** The rows of each chapter, in order. */
const chapters: Readonly<Record<string, readonly string[]>> = {
  "Touch models": numbered("TM", 7),
  Cadences: numbered("CA", 10),
  Triggers: numbered("TR", 19),
  Alerts: numbered("AL", 3),
  "Health score": numbered("HS", 7),
  Plays: numbered("PL", 9),
  Journey: numbered("JO", 8),
  "Channels, purpose, restraint": numbered("CH", 10),
  "Team and capacity": numbered("CP", 5),
  "Measures and targets": numbered("ME", 14),
};

/** Rows that no playbook carries alone, since the language or a command does. */
const elsewhere: Readonly<Record<string, string>> = {
  TM7: "`playc capacity`, and warnings of `playc check`",
  HS7: "`playc calibrate`",
  JO8: "the journeys of `playc simulate`",
  CH2: "the channels of docs/language.md, section 6",
  CH4: "the slots of templates, docs/language.md, section 6",
};

/** Tests of the compiler and the runtime that show a row where no test of a playbook can. Each names the row. */
export const shownBy: Readonly<Record<string, string>> = {
  TM7: "test/proofs/capacity.test.ts",
  HS7: "test/calibration/learning.test.ts",
  CH1: "test/playbooks/standard-rows.test.ts",
  CH2: "test/playbooks/standard-rows.test.ts",
  CH3: "test/playbooks/standard-rows.test.ts",
  CH4: "test/playbooks/standard-rows.test.ts",
  CP1: "test/playbooks/standard-rows.test.ts",
  CP4: "test/playbooks/standard-measures.test.ts",
  CP5: "test/playbooks/standard-rows.test.ts",
  ...Object.fromEntries(numbered("ME", 14).map((row) => [row, "test/playbooks/standard-measures.test.ts"])),
};

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

/** A place whose doc comment names rows. */
interface Carrier {
  what: string;
  file: string;
  line: number;
  rows: readonly string[];
}

export interface Coverage {
  row: string;
  carriers: readonly Carrier[];
  /** The tests whose names name the row. */
  tests: readonly { title: string; file: string; line: number }[];
  elsewhere?: string;
}

/** Every row of the handbook, in order. `files`: those of `playbooks/standard`, sorted. */
export function coverageOf(files: readonly { path: string; text: string }[]): Coverage[] {
  const parsed = files.map(({ path, text }) => parse(path, text).file);
  const carriers = parsed.flatMap(carriersIn);
  const tests = parsed.flatMap(testsIn);
  return Object.values(chapters)
    .flat()
    .map((row) => ({
      row,
      carriers: carriers.filter(({ rows }) => rows.includes(row)),
      tests: tests.filter(({ title }) => rowsIn(title).includes(row)),
      ...(elsewhere[row] === undefined ? {} : { elsewhere: elsewhere[row] }),
    }));
}

export function isCarried({ carriers, elsewhere: other }: Coverage): boolean {
  return carriers.length > 0 || other !== undefined;
}

export function isShown({ row, tests }: Coverage): boolean {
  return tests.length > 0 || shownBy[row] !== undefined;
}

export function coveragePage(files: readonly { path: string; text: string }[]): string {
  const covered = new Map(coverageOf(files).map((each) => [each.row, each]));
  const all = [...covered.values()];
  return [
    "# Coverage of the handbook",
    "<!-- Made by `npm run generate` from the doc comments of playbooks/standard: change those. -->",
    `Which row of the customer-success handbook stands where in \`playbooks/standard\`. Carried: ${all.filter(isCarried).length} of ${all.length} rows; shown by a test: ${all.filter(isShown).length}.`,
    ...Object.entries(chapters).flatMap(([title, rows]) => [
      `## ${title}`,
      markdownTable(
        ["row", "carried by", "test"],
        rows.map((row) => lineOf(covered.get(row)!)),
      ),
    ]),
    "",
  ].join("\n\n");
}

function lineOf({ row, carriers, tests, elsewhere: other }: Coverage): string[] {
  const places = carriers.map(
    ({ what, file, line }) => `\`${what}\` ([${file}:${line}](../playbooks/standard/${file}#L${line}))`,
  );
  const shown = [
    ...tests.map(({ title, file, line }) => `[${withoutRows(title)}](../playbooks/standard/${file}#L${line})`),
    ...(shownBy[row] === undefined ? [] : [`[${shownBy[row]}](../${shownBy[row]})`]),
  ];
  return [
    row,
    [...places, ...(other === undefined ? [] : [other])].join(", ") || "_not yet_",
    shown.join("; ") || "_not yet_",
  ];
}

/** The declarations, fields, steps and phases of a file whose doc comments name rows. */
function carriersIn(file: File): Carrier[] {
  const lines = createLineMap(file.text);
  return file.declarations.flatMap((declaration) => {
    const found: Carrier[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      if ("doc" in node && typeof node.doc === "string" && "span" in node) {
        const rows = rowsIn(node.doc);
        const { start } = node.span as Declaration["span"];
        const { line } = lines.positionOf(start);
        if (rows.length > 0) found.push({ what: wordsOf(declaration, node), file: file.path, line, rows });
      }
      for (const part of Object.values(node)) visit(part);
    };
    visit(declaration);
    return found;
  });
}

/** `play at_risk`, and for a part of it `play at_risk, assess`. */
function wordsOf(declaration: Declaration, node: object): string {
  const whole = [declaration.kind, nameOf(declaration)].filter((part) => part !== undefined).join(" ");
  const part = node === declaration ? undefined : nameOf(node);
  return part === undefined ? whole : `${whole}, ${part}`;
}

function nameOf(node: object): string | undefined {
  if (!("name" in node) || typeof node.name !== "object" || node.name === null) return undefined;
  return "text" in node.name ? String(node.name.text) : undefined;
}

function testsIn(file: File): Coverage["tests"] {
  const lines = createLineMap(file.text);
  return file.declarations.flatMap((declaration) =>
    declaration.kind === "test" && declaration.title?.kind === "text"
      ? [{ title: declaration.title.value, file: file.path, line: lines.positionOf(declaration.span.start).line }]
      : [],
  );
}

/** `a fall is answered` of `TR1, TR2: a fall is answered`. */
function withoutRows(title: string): string {
  return title.replace(/^[A-Z]{2}\d+(, [A-Z]{2}\d+)*: /, "");
}

/** `TR1, AL1 to AL3` are four rows. */
function rowsIn(text: string): string[] {
  const spans = [...text.matchAll(/\b([A-Z]{2})(\d+) to \1(\d+)\b/g)].flatMap(([, prefix, from, to]) =>
    numbered(prefix!, Number(to)).slice(Number(from) - 1),
  );
  return [...new Set([...spans, ...(text.match(/\b[A-Z]{2}\d{1,2}\b/g) ?? [])])];
}
