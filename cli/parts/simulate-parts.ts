/** Simulates a run part by part, by as many processes as are wanted, and hands the parts to its ledger. */
import { existsSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Books } from "../../runtime/books/books-of.ts";
import type { OpenedHistories } from "../../runtime/histories/open.ts";
import { ContainerError } from "../../runtime/ledger/container.ts";
import type { JoinedLedger } from "../../runtime/ledger/joined.ts";
import type { PartWanted, RunIdentity } from "../../runtime/ledger/part-file.ts";
import { createPartMaker } from "../../runtime/ledger/part-maker.ts";
import {
  cutInBooks,
  cutInParts,
  type Part,
  type PartOfBooks,
  partsOfShard,
  type Shard,
} from "../../runtime/parts/cut.ts";
import { addTotals, type PartTotals } from "../../runtime/parts/totals.ts";
import { type PreparedRun, prepareRun, type SimulationRun } from "../../runtime/simulate.ts";
import { Failure } from "../failure.ts";
import type { Progress } from "../progress.ts";
import { scheduleText } from "../schedule-text.ts";
import { tell } from "../terminal.ts";
import type { RunTotals } from "./finish-run.ts";
import { identityOf } from "./identity.ts";
import type { KeptParts } from "./kept-parts.ts";
import type { Opening, PartTask } from "./messages.ts";
import { type Maker, startWorker } from "./workers.ts";

/** What is simulated. */
export interface PartsRun extends Pick<SimulationRun, "schedule" | "from" | "to" | "answering" | "people"> {
  readonly histories: OpenedHistories;
  /** How many processes work on it; without it as many as pay. */
  readonly workers?: number | undefined;
  /** The digest of all that is read. */
  readonly data: string;
  /** Go on with what an interrupted run left. */
  readonly resume?: boolean | undefined;
  /** Only the parts of this one. */
  readonly shard?: Shard | undefined;
}

export interface SimulatedParts extends RunTotals {
  readonly identity: RunIdentity;
  /** All of the run. */
  readonly parts: readonly Part[];
}

/** Fewer days of accounts are simulated before a second process has started. */
const daysWorthAWorker = 1_000_000;

/** The books of the accounts that were asked for, whole: others of them are simulated, too. */
function partsOfBooks(books: Books, { chosen = [] }: Pick<OpenedHistories, "chosen">): PartOfBooks[] {
  return cutInBooks(
    books,
    chosen.map((ordinal) => books.bookOf[ordinal]!),
  );
}

/**
 * `folder` is this run's own; the files of parts are `kept`. `ending` takes what ends the workers at once. Failure of
 * kind `io` for a part that cannot be read back.
 */
export async function simulateParts(
  folder: string,
  kept: KeptParts,
  taker: Pick<JoinedLedger, "take">,
  run: PartsRun,
  progress: Progress,
  ending: (end: () => void) => void,
): Promise<SimulatedParts> {
  const { histories, schedule, shard } = run;
  const prepared = prepareRun(run);
  const { range, answering } = prepared;
  const identity = identityOf(schedule, prepared, run.data, histories);
  const { people } = run;
  const parts: readonly (Part & Partial<PartOfBooks>)[] =
    people?.capacity === "enforce" ? partsOfBooks(people.books, histories) : cutInParts(histories.count);
  const ours = shard ? partsOfShard(parts, shard) : parts;
  const tasks = ours.map(
    ({ number, from, to, ordinals }): PartTask => ({
      wanted: { identity, part: { number, from, to }, parts: parts.length },
      places: ordinals ? { ordinals } : { from, to },
    }),
  );
  const before = await kept.open(identity, ours.length, shard);
  const totals: PartTotals[] = [];
  const counts = new Map<Maker, number>();
  const accounts = ours.reduce((sum, { from, to }) => sum + to - from, 0);
  let done = 0;
  const take = async ({ wanted: each }: PartTask) => {
    totals[each.part.number - 1] = await taker.take(kept.pathOf(each.part.number), each);
    done += each.part.to - each.part.from;
  };
  const missing = before > 0 ? await takeWhole(kept, tasks, take) : tasks;
  if (run.resume) tell(resumed(tasks.length - missing.length, tasks.length));
  const count = (maker: Maker, number: number) => {
    counts.set(maker, number);
    const sum = [...counts.values()].reduce((all, each) => all + each, done);
    return progress.count(sum, accounts);
  };
  const waiting = missing.values();
  const workOff = async (maker: Maker) => {
    for (const each of waiting) {
      await maker.make(each, kept.pathOf(each.wanted.part.number), (number) => count(maker, number));
      counts.delete(maker);
      await take(each).catch((error: unknown) => {
        throw error instanceof ContainerError ? unreadable(each.wanted, error) : error;
      });
    }
  };
  const makers = missing.length === 0 ? [] : await makersOf(folder, run, prepared, missing.length);
  const end = () => {
    for (const maker of makers) maker.close();
  };
  ending(end);
  try {
    await Promise.all(makers.map(workOff));
    const all = addTotals(ours.map(({ number }) => totals[number - 1]!));
    return { range, answering, capacity: prepared.capacity, ...all, identity, parts };
  } finally {
    end();
  }
}

/** Takes what an earlier run left; gives the parts that are missing, or damaged and told. */
async function takeWhole(
  kept: KeptParts,
  tasks: readonly PartTask[],
  take: (task: PartTask) => Promise<void>,
): Promise<PartTask[]> {
  const missing: PartTask[] = [];
  for (const task of tasks) {
    const { wanted: each } = task;
    const path = kept.pathOf(each.part.number);
    if (existsSync(path)) {
      try {
        await take(task);
        continue;
      } catch (error) {
        if (!(error instanceof ContainerError)) throw error;
        tell(
          `Part ${each.part.number} of ${each.parts} that was kept is no good: ${error.message}. It is simulated again.`,
        );
        rmSync(path);
      }
    }
    missing.push(task);
  }
  return missing;
}

function resumed(done: number, parts: number): string {
  return done === 0
    ? "There is nothing to resume: the run begins with its first part."
    : `Resumed: ${done} of ${parts} parts were done before.`;
}

function unreadable({ part, parts }: PartWanted, error: ContainerError): Failure {
  return new Failure(
    "io",
    `Part ${part.number} of ${parts} cannot be read back from the disk it was written to: ${error.message}.`,
    { cause: error },
  );
}

/** This process or others, never both: it has the parts to put together. */
async function makersOf(
  folder: string,
  { histories, schedule, from, to, workers, people }: PartsRun,
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
      {
        ...maker,
        make: ({ wanted, places }, path, count) => maker.make(wanted, path, histories.accounts(places), count),
      },
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
    capacity: prepared.capacity,
    books: people?.capacity === "enforce" ? people.books : undefined,
  };
  return Array.from({ length: number }, (_, index) =>
    startWorker(script, { ...opening, folder: join(folder, `worker-${index + 1}`) }),
  );
}
