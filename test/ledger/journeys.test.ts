/**
 * What the summary says of journeys, counted again: a program with journeys, random customers, and every figure worked out
 * from what the engine reports in plain loops, without SQL.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome, JourneyVisit } from "../../runtime/ledger/types.ts";
import { journeyPaths } from "../../runtime/summary/journey-paths.ts";
import { stageCounts } from "../../runtime/summary/journeys.ts";
import type { Schedule } from "../../schedule/types.ts";
import { accounts, date, days, first, model, reported } from "../support/journeys.ts";
import { type AccountText, day, setUp } from "../support/world.ts";

const renewalPlay = `
play renewal {
  level yellow
  win when time since last signed < 10d
  lose when churned_on is known
  phase talk 30d..0d before renewal { touch call }
}
`;
const lostWhen = `health fit { use 100 { 100 points when seats >= 3 } lost when seats < 4 }`;

async function told(play: string, all: readonly AccountText[]) {
  const world = {
    play: model + play,
    grid: [first, date(days - 1)] as [string, string],
    range: { from: date(reported) },
  };
  const { schedule, simulation, histories } = setUp({
    ...world,
    accounts: all.map((account, index) => ({ ...account, id: `a${String(index).padStart(2, "0")}` })),
  });
  const outcomes = histories.map((history) => simulation.run(history));
  const folder = mkdtempSync(join(tmpdir(), "playc-journeys-"));
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of outcomes) store.append(outcome);
    store.finish();
    const stages = await stageCounts(store.query, schedule, date(reported));
    return { schedule, outcomes, stages, paths: await journeyPaths(store.query, schedule) };
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

function counted(schedule: Schedule, outcomes: readonly AccountOutcome[]) {
  const visits = outcomes.flatMap(({ account, visits }) => visits.map((visit) => ({ account, ...visit })));
  return schedule.journeys!.flatMap(({ name: journey, stages }) =>
    stages.map(({ name: stage }) => {
      const own = visits.filter((visit) => visit.stage === stage);
      const how = (...ends: JourneyVisit["how"][]) => own.filter((visit) => ends.includes(visit.how));
      const ends = how("leave", "skip", "back", "end").length;
      const stays = how("leave", "skip", "back").map((visit) => visit.days);
      const back = how("back");
      const reasons = new Map<string, { what: string; to: string; times: number; from: Set<string> }>();
      for (const { what, to, account } of back) {
        const known = reasons.get(`${what}|${to}`) ?? { what: what!, to: to!, times: 0, from: new Set<string>() };
        known.times++;
        known.from.add(account);
        reasons.set(`${what}|${to}`, known);
      }
      const quarters = new Map<string, typeof own>();
      for (const visit of own) {
        const [year, month] = formatDay(visit.entered).split("-");
        const quarter = `${year}-Q${Math.ceil(Number(month) / 3)}`;
        quarters.set(quarter, [...(quarters.get(quarter) ?? []), visit]);
      }
      const isStalled = (visit: (typeof own)[number]) => visit.how === "open" && visit.overdue === true;
      return {
        journey,
        stage,
        entered: own.filter(({ entered }) => entered >= day(date(reported))).length,
        completed: how("leave").length,
        skipped: how("skip").length,
        back: back.length,
        ended: how("end").length,
        open: how("open").length,
        completion: ends === 0 ? null : Math.round((how("leave").length / ends) * 1e6),
        regression: ends === 0 ? null : Math.round((back.length / ends) * 1e6),
        days:
          stays.length === 0
            ? null
            : {
                median: quantile(stays, 0.5),
                mean: Math.round((stays.reduce((sum, each) => sum + each, 0) / stays.length) * 100) / 100,
                quarter: quantile(stays, 0.25),
                threeQuarters: quantile(stays, 0.75),
              },
        overdue: own.filter(({ overdue }) => overdue === true).length,
        stalled: own.filter(isStalled).length,
        regressions: [...reasons.values()]
          .sort((a, b) => b.times - a.times || (a.what < b.what ? -1 : a.what > b.what ? 1 : a.to < b.to ? -1 : 1))
          .map(({ what, to, times, from }) => ({ what, to, times, accounts: from.size })),
        cohorts: [...quarters]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([quarter, all]) => {
            const gone = all
              .filter((visit) => ["leave", "skip", "back"].includes(visit.how))
              .map((visit) => visit.days);
            const of = (end: string) => all.filter((visit) => visit.how === end).length;
            return {
              quarter,
              entered: all.length,
              completed: of("leave"),
              back: of("back"),
              open: of("open"),
              stalled: all.filter(isStalled).length,
              median: gone.length === 0 ? null : quantile(gone, 0.5),
            };
          }),
      };
    }),
  );
}

/** Between the two nearest, in proportion. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}

/** Of each ending of an account: its day, and whether the customer was kept. */
type Endings = (outcome: AccountOutcome) => { day: number; kept: boolean }[];

function pathsCounted(outcomes: readonly AccountOutcome[], endings: Endings) {
  const paths = new Map<string, { tracks: number; kept: number }>();
  for (const outcome of outcomes) {
    for (const ending of endings(outcome)) {
      const tracks = new Map<string, string[]>();
      for (const { journey, key, stage, entered } of outcome.visits.toSorted((a, b) => a.entered - b.entered)) {
        if (entered > ending.day) continue;
        const track = JSON.stringify([journey, key]);
        tracks.set(track, [...(tracks.get(track) ?? []), stage]);
      }
      for (const [track, stages] of tracks) {
        const path = JSON.stringify([JSON.parse(track)[0], stages]);
        const known = paths.get(path) ?? { tracks: 0, kept: 0 };
        paths.set(path, { tracks: known.tracks + 1, kept: known.kept + Number(ending.kept) });
      }
    }
  }
  return [...paths].map(([path, counts]) => JSON.stringify([path, counts])).sort();
}

const byRuns: Endings = ({ runs }) =>
  runs.flatMap(({ started, end }) =>
    end === undefined || end === "withdrawn" ? [] : [{ day: started, kept: end === "won" }],
  );
const byLoss: Endings = ({ endings }) =>
  endings.flatMap(({ day, lost }) => (lost === null ? [] : [{ day, kept: !lost }]));

describe("journeys in the summary", () => {
  it.each([
    ["plays that can be won", renewalPlay + lostWhen, byRuns],
    ["a `lost when`", lostWhen, byLoss],
  ])("are what is counted by hand, and the ways by %s", async (_, play, endings) => {
    const seen = { back: 0, stalled: 0, paths: 0, kept: 0, skipped: 0 };
    await fc.assert(
      fc.asyncProperty(accounts, async (all) => {
        const { schedule, outcomes, stages, paths } = await told(play, all);
        expect(stages.map((each) => ({ ...each }))).toEqual(counted(schedule, outcomes));
        const listed = paths.paths.filter(({ stages }) => stages !== null);
        const lines = listed.map(({ journey, stages, tracks, kept }) =>
          JSON.stringify([JSON.stringify([journey, stages]), { tracks, kept }]),
        );
        const expected = pathsCounted(outcomes, endings);
        const rest = paths.paths.filter(({ stages }) => stages === null);
        for (const line of lines) expect(expected).toContain(line);
        if (rest.length === 0) expect(lines.sort()).toEqual(expected);
        const sum = (tracks: readonly { tracks: number }[]) => tracks.reduce((total, each) => total + each.tracks, 0);
        expect(sum(paths.paths)).toBe(sum(expected.map((line) => JSON.parse(line)[1])));
        for (const { back, stalled, skipped } of stages) {
          seen.back += back;
          seen.stalled += stalled;
          seen.skipped += skipped;
        }
        seen.paths += listed.length;
        seen.kept += listed.reduce((total, { kept }) => total + kept, 0);
      }),
      { numRuns: 15, seed: 1 },
    );
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  });

  it("say so when nothing tells who was kept", async () => {
    const [all] = fc.sample(accounts, 1);
    const { paths } = await told("", all!);
    expect(paths).toEqual({ keptBy: null, paths: [] });
  });

  it("tell what a customer's end says: lost on the last day of its life", async () => {
    const fields = { contract_start: date(0), renewal: date(200), churned_on: { [date(120)]: date(120) } };
    const { outcomes } = await told(lostWhen, [{ fields, metrics: { seats: { [date(40)]: 2 } } }]);
    expect(outcomes[0]!.endings).toEqual([{ score: "fit", day: day(date(120)), lost: true }]);
  });
});
