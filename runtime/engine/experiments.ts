/**
 * Which arm of an experiment a customer is in (docs/language.md section 9, Experiments): found before its first day,
 * since neither deliveries nor runs decide it, and kept for ever.
 */
import { compareText } from "../../schedule/order.ts";
import type { Experiment } from "../../schedule/types.ts";
import { FALSE, TRUE } from "../conditions/index.ts";
import { numberDrawn } from "./chance.ts";
import type { ScopeTest } from "./program.ts";
import { inScope, isInArm, openingOf } from "./scope.ts";
import type { AccountState } from "./state.ts";

/**
 * The arm of an account, undefined for the rest that is in none: a weighted rendezvous, in which each arm draws a number
 * and the smallest, divided by its share, wins. So an arm whose share grows draws accounts to itself and moves no others.
 */
export function armOf({ name, arms }: Pick<Experiment, "name" | "arms">, account: string): string | undefined {
  const rest = 1_000_000 - arms.reduce((sum, { share }) => sum + share, 0);
  const entrants = rest > 0 ? [{ name: "", share: rest }, ...arms] : arms;
  let best: { arm: string; draw: number } | undefined;
  for (const { name: arm, share } of entrants) {
    const draw = -Math.log(numberDrawn(`${name}|${arm}|${account}`)) / share;
    // Equal draws need equal hashes: the name decides then, whatever the order.
    if (!best || draw < best.draw || (draw === best.draw && compareText(arm, best.arm) < 0)) best = { arm, draw };
  }
  return best?.arm === "" ? undefined : best?.arm;
}

/** Puts the account into an arm of each experiment whose scope holds at some opening, from the first such day on. */
export function assignArms(state: AccountState): void {
  for (const { experiment, scope, openDays } of state.program.experiments) {
    const days = openDays(state.view);
    const { from } = state.program.grid;
    const index = days.findIndex(
      (code, place) => code === TRUE || (code !== FALSE && inScope(state, scope, openingOf(from + place))),
    );
    if (index < 0) continue;
    const { id, arms } = state.history;
    const arm = arms?.has(experiment.name) ? arms.get(experiment.name) : armOf(experiment, id);
    state.arms.set(experiment.name, { arm, since: from + index });
  }
}

/** The days of a scope, but for those on which the account is in none of the arms that name its declaration. */
export function daysInArm(state: AccountState, scope: ScopeTest, days: Uint8Array): Uint8Array {
  if (!scope.arms) return days;
  const known = state.armDays.get(scope);
  if (known) return known;
  const since = state.arms.get(scope.arms.experiment)?.since ?? Infinity;
  const masked = isInArm(state, scope.arms, since) ? days.slice() : new Uint8Array(days.length).fill(FALSE);
  masked.fill(FALSE, 0, Math.min(since - state.program.grid.from, masked.length));
  state.armDays.set(scope, masked);
  return masked;
}
