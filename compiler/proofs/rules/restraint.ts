/** Proves of a policy that the program's own rhythm fits into it, and that each of its rules can matter. */

import { type Settled, settledCases } from "../../../schedule/figures.ts";
import type { Cadence, Limit, Quiet, Step, Touch } from "../../../schedule/types.ts";
import { daysOfStep } from "../../capacity/rhythm.ts";
import { fewestDays, mostDays } from "../../values/durations.ts";
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";

/** A Monday: the dates of the examples are counted from it. */
const monday = Date.UTC(2025, 0, 6);
/** Rhythms are looked at for so many days. */
const horizon = 731;

export function proveRestraint(proofs: Proofs): void {
  const { work, policy } = proofs;
  const touches = new Map(work.touches.map((touch) => [touch.name, touch]));
  for (const limit of policy.limits) {
    proveLimit(limit, proofs);
    for (const cadence of work.cadences) {
      // Of several segments whose rhythm breaks the limit, one is example enough.
      settledCases(cadence, [cadence.scope]).some((settled) => breaksLimit(settled, limit, touches, proofs));
    }
  }
  for (const quiet of policy.quiets) {
    for (const { scope, steps } of work.cadences) {
      for (const step of steps) settledCases(step, [scope]).some((settled) => isWithinQuiet(settled, quiet, proofs));
    }
  }
  for (const { path, channel, field } of policy.consents) {
    const { optional, default: given } = proofs.prover.facts.fields.get(field) ?? {};
    if (optional && given === undefined) report("consent-unknown", { channel, field }, path, proofs);
    else if (!work.touches.some(({ channels }) => channels.includes(channel))) {
      report("channel-unused", { rule: "consent", channel }, path, proofs);
    }
  }
}

function proveLimit(limit: Limit, proofs: Proofs): void {
  const { policy, work } = proofs;
  const { channel, path } = limit;
  if (channel !== undefined && !work.touches.some(({ channels }) => channels.includes(channel))) {
    report("channel-unused", { rule: "limit", channel }, path, proofs);
    return;
  }
  const tighter = policy.limits.find((other) => other !== limit && binds(other, limit));
  if (tighter) report("limit-idle", { tighter: wordsOf(tighter) }, path, proofs);
}

/** Whether whatever keeps the first limit keeps the second. Of two that say the same, the later one is idle. */
function binds(one: Limit, other: Limit): boolean {
  if ("field" in one.per || "field" in other.per) return false;
  const isWide = one.channel === undefined || one.channel === other.channel;
  const isStrict = one.most <= other.most && fewestDays(one.per) >= mostDays(other.per);
  const isSame = one.most === other.most && one.channel === other.channel && one.except.length === other.except.length;
  const isAsLong = one.per.unit === other.per.unit && one.per.amount === other.per.amount;
  return (
    isWide &&
    isStrict &&
    one.except.every((level) => other.except.includes(level)) &&
    !(isSame && isAsLong && one.path > other.path)
  );
}

function wordsOf({ most, channel, per }: Limit): string {
  const days = "field" in per ? per.field : `${per.amount} ${per.unit}`;
  return `${most} ${channel ?? "touches"} per ${days}`;
}

/** Whether the step comes for everybody in scope, whatever else is so. */
function isSure({ when, unless, notWithin }: Settled<Step>): boolean {
  return !when && !unless && !notWithin;
}

/** Reports the first limit that the cadence's own steps break, and says whether there is one. */
function breaksLimit(
  cadence: Settled<Cadence>,
  limit: Limit,
  touches: ReadonlyMap<string, Touch>,
  proofs: Proofs,
): boolean {
  const { per, most, channel, except, path } = limit;
  if ("field" in per || cadence.anchor.kind !== "from") return false;
  const counted = cadence.steps
    .filter(isSure)
    .flatMap((step) =>
      step.actions
        .filter(({ kind, level }) => kind === "touch" && (level === undefined || !except.includes(level)))
        .flatMap(({ names, inTurn }) =>
          daysOfStep(step.timing, monday, horizon).flatMap((day, index) =>
            (inTurn ? [names[index % names.length]!] : names)
              .filter((name) => counts(touches.get(name), channel))
              .map((name) => ({ day, name })),
          ),
        ),
    );
  const comes = unmerged(counted, touches, proofs).sort((a, b) => a.day - b.day);
  const length = fewestDays(per);
  for (let index = most; index < comes.length; index++) {
    const first = comes[index - most]!;
    if (comes[index]!.day - first.day >= length) continue;
    const found = comes.slice(index - most, index + 1);
    const shown = found.map(({ day, name }) => `${name} on day ${day + 1}`);
    report(
      "cadence-breaks-limit",
      {
        cadence: cadence.name,
        limit: wordsOf(limit),
        shown,
        most,
        path,
      },
      cadence.path,
      proofs,
    );
    return true;
  }
  return false;
}

function counts(touch: Touch | undefined, channel: string | undefined): boolean {
  if (!touch || touch.kind === "transactional") return false;
  return channel === undefined || touch.channels.every((each) => each === channel);
}

interface Coming {
  day: number;
  name: string;
}

/** Touches that people make may be joined with what stands open: of those that might be, one is counted. */
function unmerged(comes: readonly Coming[], touches: ReadonlyMap<string, Touch>, { policy, model }: Proofs): Coming[] {
  const { merge } = policy;
  if (!merge) return [...comes];
  const machines = new Set(model.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  const span = merge.within.unit === "days" ? merge.within.amount : mostDays(merge.within) * 2;
  const kept: Coming[] = [];
  for (const each of [...comes].sort((a, b) => a.day - b.day)) {
    const isByMachine = machines.has(touches.get(each.name)?.owner ?? "");
    // A day off may bring two touches closer together by some days.
    if (
      isByMachine ||
      !kept.some((other) => !machines.has(touches.get(other.name)?.owner ?? "") && each.day - other.day <= span + 4)
    ) {
      kept.push(each);
    }
  }
  return kept;
}

/** Reports a step that the quiet days after its own touch hold back for ever, and says whether it is one. */
function isWithinQuiet(step: Settled<Step>, quiet: Quiet, proofs: Proofs): boolean {
  const { timing } = step;
  if (!isSure(step) || (timing.kind !== "every" && timing.kind !== "every_from")) return false;
  const blocked = step.actions.some(
    ({ kind, names, inTurn, level }) =>
      kind === "touch" &&
      !inTurn &&
      names.includes(quiet.after) &&
      (level === undefined || !quiet.except.includes(level)),
  );
  const touch = proofs.work.touches.find(({ name }) => name === quiet.after);
  if (!blocked || touch?.kind === "transactional" || mostDays(timing.every) > fewestDays(quiet.over)) return false;
  const parameters = { touch: quiet.after, every: mostDays(timing.every), quiet: fewestDays(quiet.over) };
  report("rhythm-within-quiet", parameters, step.path, proofs);
  return true;
}
