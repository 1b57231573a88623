/** Lines that a change wrote, held to what the two texts say, whatever they and their files are called; and what is told first. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type ChangedLines, changedFirst, changedLines } from "../../action/changed-lines.ts";
import type { Annotation } from "../../cli/views/annotations.ts";
import { howOften } from "../support/how-often.ts";
import { Repository } from "./runner.ts";

const root = mkdtempSync(join(tmpdir(), "playc-lines-"));
afterAll(() => rmSync(root, { recursive: true }));

const line = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "",
    "++ b/p/x",
    "+++ b/p/x",
    "@@ -1 +1,9 @@",
    "-- y",
    "diff --git a/x b/x",
    "\\ No newline at end",
    "\r",
  ),
  fc.string({ maxLength: 5 }).filter((text) => !text.includes("\n")),
);
const text = fc.array(line, { maxLength: 9 }).map((lines) => lines.join("\n"));
const name = fc
  .array(fc.constantFrom("a", "é", " ", '"', "\\", "\t", "\n", "\x01", "'", "李", ":", "-", ".play"), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `x${parts.join("")}`);

/** As git counts them: what stands behind the last line end is a line, if it is anything. */
const linesOf = (of: string): string[] => (of === "" ? [] : of.replace(/\n$/, "").split("\n"));

/** Whether the first is the second with lines left out. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const each of all) if (some[at] === each) at++;
  return at === some.length;
}

describe("lines that were changed", () => {
  it("are all that cannot have been there before, by the file's own name", () => {
    const repository = new Repository(join(root, "law"));
    const files = new Map(
      fc
        .sample(fc.tuple(name, text, fc.option(text, { freq: 9 })), { numRuns: howOften(2000, 200), seed: 7 })
        .map((each) => [`p/${each[0]}`, each]),
    );
    for (const [path, [, before]] of files) repository.write(path, before);
    repository.write("elsewhere", "a");
    // What the repository asks for has no say.
    repository.write(".gitattributes", "* binary -diff filter=none\n");
    repository.git("config", "diff.external", "/bin/false");
    const base = repository.commit("before");
    for (const [path, [, , after]] of files) {
      if (after === null) rmSync(join(repository.folder, path));
      else repository.write(path, after);
    }
    repository.write("elsewhere", "b");
    const head = repository.commit("after");
    const changed = changedLines(join(repository.folder, "p"), base, head);
    expect(changed.has("elsewhere")).toBe(false);
    for (const [path, [, before, after]] of files) {
      const found = changed.get(path);
      expect([path, found !== undefined]).toEqual([path, after !== null && after !== before]);
      if (after === null || !found) continue;
      const is = linesOf(after);
      expect(
        found.every(
          ([first, last], index) => first <= last && (found[index - 1]?.[1] ?? 0) < first && last <= is.length,
        ),
      ).toBe(true);
      // A last line that got or lost its end was changed, though it says the same.
      const kept = is.filter((_, index) => !found.some(([first, last]) => first <= index + 1 && index + 1 <= last));
      expect([path, isPartOf(kept, linesOf(before))]).toEqual([path, true]);
    }
  });

  it("are those that were written, in a file that was renamed, too", () => {
    const repository = new Repository(join(root, "few"));
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    repository.write("old.play", `${lines.join("\n")}\n`);
    const base = repository.commit("before");
    rmSync(join(repository.folder, "old.play"));
    const changed = lines
      .map((each, index) => (index === 6 || index === 7 ? `${each}!` : each))
      .filter((_, index) => index !== 20);
    repository.write("new.play", `${[...changed, "more"].join("\n")}\n`);
    repository.commit("after");
    expect(changedLines(repository.folder, base, "HEAD")).toEqual(
      new Map([
        [
          "new.play",
          [
            [7, 8],
            [30, 30],
          ],
        ],
      ]),
    );
  });

  it("are none where the commit is not there", () => {
    const repository = new Repository(join(root, "few"));
    expect(changedLines(repository.folder, "1".repeat(40), "HEAD")).toEqual(new Map());
  });
});

describe("what is told first", () => {
  it("is on changed lines, then in changed files, each in its order, and all of it is told", () => {
    const changed: ChangedLines = new Map([
      [
        "b.play",
        [
          [3, 4],
          [9, 9],
        ],
      ],
      ["c.play", []],
    ]);
    const at = (path: string, line: number, endLine = line): Annotation => ({
      level: "error",
      title: "",
      message: "",
      place: { path, line, endLine },
    });
    const nowhere: Annotation = { level: "error", title: "", message: "" };
    const given = [
      nowhere,
      at("a.play", 3),
      at("b.play", 1, 2),
      at("b.play", 2, 3),
      at("b.play", 5, 8),
      at("b.play", 9),
      at("c.play", 1),
    ];
    const [, , before, into, between, on, gone] = given;
    expect(changedFirst(given, changed)).toEqual([into, on, before, between, gone, given[0], given[1]]);
  });
});
