/** Files of parts: what is read is what was written, and nothing that is not whole, sound and the part that is wanted. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Books } from "../../runtime/books/books-of.ts";
import { ContainerError, readContainer, readSection, writeContainer } from "../../runtime/ledger/container.ts";
import { openJoinedLedger } from "../../runtime/ledger/joined.ts";
import { type PartWanted, readPart, writePart } from "../../runtime/ledger/part-file.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import { parts as measureParts, type Tally } from "../../runtime/measures/tally.ts";
import { cutInBooks, cutInParts, partsOfShard } from "../../runtime/parts/cut.ts";
import { addTotals, type PartTotals, totalsJson, totalsOf } from "../../runtime/parts/totals.ts";
import { ledgers } from "../ledger/outcomes.ts";

const root = mkdtempSync(join(tmpdir(), "playc's part files-"));
let folders = 0;
const newFolder = () => {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  return folder;
};
afterAll(() => rmSync(root, { recursive: true }));

test("parts follow from the number of accounts, and shards share them", () => {
  fc.assert(
    fc.property(fc.nat(3_000_000), fc.integer({ min: 1, max: 40 }), (accounts, of) => {
      const parts = cutInParts(accounts);
      expect(parts[0]?.from).toBe(0);
      expect(parts.at(-1)?.to).toBe(accounts);
      for (const [index, part] of parts.entries()) {
        expect(part.number).toBe(index + 1);
        expect(part.from).toBe(parts[index - 1]?.to ?? 0);
      }
      const shared = Array.from({ length: of }, (_, index) => partsOfShard(parts, { number: index + 1, of }));
      expect(shared.flat()).toEqual(parts);
      const sizes = shared.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

/** By book the ordinals of its accounts. */
function booksFrom(members: readonly (readonly number[])[]): Books {
  const order = Int32Array.from(members.flat());
  const bookOf = new Int32Array(order.length);
  for (const [book, ordinals] of members.entries()) for (const ordinal of ordinals) bookOf[ordinal] = book;
  const starts = Int32Array.from([0, ...members.map((_, book) => members.slice(0, book + 1).flat().length)]);
  return { bookOf, order, starts };
}

test("parts of books are whole books, hold every account of them once, and follow from the books alone", () => {
  const runs = { minLength: 1, maxLength: 40 };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), runs), fc.array(fc.nat(39)), (sizes, left) => {
      // Books lie over one another: their accounts are dealt out in turn.
      const dealt = sizes.flatMap((size, book) => Array.from({ length: size }, (_, turn) => ({ book, turn })));
      const order = dealt.sort((one, other) => one.turn - other.turn || one.book - other.book);
      const members = sizes.map((_, book) => order.flatMap((each, ordinal) => (each.book === book ? [ordinal] : [])));
      const books = booksFrom(members);
      const wanted = sizes.map((_, book) => book).filter((book) => !left.includes(book));
      const parts = cutInBooks(books, wanted);
      expect(cutInBooks(books, [...wanted, ...wanted].toReversed())).toEqual(parts);
      const all = parts.flatMap(({ ordinals }) => ordinals);
      const byNumber = (one: number, other: number) => one - other;
      expect(all.toSorted(byNumber)).toEqual(wanted.flatMap((book) => members[book]!).sort(byNumber));
      for (const [index, { number, from, to, ordinals }] of parts.entries()) {
        expect([number, from, to - from]).toEqual([index + 1, parts[index - 1]?.to ?? 0, ordinals.length]);
        expect(ordinals).toEqual(ordinals.toSorted(byNumber));
        const held = new Set(ordinals);
        for (const book of wanted) {
          const inside = members[book]!.filter((ordinal) => held.has(ordinal)).length;
          expect([0, sizes[book]]).toContain(inside);
        }
      }
    }),
  );
});

const count = fc.nat(1_000);
const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const name = fc.string({ maxLength: 6 });
const tally: fc.Arbitrary<Tally> = fc.record({
  units: count,
  x: whole,
  y: whole,
  xx: whole,
  xy: whole,
  yy: whole,
  waiting: count,
  unknown: fc.array(fc.tuple(name, count), { maxLength: 3 }).map((all) => new Map(all)),
  days: fc
    .array(fc.tuple(count, fc.record({ reached: count, waiting: count })), { maxLength: 3 })
    .map((all) => new Map(all)),
});
const line = fc.record({ line: name, times: count, units: whole, unknown: count });
const totals: fc.Arbitrary<PartTotals> = fc.record({
  accounts: count,
  begunBefore: count,
  demands: count,
  goals: fc.record({
    tallies: fc
      .array(
        fc.tuple(
          name,
          fc.array(fc.tuple(fc.constantFrom(...measureParts), tally), { maxLength: 3 }).map((all) => new Map(all)),
        ),
        { maxLength: 3 },
      )
      .map((all) => new Map(all)),
    lines: fc.array(line, { maxLength: 3 }).map((all) => new Map(all.map((each) => [each.line, each]))),
  }),
});

test("totals come back from JSON as they were, also in their order", () => {
  fc.assert(
    fc.property(totals, (one) => {
      const back = totalsOf(totalsJson(one));
      expect(back).toEqual(one);
      expect(totalsJson(back)).toBe(totalsJson(one));
    }),
  );
});

test("totals are the same however parts are grouped", () => {
  fc.assert(
    fc.property(fc.array(totals, { minLength: 1, maxLength: 5 }), fc.nat(), (all, at) => {
      const cut = at % all.length;
      const grouped = [addTotals(all.slice(0, cut)), addTotals(all.slice(cut))];
      expect(totalsJson(addTotals(grouped))).toBe(totalsJson(addTotals(all)));
    }),
  );
});

test("anything else is refused as totals", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => totalsOf(JSON.stringify(value))).toThrow(RangeError);
    }),
  );
});

/** A part of made-up rows, its file, and what it was made of. */
async function madePart(): Promise<{ path: string; wanted: PartWanted; tables: string }> {
  const ledger = fc.sample(ledgers, { seed: 5, numRuns: 40 }).flat();
  const outcomes = ledger.map((outcome, index) => ({ ...outcome, account: `${index} ${outcome.account}` }));
  const folder = newFolder();
  const tables = join(folder, "tables");
  mkdirSync(tables);
  const store = await openLedgerStore(folder);
  for (const outcome of outcomes) {
    store.append(outcome);
    store.appendRun(1, outcome);
  }
  const rows = await store.exportPart(tables);
  store.close();
  const demands = outcomes.reduce((sum, outcome) => sum + outcome.rows.length, 0);
  const part = { number: 1, from: 0, to: outcomes.length };
  const wanted: PartWanted = { identity: { program: "p", seed: 1 }, part, parts: 1 };
  const path = join(folder, "part-1.playc");
  const none = { tallies: new Map(), lines: new Map() };
  writePart(path, wanted, tables, rows, { accounts: outcomes.length, begunBefore: 0, demands, goals: none });
  return { path, wanted, tables };
}

async function joinedOf(path: string, wanted: PartWanted): Promise<string> {
  const folder = newFolder();
  const joined = await openJoinedLedger(folder);
  try {
    await joined.take(path, wanted);
    await joined.join();
    return folder;
  } finally {
    joined.close();
  }
}

test("a ledger joined of one part has the rows of the part, in order", { timeout: 60_000 }, async () => {
  const { path, wanted, tables } = await madePart();
  const folder = await joinedOf(path, wanted);
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const rowsOf = async (file: string) =>
    (await connection.runAndReadAll(`FROM '${file.replaceAll("'", "''")}'`)).getRowsJson();
  for (const table of ["ledger", "account_days", "play_runs", "rungs"]) {
    const file = join(tables, `${table}.parquet`);
    const before = existsSync(file) ? await rowsOf(file) : [];
    expect(await rowsOf(join(folder, `${table}.parquet`))).toEqual(before);
  }
  connection.closeSync();
  instance.closeSync();
});

test("another part, another run, a changed byte and a missing one are refused", { timeout: 60_000 }, async () => {
  const { path, wanted } = await madePart();
  expect(readPart(path, wanted).totals.accounts).toBe(wanted.part.to);
  for (const other of [
    { ...wanted, identity: { program: "q", seed: 1 } },
    { ...wanted, identity: { program: "p" } },
    { ...wanted, part: { ...wanted.part, number: 2 } },
    { ...wanted, part: { ...wanted.part, to: wanted.part.to + 1 } },
    { ...wanted, parts: 2 },
  ]) {
    expect(() => readPart(path, other)).toThrow(ContainerError);
  }
  const bytes = readFileSync(path);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, by, isCut) => {
      const changed = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
      if (!isCut) changed[at]! ^= by;
      writeFileSync(`${path}.changed`, changed);
      expect(() => readPart(`${path}.changed`, wanted)).toThrow(ContainerError);
    }),
    { numRuns: 300 },
  );
});

test("a part with a right sum and wrong tables is refused", { timeout: 60_000 }, async () => {
  const { path, wanted } = await madePart();
  const read = readContainer(path, "playc-part", 1);
  const { sections: _, sha256: __, ...head } = read.head;
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const forge = async (table: string, sql: string) => {
    const file = join(newFolder(), "forged.parquet");
    await connection.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
    const forged = `${path}.forged`;
    const sections = read.sections.map((section) => ({
      name: section.name,
      from: section.name === table ? readFileSync(file) : readSection(path, section, 2 ** 28),
    }));
    writeContainer(forged, head, sections);
    return forged;
  };
  const source = join(newFolder(), "ledger.parquet");
  const ledger = read.sections.find(({ name: each }) => each === "ledger")!;
  writeFileSync(source, readSection(path, ledger, 2 ** 28));
  const from = `'${source.replaceAll("'", "''")}'`;
  for (const [sql, says] of [
    [`SELECT * EXCLUDE cause FROM ${from}`, /other columns/],
    [`SELECT *, 1 AS more FROM ${from}`, /other columns/],
    [`SELECT * REPLACE (late_minutes::VARCHAR AS late_minutes) FROM ${from}`, /other columns/],
    [`SELECT * FROM ${from} LIMIT 1`, /another number of rows/],
  ] as const) {
    await expect(joinedOf(await forge("ledger", sql), wanted)).rejects.toThrow(says);
  }
  const broken = read.sections.map((section) => {
    const bytes = readSection(path, section, 2 ** 28);
    if (section.name === "ledger") bytes.fill(0, 4, bytes.length - 8);
    return { name: section.name, from: bytes };
  });
  writeContainer(`${path}.broken`, head, broken);
  await expect(joinedOf(`${path}.broken`, wanted)).rejects.toThrow(ContainerError);
  connection.closeSync();
  instance.closeSync();
});
