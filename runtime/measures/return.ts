/**
 * What the programme cost and brought in (docs/language.md, section 17): what each account has to be counted for, and the
 * result. Whole numbers throughout; each line is rounded once.
 */
import type { Return, ReturnLine, Schedule } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { LedgerRow } from "../ledger/types.ts";
import type { Measured } from "./figures.ts";
import { meets } from "./result.ts";

/** What one account, or all of them, have of a line. */
export interface LineUnits {
  readonly line: string;
  /** How often: touches, won runs, events; of hours the demands done. */
  readonly times: number;
  /** Minutes of hours; of a share the fields' values in minor units; else the times. */
  readonly units: bigint;
  /** Those of whom the field was unknown; they are left out. */
  readonly unknown: number;
}

/** Of the lines that accounts have anything of, in the order of the schedule. */
export function returnUnitsOf(roi: Return | undefined, account: Measured, rows: readonly LedgerRow[]): LineUnits[] {
  return (roi?.lines ?? []).flatMap((line) => {
    const counted = unitsOfLine(line, account, rows);
    return counted.times > 0 || counted.unknown > 0 ? [counted] : [];
  });
}

function unitsOfLine(line: ReturnLine, account: Measured, rows: readonly LedgerRow[]): LineUnits {
  const { path, per, amount } = line;
  if (per.kind === "hour") {
    const done = rows.filter(
      ({ outcome, kind, ownerRole }) => outcome === "done" && kind !== "start" && ownerRole === per.role,
    );
    const minutes = done.reduce((sum, { effortMinutes, prepMinutes }) => sum + effortMinutes + prepMinutes, 0);
    return { line: path, times: done.length, units: BigInt(minutes), unknown: 0 };
  }
  const days = daysOf(line, account, rows);
  if (amount.kind === "money") return { line: path, times: days.length, units: BigInt(days.length), unknown: 0 };
  const { conditions, view } = account;
  const values = days.map((day) => conditions.fieldOn(view, amount.field, day));
  const known = values.filter((value) => typeof value === "number");
  return {
    line: path,
    times: known.length,
    units: known.reduce((sum, value) => sum + BigInt(value), 0n),
    unknown: values.length - known.length,
  };
}

/** The days on which it happened. */
function daysOf({ per }: ReturnLine, account: Measured, rows: readonly LedgerRow[]): EpochDay[] {
  const { range, runs, history, conditions, view, grid } = account;
  const isReported = (day: EpochDay) => day >= range.from && day <= range.to;
  switch (per.kind) {
    case "touch":
    case "channel":
      return rows.flatMap(({ kind, name, channel, doneOn }) => {
        const isMeant = per.kind === "touch" ? name === per.touch : channel === per.channel;
        return kind === "touch" && isMeant && doneOn !== null ? [doneOn] : [];
      });
    case "won":
      return runs.flatMap(({ play, end, ended }) =>
        play === per.play && end === "won" && ended !== undefined && isReported(ended) ? [ended] : [],
      );
    case "event": {
      const alive = conditions.aliveDays(view);
      const days = (history.events.get(per.event) ?? []).map(({ day }) => day);
      return days.filter((day) => isReported(day) && alive[day - grid.from] === 1);
    }
    default:
      return [];
  }
}

/** Adds what accounts have of lines, in any order. */
export class ReturnTotals {
  readonly #lines = new Map<string, LineUnits>();

  add(units: Iterable<LineUnits>): void {
    for (const each of units) {
      const before = this.#lines.get(each.line);
      this.#lines.set(each.line, before ? addUnits(before, each) : each);
    }
  }

  get lines(): ReadonlyMap<string, LineUnits> {
    return this.#lines;
  }
}

function addUnits(one: LineUnits, other: LineUnits): LineUnits {
  return {
    line: one.line,
    times: one.times + other.times,
    units: one.units + other.units,
    unknown: one.unknown + other.unknown,
  };
}

export interface ReturnLineResult {
  readonly name: string;
  readonly side: ReturnLine["side"];
  /** As it is written: `$65 per hour of csm`. */
  readonly assumed: string;
  /** How often; null of a line by the calendar. */
  readonly times: number | null;
  /** Of hours. */
  readonly minutes: number | null;
  /** Of a share: what it is a share of, in minor units. */
  readonly base: number | null;
  readonly unknown: number;
  /** In minor units. */
  readonly money: number;
}

export interface ReturnResult {
  readonly currency: string;
  readonly minorDigits: number;
  readonly lines: readonly ReturnLineResult[];
  /** In minor units. */
  readonly cost: number;
  readonly benefit: number;
  /** (benefit - cost) / cost; null where there is no telling. */
  readonly value: number | null;
  /** Why there is no telling. */
  readonly reason: string | null;
  readonly goal: { readonly text: string; readonly met?: boolean } | null;
}

/** `days`: how many are reported. `lookAhead`: fields of which the data has only today's value. */
export function returnResult(
  { roi, currency }: Pick<Schedule, "roi" | "currency">,
  lines: ReadonlyMap<string, LineUnits>,
  days: number,
  lookAhead: readonly string[] = [],
): ReturnResult | undefined {
  if (!roi) return undefined;
  const results = roi.lines.map((line) => lineResult(line, lines.get(line.path), days));
  const sum = (side: ReturnLine["side"]) =>
    results.filter((line) => line.side === side).reduce((all, { money }) => all + BigInt(money), 0n);
  const [cost, benefit] = [sum("cost"), sum("benefit")];
  const reason = reasonOf(roi, cost, lookAhead);
  const met = roi.goal && reason === null ? meets((benefit - cost) * 1_000_000n, cost, roi.goal) : undefined;
  return {
    currency: currency.code,
    minorDigits: currency.minorDigits,
    lines: results,
    cost: Number(cost),
    benefit: Number(benefit),
    value: reason === null ? Number(benefit - cost) / Number(cost) : null,
    reason,
    goal: roi.goal ? { text: roi.goalText ?? "", ...(met !== undefined && { met }) } : null,
  };
}

/** A share of today's value is none of what it was then. */
function reasonOf({ lines }: Return, cost: bigint, lookAhead: readonly string[]): string | null {
  const fields = lines.flatMap(({ amount }) => (amount.kind === "share" ? [amount.field] : []));
  const ahead = lookAhead.filter((field) => fields.includes(field));
  if (ahead.length > 0) return `${ahead.join(", ")}: known only as of today`;
  return cost > 0n ? null : "nothing was spent";
}

function lineResult(line: ReturnLine, counted: LineUnits | undefined, days: number): ReturnLineResult {
  const { name, side, text, per, amount } = line;
  const { times = 0, units = 0n, unknown = 0 } = counted ?? {};
  const { numerator, denominator } = moneyOf(line, units, days);
  return {
    name,
    side,
    assumed: text,
    times: per.kind === "period" ? null : times,
    minutes: per.kind === "hour" ? Number(units) : null,
    base: amount.kind === "share" ? Number(units) : null,
    unknown,
    money: Number(roundedHalfEven(numerator, denominator)),
  };
}

function moneyOf({ amount, per }: ReturnLine, units: bigint, days: number): { numerator: bigint; denominator: bigint } {
  if (amount.kind === "share") return { numerator: BigInt(amount.ratio) * units, denominator: 1_000_000n };
  const money = BigInt(amount.money);
  if (per.kind === "hour") return { numerator: money * units, denominator: 60n };
  // A year has 365 days, a month a twelfth of them.
  if (per.kind === "period") return { numerator: money * BigInt(12 * days), denominator: BigInt(per.months * 365) };
  return { numerator: money * units, denominator: 1n };
}

/** To the nearest whole number, halves to the even one. `denominator` is above 0. */
export function roundedHalfEven(numerator: bigint, denominator: bigint): bigint {
  const floor = numerator / denominator - (numerator % denominator < 0n ? 1n : 0n);
  const twice = 2n * (numerator - floor * denominator);
  if (twice === denominator) return floor % 2n === 0n ? floor : floor + 1n;
  return twice > denominator ? floor + 1n : floor;
}
