/** The histories of a project's accounts, for as long as a command reads them: opened, surveyed, and put away again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OpenedHistories, openHistories } from "../runtime/histories/open.ts";
import type { EpochDay } from "../runtime/histories/types.ts";
import { surveyed } from "../runtime/survey-accounts.ts";
import type { Schedule } from "../schedule/types.ts";
import type { CompiledProject } from "./compile-project.ts";
import { onInterrupt } from "./interrupt.ts";
import { createProgress, type Progress } from "./progress.ts";

export interface HistoriesRequest {
  readonly project: CompiledProject;
  /** The project's schedule, as it was read back. */
  readonly schedule: Schedule;
  /** Folders outside the project, as typed. */
  readonly data: readonly string[] | undefined;
  /** Ids; all accounts without. */
  readonly accounts?: readonly string[] | undefined;
  /** Only what was known when this day opened. */
  readonly asOf?: EpochDay;
}

/** Reads the data, staging it in the folder `tempDir`, which exists. The histories last until `use` has ended; `opened`: as they are before anybody is ranked or given an account. */
export async function withHistoriesIn<T>(
  tempDir: string,
  { project: { folder, project }, schedule, data = [], accounts, asOf }: HistoriesRequest,
  progress: Progress,
  use: (histories: OpenedHistories, opened: OpenedHistories) => Promise<T>,
): Promise<T> {
  progress.phase("reading the data");
  const only = { ...(accounts !== undefined && { accounts }), ...(asOf !== undefined && { asOf }) };
  const opened = await openHistories({ project, schedule, projectDir: folder.root, dataDirs: data, tempDir, ...only });
  try {
    return await use(await surveyed(schedule, opened), opened);
  } finally {
    await opened.close();
  }
}

/** The same for a command that leaves nothing behind: staged in a folder of its own, gone at the end or at a signal. */
export async function withHistories<T>(
  command: string,
  request: HistoriesRequest,
  use: (histories: OpenedHistories, progress: Progress, opened: OpenedHistories) => Promise<T>,
): Promise<T> {
  const progress = createProgress(process.stderr);
  const tempDir = mkdtempSync(join(tmpdir(), `playc-${command}-`));
  const discard = () => rmSync(tempDir, { recursive: true, force: true });
  const stopListening = onInterrupt(discard);
  try {
    return await withHistoriesIn(tempDir, request, progress, (histories, opened) => use(histories, progress, opened));
  } finally {
    progress.end();
    discard();
    stopListening();
  }
}
