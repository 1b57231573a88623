/** Which accounts' stories the page holds: as many as fit into its budget, those of most touches first. */
import { parseDay } from "../../runtime/calendar/days.ts";
import type { AccountStory } from "../../runtime/report/types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { hours } from "../views/figures.ts";
import { printableName } from "../views/printable.ts";
import type { RuleWords } from "../views/rule-words.ts";
import { jsonFor } from "./html.ts";
import type { DayAt, NameAt, Payload, StoryPayload } from "./payload.ts";

/** Characters of JSON: a page of this size opens at once on a telephone. */
const budget = 1_000_000;

export interface Stories {
  readonly told: readonly AccountStory[];
  /** Those that would have been told, and did not fit. */
  readonly leftOut: number;
  /** For a `<script type="application/json">`. */
  readonly json: string;
}

export function storiesOf(all: readonly AccountStory[], { range }: Pick<Summary, "range">, words: RuleWords): Stories {
  const encode = encoder(range, words);
  const first = all.toSorted((a, b) => b.touches - a.touches || b.undone - a.undone);
  const told = new Map<AccountStory, StoryPayload>();
  let size = 0;
  for (const story of first) {
    const { payload, length } = encode.story(story);
    if (size + length > budget) break;
    size += length;
    told.set(story, payload);
  }
  // As they came: by id.
  const kept = all.filter((story) => told.has(story));
  const payload: Payload = {
    from: range.from,
    days: range.days,
    names: encode.names,
    accounts: kept.map((story) => told.get(story)!),
  };
  return { told: kept, leftOut: all.length - kept.length, json: jsonFor(payload) };
}

function encoder({ from }: Summary["range"], words: RuleWords) {
  const first = parseDay(from)!;
  const names: string[] = [];
  const places = new Map<string, NameAt>();
  const at = (day: string): DayAt => parseDay(day)! - first;
  const orNull = (day: string | null) => (day === null ? null : at(day));
  const named = (text: string | null): NameAt => {
    if (text === null) return -1;
    const known = places.get(text);
    if (known !== undefined) return known;
    names.push(text);
    places.set(text, names.length - 1);
    return names.length - 1;
  };
  const shown = (text: string | null) => named(text === null ? null : printableName(text));
  return {
    names,
    story(story: AccountStory): { payload: StoryPayload; length: number } {
      const before = names.length;
      const payload: StoryPayload = {
        account: printableName(story.account),
        life: story.life && [at(story.life.from), at(story.life.to)],
        touches: story.touches,
        hours: hours(story.minutes),
        undone: story.undone,
        leftOut: story.demandsLeftOut,
        demands: story.demands.map((demand) => [
          at(demand.dated),
          orNull(demand.doneOn),
          named(demand.kind),
          shown(demand.name),
          shown(demand.source),
          named(demand.outcome),
          named(demand.rule === null ? null : words(demand.rule)),
          shown(demand.owner),
          shown(demand.channel),
          demand.lateMinutes,
        ]),
        runs: story.runs.map(({ play, started, ended, ending }) => [
          shown(play),
          at(started),
          orNull(ended),
          named(ending),
        ]),
        visits: story.visits.map(({ journey, stage, entered, left, how }) => [
          shown(journey),
          shown(stage),
          at(entered),
          orNull(left),
          named(how),
        ]),
      };
      return { payload, length: JSON.stringify(payload).length + JSON.stringify(names.slice(before)).length };
    },
  };
}
