/**
 * What `budgets` of playc.yaml come to (docs/project-file.md): of each the most there was, against the most there may be, and
 * where it is over. Sums over the ledger; what is asked of weeks and accounts alone is in the summary already.
 */
import { type BudgetName, type Budgets, budgetNames } from "../../project/budgets.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay, parseDay } from "../calendar/days.ts";
import type { Query } from "../ledger/store.ts";
import { touchesMade } from "./machines.ts";
import type { DayText, Summary } from "./types.ts";

/** Where a budget is over, or what its share is made of. What it is not of is null. */
export interface BudgetPlace {
  person: string | null;
  account: string | null;
  /** First and last day; a week from Monday on. */
  from: DayText | null;
  to: DayText | null;
  /** In the budget's own unit; of `late` demands, of `untouched_accounts` 0. */
  value: number;
}

export interface BudgetResult {
  budget: BudgetName;
  /** The most there may be: shares in millionths. */
  limit: number;
  /** The most there was; null: nothing to judge by. */
  value: number | null;
  /** Null: nothing to judge by. */
  kept: boolean | null;
  /** How many places there are. */
  over: number;
  /** The worst of them first. */
  places: BudgetPlace[];
}

/** So many places are told of each. */
const mostPlaces = 10;
const whole = 1_000_000;

/** Of the ledger: what can be late. */
export const dueDemands = "deadline IS NOT NULL AND outcome IN ('done', 'open') AND kind <> 'start'";

/** In the order of `budgetNames`. */
export async function budgetResults(
  budgets: Budgets,
  query: Query,
  schedule: Schedule,
  summary: Pick<Summary, "people" | "capacity" | "accounts">,
): Promise<BudgetResult[]> {
  const results: BudgetResult[] = [];
  for (const budget of budgetNames) {
    const limit = budgets[budget];
    if (limit === undefined) continue;
    const found = await judge[budget]({ limit, query, schedule, summary });
    results.push({ budget, limit, ...found, places: found.places.slice(0, mostPlaces) });
  }
  return results;
}

interface Asked {
  readonly limit: number;
  readonly query: Query;
  readonly schedule: Schedule;
  readonly summary: Pick<Summary, "people" | "capacity" | "accounts">;
}

type Judged = Omit<BudgetResult, "budget" | "limit">;

const judge: Record<BudgetName, (asked: Asked) => Judged | Promise<Judged>> = {
  touches_per_person_and_week: ({ limit, schedule, summary }) => {
    const machines = new Set(schedule.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
    const people = summary.people.filter(
      ({ unassigned, roles }) => !unassigned && !roles.every((role) => machines.has(role)),
    );
    const all = people.flatMap(({ person, weeks }) => weeks.map(({ week, touches }) => weekOf(person, week, touches)));
    return counted(limit, all);
  },

  // A week in which somebody has no hours at all is for cover and handovers, and no measure of a full one.
  utilisation: ({ limit, summary }) => {
    const weeks = summary.capacity.flatMap(({ person, weeks: own }) => own.map((week) => ({ person, ...week })));
    const all = weeks.filter(({ capacity }) => capacity > 0);
    if (all.length === 0) return { value: null, kept: null, over: 0, places: [] };
    const placeOf = ({ person, week, minutes, capacity }: (typeof all)[number]) =>
      weekOf(person, week, shareOf(minutes, capacity));
    // In whole numbers: a share is cut, and must not be taken for kept by that.
    const over = all.filter(({ minutes, capacity }) => minutes * whole > limit * capacity).map(placeOf);
    return { value: most(all.map(placeOf)), kept: over.length === 0, over: over.length, places: worstFirst(over) };
  },

  touches_per_account_in_30_days: async ({ limit, query, schedule }) => {
    const rows = await query(`WITH ends AS (
        SELECT account, made_on, count(*) OVER (PARTITION BY account ORDER BY made_on
          RANGE BETWEEN INTERVAL 29 DAYS PRECEDING AND CURRENT ROW) AS touches
        FROM (${touchesMade(schedule)}))
      SELECT account, max(touches) AS touches, (arg_min(made_on, (-touches, made_on)) - 29)::DATE::VARCHAR AS first,
        arg_min(made_on, (-touches, made_on))::VARCHAR AS last
      FROM ends GROUP BY account`);
    return counted(
      limit,
      rows.map(({ account, touches, first, last }) => ({
        person: null,
        account: account as string,
        from: first as string,
        to: last as string,
        value: touches as number,
      })),
    );
  },

  late: async ({ limit, query }) => {
    const [sums] = await query(`SELECT count(*) AS due, count(*) FILTER (late_minutes > 0) AS late
      FROM ledger WHERE ${dueDemands}`);
    const [late, all] = [sums!.late as number, sums!.due as number];
    const kept = late * whole <= limit * all;
    const rows = kept
      ? []
      : await query(`SELECT owner, date_trunc('week', dated)::DATE::VARCHAR AS week, count(*) AS late
          FROM ledger WHERE ${dueDemands} AND late_minutes > 0 GROUP BY ALL`);
    const places = rows.map((row) => weekOf(row.owner as string, row.week as string, row.late as number));
    return { value: shareOf(late, all), kept, over: places.length, places: worstFirst(places) };
  },

  untouched_accounts: ({ limit, summary: { accounts } }) => {
    const { neverTouched: value, neverTouchedFirst } = accounts;
    const kept = value <= limit;
    const places = neverTouchedFirst.map((account) => ({ person: null, account, from: null, to: null, value: 0 }));
    return { value, kept, over: kept ? 0 : value, places: kept ? [] : places };
  },
};

function counted(limit: number, all: readonly BudgetPlace[]): Judged {
  const over = all.filter(({ value }) => value > limit);
  return { value: most(all), kept: over.length === 0, over: over.length, places: worstFirst(over) };
}

function weekOf(person: string, monday: DayText, value: number): BudgetPlace {
  const to = formatDay(parseDay(monday)! + 6);
  return { person, account: null, from: monday, to, value };
}

/** Millionths, cut. */
function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : Math.floor((part * whole) / all);
}

function most(all: readonly BudgetPlace[]): number {
  return all.reduce((best, { value }) => Math.max(best, value), 0);
}

function worstFirst(places: readonly BudgetPlace[]): BudgetPlace[] {
  return places.toSorted(
    (a, b) =>
      b.value - a.value ||
      compareText(a.from ?? "", b.from ?? "") ||
      compareText(a.person ?? a.account ?? "", b.person ?? b.account ?? ""),
  );
}
