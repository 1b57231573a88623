/** The answer of `playc calibrate` for people. */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { Calibration } from "../../runtime/calibration/calibrate.ts";
import type { Estimate } from "../../runtime/calibration/intervals.ts";
import type { Part, Snapshot } from "../../runtime/calibration/snapshots.ts";
import type { AskedCalibration } from "../commands/calibrate.ts";
import { counted } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

/** Lines of customers whose loss nothing showed; all are in the JSON. */
const mostMissed = 20;

/** Lines that make scores ranges, most first; all are in the JSON. */
const mostOpenLines = 5;

/** Ends with a line end. */
export function calibrationText(asked: AskedCalibration, calibration: Calibration, style: Style): string {
  const lines = [
    ...overlapLines(asked),
    ...section(`${printableName(asked.score)} against what happened`, questionLines(asked, calibration), style),
    ...bandsSection(calibration, style),
    ...warningsSection(calibration, style),
    ...missedSection(calibration, style),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Above everything: it spoils every figure below. */
function overlapLines({ overlap, before }: AskedCalibration): string[] {
  if (overlap === undefined) return [];
  return [
    `OVERLAP: \`lost when\` looks back ${overlap}d, the score is read ${before} before: they share days, so the figures flatter.`,
    `Ask --before ${overlap}d or more.`,
    "",
  ];
}

function questionLines({ before, lost, range }: AskedCalibration, calibration: Calibration): string[] {
  const { accounts, areaUnderCurve: area } = calibration;
  const others = [
    [accounts.tooYoung, "not yet customers then"],
    [accounts.withoutScore, "without a score then"],
    [accounts.unknownEnding, "with an unknown ending"],
    [accounts.neverCustomers, "never customers in the data"],
  ] as const;
  const left = others.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `  data        ${range.from} to ${range.to}`,
    `  the score   at the close ${before} before a customer's last day, or before the last day of the data`,
    `  lost        ${printable(lost)}, asked on the customer's last day`,
    `  customers   ${accounts.told}, of them ${accounts.lost} lost${left.length > 0 ? `; left out: ${left.join(", ")}` : ""}`,
    ...rangeLines(calibration),
    area
      ? `  area under the curve (AUC) ${ratio(area.value)} (95%: ${ratio(area.low)} to ${ratio(area.high)}): how often a lost customer scored below a kept one; 0.5 is chance`
      : `  ${nothingToTellApart(accounts)}`,
  ];
}

function nothingToTellApart({ told, lost }: Calibration["accounts"]): string {
  if (told === 0) return "No customer had a score then: there is nothing to tell apart. A shorter --before has more.";
  return lost === 0
    ? "Nobody was lost: there is nothing to tell apart. `lost when ...` of the score says who counts as lost."
    : "All of them were lost: there is nothing to tell apart.";
}

/** Scores that are no single number, and the lines that make most of them so. */
function rangeLines({ accounts: { notDecided }, openLines }: Calibration): string[] {
  if (notDecided === 0) return [];
  return [
    `  ranges      ${counted(notDecided, "score")} ${notDecided === 1 ? "is no single number but a range, ranked by its middle" : "are no single numbers but ranges, ranked by their middles"}; open lines:`,
    ...openLines
      .slice(0, mostOpenLines)
      .map(({ line, reason, scores }) => `              ${scores} x ${printable(line)}: ${printable(reason)}`),
  ];
}

function bandsSection({ bands }: Calibration, style: Style): string[] {
  const rows = bands.map((band) => [
    band.band === undefined ? "(a range over several)" : printableName(band.band),
    String(band.accounts),
    String(band.lost),
    estimate(band.lossRate),
    estimate(band.shareOfLost),
  ]);
  if (rows.length < 2) return [];
  const columns = [left("band"), right("customers"), right("lost"), right("lost of the band"), right("of all lost")];
  return section("By band", table(columns, rows, style), style);
}

function warningsSection({ warnings }: Calibration, style: Style): string[] {
  if (warnings.length === 0) return [];
  const rows = warnings.map((warning) => [
    `below ${printableName(warning.below)}`,
    String(warning.warned),
    String(warning.lost),
    estimate(warning.precision),
    estimate(warning.recall),
    estimate(warning.accuracy),
  ]);
  const columns = [
    left("warned of"),
    right("customers"),
    right("lost"),
    right("precision"),
    right("recall"),
    right("accuracy"),
  ];
  return section("Had one taken them for lost", table(columns, rows, style), style);
}

function missedSection({ missed, bands }: Calibration, style: Style): string[] {
  const top = bands[0]?.band;
  if (top === undefined || bands.length < 2) return [];
  const title = `Lost without a sign: ${printableName(top)} then`;
  if (missed.length === 0) return section(title, ["  None."], style);
  const rows = missed
    .slice(0, mostMissed)
    .map((snapshot) => [
      printableName(snapshot.account),
      formatDay(snapshot.day),
      formatDay(snapshot.ended),
      points(snapshot.score),
      snapshot.components
        .map((part) => `${shortName(part, snapshot)} ${points(part)} of ${part.total / 1e6}`)
        .join(", "),
    ]);
  const hasComponents = missed.some(({ components }) => components.length > 0);
  const columns = [
    left("account"),
    left("scored on"),
    left("ended"),
    right("score"),
    ...(hasComponents ? [left("components")] : []),
  ];
  const more = missed.length - mostMissed;
  const rest = more > 0 ? [`  and ${more} more: all are in --format json`] : [];
  return section(title, [...table(columns, rows, style), ...rest], style);
}

function shortName({ name }: Part, { score }: Snapshot): string {
  return printableName(name.startsWith(`${score.name}.`) ? name.slice(score.name.length + 1) : name);
}

/** To two decimals. */
function points({ low, high }: Part): string {
  const [least, most] = [low, high].map((units) => String(Math.round(units / 1e4) / 100));
  return least === most ? least! : `${least} to ${most}`;
}

/** `41.2% (30.1 to 53.2)`, with its 95% interval. */
function estimate(given: Estimate | undefined): string {
  if (!given) return "-";
  return `${tenths(given.value)}% (${tenths(given.low)} to ${tenths(given.high)})`;
}

function tenths(share: number): string {
  return (Math.round(share * 1000) / 10).toFixed(1);
}

function ratio(value: number): string {
  return value.toFixed(3);
}
