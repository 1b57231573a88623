/** Formatting is idempotent, keeps the program and its comments, and aligns nothing: on programs nobody wrote. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { parse } from "../../grammar/parser.ts";
import { languageBlocks } from "../grammar/support.ts";
import { howOften } from "../support/how-often.ts";
import { formatted, meaningOf, repositoryFiles, untidiness, wordsOf } from "./support.ts";

const runs = { numRuns: howOften(2000, 300) };

/** Declarations that people wrote, as their words. */
const declarations = [...repositoryFiles().map(({ text }) => text), ...languageBlocks()].flatMap((text) =>
  parse("corpus.play", text).file.declarations.map(({ span }) => wordsOf(text.slice(span.start, span.end))),
);

// ---- made-up declarations ---------------------------------------------------------------------------------------

const name = fc.constantFrom(
  "a",
  "arr",
  "call",
  "level",
  "__proto__",
  "a_name_that_takes_up_much_of_the_width_of_a_line",
);
const span = fc.constantFrom("30d", "2 weeks", "3 business days");
const words = (...parts: (string | fc.Arbitrary<string>)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part))).map((list) => list.join(" "));
const list = (member: fc.Arbitrary<string>, separator: string) =>
  fc.array(member, { minLength: 1, maxLength: 6 }).map((members) => members.join(separator));
const { condition } = fc.letrec<Record<"condition" | "plain", string>>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small" },
    tie("plain"),
    fc
      .tuple(fc.constantFrom(" and ", " or "), fc.array(tie("plain"), { minLength: 2, maxLength: 6 }))
      .map(([join, operands]) => operands.join(join)),
  ),
  plain: fc.oneof(
    { depthSize: "small" },
    words(name, ">=", fc.constantFrom("$ 25K", "3", "80% of seats", "EUR 4K")),
    words(name, "is one of", list(name, ", ")),
    words("(", tie("condition"), ")"),
    words("(", "not", name, ")"),
    words("count of", name, "where (", tie("condition"), ") over", span, "< 3"),
    words("days with (", tie("condition"), ") over 30d > 3"),
    words("(", tie("condition"), ") for", span),
  ),
}));
const action = fc.oneof(
  words(fc.constantFrom("touch", "task"), list(name, ", ")),
  words("touch", name, "to", name, "within", span, "expects", name, "within", span),
);
const actions = list(action, " ");
const madeUp = fc
  .oneof(
    words(
      "trigger",
      name,
      "for",
      list(name, ", "),
      "{ level red when",
      condition,
      "do",
      actions,
      "until",
      condition,
      "}",
    ),
    words("cadence", name, "from", name, "where", condition, "{ every 2 weeks", actions, "unless", condition, "}"),
    words("play", name, "{ start when", condition, "phase p day 1..3 {", actions, "every 1 week", actions, "} }"),
    words(
      "escalation",
      name,
      "{ stop on",
      list(name, ", "),
      "after 7d",
      actions,
      "while",
      condition,
      "stop on",
      name,
      "}",
    ),
    words("segments { a when", condition, "b otherwise }"),
    words("event", list(name, ", "), "{ key id x one of", list(name, ", "), "y ratio? closed by", name, "}"),
    words("touch", name, "{ channel", list(name, " or "), "purpose", list(name, ", "), "never dropped }"),
  )
  .map(wordsOf);

// ---- white space ------------------------------------------------------------------------------------------------

const space = fc.constantFrom(
  " ",
  " ",
  " ",
  "  ",
  "\t",
  "\n",
  "\n  ",
  "\n\n\n",
  "\r\n",
  "\r\n\r\n",
  "\r",
  "\u00a0",
  "\f",
);
const comment = fc.constantFrom(
  "# why",
  "#",
  "#   spaced  ",
  "## doc",
  "### rule",
  '# \u{1f600} é "{',
  "# a # b",
  "# playc: allow PLAY107 because",
);
const lineEnd = fc.constantFrom("\n", "\r\n", "\n\n\n", "\r");
const gap = fc.oneof(
  { weight: 30, arbitrary: space },
  { weight: 1, arbitrary: fc.tuple(space, comment, lineEnd, space).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.tuple(comment, lineEnd, comment, lineEnd).map((parts) => parts.join("")) },
);

/** One to four declarations with any white space and comments between any two words. */
const program = fc
  .array(fc.oneof(fc.constantFrom(...declarations), madeUp), { minLength: 1, maxLength: 4 })
  .chain((chosen) => {
    const all = chosen.flat();
    return fc
      .tuple(fc.array(gap, { minLength: all.length + 1, maxLength: all.length + 1 }), fc.constantFrom("", "\uFEFF"))
      .map(([gaps, mark]) => mark + gaps[0] + all.map((word, index) => word + gaps[index + 1]).join(""));
  });

const written = program.filter((text) => parse("test.play", text).problems.length === 0);

describe("formatting", () => {
  it("keeps the tree and the comments, is idempotent, and leaves one space or line end between words", () => {
    fc.assert(
      fc.property(written, (text) => {
        const once = formatted(text);
        expect(meaningOf(once)).toEqual(meaningOf(text));
        expect(formatted(once)).toBe(once);
        expect(untidiness(once)).toEqual([]);
      }),
      runs,
    );
  });

  it("asks only for line ends, not for how wide a space is", () => {
    fc.assert(
      fc.property(written, fc.constantFrom("", "\t", "    "), (text, wider) => {
        const widened = text
          .replace(/\r\n|\r/g, "\n")
          .replace(/(\n) /g, `$1 ${wider}`)
          .replace(/\uFEFF/, "");
        expect(formatted(widened)).toBe(formatted(text));
      }),
      { numRuns: howOften(500, 200) },
    );
  });

  it("leaves alone what cannot be read, and formats what can, whatever words are lost or moved", () => {
    const change = fc.tuple(fc.constantFrom("delete", "double", "swap"), fc.nat(), fc.nat());
    fc.assert(
      fc.property(
        fc.constantFrom(...declarations),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (all, changes) => {
          const text = changed(all, changes).join(" ");
          const result = format("test.play", text);
          const { problems } = parse("test.play", text);
          expect(result.kind).toBe(problems.length > 0 ? "refused" : "formatted");
          if (result.kind === "formatted") expect(meaningOf(result.text)).toEqual(meaningOf(text));
          if (result.kind === "refused") expect(result.diagnostics.length).toBe(problems.length);
        },
      ),
      runs,
    );
  });
});

function changed(words: readonly string[], changes: readonly (readonly [string, number, number])[]): string[] {
  const list = [...words];
  for (const [change, from, to] of changes) {
    const [at, other] = [from % Math.max(1, list.length), to % Math.max(1, list.length)];
    if (change === "delete") list.splice(at, 1);
    else if (change === "double") list.splice(at, 0, list[at] ?? "");
    else [list[at], list[other]] = [list[other] ?? "", list[at] ?? ""];
  }
  return list;
}
