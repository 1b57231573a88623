/** Evening out: on a stated day the fewest accounts move that make loads even (docs/language.md section 18). */
import type { Groups } from "./groups.ts";
import { carriesLess, Tournament } from "./loads.ts";

/**
 * Moves accounts among `places` from who carries most to who carries least, as long as both carry less afterwards than
 * the first did before. `movable` are, by place, the accounts that may move, those that move first last.
 */
export function level(
  groups: Groups,
  places: readonly number[],
  movable: ReadonlyMap<number, number[]>,
  move: (account: number, to: number) => void,
): void {
  const { loads } = groups;
  const least = groups.byLoad(places);
  const canGive = (place: number) => groups.canTake(place) && (movable.get(place)?.length ?? 0) > 0;
  const most = new Tournament(places.length, (at, otherAt) => {
    const [one, other] = [places[at]!, places[otherAt]!];
    return canGive(one) && (!canGive(other) || carriesLess(loads, other, one));
  });
  for (;;) {
    const [from, to] = [most.best, least.best];
    const [giver, taker] = [places[from]!, places[to]!];
    if (from < 0 || !canGive(giver) || !carriesLess(loads, taker, giver, 1)) return;
    move(movable.get(giver)!.pop()!, taker);
    for (const at of [from, to]) {
      least.changed(at);
      most.changed(at);
    }
  }
}
