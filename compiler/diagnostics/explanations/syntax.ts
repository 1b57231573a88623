/** Explanations 0xx: text that is not the language. */
import type { syntaxMessages } from "../syntax-messages.ts";
import type { Explanation } from "./explanation.ts";

const trigger = (condition: string) => `trigger t { level red  when ${condition}  do alert csm }`;

export const syntaxExplanations: Record<keyof typeof syntaxMessages, Explanation> = {
  "unexpected-text": {
    meaning:
      "A word, number or sign stands where the declaration cannot go on with it. Often the mistake is just before: a forgotten word, such as `to` here, or a comma.",
    failing:
      "stage first_days from renewal ⟦9d⟧ after\ntrigger t during first_days { level red  on reply  do alert csm }",
    mended:
      "stage first_days from renewal to 9d after\ntrigger t during first_days { level red  on reply  do alert csm }",
  },
  "reserved-word": {
    meaning:
      "Words that can stand in or after a condition (`last`, `open`, `rest`, `week` ...) cannot be names: `time since last done` could then mean two things. docs/keywords.md lists them.",
    failing: "let ⟦rest⟧ = 30d",
    mended: "let quiet_time = 30d\ntrigger t { level red  on reply  do alert csm  rest quiet_time }",
  },
  unclosed: {
    meaning:
      "A `{` or `(` has no partner. It is reported where the partner was missed, which is often the beginning of the next declaration; the place it was opened is shown too.",
    failing: "policy { hours 09:00..17:00 mon..fri⟦⟧",
    mended: "policy { hours 09:00..17:00 mon..fri }",
  },
  "unknown-declaration": {
    meaning: "Outside of braces every line begins a declaration, and no declaration begins with this word.",
    failing: "⟦polcy⟧ { hours 09:00..17:00 mon..fri }",
    mended: "policy { hours 09:00..17:00 mon..fri }",
  },
  "too-deeply-nested": {
    meaning: "Brackets and `not`s may stand inside each other 256 levels deep, far beyond what anybody can read.",
    failing: trigger(`${"(".repeat(255)}⟦(⟧${"(".repeat(44)}strategic${")".repeat(300)}`),
    mended: trigger(`${"(".repeat(200)}strategic${")".repeat(200)}`),
    shown: {
      failing: `# three hundred times:\n${trigger("((((( ... strategic ... )))))")}`,
      mended: trigger("strategic"),
    },
  },
  "bad-character": {
    meaning:
      "The language has no use for these characters. Usual suspects: `;` at the end of a line, `:` behind the word of a clause, `==` for `=`, `&&` for `and`, `-` in a name or a range, `//` before a comment.",
    failing: "policy { hours 09:00..17:00 mon..fri⟦;⟧ }",
    mended: "policy { hours 09:00..17:00 mon..fri }",
  },
  "bad-number": {
    meaning:
      "The digits are clear but what belongs to them is not: a comma between thousands, a small `k` for `K`, a blank before `%` or `K`, a unit that is misspelt or written without its blank (`2 wks`, `30days`), seconds, part of a day, or more digits than can be counted exactly.",
    failing: trigger("arr > ⟦$1,000⟧"),
    mended: trigger("arr > $1000"),
  },
  "length-without-number": {
    meaning:
      "A length of time is a number in digits and its unit: `every 1 week`, not `every week`, `weekly` or `every two weeks`. So nobody has to guess whether `every other week` begins with the first.",
    failing: "cadence c from renewal { every ⟦week⟧ touch qbr }",
    mended: "cadence c from renewal { every 1 week touch qbr }",
  },
  "wrong-quotes": {
    meaning:
      "A text stands between straight double quotes. Word processors and chat programs turn them into curly ones, and single quotes mean nothing here. Names (of touches, segments, members) stand without quotes.",
    failing: trigger("goal = ⟦\u201csave time\u201d⟧"),
    mended: trigger('goal = "save time"'),
  },
  "no-such-date": {
    meaning: "No calendar has that day, or it is not written as year, month and day with `-` between them.",
    failing: trigger("renewal > ⟦2026-02-30⟧"),
    mended: trigger("renewal > 2026-02-28"),
  },
  "no-such-time": {
    meaning: "A time of day is two digits, a colon and two digits, from 00:00 to 24:00.",
    failing: "policy { hours ⟦9:00⟧..17:00 mon..fri }",
    mended: "policy { hours 09:00..17:00 mon..fri }",
  },
  "unterminated-text": {
    meaning: "A text begins with a double quote and must end with one on the same line.",
    failing: 'policy { holidays ⟦"holidays.yaml }⟧\n}',
    mended: 'policy { holidays "holidays.yaml"\n}',
    surroundings: { files: { "holidays.yaml": "2026-12-25: Christmas Day\n" } },
  },
  "bad-escape": {
    meaning: "In a text a backslash may stand before a double quote or another backslash, and nowhere else.",
    failing: trigger('goal = "save\u27e6\\t\u27e7ime"'),
    mended: trigger('goal = "save\\\\time"'),
  },
  "needs-parentheses": {
    meaning:
      "`and` beside `or`, a `not` before a join, a `for` or `outside` after one: readers differ in what belongs together, so the language asks them to say it.",
    failing: trigger("⟦strategic and auto_renews or seats > 3⟧"),
    mended: trigger("(strategic and auto_renews) or seats > 3"),
  },
  "file-too-large": {
    meaning:
      "A `.play` file may have four million characters. What is longer is most likely data that got the wrong ending.",
    failing: `⟦⟧${" ".repeat(4_000_001)}`,
    mended: "# A playbook is a few pages.",
    shown: { failing: "# four million characters and more", mended: "# A playbook is a few pages." },
  },
  "too-many-problems": {
    meaning:
      "After a thousand problems the rest of a file is not read. Often the file is no playbook, or has one early mistake that the rest follows from.",
    failing: `${"@ x\n".repeat(1000)}⟦@⟧`,
    mended: "# @ x",
    shown: { failing: "@ x\n@ x\n# ... more than a thousand times", mended: "# @ x" },
    with: ["PLAY006"],
  },
};
