/** Rows that a column of yes and no takes back are no orders: what `init` counts a day leaves them out, and says so. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { madeOf } from "./in-process.ts";

const root = mkdtempSync(join(tmpdir(), "playc-taken-back-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Forty accounts with an order every third day, of which every fifth has the second word in its column. */
async function ordersWith(column: string, [yes, no]: readonly [string, string], name: string) {
  const folder = join(root, name);
  mkdirSync(folder);
  const accounts = Array.from(
    { length: 40 },
    (_, index) => `a${index},Account ${index},${1000 * (index + 1)},2023-01-0${1 + (index % 9)}`,
  );
  const orders = accounts.flatMap((_, index) =>
    Array.from({ length: 30 }, (__, order) => {
      const date = new Date(Date.UTC(2024, 0, 1 + order * 3)).toISOString().slice(0, 10);
      return `o${index}-${order},a${index},${date},${100 + order}.50,${(index + order) % 5 === 0 ? yes : no}`;
    }),
  );
  writeFileSync(join(folder, "accounts.csv"), `id,name,arr,contract_start\n${accounts.join("\n")}\n`);
  writeFileSync(join(folder, "orders.csv"), `order_id,account_id,ordered_on,amount,${column}\n${orders.join("\n")}\n`);
  return await madeOf(folder);
}

describe("rows that were taken back", () => {
  it.each([
    ["is_cancelled", ["1", "0"], `count(*) filter (where "is_cancelled" = 0)`],
    ["refunded", ["true", "false"], `count(*) filter (where lower(cast("refunded" as varchar)) = 'false')`],
    ["Voided", ["Yes", "No"], `count(*) filter (where lower(cast("Voided" as varchar)) = 'no')`],
    ["is_deleted", ["1", "0"], `count(*) filter (where "is_deleted" = 0)`],
  ] as const)("are left out of what is counted: %s", async (column, words, expression) => {
    const { projectFile, told } = await ordersWith(column, words, column);
    expect(projectFile.replaceAll('\\"', '"')).toContain(expression);
    const said = told("orders.csv").map(({ why }) => why);
    expect(said.join("\n")).toContain(`without those that ${column} takes back`);
  });

  it.each(["is_first", "paid", "cancellable"])("not by another column: %s", async (column) => {
    const { projectFile } = await ordersWith(column, ["1", "0"], column);
    expect(projectFile).toMatch(/count\(\*\)(?! filter)/);
  });
});
