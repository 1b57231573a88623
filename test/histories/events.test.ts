/** Events: when they happen and on which day, in any zone; their order; those for all accounts; horizons. */
import { afterAll, describe, expect, it } from "vitest";
import { dateOf, dayOf, event, field, Workshop } from "./support.ts";

const shop = new Workshop();
afterAll(() => shop.remove());
shop.write("a.csv", "id,tz\nlondon,Europe/London\ntokyo,Asia/Tokyo\nla,America/Los_Angeles\nutc,UTC\n");
const YAML = "time_zone: { column: tz }\naccount: { file: a.csv, key: id }";

/** When it was written, of which account, and when it was. */
const TIMES = [
  // With an offset: that instant, on the account's own day.
  ["2024-03-10T22:00:00Z", "tokyo", "2024-03-10T22:00:00.000Z", "2024-03-11"],
  ["2024-03-10T02:00:00+01:00", "la", "2024-03-10T01:00:00.000Z", "2024-03-09"],
  ["2024-03-10 02:00:00.5 -0500", "utc", "2024-03-10T07:00:00.500Z", "2024-03-10"],
  // Without: the account's clock; a time that was skipped moves forward, one that came twice is the first.
  ["2024-07-01 09:00", "london", "2024-07-01T08:00:00.000Z", "2024-07-01"],
  ["2024-07-01T09:00:00", "tokyo", "2024-07-01T00:00:00.000Z", "2024-07-01"],
  ["2024-03-31 01:30", "london", "2024-03-31T01:30:00.000Z", "2024-03-31"],
  ["2024-10-27 01:30", "london", "2024-10-27T00:30:00.000Z", "2024-10-27"],
  // A date alone: the close of that day.
  ["2024-03-30", "london", "2024-03-31T00:00:00.000Z", "2024-03-30"],
  ["2024-03-31", "london", "2024-03-31T23:00:00.000Z", "2024-03-31"],
  ["2024-03-31", "la", "2024-04-01T07:00:00.000Z", "2024-03-31"],
] as const;

describe("rows that are alike", () => {
  const files = (rows: string) => shop.write("e.csv", `id,at,case,n\n${rows}`);
  const yaml = `${YAML}\nevents: { e: { file: e.csv, key: id, at: at } }`;
  const alike = "utc,2024-03-01,a,1\nutc,2024-03-01,a,1\nutc,2024-03-01,b,1\n";

  it("are one event where a key tells cases apart, because exports overlap", async () => {
    files(alike);
    const read = await shop.read(yaml, {
      events: [event("e", [field("case", "text"), field("n", "count")], { key: "case" })],
    });
    expect(
      read
        .account("utc")
        .events.get("e")
        ?.map(({ fields }) => fields.case),
    ).toEqual(["a", "b"]);
  });

  it("are events of their own where none does: nothing that happened is lost", async () => {
    files(alike);
    const read = await shop.read(yaml, { events: [event("e", [field("n", "count")])] });
    expect(read.account("utc").events.get("e")).toHaveLength(3);
  });
});

describe("when an event happens", () => {
  it("is told by its offset, by the account's clock, or by its date, and dated the account's day", async () => {
    const rows = TIMES.map(([at, id], index) => `${id},${at},${index}\n`);
    shop.write("e.csv", `id,at,n\n${rows.join("")}`);
    const read = await shop.read(`${YAML}\nevents: { e: { file: e.csv, key: id, at: at } }`, {
      events: [event("e", [field("n", "count")])],
    });
    const found = read.accounts.flatMap(({ events }) => events.get("e") ?? []);
    for (const [index, [at, id, instant, day]] of TIMES.entries()) {
      const one = found.find(({ fields }) => fields.n === index);
      expect([new Date(one?.at ?? 0).toISOString(), dateOf(one?.day ?? 0)], `${at} in ${id}`).toEqual([instant, day]);
    }
    expect(read.covers.get("e")).toEqual({ from: dayOf("2024-03-09"), to: dayOf("2024-10-27") });
  });

  it("is set aside when it is neither date nor time", async () => {
    const times = ["yesterday", "2024-02-30", "2024-02-30 10:00", "2024-01-01 25:00", "2024-01-01T10:00+25:00"];
    shop.write("e.csv", `id,at\nutc,\n${times.map((at) => `utc,${at}\n`).join("")}`);
    const read = await shop.read(`${YAML}\nevents: { e: { file: e.csv, key: id, at: at } }`, { events: [event("e")] });
    expect(read.account("utc").events.get("e")).toEqual([]);
    expect(read.covers.get("e")).toEqual({ from: 0, to: -1 });
    expect(read.summary.tables[1]?.setAside).toEqual([
      { reason: "`at`: absent, but required", rows: 1 },
      { reason: "`at`: not a date or date and time", rows: 5 },
    ]);
  });

  it("is read from Parquet's own times", async () => {
    await shop.parquet(
      "e.parquet",
      "select 'tokyo' as id, timestamp '2024-07-01 09:00:00' as n, timestamptz '2024-07-01 09:00:00+00' as z, date '2024-07-01' as d",
    );
    const tables = ["n", "z", "d"].map((name) => `${name}: { file: e.parquet, key: id, at: ${name} }`).join(", ");
    const read = await shop.read(`${YAML}\nevents: { ${tables} }`, {
      events: ["n", "z", "d"].map((name) => event(name)),
    });
    const at = (name: string) => new Date(read.account("tokyo").events.get(name)?.[0]?.at ?? 0).toISOString();
    expect(["n", "z", "d"].map(at)).toEqual([
      "2024-07-01T00:00:00.000Z",
      "2024-07-01T09:00:00.000Z",
      "2024-07-01T15:00:00.000Z",
    ]);
  });
});

describe("events of one account", () => {
  it("come in order of instant, key and content; equal rows are one", async () => {
    shop.write(
      "t.csv",
      "org,when,Id,prio,score\nutc,2024-01-02T10:00Z,9,low,\nutc,2024-01-02T10:00Z,10,high,5\nutc,2024-01-02T10:00Z,10,high,5\nutc,2024-01-02T10:00Z,10,high,4\nutc,2024-01-01,11,low,\nutc,2024-01-03,,low,\nutc,2024-01-03,12,huge,\n",
    );
    const fields = [
      field("id", "text"),
      field("severity", "one of low, high"),
      field("score", "count?"),
      field("open", "flag", { default: true }),
    ];
    const read = await shop.read(
      `${YAML}\nevents: { ticket: { file: t.csv, key: org, at: when, fields: { id: Id, severity: prio } } }`,
      { events: [event("ticket", fields, { key: "id" })] },
    );
    const tickets = read.account("utc").events.get("ticket") ?? [];
    expect(tickets.map(({ fields }) => ({ ...fields }))).toEqual([
      { id: "11", severity: "low", open: true },
      { id: "10", severity: "high", score: 4, open: true },
      { id: "10", severity: "high", score: 5, open: true },
      { id: "9", severity: "low", open: true },
    ]);
    expect(Object.getPrototypeOf(tickets[0]?.fields)).toBeNull();
    expect(read.account("la").events.get("ticket")).toEqual([]);
    expect(read.summary.tables[1]?.setAside).toEqual([
      { reason: "`id`: absent, but required", rows: 1 },
      { reason: "`severity`: none of its names", rows: 1 },
    ]);
  });

  it("are clipped to `covers` by the account's own day", async () => {
    shop.write(
      "c.csv",
      "id,at\ntokyo,2024-01-01T16:00Z\nutc,2024-01-01T16:00Z\nla,2024-01-03T05:00Z\nutc,2024-01-03T05:00Z\nutc,2024-01-02\nutc,2024-01-03 00:00\n",
    );
    const yaml = `${YAML}\nevents: { e: { file: c.csv, key: id, at: at, covers: 2024-01-02..2024-01-02 } }`;
    const read = await shop.read(yaml, { events: [event("e")] });
    const count = (id: string) => read.account(id).events.get("e")?.length;
    expect([count("tokyo"), count("la"), count("utc")]).toEqual([1, 1, 1]);
    expect(read.summary.tables[1]?.setAside).toEqual([{ reason: "outside `covers`", rows: 3 }]);
    expect(read.covers.get("e")).toEqual({ from: dayOf("2024-01-02"), to: dayOf("2024-01-02") });
  });
});

describe("an event for all", () => {
  const events = [event("release", [field("product", "text")], { forAll: true })];

  it("comes to every account, a date at the close of its own day", async () => {
    shop.write("r.csv", "on,product\n2024-06-01,Two\n2024-05-01T12:00Z,One\n");
    const read = await shop.read(`${YAML}\nevents: { release: { file: r.csv, at: on } }`, { events });
    const closes = read.accounts.map(({ id, events }) => [
      id,
      new Date(events.get("release")?.[1]?.at ?? 0).toISOString(),
    ]);
    expect(Object.fromEntries(closes)).toEqual({
      la: "2024-06-02T07:00:00.000Z",
      london: "2024-06-01T23:00:00.000Z",
      tokyo: "2024-06-01T15:00:00.000Z",
      utc: "2024-06-02T00:00:00.000Z",
    });
    expect(read.covers.get("release")).toEqual({ from: dayOf("2024-05-01"), to: dayOf("2024-06-01") });
    expect(read.summary.tables[1]).toMatchObject({ name: "events.release", rows: 2, matched: 2 });
  });

  it("has no key, and others need one", async () => {
    await expect(
      shop.read(`${YAML}\nevents: { release: { file: r.csv, at: on, key: x } }`, { events }),
    ).rejects.toThrow(/`for all` accounts\. Take `key` away/);
    await expect(
      shop.read(`${YAML}\nevents: { e: { file: r.csv, at: on } }`, { events: [event("e")] }),
    ).rejects.toThrow(/events\.e lacks `key`/);
  });
});
