/** docs/cookbook.md: with its model every recipe compiles without a mistake or a warning of its own, and is laid out as `fmt` does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { render } from "../../compiler/diagnostics/render.ts";
import { format } from "../../compiler/format/format.ts";
import { validateSchedule } from "../../schedule/validate.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/cookbook.md"), "utf8");
const blocks = [...page.matchAll(/^##+ (.*)\n(?:(?!^#)[\s\S])*?^```play\n([\s\S]*?)^```$/gm)].map((match) => ({
  title: match[1]!,
  text: match[2]!,
}));
const [model, ...recipes] = blocks;

/** What recipes promise: `title` has these words in it. */
const promised = [
  "Weekly, every two weeks, quarterly",
  "at once",
  "Before the renewal",
  "A drop",
  "A spike",
  "Nothing done for 150 days",
  "escalation",
  "Quiet after a QBR",
  "Limits across playbooks",
  "Pausing",
  "Consent",
  "Something happened",
  "first 90 days",
  "holidays",
  "Levels",
  "Every morning at seven",
];

describe("docs/cookbook.md", () => {
  it("has every recipe it should, each with its block", () => {
    const titles = [...page.matchAll(/^### (.*)$/gm)].map((match) => match[1]!);
    expect(recipes.map(({ title }) => title)).toEqual(titles);
    for (const words of promised) expect(titles.filter((title) => title.includes(words)).length, words).toBe(1);
  });

  it.each(recipes)("compiles: $title", ({ text }) => {
    const files = new Map([["holidays.yaml", "2026-12-25: Christmas Day\n"]]);
    const { diagnostics, schedule } = compile({
      files: [
        { path: "model.play", text: model!.text },
        { path: "recipe.play", text },
      ],
      currency: "USD",
      readText: (path) => files.get(path),
      exists: (path) => files.has(path),
    });
    // The model has touches for all recipes: none of them uses every one.
    const told = diagnostics.filter(({ file, severity }) => severity === "error" || file === "recipe.play");
    expect(told.map((diagnostic) => render(diagnostic, text))).toEqual([]);
    expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toHaveProperty("schedule");
  });

  it.each(blocks)("is formatted: $title", ({ text }) => {
    expect(format("block.play", text)).toMatchObject({ kind: "formatted", text });
  });
});
