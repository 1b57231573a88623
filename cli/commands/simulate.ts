/**
 * `playc simulate`: the program against the histories of its accounts. Leaves the ledger as Parquet, the summary as
 * JSON and the rows of input that were set aside as CSV in the output folder, all of them or none, and prints the
 * summary.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Capacity } from "../../runtime/capacity.ts";
import type { OpenedHistories } from "../../runtime/histories/open.ts";
import { openJoinedLedger } from "../../runtime/ledger/joined.ts";
import { manifestOfAssignments } from "../../runtime/people/assignments.ts";
import { peopleOf } from "../../runtime/people-given.ts";
import { manifestOf } from "../../runtime/rank-accounts.ts";
import { type Breakdown, type BreakdownBy, breakDown } from "../../runtime/summary/breakdown.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type AnsweringOptions, answeringOf, manifestFile } from "../answering.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure, isDiskFull } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { lastRunFolder } from "../last-run.ts";
import { earlierTextFiles, listTextFiles } from "../ledger-files.ts";
import type { LedgerFormat } from "../ledger-formats.ts";
import { type OutputFolder, openOutputFolder } from "../output-folder.ts";
import { digestOfInput } from "../parts/identity.ts";
import { type KeptParts, keptPartsIn } from "../parts/kept-parts.ts";
import { diskFull, keptWords } from "../parts/left-words.ts";
import { simulateParts } from "../parts/simulate-parts.ts";
import { createProgress, type Progress } from "../progress.ts";
import { writeQuarantine } from "../quarantine-file.ts";
import { withHistoriesIn } from "../read-histories.ts";
import { openReportFile, type ReportFile } from "../report-file.ts";
import { checkReportedDays, type ReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { styleOf } from "../views/layout.ts";
import { type RuleWords, ruleWordsOf } from "../views/rule-words.ts";
import { breakdownTable } from "../views/simulate-by.ts";
import { wholeTablesSetAside } from "../views/simulate-input.ts";
import { simulateTable } from "../views/simulate-table.ts";

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
  /** Besides Parquet. */
  ledger: LedgerFormat;
  format: "table" | "json";
}

const summaryFile = "summary.json";
const quarantineFile = "quarantine.csv";

/** Gives the exit code. */
export async function simulate(directory: string, options: SimulateOptions): Promise<number> {
  const days = readReportedDays(options.from, options.to);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const progress = createProgress(process.stderr);
  // Listening comes first: there is no moment at which a signal would leave the work folder behind.
  let output: OutputFolder | undefined;
  let kept: KeptParts | undefined;
  let page: ReportFile | undefined;
  let endWorkers = () => {};
  const interrupted = () => {
    endWorkers();
    progress.end();
    const left = kept?.keep();
    if (left) tell(keptWords(left));
    output?.discard();
    page?.discard();
  };
  const stopListening = onInterrupt(interrupted);
  try {
    const target = options.out ?? lastRunFolder(project.folder.root);
    output = openOutputFolder(target);
    if (options.report !== undefined) page = openReportFile(options.report, project);
    kept = keptPartsIn(target, options.resume === true);
    const ending = (end: () => void) => {
      endWorkers = end;
    };
    const run = await writeRun(output.work, project, { ...options, days, kept, ending, page }, progress);
    await output.publish(run.files, earlierTextFiles(target));
    await page?.publish();
    kept.discard();
    progress.end();
    // The table says it itself; a document for tools says it to nobody.
    if (options.format === "json") for (const text of wholeTablesSetAside(run.summary.input)) tell(`SET ASIDE ${text}`);
    await writeResult(options.format === "json" ? jsonOf(run) : textOf(run, ruleWordsOf(project.schedule)));
    return exitCodes.fine;
  } catch (error) {
    if (!isDiskFull(error) || !output || !kept) throw error;
    const failure = diskFull(error, output.work, kept);
    interrupted();
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

interface Run {
  readonly summary: Summary;
  /** When it was asked for. */
  readonly breakdown: Breakdown | undefined;
  /** Names of the files written. */
  readonly files: readonly string[];
}

function textOf({ summary, breakdown }: Run, words: RuleWords): string {
  const style = styleOf(process.stdout);
  return breakdown ? breakdownTable(summary, words, breakdown, style) : simulateTable(summary, words, style);
}

function jsonOf({ summary, breakdown }: Run): string {
  const { schedule, range } = summary;
  const taken = breakdown && { format: "playc-breakdown", version: 1, schedule, range, by: breakdown };
  return `${JSON.stringify(taken ?? summary, null, 2)}\n`;
}

/** Simulates into `folder`. */
function writeRun(folder: string, project: CompiledProject, options: RunOptions, progress: Progress): Promise<Run> {
  const schedule = loadSchedule(scheduleText(project.schedule));
  const tempDir = join(folder, "input");
  mkdirSync(tempDir);
  const request = { project, schedule, data: options.data, accounts: accountsAsked(options) };
  return withHistoriesIn(tempDir, request, progress, (histories) => {
    checkReportedDays(options.days, histories.grid);
    return writeLedger(folder, { ...project, schedule }, histories, options, progress);
  });
}

/** Undefined for all of them. */
function accountsAsked({ accounts, account }: SimulateOptions): readonly string[] | undefined {
  return accounts || account ? [...(accounts ?? []), ...(account ?? [])] : undefined;
}

async function writeLedger(
  folder: string,
  project: CompiledProject,
  histories: OpenedHistories,
  options: RunOptions,
  progress: Progress,
): Promise<Run> {
  const { days, by, ledger, workers, resume, kept } = options;
  const { schedule } = project;
  const answering = answeringOf(schedule, histories, options);
  const people = await peopleOf(schedule, histories, options.capacity);
  const joined = await openJoinedLedger(folder);
  try {
    const data = await digestOfInput(project, histories, accountsAsked(options));
    const parts = { schedule, histories, ...days, answering, people, workers, data, resume };
    const totals = await simulateParts(folder, kept, joined, parts, progress, options.ending);
    progress.phase("adding up");
    const files = await joined.join(people.capacity === "enforce" ? "by account" : "as they came");
    const summary = await summarise(joined.query, schedule, histories, totals);
    if (summary.balance.total.demands !== totals.demands) {
      throw new Failure(
        "internal",
        `The ledger does not balance: ${totals.demands} demands in, ${summary.balance.total.demands} outcomes out.`,
      );
    }
    const breakdown = by && (await breakDown(joined.query, by));
    await options.page?.write(joined.query, summary);
    if (ledger !== "parquet") {
      const texts = await joined.exportText(ledger);
      files.push(...texts, listTextFiles(folder, texts));
    }
    const manifest = {
      ...manifestOf(schedule, histories.grid, histories.cutoffs ?? new Map()),
      ...(histories.assignments?.length && { assigned: manifestOfAssignments(histories.assignments) }),
      answers: summary.answers,
    };
    writeFileSync(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(folder, summaryFile), `${JSON.stringify(summary, null, 2)}\n`);
    await writeQuarantine(join(folder, quarantineFile), histories.quarantine());
    // The summary last: a folder that has one has all the others.
    return { summary, breakdown, files: [...files, quarantineFile, manifestFile, summaryFile] };
  } finally {
    joined.close();
  }
}
