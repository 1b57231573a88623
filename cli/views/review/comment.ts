/** A change as a comment of a pull request, in Markdown: one sentence first, tables, and what is longer folded away. */
import { differenceSentence } from "../../../review/compare/sentence.ts";
import type { DiffReport } from "../../../review/types.ts";
import { counted } from "../figures.ts";
import type { RuleWords } from "../rule-words.ts";
import { changesPart, notesPart, settingsPart, sideText, summaryText, textsParts } from "./changes.ts";
import { type Fitted, fitted } from "./fit.ts";
import { noPages, type PageOf, partMarkdown, wordsMarkdown } from "./markdown.ts";
import { effectParts } from "./parts.ts";
import { peakReason } from "./people.ts";
import { warnings } from "./warnings.ts";
import { type Limits, named, type Part, plainText, type Words, wholeReport, withNames } from "./words.ts";

/**
 * GitHub takes 65,536 characters, however many bytes they have; UTF-16 units are never fewer than those. What whoever posts
 * it puts before and behind has room, too.
 */
export const mostCharacters = 64_000;

/** How long lists are; the shorter ones where there would be no room for some part otherwise. */
const roomy: Limits = { few: 5, names: 40, weeks: 8, people: 60, rows: 60, days: 10 };
const tight: Limits = { few: 3, names: 8, weeks: 4, people: 60, rows: 15, days: 5 };

/** What is cut first when there is more than a comment holds. */
const leastImportantFirst = [
  "weeks",
  "peaks",
  "collisions",
  "undone",
  "segments",
  "timelines",
  "files",
  "notes",
  "over",
  "witnesses",
  "in-flight",
  "rungs",
  "plays",
  "triggers",
  "declarations",
  "settings",
  "changes",
  "people",
];

/** What a reviewer decides by, before what was changed. */
const first = ["budgets", "people", "cost"];

/** More lines of changes than these are folded. */
const mostOpen = 15;

/** The whole comment, ended by a line end. Whoever keeps it up to date puts a mark of its own before it. */
export function commentText(report: DiffReport, words: RuleWords, pageOf: PageOf = noPages): string {
  const head = headOf(report);
  const markdownOf = (part: Part) => partMarkdown(part, isFolded(part), pageOf);
  const within = (limits: Limits) =>
    fitted(partsOf(report, words, limits), leastImportantFirst, {
      most: mostCharacters - head.join("\n").length - 400,
      forSaying: 120,
      sizeOf: (part) => markdownOf(part).length + 1,
    });
  const whole = within(roomy);
  const { parts, leftOut } = whole.leftOut.length === 0 ? whole : within(tight);
  const last = report.simulated && report.simulated.people.length > 0 ? `${wordsMarkdown(wholeReport)}\n` : "";
  return [...head, ...parts.map(markdownOf), ...leftOutLines(leftOut), last].join("\n");
}

function partsOf(report: DiffReport, words: RuleWords, limits: Limits): Part[] {
  const { changes, notes, settings } = report;
  const effects = effectParts(report, words, limits);
  const isFirst = (part: Part) => first.includes(part.id) && !isFolded(part);
  return [
    ...effects.filter(isFirst).toSorted((one, other) => first.indexOf(one.id) - first.indexOf(other.id)),
    ...(changes ? changesPart(changes, { ...limits, rows: Number.POSITIVE_INFINITY }) : []),
    ...settingsPart(settings, limits),
    ...textsParts(report, { ...limits, rows: Number.POSITIVE_INFINITY }),
    ...effects.filter((part) => !isFirst(part)),
    ...notesPart(notes, limits),
  ];
}

function isFolded({ id, gist, blocks }: Part): boolean {
  if (["people", "cost", "settings", "declarations"].includes(id) || id.startsWith("errors")) return false;
  if (id === "budgets") return gist === "none over";
  if (id !== "changes") return true;
  const lines = blocks.reduce(
    (sum, block) =>
      block.kind === "list" ? sum + block.items.reduce((all, { under = [] }) => all + 1 + under.length, 0) : sum,
    0,
  );
  return lines > mostOpen;
}

function headOf(report: DiffReport): string[] {
  const { before, after, changes, simulated, settings } = report;
  const said: Words = simulated
    ? withNames((nameOf) => differenceSentence(simulated, nameOf))
    : [changes ? summaryText(changes, settings) : "What the change means cannot be said before the errors are mended."];
  const sides: Words = [
    ...named(sideText(before)),
    " to ",
    ...named(sideText(after)),
    changes && simulated ? `: ${summaryText(changes, settings)}` : "",
  ];
  const reason = simulated && peakReason(simulated, roomy);
  return [
    `**${wordsMarkdown(said)}**\n`,
    ...(reason ? [`${wordsMarkdown(reason)}\n`] : []),
    ...warnings(report).map((line) => `${wordsMarkdown(line)}\n`),
    `${wordsMarkdown(sides)}\n`,
  ];
}

function leftOutLines(leftOut: Fitted["leftOut"]): string[] {
  if (leftOut.length === 0) return [];
  const lines = leftOut.map(
    ({ part, lines: gone, of }) => `- ${gone} of ${counted(of, "line")} of “${wordsMarkdown([plainText(part.title)])}”`,
  );
  return [`#### Left out, as a comment has room for no more\n\n${lines.join("\n")}\n`];
}
