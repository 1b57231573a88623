/** `--why-not`: each thing that can stand in the way, in a small world made for it. */
import { describe, expect, it } from "vitest";
import type { Obstacle } from "../../runtime/explain/types.ts";
import type { AccountText, World } from "../support/world.ts";
import { whyNot, worldOf } from "./world.ts";

interface Case {
  title: string;
  program: string;
  account?: AccountText;
  more?: Partial<World>;
  kind?: "touch" | "task" | "alert" | "start";
  name: string;
  on: string;
  /** Obstacles in order, and what must be read in the text. */
  obstacles: Obstacle[];
  says: string[];
}

const play = "play p { level red start when health < 60 win when health >= 80 end after 60d";
const low = { metrics: { health: { "2026-01-12": 50 } } };

const cases: Case[] = [
  {
    title: "a trigger that was true again after days of which nobody knows",
    program: "trigger t { level yellow when logins falls > 30% over 3d do touch mail }",
    account: { metrics: { logins: { "2026-01-05..2026-01-10": 10, "2026-01-11..2026-01-13": 1, "2026-01-25": 10 } } },
    name: "mail",
    on: "2026-01-28",
    obstacles: ["spent"],
    says: [
      "spent: it fired on 2026-01-12, and its condition has not been known false since (9 days unknown: was 0 before: logins). Write `until ...`",
    ],
  },
  {
    title: "an account that had not begun",
    program: "cadence c from contract_start { day 3 touch mail }",
    name: "mail",
    on: "2026-01-02",
    obstacles: ["not alive"],
    says: ["It was not asked for on that day.\n", "the account had not begun"],
  },
  {
    title: "an account that had ended",
    program: "cadence c from contract_start { day 3 touch mail }",
    account: { fields: { churned_on: "2026-02-01" } },
    name: "mail",
    on: "2026-02-02",
    obstacles: ["not alive"],
    says: ["the account had ended", "last asked 2026-01-07"],
  },
  {
    title: "another segment",
    program: "cadence c for vip from contract_start { day 3 touch mail }",
    name: "mail",
    on: "2026-01-07",
    obstacles: ["scope"],
    says: ["its segment was plain, and this is for vip"],
  },
  {
    title: "not in the stage",
    program: "cadence c from contract_start during onboarding { every 1 week touch mail }",
    name: "mail",
    on: "2026-02-09",
    obstacles: ["scope"],
    says: ["it was not in its stage onboarding", "last asked 2026-02-02"],
  },
  {
    title: "a where that does not hold",
    program: "cadence c from contract_start where logins over 7d > 3 { day 15 touch mail }",
    account: { metrics: { logins: { "2026-01-15": 2 } } },
    name: "mail",
    on: "2026-01-19",
    obstacles: ["scope"],
    says: ["where was false: logins over 7d {2} > 3"],
  },
  {
    title: "an anchor that is not known",
    program: "cadence c before renewal { 30d touch call }",
    name: "call",
    on: "2026-02-02",
    obstacles: ["no date"],
    says: ["it counts from renewal, which is not known"],
  },
  {
    title: "another day, moved by a day off",
    program:
      "policy { hours 09:00..17:00 mon..fri } cadence c from contract_start { from day 6 every 5 weeks touch call }",
    name: "call",
    on: "2026-01-10",
    obstacles: ["not its day"],
    says: ["the next is 2026-01-12, moved from 2026-01-10 by a day off (contract_start 2026-01-05)"],
  },
  {
    title: "a day that has passed",
    program: "cadence c from contract_start { day 3 touch mail }",
    name: "mail",
    on: "2026-01-20",
    obstacles: ["not its day"],
    says: ["that was 2026-01-07", "last asked 2026-01-07: touch mail: robot, done 00:00 by email"],
  },
  {
    title: "a week step on a day off",
    program:
      "policy { hours 09:00..17:00 mon..fri } cadence c from contract_start where contract_start < 2026-01-05 or logins over 4d > 0 { week 2 touch call }",
    account: { metrics: { logins: { "2026-01-16": 1 } } },
    name: "call",
    on: "2026-01-17",
    obstacles: ["not its day"],
    says: ["a day off moves it to 2026-01-19"],
  },
  {
    title: "a when that is false",
    program: "cadence c from contract_start { every 1 week touch mail when logins over 7d > 10 }",
    account: { metrics: { logins: { "2026-01-09": 4 } } },
    name: "mail",
    on: "2026-01-12",
    obstacles: ["condition false"],
    says: ["when was false: logins over 7d {4} > 10"],
  },
  {
    title: "a when that is unknown",
    program: "cadence c from contract_start { every 1 week touch mail when health > 10 }",
    name: "mail",
    on: "2026-01-12",
    obstacles: ["condition unknown"],
    says: ["when was unknown (no value: health): health {unknown} > 10"],
  },
  {
    title: "an unless that is true",
    program: "cadence c from contract_start { every 1 week touch mail unless mail_ok }",
    name: "mail",
    on: "2026-01-12",
    obstacles: ["unless"],
    says: ["unless was true: mail_ok {yes}"],
  },
  {
    title: "too near to another touch",
    program: "cadence c from contract_start { every 1 week touch mail not within 7d of call  day 6 touch call }",
    name: "mail",
    on: "2026-01-12",
    obstacles: ["too near"],
    says: ["not within 7 days of call: one was done on 2026-01-10"],
  },
  {
    title: "too near to one that is to come",
    program: "cadence c from contract_start { every 1 week touch mail not within 7d of call  day 12 touch call }",
    name: "mail",
    on: "2026-01-12",
    obstacles: ["too near"],
    says: ["a cadence owes one in the days to come"],
  },
  {
    title: "a trigger that is spent",
    program: "trigger t { level yellow when logins over 7d = 0 do touch mail }",
    name: "mail",
    on: "2026-01-20",
    obstacles: ["spent"],
    says: ["it fired on 2026-01-11, and its condition has not been known false since: logins over 7d {0} = 0"],
  },
  {
    title: "a trigger that waits for its until",
    program: "trigger t { level yellow when health < 60 do touch mail until health >= 80 }",
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-20": 70, "2026-01-25": 55 } } },
    name: "mail",
    on: "2026-01-25",
    obstacles: ["spent"],
    says: ["it fired on 2026-01-12, and its until has not been true since: health {55} >= 80"],
  },
  {
    title: "a trigger that rests",
    program: "trigger t { level yellow when health < 60 do touch mail rest 30d }",
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-20": 70, "2026-01-25": 55 } } },
    name: "mail",
    on: "2026-01-25",
    obstacles: ["resting"],
    says: ["resting until 2026-02-11: it fired on 2026-01-12"],
  },
  {
    title: "a trigger whose condition is false",
    program: "trigger t { level yellow when logins falls > 30% week over week do touch mail }",
    account: { metrics: { logins: { "2026-01-05..2026-03-01": 10 } } },
    name: "mail",
    on: "2026-02-10",
    obstacles: ["condition false"],
    says: ["when was false: logins falls > 30% week over week {70 after 70}"],
  },
  {
    title: "an event that did not happen",
    program: "trigger t { level red on sponsor_left do touch mail }",
    name: "mail",
    on: "2026-02-10",
    obstacles: ["no event"],
    says: ["no sponsor_left on that day\n"],
  },
  {
    title: "an event nobody could know of",
    program: "trigger t { level red on sponsor_left do touch mail }",
    more: { covers: { sponsor_left: ["2026-01-01", "2026-01-31"] } },
    name: "mail",
    on: "2026-02-10",
    obstacles: ["no event"],
    says: ["the data does not cover it"],
  },
  {
    title: "an event that the filter keeps out",
    program: "trigger t { level red on ticket where (severity is critical) do touch mail }",
    account: { events: { ticket: [["2026-02-10T10:00", { id: "1", severity: "low" }]] } },
    name: "mail",
    on: "2026-02-10",
    obstacles: ["condition false"],
    says: ["where was false for the event: severity {low} is critical"],
  },
  {
    title: "a play that was never started",
    program: `${play} phase a day 1..5 { touch mail } }`,
    account: { metrics: { health: { "2026-01-12": 90 } } },
    name: "mail",
    on: "2026-01-20",
    obstacles: ["no run", "condition false"],
    says: ["play p was not running", "start when was false: health {90} < 60"],
  },
  {
    title: "a play that rests",
    program: "play p { level red start when health < 60 end after 5d again after 30d phase a day 1..2 { touch mail } }",
    account: low,
    name: "mail",
    on: "2026-02-01",
    obstacles: ["no run", "resting"],
    says: ["the last ended on 2026-01-17 (ran out)", "it rests until 2026-02-16"],
  },
  {
    title: "a play that starts once a state",
    program: "play p { level red start when health < 60 end after 5d phase a day 1..2 { touch mail } }",
    account: low,
    name: "mail",
    on: "2026-02-01",
    obstacles: ["no run", "spent"],
    says: ["its start has not been false since the last run ended"],
  },
  {
    title: "a play on the day it ended",
    program: `${play} phase a day 1..40 { every 1 day touch mail } }`,
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-15": 85 } } },
    name: "mail",
    on: "2026-01-15",
    obstacles: ["no run"],
    says: ["the run of 2026-01-12 ended that day: won"],
  },
  {
    title: "a play before a date that is far",
    program: "play p { level red phase a 30d..10d before renewal { touch mail } }",
    account: { fields: { renewal: "2026-04-30" } },
    name: "mail",
    on: "2026-02-01",
    obstacles: ["no run", "not its day"],
    says: ["not its days: those are 2026-03-31 to 2026-04-20 (renewal 2026-04-30)"],
  },
  {
    title: "another phase",
    program: `${play} phase a day 1..5 { task notes } phase b day 6..9 { touch mail } }`,
    account: low,
    name: "mail",
    on: "2026-01-14",
    obstacles: ["not its day"],
    says: ["the run of 2026-01-12 was on its day 3; the phase is days 6 to 9"],
  },
  {
    title: "later in the phase",
    program: `${play} phase a day 1..5 { touch mail } }`,
    account: low,
    name: "mail",
    on: "2026-01-14",
    obstacles: ["came before"],
    says: ["asked once, on the first day of the run in this phase", "last asked 2026-01-12"],
  },
  {
    title: "between two times of a phase",
    program: `${play} phase a day 1..30 { every 1 week touch mail } }`,
    account: low,
    name: "mail",
    on: "2026-01-21",
    obstacles: ["not its day"],
    says: ["not its day: the next is 2026-01-26"],
  },
  {
    title: "a paused run",
    program: `${play} phase a day 1..30 { every 1 week touch mail } } play q { level red start when health < 40 end after 20d pauses play p phase a day 1..1 { task notes } }`,
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-14": 30 } } },
    name: "mail",
    on: "2026-01-19",
    obstacles: ["paused"],
    says: ["the run of 2026-01-12 stood still: play q paused it"],
  },
  {
    title: "a rung that was skipped",
    program: `${play} phase a day 1..5 { task notes } escalation e } escalation e { after 7d touch mail unless health rises >= 5 points since start }`,
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-16": 56 } } },
    name: "mail",
    on: "2026-01-19",
    obstacles: ["unless"],
    says: ["unless was true: health rises >= 5 points since start {56 after 50}"],
  },
  {
    title: "a rung whose day has been",
    program: `${play} phase a day 1..5 { task notes } escalation e } escalation e { after 7d touch mail unless health rises >= 5 points since start }`,
    account: { metrics: { health: { "2026-01-12": 50, "2026-01-16": 56 } } },
    name: "mail",
    on: "2026-01-21",
    obstacles: ["came before"],
    says: ["each rung is asked once a run: it was skipped on 2026-01-19"],
  },
  {
    title: "a rung whose day is to come",
    program: `${play} phase a day 1..5 { task notes } escalation e } escalation e { after 7d touch mail }`,
    account: low,
    name: "mail",
    on: "2026-01-15",
    obstacles: ["not its day"],
    says: ["7 days are over on 2026-01-19"],
  },
  {
    title: "a ladder that has stopped",
    program: `${play} phase a day 1..5 { task notes } escalation e } escalation e { after 7d touch mail stop on attended }`,
    account: { ...low, events: { attended: ["2026-01-14"] } },
    name: "mail",
    on: "2026-01-19",
    obstacles: ["stopped"],
    says: ["the ladder had stopped, on attended"],
  },
  {
    title: "a rung that waits for an answer nobody asked for yet",
    program: `${play} phase a day 20..25 { touch call expects reply within 4d } escalation e } escalation e { after 7d touch mail unless reply }`,
    account: low,
    name: "mail",
    on: "2026-01-19",
    obstacles: ["waits for an answer"],
    says: ["none was delivered yet"],
  },
  {
    title: "what was asked and done",
    program: "cadence c from contract_start { day 3 touch mail }",
    name: "mail",
    on: "2026-01-07",
    obstacles: [],
    says: [
      "It was asked for on that day, and was done on 2026-01-07 at 00:00 by email.",
      "asked 2026-01-07: touch mail: robot, done 00:00 by email",
    ],
  },
  {
    title: "what was asked before and waits for a limit",
    program:
      "policy { limit 1 touch per 5d otherwise defer up to 3d then drop } cadence c from contract_start { day 3 touch mail day 2 touch chat }",
    name: "mail",
    on: "2026-01-09",
    obstacles: ["not its day"],
    says: [
      "It was not asked for on that day, but the one asked for on 2026-01-07 was still owed, and was dropped 2026-01-10 after 3 days: limit 1 touch per 5 days",
      "asked 2026-01-07: touch mail: robot, dropped 2026-01-10 after 3 days: limit 1 touch per 5 days (test.play:",
    ],
  },
  {
    title: "what had no consent",
    program: "policy { consent email by mail_ok } cadence c from contract_start { day 3 touch mail }",
    account: { fields: { mail_ok: false } },
    name: "mail",
    on: "2026-01-07",
    obstacles: [],
    says: [
      "It was asked for on that day, and was dropped: no consent to email (mail_ok)",
      "robot, dropped: no consent to email",
    ],
  },
  {
    title: "what nobody was there for",
    program: "cadence c from contract_start { day 3 touch call }",
    account: { people: { csm: { "2026-01-20": "Dana" } } },
    name: "call",
    on: "2026-01-07",
    obstacles: [],
    says: ["unassigned csm", "unserved: nobody is csm"],
  },
  {
    title: "a start that was dropped",
    program: `${play} phase a day 1..5 { task notes } } trigger t { level red on sponsor_left do start p }`,
    account: { ...low, events: { sponsor_left: ["2026-01-20"] } },
    kind: "start",
    name: "p",
    on: "2026-01-20",
    obstacles: [],
    says: ["asked 2026-01-20: start p: dropped: play p was running already"],
  },
];

describe("why not", () => {
  it.each(cases)("$title", ({ program, account, more, kind = "touch", name, on, obstacles, says }) => {
    const { answer, text } = whyNot(worldOf(program, account, more), kind, name, on);
    expect(
      answer.answers.flatMap(({ reasons }) => reasons.map(({ obstacle }) => obstacle)),
      text,
    ).toEqual(obstacles);
    for (const part of says) expect(text).toContain(part);
  });

  it("answers for every place that could have asked, and says where each is", () => {
    const program = `cadence c from contract_start { day 3 touch mail }
      trigger t { level red on sponsor_left do touch call, mail }
      ${play} phase a day 1..5 { touch mail } escalation e } escalation e { after 7d touch mail }`;
    const { answer } = whyNot(worldOf(program), "touch", "mail", "2026-02-01");
    expect(answer.answers.map(({ asker }) => asker)).toEqual([
      "cadence c, day 3",
      "trigger t",
      "play p, phase a",
      "play p, e rung 1 (after 7 days)",
    ]);
    expect(answer.answers.every(({ place }) => place?.file === "test.play" && place.line > 1)).toBe(true);
  });
});
