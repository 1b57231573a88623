/** The standard playbooks: they compile without a word, whole and piece by piece, and carry what they claim. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkProject } from "../../cli/compile-project.ts";
import { parse } from "../../grammar/parser.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { coverageOf, coveragePage, isCarried, isShown, shownBy } from "../../scripts/handbook-coverage.ts";
import { compileProjectText } from "../compiler/libraries-support.ts";
import { howOften } from "../support/how-often.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "playbooks/standard");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".play"))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
const standard = Object.fromEntries(files.map(({ path, text }) => [path, text]));
/** The words of the touches, by the path a project names them by. */
const templates = Object.fromEntries(
  readdirSync(join(folder, "templates")).map((name) => [
    `standard:templates/${name}`,
    readFileSync(join(folder, "templates", name), "utf8"),
  ]),
);
const { report, schedule } = checkProject(folder);

/** Compiles a project that takes of the standard playbooks. */
function taking(play: string) {
  return compileProjectText({ play, libraries: { standard }, files: templates });
}

describe("the standard playbooks", () => {
  it("compile without a word", () => {
    expect(report.text).toMatch(/^0 errors, 0 warnings in /);
  });

  const whole = taking("use standard");

  it("are the same when a project takes them all, but for where their words stand", () => {
    expect(whole.diagnostics.map(({ message }) => message)).toEqual([]);
    const meaning = (of: typeof schedule) =>
      JSON.stringify({ ...of, digest: undefined, sources: undefined }).replaceAll("standard:templates/", "templates/");
    expect(meaning(whole.schedule)).toBe(meaning(schedule));
    expect(validateSchedule(whole.schedule)).toHaveProperty("schedule");
  });

  const pieces = files.flatMap(({ path, text }) =>
    parse(path, text).file.declarations.flatMap((declaration) =>
      "name" in declaration && declaration.name ? [`${declaration.kind} ${declaration.name.text}`] : [],
    ),
  );

  // A declaration of a library brings what it needs: a quarter of them reaches nearly all.
  const tried = pieces.filter((_, index) => index % howOften(1, 8) === 0);
  it.each(tried)("can be taken one by one: %s", (piece) => {
    const taken = taking(`use standard { ${piece} }`);
    expect(taken.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  });

  it("have words for every touch, and no words without one", () => {
    const named = schedule?.touches.map(({ template }) => `standard:${template}`) ?? [];
    expect([...named].sort()).toEqual(Object.keys(templates).sort());
  });

  it("let every figure that has a name be set anew", () => {
    const figures = pieces.filter((piece) => piece.startsWith("let "));
    expect(figures.length).toBeGreaterThan(10);
    for (const figure of figures) {
      const name = figure.slice("let ".length);
      const [, value] = new RegExp(`let ${name} = (.+)`).exec(Object.values(standard).join("\n"))!;
      const play = `use standard replace let ${name} = ${value}`;
      expect(taking(play).schedule?.digest, name).toBe(whole.schedule?.digest);
    }
  });
});

describe("docs/handbook-coverage.md", () => {
  it("is not stale (npm run generate)", () => {
    expect(readFileSync(join(root, "docs/handbook-coverage.md"), "utf8")).toBe(coveragePage(files));
  });

  it("names tests that are there and name the row", () => {
    for (const [row, path] of Object.entries(shownBy)) {
      expect(readFileSync(join(root, path), "utf8"), `${row} in ${path}`).toMatch(new RegExp(`\\b${row}\\b`));
    }
  });

  it("has a declaration and a test for every row", () => {
    const rows = coverageOf(files);
    expect(rows.length).toBe(92);
    expect(rows.filter((row) => !isCarried(row)).map(({ row }) => row)).toEqual([]);
    expect(rows.filter((row) => !isShown(row)).map(({ row }) => row)).toEqual([]);
  });
});
