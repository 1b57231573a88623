/** What is owed because an account changes hands: the task that `team` names (docs/language.md section 18). */
import type { Settled } from "../../schedule/figures.ts";
import type { Action, Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { AccountHistory, EpochDay } from "../histories/types.ts";
import { ask } from "./ask.ts";
import { openingOf, standingAt } from "./scope.ts";
import type { AccountState } from "./state.ts";

/** An account given by one person to another, on a day. */
export interface Handover {
  readonly day: EpochDay;
  readonly role: string;
  /** Who held it last. */
  readonly from: string;
  readonly to: string;
  readonly action: Settled<Action>;
}

/** The action that each role with a handover clause owes, whoever usually does the task. */
export function handoverActions({ team }: Pick<Schedule, "team">): (Settled<Action> & { readonly role: string })[] {
  return team.flatMap(({ role, handover }) =>
    handover ? [{ path: handover.path, kind: "task" as const, names: [handover.task], inTurn: false, role }] : [],
  );
}

/** In order of days: nobody's days between two people are passed over, and who comes first takes over from nobody. */
export function handoversOf(actions: ReturnType<typeof handoverActions>, { people }: AccountHistory): Handover[] {
  if (actions.length === 0) return [];
  const all = actions.flatMap((action) => {
    const { role } = action;
    let holder: string | undefined;
    return (people.get(role) ?? []).flatMap(({ from: day, value }): Handover[] => {
      if (typeof value !== "string" || value === holder) return [];
      const from = holder;
      holder = value;
      return from === undefined ? [] : [{ day, role, from, to: value, action }];
    });
  });
  return all.sort((one, other) => one.day - other.day);
}

/** The next later day on which the account changes hands. */
export function nextHandover({ handovers }: AccountState, day: EpochDay): EpochDay {
  return handovers.find((handover) => handover.day > day)?.day ?? Infinity;
}

/** Asks at the opening of the day on which the account is somebody else's. */
export function askHandovers(state: AccountState, day: EpochDay): void {
  for (const { role, from, to, action, day: on } of state.handovers) {
    if (on !== day) continue;
    ask(state, action, {
      source: `team ${role}`,
      occurrence: formatDay(day),
      origin: { kind: "handover" },
      segment: standingAt(state, openingOf(day)),
      repeats: false,
      dated: day,
      readyAt: state.zone.dayStart(day),
      deadline: undefined,
      level: undefined,
      usualPriority: "cadence",
      cause: { from, to },
    });
  }
}
