/** What the figures of a change rest on: the days, the rows that are of no account or were set aside, and what could not be judged. */
import type { Figure, ProgramComparison, SideInput } from "../../../review/compare/types.ts";
import { counted, hours, percent } from "../figures.ts";
import { type Item, type Limits, listed, names, type Part, quoted } from "./words.ts";

export function dataPart(comparison: ProgramComparison, limits: Limits): Part {
  const { range, input, triggers, compared, touches, others, minutes } = comparison;
  const totals = `in all ${both(touches, String)} touches, ${both(others, String)} tasks and alerts, ${both(minutes, hours)} h`;
  const isSame = JSON.stringify(input.before) === JSON.stringify(input.after);
  const unjudged = triggers.filter(({ unknownDays }) => unknownDays.after > 0);
  const missing = input.after.unmapped.length;
  return {
    id: "data",
    title: ["Data"],
    gist: `${range.from} to ${range.to}, ${counted(range.weeks, "week")}${missing > 0 ? `; ${missing} not judged` : ""}`,
    blocks: [
      {
        kind: "list",
        items: [
          {
            words: [
              `${range.from} to ${range.to}, ${counted(range.weeks, "week")}`,
              ...(compared.from === range.from ? [`: ${totals}`] : []),
            ],
          },
          ...(compared.from === range.from
            ? []
            : [
                {
                  words: [
                    `the change is on ${compared.from}, and figures by person are of the ${counted(compared.weeks, "week")} from then on: ${totals}`,
                  ],
                },
              ]),
          ...(isSame
            ? inputItems("", input.after, limits)
            : [...inputItems("before: ", input.before, limits), ...inputItems("after: ", input.after, limits)]),
          ...(unjudged.length > 0
            ? [
                {
                  words: [
                    "days of accounts on which a trigger could not be judged, after the change: ",
                    ...listed(unjudged, limits.names, ({ trigger, unknownDays }) => [
                      ...quoted(trigger),
                      ` ${unknownDays.after}`,
                    ]),
                  ],
                },
              ]
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

/** `1830 to 1946`; `1830` where nothing changed. */
function both({ before, after, change }: Figure, text: (amount: number) => string): string {
  return change === 0 ? text(after) : `${text(before)} to ${text(after)}`;
}
