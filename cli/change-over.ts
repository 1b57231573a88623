/** The day of a change in `playc diff --simulate`: who is in the middle of what then, and the simulation of the change-over. */
import { alongside } from "../review/in-flight/alongside.ts";
import { createCollector, programChange } from "../review/in-flight/in-flight.ts";
import type { InFlight } from "../review/in-flight/types.ts";
import type { Compared } from "../review/types.ts";
import { formatDay } from "../runtime/calendar/days.ts";
import type { Capacity } from "../runtime/capacity.ts";
import { createChangeOver } from "../runtime/engine/change/change-over.ts";
import type { Simulation } from "../runtime/engine/simulation.ts";
import type { AccountHistory, EpochDay, Histories } from "../runtime/histories/types.ts";
import { digestOfPeople } from "../runtime/people-given.ts";
import type { Answering } from "../runtime/responses.ts";
import type { Schedule } from "../schedule/types.ts";
import { Failure } from "./failure.ts";
import type { ReportedDays } from "./reported-days.ts";

/** A program with its histories, ready to be simulated. */
export interface Ready {
  readonly schedule: Schedule;
  readonly histories: Histories;
  readonly answering: Answering;
}

/** What is simulated in the place of one of the two programs alone. */
interface Simulated {
  readonly histories: Histories;
  readonly simulation: Simulation;
}

export interface ChangeOver {
  /** As if nothing had changed, and asks on the way what becomes of whom. */
  readonly before: Simulated;
  /** Where the day was asked for: the program after from that day on alone. */
  readonly after: Simulated | undefined;
  /** Once `before` is simulated. */
  readonly inFlight: () => InFlight;
}

export interface ChangeOverAsked {
  readonly compared: Compared;
  readonly days: ReportedDays;
  /** As asked for; else the last reported day, and the program after is simulated all along. */
  readonly changeOn?: EpochDay | undefined;
  /** Whether both programs read the same of the data, so that an account is the same to both. */
  readonly isShared: boolean;
  readonly capacity: Capacity;
}

/**
 * Undefined where nobody asked for a day and there is none to ask of. Failure of kind `usage` for a day that is not among
 * the reported ones, and where people are finite and not the same ones before and after a change-over.
 */
export function changeOverOf(before: Ready, after: Ready, asked: ChangeOverAsked): ChangeOver | undefined {
  const { compared, days, changeOn, isShared, capacity } = asked;
  const grids = [before, after].map(({ histories }) => histories.grid);
  const first = Math.max(...grids.map(({ from }) => from), days.from ?? -Infinity);
  const last = Math.min(...grids.map(({ to }) => to), days.to ?? Infinity);
  const on = changeOn ?? last;
  if (on < first || on > last) {
    if (changeOn === undefined) return undefined;
    throw new Failure(
      "usage",
      `--change-on ${formatDay(on)} is not among the reported days, which go from ${formatDay(first)} to ${formatDay(last)}.`,
    );
  }
  const isBookTakenOver = changeOn !== undefined && capacity === "enforce";
  if (isBookTakenOver && peopleText(before) !== peopleText(after)) {
    throw otherPeople("roles, people, their hours, days off or cover are not the same in both");
  }
  const change = programChange(compared, on);
  const collector = createCollector(before.schedule, after.schedule, change, changeOn !== undefined);
  const simulated = (goesOn: "before" | "after"): Simulated => {
    const [main, others] = goesOn === "before" ? [before, after] : [after, before];
    const both = isShared
      ? { histories: main.histories, other: (account: AccountHistory) => account }
      : alongside(main.histories, others.histories);
    const [old, now] = [before, after].map(({ schedule, histories, answering: { responses, seed } }) => {
      return { schedule, histories, responses, seed, team: capacity === "enforce" ? histories.team : undefined };
    });
    const otherHistory = (account: AccountHistory) => {
      const other = both.other(account);
      if (!other && isBookTakenOver) throw otherPeople(`account ${account.id} is read for one of them alone`);
      return other;
    };
    const simulation = createChangeOver(old!, now!, {
      ...days,
      change,
      goesOn,
      otherHistory,
      ...(goesOn === "before" && { onStandings: collector.add }),
    });
    return { histories: both.histories, simulation };
  };
  return {
    before: simulated("before"),
    after: changeOn === undefined ? undefined : simulated("after"),
    inFlight: collector.finish,
  };
}

/** All that says who works when, and for whom: queues go on as they are only where it is the same. */
function peopleText({ schedule, histories }: Ready): string {
  const { account, roles, team, covers, policy } = schedule;
  const all = [digestOfPeople(histories), account, roles, team, covers, policy.hours, policy.holidays];
  return JSON.stringify(all, (key, value: unknown) => (key === "doc" ? undefined : value));
}

function otherPeople(why: string): Failure {
  return new Failure(
    "usage",
    `--change-on with --capacity enforce takes over the queues of people, and cannot between these two programs: ${why}. Leave one of the two options out.`,
  );
}
