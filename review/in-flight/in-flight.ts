/** Who is in the middle of what when the program changes: what the engine found of each account, declaration by declaration. */

import { formatDay } from "../../runtime/calendar/days.ts";
import type { ComingNext, Fate, ProgramChange, Standing } from "../../runtime/engine/change/types.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { OnChange } from "../../schedule/on-change.ts";
import { compareText } from "../../schedule/order.ts";
import type { Path, Schedule } from "../../schedule/types.ts";
import type { Compared } from "../types.ts";
import { type AccountInFlight, type Coming, type DeclarationInFlight, fates, type InFlight } from "./types.ts";
import { stepTexts } from "./words.ts";

/** What the engine must be told of two programs of which the one takes the place of the other on a day. */
export function programChange({ diff, pairs }: Compared, on: EpochDay): ProgramChange {
  const changed = new Set<Path>();
  for (const { kind, name, weight, what, clause, paths } of diff.changes) {
    if (weight === "words" || what === "renamed" || clause === "on change") continue;
    if (name.after !== null) changed.add(`${kind} ${name.after}`);
    if (paths.after !== null) changed.add(paths.after);
  }
  return { on, pairs, changed };
}

export interface Collector {
  readonly add: (account: string, standings: readonly Standing[]) => void;
  readonly finish: () => InFlight;
}

const kinds = ["play", "escalation", "cadence"] as const;

/** Takes accounts in any order. Of declarations that mean what they meant only those who do not simply continue are kept. */
export function createCollector(
  before: Schedule,
  after: Schedule,
  { on, changed }: ProgramChange,
  isChangeOver: boolean,
): Collector {
  const texts = { before: stepTexts(before), after: stepTexts(after) };
  const declarations = [...after.plays, ...after.escalations, ...after.cadences];
  const declared = new Map(declarations.map(({ path, onChange }): [Path, OnChange] => [path, onChange ?? "continue"]));
  const found = new Map<
    Path,
    {
      told: Omit<DeclarationInFlight, "toCome">;
      counts: Record<Fate, number>;
      accounts: AccountInFlight[];
      toCome: ToCome;
    }
  >();
  const of = ({ kind, name }: Standing) => {
    const key = JSON.stringify([kind, name.before ?? null, name.before === undefined ? name.after : null]);
    const known = found.get(key);
    if (known) return known;
    const counts = { continues: 0, moves: 0, restarts: 0, ends: 0, orphaned: 0 };
    const accounts: AccountInFlight[] = [];
    const onChange = name.after === undefined ? null : (declared.get(`${kind} ${name.after}`) ?? null);
    const both = { before: name.before ?? null, after: name.after ?? null };
    const toCome = { before: { touches: 0, minutes: 0 }, after: { touches: 0, minutes: 0 } };
    const made = { told: { kind, name: both, onChange, counts, accounts }, counts, accounts, toCome };
    found.set(key, made);
    return made;
  };
  return {
    add(account, standings) {
      for (const standing of standings) {
        const { counts, accounts, toCome } = of(standing);
        counts[standing.fate]++;
        if (standing.toCome) addTo(toCome, standing.toCome);
        const isChanged = standing.name.after === undefined || changed.has(`${standing.kind} ${standing.name.after}`);
        if (isChanged || standing.fate !== "continues") accounts.push(told(account, standing, texts));
      }
    },
    finish() {
      for (const { accounts } of found.values()) accounts.sort((one, other) => compareText(one.account, other.account));
      const declarations = [...found.values()].map(({ told, toCome }): DeclarationInFlight => {
        return { ...told, toCome: told.kind === "cadence" ? null : figures(toCome) };
      });
      const nameOf = ({ name }: DeclarationInFlight) => name.after ?? name.before ?? "";
      declarations.sort(
        (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || compareText(nameOf(one), nameOf(other)),
      );
      return { on: formatDay(on), isChangeOver, declarations };
    },
  };
}

/** Sums of both programs. */
interface ToCome {
  readonly before: { touches: number; minutes: number };
  readonly after: { touches: number; minutes: number };
}

function addTo(sums: ToCome, more: NonNullable<Standing["toCome"]>): void {
  for (const side of ["before", "after"] as const) {
    sums[side].touches += more[side].touches;
    sums[side].minutes += more[side].minutes;
  }
}

function figures({ before, after }: ToCome): NonNullable<DeclarationInFlight["toCome"]> {
  const figure = (was: number, is: number) => ({ before: was, after: is, change: is - was });
  return { touches: figure(before.touches, after.touches), minutes: figure(before.minutes, after.minutes) };
}

type Texts = ReadonlyMap<Path, string>;

function told(account: string, standing: Standing, texts: { before: Texts; after: Texts }): AccountInFlight {
  const { fate, why, play, since, day, phase, next, withdrawn } = standing;
  return {
    account,
    fate,
    why: why ?? null,
    play: play ?? null,
    since: formatDay(since),
    day,
    phase: { before: phase.before ?? null, after: phase.after ?? null },
    next: { before: coming(next.before, texts.before), after: coming(next.after, texts.after) },
    withdrawn,
  };
}

function coming(next: ComingNext | undefined, texts: Texts): Coming | null {
  if (!next) return null;
  return {
    path: next.path,
    text: texts.get(next.path) ?? next.path,
    on: next.on === undefined ? null : formatDay(next.on),
  };
}

/** How many are in the middle of a declaration. */
export function inAll({ counts }: DeclarationInFlight): number {
  return fates.reduce((sum, fate) => sum + counts[fate], 0);
}
