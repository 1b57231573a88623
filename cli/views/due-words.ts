/** What a demand is called and how it is told where another system shows it: plain words, several lines. */
import type { DueItem } from "../../runtime/due/types.ts";
import { plainText, wordText } from "../../runtime/templates/values.ts";
import { groundsText, placeText } from "./explain-words.ts";
import { span } from "./figures.ts";

/** What a person can do today: the rest is a machine's, or must wait. */
export function forPeople(items: readonly DueItem[]): DueItem[] {
  return items.filter(({ status, machine }) => status === "today" && !machine);
}

/** `Check in`, `Alert: trigger ticket_stale`, `Handoff to sales`. */
export function titleText({ kind, name, source }: DueItem): string {
  const title =
    kind === "alert" ? `alert: ${source}` : kind === "handoff" ? `handoff to ${wordText(name)}` : wordText(name);
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}

/** Who asked, on what, until when, and what to say. Lines end with LF. */
export function descriptionText(item: DueItem): string {
  const { source, place, why, contact, contactPerson, dueOn, late, lateMinutes, missed, channel, effortMinutes } = item;
  const grounds = groundsText({ condition: "", values: why });
  const lines = [
    `Asked by ${source}${place ? ` (${placeText(place)})` : ""}${grounds === "" ? "" : `: ${grounds}`}`,
    dueOn === null
      ? undefined
      : `Due ${dueOn}${late ? `, late${lateMinutes > 0 ? ` by ${span(lateMinutes)}` : ""}` : ""}`,
    missed ? `Missed before: ${missed.count}, since ${missed.since}` : undefined,
    contact === null
      ? undefined
      : `To ${wordText(contact)}${contactPerson === null ? "" : `: ${plainText(contactPerson)}`}`,
    channel === null ? undefined : `By ${wordText(channel)}`,
    effortMinutes > 0
      ? `Takes ${span(effortMinutes)}${item.prepMinutes > 0 ? `, and ${span(item.prepMinutes)} before` : ""}`
      : undefined,
    `Purpose: ${item.purposes.map(wordText).join(", ")}`,
    ...messageLines(item),
  ];
  return lines.filter((line) => line !== undefined && line !== "Purpose: ").join("\n");
}

function messageLines({ message }: DueItem): string[] {
  if (message === null) return [];
  if (message.gaps.length > 0) return ["", `Its text has gaps: ${message.gaps.map((gap) => `{${gap}}`).join(", ")}`];
  return ["", ...(message.subject === null ? [] : [`Subject: ${message.subject}`, ""]), message.text.trimEnd()];
}
