/** The rows set aside: where each is told to stand, with what value, in what order, and how many at most. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { writeQuarantine } from "../../cli/quarantine-file.ts";
import type { QuarantinedRow } from "../../runtime/histories/types.ts";
import { event, field, metric, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());
shop.write("a.csv", "id\na\nb\n");

const ACCOUNT = "account: { file: a.csv, key: id }";
const METRICS = [metric("logins", "count")];

async function quarantined(yaml: string, schedule: Parameters<Workshop["open"]>[1] = { metrics: METRICS }) {
  const histories = await shop.open(yaml, schedule);
  const rows: QuarantinedRow[] = [];
  try {
    for await (const row of histories.quarantine()) rows.push(row);
  } finally {
    await histories.close();
  }
  return rows;
}

const wide = (file: string, more = "") =>
  quarantined(`${ACCOUNT}\nmetrics: { file: "${file}", key: id, day: day, columns: { logins: n }${more} }`);
const places = (rows: readonly QuarantinedRow[]) => rows.map(({ file, row, value }) => [file, row, value]);

describe("a row that was set aside", () => {
  it("is told with table, file, row, column, value and reason", async () => {
    shop.write(
      "m.csv",
      'day,id,n\n2024-01-01,a,1\n2024-01-02,a,"1\n5"\n2024-13-01,a,1\n2024-01-03,zz,1\n2024-01-04,a,1\n',
    );
    expect(await wide("m.csv")).toEqual([
      { table: "metrics", file: "m.csv", row: 3, column: "n", value: "1\n5", reason: "`logins`: not a whole number" },
      {
        table: "metrics",
        file: "m.csv",
        row: 4,
        column: "day",
        value: "2024-13-01",
        reason: "`day`: not a date (YYYY-MM-DD)",
      },
      { table: "metrics", file: "m.csv", row: 5, column: "id", value: "zz", reason: "no account has this id" },
    ]);
  });

  it("has its row in its own file, in every format and shape", async () => {
    const rows = (from: number, bad: string) =>
      Array.from({ length: 5 }, (_, day) => `a,2024-0${from}-0${day + 1},${day === 3 ? bad : day}\n`).join("");
    shop.write("g/1.csv", `id,day,n\n${rows(1, "x1")}`);
    shop.write("g/2.csv.gz", gzipSync(`id,day,n\n${rows(2, "x2")}`));
    shop.write("g/3.csv", "day,n,id\n2024-03-01,1,a\n2024-03-02,x3,a\n");
    shop.write("g/4.csv", `id,day,n\n${rows(4, "x4")}`);
    expect(places(await wide("g/*.csv"))).toEqual([
      ["g/1.csv", 5, "x1"],
      ["g/4.csv", 5, "x4"],
      ["g/3.csv", 3, "x3"],
    ]);
    expect(places(await wide("g/*.csv.gz"))).toEqual([["g/2.csv.gz", 5, "x2"]]);
  });

  it("of Parquet has the file's own index", async () => {
    const query = (bad: number) =>
      `select case when range in (${bad}, ${bad + 2000}) then 'zz' else 'a' end as id, date '2024-01-01' + cast(range % 9 as int) as day,
       range % 9 as n from range(3000)`;
    await shop.parquet("p1.parquet", query(7));
    await shop.parquet("p2.parquet", query(500));
    await shop.parquet("own.parquet", `select 4 as file_row_number, 9 as file_index, * from (${query(7)})`);
    const found = [
      ["p1.parquet", 7, "zz"],
      ["p1.parquet", 2007, "zz"],
      ["p2.parquet", 500, "zz"],
      ["p2.parquet", 2500, "zz"],
    ];
    expect(places(await wide("p*.parquet"))).toEqual(found);
    expect(places(await wide("own.parquet")).map(([, row]) => row)).toEqual([7, 2007]);
  });

  it("keeps its row behind `where`, and a group has that of its first row", async () => {
    shop.write("w.csv", "id,day,n,kind\na,2024-01-01,1,x\nzz,2024-01-02,2,y\nzz,2024-01-02,3,x\nzz,2024-01-02,4,x\n");
    expect(places(await wide("w.csv", ", where: kind = 'x'"))).toEqual([
      ["w.csv", 4, "zz"],
      ["w.csv", 5, "zz"],
    ]);
    const grouped = `${ACCOUNT}\nmetrics: { file: w.csv, key: id, day: day, columns: { logins: sum(n) }, aggregate: true }`;
    expect(places(await quarantined(grouped))).toEqual([["w.csv", 3, "zz"]]);
  });

  it("that contradicts another is told with its account, and so is the other", async () => {
    shop.write("d.csv", "id,day,n\nb,2024-01-01,1\na,2024-01-01,1\nb,2024-01-01,2\na,2024-01-01,1\n");
    expect(places(await wide("d.csv"))).toEqual([
      ["d.csv", 2, "b"],
      ["d.csv", 4, "b"],
    ]);
    shop.write("two.csv", "id,arr\na,1\nb,1\na,2\n");
    expect(
      await quarantined("account: { file: two.csv, key: id }", { account: { fields: [field("arr", "money")] } }),
    ).toMatchObject([
      { table: "account", row: 2, column: "id", value: "a" },
      { table: "account", row: 4, column: "id", value: "a" },
    ]);
  });

  it("of events is told with its time", async () => {
    shop.write("e.csv", "id,at\na,2023-01-01T10:00:00+02:00\na,2024-01-01\na,soon\na,2023-05-05\n");
    const rows = await quarantined(
      `${ACCOUNT}\nevents: { left: { file: e.csv, key: id, at: at, covers: 2024-01-01..2024-12-31 } }`,
      { events: [event("left")] },
    );
    expect(places(rows)).toEqual([
      ["e.csv", 2, "2023-01-01T08:00:00.000Z"],
      ["e.csv", 4, "soon"],
      ["e.csv", 5, "2023-05-05"],
    ]);
  });
});

it("tells a thousand rows a reason, and how many more there are", async () => {
  const rows = Array.from({ length: 2500 }, (_, row) => `${row % 2 ? "zz" : ""},2024-01-01,1`);
  shop.write("many.csv", `id,day,n\n${rows.join("\n")}\n`);
  const told = await wide("many.csv");
  expect(told).toHaveLength(2002);
  expect(told.slice(0, 2000).map(({ row }) => row)).toEqual(Array.from({ length: 2000 }, (_, index) => index + 2));
  expect(told.slice(2000).map(({ row, reason }) => [row, reason])).toEqual([
    [undefined, "and 250 more rows: no id"],
    [undefined, "and 250 more rows: no account has this id"],
  ]);
});

describe("quarantine.csv", () => {
  async function written(values: readonly string[]): Promise<string[]> {
    const folder = mkdtempSync(join(shop.root, "out-"));
    const path = join(folder, "quarantine.csv");
    await writeQuarantine(
      path,
      (async function* () {
        for (const value of values) yield { table: "t", file: "f.csv", row: 2, column: "c", value, reason: "r" };
      })(),
    );
    const text = readFileSync(path, "utf8");
    rmSync(folder, { recursive: true });
    return text.split("\n");
  }

  it("has a line of column names, also when nothing was set aside", async () => {
    expect(await written([])).toEqual(["file,row,column,value,reason,table", ""]);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    [" =1", '"\' =1"'],
    ["\t=1", '"\'\t=1"'],
    ["\u0000=1", "'\ufffd=1"],
    ["＝1", "'＝1"],
    ["-5", "-5"],
    ["+3.5%", "+3.5%"],
    ['say "x", y', '"say ""x"", y"'],
    ["a;b", '"a;b"'],
    ["🦊", "🦊"],
    ["\u001b[31mred", "\ufffd[31mred"],
  ])("%j is written as %j", async (value, cell) => {
    expect((await written([value]))[1]).toBe(`f.csv,2,c,${cell},r,t`);
  });
});
