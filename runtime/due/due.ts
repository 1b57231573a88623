/** What is owed to all accounts when a day opens, by the engine that simulates. */
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import { rankOf } from "../engine/program.ts";
import { createMorning } from "../engine/simulation.ts";
import type { EpochDay, Histories } from "../histories/types.ts";
import { itemsOf } from "./items.ts";
import type { DueItem, DueList, DueStatus, Ended } from "./types.ts";

export interface DueRun {
  readonly schedule: Schedule;
  /** Opened as of the day. */
  readonly histories: Pick<
    Histories,
    "grid" | "covers" | "cutoffs" | "team" | "recordedFrom" | "count" | "accounts"
  > & {
    readonly summary: Pick<Histories["summary"], "lookAhead">;
  };
  readonly asOf: EpochDay;
  /** Called after each account. */
  readonly onProgress?: (done: number, total: number) => Promise<void> | void;
}

/** Errors of the input (`DataError`) pass through. */
export async function listDue({ schedule, histories, asOf, onProgress }: DueRun): Promise<DueList> {
  const { recordedFrom, covers } = histories;
  const morning = createMorning(schedule, histories, { asOf, recordedFrom });
  const items: DueItem[] = [];
  const ended = new Map<string, { -readonly [Key in keyof Ended]: Ended[Key] }>();
  const recorded = new Set<string>();
  let accounts = 0;
  for await (const history of histories.accounts()) {
    const state = morning(history);
    items.push(...itemsOf(state, asOf));
    for (const { kind, name } of history.touches) recorded.add(`${kind} ${name}`);
    for (const { ending } of state.demands.values()) {
      if (ending?.on !== asOf || ending.outcome === "done") continue;
      const { outcome, rule } = ending;
      const key = JSON.stringify([outcome, rule]);
      const sum = ended.get(key);
      if (sum) sum.demands++;
      else ended.set(key, { outcome, rule, demands: 1 });
    }
    await onProgress?.(++accounts, histories.count);
  }
  const last = [...covers.values()].reduce((latest, { to }) => Math.max(latest, to), histories.grid.from);
  return {
    format: "playc-due",
    version: 1,
    schedule: schedule.digest,
    asOf: formatDay(asOf),
    dataTo: formatDay(last),
    recordedFrom: recordedFrom === undefined ? null : formatDay(recordedFrom),
    neverRecorded: recordedFrom === undefined ? [] : neverRecorded(items, recorded),
    lookAhead: histories.summary.lookAhead,
    items: items.sort(byPerson),
    ended: [...ended].sort(([a], [b]) => compareText(a, b)).map(([, sum]) => sum),
  };
}

/** What no table tells of cannot be known to be done: said, since the list is long with it. */
function neverRecorded(items: readonly DueItem[], recorded: ReadonlySet<string>): string[] {
  const late = items.filter((item) => item.late && !item.machine && (item.kind === "touch" || item.kind === "task"));
  const names = new Set(late.map(({ kind, name }) => `${kind} ${name}`).filter((name) => !recorded.has(name)));
  return [...names].sort(compareText);
}

const statuses: readonly DueStatus[] = ["today", "deferred", "paused", "waiting"];

/** The order of the list: a person's late work of today first. */
function byPerson(a: DueItem, b: DueItem): number {
  return (
    compareText(a.owner, b.owner) ||
    statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
    Number(b.late) - Number(a.late) ||
    rankOf(a.priority) - rankOf(b.priority) ||
    compareText(a.deadline ?? "9999", b.deadline ?? "9999") ||
    compareText(a.account, b.account) ||
    compareText(a.id, b.id)
  );
}
