/**
 * A segment's year: which touches and tasks come in which week for an account whose dates all are the first day of
 * the first year, and whose dates to come are the last day of each. By dates alone: what days off, limits, pauses and
 * the customer's own answers change, it does not know.
 */
import { anchor, type Group, isFor, workComing, year } from "../../compiler/capacity/demand.ts";
import { daysBefore, daysOfStep } from "../../compiler/capacity/rhythm.ts";
import type { Prover } from "../../compiler/proofs/prover.ts";
import { settle } from "../../schedule/figures.ts";
import type { Duration, Phase, Play, Schedule } from "../../schedule/types.ts";

/** One touch or task of one cadence or play. */
export interface YearRow {
  readonly kind: "touch" | "task";
  readonly name: string;
  readonly from: { readonly kind: "cadence" | "play"; readonly name: string };
  /** From the account's first day, which is 0, up to two years; `isSure`: nothing but dates decides whether it comes. */
  readonly days: readonly { readonly day: number; readonly isSure: boolean }[];
}

/** The day on which an account of the calendar begins, as it is said. */
export const firstDay = new Date(anchor).toISOString().slice(0, 10);
export const daysOfYear = year;

/** In order of the first day, then of name. */
export function yearOf(schedule: Schedule, group: Group, prover: Prover): YearRow[] {
  const rows = new Map<string, { row: Omit<YearRow, "days">; days: YearRow["days"][number][] }>();
  const put = (row: Omit<YearRow, "days">, day: number, isSure: boolean) => {
    const key = `${row.kind} ${row.name} ${row.from.kind} ${row.from.name}`;
    const found = rows.get(key) ?? { row, days: [] };
    rows.set(key, found);
    found.days.push({ day, isSure });
  };
  for (const { cadence, kind, name, day, isSure } of workComing(schedule, group, prover)) {
    put({ kind, name, from: { kind: "cadence", name: cadence.name } }, day, isSure);
  }
  for (const play of playsByDate(schedule)) {
    if (!isFor(play.scope, group)) continue;
    for (const phase of play.phases) putPhase(play, phase, group, put);
  }
  return [...rows.values()]
    .map(({ row, days }) => ({ ...row, days: days.sort((one, other) => one.day - other.day) }))
    .sort((one, other) => one.days[0]!.day - other.days[0]!.day || (one.name < other.name ? -1 : 1));
}

/** Plays that begin with a date, without anybody or anything to start them (docs/language.md, section 8). */
function playsByDate({ plays, triggers }: Schedule): Play[] {
  const started = new Set(
    triggers.flatMap(({ actions }) => actions.flatMap(({ kind, names }) => (kind === "start" ? names : []))),
  );
  return plays.filter(({ name, start }) => !start && !started.has(name));
}

/** A run may have ended before: nothing of it is sure. */
function putPhase(
  { name }: Play,
  phase: Phase,
  { kind, group }: Group,
  put: (row: Omit<YearRow, "days">, day: number, isSure: boolean) => void,
): void {
  const settled = settle(phase, kind === "segment" ? group : null);
  if (settled?.span.kind !== "before") return;
  const { from, to } = settled.span;
  for (const end of [year - 1, 2 * year - 1]) {
    const [first, last] = [end - daysBefore(from), end - daysBefore(to)];
    if (first < 0) continue;
    for (const step of settled.steps) {
      const days = step.every ? repeated(step.every, first, last) : [first];
      for (const action of step.actions) {
        if (action.kind !== "touch" && action.kind !== "task") continue;
        for (const [index, day] of days.entries()) {
          const due = action.inTurn ? [action.names[index % action.names.length]!] : action.names;
          for (const one of due) put({ kind: action.kind, name: one, from: { kind: "play", name } }, day, false);
        }
      }
    }
  }
}

function repeated({ every, atOnce }: { every: Duration; atOnce: boolean }, first: number, last: number): number[] {
  const from = anchor + first * 86_400_000;
  return daysOfStep({ kind: "every", every, atOnce }, from, last - first + 1).map((day) => first + day);
}

/** Week of the year in which a day of it falls, from 1; the last day alone is in week 53. */
export function weekOf(day: number): number {
  return Math.floor((day % year) / 7) + 1;
}
