/** Simulates a run part by part, and hands the parts to its ledger. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Histories } from "../../runtime/histories/types.ts";
import type { JoinedLedger } from "../../runtime/ledger/joined.ts";
import { createPartMaker } from "../../runtime/ledger/part-maker.ts";
import { cutInParts } from "../../runtime/parts/cut.ts";
import { addTotals, type PartTotals } from "../../runtime/parts/totals.ts";
import { prepareRun, type SimulationRun, type SimulationTotals } from "../../runtime/simulate.ts";
import type { Progress } from "../progress.ts";
import { identityOf } from "./identity.ts";

/** What is simulated. */
export type PartsRun = Pick<SimulationRun, "schedule" | "from" | "to" | "answering"> & {
  readonly histories: Histories;
};

/** `folder` is this run's own. */
export async function simulateParts(
  folder: string,
  ledger: JoinedLedger,
  run: PartsRun,
  progress: Progress,
): Promise<SimulationTotals> {
  const prepared = prepareRun(run);
  const { range, answering } = prepared;
  const identity = identityOf(run.schedule, prepared);
  const { histories } = run;
  const parts = cutInParts(histories.count);
  const files = join(folder, "parts");
  mkdirSync(files);
  const maker = await createPartMaker(join(folder, "making"), prepared);
  try {
    const totals: PartTotals[] = [];
    for (const part of parts) {
      const wanted = { identity, part, parts: parts.length };
      const path = join(files, `part-${part.number}.playc`);
      const count = (done: number) => progress.count(part.from + done, histories.count);
      await maker.make(wanted, path, histories.accounts(part), count);
      totals.push(await ledger.take(path, wanted));
    }
    return { range, answering, ...addTotals(totals) };
  } finally {
    maker.close();
  }
}
