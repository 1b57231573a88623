/** Proves of deadlines that somebody could meet them, and of runs that their work fits into them. */
import { type Settled, settledCases } from "../../../schedule/figures.ts";
import type * as schedule from "../../../schedule/types.ts";
import type { Duration } from "../../../schedule/types.ts";
import { fewestDays, mostDays } from "../../values/durations.ts";
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";
import { type Asked, actionsOf } from "./work.ts";

type Action = Settled<schedule.Action>;

/** PL6 of the handbook: inside these days before the date a renewal always begins too late. */
const latestStart = 30;

export function proveDeadlines(proofs: Proofs): void {
  const roles = new Map(proofs.model.roles.map((role) => [role.name, role]));
  const owners = ownersOf(proofs);
  for (const asked of actionsOf(proofs)) {
    const role = roles.get(ownerOf(asked.action, owners) ?? "");
    const actions = settledCases(asked.action, asked.scopes);
    const late = actions.find(({ within }) => role?.answersWithin && isShorter(within, role.answersWithin));
    const early = actions.find((action) => isBeforeHours(action, proofs));
    if (late && role?.answersWithin) {
      const parameters = { role: role.name, days: role.answersWithin.amount };
      report("lead-time-too-long", parameters, late.path, proofs);
    } else if (early && role && role.kind !== "machine" && isAtMidnight(asked)) {
      const opens = clock(proofs.policy.hours!.from);
      report("deadline-before-hours", { opens, minutes: minutesOf(early) ?? 0 }, early.path, proofs);
    }
    proveAnswer(asked, proofs);
  }
  for (const { phases, win, scope, name } of proofs.work.plays) {
    const [first] = phases;
    if (!first || !win) continue;
    const tooLate = settledCases({ span: first.span }, [scope])
      .flatMap(({ span }) => (span.kind === "before" ? [span] : []))
      .find(({ from }) => mostDays(from) < latestStart);
    if (!tooLate) continue;
    report("starts-too-late", { play: name, field: tooLate.field, days: mostDays(tooLate.from) }, first.path, proofs);
  }
}

/** Of a rung's touch that asks for an answer: whether the run lasts until that can have come. */
function proveAnswer({ action, by, scopes }: Asked, proofs: Proofs): void {
  if (by.kind !== "rung" || !action.expects) return;
  const ends = by.plays.map(({ endAfter }) => ({ endAfter }));
  for (const each of settledCases({ ...action.expects, after: by.rung.after, ends }, scopes)) {
    const left = leftAfter(each.ends, each.after);
    if (left === undefined || Math.ceil(daysOf(each.within)) <= left) continue;
    report("answer-after-end", { event: each.event, left }, action.path, proofs);
    return;
  }
}

function ownersOf({ work }: Proofs): ReadonlyMap<string, string> {
  return new Map([...work.touches, ...work.tasks].map(({ name, owner }) => [name, owner]));
}

/** Of several names the first: they are mostly of one role. */
function ownerOf({ kind, role, names }: Asked["action"], owners: ReadonlyMap<string, string>): string | undefined {
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
function leftAfter(ends: readonly { endAfter: Duration | undefined }[], after: Duration): number | undefined {
  let most: number | undefined;
  for (const { endAfter } of ends) {
    if (!endAfter) return undefined;
    most = Math.max(most ?? 0, mostDays(endAfter) - fewestDays(after));
  }
  return most !== undefined && most >= 0 ? most : undefined;
}
