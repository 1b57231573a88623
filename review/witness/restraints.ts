/** What a policy asks of an account: what was delivered to it lately, what it agreed to, how often it wants to be contacted. */
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Limit, Schedule } from "../../schedule/types.ts";
import { addTouch, asItIs, type Edit, setField, together } from "./draft.ts";
import { daysOf, type Ground, inTurns } from "./ground.ts";

/** Deliveries on the days before, as many as limits allow or nearly, quiet days that just end, flags of consent. */
export function restraints({ schedule }: Ground, at: EpochDay): Edit[] {
  const { limits, quiets, consents } = schedule.policy;
  const delivered = limits.flatMap((limit) => {
    const { most, per } = limit;
    const touch = touchOf(limit, schedule);
    if (touch === undefined) return [];
    const length = "field" in per ? 14 : daysOf(per, at);
    const gaps = [...new Set([1, length - 1, length])].filter((gap) => gap > 0);
    const prefers = "field" in per ? setField(per.field, { unit: "days", amount: length }) : asItIs;
    return gaps.flatMap((gap) =>
      [most, most - 1]
        .filter((count) => count > 0)
        .map((count) => together(prefers, ...repeated(touch, at - gap, count))),
    );
  });
  const quiet = quiets.flatMap(({ over, after }) => {
    const length = daysOf(over, at);
    return [length, length + 1, length - 1, 1].map((gap) => addTouch({ touch: after, day: at - gap }));
  });
  const agreed = consents.flatMap(({ field }) => [setField(field, false), setField(field, undefined)]);
  return [asItIs, ...inTurns(agreed, delivered, quiet)];
}

function touchOf({ channel }: Limit, { touches }: Schedule): string | undefined {
  return touches.find(({ channels }) => channel === undefined || channels[0] === channel)?.name;
}

function repeated(touch: string, day: EpochDay, count: number): Edit[] {
  return new Array<Edit>(count).fill(addTouch({ touch, day }));
}
