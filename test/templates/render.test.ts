/** What a customer reads: values as of the opening of the day, written for people, and never a gap. */
import { describe, expect, it } from "vitest";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { type Rendering, renderTouch } from "../../runtime/templates/render.ts";
import { plainText, quantityText, valueText } from "../../runtime/templates/values.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { type AccountText, day, historyOf, scheduleOf } from "../support/world.ts";

const model = `
account { started date  arr money  plan one of pro, big_team  goal text?  vip flag = false  often duration?  left date?  begins started ends left }
metric logins count per day
metric health points 0..100 snapshot missing carries
health fitness { used 60 { 60 points when logins over 1d > 0 } other 40 { 40 points when health > 50 } }
contact champion
role csm owns accounts
role boss
touch hello { channel email owner csm effort 5min purpose give_insight, open_dialogue kind proactive template "a.md" }
trigger t { level red when fitness < 0 do touch hello }
`;
const grid = { from: day("2026-01-01"), to: day("2026-03-31") };
const covers = new Map(["logins", "health"].map((name) => [name, grid] as const));

function rendered(text: string, account: AccountText, on = "2026-02-10"): Rendering | undefined {
  const schedule = scheduleOf(model, { "a.md": text });
  expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toHaveProperty("schedule");
  const simulation = createSimulation(schedule, { grid, covers }, { to: day(on) });
  const full = { ...account, fields: { started: "2026-01-05", arr: 1_250_050, plan: "big_team", ...account.fields } };
  return renderTouch(schedule, simulation, historyOf(full, schedule, grid), schedule.touches[0]!);
}

const said = (text: string, account: AccountText = {}, on?: string) => rendered(text, account, on)?.text;

describe("a rendered template", () => {
  it("has its subject apart, and its values for people", () => {
    const text =
      "Subject: {account.arr}\r\n\r\n{account.plan}, {account.started}, {account.vip}: {touch.purpose} by {touch.owner}\\{}\r\n";
    expect(rendered(text, {})).toEqual({
      subject: "$12,500.50",
      text: "big team, 2026-01-05, no: give insight, open dialogue by csm{}",
      gaps: [],
    });
  });

  it("reads fields and people of the day, and metrics of the day before", () => {
    const account: AccountText = {
      fields: { goal: { "2026-02-01": "old", "2026-02-10": "new" } },
      people: { csm: { "2026-02-01": "Ann", "2026-02-11": "Bo" } },
      metrics: { logins: { "2026-02-09": 1234, "2026-02-10": 5 } },
    };
    const text = '{account.goal otherwise "-"} {role.csm} {metric.logins otherwise "-"}';
    expect(said(text, account)).toBe("new Ann 1,234");
    expect(said(text, account, "2026-02-11")).toBe("new Bo 5");
    expect(said(text, account, "2026-02-12")).toBe("new Bo -");
  });

  it("says otherwise what is unknown, and a score that is known only within bounds", () => {
    const text = '{metric.fitness otherwise "unknown"} {contact.champion otherwise "you"}';
    expect(said(text, { metrics: { logins: { "2026-02-09": 3 }, health: { "2026-02-01": 60 } } })).toBe("100 you");
    expect(said(text, { metrics: { health: { "2026-02-01": 60 } } })).toBe("unknown you");
  });

  it("tells a gap with its line, also where the value has nothing to be read", () => {
    const account = { people: { csm: "\u0007\n" } };
    expect(rendered("Hello\n{account.vip}\n{role.csm}", account)?.gaps).toEqual([
      { what: "role.csm", file: "a.md", line: 3 },
    ]);
  });

  it("takes values as text and nothing else", () => {
    const goal = '{account.arr} \\{x} $(rm) <b>\u001b[31m\r\nBcc: all\u202e {{account.arr}} otherwise "x"';
    expect(said('{account.goal otherwise "-"}', { fields: { goal } })).toBe(
      '{account.arr} \\{x} $(rm) <b>[31m Bcc: all {{account.arr}} otherwise "x"',
    );
  });

  it("is not there on days on which the account is no customer", () => {
    expect(rendered("Hi", {}, "2026-01-04")).toBeUndefined();
    expect(rendered("Hi", { fields: { left: "2026-02-01" } })).toBeUndefined();
    expect(said("Hi", {}, "2026-01-05")).toBe("Hi");
  });
});

describe("values", () => {
  const usd = { code: "USD", minorDigits: 2 };
  it.each([
    ["money", 0, usd, "$0"],
    ["money", 123, usd, "$1.23"],
    ["money", 100_000_000, usd, "$1,000,000"],
    ["money", -50, usd, "-$0.50"],
    ["money", 1234, { code: "JPY", minorDigits: 0 }, "JPY 1,234"],
    ["money", 1_234_005, { code: "KWD", minorDigits: 3 }, "KWD 1,234.005"],
    ["money", 4_000_000, { code: "EUR", minorDigits: 2 }, "€40,000"],
    ["count", 999, usd, "999"],
    ["count", 1000, usd, "1,000"],
    ["ratio", 300_000, usd, "30%"],
    ["ratio", 25_555, usd, "2.56%"],
    ["ratio", 1_000, usd, "0.1%"],
    ["points", 72_500_000, usd, "72.5"],
  ] as const)("%s %d", (quantity, value, currency, text) => expect(quantityText(quantity, value, currency)).toBe(text));

  it.each([
    ["duration", { unit: "months", amount: 1 }, "1 month"],
    ["duration", { unit: "business_days", amount: 3 }, "3 business days"],
    ["instant", Date.UTC(2026, 2, 29, 1, 30), "2026-03-29 02:30"],
    ["instant", Date.UTC(2026, 2, 28, 23, 59, 59), "2026-03-28 23:59"],
    ["flag", true, "yes"],
    ["text", "a\tb", "a b"],
  ] as const)("%s %o", (type, value, text) => expect(valueText(type, value, usd, "Europe/London")).toBe(text));

  it("keep letters of every script, and signs that join them", () => {
    expect(plainText("Zoë 👩‍💻 مرحبا")).toBe("Zoë 👩‍💻 مرحبا");
  });
});
