/** Aggregated tables and `where`: what expressions compute, exactly, and that none of them reaches beyond its row. */
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../runtime/histories/database.ts";
import { checkedExpression } from "../../runtime/histories/source/expressions.ts";
import { dayOf, event, field, known, metric, Workshop } from "./support.ts";

const shop = new Workshop();
const database = openDatabase({ tempDir: shop.temp, folders: [shop.project], memoryLimitMb: 128 });
afterAll(async () => {
  await (await database).close();
  shop.remove();
});
shop.write(
  "i.csv",
  "no,customer,country,placed,amount,cancelled\n1,007,UK,2024-01-01 09:00:00,0.1,0\n2,007,UK,2024-01-01 10:00:00,0.2,0\n3,007,France,2024-01-03 10:00:00,-0.3,1\n4,8,UK,2024-01-02 10:00:00,1000000.01,0\n",
);
shop.write("other.csv", "secret\n42\n");

const METRICS = [metric("revenue", "money"), metric("orders", "count")];

async function revenue(expression: string, where = "true", file = "i.csv") {
  const text = (sql: string) => JSON.stringify(sql);
  return shop.read(
    `account: { file: ${file}, key: customer, aggregate: true, fields: { first: min(placed) } }
metrics: { file: ${file}, key: customer, day: placed, aggregate: true, where: ${text(where)}, columns: { revenue: ${text(expression)}, orders: count(*) filter (where cancelled = 0) } }`,
    { metrics: METRICS, account: { fields: [field("first", "date")] } },
  );
}

describe("an aggregated table", () => {
  it("groups by account and day, exactly, and keeps ids as they are written", async () => {
    const read = await revenue("sum(amount)");
    expect(read.accounts.map((account) => account.id)).toEqual(["007", "8"]);
    expect(read.account("007").fields.get("first")).toEqual([{ from: -Infinity, value: dayOf("2024-01-01") }]);
    expect(known(read, read.account("007"), "revenue")).toEqual([
      ["2024-01-01", 30],
      ["2024-01-03", -30],
    ]);
    expect(known(read, read.account("007"), "orders")).toEqual([
      ["2024-01-01", 2],
      ["2024-01-03", 0],
    ]);
    expect(known(read, read.account("8"), "revenue")).toEqual([["2024-01-02", 100_000_001]]);
    expect(read.summary.tables.map((table) => table.rows)).toEqual([2, 3]);
  });

  it("makes an event of a group, and an account's field by a filter", async () => {
    const read = await shop.read(
      `account: { file: i.csv, key: customer, aggregate: true, fields: { abroad: "count(*) filter (where country <> 'UK')" } }
events: { first_order: { file: i.csv, key: customer, aggregate: true, at: min(placed), fields: { amount: max(amount) } } }`,
      { account: { fields: [field("abroad", "count")] }, events: [event("first_order", [field("amount", "money")])] },
    );
    expect(read.account("007").fields.get("abroad")).toEqual([{ from: -Infinity, value: 1 }]);
    expect(
      read
        .account("007")
        .events.get("first_order")
        ?.map(({ day, fields }) => [day, fields.amount]),
    ).toEqual([[dayOf("2024-01-01"), 20]]);
  });

  it.each([
    ["sum(case when country = 'UK' then amount else 0 end)", [30, 0]],
    ["sum(amount) * 2 -- twice", [60, -60]],
    ["max(abs(amount))", [20, 30]],
    ["avg(amount)", [15, -30]],
    ["coalesce(sum(amount) filter (where country like 'F%'), 7)", [700, -30]],
    ["sum(try_cast(no as decimal(9, 2)))", [300, 300]],
    ['count(*) filter (where "cancelled" = 0)', [200, 0]],
    [`count(*) filter (where "cancelled" is null or lower(cast("cancelled" as varchar)) = '0')`, [200, 0]],
  ])("computes %s", async (expression, values) => {
    const read = await revenue(expression);
    expect(known(read, read.account("007"), "revenue").map(([, value]) => value)).toEqual(values);
  });

  it("keeps the rows for which `where` is true, in plain tables too", async () => {
    const read = await revenue("sum(amount)", "country = 'UK' and amount < 1000 and placed >= '2024-01-01'");
    expect(known(read, read.account("007"), "revenue")).toEqual([["2024-01-01", 30]]);
    expect(known(read, read.account("8"), "revenue")).toEqual([]);
    shop.write("p.csv", "id,kind,n\n01,a,5\n02,b,6\n01,b,\n");
    const plain = await shop.read("account: { file: p.csv, key: id, where: \"kind = 'a'\" }", {
      account: { fields: [field("n", "count")] },
    });
    expect(plain.accounts.map((account) => account.id)).toEqual(["01"]);
  });
});

describe("an expression", () => {
  it.each([
    ["(select 42)", /subquery/],
    ["sum(amount) + (select max(secret) from 'other.csv')", /subquery/],
    ["amount in (select 1)", /subquery/],
    ["exists(from 'other.csv')", /subquery/],
    ["read_text('/etc/hosts')", /`read_text`, which is not among/],
    ["sum(length(read_blob('other.csv')))", /`read_blob`/],
    ["getenv('HOME')", /`getenv`/],
    ["current_setting('temp_directory')", /`current_setting`/],
    ["sum(amount) filter (where getvariable('x'))", /`getvariable`/],
    ["nextval('x')", /`nextval`/],
    ["random()", /`random`/],
    ["now()", /not among/],
    ["any_value(country)", /order of rows\. Use `min` or `max`/],
    ["first(amount order by placed)", /order of rows/],
    ["string_agg(country)", /order of rows/],
    ["mode(amount)", /order of rows/],
    ["summ(amount)", /Did you mean `sum`/],
    ["sum(amonut)", /column `amonut`.*Did you mean `amount`/],
    ["sum(i.amount)", /column `i.amount`/],
    ["1) ; copy (select 1) to '/tmp/x.csv'; select (1", /no SQL expression/],
    ["1) ; select (1", /must be one expression/],
    ["1) from 'other.csv' where (1 = 1", /must be one expression/],
    ["1), (2", /must be one expression/],
    ["1) union select (2", /must be one expression/],
    ["1) limit (1", /must be one expression/],
    ["1)) ; drop table ids", /no SQL expression/],
    ["sum(amount); select 1", /no SQL expression/],
    ["sum(amount", /no SQL expression: it opens a bracket in `sum\(amount` that nothing closes/],
    ["count(* filter (where cancelled = 0)", /`count\(\* filter .*nothing closes\. Write `count\(\*\) filter \(where/],
    ["sum(amount))", /no SQL expression: it closes a bracket that it does not open, before `\)`/],
    ["sum(amount || ')'", /it opens a bracket/],
    ["sum(amount) /* open", /no SQL expression/],
    ["", /no SQL expression/],
    ["sum(at)", /words of SQL are written in double quotes: "at"/],
    ["row_number() over ()", /window function/],
    ["list_transform([1], x -> x)", /not among|plain expression/],
    ["columns('a')", /plain expression/],
    ["sum($1)", /plain expression/],
    [`sum(amount)${" + 1".repeat(1000)}`, /longer than 2000/],
    ["sum(amount) + 'a\0b'", /NUL/],
  ])("%j is refused", async (expression, message) => {
    const place = { where: "metrics.columns.revenue", file: "playc.yaml", aggregates: true };
    const columns = ["no", "customer", "country", "placed", "amount", "cancelled", "at"];
    const checked = checkedExpression(await database, expression, columns, place);
    await expect(checked).rejects.toThrow(message);
    await expect(checked).rejects.toMatchObject({ name: "DataError" });
  });

  it.each([
    ["amount", /metrics\.columns\.revenue: .*`amount` has a value a row; say which, as `max\(amount\)`/],
    ["sum(*)", /metrics\.columns\.revenue: this cannot be computed/],
    ["sum(country)", /metrics\.columns\.revenue: this cannot be computed/],
    ["sum(cast(country as integer))", /values cannot be computed/],
  ])("%j is refused when it is computed", async (expression, message) => {
    await expect(revenue(expression)).rejects.toThrow(message);
  });

  it.each([["sum(amount) > 1"], ["(select true)"], ["true) or (read_text('x') = ''"], ["amount > 1; drop table ids"]])(
    "where %j is refused",
    async (where) => {
      await expect(revenue("sum(amount)", where)).rejects.toMatchObject({ name: "DataError" });
    },
  );

  it("sees a column whose values are not all numbers as text", async () => {
    shop.write("t.csv", "customer,placed,amount,cancelled\na,2024-01-01,1,0\na,2024-01-01,n/a,0\n");
    await expect(revenue("sum(amount)", "true", "t.csv")).rejects.toThrow(/cannot be computed/);
    const read = await revenue("sum(try_cast(amount as decimal(18, 2)))", "true", "t.csv");
    expect(known(read, read.account("a"), "revenue")).toEqual([["2024-01-01", 100]]);
  });

  it("sees binary fractions of Parquet as decimals, so that sums are exact", async () => {
    await shop.parquet(
      "f.parquet",
      "select 'a' as customer, date '2024-01-01' as placed, 0.1::double as amount, 0 as cancelled from range(10)",
    );
    const read = await revenue("sum(amount) - 1", "true", "f.parquet");
    expect(known(read, read.account("a"), "revenue")).toEqual([["2024-01-01", 0]]);
  });

  it("cannot tell the names of columns with quotes apart from text", async () => {
    shop.write("q.csv", 'customer,placed,"we""ird ""; drop",cancelled\na,2024-01-01,5,0\n');
    const read = await revenue('sum("we""ird ""; drop")', "true", "q.csv");
    expect(known(read, read.account("a"), "revenue")).toEqual([["2024-01-01", 500]]);
  });
});
