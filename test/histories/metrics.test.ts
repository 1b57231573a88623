/** Metrics: wide and long tables, CSV and Parquet, base units, duplicates, horizons. */
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { dayOf, known, metric, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());
shop.write("a.csv", "id\na\nb\n");

const ACCOUNT = "account: { file: a.csv, key: id }";
const METRICS = [
  metric("logins", "count"),
  metric("revenue", "money"),
  metric("share", "ratio"),
  metric("health", "points"),
];

async function wide(file: string, metrics = METRICS, more = "") {
  const columns = metrics.map(({ name }) => `${name}: ${name}`).join(", ");
  return shop.read(`${ACCOUNT}\nmetrics: { file: "${file}", key: id, day: day, columns: { ${columns} }${more} }`, {
    metrics,
  });
}

describe("a wide table", () => {
  it("gives a value a day in base units, and nothing where there is none", async () => {
    shop.write(
      "w.csv",
      "day,id,logins,revenue,share,health\n2024-01-03,a,5,1.25,0.5,80\n2024-01-01 12:00,a,,-3,10%,\n2024-01-02,b,7,,,\n",
    );
    const read = await wide("w.csv");
    expect(read.grid).toEqual({ from: dayOf("2024-01-01"), to: dayOf("2024-01-03") });
    expect(known(read, read.account("a"), "logins")).toEqual([["2024-01-03", 5]]);
    expect(known(read, read.account("a"), "revenue")).toEqual([
      ["2024-01-01", -300],
      ["2024-01-03", 125],
    ]);
    expect(known(read, read.account("a"), "share")).toEqual([
      ["2024-01-01", 100_000],
      ["2024-01-03", 500_000],
    ]);
    expect(known(read, read.account("a"), "health")).toEqual([["2024-01-03", 80_000_000]]);
    expect(known(read, read.account("b"), "logins")).toEqual([["2024-01-02", 7]]);
    expect(read.account("b").metrics.get("revenue")).toHaveLength(3);
    expect(Object.fromEntries(read.covers)).toMatchObject({ logins: read.grid, health: read.grid });
  });

  it("sets rows aside for each reason, and counts them", async () => {
    shop.write(
      "bad.csv",
      "id,day,logins,revenue\na,2024-01-01,1,1\na,2024-01-01,1,1\na,2024-01-02,1,1\na,2024-01-02,1,\na,2024-01-02,1,1\nx,2024-01-01,1,1\n,2024-01-01,1,1\na,,1,1\na,2024-13-01,1,1\na,2024-01-04,1.5,1\na,2024-01-05,-1,1\na,2024-01-06,1,one\na,2024-02-01,1,1\n",
    );
    const metrics = [metric("logins", "count", { range: { from: 0, to: 100 } }), metric("revenue", "money")];
    const read = await wide("bad.csv", metrics, ", covers: 2024-01-01..2024-01-31");
    expect(known(read, read.account("a"), "revenue")).toEqual([["2024-01-01", 100]]);
    expect(read.covers.get("logins")).toEqual({ from: dayOf("2024-01-01"), to: dayOf("2024-01-31") });
    expect(read.grid).toEqual(read.covers.get("logins"));
    expect(read.summary.tables[1]).toEqual({
      name: "metrics",
      files: ["bad.csv"],
      rows: 13,
      matched: 11,
      from: "2024-01-01",
      to: "2024-01-01",
      setAside: [
        { reason: "`day`: absent, but required", rows: 1 },
        { reason: "`day`: not a date (YYYY-MM-DD)", rows: 1 },
        { reason: "`logins`: not a whole number", rows: 1 },
        { reason: "`logins`: out of range", rows: 1 },
        { reason: "`revenue`: not a plain number", rows: 1 },
        { reason: "no account has this id", rows: 1 },
        { reason: "no id", rows: 1 },
        { reason: "outside `covers`", rows: 1 },
        { reason: "two rows of one account and day differ", rows: 3 },
      ],
    });
  });

  it("is the same from CSV, gzipped CSV, a byte order mark, CRLF, and a glob of parts with columns in any order", async () => {
    const rows = ["a,2024-01-01,5,1.25", "a,2024-01-02,6,", "b,2024-01-01,7,-0.1"];
    const text = `id,day,logins,revenue\n${rows.join("\n")}\n`;
    const metrics = METRICS.slice(0, 2);
    shop.write("plain.csv", text);
    shop.write("bom.csv", `\uFEFF${text}`);
    shop.write("crlf.csv", text.replaceAll("\n", "\r\n"));
    shop.write("zip.csv.gz", gzipSync(text));
    shop.write("parts/2024/one.csv", `id,day,logins,revenue\n${rows[0]}\n`);
    shop.write("parts/two.csv", `revenue,id,other,day,logins\n,a,x,2024-01-02,6\n-0.1,b,x,2024-01-01,7\n`);
    const plain = await wide("plain.csv", metrics);
    expect(plain.summary.tables[1]?.setAside).toEqual([]);
    for (const file of ["bom.csv", "crlf.csv", "zip.csv.gz", "parts/**/*.csv"]) {
      const read = await wide(file, metrics);
      expect(read.accounts, file).toEqual(plain.accounts);
    }
    expect((await wide("parts/**/*.csv", metrics)).summary.tables[1]?.files).toEqual([
      "parts/2024/one.csv",
      "parts/two.csv",
    ]);
  });

  it("is exact from Parquet, whatever the type of its columns", async () => {
    await shop.parquet(
      "types.parquet",
      `select * from (values
        ('a', date '2024-01-01', 1::utinyint, 0.575::double, 0.1::float, 12.345::decimal(10, 3)),
        ('a', date '2024-01-02', 2, 0.125, 0.5, 0.0000005::decimal(10, 3)),
        ('a', date '2024-01-03', 3, 'nan'::double, 0.5, 1),
        ('a', date '2024-01-04', 4, 'infinity'::double, 0.5, 1),
        ('a', date '2024-01-05', 5, 1e300, 0.5, 1),
        ('a', date '2024-01-06', 6, 5e-7, 0.5, null),
        ('a', date '2024-01-07', 7, -2, null, -12.345)
      ) t(id, day, logins, revenue, share, health)`,
    );
    const read = await wide("types.parquet");
    const a = read.account("a");
    expect(known(read, a, "revenue").map(([, value]) => value)).toEqual([58, 12, 0, -200]);
    expect(known(read, a, "share").map(([, value]) => value)).toEqual([100_000, 500_000, 500_000]);
    expect(known(read, a, "health").map(([, value]) => value)).toEqual([12_345_000, 0, -12_345_000]);
    expect(known(read, a, "logins").map(([, value]) => value)).toEqual([1, 2, 6, 7]);
    expect(read.summary.tables[1]?.setAside).toEqual([
      { reason: "`revenue`: not a plain number", rows: 2 },
      { reason: "`revenue`: out of range", rows: 1 },
    ]);
    expect([...(a.metrics.get("revenue") ?? [])].some((value) => Object.is(value, -0))).toBe(false);
  });

  it("takes numbers and timestamps as ids and days", async () => {
    shop.write("n.csv", "id\n7\n");
    await shop.parquet("n.parquet", "select 7 as id, timestamp '2024-01-01 10:00:00' as day, 3::hugeint as logins");
    const read = await shop.read(
      "account: { file: n.csv, key: id }\nmetrics: { file: n.parquet, key: id, day: day, columns: { logins: logins } }",
      { metrics: METRICS.slice(0, 1) },
    );
    expect(known(read, read.account("7"), "logins")).toEqual([["2024-01-01", 3]]);
  });
});

describe("a long table", () => {
  const metrics = [
    metric("logins", "count"),
    metric("share", "ratio"),
    metric("health", "points"),
    metric("revenue", "money"),
  ];
  const yaml = `${ACCOUNT}
metrics:
  - { file: long.csv, key: id, day: on, metric: what, value: n, names: { health: "Health Score" } }
  - { file: other.csv, key: id, day: on, columns: { revenue: r } }`;

  it("gives each metric in its own units, by its name in the data or its own", async () => {
    shop.write("other.csv", "id,on,r\nb,2024-01-05,2\n");
    shop.write(
      "long.csv",
      "id,on,what,n\na,2024-01-01,Health Score,70.5\na,2024-01-01,logins,3\na,2024-01-02,share,50%\na,2024-01-02,logins,50%\na,2024-01-02,revenue,1\na,2024-01-02,,1\na,2024-01-03,logins,\na,2024-01-04,logins,1\na,2024-01-04,logins,2\na,2024-01-04,share,1\n",
    );
    const read = await shop.read(yaml, { metrics });
    const a = read.account("a");
    expect(known(read, a, "health")).toEqual([["2024-01-01", 70_500_000]]);
    expect(known(read, a, "logins")).toEqual([["2024-01-01", 3]]);
    expect(known(read, a, "share")).toEqual([
      ["2024-01-02", 500_000],
      ["2024-01-04", 1_000_000],
    ]);
    expect(known(read, a, "revenue")).toEqual([]);
    expect(known(read, read.account("b"), "revenue")).toEqual([["2024-01-05", 200]]);
    expect(read.covers.get("logins")).toEqual({ from: dayOf("2024-01-01"), to: dayOf("2024-01-04") });
    expect(read.covers.get("revenue")).toEqual({ from: dayOf("2024-01-05"), to: dayOf("2024-01-05") });
    expect(read.summary.tables.find((table) => table.name === "metrics.1")?.setAside).toEqual([
      { reason: "`logins`: not a whole number", rows: 1 },
      { reason: "a metric the playbooks do not declare", rows: 1 },
      { reason: "no metric's name", rows: 1 },
      { reason: "two rows of one account and day differ", rows: 2 },
    ]);
  });

  it("does not hold what it neither names nor has", async () => {
    shop.write("long.csv", "id,on,what,n\na,2024-01-01,logins,3\n");
    shop.write("other.csv", "id,on,r\n");
    const read = await shop.read(yaml, { metrics });
    expect(read.summary.unmapped.metrics).toEqual(["share"]);
    expect(read.account("a").metrics.has("share")).toBe(false);
    expect(read.covers.has("share")).toBe(false);
    expect(known(read, read.account("a"), "health")).toEqual([]);
    expect(read.covers.get("revenue")).toEqual({ from: 0, to: -1 });
  });
});

it("refuses a metric that two tables hold, and a grid of more than a hundred years", async () => {
  shop.write("x.csv", "id,day,n\na,2024-01-01,1\n");
  shop.write("y.csv", "id,day,n\na,1204-01-01,1\na,2024-01-01,1\n");
  const table = (file: string) => `  - { file: ${file}, key: id, day: day, columns: { logins: n } }`;
  const metrics = METRICS.slice(0, 1);
  await expect(shop.read(`${ACCOUNT}\nmetrics:\n${table("x.csv")}\n${table("x.csv")}`, { metrics })).rejects.toThrow(
    /`logins` is in two tables, `metrics\.1` and `metrics\.2`/,
  );
  await expect(shop.read(`${ACCOUNT}\nmetrics:\n${table("y.csv")}`, { metrics })).rejects.toThrow(
    /more than a hundred years/,
  );
});
