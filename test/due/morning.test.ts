/** What is owed on a morning: what is admitted, kept, overtaken, held back, and what ends (docs/language.md section 16). */
import { describe, expect, it } from "vitest";
import { csm, hours, joined, model } from "../engine/model.ts";
import { dueOn, type Morning, told } from "./support.ts";

const weekly = "cadence rhythm from contract_start { every 1 week touch call }";
/** 2026-01-05 is a Monday: its steps come on Mondays. */
const world = (more: Partial<Morning> & { play: string }): Morning => ({
  from: "2026-01-01",
  asOf: "2026-01-26",
  accounts: [{ fields: joined("2026-01-05"), people: csm }],
  ...more,
  play: `${model} policy { ${hours} limit 9 touches per 1d otherwise defer up to 3d then drop } ${more.play}`,
});

describe("without records", () => {
  it("what was admitted on earlier days is taken for done, and today's is owed", async () => {
    const list = await dueOn(world({ play: weekly }));
    expect(told(list)).toEqual(["call today 2026-01-26"]);
    expect(list.recordedFrom).toBeNull();
  });

  it("tells who, whom, when, why and where it was asked", async () => {
    const { items } = await dueOn(
      world({
        play: "trigger drop { level yellow when logins over 7d = 0 do touch chat to sponsor within 48h rest 30d }",
        asOf: "2026-01-12",
        accounts: [
          {
            fields: joined("2026-01-05"),
            people: { csm: "Dana", sponsor: "Ana" },
            metrics: { logins: { "2026-01-01": 5 } },
          },
        ],
      }),
    );
    expect(items).toEqual([
      expect.objectContaining({
        id: "acme|trigger drop/do/1|2026-01-11",
        kind: "touch",
        status: "today",
        owner: "Dana",
        ownerRole: "csm",
        contact: "sponsor",
        contactPerson: "Ana",
        channel: "phone",
        purposes: ["open_dialogue"],
        priority: "yellow",
        source: "trigger drop",
        why: { "logins over 7d": 0 },
        dated: "2026-01-11",
        readyAt: "2026-01-12T00:00:00.000Z",
        permitted: { from: "2026-01-12T09:00:00.000Z", to: "2026-01-12T17:00:00.000Z" },
        deadline: "2026-01-14T00:00:00.000Z",
        dueOn: "2026-01-13",
        late: false,
        place: { file: "test.play", line: expect.any(Number) },
      }),
    ]);
  });

  it("on a day off nothing is for today", async () => {
    const list = await dueOn(
      world({
        play: "trigger t { level yellow on ticket do task notes }",
        asOf: "2026-01-10",
        accounts: [
          {
            fields: joined("2026-01-05"),
            people: csm,
            events: { ticket: [["2026-01-09T18:00", { id: "1", severity: "low" }]] },
          },
        ],
      }),
    );
    expect(told(list)).toEqual(["notes waiting 2026-01-09 (no working hour)"]);
  });

  it("a shared role's answer that is not due yet waits, in its person's name", async () => {
    const { items } = await dueOn(
      world({
        play: "trigger t { level yellow on ticket do alert manager }",
        asOf: "2026-01-07",
        accounts: [
          {
            fields: joined("2026-01-05"),
            people: { ...csm, manager: "Rosa" },
            events: { ticket: [["2026-01-06T10:00", { id: "1", severity: "low" }]] },
          },
        ],
      }),
    );
    expect(items).toEqual([
      expect.objectContaining({
        status: "waiting",
        because: "manager answers by 2026-01-08",
        owner: "Rosa",
        permitted: null,
      }),
    ]);
  });

  it("a customer that is gone is owed nothing", async () => {
    const gone = { fields: joined("2026-01-05", { churned_on: "2026-01-25" }), people: csm };
    expect((await dueOn(world({ play: weekly, accounts: [gone] }))).items).toEqual([]);
    const leaving = { fields: joined("2026-01-05", { churned_on: "2026-01-26" }), people: csm };
    expect(told(await dueOn(world({ play: weekly, accounts: [leaving] })))).toEqual(["call today 2026-01-26"]);
  });

  it("what nobody holds the role for ends as unserved, and is counted", async () => {
    const { items, ended } = await dueOn(world({ play: weekly, accounts: [{ fields: joined("2026-01-05") }] }));
    expect(items).toEqual([]);
    expect(ended).toEqual([{ outcome: "unserved", rule: "role csm", demands: 1 }]);
  });
});

describe("with records", () => {
  const recorded = "2026-01-01";

  it("a touch that nobody did stays owed, and late", async () => {
    const { items } = await dueOn(world({ play: "cadence once from contract_start { day 2 touch call }", recorded }));
    expect(items).toEqual([
      expect.objectContaining({ status: "today", dated: "2026-01-06", late: true, lateMinutes: 27_360 }),
    ]);
  });

  it("tells what is late and no record has ever named", async () => {
    const play = `cadence once from contract_start { day 2 touch call  day 3 touch chat  day 4 touch mail  day 22 task notes }`;
    const touches: [string, string][] = [["2026-01-20T11:00", "call"]];
    const one = { fields: joined("2026-01-05"), people: csm };
    const list = await dueOn(world({ play, recorded, accounts: [one, { ...one, id: "other", touches }] }));
    expect(list.neverRecorded).toEqual(["touch chat"]);
    expect((await dueOn(world({ play }))).neverRecorded).toEqual([]);
  });

  it("a record takes it off the list", async () => {
    const play = "cadence once from contract_start { day 2 touch call }";
    const accounts = [
      { fields: joined("2026-01-05"), people: csm, touches: [["2026-01-06T11:00", "call"]] as [string, string][] },
    ];
    expect((await dueOn(world({ play, recorded, accounts }))).items).toEqual([]);
  });

  it("a series owes its latest: what it asked before is missed, not owed thrice", async () => {
    const list = await dueOn(world({ play: weekly, recorded }));
    expect(told(list)).toEqual(["call today 2026-01-26, 2 missed since 2026-01-12"]);
    expect(list.ended).toEqual([{ outcome: "dropped", rule: "asked again", demands: 1 }]);
  });

  it("a trigger on a condition is a series, events are cases of their own", async () => {
    const accounts = [
      {
        fields: joined("2026-01-05"),
        people: csm,
        events: {
          ticket: ["2026-01-06T10:00", "2026-01-08T10:00"].map((at): [string, Record<string, string>] => [
            at,
            { id: at, severity: "low" },
          ]),
        },
      },
    ];
    const quiet = "trigger quiet { level green when logins over 3d = 0 do task notes rest 7d }";
    const nowAndThen = [
      { fields: joined("2026-01-05"), people: csm, metrics: { logins: { "2026-01-10": 5, "2026-01-18": 5 } } },
    ];
    expect(told(await dueOn(world({ play: quiet, recorded, accounts: nowAndThen })))).toEqual([
      "notes today 2026-01-21, 2 missed since 2026-01-07",
    ]);
    const cases = "trigger case { level green on ticket do task notes }";
    expect(told(await dueOn(world({ play: cases, recorded, accounts })))).toEqual([
      "notes today 2026-01-06",
      "notes today 2026-01-08",
    ]);
  });

  it("from before the first day that records speak for, nothing is owed", async () => {
    const play = "cadence once from contract_start { day 2 touch call  day 9 touch chat }";
    expect(told(await dueOn(world({ play, recorded: "2026-01-10" })))).toEqual(["chat today 2026-01-13 late"]);
  });

  it("machines do what they are asked, and alerts are never recorded: they are owed on their day alone", async () => {
    const play = `cadence mails from contract_start { day 2 touch mail }
      trigger t { level yellow on ticket do alert csm }`;
    const accounts = [
      {
        fields: joined("2026-01-05"),
        people: csm,
        events: { ticket: [["2026-01-06T20:00", { id: "1", severity: "low" }] as [string, Record<string, string>]] },
      },
    ];
    expect(told(await dueOn(world({ play, recorded, accounts, asOf: "2026-01-06" })))).toEqual([
      "mail today 2026-01-06",
    ]);
    expect(told(await dueOn(world({ play, recorded, accounts, asOf: "2026-01-07" })))).toEqual([
      "csm today 2026-01-06",
    ]);
    expect((await dueOn(world({ play, recorded, accounts, asOf: "2026-01-08" }))).items).toEqual([]);
  });

  it("rules still end what nobody did: a pause holds a series, a withdrawn consent drops", async () => {
    const play = `${weekly} play rescue { level red start when logins over 3d = 0 and vip end after 30d pauses cadence rhythm
      phase all day 1..30 { task notes } }`;
    const accounts = [
      { fields: { ...joined("2026-01-05"), vip: { "2026-01-01": false, "2026-01-20": true } }, people: csm },
    ];
    const list = await dueOn(world({ play, recorded, accounts, asOf: "2026-01-21" }));
    expect(told(list)).toEqual(["notes today 2026-01-20"]);
    expect(list.ended).toEqual([{ outcome: "held", rule: "play rescue/pauses", demands: 1 }]);
  });

  it("limits hold for the list as a whole: what goes before today leaves no room", async () => {
    const play = `${model} policy { ${hours} limit 1 touch per 3d otherwise defer up to 10d then drop }
      cadence c from contract_start { day 22 touch call  day 22 touch chat level red }`;
    for (const recorded of [undefined, "2026-01-01"]) {
      const list = await dueOn({ ...world({ play: "" }), play, ...(recorded && { recorded }) });
      expect(told(list)).toEqual(["chat today 2026-01-26", "call deferred 2026-01-26 (policy/limit/1)"]);
    }
  });
});
