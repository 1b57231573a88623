/** Nothing makes the compiler throw: programs changed at random, and names that mean something to JavaScript. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnosticToJson } from "../../compiler/diagnostics/json.ts";
import { render } from "../../compiler/diagnostics/render.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { howOften } from "../support/how-often.ts";
import { compileTour, tourFiles } from "./tour.ts";

describe("mutated programs", () => {
  const pieces = [
    "{",
    "}",
    "(",
    ")",
    "__proto__",
    "constructor",
    "0",
    "-",
    "%",
    "$1",
    "9999999999999999",
    "not",
    "\u0000",
    "\uD800",
    '"',
    "# ",
    "over 0d",
    "2200-12-31",
  ];
  const mutation = fc.record({
    file: fc.nat({ max: tourFiles.length - 1 }),
    at: fc.nat({ max: 5000 }),
    length: fc.nat({ max: 30 }),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 }), fc.constant("")),
    /** Names and words swapped for others make programs that parse and mean something else. */
    word: fc.nat({ max: 2000 }),
  });
  const words = [...new Set(tourFiles.flatMap(({ text }) => text.match(/[a-z_]+|\d+[a-z%]*/g) ?? []))];

  function mutate(
    files: typeof tourFiles,
    { file, at, length, insert, word }: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
  ) {
    return files.map((each, index) => {
      if (index !== file) return each;
      const place = at % (each.text.length + 1);
      if (word % 2 === 0)
        return { ...each, text: each.text.slice(0, place) + insert + each.text.slice(place + length) };
      const rest = each.text.slice(place).replace(/[a-z_]+|\d+[a-z%]*/, () => words[word % words.length]!);
      return { ...each, text: each.text.slice(0, place) + rest };
    });
  }

  it("never make the compiler throw, and give either a valid schedule or errors at places that exist", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const files = mutations.reduce(mutate, tourFiles);
        const { schedule, diagnostics } = compileTour(files);
        const textOf = (path: string) => files.find((each) => each.path === path)?.text;
        for (const found of diagnostics) {
          const length = textOf(found.file)?.length ?? 0;
          expect(found.span.start).toBeGreaterThanOrEqual(0);
          expect(found.span.end).toBeGreaterThanOrEqual(found.span.start);
          if (textOf(found.file) !== undefined) expect(found.span.end).toBeLessThanOrEqual(length);
        }
        for (const found of diagnostics.slice(0, 3)) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is printed is what is asked
          expect(render(found, textOf(found.file) ?? "", textOf)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
          expect(diagnosticToJson(found, textOf).line).toBeGreaterThan(0);
        }
        expect(schedule === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
        if (schedule) expect(validateSchedule(schedule)).toHaveProperty("schedule");
      }),
      { numRuns: howOften(1000, 400) },
    );
  }, 120_000);
});

describe("hostile names", () => {
  it("are names like any other", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const text = names
      .map((name) => `task ${name} { owner csm effort 5min } trigger ${name} { level red on reply do task ${name} }`)
      .join("\n");
    const { diagnostics, schedule } = compileTour([...tourFiles, { path: "hostile.play", text }]);
    expect(diagnostics).toEqual([]);
    expect(schedule?.tasks.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toHaveProperty("schedule");
  });
});
