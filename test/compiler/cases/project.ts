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
  {
    ...policy("PLAY328", 'holidays ⟦"long.yaml"⟧', 'holidays "holidays.yaml"'),
    surroundings: { files: { "long.yaml": daysFrom("2026-01-01", 367) } },
  },
  {
    ...policy(
      "PLAY328",
      'hours 09:00..17:00 sun holidays ⟦"long.yaml"⟧',
      'hours 09:00..17:00 sun holidays "long.yaml"',
    ),
    surroundings: { files: { "long.yaml": sundays(52) } },
    goodSurroundings: { files: { "long.yaml": sundays(51) } },
  },
  policy("PLAY403", 'holidays ⟦"none.yaml"⟧', 'holidays "holidays.yaml"'),
];

/** Mistakes in `holidays.yaml`: the marked text is the file. */
export const holidayCases: Case[] = [
  { code: "PLAY404", bad: "2026-12-25: Christmas\n⟦Boxing Day⟧\n", good: "2026-12-25: Christmas\n# Boxing Day\n" },
  { code: "PLAY404", bad: "⟦2026-02-30: no such day⟧", good: "\uFEFF2026-02-28: a day" },
  { code: "PLAY405", bad: "2026-12-25: a\r\n⟦2026-12-25: b⟧\r\n", good: "2026-12-25: a\r\n2026-12-26: b\r\n" },
];

/** A holidays file with a number of days in a row, `step` days apart. */
function daysFrom(first: string, count: number, step = 1): string {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(first) + index * step * 86_400_000).toISOString().slice(0, 10);
    return `${day}: closed\n`;
  }).join("");
}

function sundays(count: number): string {
  return daysFrom("2026-01-04", count, 7);
}
