/** What a change does to the runs of plays and to the rungs of their ladders. Pure. */
import type { PlayFact, RungFact } from "../../runtime/scenarios/run-facts.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { stepTexts } from "../in-flight/words.ts";
import type { LaterNames } from "./names.ts";
import type { Figure, PlayComparison, RungComparison } from "./types.ts";

interface Runs {
  readonly plays: readonly PlayFact[];
  readonly rungs: readonly RungFact[];
}

/** Plays of which any figure differs, in order of name. `later`: the program before is told in the names of the one after. */
export function playsOf(before: Runs, after: Runs, later: LaterNames): PlayComparison[] {
  const old = new Map(before.plays.map((each) => [later.name("play", each.play), each]));
  const now = new Map(after.plays.map((each) => [each.play, each]));
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((play) => {
    const of = (what: Exclude<keyof PlayFact, "play">) => figure(old.get(play)?.[what], now.get(play)?.[what]);
    const runs = {
      started: of("started"),
      carriedIn: of("carriedIn"),
      won: of("won"),
      lost: of("lost"),
      ranOut: of("ranOut"),
      withdrawn: of("withdrawn"),
      open: of("open"),
    };
    return Object.values(runs).some(({ change }) => change !== 0) ? [{ play, ...runs }] : [];
  });
}

/** Rungs whose turn came, or that acted, more or less often; in order of path. */
export function rungsOf(
  before: Runs,
  after: Runs,
  later: LaterNames,
  schedules: { readonly before: Schedule; readonly after: Schedule },
): RungComparison[] {
  const old = new Map(before.rungs.map((each) => [later.path(each.rung), each]));
  const now = new Map(after.rungs.map((each) => [each.rung, each]));
  const texts = new Map([
    ...[...stepTexts(schedules.before)].map(([path, text]): [string, string] => [later.path(path), text]),
    ...stepTexts(schedules.after),
  ]);
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((rung) => {
    const asked = figure(old.get(rung)?.asked, now.get(rung)?.asked);
    const acted = figure(old.get(rung)?.acted, now.get(rung)?.acted);
    const isOther = asked.change !== 0 || acted.change !== 0;
    return isOther ? [{ rung, text: texts.get(rung) ?? rung, asked, acted }] : [];
  });
}

function figure(before = 0, after = 0): Figure {
  return { before, after, change: after - before };
}
