/**
 * `playc simulate`: the program against the histories of its accounts. Leaves the ledger as Parquet, the summary as
 * JSON and the rows of input that were set aside as CSV in the output folder, all of them or none, and prints the
 * summary.
 */
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Capacity } from "../../runtime/capacity.ts";
import type { OpenedHistories } from "../../runtime/histories/open.ts";
import { openJoinedLedger } from "../../runtime/ledger/joined.ts";
import type { Shard } from "../../runtime/parts/cut.ts";
import { manifestOfAssignments } from "../../runtime/people/assignments.ts";
import { peopleOf } from "../../runtime/people-given.ts";
import { manifestOf } from "../../runtime/rank-accounts.ts";
import type { Answering } from "../../runtime/responses.ts";
import type { BreakdownBy } from "../../runtime/summary/breakdown.ts";
import { answersTaken } from "../../runtime/summary/summarise.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type AnsweringOptions, answeringOf } from "../answering.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure, isDiskFull } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { lastRunFolder } from "../last-run.ts";
import { earlierTextFiles } from "../ledger-files.ts";
import type { LedgerFormat } from "../ledger-formats.ts";
import { type OutputFolder, openOutputFolder } from "../output-folder.ts";
import { endOfRun, type FinishedRun, finishRun, printedRun, type RunFacts } from "../parts/finish-run.ts";
import { digestOfInput } from "../parts/identity.ts";
import { type KeptParts, keptPartsIn } from "../parts/kept-parts.ts";
import { diskFull, keptWords, nothingKeptWords } from "../parts/left-words.ts";
import { leaveShard, printedShard, refuseWithShard, type ShardLeft } from "../parts/shard.ts";
import { simulateParts } from "../parts/simulate-parts.ts";
import { createProgress, type Progress } from "../progress.ts";
import { withHistoriesIn } from "../read-histories.ts";
import { openReportFile, type ReportFile } from "../report-file.ts";
import { checkReportedDays, type ReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { unusableText } from "../views/simulate-input.ts";
import { checkPossible } from "../what-if/possible.ts";
import { readScenarios, scenariosBeside, type TypedScenario } from "../what-if/scenarios.ts";

export interface SimulateOptions extends Omit<AnsweringOptions, "run"> {
  /** As typed. */
  from?: string;
  to?: string;
  data?: string[];
  /** Ids, two kinds of options together. */
  accounts?: string[];
  account?: string[];
  by?: BreakdownBy[];
  capacity: Capacity;
  out?: string;
  /** The file of the report page. */
  report?: string;
  /** How many processes simulate. */
  workers?: number;
  /** Go on with the parts that an interrupted run left. */
  resume?: boolean;
  /** Only a share of the parts, into a file for `playc merge`. */
  shard?: Shard;
  /** Scenarios, as typed. */
  whatIf?: string[];
  /** Besides Parquet. */
  ledger: LedgerFormat;
  format: "table" | "json";
}

/** Gives the exit code. */
export async function simulate(directory: string, options: SimulateOptions): Promise<number> {
  if (options.shard) refuseWithShard(options);
  const days = readReportedDays(options.from, options.to);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const progress = createProgress(process.stderr);
  // Listening comes first: there is no moment at which a signal would leave the work folder behind.
  let output: OutputFolder | undefined;
  let kept: KeptParts | undefined;
  let page: ReportFile | undefined;
  let endWorkers = () => {};
  const target = options.out ?? lastRunFolder(project.folder.root);
  let isPublished = false;
  /** Gives how to go on, where anything is kept. */
  const interrupted = () => {
    endWorkers();
    progress.end();
    const left = kept?.keep();
    output?.discard();
    page?.discard();
    return left && keptWords(left);
  };
  const stopListening = onInterrupt(() => {
    const words = interrupted();
    if (!isPublished) tell(words ?? nothingKeptWords(target));
  });
  try {
    output = openOutputFolder(target);
    if (options.report !== undefined) page = openReportFile(options.report, titleOf(project), project.schedule);
    kept = keptPartsIn(target, options.resume === true);
    const ending = (end: () => void) => {
      endWorkers = end;
    };
    const run = await writeRun(output.work, project, { ...options, days, kept, ending, page }, progress);
    if ("file" in run) {
      await output.publish([run.file]);
      isPublished = true;
      kept.discard();
      progress.end();
      await writeResult(printedShard(run, target, options.format));
      return exitCodes.fine;
    }
    await output.publish(run.files, earlierTextFiles(target));
    isPublished = true;
    await page?.publish();
    kept.discard();
    progress.end();
    // The table says it itself; a document for tools says it to nobody.
    if (options.format === "json") for (const text of unusableText(run.summary.input.tables)) tell(text);
    await writeResult(printedRun(run, project.schedule, options.format));
    return endOfRun(run, options.format);
  } catch (error) {
    if (!isDiskFull(error) || !output || !kept) throw error;
    const failure = diskFull(error, output.work, kept);
    const words = interrupted();
    if (words) tell(words);
    throw failure;
  } finally {
    progress.end();
    kept?.discard();
    output?.discard();
    page?.discard();
    stopListening();
  }
}

interface RunOptions extends SimulateOptions {
  readonly page: ReportFile | undefined;
  readonly days: ReportedDays;
  readonly kept: KeptParts;
  /** Takes what ends the workers at once. */
  readonly ending: (end: () => void) => void;
}

/** Simulates into `folder`. */
function writeRun(
  folder: string,
  project: CompiledProject,
  options: RunOptions,
  progress: Progress,
): Promise<FinishedRun | ShardLeft> {
  const schedule = loadSchedule(scheduleText(project.schedule));
  const tempDir = join(folder, "input");
  mkdirSync(tempDir);
  const accounts = accountsAsked(options);
  if (accounts && options.whatIf) {
    throw new Failure("usage", "--what-if plans for all accounts: leave out --accounts and --account.");
  }
  const scenarios = readScenarios(project, options.whatIf ?? []);
  const request = { project, schedule, data: options.data, accounts };
  return withHistoriesIn(tempDir, request, progress, (histories, opened) => {
    checkReportedDays(options.days, histories);
    checkPossible({ schedule, histories: opened }, options.days, scenarios);
    return writeLedger(folder, { project: { ...project, schedule }, histories, opened, scenarios }, options, progress);
  });
}

/** What a page about a run is called. */
function titleOf({ folder }: Pick<CompiledProject, "folder">): string {
  return basename(folder.root);
}

/** Undefined for all of them. */
function accountsAsked({ accounts, account }: SimulateOptions): readonly string[] | undefined {
  return accounts || account ? [...(accounts ?? []), ...(account ?? [])] : undefined;
}

interface Given {
  readonly project: CompiledProject;
  readonly histories: OpenedHistories;
  /** Before anybody was ranked or given an account. */
  readonly opened: OpenedHistories;
  readonly scenarios: readonly TypedScenario[];
}

async function writeLedger(
  folder: string,
  { project, histories, opened, scenarios }: Given,
  options: RunOptions,
  progress: Progress,
): Promise<FinishedRun | ShardLeft> {
  const { days, workers, resume, kept, shard } = options;
  const { schedule } = project;
  const answering = answeringOf(schedule, histories, options);
  const people = await peopleOf(schedule, histories, options.capacity);
  const budgets = accountsAsked(options) ? undefined : project.project.budgets;
  const facts = { ...factsOf(schedule, histories, answering), budgets };
  const joined = await openJoinedLedger(folder);
  try {
    const data = await digestOfInput(project, histories, accountsAsked(options));
    const parts = { schedule, histories, ...days, answering, people, workers, data, resume, shard };
    const totals = await simulateParts(folder, kept, joined, parts, progress, options.ending);
    if (shard) return await leaveShard(folder, shard, facts, titleOf(project), totals, kept.pathOf);
    const run = { schedule, histories, opened, ...days, answering, capacity: options.capacity };
    const whatIf = scenariosBeside(folder, run, scenarios, progress);
    return await finishRun(folder, joined, facts, totals, { ...options, whatIf }, progress);
  } finally {
    joined.close();
  }
}

function factsOf(schedule: Schedule, histories: OpenedHistories, answering: Answering): RunFacts {
  const { grid, cutoffs = new Map(), assignments = [] } = histories;
  const manifest = {
    ...manifestOf(schedule, grid, cutoffs),
    ...(assignments.length > 0 && { assigned: manifestOfAssignments(assignments) }),
    answers: answersTaken(schedule, answering),
  };
  return { schedule, input: histories, manifest, quarantine: () => histories.quarantine() };
}
