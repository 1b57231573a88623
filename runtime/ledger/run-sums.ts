/**
 * Adds up what accounts did in each run. Sums are handed over when there are too many to keep, and are added up once
 * more when they are read: so memory grows neither with the accounts nor with the runs.
 */
import type { RunTable } from "./run-tables.ts";
import type { TableWriter } from "./table-writer.ts";
import type { Cell } from "./tables.ts";
import type { AccountOutcome } from "./types.ts";

/** Some ten megabytes. */
const mostKept = 50_000;

interface Sum {
  readonly keys: readonly Cell[];
  readonly amounts: number[];
}

export class RunSums {
  private readonly sums = new Map<string, Sum>();

  constructor(
    private readonly table: RunTable,
    private readonly writer: Pick<TableWriter, "append" | "finish">,
    private readonly most = mostKept,
  ) {}

  add(run: number, outcome: AccountOutcome): void {
    for (const { keys, amounts } of this.table.amountsOf(outcome)) {
      const key = keyOf(run, keys);
      const known = this.sums.get(key);
      if (known) for (let index = 0; index < amounts.length; index++) known.amounts[index]! += amounts[index]!;
      else this.sums.set(key, { keys: [run, ...keys], amounts: [...amounts] });
    }
    if (this.sums.size >= this.most) this.handOver();
  }

  finish(): void {
    this.handOver();
    this.writer.finish();
  }

  private handOver(): void {
    for (const { keys, amounts } of this.sums.values()) this.writer.append([...keys, ...amounts]);
    this.sums.clear();
  }
}

/** Another text for other keys: of a text its length stands before it, and no text ends what is none. */
function keyOf(run: number, keys: readonly Cell[]): string {
  let key = `${run};`;
  for (const cell of keys) key += typeof cell === "string" ? `${cell.length}:${cell}` : `${cell};`;
  return key;
}

/** SQL of a table of sums, in an order of its own; `parts` is SQL of what there is to add up. */
export function sqlOfSums({ columns, keys }: RunTable, parts: string): string {
  const quoted = columns.map((column) => `"${column.name}"`);
  const sums = columns.slice(keys).map((column) => `sum("${column.name}")::${column.type} AS "${column.name}"`);
  const order = quoted.slice(0, keys).join(", ");
  return `SELECT ${[order, ...sums].join(", ")} FROM ${parts} GROUP BY ${order} ORDER BY ${order}`;
}
