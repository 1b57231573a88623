/** Layouts as a reader expects them: `golden/NAME.before.play` as somebody wrote it, `NAME.after.play` formatted. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatted, meaningOf } from "./support.ts";

const folder = join(import.meta.dirname, "golden");
const names = readdirSync(folder).flatMap((file) => /^(.*)\.before\.play$/.exec(file)?.[1] ?? []);
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe.each(names)("%s", (name) => {
  const before = read(`${name}.before.play`);
  const after = read(`${name}.after.play`);

  it("is laid out as expected", () => {
    expect(formatted(before)).toBe(after);
  });

  it("stays as it is when formatted again", () => {
    expect(formatted(after)).toBe(after);
  });

  it("is the same program", () => {
    expect(meaningOf(after)).toEqual(meaningOf(before));
  });

  it("comes out the same with other line ends and a byte order mark", () => {
    for (const lineEnd of ["\r\n", "\r"]) expect(formatted(`\uFEFF${before.replaceAll("\n", lineEnd)}`)).toBe(after);
  });
});
