/** Files that are no tables, names that are patterns, values no calendar has, and whatever is far too large. */
import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readProjectFile } from "../../project/read.ts";
import { event, known, metric, Workshop } from "../histories/support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());
shop.write("a.csv", "id,day,n\na,2024-01-01,1\n");

const METRICS = [metric("logins", "count")];
const read = (file: string, more = "", column = "n") =>
  shop.read(
    `account: { file: a.csv, key: id }\nmetrics: { file: ${JSON.stringify(file)}, key: id, day: day, columns: { logins: ${JSON.stringify(column)} }${more} }`,
    { metrics: METRICS },
  );
const setAside = async (file: string, more = "", column = "n") =>
  (await read(file, more, column)).summary.tables.flatMap((table) => table.setAside.map((one) => one.rows));

function sparse(name: string, start = ""): void {
  const file = openSync(join(shop.project, name), "w");
  writeSync(file, start);
  ftruncateSync(file, 4 * 1024 ** 3);
  closeSync(file);
}

describe("is refused in no time:", { timeout: 20_000 }, () => {
  const lines = (text: string, times: number) => gzipSync(text.repeat(times), { level: 9 });
  const cases: [string, string, RegExp, () => void, string?][] = [
    ["a pipe", "pipe.csv", /no file/, () => execFileSync("mkfifo", [join(shop.project, "pipe.csv")])],
    ["a pipe by a glob", "pip*.csv", /no file/, () => {}],
    ["a device", "zero.csv", /leads out/, () => symlinkSync("/dev/zero", join(shop.project, "zero.csv"))],
    ["a folder", "folder.csv", /no file/, () => mkdirSync(join(shop.project, "folder.csv"))],
    ["a file below a file", "a.csv/b.csv", /not there/, () => {}],
    ["an address", "https://example.com/a.csv", /not there/, () => {}],
    ["a bucket", "s3://bucket/a.parquet", /not there/, () => {}],
    ["a file of an address", "file:///etc/passwd.csv", /not there/, () => {}],
    ["a NUL", "a\u0000.csv", /not there/, () => {}],
    ["a name of ten thousand letters", `${"x".repeat(10_000)}.csv`, /not there/, () => {}],
    ["hundreds of stars", `${"*".repeat(500)}/${"**/".repeat(50)}*.csv`, /no file/, () => {}],
    ["four empty gigabytes as CSV", "s.csv", /longer than a megabyte/, () => sparse("s.csv", "id,day,n\n")],
    ["four empty gigabytes as JSON Lines", "s.jsonl", /longer than a reader/, () => sparse("s.jsonl")],
    ["four empty gigabytes as Parquet", "s.parquet", /s\.parquet/, () => sparse("s.parquet")],
    ["four empty gigabytes as gzip", "s.csv.gz", /s\.csv\.gz/, () => sparse("s.csv.gz")],
    ["four empty gigabytes as DuckDB", "s.duckdb", /s\.duckdb/, () => sparse("s.duckdb"), ", table: t"],
    [
      "a zipped line without an end",
      "bomb.csv.gz",
      /longer than a megabyte/,
      () => shop.write("bomb.csv.gz", Buffer.concat([lines("id,day,n\n", 1), lines("a", 200_000_000)])),
    ],
    [
      "a zipped line without an end, as JSON",
      "bomb.jsonl.gz",
      /longer than a reader/,
      () => shop.write("bomb.jsonl.gz", lines("a", 200_000_000)),
    ],
    [
      "a hundred thousand columns",
      "wide.csv",
      /more than 10,000 columns/,
      () => shop.write("wide.csv", `id,day,n${Array.from({ length: 100_000 }, (_, at) => `,c${at}`).join("")}\n`),
    ],
    ["a header of quotes", "quotes.csv", /no column|no end/, () => shop.write("quotes.csv", '"'.repeat(999_999))],
  ];
  it.each(cases)("%s", async (_, file, message, make, more = "") => {
    make();
    const began = performance.now();
    const refusal = read(file, more);
    await expect(refusal).rejects.toMatchObject({ name: "DataError" });
    await expect(refusal).rejects.toThrow(message);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("is read as what it is:", { timeout: 20_000 }, () => {
  it.each(["[a].csv", "{a,b}.csv", "!a.csv", "a=1/b.csv", "a\nb.csv", "~.csv", "%61.csv", "[x]/[!y].csv"])(
    "the file %j, and no other",
    async (file) => {
      shop.write(file, "id,day,n\na,2024-01-01,7\nzz,2024-01-01,7\n");
      const found = await read(file);
      expect(known(found, found.account("a"), "logins")).toEqual([["2024-01-01", 7]]);
      expect(await setAside(file)).toEqual([1]);
    },
  );

  it("a project in a folder whose name is a pattern", async () => {
    const inside = join(shop.root, "[project]");
    shop.write("a.csv", "id,day,n\na,2024-01-01,5\n", inside);
    const found = await shop.read(
      "account: { file: a.csv, key: id }\nmetrics: { file: '*.csv', key: id, day: day, columns: { logins: n } }",
      { metrics: METRICS },
      { projectDir: inside },
    );
    expect(known(found, found.account("a"), "logins")).toEqual([["2024-01-01", 5]]);
  });

  it("five thousand columns, with a condition", async () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `,c${at}`).join("");
    shop.write("5000.csv", `id,day,n${names}\na,2024-01-01,1${",1".repeat(5_000)}\n`);
    const began = performance.now();
    expect(await setAside("5000.csv", ", where: n = 1 and c4999 = 1")).toEqual([]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it("JSON that nests two hundred thousand deep", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    shop.write("deep.jsonl", `{"id":"a","day":"2024-01-01","n":${deep}}\n`);
    expect(await setAside("deep.jsonl")).toEqual([1]);
  });

  it("a number of three hundred digits, and types that are no numbers", async () => {
    await shop.parquet("large.parquet", "select 'a' as id, date '2024-01-01' as day, 1e300 as n");
    await shop.parquet("types.parquet", "select {'x': 'a'} as id, [1] as day, map([1], [2]) as n");
    expect(await setAside("large.parquet")).toEqual([1]);
    expect(await setAside("types.parquet")).toEqual([1]);
  });
});

describe("dates that no calendar has", () => {
  it.each([
    ["date", "5881580-07-10"],
    ["timestamp", "290000-07-10"],
    ["timestamptz", "290000-07-10"],
  ])("of type %s are set aside, as are infinities", async (type, far) => {
    const days = ["infinity", "-infinity", far, "2024-01-05"].map((day) => `(${type} '${day}')`);
    await shop.parquet("far.parquet", `select 'a' as id, d as day, 1 as n from (values ${days.join(", ")}) t(d)`);
    expect(await setAside("far.parquet")).toEqual([3]);
    const found = await shop.read(
      "account: { file: a.csv, key: id }\nevents: { left: { file: far.parquet, key: id, at: day } }",
      { events: [event("left")] },
    );
    expect(found.account("a").events.get("left")).toHaveLength(1);
  });
});

describe("an expression that is hard work", () => {
  it.each([
    [`n${" + n".repeat(400)}`, /nests deeper/],
    [`${"not ".repeat(400)}n`, /nests deeper/],
    [`${"((".repeat(900)}n${"))".repeat(900)}`, /cannot be parsed|neither|nothing around|longer than|deep/],
    ["repeat('x', 1000000000)", /not among the functions/],
    ["lpad('x', 1000000000, 'y')", /not among the functions/],
    ["n + 1 -- \n) from read_text('/etc/passwd'", /./],
    ["\u2018n\u2019", /./],
    ["n::date", /cannot be computed|values cannot/],
    ["cast('now' as timestamp)", /./],
    ["a.n", /does not have/],
    ["rowid", /no column|does not have/],
    ["?", /./],
    ["#1", /./],
    ["unnest([1, 2])", /./],
    ["query_table('a')", /not among|plain expression|nothing around/],
    ["(from glob('/**'))", /subquery/],
  ])("%j is refused", { timeout: 20_000 }, async (expression, message) => {
    const began = performance.now();
    const refusal = read("a.csv", "", expression);
    await expect(refusal).rejects.toMatchObject({ name: "DataError" });
    await expect(refusal).rejects.toThrow(message);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("a comment in one ends with it", async () => {
    expect(await setAside("a.csv", "", "n -- more")).toEqual([]);
    expect(await setAside("a.csv", "", "n /* more */")).toEqual([]);
  });
});

describe("a project file", () => {
  const tower = "abcdefgh".split("").map((name, at, all) => {
    const below = at === 0 ? "x" : `*${all[at - 1]}`;
    return `${name}: &${name} [${Array(9).fill(below).join(", ")}]`;
  });
  it.each([
    ["of anchors that multiply", tower.join("\n"), /refer to too much/],
    ["that refers to itself", "account: &x { file: a.csv, key: id, fields: *x }", /must be text/],
    ["with merge keys", "base: &b { file: a.csv, key: id }\naccount: { <<: *b }", /no `base`/],
    ["with a tag of a program", "account: !!js/function 'x'", /Tags/],
    [
      "with a key that is every object's",
      "__proto__: { account: 1 }\naccount: { file: a.csv, key: id }",
      /no `__proto__`/,
    ],
    ["of brackets", `account: ${"[".repeat(100_000)}`, /too deep/],
    ["that is too large", `account: { file: a.csv, key: id }\n${"# x\n".repeat(300_000)}`, /megabyte/],
    [
      "of fifty thousand keys",
      `account: { fields: {${Array.from({ length: 50_000 }, (_, at) => `k${at}: v`).join(", ")}} }`,
      /more than 5000 keys/,
    ],
    ["with a key twice", "account: { file: a.csv, key: id }\naccount: { file: b.csv, key: id }", /written twice/],
    ["of two documents", "account: { file: a.csv, key: id }\n---\nx: 1", /not YAML/],
  ])("%s is refused in no time", (_, text, message) => {
    const began = performance.now();
    const { project, problems } = readProjectFile("playc.yaml", `currency: USD\n${text}`);
    expect(project).toBeUndefined();
    expect(problems.map((problem) => problem.message).join("\n")).toMatch(message);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
