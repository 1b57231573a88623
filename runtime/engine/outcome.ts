/** What an account's simulation reports: its ledger rows, and the days on which nothing could be decided. */
import { compareText } from "../../schedule/order.ts";
import { weekStart } from "../calendar/days.ts";
import type { Instant } from "../histories/types.ts";
import type { AccountEnding, AccountOutcome, DeliveredRow, LedgerRow } from "../ledger/types.ts";
import { journeyVisits } from "./journeys.ts";
import { causeOfLateness } from "./lateness.ts";
import { modelStretches } from "./lifts.ts";
import { goalsOf } from "./measured.ts";
import { roleOf } from "./queueing.ts";
import { closeOf } from "./scope.ts";
import { scoreStretches } from "./scores.ts";
import type { AccountState, Demand } from "./state.ts";

/** Rows are those dated in the reported range, and those from before it that were still undone when it began. */
export function outcomeOf(state: AccountState): AccountOutcome {
  const { range } = state;
  const rows: LedgerRow[] = [];
  for (const demand of state.demands.values()) {
    const carriedIn = demand.dated < range.from && (!demand.ending || demand.ending.on >= range.from);
    if (carriedIn || (demand.dated >= range.from && demand.dated <= range.to))
      rows.push(rowOf(state, demand, carriedIn));
  }
  rows.sort((a, b) => a.dated - b.dated || compareText(a.path, b.path) || compareText(a.occurrence, b.occurrence));
  return {
    account: state.history.id,
    rows,
    delivered: deliveredRows(state),
    triggers: [...state.triggers].map(([trigger, { fires, days, unknown, spent }]) => ({
      trigger,
      fires,
      days,
      unknown,
      spent,
    })),
    runs: state.runs.filter(
      ({ started, ended }) => started <= range.to && (ended === undefined || ended >= range.from),
    ),
    rungs: state.rungs.filter(({ on }) => on >= range.from && on <= range.to),
    scores: scoreStretches(state),
    models: modelStretches(state),
    arms: [...state.arms]
      .filter(([, { since }]) => since <= range.to)
      .map(([experiment, { arm, since }]) => ({ experiment, arm: arm ?? null, since })),
    visits: journeyVisits(state),
    ...goalsOf(state, rows),
    endings: endingsOf(state),
    daysAlive: state.daysAlive,
    life: state.life,
    daysUnsegmented: state.daysUnsegmented,
    byChance: state.byChance,
  };
}

/** What each `lost when` says at the close of the last reported day of the account's life. */
function endingsOf({ program, view, range }: AccountState): AccountEnding[] {
  const { conditions, grid, schedule } = program;
  const asked = (schedule.scores ?? []).flatMap(({ name, lost }) => (lost ? [{ name, lost }] : []));
  if (asked.length === 0) return [];
  const index = conditions.aliveDays(view).lastIndexOf(1, range.to - grid.from);
  const day = grid.from + index;
  if (index < 0 || day < range.from) return [];
  return asked.map(({ name, lost }) => ({ score: name, day, lost: conditions.test(lost)(view, closeOf(day)) ?? null }));
}

function rowOf(state: AccountState, demand: Demand, carriedIn: boolean): LedgerRow {
  const { zone, range } = state;
  const { ending, deadline } = demand;
  const done = ending?.outcome === "done" ? ending : undefined;
  const until = ending?.at ?? zone.dayStart(range.to + 1);
  const counts = done?.on ?? (ending?.outcome === "unserved" ? demand.readyDay : undefined);
  const lateMinutes = done || !ending ? minutesBetween(deadline, until) : 0;
  return {
    id: demand.id,
    account: state.history.id,
    path: demand.path,
    source: demand.source,
    occurrence: demand.occurrence,
    kind: demand.action.kind,
    name: demand.name,
    segment: demand.segment,
    priority: demand.priority,
    outcome: ending?.outcome ?? "open",
    rule: ending?.rule ?? null,
    mergedInto: demand.mergedInto ?? null,
    ownerRole: roleOf(demand),
    owner: demand.owner,
    contact: demand.contact ?? null,
    channel: (done && demand.channel) ?? null,
    dated: demand.dated,
    readyAt: demand.readyAt,
    deadline: deadline ?? null,
    doneAt: done?.at ?? null,
    doneOn: done?.on ?? null,
    week: counts === undefined ? null : weekStart(counts),
    lateMinutes,
    lateCause: lateMinutes > 0 ? causeOfLateness(state, demand) : null,
    deferredMinutes: minutesBetween(demand.deferredSince, until),
    deferredBy: demand.deferredBy ?? null,
    heldBackBy: demand.heldBack?.by ?? null,
    heldBackSince: demand.heldBack?.since ?? null,
    waitedMinutes: demand.queues.length === 0 ? 0 : minutesBetween(demand.couldBeDoneAt, until),
    effortMinutes: (demand.touch ?? demand.task)?.effortMinutes ?? 0,
    prepMinutes: (demand.touch ?? demand.task)?.prepMinutes ?? 0,
    cause: JSON.stringify(demand.cause),
    answeredAt: demand.answeredAt ?? null,
    recorded: demand.recorded,
    carriedIn,
  };
}

function deliveredRows({ records, history, program, range }: AccountState): DeliveredRow[] {
  return records.all.flatMap(({ touch, settled }): DeliveredRow[] => {
    const { kind, name, at, day, owner, channel } = touch;
    if (day < range.from || day > range.to) return [];
    const work = (kind === "touch" ? program.touches : program.tasks).get(name)!;
    return [
      {
        account: history.id,
        kind,
        name,
        at,
        on: day,
        owner: owner ?? null,
        channel: channel ?? null,
        demand: settled?.demand.id ?? null,
        settledBy: settled?.by ?? null,
        effortMinutes: work.effortMinutes,
        prepMinutes: work.prepMinutes,
      },
    ];
  });
}

/** Whole minutes from an instant to a later one, begun ones counted; 0 when there is no first or it is not earlier. */
export function minutesBetween(from: Instant | undefined, to: Instant): number {
  return from === undefined || to <= from ? 0 : Math.ceil((to - from) / 60_000);
}
