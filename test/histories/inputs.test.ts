/** Formats beyond CSV and Parquet, expressions in plain tables, and ids that stand for accounts. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { event, field, known, metric, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());
shop.write("a.csv", "id\na\nb\nc\n");

const ACCOUNT = "account: { file: a.csv, key: id }";
const METRICS = [metric("logins", "count")];

async function quarantined(yaml: string, schedule: Parameters<Workshop["open"]>[1]) {
  const histories = await shop.open(yaml, schedule);
  const rows: unknown[][] = [];
  try {
    for await (const row of histories.quarantine()) rows.push([row.file, row.row, row.value, row.reason]);
  } finally {
    await histories.close();
  }
  return rows;
}

const yamlOf = (file: string, more = "", columns = "{ logins: n }") =>
  `${ACCOUNT}\nmetrics: { file: "${file}", key: id, day: day, columns: ${columns}${more} }`;
const logins = async (yaml: string) => {
  const read = await shop.read(yaml, { metrics: METRICS });
  return Object.fromEntries(read.accounts.map((account) => [account.id, known(read, account, "logins")]));
};

describe("JSON Lines", () => {
  const lines = [
    '{"id":"a","day":"2024-01-01","n":3}',
    '{"n":4.0,"day":"2024-01-02T09:00:00Z","id":"a","more":{"x":[1]}}',
    '{"id":"b","day":"2024-01-01","n":null}',
    '{"id":"zz","day":"2024-01-01"}',
    '{"id":"b","day":"2024-01-03","n":"many"}',
  ];
  const good = {
    a: [
      ["2024-01-01", 3],
      ["2024-01-02", 4],
    ],
    b: [],
    c: [],
  };

  it.each(["m.jsonl", "m.ndjson", "m.jsonl.gz"])("%s is a table of its names", async (file) => {
    const text = `${lines.join("\n")}\n`;
    shop.write(file, file.endsWith(".gz") ? gzipSync(text) : text);
    expect(await logins(yamlOf(file))).toEqual(good);
    expect(await quarantined(yamlOf(file), { metrics: METRICS })).toEqual([
      [file, 4, "zz", "no account has this id"],
      [file, 5, "many", "`logins`: not a whole number"],
    ]);
  });

  it("is one table over all files of a glob, whichever names a file has", async () => {
    shop.write("j/1.jsonl", `${lines[0]}\n${lines[1]}`);
    shop.write("j/2.jsonl", '{"id":"b","day":"2024-01-01"}\r\n{"id":"zz","day":"2024-01-01"}\r\n');
    expect(await logins(yamlOf("j/*.jsonl"))).toEqual(good);
    expect(await quarantined(yamlOf("j/*.jsonl"), { metrics: METRICS })).toEqual([
      ["j/2.jsonl", 2, "zz", "no account has this id"],
    ]);
  });

  it.each([
    ['{"id":"a"}\n{"id":\n', /not JSON Lines/, 2],
    ['{"id":"a","day":"2024-01-01","n":1}\n[1]\n', /Expected OBJECT/, 2],
    ["", /has no rows/, undefined],
    ['{"id":"a","ID":"b"}\n', /cannot be told apart/, undefined],
    ['{"id":"a","dya":"2024-01-01","n":1}\n', /no column `day`. Did you mean `dya`/, undefined],
  ])("%# is refused", async (text, message, line) => {
    shop.write("bad.jsonl", text);
    const read = logins(yamlOf("bad.jsonl"));
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toMatchObject({ name: "DataError", place: line === undefined ? {} : { line } });
  });
});

it("a value of ten megabytes sets its row aside, and is cut", { timeout: 20_000 }, async () => {
  const long = `{"id":"a","day":"2024-01-01","n":"${"x".repeat(10_000_000)}"}`;
  const short = '{"id":"b","day":"2024-01-01","n":1}';
  for (const lines of [
    [long, short],
    [short, long],
  ]) {
    shop.write("long.jsonl", `${lines.join("\n")}\n`);
    expect(await logins(yamlOf("long.jsonl"))).toEqual({ a: [], b: [["2024-01-01", 1]], c: [] });
    expect(await quarantined(yamlOf("long.jsonl"), { metrics: METRICS })).toEqual([
      ["long.jsonl", lines.indexOf(long) + 1, "x".repeat(500), "`logins`: not a whole number"],
    ]);
  }
});

describe("a DuckDB file", () => {
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(join(shop.project, "warehouse.duckdb"));
    const connection = await instance.connect();
    await connection.run(
      `create table usage as select * from (values ('a', date '2024-01-01', 3), ('zz', date '2024-01-01', 1),
       ('b', date '2024-01-02', 5)) t(id, day, n)`,
    );
    await connection.run("create schema sales");
    await connection.run(
      "create table sales.usage as select 'c' as id, timestamp '2024-01-05 10:00:00' as day, 7 as n",
    );
    await connection.run("create view secret as select * from read_text('/etc/passwd')");
    await connection.run("checkpoint");
    connection.closeSync();
    instance.closeSync();
  });

  it("gives its tables, read only, with the row's own number", async () => {
    const yaml = yamlOf("warehouse.duckdb", ", table: usage");
    expect(await logins(yaml)).toEqual({ a: [["2024-01-01", 3]], b: [["2024-01-02", 5]], c: [] });
    expect(await quarantined(yaml, { metrics: METRICS })).toEqual([
      ["warehouse.duckdb", 1, "zz", "no account has this id"],
    ]);
    expect(await logins(yamlOf("ware*.duckdb", ", table: sales.usage"))).toMatchObject({ c: [["2024-01-05", 7]] });
  });

  it.each([
    ["usgae", /no table `usgae`. Did you mean `usage`/],
    ["secret", /no table `secret`/],
    ['usage" where read_text', /no table/],
  ])("has no table %s", async (table, message) => {
    await expect(logins(yamlOf("warehouse.duckdb", `, table: '${table}'`))).rejects.toThrow(message);
  });

  it("that is none is refused", async () => {
    shop.write("no.duckdb", "hello, this is no database".repeat(1000));
    const read = logins(yamlOf("no.duckdb", ", table: usage"));
    await expect(read).rejects.toMatchObject({ name: "DataError", kind: "data" });
  });

  it("wants `table`, and nothing else does", async () => {
    await expect(logins(yamlOf("warehouse.duckdb"))).rejects.toThrow(/`metrics` lacks `table`/);
    await expect(logins(yamlOf("m.csv", ", table: usage"))).rejects.toThrow(/take `table` away/);
  });
});

describe("an expression in a plain table", () => {
  shop.write("x.csv", "Id No,when,n,spare col\na,2024-01-01 10:00:00,3,1\nB,2024-01-02 11:00:00,4,2\n");

  it("computes a value, a key and a day from the columns of its row", async () => {
    const yaml = `${ACCOUNT}\nmetrics: { file: x.csv, key: 'lower("Id No")', day: 'cast("when" as date)', columns: { logins: "n * 2" } }`;
    expect(await logins(yaml)).toEqual({ a: [["2024-01-01", 6]], b: [["2024-01-02", 8]], c: [] });
  });

  it("is none when a column has that name", async () => {
    const yaml = `${ACCOUNT}\nmetrics: { file: x.csv, key: Id No, day: when, columns: { logins: spare col } }`;
    expect(await logins(yaml)).toMatchObject({ a: [["2024-01-01", 1]] });
  });

  it.each([
    ["sum(n)", /adds rows up/],
    ["n + (select 1)", /subquery/],
    ["read_text('/etc/passwd')", /not among the functions/],
    ["n) from x --", /nothing around it|neither a column/],
    ["spare  cool", /neither a column of the file nor an SQL expression.*Did you mean `spare col`/],
    ["nn", /no column `nn`. Did you mean `n`/],
  ])("%s is refused", async (expression, message) => {
    const yaml = `${ACCOUNT}\nmetrics: { file: x.csv, key: Id No, day: when, columns: { logins: "${expression}" } }`;
    await expect(logins(yaml)).rejects.toThrow(message);
  });
});

describe("an identity table", () => {
  shop.write("ids.csv", "sfdc,org,tenant\na,77,t-a\nb,88,t-b\nb,89,\nc,99,t-b\nq,55,t-q\n,1,2\n");
  shop.write(
    "t.csv",
    "org,at\n77,2024-01-01\n89,2024-01-02\n88,2024-01-03\nb,2024-01-04\nt-b,2024-01-05\n55,2024-01-06\n",
  );
  const yaml = `${ACCOUNT}
identity: { file: ids.csv, account: sfdc, also: [org, tenant] }
events: { ticket: { file: t.csv, key: org, at: at } }`;
  const schedule = { events: [event("ticket")] };

  it("lets other ids stand for accounts; those that stand for two stand for none", async () => {
    const read = await shop.read(yaml, schedule);
    const days = (id: string) =>
      read
        .account(id)
        .events.get("ticket")
        ?.map(({ day }) => day - 19722);
    expect([days("a"), days("b"), days("c")]).toEqual([[1], [2, 3, 4], []]);
    expect(await quarantined(yaml, schedule)).toEqual([
      ["t.csv", 6, "t-b", "the id stands for two accounts"],
      ["t.csv", 7, "55", "no account has this id"],
      ["ids.csv", 3, "t-b", "the id stands for two accounts"],
      ["ids.csv", 5, "t-b", "the id stands for two accounts"],
      ["ids.csv", 6, "q", "no account has this id"],
      ["ids.csv", 7, "", "no id"],
    ]);
  });

  it("can be several, and an account's own id that is another's stands for two", async () => {
    shop.write("more.csv", "account,x\na,b\nc,x9\n");
    shop.write("y.csv", "org,at\nb,2024-01-01\nx9,2024-01-02\n77,2024-01-03\n");
    const read = await shop.read(
      `${ACCOUNT}
identity: [{ file: ids.csv, account: sfdc, also: org }, { file: more.csv, account: account, also: x }]
events: { ticket: { file: y.csv, key: org, at: at } }`,
      schedule,
    );
    expect(read.accounts.map(({ id, events }) => [id, events.get("ticket")?.length])).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 1],
    ]);
    expect(read.summary.tables.map(({ name }) => name)).toContain("identity.2");
  });

  it("contradictions between rows of two ids are seen", async () => {
    shop.write("two.csv", "id,day,n\na,2024-01-01,1\n77,2024-01-01,2\nb,2024-01-01,1\n88,2024-01-01,1\n");
    const conflicting = `${yamlOf("two.csv")}\nidentity: { file: ids.csv, account: sfdc, also: org }`;
    expect(await logins(conflicting)).toEqual({ a: [], b: [["2024-01-01", 1]], c: [] });
  });

  it("is found for people too", async () => {
    shop.write("p.csv", "tenant,name\nt-a,Ann\n");
    const read = await shop.read(
      `${ACCOUNT}\nidentity: { file: ids.csv, account: sfdc, also: [tenant] }\npeople: { csm: { file: p.csv, key: tenant, person: name } }`,
      {
        roles: [{ name: "csm", kind: "person", ownsAccounts: true }] as never,
        account: { fields: [field("x", "text?")] },
      },
    );
    expect(read.account("a").people.get("csm")).toEqual([{ from: -Infinity, value: "Ann" }]);
  });
});
