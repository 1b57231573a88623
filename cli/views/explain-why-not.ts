/** `playc explain account --why-not` for people: place by place, what stood in the way. */
import type { Answer, Reason, WhyNot } from "../../runtime/explain/types.ts";
import { demandText, groundsText, placeText } from "./explain-words.ts";
import { type Style, section } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

/** Ends with a line end. */
export function whyNotText(answer: WhyNot, lookAhead: readonly string[], style: Style): string {
  const segment = answer.segment === null ? "no segment" : `segment ${answer.segment}`;
  const title = `${answer.kind} ${printableName(answer.name)}, ${printableName(answer.account)} on ${answer.on} (${segment})`;
  const notes =
    lookAhead.length === 0
      ? []
      : [`LOOK-AHEAD ${lookAhead.map(printableName).join(", ")}: known only as of today, and used for the past`];
  const lines = section(title, [...notes, ...answer.answers.flatMap(linesOf)], style);
  return `${lines.join("\n").trimEnd()}\n`;
}

function linesOf(answer: Answer): string[] {
  const place = answer.place ? `  ${placeText(answer.place)}` : "";
  return [
    "",
    `  ${printable(answer.asker)}${place}`,
    ...answer.demands.map((demand) => `    asked ${demand.dated}: ${demandText(demand)}`),
    ...answer.reasons.map((reason) => `    ${reasonText(reason)}`),
    ...(answer.last ? [`    last asked ${answer.last.dated}: ${demandText(answer.last)}`] : []),
  ];
}

function reasonText({ text, grounds }: Reason): string {
  return `${printable(text)}${grounds ? `: ${groundsText(grounds)}` : ""}`;
}
