/** A change as a comment of a pull request, in Markdown: one sentence first, tables, and what is longer folded away. */
import { differenceSentence } from "../../../review/compare/sentence.ts";
import type { DiffReport } from "../../../review/types.ts";
import { counted } from "../figures.ts";
import type { RuleWords } from "../rule-words.ts";
import { changesPart, sideText, summaryText, textsParts } from "./changes.ts";
import { type Fitted, fitted } from "./fit.ts";
import { noPages, type PageOf, partMarkdown, wordsMarkdown } from "./markdown.ts";
import { effectParts } from "./parts.ts";
import { type Limits, named, type Part, plainText, quoted, type Words, withNames } from "./words.ts";

/**
 * GitHub takes 65,536 characters, however many bytes they have; UTF-16 units are never fewer than those. What whoever posts
 * it puts before and behind has room, too.
 */
export const mostCharacters = 64_000;

const limits: Limits = { names: 40, weeks: 8, rows: 60, days: 10, rest: "see playc diff with --report FILE.html" };

/** What is cut first when there is more than a comment holds. */
const leastImportantFirst = [
  "weeks",
  "collisions",
  "undone",
  "segments",
  "timelines",
  "files",
  "notes",
  "over",
  "witnesses",
  "in-flight",
  "triggers",
  "declarations",
  "changes",
  "people",
];

/** More lines of changes than these are folded. */
const mostOpen = 15;

/** The whole comment, ended by a line end. Whoever keeps it up to date puts a mark of its own before it. */
export function commentText(report: DiffReport, words: RuleWords, pageOf: PageOf = noPages): string {
  const head = headOf(report);
  const markdownOf = (part: Part) => partMarkdown(part, isFolded(part), pageOf);
  const { parts, leftOut } = fitted(partsOf(report, words), leastImportantFirst, {
    most: mostCharacters - head.join("\n").length - 400,
    forSaying: 120,
    sizeOf: (part) => markdownOf(part).length + 1,
  });
  return [...head, ...parts.map(markdownOf), ...leftOutLines(leftOut)].join("\n");
}

function partsOf(report: DiffReport, words: RuleWords): Part[] {
  const { changes, notes } = report;
  const effects = effectParts(report, words, limits);
  const isFirst = ({ id, gist }: Part) => id === "people" || (id === "budgets" && gist !== "none over");
  return [
    ...effects.filter(isFirst).reverse(),
    ...(changes ? changesPart(changes, { ...limits, rows: Number.POSITIVE_INFINITY }) : []),
    ...textsParts(report, { ...limits, rows: Number.POSITIVE_INFINITY }),
    ...effects.filter((part) => !isFirst(part)),
    ...notesPart(notes),
  ];
}

function notesPart(notes: DiffReport["notes"]): Part[] {
  if (notes.length === 0) return [];
  const items = notes.map(({ text }) => ({ words: quoted(text) }));
  return [{ id: "notes", title: ["Notes"], gist: counted(notes.length, "note"), blocks: [{ kind: "list", items }] }];
}

function isFolded({ id, gist, blocks }: Part): boolean {
  if (id === "people" || id.startsWith("errors") || id === "declarations") return false;
  if (id === "budgets") return gist === "none over";
  if (id !== "changes") return true;
  const lines = blocks.reduce(
    (sum, block) =>
      block.kind === "list" ? sum + block.items.reduce((all, { under = [] }) => all + 1 + under.length, 0) : sum,
    0,
  );
  return lines > mostOpen;
}

function headOf({ before, after, changes, simulated }: DiffReport): string[] {
  const said: Words = simulated
    ? withNames((nameOf) => differenceSentence(simulated, nameOf))
    : [changes ? summaryText(changes) : "What the change means cannot be said before the errors are mended."];
  const sides: Words = [
    ...named(sideText(before)),
    " to ",
    ...named(sideText(after)),
    changes && simulated ? `: ${summaryText(changes)}` : "",
  ];
  return [`**${wordsMarkdown(said)}**\n`, `${wordsMarkdown(sides)}\n`];
}

function leftOutLines(leftOut: Fitted["leftOut"]): string[] {
  if (leftOut.length === 0) return [];
  const lines = leftOut.map(
    ({ part, lines: gone, of }) => `- ${gone} of ${counted(of, "line")} of “${wordsMarkdown([plainText(part.title)])}”`,
  );
  return [
    `#### Left out, as a comment has room for no more\n\n${lines.join("\n")}\n\n\`playc diff\` with \`--report FILE.html\` makes a page of it, and with \`--format json\` prints all.\n`,
  ];
}
