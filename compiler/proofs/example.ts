/**
 * An account of which some parts of conditions hold, in words. Given only where one can surely be made: each part
 * speaks of one value, no two of these values have to do with each other, and none needs to be stranger than any
 * customer's (a negative number of seats).
 */
import { nodesOf } from "../../schedule/conditions.ts";
import { listed } from "../diagnostics/words.ts";
import type { Facts } from "./facts.ts";
import { isFalse, isTrue, today } from "./formula.ts";
import { between, type Interval, intersection, mirrored } from "./intervals.ts";
import { isEmpty, meeting, outsideOf, type Region, whole } from "./regions.ts";
import { shownValue } from "./shown-value.ts";
import { isQuantityType, keyOf, type Subject } from "./subject.ts";
import type { Together } from "./terms.ts";

type Part = Together["parts"][number];

/** More values than this nobody reads. */
const mostShown = 6;

/** Undefined where it is not sure that there is such an account. */
export function exampleOf({ parts }: Together, facts: Facts): string | undefined {
  const regions = new Map<string, { subject: Subject; region: Region }>();
  const others: string[] = [];
  const bases = new Map<string, string>();
  for (const part of parts) {
    const [view] = part.views;
    const said = sideOf(part);
    if (said === undefined) return undefined;
    const subject = view?.subject;
    if (part.condition.node === "segment" && !said) return undefined;
    for (const base of basesOf(part, facts)) {
      const owner = subject?.key ?? keyOf(part.condition);
      if ((bases.get(base) ?? owner) !== owner) return undefined;
      bases.set(base, owner);
    }
    if (!view || !subject) {
      const words = opaqueWords(part, said);
      if (words === undefined) return undefined;
      others.push(words);
      continue;
    }
    const wanted = said ? view.inner : outsideOf(view.outer);
    const before = regions.get(subject.key)?.region ?? plausible(subject);
    const met = meeting(before, wanted);
    regions.set(subject.key, { subject, region: subject.isWhole ? whole(met) : met });
  }
  const found = [...regions.values()];
  if (found.some(({ region }) => isEmpty(region)) || found.length + others.length > mostShown) return undefined;
  const shown = found.filter(({ subject, region }) => isWorthShowing(subject, region));
  const words = [...shown.map(({ subject, region }) => shownAt(subject, chosen(region), facts)), ...others];
  return words.length === 0 ? undefined : listed(words, "and");
}

/** Whether the part is to be true or false; unknown is no example. */
function sideOf({ truths }: Part): boolean | undefined {
  if ((truths & isTrue) !== 0) return true;
  return (truths & isFalse) !== 0 ? false : undefined;
}

/** Everything the program knows of an account that a part reads. */
function basesOf({ condition }: Part, { stages }: Facts): string[] {
  return [...nodesOf(condition)].flatMap(({ node }) => {
    switch (node.node) {
      case "field":
      case "flag":
      case "time_since":
      case "time_to":
        return [`field ${node.field}`];
      case "event_field":
      case "event_flag":
        return [`event field ${node.field}`];
      case "during_stage":
        return [`field ${stages.get(node.stage)?.from}`];
      case "metric":
      case "window":
      case "band":
      case "change":
        return [`metric ${today(node.metric)}`];
      case "event_count":
      case "event_values":
      case "time_since_event":
      case "open_case":
      case "happened":
        return [`event ${node.event}`];
      case "segment":
      case "model":
      case "time_since_done":
        return [keyOf(node)];
      default:
        return [];
    }
  });
}

/** Parts that speak of no number, and stand alone. */
function opaqueWords({ condition }: Part, said: boolean): string | undefined {
  switch (condition.node) {
    case "open_case":
    case "known":
      return said ? condition.text : `not \`${condition.text}\``;
    default:
      return undefined;
  }
}

/** Values customers have: quantities are not negative. */
function plausible(subject: Subject): Region {
  if (!isQuantityType(subject.type)) return subject.domain;
  if (subject.key.startsWith("change ")) return subject.domain;
  const [first, ...others] = subject.domain;
  return [intersection(first!, between(0, Infinity)), ...others.map(() => [])];
}

/** What any value fits says nothing. */
function isWorthShowing(subject: Subject, region: Region): boolean {
  return JSON.stringify(region) !== JSON.stringify(plausible(subject));
}

/** A value that is easy to say: an end that belongs to it, else a little inside. */
function chosen(region: Region): Interval {
  return region.find((set) => set.length > 0)![0]!;
}

function shownAt(subject: Subject, interval: Interval, facts: Facts): string {
  if (subject.names && subject.type !== "flag") return `${subject.text} ${subject.names[interval.low] ?? "none"}`;
  if (subject.type === "flag") return interval.low === 1 ? subject.text : `not ${subject.text}`;
  if (subject.key.startsWith("since ") && interval.high < 0) {
    const [ahead] = mirrored([interval]);
    return `${subject.text.replace("since", "to")} ${shownValue("duration", ahead!, facts.currency)}`;
  }
  const value = shownValue(subject.type, interval, facts.currency);
  return subject.text.includes(" at VALUE of ") ? subject.text.replace("VALUE", value) : `${subject.text} ${value}`;
}
