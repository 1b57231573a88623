/**
 * Tables of sums: what accounts did in each run, what came to people. Sums are handed over when there are too many to keep, and are added up once
 * more when they are read: so memory grows neither with the accounts nor with the runs.
 */
import type { RunTable } from "./run-tables.ts";
import type { TableWriter } from "./table-writer.ts";
import type { Cell, Table } from "./tables.ts";
import type { AccountOutcome } from "./types.ts";

/** Some ten megabytes. */
const mostKept = 50_000;

/** The first of its columns are its keys, the others are added up. */
export interface SumTable extends Pick<Table, "name" | "doc" | "columns"> {
  readonly keys: number;
}

interface Sum {
  readonly keys: readonly Cell[];
  readonly amounts: (number | null)[];
}

export class Sums {
  private readonly sums = new Map<string, Sum>();

  constructor(
    private readonly writer: Pick<TableWriter, "append" | "finish">,
    private readonly most = mostKept,
  ) {}

  /** An amount that is not known makes a sum that is not. */
  add(keys: readonly Cell[], amounts: readonly (number | null)[]): void {
    const key = keyOf(keys);
    const known = this.sums.get(key);
    if (!known) this.sums.set(key, { keys, amounts: [...amounts] });
    else {
      for (let index = 0; index < amounts.length; index++) {
        const [sum, amount] = [known.amounts[index]!, amounts[index]!];
        known.amounts[index] = sum === null || amount === null ? null : sum + amount;
      }
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

/** What an account did in a run. */
export function addRun(sums: Sums, table: RunTable, run: number, outcome: AccountOutcome): void {
  for (const { keys, amounts } of table.amountsOf(outcome)) sums.add([run, ...keys], amounts);
}

/** Another text for other keys: of a text its length stands before it, and no text ends what is none. */
function keyOf(keys: readonly Cell[]): string {
  let key = "";
  for (const cell of keys) key += typeof cell === "string" ? `${cell.length}:${cell}` : `${cell};`;
  return key;
}

/** SQL of a table of sums, in an order of its own; `parts` is SQL of what there is to add up. */
export function sqlOfSums({ columns, keys }: SumTable, parts: string): string {
  const quoted = columns.map((column) => `"${column.name}"`);
  const sums = columns.slice(keys).map((column) => `sum("${column.name}")::${column.type} AS "${column.name}"`);
  const order = quoted.slice(0, keys).join(", ");
  return `SELECT ${[order, ...sums].join(", ")} FROM ${parts} GROUP BY ${order} ORDER BY ${order}`;
}
