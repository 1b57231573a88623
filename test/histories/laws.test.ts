/** Laws: the order of input rows never shows; base units are exact decimal arithmetic; batches do not show. */
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { event, field, known, metric, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());

/** Decimal text in base units by whole-number arithmetic, rounded half to even: the rule, written a second time. */
function baseUnits(text: string, scale: number): number {
  const [, sign, whole = "", fraction = ""] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const digits = BigInt(whole + fraction || "0");
  const drop = fraction.length - scale;
  if (drop <= 0) return Number(digits * 10n ** BigInt(-drop)) * (sign === "-" ? -1 : 1) || 0;
  const unit = 10n ** BigInt(drop);
  const [kept, twice] = [digits / unit, (digits % unit) * 2n];
  const up = twice > unit || (twice === unit && kept % 2n === 1n);
  return Number(kept + (up ? 1n : 0n)) * (sign === "-" ? -1 : 1) || 0;
}

const digits = (most: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: most });
const number = fc
  .tuple(
    fc.constantFrom("", "-", "+"),
    digits(9),
    fc.oneof(
      digits(12),
      digits(3).map((start) => `${start}5`),
    ),
  )
  .filter(([, whole, fraction]) => whole + fraction !== "")
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`);

it("quantities are exact", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 200 }), async (texts) => {
      shop.write("n.csv", `id,m,p\n${texts.map((text, index) => `${index},${text},${text}`).join("\n")}\n`);
      const read = await shop.read("account: { file: n.csv, key: id }", {
        account: { fields: [field("m", "money"), field("p", "points")] },
      });
      const values = (name: string) =>
        texts.map((_, index) => read.account(String(index))?.fields.get(name)?.[0]?.value);
      expect(values("m")).toEqual(texts.map((text) => baseUnits(text, 2)));
      expect(values("p")).toEqual(texts.map((text) => baseUnits(text, 6)));
    }),
    { numRuns: 8 },
  );
});

const id = fc.constantFrom("a", "b", "c", "nobody", "");
const day = fc.constantFrom("2024-01-01", "2024-01-02", "2024-01-03", "soon", "");
const rowsOf = (...cells: fc.Arbitrary<string>[]) =>
  fc.array(
    fc.tuple(...cells).map((row) => row.join(",")),
    { maxLength: 12 },
  );

it("the order of input rows never shows", async () => {
  const tables = fc.record({
    accounts: rowsOf(id, day, fc.constantFrom("x", "y"), fc.constantFrom("Ann", "Bo", "")),
    usage: rowsOf(id, day, fc.constantFrom("1", "2", "")),
    tickets: rowsOf(
      id,
      fc.constantFrom("2024-01-01", "2024-01-01T10:00Z", "2024-01-02 10:00"),
      fc.constantFrom("1", "2", ""),
    ),
    orders: rowsOf(id, fc.constantFrom("2024-01-01", "2024-01-02"), fc.constantFrom("0.1", "0.2", "0.7", "-3")),
  });
  const yaml = `time_zone: Asia/Kolkata
account: { file: a.csv, key: id, from: since }
people: { csm: { column: owner } }
events: { ticket: { file: t.csv, key: id, at: at } }
metrics:
  - { file: u.csv, key: id, day: day, columns: { logins: n } }
  - { file: o.csv, key: id, day: day, aggregate: true, columns: { revenue: sum(n) } }`;
  const schedule = {
    account: { fields: [field("plan", "one of x, y")] },
    roles: [{ name: "csm", kind: "person" as const, ownsAccounts: true }],
    events: [event("ticket", [field("n", "count?")])],
    metrics: [metric("logins", "count"), metric("revenue", "money")],
  };
  const readIn = async (content: Record<"accounts" | "usage" | "tickets" | "orders", string[]>) => {
    shop.write("a.csv", `id,since,plan,owner\n${content.accounts.map((row) => `${row}\n`).join("")}`);
    shop.write("u.csv", `id,day,n\n${content.usage.map((row) => `${row}\n`).join("")}`);
    shop.write("t.csv", `id,at,n\n${content.tickets.map((row) => `${row}\n`).join("")}`);
    shop.write("o.csv", `id,day,n\n${content.orders.map((row) => `${row}\n`).join("")}`);
    const { account: _, ...read } = await shop.read(yaml, schedule);
    return read;
  };
  const shuffled = tables.chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      again: fc.record({
        accounts: fc.shuffledSubarray(rows.accounts, { minLength: rows.accounts.length }),
        usage: fc.shuffledSubarray(rows.usage, { minLength: rows.usage.length }),
        tickets: fc.shuffledSubarray(rows.tickets, { minLength: rows.tickets.length }),
        orders: fc.shuffledSubarray(rows.orders, { minLength: rows.orders.length }),
      }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ rows, again }) => {
      expect(await readIn(again)).toEqual(await readIn(rows));
    }),
    { numRuns: 8 },
  );
});

it("many accounts come in order, each with its own rows, across batches", async () => {
  const ids = Array.from({ length: 1203 }, (_, index) => `account ${index}`);
  shop.write("many.csv", `id\n${ids.join("\n")}\n`);
  shop.write(
    "m.csv",
    `day,id,n\n${ids.map((name, index) => `2024-01-0${1 + (index % 9)},${name},${index}`).join("\n")}\n`,
  );
  const yaml = "account: { file: many.csv, key: id }\nmetrics: { file: m.csv, key: id, day: day, columns: { n: n } }";
  const schedule = { metrics: [metric("n", "count")] };
  const read = await shop.read(yaml, schedule);
  expect(read.accounts.map((account) => account.id)).toEqual([...ids].sort());
  for (const account of read.accounts) {
    const index = Number(account.id.split(" ")[1]);
    expect(known(read, account, "n")).toEqual([[`2024-01-0${1 + (index % 9)}`, index]]);
  }
  const some = ids.filter((_, index) => index % 7 === 0);
  const few = await shop.read(yaml, schedule, { accounts: some });
  expect(few.accounts).toEqual(read.accounts.filter((account) => some.includes(account.id)));
});
