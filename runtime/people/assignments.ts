/** Who was given which account from which day on: the outcome of the rules, four bytes a fact, for all accounts at once. */
import { createHash } from "node:crypto";
import type { AssignRule } from "../../project/team-types.ts";
import { compareText } from "../../schedule/order.ts";
import { formatDay } from "../calendar/days.ts";
import type { EpochDay, FieldChange } from "../histories/types.ts";
import type { IntList } from "./int-list.ts";

/** Of one role; account by account in order of ordinals, each account's in order of days. */
export interface RoleAssignments {
  readonly role: string;
  readonly rule: AssignRule;
  /** Owners, by the number they have below. */
  readonly names: readonly string[];
  /** By ordinal where its changes begin; one more at the end. */
  readonly starts: Int32Array;
  readonly days: Int32Array;
  /** -1: nobody. */
  readonly owners: Int32Array;
}

/** Puts changes that came in order of days into order of accounts; of several of one day the last stays. */
export function assignmentsOf(
  about: Pick<RoleAssignments, "role" | "rule" | "names">,
  accounts: number,
  changes: { readonly accounts: IntList; readonly days: IntList; readonly owners: IntList },
): RoleAssignments {
  const { length } = changes.accounts;
  const starts = new Int32Array(accounts + 1);
  for (let at = 0; at < length; at++) starts[changes.accounts.at(at) + 1]!++;
  for (let account = 0; account < accounts; account++) starts[account + 1]! += starts[account]!;
  const next = starts.slice();
  const days = new Int32Array(length);
  const owners = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    const place = next[changes.accounts.at(at)]!++;
    days[place] = changes.days.at(at);
    owners[place] = changes.owners.at(at);
  }
  return { ...about, starts, days, owners };
}

/** Who holds the role for an account, from its first day as a customer on. */
export function changesOf({ names, starts, days, owners }: RoleAssignments, ordinal: number): FieldChange[] {
  const changes: FieldChange[] = [];
  const end = starts[ordinal + 1]!;
  for (let at = starts[ordinal]!; at < end; at++) {
    if (at + 1 < end && days[at + 1] === days[at]) continue;
    const owner = owners[at]!;
    changes.push({ from: days[at]!, value: owner < 0 ? undefined : names[owner]! });
  }
  return changes;
}

/** Of all facts: two runs with the same have given every account to the same people on the same days. */
export function digestOf({ role, names, starts, days, owners }: RoleAssignments): string {
  const hash = createHash("sha256").update(JSON.stringify([role, names]));
  for (const facts of [starts, days, owners])
    hash.update(new Uint8Array(facts.buffer, facts.byteOffset, facts.byteLength));
  return hash.digest("hex");
}

/** What `manifest.json` says: by person how many accounts came and went, and on which days. */
export function manifestOfAssignments(all: readonly RoleAssignments[]) {
  return all.map((assignments) => {
    const { role, rule } = assignments;
    return { role, ...rule, digest: digestOf(assignments), people: countsOf(assignments) };
  });
}

function countsOf(assignments: RoleAssignments) {
  const counts = new Map<string, Map<EpochDay, { got: number; gave: number }>>();
  const count = (name: string, day: EpochDay, what: "got" | "gave") => {
    const days = counts.get(name) ?? new Map<EpochDay, { got: number; gave: number }>();
    counts.set(name, days);
    const counted = days.get(day) ?? { got: 0, gave: 0 };
    days.set(day, counted);
    counted[what]++;
  };
  const { names, starts, days, owners } = assignments;
  for (let account = 0; account + 1 < starts.length; account++) {
    let held = -1;
    const end = starts[account + 1]!;
    for (let at = starts[account]!; at < end; at++) {
      const owner = owners[at]!;
      if (owner === held || (at + 1 < end && days[at + 1] === days[at])) continue;
      if (held >= 0) count(names[held]!, days[at]!, "gave");
      if (owner >= 0) count(names[owner]!, days[at]!, "got");
      held = owner;
    }
  }
  return [...counts]
    .sort(([one], [other]) => compareText(one, other))
    .map(([person, byDay]) => ({
      person,
      days: [...byDay]
        .sort(([one], [other]) => one - other)
        .map(([day, { got, gave }]) => ({ on: formatDay(day), got, gave })),
    }));
}
