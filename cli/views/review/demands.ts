/** What a change does to triggers, segments and demands: accounts gained and lost, who moved, what came late or was not done, and where two declarations meet. */
import { signed } from "../../../review/compare/sentence.ts";
import type { ProgramComparison, TriggerComparison } from "../../../review/compare/types.ts";
import { counted } from "../figures.ts";
import { left, right } from "../layout.ts";
import type { RuleWords } from "../rule-words.ts";
import { limitedList } from "./people.ts";
import { type Limits, limitedTable, names, type Part, quoted, type Words } from "./words.ts";

export function triggersPart({ triggers }: ProgramComparison, limits: Limits): Part[] {
  if (triggers.length === 0) return [];
  const sum = (of: "gained" | "lost") => triggers.reduce((all, each) => all + each[of].length, 0);
  const items = triggers.map((each) => ({
    words: [...quoted(each.trigger), ...firesText(each)],
    under: gainedAndLost(each, limits),
  }));
  return [
    {
      id: "triggers",
      title: ["Accounts gained and lost, by trigger"],
      gist: `${counted(triggers.length, "trigger")}, ${counted(sum("gained"), "account")} gained, ${sum("lost")} lost`,
      blocks: limitedList(items, limits),
    },
  ];
}

function gainedAndLost({ gained, lost }: Pick<TriggerComparison, "gained" | "lost">, limits: Limits): Words[] {
  return [
    ...(gained.length > 0 ? [[`gained ${counted(gained.length, "account")}: `, ...names(gained, limits)]] : []),
    ...(lost.length > 0 ? [[`lost ${counted(lost.length, "account")}: `, ...names(lost, limits)]] : []),
  ];
}

function firesText({ fires, unknownDays }: TriggerComparison): Words {
  const judged = unknownDays.change === 0 ? "" : `; days not judged ${unknownDays.before} to ${unknownDays.after}`;
  return [`: fires ${fires.before} to ${fires.after}${judged}`];
}

export function segmentsPart({ segments, range }: ProgramComparison, limits: Limits): Part[] {
  if (segments.length === 0) return [];
  const items = segments.map(({ segment, joined, left: gone }) => ({
    words: segment === null ? ["no segment"] : quoted(segment),
    under: [
      ...(joined.length > 0 ? [[`${joined.length} more: `, ...names(joined, limits)]] : []),
      ...(gone.length > 0 ? [[`${gone.length} fewer: `, ...names(gone, limits)]] : []),
    ],
  }));
  const moved = segments.reduce((sum, { joined }) => sum + joined.length, 0);
  const gist = `${counted(moved, "account")} elsewhere`;
  return [{ id: "segments", title: [`Segments, on ${range.to}`], gist, blocks: limitedList(items, limits) }];
}

export function undonePart({ undone }: ProgramComparison, words: RuleWords, limits: Limits): Part[] {
  if (undone.length === 0) return [];
  const columns = [left("what"), left("of"), left("by"), right("before"), right("after"), right("change")];
  const most = undone.toSorted((one, other) => Math.abs(other.demands.change) - Math.abs(one.demands.change));
  const rows = most.map(({ what, rule, name, demands }) => [
    [what],
    quoted(name),
    rule === null ? ["-"] : quoted(what === "late" || what === "merged" ? rule : words(rule)),
    [String(demands.before)],
    [String(demands.after)],
    [signed(demands.change)],
  ]);
  const change = undone.reduce((sum, { what, demands }) => (what === "dropped" ? sum + demands.change : sum), 0);
  return [
    {
      id: "undone",
      title: ["Late, not done, waiting or merged"],
      gist: change === 0 ? `${rows.length} that differ` : `${signed(change)} dropped`,
      blocks: limitedTable(columns, rows, limits),
    },
  ];
}

/** Who is asked for by two declarations on one day, and was not, or was and is no longer. */
export function collisionsPart({ collisions }: ProgramComparison, limits: Limits): Part[] {
  if (collisions.length === 0) return [];
  const items = collisions.map(({ declarations: [one, other], days, ...accounts }) => ({
    words: [...quoted(one), " and ", ...quoted(other), `: ${days.before} to ${counted(days.after, "day")}`],
    under: gainedAndLost(accounts, limits),
  }));
  const change = collisions.reduce((sum, { days }) => sum + days.change, 0);
  return [
    {
      id: "collisions",
      title: ["Touches asked for by two declarations on one day"],
      gist: `${signed(change)} ${Math.abs(change) === 1 ? "day" : "days"}`,
      blocks: limitedList(items, limits),
    },
  ];
}
