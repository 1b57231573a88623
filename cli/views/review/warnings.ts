/** What stands beside the first sentence of a change, because whoever reads that alone would be misled: what was not simulated or judged, and budgets that were lifted. */
import type { ProgramComparison, SideInput, UnjudgedDays, UnjudgedTrigger } from "../../../review/compare/types.ts";
import type { DiffReport } from "../../../review/types.ts";
import { unusableWords } from "../simulate-input.ts";
import { budgetsChanged } from "./changes.ts";
import { listed, quoted, type Words } from "./words.ts";

/** More of a kind are counted. */
const most = 5;

/** A line each. */
export function warnings({ notSimulated, settings, simulated }: DiffReport): Words[] {
  return [
    ...(notSimulated ? [["Nothing was simulated, and no budget judged: ", ...quoted(notSimulated.message)]] : []),
    ...(simulated ? unjudged(simulated) : []),
    ...budgetsChanged(settings),
  ];
}

function unjudged({ unjudged: triggers = [], input }: ProgramComparison): Words[] {
  const more = triggers.length - most;
  return [
    ...triggers.slice(0, most).map(triggerWords),
    ...(more > 0 ? [[`Of ${more} more triggers that were changed most days could not be judged.`]] : []),
    ...tableWords(input),
  ];
}

/** `Not judged: trigger falling, on all of its 6164 days before and after: no value: logins` */
function triggerWords({ trigger, before, after }: UnjudgedTrigger): Words {
  const [old, now] = [daysText(before), daysText(after)];
  const days = old === now ? `${now} before and after` : `${old} before, ${now} after`;
  const reasons = [...new Set([...(after?.reasons ?? []), ...(before?.reasons ?? [])])];
  return [
    "Not judged: trigger ",
    ...quoted(trigger),
    `, which was changed, on ${days}: `,
    ...listed(reasons, most, quoted),
  ];
}

function daysText(side: UnjudgedDays | null): string {
  if (side === null) return "no day";
  const { days, unknownDays } = side;
  return unknownDays === days ? `all of its ${days} days` : `${unknownDays} of its ${days} days`;
}

function tableWords({ before, after }: ProgramComparison["input"]): Words[] {
  const of = ({ unusable = [] }: SideInput) => unusable.map(unusableWords);
  const [old, now] = [of(before), of(after)];
  return [
    ...now.map(
      (text): Words => [old.includes(text) ? "No data: " : "No data for the program after: ", ...quoted(text)],
    ),
    ...old
      .filter((text) => !now.includes(text))
      .map((text): Words => ["No data for the program before: ", ...quoted(text)]),
  ];
}
