/** What a policy asks of an account: what was delivered to it lately, what it agreed to, how often it wants to be contacted. */
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Limit, Policy, Schedule } from "../../schedule/types.ts";
import { addTouch, asItIs, type Edit, setField, together } from "./draft.ts";
import { daysOf, type Ground, inTurns } from "./ground.ts";

/**
 * Deliveries on the days before, as many as limits allow or nearly, quiet days that just end, flags of consent: of the
 * rules that the other program does not have alike, or of all where what differs is something else.
 */
export function restraints({ schedule, other }: Ground, at: EpochDay): Edit[] {
  const { policy } = schedule;
  const own = rulesOnlyIn(policy, other.policy);
  const isAny = [own, rulesOnlyIn(other.policy, policy)].some((rules) =>
    Object.values(rules).some((list) => list.length > 0),
  );
  const { limits, quiets, consents } = isAny ? own : policy;
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

type Rules = Pick<Policy, "limits" | "quiets" | "consents">;

/** Those that the other policy does not have. */
export function rulesOnlyIn(policy: Policy, other: Policy): Rules {
  const only = <Rule extends object>(rules: readonly Rule[], others: readonly Rule[]): Rule[] => {
    const known = new Set(others.map(saidOf));
    return rules.filter((rule) => !known.has(saidOf(rule)));
  };
  return {
    limits: only(policy.limits, other.limits),
    quiets: only(policy.quiets, other.quiets),
    consents: only(policy.consents, other.consents),
  };
}

/** A rule as it is, wherever it stands. */
const saidOf = (rule: object) => JSON.stringify({ ...rule, path: "" });

function touchOf({ channel }: Limit, { touches }: Schedule): string | undefined {
  return touches.find(({ channels }) => channel === undefined || channels[0] === channel)?.name;
}

function repeated(touch: string, day: EpochDay, count: number): Edit[] {
  return new Array<Edit>(count).fill(addTouch({ touch, day }));
}
