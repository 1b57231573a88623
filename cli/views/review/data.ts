/** What the figures of a change rest on: the days, the rows that are of no account or were set aside, and what could not be judged. */
import type { ProgramComparison, SideInput } from "../../../review/compare/types.ts";
import { counted, percent } from "../figures.ts";
import { type Item, type Limits, names, type Part } from "./words.ts";

export function dataPart({ range, input, triggers }: ProgramComparison, limits: Limits): Part {
  const isSame = JSON.stringify(input.before) === JSON.stringify(input.after);
  const unjudged = triggers.reduce((sum, { unknownDays }) => sum + unknownDays.after, 0);
  const missing = input.after.unmapped.length;
  return {
    id: "data",
    title: ["Data"],
    gist: `${range.from} to ${range.to}, ${counted(range.weeks, "week")}${missing > 0 ? `; ${missing} not judged` : ""}`,
    blocks: [
      {
        kind: "list",
        items: [
          { words: [`${range.from} to ${range.to}, ${counted(range.weeks, "week")}`] },
          ...(isSame
            ? inputItems("", input.after, limits)
            : [...inputItems("before: ", input.before, limits), ...inputItems("after: ", input.after, limits)]),
          ...(unjudged > 0
            ? [{ words: [`days on which these triggers could not be judged, after the change: ${unjudged}`] }]
            : []),
        ],
      },
    ],
  };
}

function inputItems(side: string, { rows, matched, setAside, unmapped }: SideInput, limits: Limits): Item[] {
  const rest = rows - matched;
  return [
    { words: [`${side}${rows} rows; ${percent(rest, rows)} of no account, ${percent(setAside, rows)} set aside`] },
    ...(unmapped.length > 0
      ? [{ words: [`${side}not judged, as no data holds it: `, ...names(unmapped, limits)] }]
      : []),
  ];
}
