/** The words of an explanation: conditions with their values beside them, demands with what became of them. */
import type { DemandTold, Grounds, Values } from "../../runtime/explain/types.ts";
import type { HeldBackBy } from "../../runtime/ledger/types.ts";
import { counted } from "./figures.ts";
import { printable, printableName } from "./printable.ts";

/** `logins falls > 30% week over week {60 after 100}`: each value behind the leaf it is of. */
export function groundsText({ condition, values }: Grounds): string {
  const leaves = Object.keys(values).sort((a, b) => b.length - a.length);
  const told = new Set<string>();
  let text = "";
  for (let at = 0; at < condition.length; ) {
    const leaf = startsWord(condition, at) ? leaves.find((text) => standsAt(condition, text, at)) : undefined;
    text += leaf === undefined ? condition[at] : leaf;
    if (leaf !== undefined && !told.has(leaf)) text += ` {${valueText(values[leaf])}}`;
    if (leaf !== undefined) told.add(leaf);
    at += leaf?.length ?? 1;
  }
  const others = leaves.filter((leaf) => !told.has(leaf)).sort();
  const rest = others.map((leaf) => `${leaf} {${valueText(values[leaf])}}`).join(", ");
  return printable([text, rest].filter(Boolean).join("; "));
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[A-Za-z0-9_."]/.test(text[at - 1]!);
}

function standsAt(text: string, leaf: string, at: number): boolean {
  const next = text[at + leaf.length];
  return leaf !== "" && text.startsWith(leaf, at) && (next === undefined || !/[A-Za-z0-9_]/.test(next));
}

function valueText(value: Values[string] | undefined): string {
  if (value === null || value === undefined) return "unknown";
  return value === true ? "yes" : value === false ? "no" : String(value);
}

/** `touch check_in to sponsor: Dana (csm), done 09:00 by video, 2 hours late (working hours)`. */
export function demandText(demand: DemandTold): string {
  const to = demand.contact === null || demand.kind === "alert" ? "" : ` to ${printableName(demand.contact)}`;
  const who = demand.kind === "start" ? "" : ` ${ownerText(demand)},`;
  return `${demand.kind} ${printableName(demand.name)}${to}:${who} ${[outcomeText(demand), ...notes(demand)].join(", ")}`;
}

function ownerText({ owner, ownerRole }: DemandTold): string {
  return owner === ownerRole ? printableName(owner) : `${printableName(owner)} (${printableName(ownerRole)})`;
}

/** What became of a demand: `done 09:00 by video`, `dropped 2026-03-05: limit 2 touches per 7 days`. */
export function outcomeText(demand: DemandTold): string {
  const on = demand.endedOn === null || demand.endedOn === demand.dated ? "" : ` ${demand.endedOn}`;
  switch (demand.outcome) {
    case "done":
      if (demand.kind === "start") return "done";
      return `done${on} ${demand.doneClock}${demand.channel === null ? "" : ` by ${demand.channel}`}`;
    case "merged":
      return `merged${on} into ${printable(demand.mergedIntoText ?? "")}`;
    case "open":
      return "still open";
    default:
      return `${demand.outcome}${on}${isBlockedBySame(demand) ? ` after ${spanText(demand.deferredMinutes)}` : ""}: ${printable(demand.ruleText ?? "")}${rulePlace(demand)}`;
  }
}

function rulePlace({ rulePlace: place }: DemandTold): string {
  return place ? ` (${placeText(place)})` : "";
}

/** What was dropped by the rule that blocked it from the start says so once. */
function isBlockedBySame({ outcome, rule, deferredBy, deferredMinutes }: DemandTold): boolean {
  return outcome === "dropped" && deferredMinutes > 0 && rule === deferredBy;
}

function notes(demand: DemandTold): string[] {
  const late = demand.outcome === "merged" ? 0 : demand.lateMinutes;
  return [
    ...(demand.vacant === undefined ? [] : [`nobody was ${printableName(demand.vacant)}`]),
    ...(demand.recorded ? ["on record"] : []),
    ...(demand.carriedIn ? ["carried in"] : []),
    ...(late > 0 ? [`${spanText(late)} late (${demand.lateCause})`] : []),
    ...(demand.deferredMinutes > 0 && !isBlockedBySame(demand)
      ? [`waited ${spanText(demand.deferredMinutes)} for ${printable(demand.deferredByText ?? "")}`]
      : []),
    ...(demand.waitedMinutes === undefined
      ? []
      : [`waited ${spanText(demand.waitedMinutes)} for ${printableName(demand.owner)}`]),
    ...(demand.heldBack ? [`held back since ${demand.heldBack.since} by ${heldBackWords(demand.heldBack.by)}`] : []),
    ...(demand.answeredOn === null ? [] : [`answered ${demand.answeredOn}`]),
  ];
}

export function heldBackWords(by: HeldBackBy): string {
  return by === "limit" || by === "pause" ? `a ${by}` : by === "quiet" ? "quiet days" : by;
}

/** Whole minutes as a person says them: `40 minutes`, `26 hours`, `5 days`. */
export function spanText(minutes: number): string {
  if (minutes < 120) return counted(minutes, "minute");
  return minutes < 72 * 60 ? counted(Math.round(minutes / 60), "hour") : counted(Math.round(minutes / 1440), "day");
}

export function placeText({ file, line }: { file: string; line: number }): string {
  return `${printable(file)}:${line}`;
}
