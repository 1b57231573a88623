/** A declaration that says nothing is warned of, and says nothing: without it the schedule is the same. */
import { expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { compileProjectText, told } from "./libraries-support.ts";

function compiled(text: string) {
  const { schedule, diagnostics } = compile({
    files: [{ path: "test.play", text }],
    currency: "USD",
    readText: () => undefined,
    exists: () => false,
  });
  const { sources: _, digest: __, ...said } = schedule!;
  return { said, codes: diagnostics.map(({ code }) => code), diagnostics };
}

const program = "metric logins count per day missing is zero\n";

it.each(["account", "assume", "models", "policy", "segments", "team"])("%s { }", (kind) => {
  const [without, empty] = [compiled(program), compiled(`${program}${kind} { }`)];
  expect(empty.said).toEqual(without.said);
  expect(without.codes).toEqual([]);
  expect(empty.codes).toEqual(["PLAY436"]);
  const [{ span, message } = { span: { start: 0, end: 0 }, message: "" }] = empty.diagnostics;
  expect(`${program}${kind} { }`.slice(span.start, span.end)).toBe(kind);
  expect(message).toBe(`\`${kind}\` says nothing.`);
});

const house = { house: "policy { limit 2 touches per 14d otherwise drop }\nrole csm owns accounts" };

it("is not said of what takes away what a library says", () => {
  const replaced = compileProjectText({ play: "use house { policy }\nreplace policy { }", libraries: house });
  expect(told(replaced)).toEqual([]);
  expect(replaced.schedule!.policy.limits).toEqual([]);
});

it("is said of a library of which nothing is taken", () => {
  expect(told(compileProjectText({ play: "use house { }", libraries: house }))).toEqual(["PLAY436 a.play"]);
});
