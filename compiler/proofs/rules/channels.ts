/** Proves of touches that their channel suits who makes them and how long they take (CH1 of the handbook). */
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
  for (const { path, anchor, steps } of proofs.work.cadences) {
    if (anchor.kind !== "before") continue;
    const days = steps.flatMap(({ timing }) => (timing.kind === "before" ? [timing.before] : []));
    const index = days.findIndex((each, place) => {
      const before = days[place - 1];
      return before !== undefined && before.unit === each.unit && before.amount < each.amount;
    });
    if (index > 0) report("steps-out-of-order", {}, steps[index]?.path ?? path, proofs);
  }
}
