/** What a change does to triggers, segments and demands: accounts gained and lost, who moved, what came late or was not done, and where two declarations meet. */
import { signed } from "../../../review/compare/sentence.ts";
import type { ProgramComparison, TriggerComparison, UndoneComparison } from "../../../review/compare/types.ts";
import { counted } from "../figures.ts";
import { left, right } from "../layout.ts";
import type { RuleWords } from "../rule-words.ts";
import { limitedList } from "./people.ts";
import { type Limits, limitedTable, listed, names, type Part, quoted, type Words } from "./words.ts";

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

const undoneOrder: readonly UndoneComparison["what"][] = [
  "late",
  "dropped",
  "held",
  "unserved",
  "withdrawn",
  "deferred",
  "merged",
];
const undoneColumns = [left("what"), left("by"), right("change"), left("most of it")];

/** A row for each reason, those of a kind together. */
export function undonePart({ undone }: ProgramComparison, words: RuleWords, limits: Limits): Part[] {
  if (undone.length === 0) return [];
  const rows = undoneOrder.flatMap((what) =>
    byRule(undone.filter((each) => each.what === what)).map(({ rule, change, demands }): Words[] => [
      [what],
      rule === null ? ["-"] : quoted(what === "late" || what === "merged" ? rule : words(rule)),
      [signed(change)],
      listed(demands, limits.few, ({ name, demands: { before, after } }) => [
        ...quoted(name),
        ` ${before} to ${after}`,
      ]),
    ]),
  );
  const gist = undoneOrder.flatMap((what) => {
    const change = sumOf(undone.filter((each) => each.what === what));
    return change === 0 ? [] : [`${signed(change)} ${what}`];
  });
  return [
    {
      id: "undone",
      title: ["Late, not done, waiting or merged"],
      gist: gist.length === 0 ? "as many, but others" : gist.join(", "),
      blocks: limitedTable(undoneColumns, rows, limits),
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

/** The largest changes first. */
function byRule(undone: readonly UndoneComparison[]): {
  readonly rule: string | null;
  readonly change: number;
  readonly demands: readonly UndoneComparison[];
}[] {
  const moved = ({ demands }: UndoneComparison) => Math.abs(demands.change);
  return [...new Set(undone.map(({ rule }) => rule))]
    .map((rule) => {
      const demands = undone.filter((each) => each.rule === rule).toSorted((one, other) => moved(other) - moved(one));
      return { rule, change: sumOf(demands), demands };
    })
    .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change));
}

function sumOf(undone: readonly UndoneComparison[]): number {
  return undone.reduce((sum, { demands }) => sum + demands.change, 0);
}
