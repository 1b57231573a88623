/** What is known when a day opens: nothing dated on it or later, in the account's own zone, and no horizon beyond the evening before. */
import { afterAll, describe, expect, it } from "vitest";
import { dayOf, event, field, metric, Workshop } from "./support.ts";

const workshop = new Workshop();
afterAll(() => workshop.remove());

const schedule = {
  account: { fields: [field("arr", "count?")] },
  metrics: [metric("logins", "count"), metric("seats", "count")],
  events: [event("ticket"), event("release", [], { forAll: true })],
  roles: [{ name: "csm", kind: "person" as const, ownsAccounts: true }],
};

workshop.write(
  "a.csv",
  "id,since,arr,tz\na,2026-01-01,1,Asia/Tokyo\na,2026-01-10,2,Asia/Tokyo\na,2026-01-11,3,America/New_York\nb,2026-01-11,9,UTC\n",
);
workshop.write("m.csv", "id,day,logins\na,2026-01-04,1\na,2026-01-07,2\na,2026-01-10,3\na,2026-01-20,4\n");
workshop.write("s.csv", "id,day,seats\na,2026-01-02,1\na,2026-01-03,1\n");
// 15:00Z on the 9th is midnight in Tokyo.
workshop.write(
  "t.csv",
  "id,at\na,2026-01-08\na,2026-01-09T14:59:59Z\na,2026-01-09T15:00:00Z\na,2026-01-10 08:00\na,2026-01-10\n",
);
workshop.write("r.csv", "at\n2026-01-05\n2026-01-10\n");
workshop.write("p.csv", "id,since,who\na,2026-01-01,Ann\na,2026-01-10,Bo\na,2026-01-12,Cy\n");

const yaml = `time_zone: { column: tz }
account: { file: a.csv, key: id, from: since }
people: { csm: { file: p.csv, key: id, person: who, from: since } }
metrics:
  - { file: m.csv, key: id, day: day, columns: { logins: logins } }
  - { file: s.csv, key: id, day: day, columns: { seats: seats }, covers: 2026-01-01.. }
events:
  ticket: { file: t.csv, key: id, at: at }
  release: { file: r.csv, at: at, covers: 2026-01-01..2026-12-31 }
`;

describe("as of a day", () => {
  it("nothing dated on it or later is given, and horizons end the evening before", async () => {
    const read = await workshop.read(yaml, schedule, { asOf: dayOf("2026-01-10") });
    expect(read.grid).toEqual({ from: dayOf("2026-01-01"), to: dayOf("2026-01-10") });
    expect(read.covers.get("logins")).toEqual({ from: dayOf("2026-01-04"), to: dayOf("2026-01-07") });
    expect(read.covers.get("seats")).toEqual({ from: dayOf("2026-01-01"), to: dayOf("2026-01-09") });
    expect(read.covers.get("ticket")).toEqual({ from: dayOf("2026-01-08"), to: dayOf("2026-01-09") });
    expect(read.covers.get("release")).toEqual({ from: dayOf("2026-01-01"), to: dayOf("2026-01-09") });
    const [account, ...others] = read.accounts;
    expect(others).toEqual([]);
    expect(account!.zone).toBe("Asia/Tokyo");
    expect(account!.events.get("ticket")!.map(({ day }) => day)).toEqual([dayOf("2026-01-08"), dayOf("2026-01-09")]);
    expect(account!.events.get("release")!.map(({ day }) => day)).toEqual([dayOf("2026-01-05")]);
    expect([...account!.metrics.get("logins")!].filter((value) => !Number.isNaN(value))).toEqual([1, 2]);
  });

  it("what holds from that day on is known", async () => {
    const { account } = await workshop.read(yaml, schedule, { asOf: dayOf("2026-01-10") });
    expect(account("a").fields.get("arr")!.at(-1)).toEqual({ from: dayOf("2026-01-10"), value: 2 });
    expect(account("a").people.get("csm")!.at(-1)).toEqual({ from: dayOf("2026-01-10"), value: "Bo" });
  });

  it("the days reach it where the data ends long before", async () => {
    const read = await workshop.read(yaml, schedule, { asOf: dayOf("2026-03-01") });
    expect(read.grid.to).toBe(dayOf("2026-03-01"));
    expect(read.covers.get("logins")!.to).toBe(dayOf("2026-01-20"));
  });

  it("without a day, an open end is the last day of all the data", async () => {
    const read = await workshop.read(yaml.replace("..2026-12-31", ".."), schedule);
    expect(read.covers.get("seats")).toEqual({ from: dayOf("2026-01-01"), to: dayOf("2026-01-20") });
    expect(read.grid).toEqual({ from: dayOf("2026-01-01"), to: dayOf("2026-01-20") });
  });
});
