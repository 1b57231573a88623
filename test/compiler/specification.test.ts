/** Every block of the specification compiles, together with the shared model, and gives a valid schedule. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { render } from "../../compiler/diagnostics/render.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileWithShared } from "./support.ts";

const specification = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");

const blocks = [...specification.matchAll(/^```play\n([\s\S]*?)^```/gm)].map((match) => match[1]!);

describe("docs/language.md", () => {
  it("has its blocks", () => expect(blocks.length).toBeGreaterThan(8));

  it.each(blocks.map((block, index) => [`block ${index + 1}: ${block.slice(0, 40).trim()}`, block]))(
    "%s",
    (_, block) => {
      const { diagnostics, schedule } = compileWithShared(block);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(errors.map((error) => render(error, block))).toEqual([]);
      expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toHaveProperty("schedule");
    },
  );
});
