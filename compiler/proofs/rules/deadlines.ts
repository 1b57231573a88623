/** Proves of deadlines that somebody could meet them, and of runs that their work fits into them. */
import type { Action, Duration, Play } from "../../../schedule/types.ts";
import { fewestDays, mostDays } from "../../values/durations.ts";
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";
import { type Asked, actionsOf } from "./work.ts";

/** PL6 of the handbook: inside these days before the date a renewal always begins too late. */
const latestStart = 30;

export function proveDeadlines(proofs: Proofs): void {
  const roles = new Map(proofs.model.roles.map((role) => [role.name, role]));
  const owners = ownersOf(proofs);
  for (const asked of actionsOf(proofs)) {
    const { action, by } = asked;
    const role = roles.get(ownerOf(action, owners) ?? "");
    if (role?.answersWithin && isShorter(action.within, role.answersWithin)) {
      const parameters = { role: role.name, days: role.answersWithin.amount };
      report("lead-time-too-long", parameters, action.path, proofs);
    } else if (role && role.kind !== "machine" && isAtMidnight(asked) && isBeforeHours(action, proofs)) {
      const opens = clock(proofs.policy.hours!.from);
      report("deadline-before-hours", { opens, minutes: minutesOf(action) ?? 0 }, action.path, proofs);
    }
    const left = by.kind === "rung" ? leftAfter(by.plays, by.rung.after) : undefined;
    const waits = action.expects && Math.ceil(daysOf(action.expects.within));
    if (left !== undefined && waits !== undefined && waits > left) {
      report("answer-after-end", { event: action.expects!.event, left }, action.path, proofs);
    }
  }
  for (const play of proofs.work.plays) {
    const first = play.phases[0];
    if (first?.span.kind !== "before" || !play.win || mostDays(first.span.from) >= latestStart) continue;
    const { field, from } = first.span;
    report("starts-too-late", { play: play.name, field, days: mostDays(from) }, first.path, proofs);
  }
}

function ownersOf({ work }: Proofs): ReadonlyMap<string, string> {
  return new Map([...work.touches, ...work.tasks].map(({ name, owner }) => [name, owner]));
}

/** Of several names the first: they are mostly of one role. */
function ownerOf({ kind, role, names }: Action, owners: ReadonlyMap<string, string>): string | undefined {
  if (kind === "start") return undefined;
  if (kind === "alert" || kind === "handoff") return names[0];
  return role ?? owners.get(names[0] ?? "");
}

/** Whether a deadline in working days is over before a lead time in working days is. */
function isShorter(within: Action["within"], lead: Duration): boolean {
  if (within === "the_day") return lead.unit === "business_days" && lead.amount >= 1;
  return within?.unit === "business_days" && lead.unit === "business_days" && within.amount < lead.amount;
}

/** What conditions and phases cause is ready at the close of a day. */
function isAtMidnight({ by }: Asked): boolean {
  return by.kind === "phase" || by.kind === "rung" || (by.kind === "trigger" && by.trigger.cause.kind === "when");
}

function minutesOf({ within }: Action): number | undefined {
  return within !== "the_day" && within?.unit === "minutes" ? within.amount : undefined;
}

function isBeforeHours(action: Action, { policy }: Proofs): boolean {
  const minutes = minutesOf(action);
  return minutes !== undefined && policy.hours !== undefined && minutes <= policy.hours.from;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function daysOf(within: Duration): number {
  return within.unit === "minutes" ? within.amount / 1440 : fewestDays(within);
}

/** The most days any of the runs has left after a rung's day; undefined where one has no certain end. */
function leftAfter(plays: readonly Play[], after: Duration): number | undefined {
  let most: number | undefined;
  for (const { endAfter } of plays) {
    if (!endAfter) return undefined;
    most = Math.max(most ?? 0, mostDays(endAfter) - fewestDays(after));
  }
  return most !== undefined && most >= 0 ? most : undefined;
}
