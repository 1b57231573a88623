/**
 * What needs all accounts before the first day: how they rank at the reviews (docs/language.md section 3). One pass over
 * their fields; what is left of it are the cut-offs, with which every account can be simulated by itself again.
 */
import { nodesOf } from "../schedule/conditions.ts";
import type { Schedule } from "../schedule/types.ts";
import { formatDay } from "./calendar/days.ts";
import { createConditions } from "./conditions/index.ts";
import { compareRanks, type RankedNode, rankKey, reviewDays } from "./conditions/ranks.ts";
import type { AccountHistory, Cutoff, Cutoffs, EpochDay, Histories } from "./histories/types.ts";

interface Ranking {
  add(history: AccountHistory): void;
  cutoffs(): Cutoffs;
}

/** Undefined for a schedule that ranks nobody. */
export function createRanking(schedule: Schedule, histories: Pick<Histories, "grid" | "covers">): Ranking | undefined {
  const questions = questionsOf(schedule);
  if (!schedule.reviews || questions.size === 0) return undefined;
  const days = reviewDays(schedule.reviews, histories.grid);
  const conditions = createConditions(schedule, histories);
  const memory = conditions.newMemory();
  const fields = [...new Set([...questions.values()].map(({ field }) => field))];
  const values = new Map(fields.map((field) => [field, days.map((): Cutoff[] => [])]));
  return {
    add(history) {
      const view = conditions.view(history, () => undefined, memory);
      for (const [index, day] of days.entries()) {
        if (conditions.lifeOf(view, day) !== "alive") continue;
        for (const field of fields) {
          const value = conditions.fieldOn(view, field, day);
          if (typeof value === "number") values.get(field)![index]!.push({ value, account: history.id });
        }
      }
    },
    cutoffs: () =>
      new Map([...questions].map(([key, node]) => [key, values.get(node.field)!.map((all) => cutoffOf(node, all))])),
  };
}

function questionsOf({ segments, models = [] }: Schedule): Map<string, RankedNode> {
  const questions = new Map<string, RankedNode>();
  for (const { when } of [...segments, ...models]) {
    for (const { node } of when ? nodesOf(when) : []) if (node.node === "ranked") questions.set(rankKey(node), node);
  }
  return questions;
}

/** The last of exactly as many as the share is of all, rounded up. */
function cutoffOf({ side, share }: RankedNode, all: readonly Cutoff[]): Cutoff | undefined {
  const sorted = all.toSorted((one, other) => compareRanks(side, one, other));
  return sorted[Math.ceil((share * all.length) / 1_000_000) - 1];
}

/** The cut-offs as `manifest.json` tells them: base units, sorted by what is asked and by review. */
export function manifestOf(schedule: Schedule, grid: Histories["grid"], cutoffs: Cutoffs) {
  const days: EpochDay[] = schedule.reviews ? reviewDays(schedule.reviews, grid) : [];
  const asked = [...questionsOf(schedule)].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    format: "playc-manifest",
    version: 1,
    schedule: schedule.digest,
    ranks: asked.map(([key, { field, side, share }]) => ({
      field,
      side,
      share,
      reviews: days.map((day, index) => ({ on: formatDay(day), cutoff: cutoffs.get(key)?.[index] ?? null })),
    })),
  };
}
