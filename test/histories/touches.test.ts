/** Touches really delivered: what is read of a table, what is set aside and why, and that the order of rows never shows. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { parseDay } from "../../runtime/calendar/days.ts";
import type { QuarantinedRow } from "../../runtime/histories/types.ts";
import type { Schedule, Touch } from "../../schedule/types.ts";
import { event, metric, Workshop } from "./support.ts";

const workshop = new Workshop();
afterAll(() => workshop.remove());

const touch = (name: string, channels: string[]): Touch => ({
  name,
  channels,
  owner: "csm",
  effortMinutes: 30,
  prepMinutes: 0,
  purposes: ["open_dialogue"],
  kind: "proactive",
  neverDropped: false,
});
const task = (name: string) => ({ name, owner: "csm", effortMinutes: 30, prepMinutes: 0 });
const schedule: Partial<Schedule> = {
  metrics: [metric("logins", "count")],
  events: [event("reply")],
  touches: [touch("check_in", ["video", "phone"]), touch("qbr", ["video"]), touch("__proto__", ["email"])],
  tasks: [task("review_usage"), task("qbr")],
};

const accounts = "account: { file: accounts.csv, key: id }\n";
const usage = "metrics: { file: usage.csv, key: id, day: day, columns: { logins: n } }\n";
workshop.write("accounts.csv", "id\na\nb\n");
workshop.write("usage.csv", "id,day,n\na,2026-01-05,1\na,2026-01-31,1\n");

function read(touches: string, more = "") {
  return workshop.read(`${accounts}${usage}touches: ${touches}\n${more}`, schedule);
}

async function quarantine(touches: string): Promise<Omit<QuarantinedRow, "table" | "file">[]> {
  const histories = await workshop.open(`${accounts}${usage}touches: ${touches}\n`, schedule);
  try {
    const rows: Omit<QuarantinedRow, "table" | "file">[] = [];
    for await (const { table, file, ...row } of histories.quarantine()) {
      expect([table, file]).toEqual(["touches", "t.csv"]);
      rows.push(row);
    }
    return rows;
  } finally {
    await histories.close();
  }
}

const plain = "{ file: t.csv, key: who, at: when, touch: what }";
const full = "{ file: t.csv, key: who, at: when, touch: what, owner: by, channel: via, demand: of }";

describe("a table of touches", () => {
  it("gives each delivery its instant, local day, touch or task, and what else the table says", async () => {
    workshop.write(
      "t.csv",
      "who,when,what,by,via,of\na,2026-01-07 23:30:00Z,check_in,Dana,phone,a|x|1\na,2026-01-06,review_usage,,,\nb,2026-01-06T09:00,qbr,Eli,video,\n",
    );
    const { account, summary, grid, covers } = await read(full, "time_zone: Asia/Tokyo\n");
    const [notes, call] = account("a").touches;
    expect(notes).toEqual({
      at: Date.parse("2026-01-06T15:00Z"),
      day: parseDay("2026-01-06"),
      kind: "task",
      name: "review_usage",
      owner: undefined,
      channel: undefined,
      demand: undefined,
    });
    expect(call).toMatchObject({ at: Date.parse("2026-01-07T23:30Z"), day: parseDay("2026-01-08"), name: "check_in" });
    expect(call).toMatchObject({ kind: "touch", owner: "Dana", channel: "phone", demand: "a|x|1" });
    // A task is called like this touch too: the touch goes before.
    expect(account("b").touches).toMatchObject([{ kind: "touch", name: "qbr", at: Date.parse("2026-01-06T00:00Z") }]);
    expect(summary.tables.find(({ name }) => name === "touches")).toEqual({
      name: "touches",
      files: ["t.csv"],
      rows: 3,
      from: "2026-01-06",
      to: "2026-01-08",
      matched: 3,
      setAside: [],
    });
    expect(grid).toEqual({ from: parseDay("2026-01-05"), to: parseDay("2026-01-31") });
    expect([...covers.keys()]).toEqual(["logins"]);
  });

  it("is read by the names that the data has for a touch, and by expressions", async () => {
    workshop.write("t.csv", "who,when,what\na,2026-01-06,QBR call\na,2026-01-07,Review\na,2026-01-08,Call: Ann\n");
    const names = "names: { qbr: [QBR call, Review] }";
    const found = await read(
      `{ file: t.csv, key: who, at: when, touch: "case when what like 'Call:%' then 'check_in' else what end", ${names} }`,
    );
    expect(found.account("a").touches.map(({ name }) => name)).toEqual(["qbr", "qbr", "check_in"]);
  });

  it("may be several tables, and other systems' ids stand for accounts", async () => {
    workshop.write("t.csv", "who,when,what\na,2026-01-06,qbr\n");
    workshop.write("u.csv", "who,when,what\nx9,2026-01-05,check_in\nx9,2026-01-06,__proto__\n");
    workshop.write("ids.csv", "own,other\na,x9\n");
    const second = plain.replace("t.csv", "u.csv");
    const found = await read(`[${plain}, ${second}]`, "identity: { file: ids.csv, account: own, also: other }\n");
    expect(found.account("a").touches.map(({ name }) => name)).toEqual(["check_in", "__proto__", "qbr"]);
    expect(found.summary.tables.map(({ name }) => name)).toContain("touches.2");
  });

  it("sets aside what it cannot read, with the place, the value and the reason", async () => {
    workshop.write(
      "t.csv",
      [
        "who,when,what,by,via,of",
        "a,2026-01-06,check_in,,,",
        ",2026-01-06,check_in,,,",
        "z,2026-01-06,check_in,,,",
        "a,,check_in,,,",
        "a,6 January,check_in,,,",
        "a,2026-02-30,check_in,,,",
        "a,2026-01-06,,,,",
        "a,2026-01-06,chek_in,,,",
        "a,2026-01-06,Lunch,,,",
        "a,2026-01-06,check_in,,fax,",
      ].join("\n"),
    );
    const neither = "neither a touch nor a task of the playbooks";
    expect(await quarantine(full)).toEqual([
      { row: 3, column: "who", value: "", reason: "no id" },
      { row: 4, column: "who", value: "z", reason: "no account has this id" },
      { row: 5, column: "when", value: "", reason: "`when`: absent, but required" },
      { row: 6, column: "when", value: "6 January", reason: "`when`: not a date or date and time" },
      { row: 7, column: "when", value: "2026-02-30", reason: "`when`: not a date or date and time" },
      { row: 8, column: "what", value: "", reason: "no touch's name" },
      { row: 9, column: "what", value: "chek_in", reason: `${neither}: did you mean \`check_in\`?` },
      { row: 10, column: "what", value: "Lunch", reason: neither },
      { row: 11, column: "via", value: "fax", reason: "a channel that the playbooks do not name" },
    ]);
    const { account, summary } = await read(full);
    expect(account("a").touches).toHaveLength(1);
    const told = summary.tables.find(({ name }) => name === "touches")!;
    expect(told.setAside.reduce((sum, { rows }) => sum + rows, 0)).toBe(9);
    expect(told).toMatchObject({ rows: 10, matched: 8 });
  });

  it("sets aside the days that it does not cover, each in its account's zone", async () => {
    workshop.write("t.csv", "who,when,what\na,2026-01-05,qbr\na,2026-01-06,qbr\na,2026-01-06T23:30:00-05:00,qbr\n");
    const covered = "{ file: t.csv, key: who, at: when, touch: what, covers: 2026-01-06..2026-01-06 }";
    expect(await quarantine(covered)).toEqual([
      { row: 2, column: "when", value: "2026-01-05", reason: "outside `covers`" },
      { row: 4, column: "when", value: "2026-01-07T04:30:00.000Z", reason: "outside `covers`" },
    ]);
    const { account } = await read(covered, "time_zone: America/New_York\n");
    expect(account("a").touches).toHaveLength(2);
  });

  it("takes rows that are the same in everything for one", async () => {
    workshop.write(
      "t.csv",
      "who,when,what,by\na,2026-01-05,qbr,Dana\na,2026-01-05,qbr,Dana\na,2026-01-05,qbr,Eli\na,2026-01-05T10:00,qbr,Dana\n",
    );
    const { account } = await read("{ file: t.csv, key: who, at: when, touch: what, owner: by }");
    expect(account("a").touches.map(({ owner }) => owner)).toEqual(["Dana", "Dana", "Eli"]);
  });

  it.each([
    ["{ file: none.csv, key: who, at: when, touch: what }", /none\.csv/],
    ["{ file: t.csv, key: who, at: wen, touch: what }", /`wen`.*Did you mean `when`/],
    [`{ file: t.csv, key: who, at: when, touch: what, names: { chek_in: x } }`, /Did you mean `check_in`/],
    [`{ file: t.csv, key: who, at: when, touch: what, names: { qbr: check_in } }`, /would be `check_in` and `qbr`/],
    ['{ file: t.csv, key: who, at: when, touch: "(select 1)" }', /./],
  ])("is refused: %s", async (touches, message) => {
    workshop.write("t.csv", "who,when,what\na,2026-01-05,qbr\n");
    await expect(read(touches)).rejects.toThrow(message);
  });

  it("says the same whatever the order of its rows", async () => {
    const row = fc
      .tuple(
        fc.constantFrom("a", "b"),
        fc.constantFrom("2026-01-05", "2026-01-06", "2026-01-05T24", "2026-01-05T10:00", "2026-01-06 00:00:00Z"),
        fc.constantFrom("check_in", "qbr", "review_usage", "qbrr"),
        fc.constantFrom("", "Dana", "Eli"),
      )
      .map((cells) => cells.join(","));
    const rows = fc.array(row, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        async (orders) => {
          const found = [];
          for (const order of orders) {
            workshop.write("t.csv", `who,when,what,by\n${order.join("\n")}\n`);
            const { accounts, summary } = await read("{ file: t.csv, key: who, at: when, touch: what, owner: by }");
            found.push([accounts.map(({ touches }) => touches), summary]);
          }
          expect(found[0]).toEqual(found[1]);
        },
      ),
      { numRuns: 4 },
    );
  });
});
