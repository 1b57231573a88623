/** Whatever a folder holds, `init` makes a program that checks, or says in its user's words why it cannot. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { exitCodes, Failure } from "../../cli/failure.ts";
import { madeOf } from "./in-process.ts";
import { csv } from "./support.ts";

const names = [
  "id account customer_id account_id start created_at churned_on renewal valid_from owner csm arr seats plan",
  "ticket_id opened_at closed_at severity status day date logins amount_usd score role person subject",
  "Id AccountId OwnerId WhatId WhoId Subject IsClosed TaskSubtype CallType CompletedDateTime CreatedDate",
  "gsid companyId dueDate typeId statusId begins ends key when until count week __proto__ constructor",
]
  .join(" ")
  .split(" ");
const columnName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "a b", 'say "x"', "🙂", "naïve", "x\ny", "'; drop") },
);

const day = (index: number) => new Date(Date.UTC(2024, 0, 1 + (index % 700))).toISOString().slice(0, 10);
/** What stands in a column, by row and a seed of its own. */
const kinds: ((row: number, seed: number) => string)[] = [
  (row) => `a${row % 7}`,
  (row) => String(row),
  (row, seed) => day(row * (1 + (seed % 30))),
  (row, seed) => `${day(row * (1 + (seed % 9)))}T0${row % 10}:00:00Z`,
  (row, seed) => (row % 3 === 0 ? "" : day(row + seed)),
  (row, seed) => String((row * seed) % 97),
  (row, seed) => String(((row * seed) % 100) / 100),
  (row, seed) => String(-row * seed * 1e9),
  (row) => ["yes", "no"][row % 2]!,
  (row) => ["high", "low", "when", "x y"][row % 4]!,
  (row) => ["Check-in", "Renewal call", "it's", "csm"][row % 4]!,
  (row) => `text ${row}, with "quotes"\nand lines`,
  () => "",
  () => "Europe/London",
  (row) => `a${row}`,
];

/** A table of random columns behind a first one, where there is any: name and kind. */
const tableWith = (first: [name: string, kind: number] | undefined) =>
  fc
    .record({
      columns: fc.array(fc.tuple(columnName, fc.nat(kinds.length - 1), fc.nat(1000)), { minLength: 1, maxLength: 9 }),
      rows: fc.oneof(fc.nat(3), fc.constant(40)),
    })
    .map(({ columns: rest, rows }) => {
      const columns = [...(first ? [[...first, 1] as const] : []), ...rest];
      return csv([
        columns.map(([name]) => name),
        ...Array.from({ length: rows }, (_, row) => columns.map(([, kind, seed]) => kinds[kind]!(row, seed))),
      ]);
    });
const others = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom("usage", "tasks", "tickets", "releases", "key"),
    fc.oneof({ weight: 3, arbitrary: tableWith(["customer_id", 0]) }, { weight: 1, arbitrary: tableWith(undefined) }),
  ),
  { selector: ([name]) => name, minLength: 1, maxLength: 3 },
);
/** Three in four have a table of customers. */
const folder = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(tableWith(["customer_id", 14]), others).map(([table, rest]) => [["customers", table], ...rest]),
  },
  { weight: 1, arbitrary: others },
);

it("a program that checks, or a failure of the user's kind", async () => {
  const runs = Number(process.env.PLAYC_LAW_RUNS ?? 25);
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      const path = mkdtempSync(join(tmpdir(), "playc-init-law-"));
      try {
        for (const [name, text] of files) writeFileSync(join(path, `${name}.csv`), text);
        const made = await madeOf(path);
        expect(made.playbook).toContain("policy {");
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        expect([exitCodes.usage, exitCodes.data], error.message).toContain(error.exitCode);
      } finally {
        rmSync(path, { recursive: true });
      }
    }),
    { numRuns: runs },
  );
});
