/** Mistakes 4xx: the project around the files. */
import { type Case, policy, touch } from "./case.ts";

const withTemplate = { files: { "mails/a.md": "Hello" } };

export const projectCases: Case[] = [
  {
    ...touch(
      "PLAY402",
      'purpose give_insight kind reactive template ⟦"../a.md"⟧',
      'purpose give_insight kind reactive template "mails/a.md"',
    ),
    goodSurroundings: withTemplate,
  },
  policy("PLAY402", 'holidays ⟦"/etc/passwd"⟧', 'holidays "holidays.yaml"'),
  {
    ...touch(
      "PLAY403",
      'purpose give_insight kind reactive template ⟦"mails/b.md"⟧',
      'purpose give_insight kind reactive template "mails/a.md"',
    ),
    surroundings: withTemplate,
    goodSurroundings: withTemplate,
  },
  policy("PLAY403", 'holidays ⟦"none.yaml"⟧', 'holidays "holidays.yaml"'),
];

/** Mistakes in `holidays.yaml`: the marked text is the file. */
export const holidayCases: Case[] = [
  { code: "PLAY404", bad: "2026-12-25: Christmas\n⟦Boxing Day⟧\n", good: "2026-12-25: Christmas\n# Boxing Day\n" },
  { code: "PLAY404", bad: "⟦2026-02-30: no such day⟧", good: "\uFEFF2026-02-28: a day" },
  { code: "PLAY405", bad: "2026-12-25: a\r\n⟦2026-12-25: b⟧\r\n", good: "2026-12-25: a\r\n2026-12-26: b\r\n" },
];
