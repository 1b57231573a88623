/** Printing and parsing undo each other, for conditions nobody wrote. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printCondition } from "../../grammar/print.ts";
import { isReserved } from "../../grammar/vocabulary.ts";
import { conditionOf, plain } from "./support.ts";

const name = fc
  .oneof(
    fc.constantFrom("logins", "arr", "call", "level", "usual", "__proto__", "of_x"),
    fc.stringMatching(/^[a-z]{1,8}$/),
  )
  .filter((word) => !isReserved(word));
const span = fc
  .tuple(fc.nat(400), fc.constantFrom("d", "w", "h", " day", " months", " business days"))
  .map((parts) => parts.join(""));
const amount = fc.oneof(
  fc.nat().map(String),
  fc.nat(99_999).map((value) => `${value / 1000}%`),
  fc.nat(5_000_000).map((value) => `$${value}`),
  fc.nat(50).map((value) => `CHF ${value}K`),
  fc.nat(100).map((value) => `${value} points`),
  fc.constantFrom("2026-01-31", "true"),
);
const sign = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const words = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((list) => list.join(" "));
const word = (text: string) => fc.constant(text);
const aggregate = fc.constantFrom("avg", "sum", "min", "max");

/** Conditions in the language's own words, with parentheses wherever they are asked for. */
const { condition } = fc.letrec<Record<"condition" | "plain" | "inner" | "filter" | "expression", string>>((tie) => ({
  condition: fc.oneof(
    tie("plain"),
    words(tie("plain"), word("and"), tie("plain"), word("and"), tie("plain")),
    words(tie("plain"), word("or"), tie("plain")),
    words(tie("inner"), word("for"), span, word("outside"), name),
    words(word("not"), tie("plain")),
  ),
  inner: tie("condition").map((text) => `(${text})`),
  filter: fc.oneof(
    word(""),
    tie("condition").map((text) => `where (${text})`),
  ),
  plain: fc.oneof(
    { depthSize: "small" },
    name,
    words(name, word("is"), fc.oneof(name, words(word("not"), name), fc.constantFrom("known", "unknown", "open"))),
    words(
      name,
      word("is one of"),
      fc.array(name, { minLength: 2, maxLength: 4 }).map((list) => list.join(", ")),
    ),
    words(name, fc.constantFrom("falls", "rises"), word(">"), amount, word("over"), span, word("against usual"), span),
    words(name, fc.constantFrom("falls", "rises"), fc.constantFrom("week over week", "since start")),
    words(name, word("becomes"), name, word("from"), name),
    words(word("no"), name, tie("filter"), word("is open")),
    words(name, tie("filter"), word("open for"), span),
    words(word("during"), name),
    words(tie("expression"), sign, tie("expression")),
    tie("inner"),
    words(word("not"), tie("inner")),
  ),
  expression: fc.oneof(
    { depthSize: "small" },
    amount,
    span,
    name,
    words(name, word("over"), span),
    words(
      fc.nat(100).map((share) => `${share}%`),
      word("of"),
      name,
    ),
    words(word("count of"), name, tie("filter"), word("over"), span),
    words(word("days with"), tie("inner"), word("over"), span),
    words(
      aggregate,
      fc.tuple(name, name).map(([event, field]) => `${event}.${field}`),
      tie("filter"),
      word("over"),
      span,
    ),
    words(fc.constantFrom("time since", "time to"), name),
    words(fc.constantFrom("time since last", "time since last done"), name, tie("filter")),
  ),
}));

describe("printCondition", () => {
  it("gives a text with the same tree and the same text", () => {
    fc.assert(
      fc.property(condition, (text) => {
        const first = conditionOf(text);
        const printed = printCondition(first);
        const second = conditionOf(printed);
        expect(plain(second)).toEqual(plain(first));
        expect(printCondition(second)).toBe(printed);
      }),
      { numRuns: 1000 },
    );
  });

  it("prints what a broken tree lacks as a question mark", () => {
    const lost = { kind: "not" as const, span: { start: 0, end: 0 } };
    expect(printCondition(lost)).toBe("not ?");
    expect(printCondition(undefined)).toBe("?");
  });
});
