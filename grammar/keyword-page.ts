/** docs/keywords.md, made from the vocabulary. */

import { vocabulary, type WordRole } from "./vocabulary.ts";

const headings: Readonly<Record<WordRole, string>> = {
  declaration: "Declarations",
  clause: "Clauses",
  condition: "Conditions",
  value: "Values",
  type: "Types",
  unit: "Units",
  weekday: "Weekdays",
  channel: "Channels",
  purpose: "Purposes",
  kind: "Kinds of touch",
  level: "Levels",
  change: "What becomes of who is in the middle",
};

/** The page as Markdown: one table a role, words in alphabetical order, reserved words marked. */
export function keywordPage(): string {
  const sections = (Object.keys(headings) as WordRole[]).map((role) => {
    const words = vocabulary.filter((row) => row.role === role).toSorted((a, b) => (a.word < b.word ? -1 : 1));
    const rows = words.map((row) => `| \`${row.word}\` | ${row.reserved ? "yes" : ""} | ${row.doc} |`);
    return [`## ${headings[role]}`, "", "| word | reserved | meaning |", "| --- | --- | --- |", ...rows, ""].join("\n");
  });
  const intro =
    "Every word of the language. A reserved word cannot be a name; any other can, wherever a name may stand.\n" +
    "This page is generated: `node scripts/generate-keywords.mjs`.\n";
  return ["# Keywords\n", intro, ...sections].join("\n");
}
