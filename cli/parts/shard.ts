/** `simulate --shard i/n`: a share of a run, left as one file that `playc merge` puts together with the others. */
import { join } from "node:path";
import { writeShard } from "../../runtime/ledger/shard-file.ts";
import { partsOfShard, type Shard } from "../../runtime/parts/cut.ts";
import { Failure } from "../failure.ts";
import { scheduleText } from "../schedule-text.ts";
import { shellWord } from "../views/shell-word.ts";
import type { FinishOptions, RunFacts } from "./finish-run.ts";
import type { SimulatedParts } from "./simulate-parts.ts";

export interface ShardLeft {
  /** Its name. */
  readonly file: string;
  readonly shard: Shard;
  readonly parts: number;
  readonly accounts: number;
  readonly demands: number;
}

interface ShardAsked extends Pick<FinishOptions, "by" | "ledger"> {
  readonly report?: string;
  readonly whatIf?: readonly string[];
}

/** Failure of kind `usage` for options of the whole run. */
export function refuseWithShard({ by, ledger, report, whatIf }: ShardAsked): void {
  if (whatIf) throw new Failure("usage", "--what-if is for a whole run: leave out --shard.");
  const asked = { "--by": by !== undefined, "--ledger": ledger !== "parquet", "--report": report !== undefined };
  const [option] = Object.entries(asked).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
  if (option)
    throw new Failure("usage", `${option} is for the whole run: give it to \`playc merge\`, with all the shards.`);
}

/** Writes the shard's file into `folder`. */
export async function leaveShard(
  folder: string,
  shard: Shard,
  { schedule, input, budgets, manifest, quarantine }: RunFacts,
  title: string,
  { identity, parts, range, answering, ...totals }: SimulatedParts,
  pathOf: (part: number) => string,
): Promise<ShardLeft> {
  const file = `shard-${shard.number}-of-${shard.of}.playc`;
  const facts = { title, ends: parts.map(({ to }) => to), range, answering, input, ...(budgets && { budgets }) };
  const told = { identity, facts, schedule: scheduleText(schedule), manifest };
  await writeShard(join(folder, file), shard, parts, told, quarantine(), pathOf);
  const { accounts: ours, demands } = totals;
  return { file, shard, parts: partsOfShard(parts, shard).length, accounts: ours, demands };
}

/** As it is printed. */
export function printedShard(left: ShardLeft, folder: string, format: "table" | "json"): string {
  const { file, shard, ...counts } = left;
  const path = join(folder, file);
  if (format === "json") {
    return `${JSON.stringify({ format: "playc-shard-left", version: 1, file: path, shard, ...counts }, null, 2)}\n`;
  }
  return `Shard ${shard.number} of ${shard.of}: ${counts.accounts} accounts, ${counts.demands} demands, in ${path}
When all shards are there: playc merge ${shellWord(folder)}/shard-*-of-${shard.of}.playc --out DIR
`;
}
