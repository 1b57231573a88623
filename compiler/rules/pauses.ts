/**
 * Warns of plays that pause each other in a ring: while a run of each is open, all of them stand still
 * (docs/language.md, section 8). Of two that pause each other the earlier start decides, so a ring has at least three
 * plays and one of its pauses is not answered.
 */
import { compareText } from "../../schedule/order.ts";
import type { CheckedPlay } from "./starts.ts";

/** More steps than any playbook needs; a huge program is told of the rings found by then. */
const mostSteps = 2_000_000;

/** Asked only of a program without errors. */
export function warnOfRings(plays: readonly CheckedPlay[]): void {
  const pausedBy = new Map(plays.map(({ play }) => [play.name, play.pauses.plays]));
  const byName = new Map(plays.map((each) => [each.play.name, each]));
  for (const ring of ringsOf(pausedBy)) {
    const first = byName.get(ring[0]!);
    const paused = first?.declaration.clauses
      .flatMap((clause) => (clause.kind === "pauses" ? clause.content : []))
      .find(({ kind, name }) => kind === "play" && name?.text === ring[1]);
    if (first && paused?.name) first.checker.report("pause-ring", { ring }, paused.name.span);
  }
}

/** Each ring once, from its first name in alphabetical order. */
function ringsOf(pausedBy: ReadonlyMap<string, readonly string[]>): string[][] {
  const rings = new Map<string, string[]>();
  const budget = { steps: mostSteps };
  for (const name of [...pausedBy.keys()].sort(compareText)) {
    for (const paused of pausedBy.get(name) ?? []) {
      if (pausedBy.get(paused)?.includes(name)) continue;
      const back = shortestWay(paused, name, pausedBy, budget);
      if (!back) continue;
      const start = back.indexOf([...back].sort(compareText)[0]!);
      const ring = [...back.slice(start), ...back.slice(0, start)];
      rings.set(ring.join(" "), ring);
    }
  }
  return [...rings.values()];
}

/** The plays on the shortest way of pauses from one to another, both ends included. */
function shortestWay(
  from: string,
  to: string,
  pausedBy: ReadonlyMap<string, readonly string[]>,
  budget: { steps: number },
): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of cameFrom.keys()) {
    if (name === to) {
      const way: string[] = [];
      for (let at: string | undefined = to; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
      return way;
    }
    for (const next of pausedBy.get(name) ?? []) {
      if (--budget.steps < 0) return undefined;
      if (!cameFrom.has(next)) cameFrom.set(next, name);
    }
  }
  return undefined;
}
