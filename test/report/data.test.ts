/** What the report page shows beside the summary is what a plain fold over the outcomes says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay, weekStart } from "../../runtime/calendar/days.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { byBytes, groups, minutesOf, ranked, rowsOf } from "../ledger/fold.ts";
import { firstDay, lastDay, ledgers, schedule } from "../ledger/outcomes.ts";
import { outcomeOf, reported, touchOn } from "./support.ts";

const range = { from: firstDay, to: lastDay };

const isWork = (row: LedgerRow) => row.kind !== "start" && row.outcome === "done";
const sumsOf = (rows: readonly LedgerRow[]) => {
  const touches = rows.filter(({ kind }) => kind === "touch").length;
  return { touches, others: rows.length - touches, minutes: minutesOf(rows) };
};

function loadBy(ledger: readonly AccountOutcome[], what: "segment" | "channel" | "source") {
  const parts = groups(rowsOf(ledger).filter(isWork), (row) => JSON.stringify(row[what])).map(([key, rows]) => ({
    name: JSON.parse(key) as string | null,
    ...sumsOf(rows),
  }));
  return new Set(parts.map((part) => JSON.stringify(part)));
}

/** Days since the last touch, by account; without one, since the day before the range. */
function untouched(ledger: readonly AccountOutcome[], byPersonAlone: boolean) {
  return ledger
    .filter(({ life }) => life?.to === lastDay)
    .map(({ account, rows, delivered }) => {
      const made = rows
        .filter(
          ({ kind, outcome, ownerRole }) =>
            kind === "touch" && outcome === "done" && !(byPersonAlone && ownerRole === "automation"),
        )
        .map(({ doneOn }) => doneOn!);
      const unasked = delivered.filter(({ kind, demand }) => kind === "touch" && demand === null).map(({ on }) => on);
      return { account, days: lastDay - Math.max(firstDay - 1, ...made, ...unasked) };
    });
}

test("the report's SQL is the plain fold over the outcomes", { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(ledgers, async (ledger) => {
      const { data, summary } = await reported(ledger, schedule, range);
      const texts = (parts: readonly object[]) => new Set(parts.map((part) => JSON.stringify(part)));
      expect(texts(data.segments)).toEqual(loadBy(ledger, "segment"));
      expect(texts(data.channels)).toEqual(loadBy(ledger, "channel"));
      expect(texts(data.sources)).toEqual(loadBy(ledger, "source"));
      const weeks = groups(rowsOf(ledger).filter(isWork), (row) => `${row.ownerRole} ${row.week}`);
      expect(texts(data.roleWeeks)).toEqual(
        texts(
          weeks.map(([, rows]) => ({ role: rows[0]!.ownerRole, week: formatDay(rows[0]!.week!), ...sumsOf(rows) })),
        ),
      );
      const late = rowsOf(ledger).filter(({ lateCause }) => lateCause !== null);
      expect(texts(data.lateWeeks)).toEqual(
        texts(
          groups(late, (row) => `${weekStart(row.dated)} ${row.lateCause}`).map(([, rows]) => ({
            week: formatDay(weekStart(rows[0]!.dated)),
            cause: rows[0]!.lateCause,
            demands: rows.length,
          })),
        ),
      );
      const [anybody, byPerson] = [untouched(ledger, false), untouched(ledger, true)];
      const { thresholds, segments, longest } = data.coverage;
      expect(thresholds).toEqual([7, 14, 30, 60]);
      expect(segments.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(anybody.length);
      for (const [index, threshold] of thresholds.entries()) {
        const over = (all: typeof anybody) => all.filter(({ days }) => days >= threshold).length;
        expect(segments.reduce((sum, each) => sum + each.untouched[index]!, 0)).toBe(over(anybody));
        expect(segments.reduce((sum, each) => sum + each.untouchedByPerson[index]!, 0)).toBe(over(byPerson));
      }
      const daysOf = (account: string) => anybody.find((each) => each.account === account)!.days;
      const first = ranked(
        byPerson.filter(({ days }) => days > 0),
        ({ days }) => days,
        ({ account }) => daysOf(account),
        ({ account }) => account,
      );
      expect(longest.map(({ account, daysByPerson, days }) => [account, daysByPerson, days])).toEqual(
        first.slice(0, 10).map(({ account, days }) => [account, days, daysOf(account)]),
      );
      // Fewer accounts than the page can hold: all of them, each row once.
      expect(data.stories.map(({ account }) => account)).toEqual(ledger.map(({ account }) => account).sort(byBytes));
      expect(data.stories.map(({ demands }) => demands.length)).toEqual(ledger.map(({ rows }) => rows.length));
      expect(data.stories.reduce((sum, { touches }) => sum + touches, 0)).toBe(
        rowsOf(ledger).filter(({ kind, outcome }) => kind === "touch" && outcome === "done").length,
      );
      expect(summary.balance.total.demands).toBe(rowsOf(ledger).length);
    }),
    { numRuns: 8, seed: 5, endOnFailure: true },
  );
});

test("who has ended, or begun late, is counted for the days there were", async () => {
  const { data } = await reported(
    [
      outcomeOf("ended", range, { life: { from: firstDay, to: lastDay - 1 } }),
      outcomeOf("late", range, { life: { from: lastDay - 9, to: lastDay } }),
      outcomeOf("never", range),
      outcomeOf("nobody", range, { life: null, daysAlive: 0 }),
      outcomeOf("touched", range, { rows: [touchOn(lastDay - 3, "touched", { owner: "ann" })] }),
    ],
    schedule,
    range,
  );
  expect(data.coverage.longest.map(({ account, days }) => [account, days])).toEqual([
    ["never", 60],
    ["late", 10],
    ["touched", 3],
  ]);
  expect(data.coverage.segments).toEqual([
    { segment: null, accounts: 2, untouched: [2, 1, 1, 1], untouchedByPerson: [2, 1, 1, 1] },
    { segment: "large", accounts: 1, untouched: [0, 0, 0, 0], untouchedByPerson: [0, 0, 0, 0] },
  ]);
});

test("a rung counts its turns, and the demands made of it", async () => {
  const ladder = {
    ...schedule,
    escalations: [
      {
        name: "up",
        path: "escalation up",
        rungs: [1, 2].map((at) => ({ path: `escalation up/rung/${at}`, actions: [] })),
      },
    ],
    plays: schedule.plays.map((play) => ({
      ...play,
      path: `play ${play.name}`,
      escalations: play.name === "p" ? ["up"] : [],
    })),
  } as unknown as typeof schedule;
  const turn = { play: "p", started: firstDay, path: "escalation up/rung/1", on: firstDay + 7 };
  const path = "play p/escalation up/rung/1/do/1";
  const { data } = await reported(
    [
      outcomeOf("a", range, {
        rungs: [{ ...turn, acted: true }],
        rows: [touchOn(firstDay + 8, "a", { owner: "ann", path })],
      }),
      outcomeOf("b", range, {
        rungs: [{ ...turn, acted: true }],
        rows: [touchOn(firstDay + 8, "b", { owner: "ann", path, outcome: "dropped" })],
      }),
      outcomeOf("c", range, { rungs: [{ ...turn, acted: false }] }),
    ],
    ladder,
    range,
  );
  const rung = { play: "p", escalation: "up" };
  expect(data.rungs).toEqual([
    { ...rung, rung: 1, path: "escalation up/rung/1", asked: 3, acted: 2, demands: 2, done: 1 },
    { ...rung, rung: 2, path: "escalation up/rung/2", asked: 0, acted: 0, demands: 0, done: 0 },
  ]);
});
