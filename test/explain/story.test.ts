/** The story as it is printed, in worlds made for one thing each. */
import { describe, expect, it } from "vitest";
import { notesAbove } from "../../cli/views/answers.ts";
import { storyText } from "../../cli/views/explain-story.ts";
import { groundsText } from "../../cli/views/explain-words.ts";
import { explainAccount } from "../../runtime/explain/story.ts";
import { setUp } from "../support/world.ts";
import { told, worldOf } from "./world.ts";

const from = (day: string, lines: readonly string[]) => lines.filter((line) => line >= day);

describe("a story", () => {
  it("begins with the account, its stage and its segment, and ends with it", () => {
    const lines = told(
      worldOf("", { fields: { vip: { "2026-01-01": false, "2026-02-01": true }, churned_on: "2026-03-31" } }),
    );
    expect(lines).toEqual([
      "2026-01-05  account begins",
      "2026-01-05  stage onboarding begins",
      "2026-01-05  segment plain: otherwise, not (vip {no})",
      "2026-02-01  segment vip, was plain: vip {yes}",
      "2026-02-05  stage onboarding is over",
      "2026-04-01  account has ended: nothing is owed any more",
    ]);
  });

  it("tells a segment before what was asked of it, and of `otherwise` what it is not", () => {
    const world = {
      ...worldOf(""),
      play: `account { arr money  joined date  begins joined }  role robot machine  metric logins count per day
        touch mail { channel email owner robot effort 0min purpose give_insight kind educational }
        segments { big when arr >= $10K  busy when logins over 2d > 5 or arr >= $9K  small otherwise }
        cadence c for small, busy from joined { day 2 touch mail  day 8 touch mail }`,
      accounts: [
        {
          fields: {
            joined: "2026-01-05",
            arr: { "2026-01-01": 1_000_000, "2026-01-06": 90_000, "2026-01-12": 950_000 },
          },
          metrics: { logins: { "2026-01-01..2026-01-20": 1 } },
        },
      ],
    };
    const lines = told(world);
    expect(lines.slice(0, 6)).toEqual([
      "2026-01-05  account begins",
      "2026-01-05  segment big: arr {10000} >= $10K",
      "2026-01-06  segment small, was big: otherwise, not (arr {900} >= $10K), not (logins over 2d {2} > 5 or arr >= $9K)",
      "2026-01-06  cadence c, day 2: touch mail: robot, done 00:00 by email",
      "2026-01-12  segment busy, was small: logins over 2d {2} > 5 or arr {9500} >= $9K",
      "2026-01-12  cadence c, day 8: touch mail: robot, done 00:00 by email",
    ]);
  });

  it("says why there is no segment", () => {
    const lines = told({
      ...worldOf(""),
      play: `account { arr money?  joined date  begins joined }  role csm owns accounts  segments { big when arr >= $10  small otherwise }`,
      accounts: [{ fields: { joined: "2026-01-05" } }],
    });
    expect(lines).toEqual(["2026-01-05  account begins", "2026-01-05  no segment (absent: arr)"]);
  });

  it("follows a run: start, steps, ladder, pause, end", () => {
    const world = worldOf(
      `play p { level yellow start when health < 60 win when health >= 80 end after 40d
        phase a day 1..9 { every 3 days at once touch mail } escalation e }
      escalation e { after 2d task notes unless health rises >= 5 points since start  after 4d touch call unless reply }
      play q { level red start when health < 40 end after 3d pauses play p phase a day 1..1 { task notes } }`,
      {
        metrics: {
          health: { "2026-02-09": 50, "2026-02-11": 56, "2026-02-12": 30, "2026-02-13": 50, "2026-02-20": 85 },
        },
      },
    );
    expect(from("2026-02-09", told(world))).toEqual([
      "2026-02-09  play p starts: health {50} < 60",
      "2026-02-09  play p, phase a, every 3 days at once: touch mail: robot, done 2026-02-10 00:00 by email",
      "2026-02-11  play p, e rung 1 (after 2 days) is skipped: unless health rises >= 5 points since start {56 after 50}",
      "2026-02-12  play p, phase a, every 3 days at once: touch mail: robot, held 2026-02-13: play q pauses it (test.play:24)",
      "2026-02-12  play q starts: health {30} < 40",
      "2026-02-12  play q, phase a: task notes: Dana (csm), done 2026-02-13 00:00",
      "2026-02-13  play p stands still, paused by play q",
      "2026-02-15  play q, started 2026-02-12, has run out",
      "2026-02-16  play p goes on, play q no longer pauses it",
      "2026-02-16  play p, e rung 2 (after 4 days): unless reply {no}",
      "2026-02-16    touch call: Dana (csm), done 2026-02-17 00:00 by video",
      "2026-02-18  play p, phase a, every 3 days at once: touch mail: robot, done 2026-02-19 00:00 by email",
      "2026-02-20  play p, started 2026-02-09, is won: health {85} >= 80",
    ]);
  });

  it("tells events in their order, with what they started behind them", () => {
    const world = worldOf(
      `trigger gone { level red on sponsor_left do start p, alert manager }
      trigger bad { level red on ticket where (severity is critical) do touch call }
      play p { level red end after 9d phase a day 1..1 { task notes } }`.replace("start p, alert", "start p  alert"),
      {
        events: {
          sponsor_left: ["2026-02-09T15:00"],
          ticket: [["2026-02-09T10:00", { id: "7", severity: "critical" }]],
        },
      },
    );
    expect(from("2026-02-09", told(world))).toEqual([
      "2026-02-09  trigger bad fires, red: on ticket where (severity {critical} is critical); id {7}",
      "2026-02-09    touch call: Dana (csm), done 10:00 by video",
      "2026-02-09  trigger gone fires, red: on sponsor_left",
      "2026-02-09    start p: done",
      "2026-02-09    alert manager: manager, done 2026-02-11 24:00",
      "2026-02-09  play p starts, by trigger gone",
      "2026-02-09  play p, phase a: task notes: Dana (csm), done 2026-02-10 00:00",
      "2026-02-18  play p, started 2026-02-09, has run out",
    ]);
  });

  it("stops a ladder and says on what", () => {
    const world = worldOf(
      `play p { level yellow start when health < 60 end after 20d phase a day 1..2 { task notes } escalation e }
      escalation e { after 7d touch mail  stop on attended }`,
      { metrics: { health: { "2026-02-09": 50 } }, events: { attended: ["2026-02-12"] } },
    );
    expect(told(world)).toContain("2026-02-12  play p: escalation e stops on attended");
  });

  it("tells what waited, what was late and what is still open", () => {
    const world = worldOf(
      `policy { hours 09:00..17:00 mon..fri  limit 1 touch per 4d  otherwise defer up to 7d then drop }
      cadence c from contract_start { day 2 touch call  day 3 touch chat  day 3 touch review  day 4 touch mail  day 114 touch mail  day 116 touch mail }`,
    );
    const lines = from("2026-01-06", told(world)).filter((line) => line.includes("cadence"));
    expect(lines).toEqual([
      "2026-01-06  cadence c, day 2: touch call: Dana (csm), done 09:00 by video",
      "2026-01-07  cadence c, day 3: touch chat: Dana (csm), done 2026-01-14 09:00 by phone, 6 days late (limit), waited 7 days for limit 1 touch per 4 days",
      "2026-01-07  cadence c, day 3: touch review: Dana (csm), done 2026-01-19 09:00 by video, 11 days late (limit), waited 12 days for limit 1 touch per 4 days",
      "2026-01-08  cadence c, day 4: touch mail: robot, done 2026-01-10 00:00 by email, 24 hours late (limit), waited 48 hours for limit 1 touch per 4 days",
      "2026-04-28  cadence c, day 114: touch mail: robot, done 00:00 by email",
      "2026-04-30  cadence c, day 116: touch mail: robot, still open, waited 24 hours for limit 1 touch per 4 days",
    ]);
  });

  it("says what a touch was merged into", () => {
    const world = worldOf(
      "policy { merge touches within 2d with the same owner } cadence c from contract_start { day 2 touch call  day 2 touch chat }",
    );
    expect(told(world)).toContain(
      "2026-01-06  cadence c, day 2: touch chat: Dana (csm), merged into call of cadence c asked 2026-01-06",
    );
  });

  it("bounded by days, it tells the segment at first and what was carried in", () => {
    const world = worldOf(
      "policy { limit 1 touch per 9d otherwise defer up to 7d then drop } cadence c from contract_start { day 5 touch mail day 6 touch call }",
      {},
      { range: { from: "2026-01-12" } },
    );
    expect(told(world)).toEqual([
      "2026-01-10  cadence c, day 6: touch call: Dana (csm), dropped 2026-01-17 after 7 days: limit 1 touch per 9 days (test.play:21), carried in",
      "2026-01-12  segment plain",
      "2026-02-05  stage onboarding is over",
    ]);
  });

  it("lets no name of the data move the cursor", () => {
    const { schedule, simulation, histories } = setUp(
      worldOf("cadence c from contract_start { day 2 touch call }", {
        id: "a\u001b[2J\u202e",
        people: { csm: "Eve\u0007\nfires" },
      }),
    );
    const notes = notesAbove(["x\u001b"], { responses: "none", events: ["y\u001b"] }, 1);
    const text = storyText(explainAccount(schedule, simulation, histories[0]!), notes, { width: 80, colour: false });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain("LOOK-AHEAD x\\u{1b}");
    expect(text).toContain("nobody answers (y\\u{1b})");
    expect(text).toContain("Eve\\u{7}\\u{a}fires");
  });
});

describe("values in a condition", () => {
  it.each([
    ["a > 1 and ab > 1", { a: 2, ab: 3 }, "a {2} > 1 and ab {3} > 1"],
    ["x over 7d > x", { "x over 7d": 1, x: 2 }, "x over 7d {1} > x {2}"],
    ["flag", { flag: null }, "flag {unknown}"],
    ["on ticket", { id: "9", rated: false }, "on ticket; id {9}, rated {no}"],
    ["goal is known", { goal: "say {hi}\u001b" }, "goal {say {hi}\\u{1b}} is known"],
  ])("%s", (condition, values, printed) => {
    expect(groundsText({ condition, values })).toBe(printed);
  });
});
