/** Changes of one clause each of `witness.play`, each of which some account shows. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { pasted, witnessesBetween } from "./witnesses.ts";

export const before = readFileSync(new URL("witness.play", import.meta.url), "utf8");

export const changes: readonly (readonly [what: string, from: string, to: string])[] = [
  ["threshold of a trigger, looser", "falls > 30% week", "falls > 20% week"],
  ["threshold of a trigger, stricter", "falls > 30% week", "falls > 45% week"],
  ["window", "logins over 14d = 0", "logins over 10d = 0"],
  ["for so many days", "health < 60 for 7d", "health < 60 for 10d"],
  ["outside a calendar", "week over week outside year_end", "week over week"],
  ["days of a calendar", "12-20..01-05", "12-15..01-05"],
  ["until", "until health >= 80", "until health >= 70"],
  ["rest", "rest 30d", "rest 14d"],
  [
    "filter of an event",
    "on ticket where (severity is critical)",
    "on ticket where (severity is one of high, critical)",
  ],
  ["a count of events", "count of ticket over 7d >= 3", "count of ticket over 7d >= 4"],
  ["a segment's floor", "mid_market when arr >= $25K", "mid_market when arr >= $30K"],
  ["a trigger's segments", "trigger login_drop for enterprise, mid_market", "trigger login_drop for enterprise"],
  ["rhythm of a step", "every 1 month touch check_in", "every 6 weeks touch check_in"],
  ["a step's delay", "day 30 touch qbr", "day 45 touch qbr"],
  ["a step's condition", "when seats >= 20", "when seats >= 50"],
  ["a step's exception", "touch qbr unless strategic", "touch qbr"],
  ["a countdown", "{ 60d touch mail", "{ 45d touch mail"],
  ["another touch", "do touch check_in within 48h", "do touch qbr within 48h"],
  ["a play's start", "start when health < 40", "start when health < 50"],
  ["a play's win", "win when health >= 80 for 7d", "win when health >= 80 for 14d"],
  ["a play's end", "end after 60d", "end after 61d"],
  ["a phase", "phase reach day 1..5", "phase reach day 2..5"],
  ["a rung's delay", "after 7d touch qbr unless reply", "after 8d touch qbr unless reply"],
  ["a rung's exception", "touch qbr unless reply", "touch qbr"],
  ["a rung's condition", "while health is red", "while health is yellow"],
  ["what stops a ladder", "stop on signed", "stop on reply"],
  ["a limit", "limit 3 touches per 14d", "limit 2 touches per 14d"],
  ["quiet days", "quiet 5d after qbr", "quiet 9d after qbr"],
  ["consent", "consent email by email_opt_in", ""],
  ["working days", "mon..fri", "mon..sat"],
  ["how long is deferred", "defer up to 7d", "defer up to 3d"],
  ["points of a score", "40 points when active_users >= 5", "40 points when active_users >= 8"],
  ["a value that points follow", "from 0 to 50", "from 0 to 100"],
  ["way out of a stage", "leave when active_users >= 10 confirmed", "leave when active_users >= 20 confirmed"],
  ["way into a stage", "stage grown { enter after adoption }", "stage grown { enter on reply }"],
  ["time in a stage", "time in setup > 30d", "time in setup > 45d"],
  ["an arm's cadence", "arm more 40% { cadence weekly }", "arm more 40% { cadence weekly trigger silent }"],
  ["shares of arms", "arm as_now 40%", "arm as_now 20%"],
  ["bands of a metric", "bands green 80 yellow 60 red 0", "bands green 80 yellow 50 red 0"],
  ["missing values", "metric health points 0..100 snapshot missing carries", "metric health points 0..100 snapshot"],
];

/** A history is found for every declaration that changed, and its test says in both programs what it is to say. */
export function expectWitnesses(from: string, to: string): void {
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  const witnesses = witnessesBetween(before, after);
  expect(witnesses.length).toBeGreaterThan(0);
  for (const { found, cutShort } of witnesses) {
    expect(cutShort).toBe(false);
    expect(found?.test).toBeTypeOf("string");
    const test = found?.test ?? "";
    expect(pasted(before, after, test)).toEqual({ errors: [], before: false, after: true });
    expect(format("test.play", test)).toEqual({ kind: "formatted", text: test });
  }
}
