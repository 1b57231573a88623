/** Columns that are called like words of the language keep their names where the language lets them, in every place. */
import { describe, expect, it } from "vitest";
import { createNames } from "../../cli/init/words.ts";
import { compile } from "../../compiler/compile.ts";
import { vocabulary } from "../../grammar/vocabulary.ts";

const touch = "touch mail { channel email owner csm effort 5min purpose give_insight kind educational }";
const words = [...new Set(vocabulary.map(({ word }) => word))];

/** One name, at every place that `playc init` writes one. */
const programs: [place: string, program: (name: string) => string][] = [
  [
    "a date of the account",
    (name) => `account { ${name} date other count? begins ${name} } role csm owns accounts ${touch}
      segments { new when time since ${name} < 90d small otherwise }
      cadence first from ${name} { day 1 touch mail } cadence runway before ${name} { 60d touch mail }`,
  ],
  ["its end", (name) => `account { first date ${name} date? begins first ends ${name} }`],
  [
    "a size",
    (name) => `account { ${name} money? }
      segments { unsized when ${name} is unknown large when ${name} >= USD 3 small otherwise }`,
  ],
  ["a choice", (name) => `account { ${name} one of a, b } segments { x when ${name} is a y otherwise }`],
  [
    "a flow",
    (name) => `metric ${name} count per day missing is zero role csm owns accounts ${touch}
      trigger falling { level yellow when ${name} falls > 20% week over week do touch mail rest 30d }
      trigger quiet { level yellow when ${name} over 14d = 0 do touch mail rest 30d }`,
  ],
  ["a level", (name) => `metric ${name} points snapshot missing carries segments { x when ${name} < 3 y otherwise }`],
  [
    "an event and its field",
    (name) => `event ${name} { ${name} one of low, high } role csm owns accounts ${touch}
      trigger storm { level yellow when count of ${name} over 7d >= 3 do touch mail rest 30d }
      trigger silence { level yellow when time since last ${name} > 30d do touch mail rest 30d }
      trigger answer { level green on ${name} do touch mail within 1w rest 30d }`,
  ],
  [
    "a key",
    (name) => `event case { key ${name} closed by case_closed } event case_closed { ${name} text }
      segments { x when case is open y otherwise }`,
  ],
];

describe("names that are words of the language", () => {
  for (const [place, program] of programs) {
    it(place, () => {
      for (const word of words) {
        const name = createNames().take(word, "field");
        const text = program(name);
        const { diagnostics } = compile({
          files: [{ path: "made.play", text: /\baccount \{/.test(text) ? text : `account { first date } ${text}` }],
          currency: "USD",
          readText: () => undefined,
          exists: () => false,
        });
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        expect(errors, `${name}: ${text}`).toEqual([]);
      }
    });
  }
});
