/** Faults that are proved, with the account that shows them, and programs that only look like them. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";

function told(text: string): { code: string; message: string }[] {
  const files = [
    { path: "model.play", text: modelText },
    { path: "a.play", text },
  ];
  const { diagnostics } = compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
  return diagnostics.filter(({ code }) => code !== "PLAY107").map(({ code, message }) => ({ code, message }));
}
const codes = (text: string) => told(text).map(({ code }) => code);

const trigger = (condition: string, scope = "", more = "") =>
  `trigger t ${scope} { level red  when ${condition}  do alert csm  ${more} }`;

describe("conditions that can never be true", () => {
  it.each([
    ["logins over 7d > 3 and logins over 7d < 3", true],
    ["logins over 7d >= 3 and logins over 7d <= 3", false],
    // A flow may be negative: of its windows nothing follows.
    ["logins over 30d = 0 and logins over 7d > 0", false],
    ["count of ticket over 30d = 0 and count of ticket over 7d > 0", true],
    ["count of ticket over 7d = 0 and count of ticket over 30d > 0", false],
    ["count of ticket over 30d = 0 and count of ticket where (severity is high) over 7d > 0", true],
    ["count of ticket where (severity is high) over 30d = 0 and count of ticket over 7d > 0", false],
    ["count of ticket over 7d < 0", true],
    ["days with (logins > 0) over 7d > 7", true],
    ["days with (logins > 0) over 7d >= 7", false],
    ["min active_users over 7d > 5 and avg active_users over 7d < 5", true],
    ["max active_users over 7d > 5 and avg active_users over 7d < 5", false],
    ["health is red and health > 60", true],
    ["health is red and health >= 59", false],
    ["health becomes yellow and health is green", true],
    ["health becomes yellow from green and health falls over 7d", false],
    ["health falls > 60 points over 7d and health > 40", true],
    ["health falls > 60 points over 7d and health > 39", false],
    ["health falls > 30% over 7d and health rises over 7d", true],
    ["health falls > 30% over 7d and health rises over 14d", false],
    ["(health < 40 for 30d) and health > 50", true],
    ["(health < 40 for 30d) and logins > 50", false],
    ["notice_given is known and notice_given is unknown", true],
    ["time since contract_start >= 3 months and time since contract_start < 60d", true],
    ["time since contract_start >= 3 months and time since contract_start < 91d", false],
    ["time to renewal < 30d and time to renewal > 60d", true],
    ["during onboarding and time since contract_start > 90d", true],
    ["during onboarding and time since contract_start > 89d", false],
    ["plan is pro and plan is trial", true],
    ["segment is smb and arr >= $100K", true],
    ["segment is smb and arr >= $99K", false],
    ["storage > 80% of seats and storage < 75% of seats and seats > 0", false],
    ["ticket open for 7d and no ticket is open", true],
    ["ticket is open and not (ticket open for 7d)", false],
    ["time since last ticket > 30d and time since last ticket < 7d", true],
  ] as const)("%s: %s", (condition, isNever) =>
    expect(codes(trigger(`(${condition})`))).toEqual(isNever ? ["PLAY604"] : []),
  );

  it("of those it is for", () => {
    expect(told(trigger("arr < $1K", "for enterprise, smb"))).toEqual([]);
    expect(told(trigger("arr < $1K", "for smb"))[0]?.message).toBe("The trigger `t` can never fire.");
    expect(codes(trigger("time since contract_start > 120d", "during onboarding"))).toEqual(["PLAY604"]);
  });
});

describe("conditions that can never be false", () => {
  it.each([
    ["plan is one of trial, pro, enterprise", true],
    ["plan is one of trial, pro", false],
    ["health is one of green, yellow, red", true],
    ["arr > $5K or arr < $6K", true],
    ["arr > $5K or arr < $5K", false],
    ["goal is known", false],
  ] as const)("%s: %s", (condition, isAlways) =>
    expect(codes(trigger(condition))).toEqual(isAlways ? ["PLAY605"] : []),
  );
});

describe("examples", () => {
  it.each([
    ["health < 60", "health >= 50", "an account with health 50 points"],
    ["arr > $30K", "arr < $50K and plan is pro", "an account with arr $30001 and plan pro"],
    ["time to renewal <= 60d", "time to renewal >= 30d", "an account with time to renewal 30 days"],
  ])("%s until %s", (when, until, example) => {
    const [found] = told(trigger(when, "", `until ${until}`));
    expect(found).toEqual({ code: "PLAY607", message: expect.stringContaining(example) });
  });

  it("are not given where values have to do with each other, or to stay apart", () => {
    expect(told(trigger("health < 60", "", "until health >= 60"))).toEqual([]);
    expect(told(trigger("logins over 7d = 0", "", "until logins over 30d > 9"))).toEqual([]);
    expect(told(trigger("storage >= 80% of seats", "", "until storage < 75% of seats"))).toEqual([]);
  });

  it("of somebody whom no segment takes", () => {
    const text = `account { arr money  strategic flag = false  signed date }\nrole csm owns accounts\ncadence c from signed { every 1 month alert csm }`;
    const segments = (last: string) => `${text}\nsegments { big when arr >= $50K or strategic  ${last} }`;
    const alone = (play: string) =>
      compile({
        files: [{ path: "a.play", text: play }],
        currency: "USD",
        readText: () => undefined,
        exists: () => false,
      }).diagnostics.map(({ code, message }) => `${code} ${message}`);
    expect(alone(segments("small when arr < $40K"))).toEqual([
      "PLAY602 No segment takes an account with arr $40K and not strategic.",
    ]);
    expect(alone(segments("small when arr <= $50K"))).toEqual([]);
  });
});

describe("double contacts", () => {
  const pair = (one: string, other: string, touch = "notice", policy = "") =>
    `${policy}\ntrigger a { level red  when ${one}  do touch ${touch} }\ntrigger b { level red  when ${other}  do touch ${touch} }`;

  it.each([
    ["one within the other", pair("health < 40", "health < 60"), ["PLAY608"]],
    ["both the same", pair("health < 40", "health < 40"), ["PLAY608"]],
    ["overlapping", pair("health < 40", "health > 30"), []],
    [
      "people's touches are joined",
      pair("health < 40", "health < 60", "check_in", "policy { merge touches within 2d with the same owner }"),
      [],
    ],
    ["people's touches are not joined", pair("health < 40", "health < 60", "check_in"), ["PLAY608"]],
  ])("%s", (_, text, expected) => expect(codes(text)).toEqual(expected));
});

describe("plays", () => {
  const play = (clauses: string) => `play p { level red  ${clauses}  phase a day 1..20 { touch qbr } }`;

  it.each([
    ["a window as long as the run", play("start when health < 60 end after 30d win when health > 70 for 31d"), []],
    [
      "a window longer than the run",
      play("start when health < 60 end after 30d win when health > 70 for 32d"),
      ["PLAY617"],
    ],
    [
      "another way to win",
      play("start when health < 60 end after 30d win when (health > 70 for 32d) or health > 90"),
      [],
    ],
    ["won by whoever starts", play("start when health < 60 win when health < 61"), ["PLAY614"]],
    ["won by some who start", play("start when health < 60 win when health < 59"), []],
  ])("%s", (_, text, expected) => expect(codes(text)).toEqual(expected));
});

describe("rhythms and limits", () => {
  const hello = "touch hello { channel email  owner automation  effort 0min  purpose give_insight  kind proactive }";
  const program = (steps: string, limit: string) =>
    `${hello}\ncadence c from renewal { ${steps} }\npolicy { limit ${limit}  otherwise drop }`;

  it.each([
    ["every 3d touch hello", "2 emails per 6d", []],
    ["every 3d touch hello", "2 emails per 7d", ["PLAY630"]],
    ["every 3d touch hello unless strategic", "2 emails per 7d", []],
    ["every 3d touch hello level red", "2 emails per 7d except red", []],
    ["every 3d touch notice", "2 emails per 7d", []],
    ["every 1 month touch hello", "1 email per 28d", []],
    ["every 1 month touch hello", "1 email per 29d", ["PLAY630"]],
  ])("%s, %s", (steps, limit, expected) =>
    expect(codes(program(steps, limit.replace("emails", "email")))).toEqual(expected),
  );

  it("writes the days out", () => {
    expect(told(program("every 3d touch hello", "2 email per 7d"))[0]?.message).toContain(
      "hello on day 4, hello on day 7 and hello on day 10",
    );
  });
});

describe("huge and deep conditions", () => {
  it("are left alone in good time", () => {
    const many = (join: string) => Array.from({ length: 2000 }, (_, index) => `arr > ${"$"}${index}`).join(join);
    expect(codes(trigger(many(" or ")))).toEqual([]);
    const pairs = Array.from({ length: 40 }, (_, index) => `(arr > $${index} or seats > ${index})`).join(" and ");
    expect(codes(trigger(pairs))).toEqual([]);
    const deep = `${"not (".repeat(60)}arr > $1${")".repeat(60)}`;
    expect(codes(trigger(deep))).toEqual([]);
  });
});
