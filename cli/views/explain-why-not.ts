/** `playc explain account --why-not` for people: whether it was asked for, then place by place what stood in the way. */
import type { Answer, DemandTold, Reason, WhyNot } from "../../runtime/explain/types.ts";
import { demandText, groundsText, outcomeText, placeText } from "./explain-words.ts";
import { type Style, section } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

/** Ends with a line end. `notes`: what stands above the answer. */
export function whyNotText(answer: WhyNot, notes: readonly string[], style: Style): string {
  const segment = answer.segment === null ? "no segment" : `segment ${answer.segment}`;
  const title = `${answer.kind} ${printableName(answer.name)}, ${printableName(answer.account)} on ${answer.on} (${segment})`;
  const lines = section(title, [...notes, `  ${verdict(answer)}`, ...answer.answers.flatMap(whyNotLines)], style);
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The plain answer, before the reasons: it was asked for after all, or one was owed still, or it was not. */
function verdict({ on, answers }: WhyNot): string {
  const demands = answers.flatMap((answer) => answer.demands);
  const asked = demands.filter(({ dated }) => dated === on);
  if (asked.length > 0) return `It was asked for on that day, and ${asked.map(endingOf).join("; ")}.`;
  const owed = demands.map((demand) => `the one asked for on ${demand.dated} was still owed, and ${endingOf(demand)}`);
  if (owed.length > 0) return `It was not asked for on that day, but ${owed.join("; ")}.`;
  return "It was not asked for on that day.";
}

/** `was done on 2026-03-05 at 09:00 by video`. */
function endingOf(demand: DemandTold): string {
  if (demand.outcome === "open") return `is ${outcomeText(demand)}`;
  if (demand.outcome !== "done" || demand.endedOn === null) return `was ${outcomeText(demand)}`;
  const clock = demand.kind === "start" ? "" : ` at ${demand.doneClock}`;
  return `was done on ${demand.endedOn}${clock}${demand.channel === null ? "" : ` by ${demand.channel}`}`;
}

/** One place in the program and what it says, below an empty line. */
export function whyNotLines(answer: Answer): string[] {
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
