/**
 * A comparison with the last commit, in steps: what was changed, what it does, and histories that show it. Each is shown as soon
 * as it is there, and what one of them cannot say the others still do.
 */
import type { DiffReport } from "../../review/types.ts";
import type { Program } from "../program.ts";
import { type Ran, reasonOf, run } from "../run.ts";
import type { ShownComparison } from "./content.ts";
import { whyNoLastCommit } from "./last-commit.ts";
import { reportOf } from "./report.ts";

/** What is compared with. */
export const base = "HEAD";

/** What is known of a comparison. */
export type Comparison = Omit<ShownComparison, "project" | "base" | "unsaved">;

export const nothingYet: Comparison = {
  busy: undefined,
  report: undefined,
  hasOldFigures: false,
  failure: undefined,
  unsimulated: undefined,
  unwitnessed: undefined,
  needsProgram: false,
};

export interface Comparing {
  readonly program: Program;
  /** The project's, where the program is run. */
  readonly folder: string;
  /** The setting `playc.compare.arguments`. */
  readonly more: readonly string[];
  /** Once it is stopped, what is under way is no longer shown. */
  readonly signal: AbortSignal;
  /** What `playc` said for people. */
  log(text: string): void;
  show(change: Partial<Comparison>): void;
}

/** A word of the setting that asks for histories, as the button does. */
const witnessWord = "--witness";

/** `earlier`: of the comparison before, whose figures stay until there are new ones. Never rejects. */
export async function compare(comparing: Comparing, earlier: DiffReport | undefined): Promise<void> {
  const { program, more, signal, show } = comparing;
  show({ ...nothingYet, busy: "comparing", report: earlier, hasOldFigures: earlier?.simulated !== undefined });
  const { report, why } = await diff(comparing, []);
  if (signal.aborted) return show({ busy: undefined });
  if (!report) return show({ ...nothingYet, failure: (await whyNoLastCommit(comparing.folder)) ?? why });
  show({ report, hasOldFigures: false, needsProgram: isChanged(report) && program.isBundled });
  if (!isChanged(report)) return show({ busy: undefined });
  const done = program.isBundled ? { report } : await simulate(comparing, report, earlier?.simulated);
  if (signal.aborted) return show({ busy: undefined });
  const isWanted = more.includes(witnessWord);
  show({ ...done, hasOldFigures: false, busy: isWanted ? "searching" : undefined });
  if (isWanted) await search(comparing, done.report);
}

/** Histories on which the two programs of a report differ. Never rejects. */
export async function search(comparing: Comparing, report: DiffReport): Promise<void> {
  const { signal, show } = comparing;
  show({ busy: "searching", unwitnessed: undefined });
  const { report: found, why } = await diff(comparing, [witnessWord]);
  if (signal.aborted) return show({ busy: undefined });
  const { witnesses } = found ?? {};
  show({ busy: undefined, ...(witnesses ? { report: { ...report, witnesses } } : { unwitnessed: why }) });
}

/** Whether there is anything whose effect could be told. */
export function isChanged({ changes }: DiffReport): boolean {
  return changes !== null && changes.length > 0;
}

/** The report with figures, or without them and why there are none. */
async function simulate(
  comparing: Comparing,
  report: DiffReport,
  old: DiffReport["simulated"],
): Promise<{ report: DiffReport; unsimulated?: string }> {
  const shown = { ...report, ...(old && { simulated: old }) };
  comparing.show({ busy: "simulating", report: shown, hasOldFigures: old !== undefined });
  const more = comparing.more.filter((word) => word !== witnessWord);
  const { report: figures, why } = await diff(comparing, ["--simulate", ...more]);
  if (figures && !figures.notSimulated) return { report: figures };
  return { report, unsimulated: figures?.notSimulated?.message ?? why };
}

async function diff(
  { program, folder, signal, log }: Comparing,
  more: readonly string[],
): Promise<{ report: DiffReport | undefined; why: string }> {
  const words = ["diff", base, "--project", folder, "--format=json", ...more];
  const ran = await run(program, words, folder, signal);
  if (ran.stderr.trim() !== "") log(`playc ${words.join(" ")}\n${ran.stderr.trim()}`);
  return { report: reportOf(ran.stdout), why: whyNone(ran) };
}

/** Of a program that gave no report. What it says of itself comes first; an answer in a shape of its own is one of another version. */
function whyNone(ran: Ran): string {
  const isAnswer = ran.code !== null && ran.stdout.trim() !== "" && !/^(playc|error): /m.test(ran.stderr);
  return isAnswer
    ? "What playc answered is no comparison that this extension can read. The playc of the project may be of another version, or the setting playc.compare.arguments asks for another form."
    : reasonOf(ran);
}
