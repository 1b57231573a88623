/** What was done for the accounts that a change moves most, before and after: the days on which it differs. */
import type { ProgramComparison } from "../../../review/compare/types.ts";
import type { AccountTimeline, DoneThing } from "../../../review/timelines/types.ts";
import { counted } from "../figures.ts";
import { left } from "../layout.ts";
import { type Block, type Limits, listed, named, type Part, quoted, type Words } from "./words.ts";

const columns = [left("day"), left("before"), left("after")];

export function timelinesPart({ timelines = [] }: ProgramComparison, limits: Limits): Part[] {
  if (timelines.length === 0) return [];
  return [
    {
      id: "timelines",
      title: ["Accounts that the change moves most"],
      gist: `${counted(timelines.length, "account")}, day by day`,
      blocks: timelines.flatMap((timeline) => blocksOf(timeline, limits)),
    },
  ];
}

function blocksOf({ account, moved, days }: AccountTimeline, { days: most }: Limits): Block[] {
  const different = days.filter(({ before, after }) => before.length + after.length > 0);
  const more = different.length - most;
  const alike = days.length - different.length;
  return [
    { kind: "text", words: [...named(account), `: ${movedText(moved)}; ${counted(alike, "day")} alike`] },
    {
      kind: "table",
      columns,
      rows: different.slice(0, most).map(({ day, before, after }): Words[] => [[day], things(before), things(after)]),
    },
    ...(more > 0 ? [{ kind: "text" as const, words: [`and ${counted(more, "more day")}`] }] : []),
  ];
}

function movedText({ touches, others }: AccountTimeline["moved"]): string {
  const things = [
    ...(touches > 0 || others === 0 ? [touches === 1 ? "1 touch" : `${touches} touches`] : []),
    ...(others > 0 ? [`${counted(others, "other thing")}`] : []),
  ];
  return `${things.join(" and ")} on one side alone`;
}

/** With who asked for it. */
function things(those: readonly DoneThing[]): Words {
  if (those.length === 0) return ["-"];
  return listed(those, those.length, ({ kind, name, source }) => [
    ...quoted(kind === "touch" ? name : `${kind} ${name}`),
    ...(source === null ? [" (delivered unasked)"] : [" (", ...quoted(source), ")"]),
  ]);
}
