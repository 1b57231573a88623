/** Admission: consent, pauses, merges, working hours and limits, in their order. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { ledger, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function rows(play: string, account: Account = {}, more: Partial<World> = {}) {
  return ledger({
    play: `${model} ${play}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  });
}
const run = (play: string, account: Account = {}, more: Partial<World> = {}) => story(rows(play, account, more));
const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString().slice(0, 16));

describe("working hours", () => {
  it("work is done at the first permitted instant, in the account's zone", () => {
    const [row] = rows(`policy { ${hours} } cadence c from contract_start { day 1 touch call }`, {
      zone: "Asia/Tokyo",
    });
    expect(time(row!.doneAt)).toBe("2026-01-05T00:00");
  });

  it("what an event causes after hours waits for the next working day; a machine does not", () => {
    const play = `policy { ${hours} } trigger t { level red on sponsor_left do touch call, mail within 48h }`;
    const found = rows(play, { events: { sponsor_left: ["2026-01-09T18:00"] } });
    expect(found.map((row) => [row.name, time(row.doneAt), row.lateCause])).toEqual([
      ["call", "2026-01-12T09:00", "no working hour"],
      ["mail", "2026-01-09T18:00", null],
    ]);
  });

  it("a deadline with working time before it that is missed for a limit is late by the limit", () => {
    const play = `policy { limit 1 touch per 5d  otherwise defer up to 10d then drop }
      cadence c from contract_start { day 1 touch mail  day 2 touch call within 1d }`;
    const late = rows(play)[1]!;
    expect([formatDay(late.doneOn!), late.lateCause, late.lateMinutes, late.deferredBy]).toEqual([
      "2026-01-10",
      "limit",
      2 * 1440,
      "policy/limit/1",
    ]);
  });

  it("a shared role answers when its lead time ends", () => {
    const play = `policy { ${hours} } trigger t { level red on sponsor_left do alert manager within 1 business day }`;
    const [row] = rows(play, { events: { sponsor_left: ["2026-01-08T10:00"] } });
    expect([row!.owner, time(row!.doneAt), row!.lateCause]).toEqual(["manager", "2026-01-12T17:00", "lead time"]);
  });
});

describe("people", () => {
  it("a role that nobody holds is unserved, in its own row", () => {
    const [row] = rows("cadence c from contract_start { day 1 touch call }", { people: {} });
    expect([row!.owner, row!.outcome, row!.rule]).toEqual(["unassigned csm", "unserved", "role csm"]);
  });

  it("the person of the day does it", () => {
    const people = { csm: { "2026-01-01": "Dana", "2026-01-10": "Eli" } };
    expect(
      rows("cadence c from contract_start { every 1 week at once touch call }", { people })
        .slice(0, 2)
        .map(({ owner }) => owner),
    ).toEqual(["Dana", "Eli"]);
  });

  it("a contact that nobody is, is unserved", () => {
    const play = "trigger t { level red on sponsor_left do touch call to sponsor }";
    const events = { sponsor_left: ["2026-01-09T10:00"] };
    expect(rows(play, { events })[0]!.rule).toBe("contact sponsor");
    expect(rows(play, { events, people: { ...csm, sponsor: "Ana" } })[0]!.outcome).toBe("done");
  });
});

describe("consent", () => {
  const policy = "policy { consent email by mail_ok  phone by phone_ok }";
  it("takes the first channel allowed, and drops where none is", () => {
    const play = `${policy} cadence c from contract_start { day 1 touch chat }`;
    const outcome = (fields: Record<string, boolean>) => {
      const [row] = rows(play, { fields: { contract_start: "2026-01-05", ...fields } });
      return [row!.outcome, row!.channel, row!.rule];
    };
    expect(outcome({})).toEqual(["done", "phone", null]);
    expect(outcome({ phone_ok: false })).toEqual(["done", "email", null]);
    expect(outcome({ phone_ok: false, mail_ok: false })).toEqual(["dropped", null, "policy/consent/phone"]);
  });

  it("transactional passes", () => {
    const play = `${policy} cadence c from contract_start { day 1 touch bill }`;
    expect(rows(play, { fields: joined("2026-01-05", { mail_ok: false }) })[0]!.outcome).toBe("done");
  });
});

describe("limits", () => {
  it("per 3d looks at today and the two days before", () => {
    const play = `policy { limit 1 touch per 3d  otherwise drop }
      cadence c from contract_start { day 1 touch mail  day 3 touch call  day 4 touch chat }`;
    expect(run(play)).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-07 call dropped policy/limit/1",
      "2026-01-08 chat done 2026-01-08",
    ]);
  });

  it("defers up to the span, then drops; never dropped waits on", () => {
    const play = (touch: string) => `policy { limit 1 touch per 20d  otherwise defer up to 7d then drop }
      cadence c from contract_start { day 1 touch mail  day 2 touch ${touch} }`;
    const [, dropped] = rows(play("call"));
    expect([dropped!.outcome, dropped!.rule, dropped!.deferredMinutes]).toEqual([
      "dropped",
      "policy/limit/1",
      7 * 1440,
    ]);
    expect(run(play("review"))[1]).toBe("2026-01-06 review done 2026-01-25 late: limit");
  });

  it("counts a channel, follows a preference, and lets the excepted level pass", () => {
    const play = `policy { limit 1 email per 10d  limit 1 touch per interval except red  otherwise drop }
      cadence c from contract_start { day 1 touch mail  day 2 touch mail  day 3 touch call  day 12 touch call }
      trigger t { level red on sponsor_left do touch call }`;
    const fields = { contract_start: "2026-01-05", interval: "9 days" };
    expect(run(play, { fields, events: { sponsor_left: ["2026-01-08T10:00"] } })).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-06 mail dropped policy/limit/1",
      "2026-01-07 call dropped policy/limit/2",
      "2026-01-08 call done 2026-01-08",
      "2026-01-16 call dropped policy/limit/2",
    ]);
  });

  it("transactional passes a limit and is counted by it", () => {
    const play = `policy { limit 1 touch per 10d  otherwise drop }
      cadence c from contract_start { day 1 touch mail  day 2 touch bill  day 12 touch call }`;
    expect(run(play).map((line) => line.split(" ")[2])).toEqual(["done", "done", "done"]);
    expect(run(play.replace("day 12", "day 11")).map((line) => line.split(" ")[2])).toEqual([
      "done",
      "done",
      "dropped",
    ]);
  });

  it("quiet keeps the days after a touch free, not its own day", () => {
    const play = `policy { quiet 3d after review  otherwise drop }
      cadence c from contract_start { day 1 touch review, mail  day 4 touch mail  day 5 touch mail }`;
    expect(run(play).map((line) => line.split(" ")[2])).toEqual(["done", "done", "dropped", "done"]);
  });

  it("tasks and alerts do not count and are not counted", () => {
    const play = `policy { limit 1 touch per 10d  otherwise drop }
      cadence c from contract_start { day 1 touch mail  day 2 task notes }`;
    expect(run(play)[1]).toBe("2026-01-06 notes done 2026-01-06");
  });
});

describe("priority", () => {
  it("red first, then renewal, yellow, cadence, green", () => {
    const play = `policy { ${hours}  limit 1 touch per 1d  otherwise defer up to 30d then drop }
      cadence steps from contract_start { day 1 touch call }
      cadence ahead before renewal { 10d touch call }
      trigger a { level green  on reply do touch call }
      trigger b { level yellow on reply do touch call }
      trigger c { level red    on reply do touch call }`;
    const late = rows(play, {
      fields: joined("2026-01-02", { renewal: "2026-01-19" }),
      events: { reply: ["2026-01-08"] },
    });
    const order = [...late].sort((x, y) => x.doneOn! - y.doneOn!).map((row) => row.priority);
    expect(order.slice(1)).toEqual(["red", "renewal", "yellow", "green"]);
  });
});

describe("merge", () => {
  const play = (span: string) => `policy { ${hours}  merge touches within ${span} with the same owner }
    cadence c from contract_start { day 1 touch chat }
    trigger t { level red on reply do touch call within 5d }`;

  it("the one with most effort survives, with the higher priority and the earlier deadline", () => {
    const found = rows(play("2d"), { events: { reply: ["2026-01-04"] }, fields: joined("2026-01-04") });
    const [first, second] = found;
    // Both are ready at the opening of Monday 5 January: day 1 is a Sunday and moves, the event acts at Sunday's close.
    expect([first!.name, first!.outcome, first!.priority]).toEqual(["call", "done", "red"]);
    expect([second!.name, second!.outcome, second!.mergedInto]).toEqual(["chat", "merged", first!.id]);
    expect(time(first!.deadline)).toBe("2026-01-06T00:00");
  });
});
