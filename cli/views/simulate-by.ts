/** `playc simulate --by` for people: a table for each thing the simulation is taken apart by. */
import type {
  Breakdown,
  PersonWeek,
  RuleDemands,
  SegmentDemands,
  TouchDemands,
} from "../../runtime/summary/breakdown.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { hours } from "./figures.ts";
import { type Column, left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";
import { overNote, weekIsOver } from "./simulate-capacity.ts";
import { rangeSection } from "./simulate-input.ts";
import { whatIfSection } from "./what-if.ts";

/** Ends with a line end. The range and what may spoil the figures stand above them, as in the whole table. */
export function breakdownTable(
  summary: Summary,
  words: RuleWords,
  { person, rule, touch, segment }: Breakdown,
  style: Style,
): string {
  const lines = [
    ...rangeSection(summary, style),
    ...(person ? weeksByPerson(person, summary, style) : []),
    ...(rule
      ? titled(
          "By rule",
          ruleColumns,
          rule.map((row) => ruleCells(row, words)),
          style,
        )
      : []),
    ...(touch ? titled("By touch", touchColumns, touch.map(touchCells), style) : []),
    ...(segment ? titled("By segment", segmentColumns, segment.map(segmentCells), style) : []),
    ...whatIfSection(summary, style),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function titled(title: string, columns: readonly Column[], rows: readonly string[][], style: Style): string[] {
  return section(title, rows.length === 0 ? ["  Nothing."] : table(columns, rows, style), style);
}

function weeksByPerson(weeks: readonly PersonWeek[], summary: Summary, style: Style): string[] {
  const isOver = weekIsOver(summary);
  const marked = weeks.map((week) => !week.unassigned && isOver(week.person, week.week));
  const rows = weeks.map((week, index) => weekCells(week, marked[index]!));
  if (rows.length === 0) return titled("By person and week", weekColumns, rows, style);
  const notes = marked.includes(true) ? [overNote] : [];
  return section("By person and week", [...table(weekColumns, rows, style), ...notes], style);
}

const weekColumns = [
  left("person"),
  left("week of"),
  right("touches"),
  right("other"),
  right("hours"),
  left("most of them"),
];

function weekCells(
  { person, unassigned, week, touches, others, minutes, source, sourceMinutes }: PersonWeek,
  isOver: boolean,
): string[] {
  return [
    unassigned ? `${printableName(person)} *` : printableName(person),
    week,
    String(touches),
    String(others),
    `${hours(minutes)}${isOver ? "!" : ""}`,
    `${printableName(source)}: ${hours(sourceMinutes)} h`,
  ];
}

const ruleColumns = [
  left("outcome"),
  left("rule"),
  left("what"),
  left("segment"),
  right("demands"),
  right("accounts"),
  right("hours it would take"),
];

function ruleCells(
  { outcome, rule, kind, name, segment, demands, accounts, minutes }: RuleDemands,
  words: RuleWords,
): string[] {
  const what = `${kind} ${printableName(name)}`;
  return [outcome, words(rule), what, segmentName(segment), String(demands), String(accounts), hours(minutes)];
}

const outcomes = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"] as const;
const outcomeColumns = [right("demands"), ...outcomes.map(right)];

function outcomeCells(row: TouchDemands | SegmentDemands): string[] {
  return [String(row.demands), ...outcomes.map((outcome) => String(row[outcome]))];
}

const touchColumns = [
  left("touch"),
  right("accounts"),
  ...outcomeColumns,
  right("deferred"),
  right("late"),
  right("hours done"),
];

function touchCells(row: TouchDemands): string[] {
  const { touch, accounts, deferred, late, minutes } = row;
  const figures = [String(deferred), String(late), hours(minutes)];
  return [printableName(touch), String(accounts), ...outcomeCells(row), ...figures];
}

const segmentColumns = [
  left("segment"),
  right("accounts"),
  ...outcomeColumns,
  right("touches done"),
  right("hours done"),
];

function segmentCells(row: SegmentDemands): string[] {
  const { segment, accounts, touches, minutes } = row;
  return [segmentName(segment), String(accounts), ...outcomeCells(row), String(touches), hours(minutes)];
}

function segmentName(segment: string | null): string {
  return segment === null ? "-" : printableName(segment);
}
