/** Handoffs: done when what they need is known on the day they are taken, else dropped by what is missing (PL4). */
import { describe, expect, it } from "vitest";
import { compileWithShared } from "../compiler/support.ts";
import { told, whyNot, worldOf } from "../explain/world.ts";
import { type AccountText, ledger, scheduleOf } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

const needy = model.replace("account {", "account { budget money?  timeline text?  authority flag = false ");
const trigger = (more = "") =>
  `trigger t { level green on reply do handoff to manager needs budget, timeline, authority ${more} }`;

/** Outcome, rule and day of the one handoff. */
function ended(account: AccountText, text = trigger(), policy = ""): string {
  const rows = ledger({
    play: `${needy} ${text} ${policy}`,
    grid: ["2026-01-01", "2026-04-30"],
    accounts: [
      {
        events: { reply: ["2026-01-08T10:00"] },
        ...account,
        fields: { ...joined("2026-01-05"), ...account.fields },
        people: { ...csm, manager: "Max", ...account.people },
      },
    ],
  });
  return rows.map(({ kind, name, outcome, rule, owner }) => `${kind} ${name} ${outcome} ${rule} ${owner}`).join("; ");
}

describe("a handoff", () => {
  const known = { budget: 5000, timeline: "summer", authority: true };
  it.each([
    ["done", known, "done null Max"],
    [
      "dropped for all that is missing, in the order written",
      {},
      "dropped handoff needs budget, timeline, authority Max",
    ],
    ["dropped for a flag that is false", { ...known, authority: false }, "dropped handoff needs authority Max"],
    ["done at nothing but a zero", { ...known, budget: 0 }, "done null Max"],
    // The lead time of two business days ends on Monday the 12th.
    ["asked when it is taken", { ...known, budget: { "2026-01-12": 5000 } }, "done null Max"],
    ["not asked later", { ...known, budget: { "2026-01-13": 5000 } }, "dropped handoff needs budget Max"],
    [
      "asked of what is forgotten meanwhile",
      { ...known, budget: { "2026-01-05": 1, "2026-01-12": null } },
      "dropped handoff needs budget Max",
    ],
  ] as [string, AccountText["fields"], string][])("is %s", (_, fields, end) => {
    expect(ended({ fields: fields! }, trigger(), `policy { ${hours} }`)).toBe(`handoff manager ${end}`);
  });

  it("is unserved where nobody takes it, whatever is known", () => {
    const text = trigger().replace("manager", "csm");
    expect(ended({ fields: known, people: { csm: { "2026-01-01": null } } }, text)).toBe(
      "handoff csm unserved role csm unassigned csm",
    );
  });

  it("comes from phases and rungs too", () => {
    const play = `play p { level red start when vip end after 9d phase a day 1..2 { handoff to csm needs budget } escalation e }
      escalation e { after 3d handoff to robot needs timeline }`;
    expect(ended({ fields: { vip: true, budget: 1 } }, play)).toBe(
      "handoff csm done null Dana; handoff robot dropped handoff needs timeline robot",
    );
  });

  it("is explained", () => {
    const world = worldOf("trigger t { level green on reply do handoff to csm needs renewal, vip }", {
      events: { reply: ["2026-01-08T10:00"] },
    });
    expect(told(world).join("\n")).toContain("handoff csm: Dana (csm), dropped: handoff needs renewal, vip");
    expect(whyNot(world, "handoff", "csm", "2026-01-09").text).toContain("handoff csm");
  });
});

describe("what a handoff is checked for", () => {
  const codes = (action: string) =>
    compileWithShared(`trigger t { level red on reply do ${action} }`)
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  it.each([
    ["handoff to csm needs goal, arr within 3d level red", []],
    ["handoff to csm needs gaol", ["PLAY102"]],
    ["handoff to csn needs goal", ["PLAY102"]],
    ["handoff to sponsor needs goal", ["PLAY103"]],
    ["handoff to csm needs logins", ["PLAY103"]],
    ["handoff to csm needs goal, goal", ["PLAY106"]],
    ["handoff to csm needs churned_on", ["PLAY305"]],
    ["handoff to csm needs goal to csm", ["PLAY303"]],
    ["handoff to csm needs goal expects reply within 3d", ["PLAY303"]],
    ["handoff to csm", ["PLAY001"]],
    ["handoff csm needs goal", ["PLAY001"]],
    ["handoff to csm needs", ["PLAY001"]],
  ])("%s", (action, expected) => expect(codes(action)).toEqual(expected));

  it("has no place in a cadence", () => {
    const { diagnostics } = compileWithShared("cadence c from renewal { day 3 handoff to csm needs goal }");
    expect(diagnostics.map(({ code }) => code)).toEqual(["PLAY303"]);
  });

  it("leaves its words free for names", () => {
    const schedule = scheduleOf(
      `${needy} touch handoff { channel email owner csm effort 5min purpose give_insight kind reactive }
       trigger needs { level red on reply do touch handoff handoff to csm needs budget }`,
    );
    expect(schedule.triggers[0]!.actions.map(({ kind }) => kind)).toEqual(["touch", "handoff"]);
  });
});
