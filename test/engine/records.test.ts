/** What was really delivered, worked out by hand: which demand a record settles, and what every record counts in. 2026-01-05 is a Monday. */
import { describe, expect, it } from "vitest";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { type AccountText, outcomes, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

function world(program: string, account: AccountText, more: Partial<World> = {}): World {
  const fields = { ...joined("2026-01-05"), ...account.fields };
  return {
    play: `${model} ${program}`,
    grid: ["2026-01-01", "2026-04-30"],
    accounts: [{ people: csm, ...account, fields }],
    ...more,
  };
}

function simulate(program: string, account: AccountText, more: Partial<World> = {}): AccountOutcome {
  return outcomes(world(program, account, more))[0]!;
}

/** Its rows in a line each, then the records that settled nothing. */
function told(program: string, account: AccountText, more: Partial<World> = {}): string[] {
  const { rows, delivered } = simulate(program, account, more);
  const unasked = delivered.filter(({ demand }) => demand === null).map(({ name }) => `unasked ${name}`);
  return [...story(rows), ...unasked];
}

const policy = `policy { ${hours} otherwise defer up to 5d then drop }`;
/** A call is owed from the sponsor's leaving on, for three days. */
const gone = `${policy} trigger gone { level red on sponsor_left do touch call within 3d }`;
const left = { events: { sponsor_left: ["2026-01-06T10:00"] } };
const id = "acme|trigger gone/do/1|2026-01-06T10:00:00.000Z";

describe("a record settles a demand", () => {
  it("when it falls into its window: at its instant, by its owner", () => {
    const { rows, delivered } = simulate(gone, { ...left, touches: [["2026-01-08T18:30", "call", { owner: "Zoe" }]] });
    expect(rows).toMatchObject([
      { outcome: "done", recorded: true, owner: "Zoe", channel: "video", doneAt: Date.parse("2026-01-08T18:30Z") },
    ]);
    expect(delivered).toMatchObject([{ name: "call", owner: "Zoe", channel: null, demand: id, settledBy: "window" }]);
  });

  it("and without one the demand is simulated as ever", () => {
    expect(told(gone, left)).toEqual(["2026-01-06 call done 2026-01-06"]);
  });

  it.each([
    ["before it was ready", "2026-01-06T09:59"],
    ["after its deadline", "2026-01-10T00:01"],
  ])("but not %s", (_, when) => {
    expect(told(gone, { ...left, touches: [[when, "call"]] })).toEqual([
      "2026-01-06 call done 2026-01-06",
      "unasked call",
    ]);
  });

  it("of the same touch only", () => {
    expect(told(gone, { ...left, touches: [["2026-01-07T10:00", "chat"]] })).toEqual([
      "2026-01-06 call done 2026-01-06",
      "unasked chat",
    ]);
  });

  it("which it names, though late, and says what made it late", () => {
    const touches: AccountText["touches"] = [["2026-01-12T10:00", "call", { demand: id }]];
    const { rows, delivered } = simulate(gone, { ...left, touches });
    expect(story(rows)).toEqual(["2026-01-06 call done 2026-01-12 late: delivered late"]);
    expect(delivered[0]).toMatchObject({ demand: id, settledBy: "id" });
  });

  it("which it names, though early: as soon as it is ready", () => {
    const { rows } = simulate(gone, { ...left, touches: [["2026-01-05T09:00", "call", { demand: id }]] });
    expect(rows).toMatchObject([{ outcome: "done", recorded: true, doneAt: Date.parse("2026-01-06T10:00Z") }]);
  });

  it("which it names before the older one of its window", () => {
    const events = { sponsor_left: ["2026-01-06T10:00", "2026-01-07T10:00"] };
    const second = id.replace("01-06", "01-07");
    const { delivered } = simulate(gone, { events, touches: [["2026-01-08T10:00", "call", { demand: second }]] });
    expect(delivered[0]).toMatchObject({ demand: second, settledBy: "id" });
  });

  it("the oldest in whose window it falls, and each only one", () => {
    const account = {
      events: { sponsor_left: ["2026-01-06T10:00", "2026-01-07T10:00"] },
      touches: [["2026-01-08T10:00", "call"]] as AccountText["touches"],
    };
    const { rows, delivered } = simulate(gone, account as AccountText);
    expect(rows.map(({ recorded }) => recorded)).toEqual([true, false]);
    expect(delivered[0]!.demand).toBe(id);
  });

  it("when it names what the program could not ask for, as if it named nothing", () => {
    for (const demand of [
      "other|trigger gone/do/1|2026-01-06T10:00:00.000Z",
      "acme|trigger old/do/1|2025-12-01",
      "7",
    ]) {
      const { delivered } = simulate(gone, { ...left, touches: [["2026-01-08T10:00", "call", { demand }]] });
      expect(delivered[0]).toMatchObject({ demand: id, settledBy: "window" });
    }
  });

  it("at its day's close, when it names one that did not come, and another is open", () => {
    const demand = id.replace("01-06", "01-05");
    const limited = gone.replace("otherwise", "limit 1 touch per 3d except green otherwise");
    const touches: AccountText["touches"] = [
      ["2026-01-06T09:00", "review"],
      ["2026-01-08T10:00", "call", { demand }],
    ];
    const { delivered } = simulate(limited, { ...left, touches });
    expect(delivered[1]).toMatchObject({ demand: id, settledBy: "window" });
  });

  it("on its date, where it is only a date, and not after a deadline of that day", () => {
    const quick = gone.replace("within 3d", "within 48h");
    const { rows } = simulate(quick, { ...left, touches: [["2026-01-08", "call"]] });
    expect(rows).toMatchObject([{ recorded: true, lateMinutes: 0, doneAt: Date.parse("2026-01-08T10:00Z") }]);
    expect(told(quick, { ...left, touches: [["2026-01-09", "call"]] })).toContain("unasked call");
  });

  it("without a deadline until the close of the seventh day", () => {
    const open = gone.replace("within 3d", "");
    expect(told(open, { ...left, touches: [["2026-01-13T23:59", "call"]] })).toEqual([
      "2026-01-06 call done 2026-01-13",
    ]);
    expect(told(open, { ...left, touches: [["2026-01-14T00:01", "call"]] })).toContain("unasked call");
  });

  it("of a task too", () => {
    const tasks = gone.replace("touch call", "task notes");
    expect(told(tasks, { ...left, touches: [["2026-01-08T18:00", "notes"]] })).toEqual([
      "2026-01-06 notes done 2026-01-08",
    ]);
  });

  it("whatever the rules say: it was delivered", () => {
    const rules = `policy { ${hours} limit 1 touch per 14d consent video by vip otherwise drop }`;
    const touches: AccountText["touches"] = [
      ["2026-01-05T10:00", "review"],
      ["2026-01-08T18:30", "call"],
    ];
    const { rows } = simulate(gone.replace(policy, rules), { ...left, people: {}, touches });
    expect(rows).toMatchObject([{ outcome: "done", recorded: true, owner: "unassigned csm" }]);
  });

  it("unless that was withdrawn before", () => {
    const fields = { churned_on: "2026-01-07" };
    const limited = gone.replace("otherwise", "limit 1 touch per 3d otherwise");
    const touches: AccountText["touches"] = [["2026-01-09T10:00", "call"]];
    expect(told(limited, { ...left, fields, touches })).toEqual([
      "2026-01-06 call withdrawn account ended",
      "unasked call",
    ]);
  });
});

describe("a demand whose record is still to come", () => {
  it("is open at the end of the reported days", () => {
    const { rows } = simulate(
      gone,
      { ...left, touches: [["2026-01-08T10:00", "call", { demand: id }]] },
      { range: { to: "2026-01-07" } },
    );
    expect(rows).toMatchObject([{ outcome: "open", recorded: false }]);
  });

  it("is joined by others, though they are more work, and joins none", () => {
    const merging = `policy { ${hours} merge touches within 2d with the same owner otherwise drop }
      trigger gone { level red on sponsor_left do touch chat within 3d }
      trigger ask { level yellow on reply do touch call within 3d }`;
    const events = { sponsor_left: ["2026-01-06T10:00"], reply: ["2026-01-06T11:00"] };
    const chat: AccountText["touches"] = [["2026-01-08T10:00", "chat"]];
    expect(told(merging, { events, touches: chat })).toEqual([
      "2026-01-06 call merged policy/merge",
      "2026-01-06 chat done 2026-01-08",
    ]);
    const late: AccountText["touches"] = [["2026-01-15T10:00", "chat"]];
    const slow = merging.replace("touch chat within 3d", "touch chat within 14d");
    expect(told(slow, { events, touches: late })).toEqual([
      "2026-01-06 call done 2026-01-06",
      "2026-01-06 chat done 2026-01-15",
    ]);
    const both: AccountText["touches"] = [...chat, ["2026-01-08T11:00", "call"]];
    expect(told(merging, { events, touches: both })).toEqual([
      "2026-01-06 call done 2026-01-08",
      "2026-01-06 chat done 2026-01-08",
    ]);
  });
});

describe("every record of a touch", () => {
  it("counts in limits from the opening of its day on, by its channel", () => {
    const limited = gone.replace("otherwise", "limit 1 phone per 3d otherwise").replace("touch call", "touch chat");
    const by = (channel?: string) =>
      simulate(limited, { ...left, touches: [["2026-01-06T16:00", "call", { ...(channel && { channel }) }]] }).rows[0];
    expect(by()).toMatchObject({ outcome: "done", channel: "phone" });
    expect(by("phone")).toMatchObject({ outcome: "done", channel: "email" });
  });

  it("counts from before the first day of the data, and from days on which nothing else happens", () => {
    const limited = gone.replace("otherwise", "limit 1 touch per 10d otherwise");
    const at = (when: string) => told(limited, { ...left, touches: [[when, "review"]] })[0];
    expect(at("2025-12-28T10:00")).toBe("2026-01-06 call done 2026-01-07");
    expect(at("2025-12-20T10:00")).toBe("2026-01-06 call done 2026-01-06");
    expect(at("2026-01-05T10:00")).toBe("2026-01-06 call dropped policy/limit/1");
  });

  it("keeps quiet, keeps its distance, and is the last time it was done", () => {
    const quiet = gone.replace("otherwise", "quiet 3d after review otherwise");
    const touches: AccountText["touches"] = [["2026-01-05T10:00", "review"]];
    expect(told(quiet, { ...left, touches })[0]).toBe("2026-01-06 call done 2026-01-09");
    const near = `${policy} cadence rhythm from contract_start { day 3 touch chat not within 7d of review }`;
    expect(told(near, {})).toEqual(["2026-01-07 chat done 2026-01-07"]);
    expect(told(near, { touches })).toEqual(["unasked review"]);
    const long = `${policy} trigger long { level green when time since last done review > 20d do touch chat }`;
    expect(told(long, {})[0]).toBe("2026-01-26 chat done 2026-01-27");
    expect(told(long, { touches: [["2026-01-15T10:00", "review"]] })[0]).toBe("2026-02-05 chat done 2026-02-06");
  });

  it("asks what the demand expects that it settles, and expects nothing else", () => {
    const play = `${policy} trigger gone { level red on sponsor_left do start rescue }
      play rescue { level red end after 30d phase reach day 1..2 { touch call within 5d expects reply within 4d } escalation up }
      escalation up { after 3d alert manager unless reply }`;
    const alerts = (touches: AccountText["touches"], reply: string[] = []) =>
      told(play, { events: { ...left.events, reply }, ...(touches && { touches }) }).filter((line) =>
        /manager/.test(line),
      );
    // Without records: called on the 7th, asked on the 10th.
    expect(alerts([])).toEqual(["2026-01-10 manager done 2026-01-13"]);
    expect(alerts([["2026-01-09T10:00", "call"]])).toEqual(["2026-01-12 manager done 2026-01-14"]);
    expect(alerts([["2026-01-09T10:00", "call"]], ["2026-01-11T10:00"])).toEqual([]);
    expect(alerts([["2026-01-09T10:00", "chat"]])).toEqual(["2026-01-10 manager done 2026-01-13"]);
  });
});

it("an answer is to the touch delivered last, though another was more urgent", () => {
  const play = `${policy} trigger gone { level red on sponsor_left do start rescue }
    play rescue { level red end after 30d phase reach day 1..9 { touch call within 5d level red expects reply within 4d
      touch chat within 5d level green expects reply within 4d } }`;
  const touches: AccountText["touches"] = [
    ["2026-01-09T09:00", "chat"],
    ["2026-01-09T11:00", "call"],
  ];
  const answered = (reply: string[]) =>
    simulate(play, { events: { ...left.events, reply }, touches }).rows.flatMap(({ name, answeredAt }) =>
      answeredAt === null ? [] : [`${name} ${new Date(answeredAt).toISOString().slice(11, 16)}`],
    );
  expect(answered(["2026-01-09T10:00"])).toEqual(["chat 10:00"]);
  expect(answered(["2026-01-09T12:00"])).toEqual(["call 12:00"]);
  expect(answered(["2026-01-09T12:00", "2026-01-09T13:00"])).toEqual(["call 12:00", "chat 13:00"]);
});

it("names that are no plain words are names like any other", () => {
  const play = `${policy} touch __proto__ { channel email owner robot effort 0min purpose give_insight kind educational }
    trigger constructor { level green on reply do touch __proto__ within 3d }`;
  const account: AccountText = {
    events: { reply: ["2026-01-06T10:00"] },
    touches: [["2026-01-07T10:00", "__proto__"]],
  };
  expect(told(play, account)).toEqual(["2026-01-06 __proto__ done 2026-01-07"]);
});
