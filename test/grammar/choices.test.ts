/** A parser that reads its decisions from the table a build keeps reads every text as one that works the grammar out. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { FileParser, grammarChoices } from "../../grammar/parser.ts";
import { scan } from "../../grammar/scan.ts";
import { mutated, sentence } from "./mutations.ts";
import { languageBlocks } from "./support.ts";

const working = new FileParser({ choices: "none" });
const choices = grammarChoices();
const reading = new FileParser({ choices });

function check(text: string): void {
  expect(reading.read(text, scan(text))).toEqual(working.read(text, scan(text)));
}

it("on the language page", () => {
  expect(Object.keys(choices).length).toBeGreaterThan(100);
  for (const text of languageBlocks()) check(text);
});

it("on texts with mistakes", () => {
  fc.assert(fc.property(fc.oneof(sentence, mutated), check), { numRuns: 250 });
});

it("says what could have stood where something else does, also when that is the first thing it reads", () => {
  const fresh = new FileParser({ choices });
  const text = "models { a sometimes }\ntrigger { }\nuse 3";
  expect(fresh.read(text, scan(text))).toEqual(working.read(text, scan(text)));
});
