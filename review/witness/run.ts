/**
 * Both programs on one made-up account, and what each does to it, line by line in the names of the program after. How much
 * is tried is counted in days of accounts, so that no clock decides what is found.
 */
import { formatDay } from "../../runtime/calendar/days.ts";
import { createConditions } from "../../runtime/conditions/index.ts";
import type { Simulation } from "../../runtime/engine/simulation.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { historiesOf } from "../../runtime/testing/accounts.ts";
import { simulationOf } from "../../runtime/testing/simulation.ts";
import type { TestCase } from "../../schedule/tests.ts";
import type { Path, Schedule } from "../../schedule/types.ts";
import { type Rename, sameNames, type Two } from "../diff/rule.ts";
import { caseOf, type Draft } from "./draft.ts";
import { knownTo, type Names, nameKindOf, renamedDraft, renamedPath } from "./names.ts";
import type { Naming } from "./namings.ts";

/** What one program does: by what it is about (`trigger login_drop`), lines that tests can ask for, and such that none can. */
export interface Doings {
  readonly sayable: ReadonlyMap<string, readonly string[]>;
  readonly other: ReadonlyMap<string, readonly string[]>;
}

export interface Programs {
  readonly before: Schedule;
  readonly after: Schedule;
  readonly names: Names;
  /** Of rungs: what a path of the program before is in the one after; absent of those that are gone. */
  readonly rungs: ReadonlyMap<Path, Path>;
  /** Of accounts without one of their own. */
  readonly zone: string;
  readonly namings: Two<readonly Naming[]>;
}

/** A history on which the two differ in something; what is asked about is chosen by `about`. */
export type Differs = "sayable" | "other" | "nothing";

export interface Runner {
  readonly programs: Programs;
  differs(draft: Draft, about: (what: string) => boolean): Differs;
}

/** What the search of one declaration has cost so far. */
export interface Spending {
  histories: number;
  /** Days of accounts that were simulated, of both programs together. */
  days: number;
  /** The same with what it costs to set an account up, and more for whole programs than for parts of them. */
  cost: number;
  readonly isSpent: boolean;
}

/** `most`: what may be spent, in days of accounts. */
export function newSpending(most: number): Spending {
  return {
    histories: 0,
    days: 0,
    cost: 0,
    get isSpent() {
      return this.cost >= most;
    },
  };
}

/** Setting an account up costs as much as so many days of it. */
const daysOfStart = 30;
/** Simulations of other days and metrics than these are made again. */
const mostKept = 16;

/** `costs`: of a day, beside one of the part of a program that a declaration hangs on. */
export function createRunner(programs: Programs, spending: Spending, costs: number): Runner {
  const { names, rungs } = programs;
  const before = createSide(programs.before, programs.zone, names.toBefore, names.toAfter, rungs);
  const after = createSide(programs.after, programs.zone, sameNames, sameNames);
  return {
    programs,
    differs(draft, about) {
      const days = 2 * (draft.days.to - draft.days.from + 1);
      spending.histories++;
      spending.days += days;
      spending.cost += costs * (days + 2 * daysOfStart);
      const [one, other] = [before(draft), after(draft)];
      if (differIn(one.sayable, other.sayable, about)) return "sayable";
      return differIn(one.other, other.other, about) ? "other" : "nothing";
    },
  };
}

function differIn(one: Doings["other"], other: Doings["other"], about: (what: string) => boolean): boolean {
  const names = [...new Set([...one.keys(), ...other.keys()])].filter(about);
  return names.some((name) => (one.get(name) ?? []).join("\n") !== (other.get(name) ?? []).join("\n"));
}

/** The histories of a test with the simulation of its days. */
interface Prepared {
  readonly simulation: Simulation;
  segmentsOf(history: AccountHistory): string[];
}

function createSide(
  schedule: Schedule,
  zone: string,
  toOwn: Rename,
  toAfter: Rename,
  rungs?: ReadonlyMap<Path, Path>,
): (draft: Draft) => Doings {
  const kept = new Map<string, Prepared>();
  const rungOf = (path: Path) => (rungs ? (rungs.get(path) ?? `gone ${path}`) : path);
  return (draft) => {
    const own = ownDraft(schedule, draft, toOwn);
    const test = caseOf(own);
    const histories = historiesOf(schedule, test, zone);
    const [history] = histories.accounts.values();
    // How an account ranks hangs on what it is.
    const key = JSON.stringify([
      histories.grid,
      [...histories.covers],
      schedule.reviews ? [[...draft.fields], draft.moves] : null,
    ]);
    const prepared = kept.get(key) ?? prepare(schedule, test, zone);
    if (!kept.has(key) && kept.size >= mostKept) kept.clear();
    kept.set(key, prepared);
    const outcome = prepared.simulation.run(history!);
    return doingsOf(outcome, prepared.segmentsOf(history!), toAfter, rungOf);
  };
}

/** A draft in a program's own names, as far as the program has such. */
export function ownDraft(schedule: Schedule, draft: Draft, toOwn: Rename): Draft {
  return knownTo(schedule, renamedDraft(draft, toOwn));
}

function prepare(schedule: Schedule, test: TestCase, zone: string): Prepared {
  const { histories, simulation } = simulationOf(schedule, test, zone);
  const conditions = createConditions(schedule, histories);
  return {
    simulation,
    segmentsOf(history) {
      const view = conditions.view(history, () => undefined);
      const alive = conditions.aliveDays(view);
      return [...conditions.segmentPlaces(view)].map((place, index) =>
        alive[index] === 0 || place < 0 ? "" : (schedule.segments[place]?.name ?? ""),
      );
    },
  };
}

function doingsOf(
  outcome: AccountOutcome,
  segments: readonly string[],
  rename: Rename,
  rungOf: (path: Path) => Path,
): Doings {
  const sayable = new Map<string, string[]>();
  const other = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, about: string, said: string) =>
    to.set(about, [...(to.get(about) ?? []), said]);
  const byDay = (one: LedgerRow, two: LedgerRow) =>
    one.dated - two.dated || (saidOf(one, rename) < saidOf(two, rename) ? -1 : 1);
  for (const row of [...outcome.rows].sort(byDay)) {
    const source = renamedPath(row.source, rename);
    add(sayable, source, saidOf(row, rename));
    add(other, source, JSON.stringify(unsaidOf(row, rename)));
  }
  for (const { trigger, fires } of outcome.triggers) {
    if (fires > 0) add(sayable, `trigger ${rename("trigger", trigger)}`, `fires ${fires}`);
  }
  for (const { play, started, ended, end } of outcome.runs) {
    add(sayable, `play ${rename("play", play)}`, `${started} ${ended} ${end}`);
  }
  for (const { path, on, acted } of outcome.rungs) {
    const called = rungOf(path);
    add(sayable, called.split("/rung/")[0]!.replace(/^gone /, ""), `${called} ${on} ${acted}`);
  }
  for (const { score, from, to, low, high } of outcome.scores) {
    const called = rename("metric", score);
    add(sayable, `health ${called.split(".")[0]}`, `${called} ${from} ${to} ${low} ${high}`);
  }
  for (const { from, to, model } of outcome.models) {
    add(sayable, "models", `${from} ${to} ${model === null ? null : rename("model", model)}`);
  }
  for (const { journey, key, stage, entered, left } of outcome.visits) {
    add(sayable, `journey ${journey}`, `${key} ${rename("stage", stage)} ${entered} ${left}`);
  }
  for (const { experiment, arm, since } of outcome.arms) add(other, `experiment ${experiment}`, `${arm} ${since}`);
  sayable.set(
    "segments",
    segments.map((name) => (name === "" ? name : rename("segment", name))),
  );
  return { sayable, other };
}

/** What tests can ask for of a demand. */
function saidOf(row: LedgerRow, rename: Rename): string {
  const name = rename(nameKindOf(row.kind), row.name);
  const ends = [row.outcome, row.doneOn === null ? "" : formatDay(row.doneOn), ruleKind(row.rule)];
  const marks = [row.lateMinutes > 0 ? "late" : "", row.deferredBy === null ? "" : "deferred"];
  return [formatDay(row.dated), row.kind, name, ...ends, ...marks].join(" ");
}

/** `policy/limit/2` is a limit, whichever it is. */
function ruleKind(rule: string | null): string {
  return /^policy\/(?:limit|quiet|consent)\//.exec(rule ?? "")?.[0] ?? "";
}

/** Somebody of whom a test tells nothing is called as the role is. */
function unsaidOf(row: LedgerRow, rename: Rename): unknown {
  const { contact, channel, readyAt, deadline, doneAt, effortMinutes, prepMinutes, priority } = row;
  const name = rename(nameKindOf(row.kind), row.name);
  const [role, owner] = [rename("role", row.ownerRole), rename("role", row.owner)];
  const of = contact === null ? null : rename("contact", contact);
  const work = [effortMinutes, prepMinutes, priority];
  return [row.kind, name, row.dated, role, owner, of, channel, readyAt, deadline, doneAt, ...work];
}
