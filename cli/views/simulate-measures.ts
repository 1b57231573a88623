/** What came of the measures, and what the programme cost and brought in, with what was assumed beside it. */
import type { FigureResult, MeasureResult } from "../../runtime/measures/result.ts";
import type { ReturnLineResult, ReturnResult } from "../../runtime/measures/return.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { counted, money } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section } from "./layout.ts";
import { printableName } from "./printable.ts";

const columns = [
  left("measure"),
  right("figure"),
  right("95% interval"),
  right("of"),
  right("not yet"),
  right("unknown"),
  left("target"),
];

/** Nothing for a program without measures. */
export function measuresSection({ measures, roi }: Pick<Summary, "measures" | "roi">, style: Style): string[] {
  if (measures.length === 0) return [];
  const lines = gridLines(measuresGrid(measures, roi?.currency), style);
  return section("Measures", [...lines, ...measures.flatMap(reasonLines)], style);
}

/** `currency`: of figures in money. */
export function measuresGrid(measures: Summary["measures"], currency: string | undefined): Grid {
  const show = (measure: MeasureResult) => shower(measure, currency);
  const rows = measures.flatMap((measure) => [
    [printableName(measure.measure), ...cells(measure, show(measure)), targetText(measure)],
    ...comparedRows(measure, show(measure)),
  ]);
  return { columns, rows };
}

function comparedRows({ compared }: MeasureResult, show: (value: number) => string): string[][] {
  if (!compared) return [];
  const { by, undecided } = compared;
  const rows = [
    [`  ${printableName(by)}`, ...cells(compared.with, show), ""],
    ["  not so", ...cells(compared.without, show), ""],
  ];
  return undecided === 0 ? rows : [...rows, ["  unknown whether", "", "", String(undecided), "", "", ""]];
}

function cells({ value, atLeast, interval, units, waiting, unknown }: FigureResult, show: (value: number) => string) {
  const figure = value !== null ? show(value) : atLeast === null ? "-" : `> ${show(atLeast - 1)}`;
  const bound = (end: number | null) => (end === null ? "?" : show(end));
  return [
    figure,
    interval ? `${bound(interval.low)} to ${bound(interval.high)}` : "-",
    String(units + waiting),
    waiting === 0 ? "-" : String(waiting),
    String(unknown.reduce((sum, { count }) => sum + count, 0)),
  ];
}

export function targetText({ goal }: MeasureResult | ReturnResult): string {
  if (!goal) return "-";
  return goal.met === undefined ? `${goal.text} (no telling)` : `${goal.text} ${goal.met ? "(met)" : "(missed)"}`;
}

/** Reasons named for one measure; the others are in the summary. */
const mostReasons = 3;

/** Why there is no figure, and why some could not be judged. */
function reasonLines({ measure, reason, unknown }: MeasureResult): string[] {
  const name = printableName(measure);
  const told = unknown.slice(0, mostReasons).map(({ reason: why, count }) => `${printableName(why)}: ${count}`);
  const more = unknown.length > mostReasons ? [`and ${counted(unknown.length - mostReasons, "more reason")}`] : [];
  return [
    ...(reason === null ? [] : [`  ${name}: ${printableName(reason)}`]),
    ...(told.length === 0 ? [] : [`  ${name}, unknown: ${[...told, ...more].join("; ")}`]),
  ];
}

/** A figure in the words of its unit. */
function shower({ unit }: Pick<MeasureResult, "unit">, currency: string | undefined): (value: number) => string {
  switch (unit) {
    case "ratio":
      return percent;
    case "days":
      return (value) => `${Number.isInteger(value) ? value : value.toFixed(1)}d`;
    case "money":
      return (value) => `${currency ? `${currency} ` : ""}${value.toFixed(2)}`;
    default:
      return (value) => value.toFixed(2);
  }
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}

// ---- the return ------------------------------------------------------------------------------------------------

/** Nothing for a program without `roi`. */
export function returnSection({ roi }: Pick<Summary, "roi">, style: Style): string[] {
  if (!roi) return [];
  return section(
    "Return",
    [...gridLines(returnGrid(roi), style), ...returnLines(roi).map((text) => `  ${text}`)],
    style,
  );
}

export function returnGrid(roi: ReturnResult): Grid {
  const amount = (minor: number) => money(minor, roi.minorDigits);
  const total = (name: string, minor: number) => [name, "", "", "", amount(minor)];
  const rows = (side: ReturnLineResult["side"]) =>
    roi.lines.filter((line) => line.side === side).map((line) => lineCells(line, roi));
  return {
    columns: [left("what"), left("assumed"), right("counted"), right("unknown"), right(roi.currency)],
    rows: [...rows("cost"), total("cost", roi.cost), ...rows("benefit"), total("benefit", roi.benefit)],
  };
}

/** What it comes to, and what share of it is assumed. */
export function returnLines(roi: ReturnResult): string[] {
  const value = roi.value === null ? `no telling: ${roi.reason}` : percent(roi.value);
  const goal = roi.goal ? `, target ${targetText(roi)}` : "";
  const shares = roi.lines.filter(({ side, base }) => side === "benefit" && base !== null).map(assumption);
  return [
    `(benefit - cost) / cost = ${value}${goal}`,
    ...(shares.length === 0 ? [] : [`assumed: ${shares.join("; ")}`]),
  ];
}

/** `30% of arr of each won at_risk would not have come without the programme` */
function assumption({ assumed }: ReturnLineResult): string {
  const [share = "", of = ""] = assumed.split(" per ");
  return `${printableName(share)} of each ${printableName(of)} came of the programme`;
}

function lineCells(line: ReturnLineResult, roi: ReturnResult): string[] {
  const { name, assumed, times, minutes, base, unknown, money: minor } = line;
  const counted_ =
    minutes !== null
      ? `${(minutes / 60).toFixed(1)} h`
      : times === null
        ? "by the day"
        : base === null
          ? String(times)
          : `${times} with ${money(base, roi.minorDigits)}`;
  return [`  ${printableName(name)}`, printableName(assumed), counted_, String(unknown), money(minor, roi.minorDigits)];
}
