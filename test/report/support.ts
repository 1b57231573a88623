/** Ledgers made up in memory, with the summary and the report's data of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome, LedgerRow, ReportRange } from "../../runtime/ledger/types.ts";
import { reportData } from "../../runtime/report/report.ts";
import type { ReportData } from "../../runtime/report/types.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import type { Schedule } from "../../schedule/types.ts";

export async function reported(
  ledger: readonly AccountOutcome[],
  schedule: Schedule,
  range: ReportRange,
): Promise<{ summary: Summary; data: ReportData }> {
  const folder = mkdtempSync(join(tmpdir(), "playc-report-"));
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of ledger) store.append(outcome);
    store.finish();
    const inputs = { tables: [], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } };
    const histories = { grid: range, summary: inputs };
    const summary = await summarise(store.query, schedule, histories, { range, begunBefore: 0 });
    return { summary, data: await reportData(store.query, schedule, summary) };
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

/** An account that lived on all reported days, of which nothing was asked. */
export function outcomeOf(account: string, range: ReportRange, more: Partial<AccountOutcome> = {}): AccountOutcome {
  return {
    account,
    rows: [],
    delivered: [],
    triggers: [],
    scores: [],
    models: [],
    arms: [],
    visits: [],
    measures: [],
    returns: [],
    endings: [],
    rungs: [],
    runs: [],
    daysAlive: range.to - range.from + 1,
    life: range,
    daysUnsegmented: new Map(),
    byChance: false,
    ...more,
  };
}

/** A call that was made. */
export function touchOn(
  day: number,
  account: string,
  more: Partial<LedgerRow> & Pick<LedgerRow, "owner">,
  at = 0,
): LedgerRow {
  const path = more.path ?? "cadence rhythm/step/1/do/1";
  return {
    id: `${account}|${path}|${day}|${at}`,
    account,
    path,
    source: "cadence rhythm",
    occurrence: `${day}|${at}`,
    kind: "touch",
    name: "call",
    segment: "large",
    priority: "cadence",
    outcome: "done",
    rule: null,
    mergedInto: null,
    ownerRole: "csm",
    contact: null,
    channel: "video",
    dated: day,
    readyAt: day * 86_400_000,
    deadline: null,
    doneAt: day * 86_400_000,
    doneOn: day,
    week: day - ((((day + 3) % 7) + 7) % 7),
    lateMinutes: 0,
    lateCause: null,
    deferredMinutes: 0,
    deferredBy: null,
    heldBackBy: null,
    heldBackSince: null,
    waitedMinutes: 0,
    effortMinutes: 30,
    prepMinutes: 15,
    cause: "{}",
    answeredAt: null,
    recorded: false,
    carriedIn: false,
    ...more,
  };
}
