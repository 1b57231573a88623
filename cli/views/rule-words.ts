/** A rule of the ledger as a person says it, with its place: `limit 1 touch per 14 days (first.play:59)`. */
import { placeOf, ruleText } from "../../runtime/explain/places.ts";
import type { Schedule } from "../../schedule/types.ts";
import { placeText } from "./explain-words.ts";
import { printableName } from "./printable.ts";

/** From the rule's path to what is printed of it. */
export type RuleWords = (rule: string) => string;

export function ruleWordsOf(schedule: Schedule): RuleWords {
  return (rule) => {
    const place = placeOf(schedule, rule);
    return `${printableName(ruleText(schedule, rule))}${place ? ` (${placeText(place)})` : ""}`;
  };
}
