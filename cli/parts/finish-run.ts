/** The last step of a run, whoever simulated its parts: the ledger joined, added up, and put beside what is told with it. */
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Budgets } from "../../project/budgets.ts";
import type { Capacity } from "../../runtime/capacity.ts";
import type { QuarantinedRow } from "../../runtime/histories/types.ts";
import type { JoinedLedger } from "../../runtime/ledger/joined.ts";
import type { Query } from "../../runtime/ledger/store.ts";
import type { ScenarioResult } from "../../runtime/scenarios/figures.ts";
import type { SimulationTotals } from "../../runtime/simulate.ts";
import { type Breakdown, type BreakdownBy, breakDown } from "../../runtime/summary/breakdown.ts";
import { budgetResults } from "../../runtime/summary/budgets.ts";
import { type InputSeen, summarise } from "../../runtime/summary/summarise.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { manifestFile } from "../answering.ts";
import { exitCodes, Failure } from "../failure.ts";
import { jsonPieces } from "../json-pieces.ts";
import { listTextFiles } from "../ledger-files.ts";
import type { LedgerFormat } from "../ledger-formats.ts";
import type { Progress } from "../progress.ts";
import { writeQuarantine } from "../quarantine-file.ts";
import type { ReportFile } from "../report-file.ts";
import { tell } from "../terminal.ts";
import { budgetText } from "../views/budgets.ts";
import { styleOf } from "../views/layout.ts";
import { ruleWordsOf } from "../views/rule-words.ts";
import { breakdownTable } from "../views/simulate-by.ts";
import { simulateTable } from "../views/simulate-table.ts";

const summaryFile = "summary.json";
const quarantineFile = "quarantine.csv";

/** What is told of a run besides its parts. */
export interface RunFacts {
  readonly schedule: Schedule;
  readonly input: InputSeen;
  /** What it must stay within; they are of all accounts. */
  readonly budgets?: Budgets | undefined;
  /** JSON. */
  readonly manifest: unknown;
  quarantine(): AsyncIterable<QuarantinedRow>;
}

export interface RunTotals extends SimulationTotals {
  readonly capacity: Capacity;
}

/** What is to be made of it. */
export interface FinishOptions {
  readonly by?: BreakdownBy[];
  readonly ledger: LedgerFormat;
  /** A page about it. */
  readonly page?: Pick<ReportFile, "write"> | undefined;
  /** Simulates the scenarios that stand beside the plan, whose ledger is asked. */
  readonly whatIf?: ((query: Query, totals: RunTotals) => Promise<ScenarioResult[]>) | undefined;
}

export interface FinishedRun {
  readonly summary: Summary;
  /** When it was asked for. */
  readonly breakdown: Breakdown | undefined;
  /** Names of the files written. */
  readonly files: readonly string[];
}

/** All parts are taken: writes the run's files into `folder`. */
export async function finishRun(
  folder: string,
  joined: JoinedLedger,
  { schedule, input, budgets, manifest, quarantine }: RunFacts,
  totals: RunTotals,
  { by, ledger, page, whatIf }: FinishOptions,
  progress: Progress,
): Promise<FinishedRun> {
  progress.phase("adding up");
  const files = await joined.join(totals.capacity === "enforce" ? "by account" : "as they came");
  const summary = await summarise(joined.query, schedule, input, totals);
  if (summary.balance.total.demands !== totals.demands) {
    throw new Failure(
      "internal",
      `The ledger does not balance: ${totals.demands} demands in, ${summary.balance.total.demands} outcomes out.`,
    );
  }
  if (budgets) summary.budgets = await budgetResults(budgets, joined.query, schedule, summary);
  if (whatIf) summary.whatIf = await whatIf(joined.query, totals);
  await page?.write(joined.query, summary);
  const breakdown = by && (await breakDown(joined.query, by));
  if (ledger !== "parquet") {
    const texts = await joined.exportText(ledger);
    files.push(...texts, listTextFiles(folder, texts));
  }
  writeFileSync(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  writePieces(join(folder, summaryFile), jsonPieces(summary));
  await writeQuarantine(join(folder, quarantineFile), quarantine());
  // The summary last: a folder that has one has all the others.
  return { summary, breakdown, files: [...files, quarantineFile, manifestFile, summaryFile] };
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "w");
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** As it is printed, in pieces. */
export function printedRun(
  { summary, breakdown }: FinishedRun,
  schedule: Schedule,
  format: "table" | "json",
): Iterable<string> {
  if (format === "table") {
    const [words, style] = [ruleWordsOf(schedule), styleOf(process.stdout)];
    return [breakdown ? breakdownTable(summary, words, breakdown, style) : simulateTable(summary, words, style)];
  }
  const { schedule: digest, range } = summary;
  const taken = breakdown && { format: "playc-breakdown", version: 1, schedule: digest, range, by: breakdown };
  return jsonPieces(taken ?? summary);
}

/** The exit code: that of something that was asked to hold and does not, where a budget is over. Documents for tools say it to nobody, so that it is told. */
export function endOfRun({ summary: { budgets = [] } }: FinishedRun, format: "table" | "json"): number {
  const over = budgets.filter(({ kept }) => kept === false);
  if (format === "json") for (const budget of over) tell(`BUDGET ${budgetText(budget)}`);
  return over.length > 0 ? exitCodes.test : exitCodes.fine;
}
