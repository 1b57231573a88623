/** `playc calibrate`: a health score, the program's own or an imported one, held against what really happened to the customers. */
import { didYouMean } from "../../project/suggest.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { type Calibration, calibrate as holdAgainst } from "../../runtime/calibration/calibrate.ts";
import { fieldsReadBy } from "../../runtime/calibration/fields-read.ts";
import { overlapOf } from "../../runtime/calibration/overlap.ts";
import { createSnapshots, isImported, type Snapshot, type Story } from "../../runtime/calibration/snapshots.ts";
import type { Condition, Duration, Metric, Schedule, Score } from "../../schedule/types.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { withHistories } from "../read-histories.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { calibrationText } from "../views/calibration.ts";
import { styleOf } from "../views/layout.ts";

export interface CalibrateOptions {
  /** As typed. */
  score?: string;
  before: string;
  data?: string[];
  format: "table" | "json";
}

/** Gives the exit code. */
export async function calibrate(directory: string, options: CalibrateOptions): Promise<number> {
  const before = readLength(options.before);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const schedule = loadSchedule(scheduleText(project.schedule));
  const score = calibratedOf(schedule, options.score);
  refuseNobodyLost(schedule, score);
  const { stories, range, overlap } = await readStories(project, schedule, score, before, options.data);
  const bands = schedule.metrics.find(({ name }) => name === score.name)?.bands ?? [];
  const calibration = holdAgainst(stories, bands);
  const asked = { score: score.name, before: options.before, lost: lostText(schedule, score), range, overlap };
  await writeResult(
    options.format === "json"
      ? jsonOf(schedule, asked, calibration)
      : calibrationText(asked, calibration, styleOf(process.stdout)),
  );
  return exitCodes.fine;
}

/** How the question was put: stands above the figures. */
export interface AskedCalibration {
  readonly score: string;
  readonly before: string;
  /** Who counts as lost. */
  readonly lost: string;
  readonly range: { readonly from: string; readonly to: string };
  /** How many days `lost when` looks back, when these reach the score's day. */
  readonly overlap: number | undefined;
}

/** Figures of how the lost differ from the others need somebody who can be lost. */
function refuseNobodyLost({ account, metrics }: Schedule, subject: Score | Metric): void {
  if (account.ends !== undefined || lostOf(subject)) return;
  const flow = metrics.find(({ kind, computed }) => kind === "flow" && !computed)?.name ?? "logins";
  const way =
    "components" in subject
      ? `Add \`lost when ...\` to \`health ${subject.name}\`, for example \`lost when ${flow} over 180d = 0\`, or \`ends FIELD\` to the account.`
      : `Add \`ends FIELD\` to the account: of a metric that is imported as it is, the customers that ended were lost.`;
  throw new Failure("usage", `Nobody counts as lost: nothing says when a customer is. ${way}`);
}

function lostOf(subject: Score | Metric): Condition | undefined {
  return "components" in subject ? subject.lost : undefined;
}

function readLength(text: string): Duration {
  const [, amount, unit] = /^(\d{1,4})(d|w)$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0) {
    throw new Failure("usage", `--before ${text} is no length of time. Write it as 90d, or 12w.`);
  }
  return { unit: "days", amount: Number(amount) * (unit === "w" ? 7 : 1) };
}

/** What can be held against the endings: scores, and metrics in points that are imported as they are. */
function calibratedOf({ scores = [], metrics }: Schedule, name: string | undefined): Score | Metric {
  const imported = metrics.filter(isImported);
  const all: (Score | Metric)[] = [...scores, ...imported];
  const named = all.find((each) => each.name === name);
  if (named) return named;
  if (name !== undefined) {
    const names = all.map((each) => each.name);
    throw new Failure("usage", `There is no score ${name}.${didYouMean(name, names)}`);
  }
  // A metric with bands is a score of another tool's; one without may be a part of it.
  const likely = scores.length > 0 ? scores : imported.filter(({ bands }) => bands);
  const found = likely.length > 0 ? likely : imported;
  if (found.length === 1) return found[0]!;
  throw new Failure(
    "usage",
    found.length === 0
      ? "The program has no score to calibrate: declare one with `health { ... }`, or import one as a `metric` in points."
      : `The program has several scores. Say which one: --score ${found.map((each) => each.name).join(", --score ")}.`,
  );
}

function lostText({ account }: Schedule, subject: Score | Metric): string {
  return lostOf(subject)?.text ?? `${account.ends} is known`;
}

function readStories(
  project: CompiledProject,
  schedule: Schedule,
  score: Score | Metric,
  before: Duration,
  data: readonly string[] | undefined,
): Promise<{ stories: Story[] } & Pick<AskedCalibration, "range" | "overlap">> {
  return withHistories("calibrate", { project, schedule, data }, async (histories, progress) => {
    refuseLookAhead(fieldsReadBy(schedule, score.name), histories.summary.lookAhead, score.name);
    const storyOf = createSnapshots(schedule, score, histories, before);
    const stories: Story[] = [];
    for await (const history of histories.accounts()) {
      stories.push(storyOf(history));
      await progress.count(stories.length, histories.count);
    }
    const { from, to } = histories.grid;
    const overlap = overlapOf(schedule, lostOf(score), histories, before);
    return { stories, range: { from: formatDay(from), to: formatDay(to) }, overlap };
  });
}

/** A score that knows how it ended looks good, and is worth nothing. */
function refuseLookAhead(read: readonly string[], lookAhead: readonly string[], score: string): void {
  const ahead = read.filter((field) => lookAhead.includes(field));
  if (ahead.length === 0) return;
  throw new Failure(
    "data",
    `${score} reads ${ahead.map((field) => `\`${field}\``).join(", ")}, of which the data has only today's value: ` +
      "held against the past it would know what came afterwards. " +
      "Give the field a history (`from:` in playc.yaml), or take it out of the score.",
  );
}

function jsonOf(schedule: Schedule, asked: AskedCalibration, calibration: Calibration): string {
  const document = {
    format: "playc-calibration",
    version: 1,
    schedule: schedule.digest,
    ...asked,
    overlap: asked.overlap !== undefined,
    lostLooksBackDays: asked.overlap ?? null,
    accounts: calibration.accounts,
    areaUnderCurve: calibration.areaUnderCurve ?? null,
    bands: calibration.bands.map((band) => ({ ...band, band: band.band ?? null })),
    warnings: calibration.warnings,
    openLines: calibration.openLines,
    missed: calibration.missed.map(missedOf),
  };
  return `${JSON.stringify(document, (_, value) => (value === undefined ? null : value), 2)}\n`;
}

function missedOf({ account, day, ended, score, components }: Snapshot) {
  const points = ({ name, low, high, total }: Snapshot["score"]) => ({
    name,
    low: low / 1e6,
    high: high / 1e6,
    total: total / 1e6,
  });
  return {
    account,
    day: formatDay(day),
    ended: formatDay(ended),
    score: points(score),
    components: components.map(points),
  };
}
