/** Projects with mistakes nobody planned, through `check`: errors or none, at places that exist, never an exception. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { checkProject, compileProject } from "../../cli/compile-project.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { smallProject } from "../cli/small-project.ts";
import { howOften } from "../support/how-often.ts";
import { fastFolder, flipped, flips, longestMilliseconds } from "./flips.ts";

const saas = join(import.meta.dirname, "../../playbooks/saas");
const ofSaas = readdirSync(saas).filter((name) => /^(?!tests-).+\.(play|yaml)$/.test(name));
const projects: readonly (readonly [string, string][])[] = [
  Object.entries(smallProject).filter(([name]) => /\.(play|yaml)$/.test(name)),
  ofSaas.map((name) => [name, readFileSync(join(saas, name), "utf8")]),
];
const words = [...new Set(projects.flat().flatMap(([, text]) => text.match(/[\w.]+|[^\s\w]/g) ?? []))];

const root = mkdtempSync(join(fastFolder, "playc-mutated-"));
const folders = projects.map((files) => {
  const folder = mkdtempSync(join(root, "project-"));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  cpSync(join(saas, "templates"), join(folder, "templates"), { recursive: true });
  return folder;
});
afterAll(() => rmSync(root, { recursive: true }));

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
/** What a slip, a merge gone wrong or an attacker does to a text. */
const change = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), at: share, length: fc.nat({ max: 200 }) }),
  fc.record({ kind: fc.constant("word" as const), at: share, word: fc.constantFrom(...words) }),
  fc.record({ kind: fc.constant("insert" as const), at: share, text: fc.string({ unit: "binary", maxLength: 8 }) }),
  fc.record({ kind: fc.constant("double" as const), at: share, length: fc.nat({ max: 400 }) }),
  fc.record({ kind: fc.constant("flip" as const), bytes: flips }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(text: Buffer, made: Change): Buffer {
  if (made.kind === "flip") return flipped(text, made.bytes);
  const at = Math.floor(made.at * text.length);
  const [before, after] = [text.subarray(0, at), text.subarray(at)];
  switch (made.kind) {
    case "cut":
      return Buffer.concat([before, after.subarray(made.length)]);
    case "insert":
      return Buffer.concat([before, Buffer.from(made.text), after]);
    case "double":
      return Buffer.concat([before, after.subarray(0, made.length), after]);
    case "word":
      return Buffer.from(before.toString() + after.toString().replace(/[\w.]+|[^\s\w]/, () => made.word));
  }
}

const numRuns = howOften(2000, 250);

it(`are checked: ${numRuns} times`, { timeout: 600_000 }, () => {
  let fine = 0;
  fc.assert(
    fc.property(
      fc.nat({ max: projects.length - 1 }),
      share,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (which, file, changes) => {
        const [name, text] = projects[which]![Math.floor(file * projects[which]!.length)]!;
        const path = join(folders[which]!, name);
        writeFileSync(path, changes.reduce(changed, Buffer.from(text)));
        const began = performance.now();
        const { report } = checkProject(folders[which]!);
        if (report.errors === 0) {
          expect(validateSchedule(compileProject(folders[which]!).schedule)).toHaveProperty("schedule");
          fine++;
        }
        expect(performance.now() - began).toBeLessThan(longestMilliseconds);
        writeFileSync(path, text);
        for (const { line = 1, column = 1 } of report.problems) expect(Math.min(line, column)).toBeGreaterThan(0);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is printed is what is asked
        expect(report.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
      },
    ),
    { numRuns, seed: 5 },
  );
  expect(fine).toBeGreaterThan(numRuns / 100);
});
