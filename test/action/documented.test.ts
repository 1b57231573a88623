/** What the action takes and gives stands in its description and in docs/ci.md alike, and all of it is read or written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionFile } from "./runner.ts";

const top = join(import.meta.dirname, "../..");
const page = readFileSync(join(top, "docs/ci.md"), "utf8");
const source = readdirSync(join(top, "action"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(top, "action", name), "utf8"))
  .join("\n");

/** The rows of the table that begins with this word: names, and what stands in the second column. */
function rowsOf(head: string): [names: string[], second: string][] {
  const [, table = ""] = new RegExp(`^\\| ${head} \\|.*\\n\\|[- |]*\\n((?:\\|.*\\n)+)`, "m").exec(page) ?? [];
  return table.split("\n").flatMap((line) => {
    const [, first, second = ""] = line.split("|").map((cell) => cell.trim());
    return first ? [[first.split(", ").map((name) => name.replaceAll("`", "")), second]] : [];
  });
}

describe("the action's description", () => {
  it("names every input with what it usually is, and each is read", () => {
    const documented = rowsOf("input").flatMap(([names, usual]) =>
      names.map((name) => [name, usual.replaceAll("`", "")]),
    );
    const described = Object.entries(actionFile.inputs).map(([name, { default: usual }]) => [
      name,
      name === "token" ? "the job's own" : usual,
    ]);
    expect(documented).toEqual(described);
    for (const name of Object.keys(actionFile.inputs))
      expect(source).toMatch(new RegExp(`(?:getInput|getMultilineInput|flag)\\("${name}"\\)`));
  });

  it("names every output, and each is written", () => {
    expect(rowsOf("output").flatMap(([names]) => names)).toEqual(Object.keys(actionFile.outputs));
    for (const name of Object.keys(actionFile.outputs)) expect(source).toContain(`setOutput("${name}"`);
  });
});
