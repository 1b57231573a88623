/**
 * `playc merge`: the shards of one run put together. Leaves what `playc simulate` leaves, in the same bytes, and needs
 * neither the program nor the data.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { capacities } from "../../runtime/capacity.ts";
import { ContainerError } from "../../runtime/ledger/container.ts";
import { type JoinedLedger, openJoinedLedger } from "../../runtime/ledger/joined.ts";
import { differenceOf } from "../../runtime/ledger/part-file.ts";
import { type ReadShard, readShard } from "../../runtime/ledger/shard-file.ts";
import { type Part, partsOfShard } from "../../runtime/parts/cut.ts";
import type { ShardFacts } from "../../runtime/parts/facts.ts";
import { addTotals, type PartTotals } from "../../runtime/parts/totals.ts";
import type { Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { earlierTextFiles } from "../ledger-files.ts";
import { openOutputFolder } from "../output-folder.ts";
import { endOfRun, type FinishOptions, finishRun, printedRun } from "../parts/finish-run.ts";
import { differenceWords } from "../parts/identity.ts";
import { createProgress, type Progress } from "../progress.ts";
import { openReportFile, type ReportFile } from "../report-file.ts";
import { writeResult } from "../terminal.ts";
import { version } from "../version.ts";

export interface MergeOptions extends Omit<FinishOptions, "page"> {
  out: string;
  /** Also a page about the run, in this file. */
  report?: string;
  format: "table" | "json";
}

interface NamedShard extends ReadShard {
  readonly path: string;
}

/** Gives the exit code. */
export async function merge(paths: readonly string[], options: MergeOptions): Promise<number> {
  const shards = paths.map((path): NamedShard => telling(path, () => ({ ...readShard(path), path })));
  const [first] = inOrder(shards);
  const { schedule, facts } = telling(first!.path, () => runOf(first!));
  const progress = createProgress(process.stderr);
  const output = openOutputFolder(options.out);
  let page: ReportFile | undefined;
  const discard = () => {
    output.discard();
    page?.discard();
  };
  const stopListening = onInterrupt(discard);
  try {
    if (options.report !== undefined) page = openReportFile(options.report, facts.title, schedule);
    const joined = await openJoinedLedger(output.work);
    try {
      const { range, answering } = facts;
      const capacity = capacities.find((each) => each === first!.identity.capacity) ?? "report";
      const totals = {
        range,
        answering,
        capacity,
        ...addTotals(await takeAll(output.work, joined, inOrder(shards), facts, progress)),
      };
      const { input, budgets } = facts;
      const { manifest, quarantine } = first!;
      const told = { schedule, input, budgets, manifest, quarantine: () => eachOf(quarantine) };
      const run = await finishRun(output.work, joined, told, totals, { ...options, page }, progress);
      await output.publish(run.files, earlierTextFiles(options.out));
      await page?.publish();
      progress.end();
      await writeResult(printedRun(run, schedule, options.format));
      return endOfRun(run, options.format);
    } finally {
      joined.close();
    }
  } finally {
    progress.end();
    discard();
    stopListening();
  }
}

/** All shards of one run, each once. Failure of kind `usage` or `data` when they are not. */
function inOrder(shards: readonly NamedShard[]): NamedShard[] {
  const [first, ...others] = shards.toSorted((one, other) => one.shard.number - other.shard.number);
  if (first === undefined) throw new Failure("usage", "Name the files of all shards.");
  const { of } = first.shard;
  for (const other of others) {
    const says = `${other.path} and ${first.path} are not of one run: of the one,`;
    if (differenceOf(first.identity, other.identity) !== undefined) {
      throw new Failure("data", `${says} ${differenceWords(first.identity, other.identity)}.`);
    }
    if (other.shard.of !== of)
      throw new Failure("data", `${says} there are ${other.shard.of} shards, and of the other ${of}.`);
    if (!other.common.equals(first.common)) throw new Failure("data", `${says} what it tells of the run was another.`);
  }
  const all = [first, ...others];
  for (const [index, { shard, path }] of all.entries()) {
    if (shard.number === index + 1) continue;
    if (shard.number <= index)
      throw new Failure("usage", `${path} is shard ${shard.number} of ${of}, which was named already. Name each once.`);
    throw new Failure("usage", missing(index + 1, of));
  }
  if (all.length < of) throw new Failure("usage", missing(all.length + 1, of));
  return all;
}

function missing(number: number, of: number): string {
  return `Shard ${number} of ${of} is missing. Name the files of all ${of} shards.`;
}

/** What a shard says of its run fits together. */
function runOf({ schedule: text, identity, facts: read }: ReadShard): { schedule: Schedule; facts: ShardFacts } {
  const found = parsed(text);
  if (!("schedule" in found)) throw new ContainerError("its schedule is none that playc compiles");
  const { schedule } = found;
  const facts = read();
  const { range, answering } = facts;
  const differs = differenceOf(identity, {
    ...identity,
    playc: version,
    program: schedule.digest,
    ...range,
    ...answering,
  });
  if (differs !== undefined)
    throw new ContainerError(`it was made by another version of playc, or contradicts itself about ${differs}`);
  return { schedule, facts };
}

function parsed(text: string): ReturnType<typeof validateSchedule> {
  try {
    return validateSchedule(JSON.parse(text));
  } catch (cause) {
    throw new ContainerError("its schedule is no JSON", { cause });
  }
}

/** Hands the ledger all parts of all shards; gives their totals in order. */
async function takeAll(
  folder: string,
  joined: JoinedLedger,
  shards: readonly NamedShard[],
  { ends }: ShardFacts,
  progress: Progress,
): Promise<PartTotals[]> {
  const parts = ends.map((to, index): Part => ({ number: index + 1, from: ends[index - 1] ?? 0, to }));
  const totals: PartTotals[] = [];
  progress.phase("reading the shards");
  for (const { path, shard, identity, extract } of shards) {
    for (const part of partsOfShard(parts, shard)) {
      const file = join(folder, "part.playc");
      const taken = async () => {
        extract(part, file);
        totals.push(await joined.take(file, { identity, part, parts: parts.length }));
      };
      await taken().catch((error: unknown) => refuse(path, error));
      rmSync(file);
      await progress.count(part.to, ends.at(-1) ?? 0);
    }
  }
  return totals;
}

async function* eachOf<One>(all: readonly One[]): AsyncGenerator<One> {
  yield* all;
}

function telling<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    return refuse(path, error);
  }
}

/** Failure of kind `data` for a file that is not what it should be, of kind `io` for one that is not there. */
function refuse(path: string, error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    const message = "There is no such file. Name what `playc simulate --shard` left, of every shard.";
    throw new Failure("io", message, { place: { file: path }, cause: error });
  }
  if (!(error instanceof ContainerError)) throw error;
  throw new Failure("data", `The file cannot be merged: ${error.message}. Make this shard again.`, {
    place: { file: path },
    cause: error,
  });
}
