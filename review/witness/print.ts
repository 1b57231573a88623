/** A made-up account as the items of a test, in the layout of the formatter. */
import { format } from "../../compiler/format/format.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { Field, Literal, Schedule } from "../../schedule/types.ts";
import { literalText, quantityText, quoted, timeText } from "../diff/words.ts";
import type { Draft, Occurrence } from "./draft.ts";

/** `account`, `arms`, `history` and `days`, a line each and more where they are long; ended by a line end. */
export function historyText(draft: Draft, schedule: Schedule): string {
  const lines = testText("history", itemsOf(draft, schedule), []).split("\n").slice(1, -2);
  return `${lines.map((line) => line.replace(/^ {2}/, "")).join("\n")}\n`;
}

/** A whole test; `expected` stands behind `expect`, each with a comment above it. Ended by a line end. */
export function blockOf(
  name: string,
  draft: Draft,
  schedule: Schedule,
  expected: { readonly text: string; readonly comment: string },
): string {
  return testText(name, itemsOf(draft, schedule), [`# ${expected.comment}`, `expect ${expected.text}`]);
}

function testText(name: string, items: readonly string[], more: readonly string[]): string {
  const text = `test ${quoted(name)} {\n${[...items, ...more].join("\n")}\n}\n`;
  const formatted = format("witness.play", text);
  return formatted.kind === "formatted" ? formatted.text : text;
}

function itemsOf({ name, days, fields, moves, metrics, events, touches, arms }: Draft, schedule: Schedule): string[] {
  const told = schedule.account.fields.flatMap((field) => {
    const value = fields.get(field.name);
    return value === undefined ? [] : [`${field.name} ${valueText(field, value, schedule)}`];
  });
  const moveDays = [...new Set(moves.map(({ day }) => day))].sort((one, other) => one - other);
  const moved = moveDays.map((day) => {
    const values = moves.flatMap((move) => {
      const field = move.day === day ? schedule.account.fields.find((each) => each.name === move.field) : undefined;
      if (!field) return [];
      return [`${field.name} ${move.value === undefined ? "unknown" : valueText(field, move.value, schedule)}`];
    });
    return `account ${name} from ${formatDay(day)} {\n${values.join("\n")}\n}`;
  });
  const stretches = [...metrics].flatMap(([metric, all]) => {
    const quantity = schedule.metrics.find((each) => each.name === metric)?.quantity ?? "count";
    return all.map(({ from, to, value }) => {
      const when = from === to ? `on ${formatDay(from)}` : `from ${formatDay(from)} to ${formatDay(to)}`;
      return `${metric} ${quantityText(quantity, value, schedule)} ${when}`;
    });
  });
  const happened = [...events].sort((one, other) => one.day - other.day).map((event) => eventText(event, schedule));
  const delivered = touches.map(({ touch, day }) => `touch ${touch} delivered on ${formatDay(day)}`);
  const history = [...stretches, ...happened, ...delivered];
  const arm = [...arms].map(([experiment, chosen]) => `${experiment} ${chosen ?? "none"}`);
  return [
    `account ${name} {\n${told.join("\n")}\n}`,
    ...moved,
    ...(arm.length > 0 ? [`arms ${name} { ${arm.join(" ")} }`] : []),
    ...(history.length > 0 ? [`history ${name} {\n${history.join("\n")}\n}`] : []),
    `days ${formatDay(days.from)}..${formatDay(days.to)}`,
  ];
}

function eventText({ event: name, day, minutes, fields }: Occurrence, schedule: Schedule): string {
  const event = schedule.events.find((each) => each.name === name);
  const told = (event?.fields ?? []).flatMap((field) => {
    const value = fields.get(field.name);
    return value === undefined ? [] : [`${field.name} ${valueText(field, value, schedule)}`];
  });
  const at = minutes === null ? "" : ` at ${timeText(minutes)}`;
  return `${name} on ${formatDay(day)}${at}${told.length > 0 ? ` { ${told.join(" ")} }` : ""}`;
}

/** An instant stands in a plan with a `T`, and in a test with a space. */
function valueText({ type }: Field, value: Literal, schedule: Schedule): string {
  const written = type === "instant" && typeof value === "string" ? value.replace("T", " ") : value;
  return literalText(type, written, schedule);
}
