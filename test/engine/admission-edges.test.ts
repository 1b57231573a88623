/** Admission where time is odd: lead times, preferences, zones, names, pauses and merges at their edges. Dates by hand. */
import { describe, expect, it } from "vitest";
import { ledger, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function rows(play: string, account: Account = {}, more: Partial<World> = {}) {
  return ledger({
    play: `${model} ${play}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  });
}
const run = (play: string, account: Account = {}, more: Partial<World> = {}) => story(rows(play, account, more));
const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString().slice(0, 16));
const left = (...sponsor_left: string[]) => ({ events: { sponsor_left } });

describe("lead times", () => {
  const boss = (policy: string) => `role boss shared answers within 2 business days  policy { ${hours} ${policy} }
    trigger t { level red on sponsor_left do touch call to boss within 2 business days }`;

  it("a shared role's demand is asked when its lead time ends, not before: consent of that day decides", () => {
    const consent = boss("consent video by phone_ok");
    const fields = (...changes: [string, boolean][]) => ({
      fields: { contract_start: "2026-01-05", phone_ok: Object.fromEntries(changes) },
    });
    const between = fields(["2026-01-01", true], ["2026-01-07", false], ["2026-01-08", true]);
    expect(run(consent, { ...left("2026-01-06T10:00"), ...between })).toEqual(["2026-01-06 call done 2026-01-08"]);
    const after = fields(["2026-01-01", true], ["2026-01-08", false]);
    expect(run(consent, { ...left("2026-01-06T10:00"), ...after })).toEqual([
      "2026-01-06 call dropped policy/consent/video",
    ]);
  });

  it("leaves out weekends and holidays", () => {
    const files = { "h.yaml": "2026-01-12: off\n2026-01-13: off" };
    const [row] = rows(boss('holidays "h.yaml"'), left("2026-01-09T10:00"), { files });
    // After Friday the 9th the working days are Wednesday the 14th and Thursday the 15th.
    expect(time(row!.doneAt)).toBe("2026-01-15T17:00");
  });
});

describe("a customer's preference", () => {
  const daily =
    "policy { limit 1 touch per interval otherwise drop } cadence c from contract_start { every 1 day touch mail }";
  const days = (interval: string | undefined, policy = "") =>
    run(
      daily.replace("policy {", `policy { ${policy}`),
      { fields: joined("2026-01-05", interval ? { interval } : {}) },
      {
        grid: ["2026-01-01", "2026-01-16"],
      },
    ).flatMap((line) => (line.includes("done") ? [Number(line.slice(8, 10))] : []));

  it.each([
    ["3 days", [6, 9, 12, 15]],
    ["2880 minutes", [6, 8, 10, 12, 14, 16]],
    ["2881 minutes", [6, 9, 12, 15]],
    ["1 months", [6]],
    // Every day is a working day without hours.
    ["3 business_days", [6, 9, 12, 15]],
    ["99999 business_days", [6]],
    [undefined, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ])("%s", (interval, expected) => {
    expect(days(interval)).toEqual(expected);
  });

  it("in business days passes over days off", () => {
    // Tuesday the 6th; then Friday, the third working day after; then Wednesday the 14th.
    expect(days("3 business_days", hours)).toEqual([6, 9, 14]);
  });
});

describe("zones", () => {
  const daily = `policy { ${hours} } cadence c from contract_start { every 1 day touch call within the day }`;
  const atHalfPast = (zone: string, grid: World["grid"], start: string) =>
    rows(daily, { zone, fields: joined(start) }, { grid }).map((row) => [
      time(row.readyAt),
      time(row.doneAt),
      time(row.deadline),
      row.lateMinutes,
    ]);

  it.each([
    ["Pacific/Kiritimati", "2026-01-05T10:00", "2026-01-05T19:00", "2026-01-06T10:00"],
    ["Pacific/Pago_Pago", "2026-01-06T11:00", "2026-01-06T20:00", "2026-01-07T11:00"],
    ["Asia/Kathmandu", "2026-01-05T18:15", "2026-01-06T03:15", "2026-01-06T18:15"],
  ])("%s", (zone, ready, done, deadline) => {
    expect(atHalfPast(zone, ["2026-01-06", "2026-01-06"], "2026-01-05")).toEqual([[ready, done, deadline, 0]]);
  });

  it("the clock that goes back half an hour, on Lord Howe", () => {
    // Sunday 2026-04-05 at 02:00 (+11:00) the clock shows 01:30 (+10:30); Monday is asked 24.5 hours after Sunday began.
    expect(atHalfPast("Australia/Lord_Howe", ["2026-04-06", "2026-04-06"], "2026-04-05")).toEqual([
      ["2026-04-05T13:30", "2026-04-05T22:30", "2026-04-06T13:30", 0],
    ]);
  });

  it("48 hours over a change of the clock end an hour later or earlier by the clock", () => {
    const play = "trigger t { level red on sponsor_left do task notes within 48h  alert csm within 2d }";
    const found = rows(
      play,
      { zone: "Europe/London", ...left("2026-03-28T10:00") },
      { grid: ["2026-03-01", "2026-04-10"] },
    );
    // The clock goes forward on Sunday the 29th: 10:00 + 48h is 11:00 by the clock; 2d end with the 30th, at 23:00Z.
    expect(found.map((row) => time(row.deadline))).toEqual(["2026-03-30T10:00", "2026-03-30T23:00"]);
  });
});

describe("replies", () => {
  const asks = (within: string) => `play p { level red start when health < 60 end after 30d
    phase a day 1..1 { touch mail expects reply within ${within} } }`;
  const answered = (within: string, ...reply: string[]) =>
    time(rows(asks(within), { metrics: { health: { "2026-01-10": 50 } }, events: { reply } })[0]!.answeredAt);

  it.each([
    // The mail goes out at the opening of the 11th; two days end with the 13th.
    ["2d", "2026-01-11T00:00", null],
    ["2d", "2026-01-11T00:01", "2026-01-11T00:01"],
    ["2d", "2026-01-13T23:59", "2026-01-13T23:59"],
    ["2d", "2026-01-13", "2026-01-14T00:00"],
    ["2d", "2026-01-14T00:00", null],
    ["2d", "2026-01-14", null],
    ["48h", "2026-01-12", "2026-01-13T00:00"],
  ])("within %s, one at %s", (within, reply, expected) => {
    expect(answered(within, reply)).toBe(expected);
  });

  it("an event of the midnight at which a run starts has happened in it; one dated the day before has not", () => {
    const ladder = `play p { level red start when health < 60 end after 30d phase a day 1..1 { task notes } escalation e }
      escalation e { after 3d touch mail unless attended }`;
    const low = { metrics: { health: { "2026-01-10": 50 } } };
    expect(rows(ladder, { ...low, events: { attended: ["2026-01-11T00:00"] } })).toHaveLength(1);
    expect(rows(ladder, { ...low, events: { attended: ["2026-01-10"] } })).toHaveLength(2);
  });
});

describe("names", () => {
  it("a role may be called program, and keeps working hours", () => {
    const play = `role program owns accounts  task plan { owner program effort 10min }
      policy { ${hours} } trigger t { level red on sponsor_left do task plan }`;
    const [row] = rows(play, { people: { program: "Pam" }, ...left("2026-01-10T10:00") });
    expect([row!.owner, time(row!.doneAt)]).toEqual(["Pam", "2026-01-12T09:00"]);
  });

  it("__proto__ and constructor are names like others, in the cause too", () => {
    const play = `${model.replace("{ contract_start", "{ __proto__ flag = false  contract_start")}
      role __proto__ owns accounts
      touch __proto__ { channel email owner __proto__ effort 1min purpose give_insight kind proactive }
      task constructor { owner __proto__ effort 1min }
      cadence __proto__ from contract_start { day 1 touch __proto__ when __proto__  day 2 task constructor }
      trigger __proto__ { level red when __proto__ do task constructor }`;
    const found = ledger({
      play,
      grid: ["2026-01-05", "2026-01-07"],
      accounts: [
        {
          id: "__proto__",
          people: Object.fromEntries([["__proto__", "constructor"]]),
          fields: Object.fromEntries<string | boolean>([
            ["contract_start", "2026-01-05"],
            ["__proto__", true],
          ]),
        },
      ],
    });
    expect(story(found)).toEqual([
      "2026-01-05 __proto__ done 2026-01-05",
      "2026-01-05 constructor done 2026-01-06",
      "2026-01-06 constructor done 2026-01-06",
    ]);
    expect(found.every((row) => row.owner === "constructor")).toBe(true);
    expect(found[0]!.cause).toContain('"__proto__":true');
  });
});
