/** What a change of a program does on the same histories, for a terminal: one sentence, then a table for each thing that differs. */

import { differenceSentence, signed, signedHours } from "../../review/compare/sentence.ts";
import type { Figure, PersonComparison, ProgramComparison, SideInput } from "../../review/compare/types.ts";
import { budgetText } from "./budgets.ts";
import { counted, hours, money, percent } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";

/** More names than these nobody reads in a line; all are in the JSON. */
const mostNames = 10;
const mostWeeks = 8;

/** As `differenceSentence`, for a terminal. */
export function comparisonSentence(comparison: ProgramComparison): string {
  return differenceSentence(comparison, printableName);
}

/** Lines, each section ended by an empty one. */
export function comparisonLines(comparison: ProgramComparison, words: RuleWords, style: Style): string[] {
  return [
    ...peopleLines(comparison, style),
    ...overLines(comparison, style),
    ...undoneLines(comparison, words, style),
    ...triggerLines(comparison, style),
    ...segmentLines(comparison, style),
    ...costLines(comparison, style),
    ...budgetLines(comparison, style),
    ...dataLines(comparison, style),
  ];
}

function peopleLines({ people, touches, minutes }: ProgramComparison, style: Style): string[] {
  if (people.length === 0) return [];
  const columns = [
    left("person"),
    ...[
      "touches before",
      "after",
      "change",
      "hours before",
      "after",
      "change",
      "peak before",
      "after",
      "95% of weeks before",
      "after",
    ].map(right),
  ];
  const figures = (figure: Figure) => [String(figure.before), String(figure.after), signed(figure.change)];
  const times = (figure: Figure) => [hours(figure.before), hours(figure.after), signedHours(figure.change)];
  const rows = people.map((each) => [
    printableName(each.person),
    ...figures(each.touches),
    ...times(each.minutes),
    hours(each.peak.before?.minutes ?? 0),
    hours(each.peak.after?.minutes ?? 0),
    hours(each.p95.before),
    hours(each.p95.after),
  ]);
  return section(
    "Touches and hours, by person",
    [
      ...table(columns, [...rows, ["everybody", ...figures(touches), ...times(minutes)]], style),
      ...people.map(
        ({ person, weeks }) =>
          `  ${printableName(person)}: ${some(
            weeks.toSorted((a, b) => Math.abs(b.minutes.change) - Math.abs(a.minutes.change)),
            mostWeeks,
            (each) => `${each.week} ${signed(each.touches.change)} touches ${signedHours(each.minutes.change)} h`,
          )}`,
      ),
    ],
    style,
  );
}

function overLines({ people }: ProgramComparison, style: Style): string[] {
  const lines = people.flatMap(({ person, newlyOver, noLongerOver }) => [
    ...(newlyOver.length > 0 ? [`  ${printableName(person)}, newly: ${weeksText(newlyOver)}`] : []),
    ...(noLongerOver.length > 0 ? [`  ${printableName(person)}, no longer: ${weeksText(noLongerOver)}`] : []),
  ]);
  return lines.length === 0 ? [] : section("Weeks over the hours there are", lines, style);
}

function weeksText(weeks: PersonComparison["newlyOver"]): string {
  return some(weeks, mostWeeks, ({ week, minutes, capacity }) => `${week} (${hours(minutes)} of ${hours(capacity)})`);
}

function undoneLines({ undone }: ProgramComparison, words: RuleWords, style: Style): string[] {
  if (undone.length === 0) return [];
  const columns = [left("what"), left("of"), left("by"), right("before"), right("after"), right("change")];
  const rows = undone.map(({ what, rule, name, demands }) => [
    what,
    printableName(name),
    rule === null ? "-" : what === "late" || what === "merged" ? printable(rule) : words(rule),
    String(demands.before),
    String(demands.after),
    signed(demands.change),
  ]);
  return section("Late, not done, waiting or merged", table(columns, rows, style), style);
}

function triggerLines({ triggers }: ProgramComparison, style: Style): string[] {
  if (triggers.length === 0) return [];
  const lines = triggers.flatMap(({ trigger, fires, unknownDays, gained, lost }) => [
    `  ${printableName(trigger)}: fires ${fires.before} to ${fires.after}${
      unknownDays.change === 0 ? "" : `; days not judged ${unknownDays.before} to ${unknownDays.after}`
    }`,
    ...(gained.length > 0 ? [`    gained ${counted(gained.length, "account")}: ${names(gained)}`] : []),
    ...(lost.length > 0 ? [`    lost ${counted(lost.length, "account")}: ${names(lost)}`] : []),
  ]);
  return section("Triggers", lines, style);
}

function segmentLines({ segments, range }: ProgramComparison, style: Style): string[] {
  if (segments.length === 0) return [];
  const lines = segments.flatMap(({ segment, joined, left: gone }) => [
    ...(joined.length > 0 ? [`  ${nameOf(segment)}: ${joined.length} more: ${names(joined)}`] : []),
    ...(gone.length > 0 ? [`  ${nameOf(segment)}: ${gone.length} fewer: ${names(gone)}`] : []),
  ]);
  return section(`Segments, on ${range.to}`, lines, style);
}

function nameOf(segment: string | null): string {
  return segment === null ? "no segment" : printableName(segment);
}

function costLines({ cost }: ProgramComparison, style: Style): string[] {
  if (!cost || cost.change === 0) return [];
  const text = (minor: number) => `${cost.currency} ${money(minor, cost.minorDigits)}`;
  return section("Cost", [`  ${text(cost.before)} to ${text(cost.after)}`], style);
}

function budgetLines({ budgets }: ProgramComparison, style: Style): string[] {
  if (budgets.length === 0) return [];
  const lines = budgets.flatMap((budget) => [
    `  ${budgetText(budget)}`,
    ...(budget.kept === false && budget.before?.kept === false ? ["    over before the change, too"] : []),
    ...(budget.brokenBy.length > 0 ? [`    broken by ${some(budget.brokenBy, mostNames, printable)}`] : []),
    ...(budget.changed?.length ? [`    changed: ${some(budget.changed, mostNames, printable)}`] : []),
  ]);
  return section("Budgets, after the change", lines, style);
}

function dataLines({ range, input }: ProgramComparison, style: Style): string[] {
  const isSame = JSON.stringify(input.before) === JSON.stringify(input.after);
  return section(
    "Data",
    [
      `  ${range.from} to ${range.to}, ${range.weeks} weeks`,
      ...(isSame
        ? inputLines("", input.after)
        : [...inputLines("before: ", input.before), ...inputLines("after: ", input.after)]),
    ],
    style,
  );
}

function inputLines(side: string, { rows, matched, setAside, unmapped }: SideInput): string[] {
  const rest = rows - matched;
  return [
    `  ${side}${rows} rows; ${percent(rest, rows)} of no account, ${percent(setAside, rows)} set aside`,
    ...(unmapped.length > 0 ? [`  ${side}not judged, as no data holds it: ${names(unmapped)}`] : []),
  ];
}

function names(all: readonly string[]): string {
  return some(all, mostNames, printableName);
}

function some<Item>(all: readonly Item[], most: number, text: (item: Item) => string): string {
  const more = all.length - most;
  return `${all.slice(0, most).map(text).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
