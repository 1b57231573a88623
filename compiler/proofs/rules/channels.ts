/** Proves of touches that their channel suits who makes them and how long they take (CH1 of the handbook). */
import { settledCases } from "../../../schedule/figures.ts";
import type { StepTiming } from "../../../schedule/types.ts";
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";

const spoken: ReadonlySet<string> = new Set(["call", "video", "phone", "in_person"]);
const short: ReadonlySet<string> = new Set(["sms", "in_app"]);
/** Minutes of effort that a message of a few words does not take. */
const mostForAFewWords = 30;

export function proveChannels(proofs: Proofs): void {
  const machines = new Set(proofs.model.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  for (const { name, channels, owner, effortMinutes } of proofs.work.touches) {
    const [channel] = channels;
    if (channel === undefined) continue;
    if (machines.has(owner) && channels.every((each) => spoken.has(each))) {
      report("machine-speaks", { touch: name, channel, role: owner }, `touch ${name}`, proofs);
    } else if (effortMinutes > mostForAFewWords && channels.every((each) => short.has(each))) {
      report("long-for-channel", { touch: name, channel, minutes: effortMinutes }, `touch ${name}`, proofs);
    }
  }
  proveUrgency(proofs);
  for (const { path, scope, anchor, steps } of proofs.work.cadences) {
    if (anchor.kind !== "before") continue;
    const index = steps.findIndex((step, place) => {
      const before = steps[place - 1];
      return (
        before !== undefined && settledCases({ one: before.timing, other: step.timing }, [scope]).some(isTurnedRound)
      );
    });
    if (index > 0) report("steps-out-of-order", {}, steps[index]?.path ?? path, proofs);
  }
}

/** Whether the second of two steps that count down comes before the first. */
function isTurnedRound({ one, other }: { one: StepTiming; other: StepTiming }): boolean {
  if (one.kind !== "before" || other.kind !== "before") return false;
  return one.before.unit === other.before.unit && one.before.amount < other.before.amount;
}

/** Channels by which somebody hears of it at once. */
const quick: ReadonlySet<string> = new Set([...spoken, "sms", "slack"]);

/** What is red and reaches nobody at once. A transactional touch goes out as the contract says. */
function proveUrgency(proofs: Proofs): void {
  const touches = new Map(proofs.work.touches.map((touch) => [touch.name, touch]));
  for (const { name, path, level, actions } of proofs.work.triggers) {
    if (level !== "red" || actions.length === 0 || actions.some(({ kind }) => kind !== "touch")) continue;
    const sent = actions.flatMap(({ names }) => names.flatMap((each) => touches.get(each) ?? []));
    const channels = new Set(sent.flatMap((touch) => touch.channels));
    if (sent.some(({ kind }) => kind === "transactional") || [...channels].some((each) => quick.has(each))) continue;
    report("urgent-by-mail", { trigger: name, channels: [...channels].sort() }, path, proofs);
  }
}
