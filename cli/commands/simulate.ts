/**
 * `playc simulate`: the program against the histories of its accounts. Leaves the ledger as Parquet, the summary as
 * JSON and the rows of input that were set aside as CSV in the output folder, all of them or none, and prints the
 * summary.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHistories } from "../../runtime/histories/open.ts";
import type { Histories } from "../../runtime/histories/types.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import { simulate as runSimulation } from "../../runtime/simulate.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { lastRunFolder } from "../last-run.ts";
import { type OutputFolder, openOutputFolder } from "../output-folder.ts";
import { createProgress, type Progress } from "../progress.ts";
import { writeQuarantine } from "../quarantine-file.ts";
import { checkReportedDays, type ReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { styleOf } from "../views/layout.ts";
import { simulateTable } from "../views/simulate-table.ts";

export interface SimulateOptions {
  /** As typed. */
  from?: string;
  to?: string;
  data?: string[];
  accounts?: string[];
  out?: string;
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
  const stopListening = onInterrupt(() => output?.discard());
  try {
    output = openOutputFolder(options.out ?? lastRunFolder(project.folder.root));
    const { summary, files } = await writeRun(output.work, project, { ...options, days }, progress);
    await output.publish(files);
    progress.end();
    await writeResult(
      options.format === "json"
        ? `${JSON.stringify(summary, null, 2)}\n`
        : simulateTable(summary, styleOf(process.stdout)),
    );
    return exitCodes.fine;
  } finally {
    progress.end();
    output?.discard();
    stopListening();
  }
}

/** Simulates into `folder`; gives the summary and the names of the files written. */
async function writeRun(
  folder: string,
  { folder: { root }, project, schedule: compiled }: CompiledProject,
  options: Pick<SimulateOptions, "data" | "accounts"> & { days: ReportedDays },
  progress: Progress,
): Promise<{ summary: Summary; files: string[] }> {
  const schedule = loadSchedule(scheduleText(compiled));
  progress.phase("reading the data");
  const tempDir = join(folder, "input");
  mkdirSync(tempDir);
  const histories = await openHistories({
    project,
    schedule,
    projectDir: root,
    dataDirs: options.data ?? [],
    tempDir,
    ...(options.accounts ? { accounts: options.accounts } : {}),
  });
  try {
    checkReportedDays(options.days, histories.grid);
    return await writeLedger(folder, schedule, histories, options.days, progress);
  } finally {
    await histories.close();
  }
}

async function writeLedger(
  folder: string,
  schedule: CompiledProject["schedule"],
  histories: Histories,
  days: ReportedDays,
  progress: Progress,
): Promise<{ summary: Summary; files: string[] }> {
  const store = await openLedgerStore(folder);
  try {
    const totals = await runSimulation({
      schedule,
      histories,
      ...days,
      sink: store.append,
      onProgress: progress.count,
    });
    progress.phase("adding up");
    store.finish();
    const summary = await summarise(store.query, schedule, histories, totals.range);
    if (summary.balance.total.demands !== totals.demands) {
      throw new Failure(
        "internal",
        `The ledger does not balance: ${totals.demands} demands in, ${summary.balance.total.demands} outcomes out.`,
      );
    }
    const files = await store.exportParquet(folder);
    writeFileSync(join(folder, summaryFile), `${JSON.stringify(summary, null, 2)}\n`);
    await writeQuarantine(join(folder, quarantineFile), histories.quarantine());
    return { summary, files: [...files, summaryFile, quarantineFile] };
  } finally {
    store.close();
  }
}
