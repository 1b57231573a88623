/** Folders as strangers have them: what is told of them teaches, and what is made of them checks. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Failure } from "../../cli/failure.ts";
import { madeOf } from "./in-process.ts";
import { csv, openWorkshop } from "./support.ts";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
const rows = <Row>(count: number, row: (index: number) => Row) =>
  Array.from({ length: count }, (_, index) => row(index));

const accounts = csv([["customer_id", "start"], ...rows(10, (row) => [`c${row}`, day(row * 7)])]);
const usage = csv([["customer_id", "day", "logins"], ...rows(100, (row) => [`c${row % 10}`, day(row), "3"])]);

async function failure(made: Promise<unknown>): Promise<Failure> {
  const error = await made.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error ?? new Error("it was made");
}

describe("folders of strangers", () => {
  it("ids that count the rows of another table are no accounts'", async () => {
    const { told } = await madeOf(
      workshop.data("counted", {
        "accounts.csv": csv([["id", "created_at"], ...rows(30, (row) => [String(row + 1), day(row)])]),
        "tickets.csv": csv([["id", "opened_at"], ...rows(20, (row) => [String(row + 1), day(row)])]),
      }),
    );
    expect(told("tickets.csv")).toEqual([expect.objectContaining({ why: expect.stringContaining("`id`") })]);
    expect(told("tickets.csv")[0]!.as).toBeUndefined();
  });

  it("forty files", async () => {
    const others = rows(38, (file) => [
      `report-${"abcdefghijklmnopqrstuvwxyz"[file % 26]}${"xy"[Math.floor(file / 26)]}.csv`,
      csv([["region", "total"], ...rows(5, (row) => [`r${row}`, String(row * file)])]),
    ]);
    const { told } = await madeOf(
      workshop.data("forty", { "accounts.csv": accounts, "usage.csv": usage, ...Object.fromEntries(others) }),
    );
    expect(told("usage.csv", "logins")[0]?.as).toBe("logins (count per day)");
    for (const [file] of others) expect(told(file!)).toHaveLength(1);
  });

  it("a table twice, as CSV and as Parquet: one is used, and that is said", async () => {
    const from = workshop.data("twice", { "accounts.csv": accounts, "usage.csv": usage, "usage.csv.gz": "" });
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const database = await DuckDBInstance.create();
    const connection = await database.connect();
    await connection.run(`copy (from read_csv('${from}/usage.csv')) to '${from}/usage.parquet'`);
    connection.closeSync();
    const { told, model } = await madeOf(from);
    expect(model.match(/^metric /gm)).toHaveLength(1);
    const [used, other] = [told("usage.parquet"), told("usage.csv")];
    expect(used[0]?.as).toBe("metrics");
    expect(other).toEqual([expect.objectContaining({ why: expect.stringContaining("usage.parquet") })]);
  });

  it("empty files, and headers alone", async () => {
    const { told } = await madeOf(
      workshop.data("empty", { "accounts.csv": accounts, "nothing.csv": "", "head.csv": "customer_id,day,logins\n" }),
    );
    expect(told("nothing.csv")[0]?.why).toMatch(/empty/);
    expect(told("head.csv")[0]?.why).toMatch(/no rows/);
  });

  it("only headers, only emptiness: said by file", async () => {
    const said = await failure(madeOf(workshop.data("void", { "a.csv": "", "b.csv": "customer_id,start\n" })));
    expect(said.message).toContain("a.csv");
    expect(said.message).toContain("b.csv");
  });

  it("no table names an account", async () => {
    const said = await failure(madeOf(workshop.data("useless", { "prices.csv": "product,price\nx,3\ny,4\n" })));
    expect(said.message).toMatch(/names an account/);
    expect(said.message).toMatch(/customer_id/);
  });

  it("names with emoji, quotes and words of the language, sixty of them", async () => {
    const odd = [
      "when",
      "until",
      "__proto__",
      "a b",
      'say "x"',
      "🙂",
      "🙂🙂",
      "-",
      "constructor",
      "is",
      "Ärger",
      "日本",
    ];
    const names = [...odd, ...rows(48, (index) => `column ${index}`)];
    const made = await madeOf(
      workshop.data("names", {
        "accounts.csv": csv([
          ["customer_id", "start", ...names],
          ...rows(30, (row) => [`c${row}`, day(row), ...names.map((_, column) => String((row * column) % 17))]),
        ]),
      }),
    );
    for (const name of odd) expect(made.told("accounts.csv", name), name).not.toEqual([]);
    expect(made.model).toContain("when_field count # when");
  });

  it("names that differ in their case alone", async () => {
    const from = workshop.data("case", {
      "accounts.csv": csv([
        ["customer_id", "start", "ARR", "arr"],
        ...rows(9, (row) => [`c${row}`, day(row), "7", `${row}`]),
      ]),
    });
    const { told } = await madeOf(from);
    expect(told("accounts.csv", "arr")).toHaveLength(1);
    expect(told("accounts.csv", "ARR")).toHaveLength(1);
  });

  it("a name twice: neither is used, and that is said", async () => {
    const { told, model } = await madeOf(
      workshop.data("double", {
        "accounts.csv": `customer_id,start,seats,seats\n${rows(9, (row) => `c${row},${day(row)},${row},${row}\n`).join("")}`,
      }),
    );
    expect(told("accounts.csv", "seats")[0]?.why).toMatch(/several columns have this name/);
    expect(model).not.toContain("seats");
  });

  it("links are not followed, and files that cannot be named are said", async () => {
    const from = workshop.data("links", { "accounts.csv": accounts, "elsewhere/usage.csv": usage });
    const outside = workshop.data("links-outside", { "secret.csv": usage });
    symlinkSync(join(outside, "secret.csv"), join(from, "linked.csv"));
    mkdirSync(join(from, "folder.csv"));
    const { told } = await madeOf(from);
    expect(told("elsewhere/usage.csv")[0]?.as).toBe("metrics");
    expect(told("linked.csv")).toEqual([expect.objectContaining({ why: expect.stringContaining("link") })]);
  });

  it("other encodings and separators are told apart from broken files", async () => {
    const from = workshop.data("encodings", {
      "accounts.csv": accounts,
      "semicolons.csv": "customer_id;day;logins\nc1;2025-01-02;3\nc2;2025-01-02;3\n",
      "tabs.csv": "customer_id\tday\nc1\t2025-01-02\n",
    });
    writeFileSync(join(from, "latin.csv"), Buffer.from("customer_id,city\nc1,Z\u00fcrich\n", "latin1"));
    const { told } = await madeOf(from);
    expect(
      told("semicolons.csv")
        .map(({ why }) => why)
        .join(),
    ).toMatch(/semicolon|`;`/);
    expect(
      told("tabs.csv")
        .map(({ why }) => why)
        .join(),
    ).toMatch(/tab/);
    expect(
      told("latin.csv")
        .map(({ why }) => why)
        .join(),
    ).toMatch(/UTF-8/);
  });

  it("JSON Lines", async () => {
    const lines = rows(60, (row) => JSON.stringify({ customer_id: `c${row % 10}`, day: day(row), logins: row % 4 }));
    const { told } = await madeOf(
      workshop.data("lines", { "accounts.csv": accounts, "usage.jsonl": lines.map((line) => `${line}\n`).join("") }),
    );
    expect(told("usage.jsonl", "logins")[0]?.as).toBe("logins (count per day)");
  });

  it("other forms are told with what to do", async () => {
    const others = { "book.xlsx": "", "dump.json": "[]", "usage.tsv": "a\tb\n", "crm.duckdb": "", "all.zip": "" };
    const { told } = await madeOf(workshop.data("forms", { "accounts.csv": accounts, ...others, "notes.txt": "" }));
    expect(told("book.xlsx")[0]?.why).toMatch(/save each sheet as CSV/);
    for (const file of Object.keys(others)) expect(told(file), file).toHaveLength(1);
    expect(told("notes.txt")).toEqual([]);
    const alone = await failure(madeOf(workshop.data("forms-alone", { "book.xlsx": "" })));
    expect(alone.message).toMatch(/book\.xlsx is a spreadsheet: save each sheet as CSV/);
  });
});
