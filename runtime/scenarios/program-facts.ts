/** What one program did, in the sums by which two programs are compared (docs/review.md). Asked of its finished ledger. */
import type { Schedule } from "../../schedule/types.ts";
import { createConditions } from "../conditions/index.ts";
import type { EpochDay, Histories } from "../histories/types.ts";
import type { Query } from "../ledger/store.ts";
import type { BudgetResult } from "../summary/budgets.ts";
import { work } from "../summary/load.ts";
import type { DayText, ReasonCount, Summary } from "../summary/types.ts";
import { lateBeyond, type SourceAmount } from "./budget-facts.ts";
import { type CollisionFact, collisionsIn } from "./collisions.ts";
import { type PlayFact, playFacts, type RungFact, rungFacts } from "./run-facts.ts";

/** What one person did in a week for one declaration; machines are no persons. */
export interface WorkFact {
  readonly person: string;
  /** Its Monday. */
  readonly week: DayText;
  /** Path of the declaration. */
  readonly source: string;
  readonly touches: number;
  /** Tasks, alerts and handovers. */
  readonly others: number;
  readonly minutes: number;
}

/** Demands that were not simply done in time, and why. */
export interface UndoneFact {
  readonly what: "late" | "dropped" | "held" | "withdrawn" | "unserved" | "deferred" | "merged";
  /** Path of the rule; of `late` the cause, of `merged` the declaration that asked; null where nothing is to blame. */
  readonly rule: string | null;
  readonly kind: "touch" | "task" | "alert" | "start" | "handoff";
  /** Of the touch, task, role or play. */
  readonly name: string;
  readonly demands: number;
}

export interface ProgramFacts {
  readonly range: Summary["range"];
  readonly input: Pick<Summary["input"], "from" | "to" | "tables" | "unmapped">;
  /** In order of person, week and source. */
  readonly work: readonly WorkFact[];
  /** Hours against hours; empty where nobody's are known. */
  readonly capacity: Summary["capacity"];
  readonly undone: readonly UndoneFact[];
  /** Accounts for which it fired, in order of id. */
  readonly triggers: readonly {
    readonly trigger: string;
    readonly fires: number;
    /** Of customers in its scope, and of these those on which it could not be judged. */
    readonly days: number;
    readonly unknownDays: number;
    /** Why, the most first. */
    readonly reasons: readonly ReasonCount[];
    readonly accounts: readonly string[];
  }[];
  readonly plays: readonly PlayFact[];
  readonly rungs: readonly RungFact[];
  /** By account its segment when the last reported day closes; those that are no customers then have no entry. */
  readonly segments: ReadonlyMap<string, string | null>;
  /** Of whom two declarations ask for a touch on one day. */
  readonly collisions: readonly CollisionFact[];
  /** Minor units; null without `roi`. */
  readonly cost: { readonly currency: string; readonly minorDigits: number; readonly money: number } | null;
  readonly budgets: readonly BudgetResult[];
  /** Of `late`, by declaration. */
  readonly lateBeyond: readonly SourceAmount[];
}

/** `segments`: as `withSegments` found them. */
export async function programFacts(
  query: Query,
  { roles }: Pick<Schedule, "roles">,
  summary: Summary,
  segments: ProgramFacts["segments"],
): Promise<ProgramFacts> {
  const machines = new Set(roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  const done = await query(`WITH work AS (${work})
    SELECT person, owner_role AS role, week::VARCHAR AS week, source, count(*) FILTER (is_touch) AS touches,
      count(*) FILTER (NOT is_touch) AS others, sum(minutes) AS minutes
    FROM work WHERE NOT unassigned GROUP BY ALL ORDER BY person, week, source, role`);
  const undone = await query(`WITH all_of AS (
      SELECT 'late' AS what, late_cause AS rule, kind, name FROM ledger WHERE late_minutes > 0 AND kind <> 'start'
      UNION ALL SELECT outcome, CASE WHEN outcome = 'merged' THEN source ELSE rule END, kind, name FROM ledger
        WHERE outcome NOT IN ('done', 'open')
      UNION ALL SELECT 'deferred', deferred_by, kind, name FROM ledger WHERE deferred_by IS NOT NULL)
    SELECT what, rule, kind, name, count(*) AS demands FROM all_of GROUP BY ALL ORDER BY what, rule NULLS FIRST, name, kind`);
  const fired = await query(
    `SELECT DISTINCT trigger, account FROM trigger_days WHERE fires > 0 ORDER BY trigger, account`,
  );
  const accounts = new Map<string, string[]>();
  for (const { trigger, account } of fired) {
    const known = accounts.get(trigger as string);
    if (known) known.push(account as string);
    else accounts.set(trigger as string, [account as string]);
  }
  const { range, input, capacity, roi, budgets = [] } = summary;
  return {
    range,
    input: { from: input.from, to: input.to, tables: input.tables, unmapped: input.unmapped },
    work: done
      .filter(({ role }) => !machines.has(role as string))
      .map(({ person, week, source, touches, others, minutes }) => ({
        person: person as string,
        week: week as string,
        source: source as string,
        touches: touches as number,
        others: others as number,
        minutes: minutes as number,
      })),
    capacity,
    undone: undone as unknown as UndoneFact[],
    triggers: summary.triggers.map(({ trigger, fires, days, unknownDays, reasons }) => ({
      trigger,
      fires,
      days,
      unknownDays,
      reasons,
      accounts: accounts.get(trigger) ?? [],
    })),
    plays: await playFacts(query, range.from),
    rungs: await rungFacts(query),
    segments,
    collisions: await collisionsIn(query),
    cost: roi ? { currency: roi.currency, minorDigits: roi.minorDigits, money: roi.cost } : null,
    budgets,
    lateBeyond: await lateBeyond(query, budgets),
  };
}

/**
 * The histories, and the segments of the accounts that were streamed when the day `last` closes. Segments hang on the data
 * alone, so that no run needs to be asked.
 */
export function withSegments<Given extends Histories>(
  schedule: Schedule,
  histories: Given,
  last: EpochDay,
): { histories: Given; segments: ReadonlyMap<string, string | null> } {
  const segments = new Map<string, string | null>();
  const conditions = createConditions(schedule, histories);
  const memory = conditions.newMemory();
  const accounts: Histories["accounts"] = async function* (places) {
    for await (const history of histories.accounts(places)) {
      const view = conditions.view(history, () => undefined, memory);
      if (conditions.lifeOf(view, last) === "alive") {
        segments.set(history.id, conditions.segmentOf(view, { windowDay: last, today: last }).segment ?? null);
      }
      yield history;
    }
  };
  return { histories: { ...histories, accounts }, segments };
}
