/** A simulation taken apart by one thing at a time, deeper than the summary goes: `playc simulate --by`. */
import type { Query } from "../ledger/store.ts";
import { work } from "./load.ts";
import type { DayText, OpenDemands, Outcomes } from "./types.ts";

export const breakdowns = ["person", "rule", "touch", "segment"] as const;
export type BreakdownBy = (typeof breakdowns)[number];

/** A week of one person's work, with what most of it came from. */
export interface PersonWeek {
  person: string;
  /** True where nobody holds the role that `person` names. */
  unassigned: boolean;
  week: DayText;
  touches: number;
  others: number;
  minutes: number;
  source: string;
  sourceMinutes: number;
}

/** What a rule kept from being done, or made to wait; what waited and was dropped then is in both. */
export interface RuleDemands {
  outcome: "deferred" | "dropped" | "held" | "unserved" | "withdrawn";
  rule: string;
  kind: OpenDemands["kind"];
  name: string;
  segment: string | null;
  demands: number;
  accounts: number;
  /** Effort and prep it takes. */
  minutes: number;
}

/** What became of the demands for one touch, or of one segment. `minutes`: effort and prep of what was done. */
interface Became extends Outcomes {
  accounts: number;
  minutes: number;
}
export interface TouchDemands extends Became {
  touch: string;
  deferred: number;
  late: number;
}
export interface SegmentDemands extends Became {
  /** null: asked for while the account had none. */
  segment: string | null;
  /** Touches done. */
  touches: number;
}

export interface Breakdown {
  person?: PersonWeek[];
  rule?: RuleDemands[];
  touch?: TouchDemands[];
  segment?: SegmentDemands[];
}

/** Asks a finished ledger. */
export async function breakDown(query: Query, by: readonly BreakdownBy[]): Promise<Breakdown> {
  return {
    ...(by.includes("person") ? { person: await personWeeks(query) } : {}),
    ...(by.includes("rule") ? { rule: await ruleDemands(query) } : {}),
    ...(by.includes("touch") ? { touch: await touchDemands(query) } : {}),
    ...(by.includes("segment") ? { segment: await segmentDemands(query) } : {}),
  };
}

/** By person and week; weeks without work are left out. */
async function personWeeks(query: Query): Promise<PersonWeek[]> {
  const rows = await query(`WITH work AS (${work}),
    weeks AS (
      SELECT person, unassigned, week, count(*) FILTER (is_touch) AS touches, count(*) FILTER (NOT is_touch) AS others,
        sum(minutes) AS minutes
      FROM work GROUP BY person, unassigned, week),
    sources AS (
      SELECT person, unassigned, week, source, sum(minutes) AS source_minutes,
        row_number() OVER (PARTITION BY person, unassigned, week
          ORDER BY sum(minutes) DESC, count(*) DESC, source) AS place
      FROM work GROUP BY person, unassigned, week, source)
    SELECT person, unassigned, week::VARCHAR AS week, touches, others, minutes, source,
      source_minutes AS "sourceMinutes"
    FROM weeks JOIN sources USING (person, unassigned, week) WHERE place = 1 ORDER BY person, unassigned, week`);
  return rows as unknown as PersonWeek[];
}

/** By what happened, then most first. */
async function ruleDemands(query: Query): Promise<RuleDemands[]> {
  const rows = await query(`WITH ruled AS (
      SELECT outcome, coalesce(rule, 'no rule') AS rule, * EXCLUDE (outcome, rule) FROM ledger
      WHERE outcome IN ('dropped', 'held', 'unserved', 'withdrawn')
      UNION ALL BY NAME
      SELECT 'deferred' AS outcome, deferred_by AS rule, * EXCLUDE (outcome, rule) FROM ledger
      WHERE deferred_by IS NOT NULL)
    SELECT outcome, rule, kind, name, segment, count(*) AS demands, count(DISTINCT account) AS accounts,
      sum(effort_minutes + prep_minutes) AS minutes
    FROM ruled GROUP BY outcome, rule, kind, name, segment
    ORDER BY outcome, rule, demands DESC, kind, name, segment`);
  return rows as unknown as RuleDemands[];
}

const outcomes = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"] as const;
const became = `count(*) AS demands, count(DISTINCT account) AS accounts,
    ${outcomes.map((outcome) => `count(*) FILTER (outcome = '${outcome}') AS ${outcome}`).join(", ")},
    coalesce(sum(effort_minutes + prep_minutes) FILTER (outcome = 'done'), 0) AS minutes`;

/** Most demanded first. */
async function touchDemands(query: Query): Promise<TouchDemands[]> {
  const rows = await query(`SELECT name AS touch, ${became}, count(deferred_by) AS deferred, count(late_cause) AS late
    FROM ledger WHERE kind = 'touch' GROUP BY name ORDER BY demands DESC, name`);
  return rows as unknown as TouchDemands[];
}

/** By the segment at the time of the demand; most demanded first. */
async function segmentDemands(query: Query): Promise<SegmentDemands[]> {
  const rows = await query(`SELECT segment, ${became}, count(*) FILTER (kind = 'touch' AND outcome = 'done') AS touches
    FROM ledger GROUP BY segment ORDER BY demands DESC, segment`);
  return rows as unknown as SegmentDemands[];
}
