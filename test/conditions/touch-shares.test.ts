/** Shares of touches: against a count written without regard for speed, and against scenarios worked out by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConditions } from "../../runtime/conditions/index.ts";
import type { Delivered } from "../../runtime/conditions/types.ts";
import { compileWithShared } from "../compiler/support.ts";
import { csm, joined, model } from "../engine/model.ts";
import { told, worldOf } from "../explain/world.ts";
import { type AccountText, day, historyOf, ledger, scheduleOf } from "../support/world.ts";

const hour = 3_600_000;
const grid = { from: day("2026-01-01"), to: day("2026-02-28") };

interface Moment {
  day: number;
  hour: number;
}

/** Each event, the earliest first, takes the latest touch before it that is free and in time; then all are counted. */
function counted(
  touches: readonly Delivered[],
  replies: readonly Moment[],
  within: number,
  first: number,
  last: number,
) {
  const taken = new Set<Delivered>();
  const inWindow = touches.filter((touch) => touch.day >= first && touch.day <= last);
  for (const reply of [...replies].sort((a, b) => at(a) - at(b))) {
    if (reply.day > last) continue;
    const free = inWindow.filter(
      (touch) => touch.at < at(reply) && !taken.has(touch) && reply.day <= touch.day + within,
    );
    const latest = free.sort((a, b) => b.at - a.at)[0];
    if (latest) taken.add(latest);
  }
  const settled = inWindow.filter((touch) => taken.has(touch) || touch.day + within <= last);
  return settled.length === 0 ? null : `${Math.round((taken.size * 10_000) / settled.length) / 100}%`;
}

const at = (moment: Moment) => moment.day * 24 * hour + moment.hour * hour;

describe("the share", () => {
  // Instants are all different: touches at even hours, replies at odd ones.
  const momentOf = (parity: number) =>
    fc.record({ day: fc.integer({ min: 0, max: 30 }), hour: fc.integer({ min: 0, max: 11 }) }).map(({ day, hour }) => ({
      day: grid.from + day,
      hour: 2 * hour + parity,
    }));
  it("is that of a plain count", () => {
    const touch = fc.tuple(momentOf(0), fc.constantFrom("call", "mail"), fc.constantFrom("email", "video"));
    fc.assert(
      fc.property(
        fc.uniqueArray(touch, { maxLength: 12, selector: ([moment]) => at(moment) }),
        fc.uniqueArray(momentOf(1), { maxLength: 8, selector: at }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom("touches", "touch call", "email touches"),
        fc.integer({ min: 0, max: 35 }),
        (moments, replies, within, over, which, offset) => {
          const share = `share of ${which} with reply within ${within}d over ${over}d`;
          const schedule = scheduleOf(`${model} trigger t { level red when ${share} > 0% do alert csm }`);
          const delivered = moments
            .map(([moment, touch, channel]) => ({
              touch,
              channel,
              day: moment.day,
              at: at(moment),
              answers: new Map(),
            }))
            .sort((a, b) => a.day - b.day);
          const last = grid.from + offset;
          const covers = new Map([["reply", grid]]);
          const conditions = createConditions(schedule, { grid, covers });
          const history = historyOf({ fields: joined("2026-01-01") }, schedule, grid);
          const events = new Map([
            ["reply", replies.map((each) => ({ at: at(each), day: each.day, fields: {} })).sort((a, b) => a.at - b.at)],
          ]);
          const view = conditions.view(
            { ...history, events },
            {
              lastDone: () => undefined,
              liftOn: () => undefined,
              visitsOn: () => [],
              deliveries: (from, through) => delivered.filter((each) => each.day >= from && each.day <= through),
            },
          );
          const { cause } = schedule.triggers[0]!;
          if (cause.kind !== "when") throw new Error("it has a condition");
          const mine = delivered.filter(
            ({ touch, channel }) =>
              which === "touches" || (which === "touch call" ? touch === "call" : channel === "email"),
          );
          expect(conditions.values(cause.when, view, { windowDay: last, today: last })).toEqual({
            [share]: counted(mine, replies, within, last - over + 1, last),
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** The days on which the share first is what the trigger asks. */
function fires(condition: string, account: AccountText, more: Partial<Parameters<typeof ledger>[0]> = {}): string[] {
  return ledger({
    play: `${model} cadence c from contract_start { every 1 week touch mail }
      trigger t { level green when ${condition} do alert robot }`,
    grid: ["2026-01-01", "2026-03-01"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  })
    .filter(({ kind }) => kind === "alert")
    .map(({ dated }) => new Date(dated * 86_400_000).toISOString().slice(0, 10));
}

describe("in a program", () => {
  // Mails on Mondays from 2026-01-12 on.
  const events = { reply: ["2026-01-14T10:00", "2026-02-02T10:00"] };
  it.each([
    [
      "the first answer decides at once",
      "share of touches with reply within 5d over 30d >= 50%",
      ["2026-01-14", "2026-02-02"],
    ],
    // The mail of the 19th has until the 24th, that of the 26th until the 31st.
    [
      "silence decides when the time is over",
      "share of touches with reply within 5d over 30d < 50%",
      ["2026-01-31", "2026-02-11"],
    ],
    ["a touch too old is not answered", "share of touches with reply within 1d over 14d > 0%", ["2026-02-02"]],
    ["none by the channel is unknown", "share of video touches with reply within 5d over 30d >= 0%", []],
    ["one touch", "share of touch mail with reply within 5d over 30d >= 50%", ["2026-01-14", "2026-02-02"]],
  ])("%s", (_, condition, days) => expect(fires(condition, { events })).toEqual(days));

  it("an event of days that are not known leaves it unknown", () => {
    const covers = { reply: ["2026-01-20", "2026-03-01"] } as const;
    const world = { covers: { reply: [...covers.reply] as [string, string] } };
    // Until the window begins after the first known day.
    expect(fires("share of touches with reply within 1d over 10d = 0%", { events: {} }, world)).toEqual(["2026-01-29"]);
  });

  it("is told with its value", () => {
    const text = `cadence c from contract_start { every 1 week touch mail }
      trigger t { level green when share of touches with reply within 5d over 30d >= 50% do alert csm }`;
    expect(told(worldOf(text, { events })).join("\n")).toContain("within 5d over 30d {100%}");
  });
});

describe("what it is checked for", () => {
  const codes = (condition: string) =>
    compileWithShared(`trigger t { level red when ${condition} do alert csm }`)
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  it.each([
    ["share of touches with reply within 5d over 90d >= 50%", []],
    ["share of in_app touches with attended within 1 month over 1 year >= half", ["PLAY102"]],
    ["share of touch qbr with attended within 1d over 90d < 1", ["PLAY203"]],
    ["share of touch qbrr with attended within 1d over 90d < 1%", ["PLAY102"]],
    ["share of mail touches with reply within 1d over 90d < 1%", ["PLAY304"]],
    ["share of touches with logins within 1d over 90d < 1%", ["PLAY103"]],
    ["share of touches with reply within 5h over 90d < 1%", ["PLAY206"]],
    ["share of touches with reply over 90d < 1%", ["PLAY001"]],
    ["share of touches reply within 5d over 90d < 1%", ["PLAY001"]],
  ])("%s", (condition, expected) =>
    expect(codes(condition).map((code) => code.slice(0, 5))).toEqual(expected.map((code) => code.slice(0, 5))),
  );

  it("has no place in a segment, and leaves its word free", () => {
    const segments = "segments { a when share of touches with reply within 5d over 90d > 1% b otherwise }";
    expect(compileWithShared(segments).diagnostics.map(({ code }) => code)).toContain("PLAY306");
    const named = `account { share ratio  touches count  begun date  begins begun } role csm owns accounts
      trigger t { level red when share > 5% and touches > 3 do alert csm }`;
    expect(() => scheduleOf(named)).not.toThrow();
  });
});
