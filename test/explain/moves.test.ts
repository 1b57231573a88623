/** Moves through journeys in a story: every move of the ledger's visits is told once, on its day, with what it came by. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storyText } from "../../cli/views/explain-story.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { explainAccount } from "../../runtime/explain/story.ts";
import type { JourneyVisit } from "../../runtime/ledger/types.ts";
import { accounts, date, days, first, model } from "../support/journeys.ts";
import { type AccountText, setUp } from "../support/world.ts";

function told(all: readonly AccountText[]) {
  const { schedule, simulation, histories } = setUp({ play: model, grid: [first, date(days - 1)], accounts: [...all] });
  return histories.map((history) => {
    const story = explainAccount(schedule, simulation, history);
    const lines = storyText(story, [], { width: 100, colour: false }).split("\n");
    return { story, lines, visits: simulation.run(history).visits };
  });
}

/** Out of each visit, and into those that follow upon no other. */
function movesOf(visits: readonly JourneyVisit[]): string[] {
  return visits.flatMap((visit) => {
    const { journey, key, stage, entered, enteredBy, left, how, what, to } = visit;
    const follows = visits.some(
      (before) => before.left === entered && before.to === stage && before.journey === journey && before.key === key,
    );
    return [
      ...(follows ? [] : [JSON.stringify([formatDay(entered), journey, key, null, stage, "enter", enteredBy])]),
      ...(left === null ? [] : [JSON.stringify([formatDay(left), journey, key, stage, to, how, what])]),
    ];
  });
}

describe("moves", () => {
  it("are told as the visits of the ledger have them", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(accounts, (all) => {
        for (const { story, lines, visits } of told(all)) {
          const moves = story.days.flatMap(({ day, entries }) =>
            entries.flatMap((entry) => {
              if (entry.kind !== "move") return [];
              seen.set(entry.how, (seen.get(entry.how) ?? 0) + 1);
              expect(entry.place?.line).toBeGreaterThan(0);
              return [JSON.stringify([day, entry.journey, entry.key, entry.from, entry.to, entry.how, entry.what])];
            }),
          );
          expect(moves.toSorted()).toEqual(movesOf(visits).sort());
          expect(lines.filter((line) => /^ {2}journey /.test(line)).length).toBe(moves.length);
        }
      }),
      { numRuns: 40, seed: 1 },
    );
    for (const how of ["enter", "leave", "back", "skip", "end"]) expect(seen.get(how), how).toBeGreaterThan(5);
  });

  it("are said in words", () => {
    const who: AccountText = {
      fields: {
        contract_start: date(0),
        renewal: date(100),
        churned_on: { [date(90)]: date(90) },
      },
      metrics: { seats: { [date(3)]: 6 } },
      events: {
        champion_left: [`${date(10)}T10:00`],
        pilot_begun: [[`${date(5)}T10:00`, { department: "sales" }]],
        pilot_done: [[`${date(8)}T10:00`, { department: "sales" }]],
      },
    };
    const [{ lines } = { lines: [] }] = told([who]);
    const journeys = lines
      .filter((line) => line.startsWith("  journey "))
      .map((line) => line.replace(/ +test\.play:\d+$/, ""));
    expect(journeys).toEqual([
      "  journey customer: enters setup (from contract_start)",
      "  journey customer: leaves setup, then adoption (seats >= 5)",
      "  journey rollout of sales: enters pilot (on pilot_begun)",
      "  journey rollout of sales: leaves pilot, then everybody (on pilot_done)",
      "  journey customer: leaves adoption and goes back to setup (on champion_left)",
      "  journey customer: leaves setup, then adoption (seats >= 5)",
      "  journey customer: leaves adoption and skips to renewing (time to renewal <= 20d)",
      "  journey rollout of sales: everybody ends with the account",
      "  journey customer: renewing ends with the account",
    ]);
  });
});
