/** Makes the files of parts, one after another: accounts through the engine, their outcomes into a store, that into a file. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AccountHistory } from "../histories/types.ts";
import type { PreparedRun } from "../simulate.ts";
import { type PartWanted, writePart } from "./part-file.ts";
import { openLedgerStore } from "./store.ts";

export interface PartMaker {
  /** Leaves the file of a part, whole or not at all. `onProgress` counts its accounts. */
  make(
    wanted: PartWanted,
    path: string,
    accounts: AsyncIterable<AccountHistory>,
    onProgress?: (done: number) => Promise<void> | void,
  ): Promise<void>;
  close(): void;
}

/** `folder` is made, for as long as parts are made; it must be nobody else's. */
export async function createPartMaker(folder: string, run: PreparedRun): Promise<PartMaker> {
  const tables = join(folder, "tables");
  mkdirSync(tables, { recursive: true });
  const store = await openLedgerStore(folder);
  return {
    async make(wanted, path, accounts, onProgress) {
      const { append: sink, appendRun: ofRun, appendPersonDay: ofPeople } = store;
      if (wanted.part.number === 1) for (const day of run.capacityDays()) ofPeople(day);
      const totals = await run.simulate(accounts, { sink, ofRun, ofPeople, ...(onProgress && { onProgress }) });
      const written = await store.exportPart(tables);
      writePart(path, wanted, tables, written, totals);
      for (const { table } of written) rmSync(join(tables, `${table}.parquet`));
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
