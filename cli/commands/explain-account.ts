/** `playc explain account`: what happened to one account, day by day, and why; or why a touch did not come. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulation, type Simulation } from "../../runtime/engine/simulation.ts";
import { explainAccount as tellAccount } from "../../runtime/explain/story.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { createProgress } from "../progress.ts";
import { checkReportedDays, type ReportedDays, readReportedDays } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { storyText } from "../views/explain-story.ts";
import { styleOf } from "../views/layout.ts";

export interface ExplainAccountOptions {
  /** As typed. */
  from?: string;
  to?: string;
  data?: string[];
  format: "text" | "json";
}

interface OneAccount {
  readonly schedule: Schedule;
  readonly simulation: Simulation;
  readonly history: AccountHistory;
  readonly lookAhead: readonly string[];
}

/** Gives the exit code. */
export async function explainAccount(
  account: string,
  directory: string,
  options: ExplainAccountOptions,
): Promise<number> {
  const days = readReportedDays(options.from, options.to);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const one = await readAccount(project, account, options.data ?? [], days);
  const story = tellAccount(one.schedule, one.simulation, one.history);
  await writeResult(
    options.format === "json"
      ? `${JSON.stringify({ ...story, lookAhead: one.lookAhead }, null, 2)}\n`
      : storyText(story, one.lookAhead, styleOf(process.stdout)),
  );
  return exitCodes.fine;
}

/** The account's history, and the simulation it would go through with all the others. */
async function readAccount(
  { folder: { root }, project, schedule: compiled }: CompiledProject,
  account: string,
  dataDirs: readonly string[],
  days: ReportedDays,
): Promise<OneAccount> {
  const schedule = loadSchedule(scheduleText(compiled));
  const progress = createProgress(process.stderr);
  const tempDir = mkdtempSync(join(tmpdir(), "playc-explain-"));
  const discard = () => rmSync(tempDir, { recursive: true, force: true });
  const stopListening = onInterrupt(discard);
  try {
    progress.phase("reading the data");
    const histories = await openHistories({
      project,
      schedule,
      projectDir: root,
      dataDirs,
      tempDir,
      accounts: [account],
    });
    try {
      checkReportedDays(days, histories.grid);
      const simulation = createSimulation(schedule, histories, days);
      for await (const history of histories.accounts()) {
        return { schedule, simulation, history, lookAhead: histories.summary.lookAhead };
      }
    } finally {
      await histories.close();
    }
  } finally {
    progress.end();
    discard();
    stopListening();
  }
  throw new Failure("data", `There is no account ${account}.`);
}
