/**
 * Programs before and after a change, and what is said of it: one file a case, with the two programs and the expected text.
 * Together they have every clause that the tables of the comparison can tell of.
 */
import { describe, expect, it } from "vitest";
import { withClausePlaces } from "../../review/clause-places.ts";
import { compare } from "../../review/diff/diff.ts";
import { kinds } from "../../review/diff/kinds.ts";
import { bySubject, sentenceOf, subjectText } from "../../review/sentences.ts";
import type { Change } from "../../review/types.ts";
import type { SourcePlace } from "../../schedule/types.ts";
import { type Case, cases, templates } from "./corpus-cases.ts";
import { scheduleOf } from "./programs.ts";

function changesOf({ before, after }: Case): readonly Change[] {
  return compare(scheduleOf(before, templates.before), scheduleOf(after, templates.after)).diff.changes;
}

function told(changes: readonly Change[]): string {
  if (changes.length === 0) return "nothing\n";
  return bySubject(changes)
    .map((subject) => [subjectText(subject), ...subject.changes.map((each) => `  ${sentenceOf(each)}`), ""].join("\n"))
    .join("");
}

describe("a change", () => {
  it("has a case for each kind of declaration, and more", () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases)("$name", (each) => {
    expect(told(changesOf(each))).toBe(each.expected);
  });
});

/** The text of a place. */
function textAt(text: string, { line, column, endLine, endColumn }: SourcePlace): string {
  const lines = text.split("\n").slice(line - 1, endLine);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, endColumn - 1);
  return lines.join("\n").slice(column - 1);
}

it("a clause that changed is found in its declaration or part, and nowhere else", () => {
  const found: string[] = [];
  for (const { name, before, after } of cases) {
    const { changes } = compare(scheduleOf(before, templates.before), scheduleOf(after, templates.after)).diff;
    const placed = withClausePlaces(
      changes,
      () => before,
      () => after,
    );
    expect(placed.map((each) => ({ ...each, places: null }))).toEqual(
      changes.map((each) => ({ ...each, places: null })),
    );
    for (const [index, { clause, places }] of placed.entries()) {
      for (const [text, place, around] of [
        [before, places.before, changes[index]!.places.before],
        [after, places.after, changes[index]!.places.after],
      ] as const) {
        if (!place || !around) continue;
        expect(textAt(text, around), name).toContain(textAt(text, place));
        if (JSON.stringify(place) === JSON.stringify(around)) continue;
        expect(textAt(text, place).split(/\s+/).join(" "), name).toBe(clause);
        found.push(`${name}: ${clause}`);
      }
    }
  }
  expect(found.length).toBeGreaterThan(150);
});

it("a clause is found behind a comment of the same words", () => {
  const text = (end: string) => `role csm owns accounts
account { arr money contract_start date begins contract_start }
touch hi { channel email owner csm effort 5min purpose address_need kind proactive }
play win_it {
  level green
  start when arr > $1
  win when arr > $9
  phase reach day 1..5 { touch hi }
  # end after 3d
  end after ${end}
}
`;
  const [before, after] = [text("30d"), text("40d")];
  const { changes } = compare(scheduleOf(before), scheduleOf(after)).diff;
  const [change] = withClausePlaces(
    changes,
    () => before,
    () => after,
  );
  expect(change).toMatchObject({
    clause: "end after",
    places: { after: { line: 10, column: 3, endLine: 10, endColumn: 12 } },
  });
});

/** What stands in several kinds alike is told by one table: actions, and whom something is for. */
const shared: ReadonlySet<string> = new Set(["for", "during", "where", "what is done", "cause", "when", "on", "from"]);

function plainKey(kind: string, told: string): string {
  const parts = told.split(" > ");
  const last = parts.at(-1)!;
  const inAction = parts.lastIndexOf("do");
  if (inAction !== -1 && inAction < parts.length - 1) return `do > ${last}`;
  if (/^(new do|do gone|order of dos)$/.test(last)) return last;
  return shared.has(last) ? last : `${kind}: ${told}`;
}

function keyOf({ kind, within, what, clause, weight }: Change): string {
  const own = clause === null ? what : clauseKey(what, clause, weight);
  return plainKey(kind, [...within.map((part) => part.clause), own].join(" > "));
}

function clauseKey(what: Change["what"], clause: string, weight: Change["weight"]): string {
  if (what === "added") return `new ${clause}`;
  if (what === "removed") return `${clause} gone`;
  if (what === "renamed") return `${clause} renamed`;
  if (clause === "order of segments" || clause === "order of models") return "order";
  const isOwnWords = ["doc comment", "figure", "amount", "answers", "target"].includes(clause);
  return weight === "words" && isOwnWords ? `${clause} (words)` : clause;
}

/** What no two programs of this test can differ in. */
const never: readonly string[] = [
  // A program has the currency of its project.
  "currency: currency",
  "currency: minor digits",
  // A schedule has these sorted, or they follow from the rest.
  "calendar: order of dates",
  "event: order of fields",
  "policy: order of holidays",
  "policy: order of consents",
  "metric: computed",
  "health: values",
  // A line that is given otherwise is another line; a cover is called by its two roles.
  "health: component > line > line",
  "cover: role",
  "cover: by",
  // Figures stand in the text for names of lets; models share the table of segments, and have no reviews.
  "measure: target (words)",
  "roi: line > amount (words)",
  "roi: target (words)",
  "assume: line > answers (words)",
  "models: reviewed",
  "models: reviewed every",
  "models: reviewed from",
];

it("every clause that can be told of is told of by a case", () => {
  const seen = new Set(cases.flatMap((each) => changesOf(each).map(keyOf)));
  const all = kinds.flatMap(({ kind, tells }) => tells.map((one) => plainKey(kind, one)));
  expect([...new Set(all)].filter((one) => !seen.has(one) && !never.includes(one))).toEqual([]);
});
