/** Simulates a run part by part, by as many processes as are wanted, and hands the parts to its ledger. */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { OpenedHistories } from "../../runtime/histories/open.ts";
import type { JoinedLedger } from "../../runtime/ledger/joined.ts";
import type { PartWanted } from "../../runtime/ledger/part-file.ts";
import { createPartMaker } from "../../runtime/ledger/part-maker.ts";
import { cutInParts } from "../../runtime/parts/cut.ts";
import { addTotals, type PartTotals } from "../../runtime/parts/totals.ts";
import { type PreparedRun, prepareRun, type SimulationRun, type SimulationTotals } from "../../runtime/simulate.ts";
import type { Progress } from "../progress.ts";
import { scheduleText } from "../schedule-text.ts";
import { identityOf } from "./identity.ts";
import type { Opening } from "./messages.ts";
import { type Maker, startWorker } from "./workers.ts";

/** What is simulated. */
export interface PartsRun extends Pick<SimulationRun, "schedule" | "from" | "to" | "answering"> {
  readonly histories: OpenedHistories;
  /** How many processes work on it; without it as many as pay. */
  readonly workers?: number | undefined;
}

/** Fewer days of accounts are simulated before a second process has started. */
const daysWorthAWorker = 1_000_000;

/** `folder` is this run's own. `ending` takes what ends the workers at once. */
export async function simulateParts(
  folder: string,
  ledger: JoinedLedger,
  run: PartsRun,
  progress: Progress,
  ending: (end: () => void) => void,
): Promise<SimulationTotals> {
  const { histories, schedule } = run;
  const prepared = prepareRun(run);
  const { range, answering } = prepared;
  const identity = identityOf(schedule, prepared, await histories.digest());
  const parts = cutInParts(histories.count);
  const wanted = parts.map((part): PartWanted => ({ identity, part, parts: parts.length }));
  const files = join(folder, "parts");
  mkdirSync(files);
  const makers = await makersOf(folder, run, prepared, parts.length);
  const end = () => {
    for (const maker of makers) maker.close();
  };
  ending(end);
  try {
    const totals: PartTotals[] = [];
    const counts = new Map<Maker, number>();
    let done = 0;
    const count = (maker: Maker, number: number) => {
      counts.set(maker, number);
      return progress.count(
        [...counts.values()].reduce((sum, each) => sum + each, done),
        histories.count,
      );
    };
    const waiting = wanted.values();
    const workOff = async (maker: Maker) => {
      for (const each of waiting) {
        const path = join(files, `part-${each.part.number}.playc`);
        await maker.make(each, path, (number) => count(maker, number));
        totals[each.part.number - 1] = await ledger.take(path, each);
        counts.delete(maker);
        done += each.part.to - each.part.from;
      }
    };
    await Promise.all(makers.map(workOff));
    return { range, answering, ...addTotals(totals) };
  } finally {
    end();
  }
}

/** This process or others, never both: it has the parts to put together. */
async function makersOf(
  folder: string,
  { histories, schedule, from, to, workers }: PartsRun,
  prepared: PreparedRun,
  parts: number,
): Promise<Maker[]> {
  const days = histories.count * (prepared.range.to - histories.grid.from + 1) * prepared.answering.runs;
  const worthWhile = Math.min(availableParallelism(), Math.floor(days / daysWorthAWorker));
  const number = Math.min(parts, workers ?? Math.max(1, worthWhile));
  const script = process.argv[1];
  if (number === 1 || script === undefined) {
    const maker = await createPartMaker(join(folder, "making"), prepared);
    return [
      { ...maker, make: (wanted, path, count) => maker.make(wanted, path, histories.accounts(wanted.part), count) },
    ];
  }
  const opening: Omit<Opening, "folder"> = {
    kind: "open",
    schedule: scheduleText(schedule),
    histories: histories.copy(),
    cutoffs: histories.cutoffs,
    assignments: histories.assignments,
    from,
    to,
    answering: prepared.answering,
  };
  return Array.from({ length: number }, (_, index) =>
    startWorker(script, { ...opening, folder: join(folder, `worker-${index + 1}`) }),
  );
}
