/** What is owed on a morning, for people: what spoils the list first, then a table a person, then what is not for today. */
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import { groundsText, placeText } from "./explain-words.ts";
import { counted, hours, span } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";

/** Without records the first line says so; then how far the data reaches, and what was known too early. */
export function dueWarnings({ asOf, dataTo, recordedFrom, neverRecorded, lookAhead }: DueList): string[] {
  const stale = daysBetween(dataTo, asOf) - 1;
  return [
    ...(recordedFrom === null
      ? [
          `NO RECORDS: nothing says what was delivered (\`touches\` of playc.yaml), so what was admitted before ${asOf} is taken for done.`,
        ]
      : []),
    ...(stale > 0
      ? [`STALE: the data ends on ${dataTo}, ${counted(stale, "day")} too early: what happened since is unknown.`]
      : []),
    ...(neverRecorded.length > 0
      ? [
          `NEVER RECORDED ${namedText(neverRecorded)}: no row of \`touches\` names them, so that all that was asked of them is owed.`,
        ]
      : []),
    ...(lookAhead.length > 0
      ? [
          `LOOK-AHEAD ${lookAhead.map(printable).join(", ")}: known only as of the export, and used for all days before it.`,
        ]
      : []),
  ];
}

/** The first of them: a line has room for some. */
function namedText(names: readonly string[]): string {
  const more = names.length > 8 ? ` and ${names.length - 8} more` : "";
  return `${names.slice(0, 8).map(printableName).join(", ")}${more}`;
}

export function dueTable(list: DueList, words: RuleWords, style: Style): string {
  const { asOf, items, ended } = list;
  const today = items.filter(({ status }) => status === "today");
  const later = items.filter(({ status }) => status !== "today");
  const late = today.filter((item) => item.late).length;
  const head = `  ${counted(today.length, "demand")} to do${late > 0 ? `, ${late} of them late` : ""}; ${later.length} owed and not for today`;
  const lines = [
    ...dueWarnings(list),
    ...section(`Owed on ${asOf}, as it opens`, [head], style),
    ...peopleOf(today).flatMap(([owner, own]) => section(titleOf(owner, own), ownTable(own, style), style)),
    ...(later.length > 0 ? section("Not today", laterTable(later, words, style), style) : []),
    ...(ended.length > 0 ? section("Ended this morning, undone", endedTable(list, words, style), style) : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function peopleOf(items: readonly DueItem[]): [string, DueItem[]][] {
  const people = new Map<string, DueItem[]>();
  for (const item of items) people.set(item.owner, [...(people.get(item.owner) ?? []), item]);
  return [...people];
}

function titleOf(owner: string, items: readonly DueItem[]): string {
  const minutes = items.reduce((sum, { effortMinutes, prepMinutes }) => sum + effortMinutes + prepMinutes, 0);
  return `${printableName(owner)}: ${items.length}, ${hours(minutes)} h`;
}

function ownTable(items: readonly DueItem[], style: Style): string[] {
  const columns = [
    left("account"),
    left("what"),
    left("by"),
    left("due"),
    left("level"),
    left("asked by"),
    left("why"),
  ];
  return table(
    columns,
    items.map((item) => [
      printableName(item.account),
      whatOf(item),
      item.channel ?? "-",
      dueOf(item),
      item.priority,
      askerOf(item),
      whyOf(item),
    ]),
    style,
  );
}

function laterTable(items: readonly DueItem[], words: RuleWords, style: Style): string[] {
  const columns = [left("account"), left("what"), left("owner"), left("asked"), left("why not")];
  return table(
    columns,
    items.map((item) => [
      printableName(item.account),
      whatOf(item),
      printableName(item.owner),
      item.dated,
      `${item.status}: ${item.because === null || item.status === "waiting" ? printableName(item.because ?? "") : words(item.because)}`,
    ]),
    style,
  );
}

function endedTable({ ended }: DueList, words: RuleWords, style: Style): string[] {
  return table(
    [left("outcome"), left("rule"), right("demands")],
    ended.map(({ outcome, rule, demands }) => [outcome, rule === null ? "-" : words(rule), String(demands)]),
    style,
  );
}

function whatOf({ kind, name, contact, contactPerson }: DueItem): string {
  if (contact === null) return `${kind} ${printableName(name)}`;
  return `${kind} ${printableName(name)} to ${printableName(contactPerson ?? contact)}`;
}

function dueOf({ dueOn, late, lateMinutes, missed }: DueItem): string {
  const passed = late ? ` LATE${lateMinutes > 0 ? ` ${span(lateMinutes)}` : ""}` : "";
  return `${dueOn ?? "-"}${passed}${missed ? `, ${missed.count} missed since ${missed.since}` : ""}`;
}

function askerOf({ source, place }: DueItem): string {
  return `${printableName(source)}${place ? ` (${placeText(place)})` : ""}`;
}

/** The last column has room, but not for ever. */
const longestWhy = 120;

function whyOf({ why }: DueItem): string {
  const text = groundsText({ condition: "", values: why });
  const characters = [...text];
  return characters.length <= longestWhy ? text : `${characters.slice(0, longestWhy - 3).join("")}...`;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
