/** What this repository shows is formatted: its projects, and the programs on its pages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatted, repositoryFiles, root } from "./support.ts";

it.each(repositoryFiles())("$path", ({ text }) => {
  expect(formatted(text)).toBe(text);
});

it.each(["README.md", "docs/language.md"])("the programs of %s", (page) => {
  const blocks = [...readFileSync(join(root, page), "utf8").matchAll(/^```play\n([\s\S]*?)^```/gm)];
  expect(blocks.length).toBeGreaterThan(0);
  for (const [, block] of blocks) expect(formatted(block!)).toBe(block);
});
