/**
 * Five typical mistakes in five declarations of real playbooks: five root causes, each inside its own declaration, and
 * all other declarations are read as if nothing was.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { parse } from "../../grammar/parser.ts";
import type { Declaration } from "../../grammar/tree.ts";
import { plain } from "../grammar/support.ts";

const folder = new URL("../../playbooks/saas/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".play"))
  .map((path) => ({ path, text: read(path) }));
const exists = new Set(readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll("\\", "/")));

const mistakesIn = (changed: string, text: string) =>
  compile({
    files: files.map((file) => (file.path === changed ? { path: changed, text } : file)),
    currency: "USD",
    readText: (path) => (exists.has(path) ? read(path) : undefined),
    exists: (path) => exists.has(path),
  }).diagnostics.filter(({ severity }) => severity === "error");

/** A mistake people make, as a change of the first place in a declaration that it fits. */
const mistakes: readonly [string, RegExp, string][] = [
  ["a clause's word mistyped", /\blevel (?=red|yellow|green)/, "levle "],
  ["a capital", /\bwhen\b/, "When"],
  ["do mistyped", /\bdo\b/, "doo"],
  ["if for when", /(?<=\n\s+)when\b/, "if"],
  ["a comma behind a clause", /(?<=\n {2}level (?:red|yellow|green))/, ","],
  ["a semicolon behind a clause", /(?<=\n {2}level (?:red|yellow|green))/, ";"],
  ["a colon behind a clause's word", /\bowner\b(?= csm)/, "owner:"],
  ["== for =", / = (?=\d)/, " == "],
  ["=> for >=", />=/, "=>"],
  ["a unit mistyped", /\b(\d+)d\b/, "$1 dyas"],
  ["a unit in another language", /\b(\d+)w\b/, "$1 wks"],
  ["minutes", /\b(\d+)min\b/, "$1 mins"],
  ["seconds", /\b(\d+)min\b/, "$1s"],
  ["a blank before %", /\b(\d+)%/, "$1 %"],
  ["a small k", /(\$\d+)K/, "$1k"],
  ["no number", /\bevery 1 week\b/, "every week"],
  ["an adverb", /\bevery 1 month\b/, "monthly"],
  ["an action's word missing", /\bdo touch\b/, "do"],
  ["an action's word mistyped", /\btouch (?=[a-z_]+(?:\n|$| within))/, "tuch "],
  ["and in capitals", /\band\b/, "AND"],
  ["&&", /\band\b/, "&&"],
  ["within mistyped", /\bwithin\b/, "witin"],
  ["unless mistyped", /\bunless\b/, "unles"],
  ["after missing", /\bend after\b/, "end"],
  ["when missing", /\bwin when\b/, "win"],
  ["a hyphen in a range", /(?<=day )(\d+)\.\.(?=\d)/, "$1-"],
  ["a purpose mistyped", /\bpurpose (\w)\w/, "purpose $1"],
  ["a channel mistyped", /\bchannel email\b/, "channel emial"],
  ["smart quotes", /"([^"\n]*)"/, "\u201c$1\u201d"],
  ["a level that is none", /\blevel yellow\b/, "level orange"],
  ["a segment in capitals", /\bfor enterprise\b(?=,| \{)/, "for Enterprise"],
  ["a foreign comment", /\{\n/, "{ // see the wiki\n"],
];

/** Comments are blanks: no mistake is made in them. */
const withoutComments = (text: string) => text.replaceAll(/#[^\n]*/g, (comment) => " ".repeat(comment.length));

/** The program without what stands in quotes: each a character of no word, which `inQuotes` tells. */
function withoutTexts(text: string): { masked: string; inQuotes: string[] } {
  const inQuotes: string[] = [];
  const masked = withoutComments(text).replaceAll(/"([^"\n]*)"/g, (_, words: string) => {
    inQuotes.push(words);
    return `"${String.fromCharCode(0xe000 + inQuotes.length - 1)}"`;
  });
  return { masked, inQuotes };
}

function mistaken(text: string, [, place, mistake]: (typeof mistakes)[number]): string {
  const { masked, inQuotes } = withoutTexts(text);
  return masked
    .replace(place, mistake)
    .replaceAll(/[\ue000-\uf8ff]/g, (mask) => inQuotes[mask.charCodeAt(0) - 0xe000]!);
}

/** Changed places by file: every declaration with the mistakes that fit it. */
const places = files.flatMap(({ path, text }) => {
  const { declarations } = parse(path, text).file;
  const fitting = declarations.flatMap(({ span, kind }, index) => {
    const written = text.slice(span.start, span.end);
    const fits = mistakes.filter(([, place]) => place.test(withoutTexts(written).masked));
    return fits.length === 0 || kind === "let" ? [] : [{ index, fits }];
  });
  return fitting.length < 5 ? [] : [{ path, text, declarations, fitting }];
});

const five = fc.constantFrom(...places).chain((place) =>
  fc
    .subarray(place.fitting, { minLength: 5, maxLength: 5 })
    .chain((chosen) =>
      fc.tuple(...chosen.map(({ index, fits }) => fc.constantFrom(...fits).map((mistake) => ({ index, mistake })))),
    )
    .map((made) => ({ ...place, made })),
);

function mutated(
  text: string,
  declarations: readonly Declaration[],
  made: readonly { index: number; mistake: (typeof mistakes)[number] }[],
) {
  const spans: { start: number; end: number }[] = [];
  let result = "";
  let at = 0;
  for (const { index, mistake } of made) {
    const { start, end } = declarations[index]!.span;
    result += text.slice(at, start);
    const changed = mistaken(text.slice(start, end), mistake);
    spans.push({ start: result.length, end: result.length + changed.length });
    result += changed;
    at = end;
  }
  return { text: result + text.slice(at), spans };
}

describe("five mistakes in five declarations of a playbook", () => {
  it("are none before", () => expect(mistakesIn("", "")).toEqual([]));

  it("are five root causes, and nothing else is touched", () => {
    fc.assert(
      fc.property(five, ({ path, text, declarations, made }) => {
        const { text: broken, spans } = mutated(text, declarations, made);
        const found = mistakesIn(path, broken);
        const where = found.map(({ file, span }) =>
          file === path ? spans.findIndex(({ start, end }) => span.start >= start && span.end <= end) : -1,
        );
        const told = found.map(({ code, message, file }) => `${file} ${code} ${message}`);
        expect(where, `${made.map(({ mistake }) => mistake[0]).join(", ")}: ${told.join(" | ")}`).toEqual([
          0, 1, 2, 3, 4,
        ]);
        const others = declarations.filter((_, index) => !made.some((each) => each.index === index)).map(plain);
        expect(parse(path, broken).file.declarations.map(plain)).toEqual(expect.arrayContaining(others));
      }),
      { numRuns: 30 },
    );
  });
});
