/** What people coming from other tools write: one report for each mistake, at its place, with the way out. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { edited } from "../../compiler/diagnostics/edited.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";

function told(text: string) {
  const files = [
    { path: "model.play", text: modelText },
    { path: "a.play", text },
  ];
  const { diagnostics } = compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
  return diagnostics.filter(({ code }) => code !== "PLAY107");
}

const trigger = (condition: string) => `trigger t { level red  when ${condition}  do alert csm }`;
const recovery =
  "play p { level red start when health < 60 win when health >= 80 end after 30d phase a day 1..7 { touch qbr } }";
const from = (step: string) => `cadence c from renewal { ${step} }`;

/** The text, the code, where it is, and what the fix puts there, or a word of the hint. */
const units: [string, string, string, string][] = [
  ["let a = 30s", "PLAY007", "30s", "`1min`"],
  [from("every 2 dyas touch qbr"), "PLAY007", "2 dyas", "2 days"],
  [from("every 3 wk touch qbr"), "PLAY007", "3 wk", "3 weeks"],
  [from("every 1 mnth touch qbr"), "PLAY007", "1 mnth", "1 month"],
  [from("every 3 wekes touch qbr"), "PLAY007", "3 wekes", "3 weeks"],
  [from("weekly touch qbr"), "PLAY015", "weekly", "every 1 week"],
  [from("quarterly touch qbr"), "PLAY015", "quarterly", "every 1 quarter"],
  [from("every week touch qbr"), "PLAY015", "week", "1 week"],
  [from("every month touch qbr"), "PLAY015", "month", "1 month"],
  [from("every other week touch qbr"), "PLAY015", "other week", "2 weeks"],
  [from("every two weeks touch qbr"), "PLAY015", "two weeks", "2 weeks"],
  [from("each quarter touch qbr"), "PLAY001", "each", "every"],
  ["task x { owner csm  effort 5 mins }", "PLAY007", "5 mins", "5min"],
  [trigger("health falls > 10 pts over 7d"), "PLAY007", "10 pts", "10 points"],
  [trigger("logins falls > 30 percent over 7d"), "PLAY007", "30 percent", "30%"],
  [trigger("logins falls > 30 % over 7d"), "PLAY007", "30 %", "30%"],
  [trigger("arr > $25k"), "PLAY007", "$25k", "$25K"],
  [trigger("arr > $1.5m"), "PLAY007", "$1.5m", "$1.5M"],
  [trigger("arr > $25 K"), "PLAY007", "$25 K", "$25K"],
  [trigger("seats > 25 K"), "PLAY007", "25 K", "25K"],
  [trigger("arr > EUR40K"), "PLAY102", "EUR40K", "EUR 40K"],
  [`${trigger("seats > 25").slice(0, -1)} within 48 hours }`, "PLAY007", "48 hours", "48h"],
  [`${trigger("seats > 25").slice(0, -1)} within 2 working days }`, "PLAY007", "2 working days", "2 business days"],
  ["let a = 1.5h", "PLAY007", "1.5h", "`90min`"],
  ["let a = 30m", "PLAY007", "30m", "`30min`"],
  ["policy { limit 1 email per week  otherwise drop }", "PLAY015", "week", "1 week"],
];

const words: [string, string, string, string][] = [
  ["trigger t\n  level red\n  when seats > 3\n  do alert csm\n}", "PLAY001", "level", "{ "],
  [trigger('plan = "pro"'), "PLAY201", '"pro"', "pro"],
  [trigger('plan is "pro"'), "PLAY001", '"pro"', "pro"],
  [trigger("plan == pro"), "PLAY006", "==", "="],
  [trigger("health => 60"), "PLAY006", "=>", ">="],
  [trigger("health <> 60"), "PLAY006", "<>", "!="],
  [trigger("health < 60 && seats > 3"), "PLAY006", "&&", "and"],
  [trigger("health < 60 AND seats > 3"), "PLAY001", "AND", "and"],
  ["measure m { share of accounts When health < 60 target < 5% }", "PLAY001", "When", "when"],
  [`${recovery} measure m { share of runs off p won by 30d before renewal target > 5% }`, "PLAY001", "off", "of"],
  [trigger("renewal < 21.11.2026"), "PLAY008", "21.11.2026", "2026-11-21"],
  [trigger("renewal < 11/21/2026"), "PLAY008", "11/21/2026", "2026-11-21"],
  [trigger("renewal < 05/06/2026"), "PLAY008", "05/06/2026", "year, month and day"],
  [trigger('renewal < "2026-11-21"'), "PLAY201", '"2026-11-21"', "2026-11-21"],
  [trigger("goal = \u201csave\u201d"), "PLAY016", "\u201csave\u201d", '"save"'],
  [trigger("goal = 'save'"), "PLAY016", "'save'", '"save"'],
  [trigger("strategic = yes"), "PLAY102", "yes", "true"],
  [trigger("strategic is true"), "PLAY001", "true", "A flag stands alone"],
  [trigger("goal is not known"), "PLAY001", "known", "`is unknown`"],
  [trigger("health between 40 and 60"), "PLAY001", "between", "two comparisons"],
  [trigger("health drops > 30% over 7d"), "PLAY001", "drops", "falls"],
  [trigger("health falls 30% over 7d"), "PLAY001", "30%", "> "],
  [trigger("health falls by 30% over 7d"), "PLAY001", "by", ">"],
  [trigger("count ticket over 7d >= 3"), "PLAY001", "ticket", "of "],
  [trigger("arr >= 25"), "PLAY201", "25", "`$25K`"],
  ['trigger "big drop" { level red  on reply  do alert csm }', "PLAY001", '"big drop"', "big_drop"],
  ["trigger big loss { level red  on reply  do alert csm }", "PLAY001", "loss", "`_`"],
  ["trigger t { level red,  on reply  do alert csm }", "PLAY001", ",", ""],
  ["trigger t { level red;  on reply  do alert csm }", "PLAY006", ";", ""],
  ["trigger t { level: red  on reply  do alert csm }", "PLAY006", ":", ""],
  ["trigger t { level red  if seats > 3  do alert csm }", "PLAY001", "if", "when"],
  ["trigger t { level red  when seats > 3  touch qbr }", "PLAY001", "touch", "do "],
  ["trigger t { level red  when seats > 3  do qbr }", "PLAY001", "qbr", "touch "],
  ["trigger t { level red  on reply  do alert csm to sponsor }", "PLAY303", "sponsor", "Remove it"],
  ["// hello\nlet a = 3", "PLAY006", "//", "#"],
  ["Trigger t { level red  on reply  do alert csm }", "PLAY004", "Trigger", "trigger"],
  [from("Every 2 weeks touch qbr"), "PLAY001", "Every", "every"],
  [from("every 2 weeks qbr"), "PLAY001", "qbr", "touch "],
  [
    "play p { level red  start when seats > 3  win seats > 4  phase a day 1..3 { touch qbr } }",
    "PLAY001",
    "seats",
    "when ",
  ],
  ["play p { level red  start when seats > 3  end 9d  phase a day 1..3 { touch qbr } }", "PLAY001", "9d", "after "],
  ["play p { level red  start when seats > 3  phase a days 1..3 { touch qbr } }", "PLAY001", "days", "day"],
  ["play p { level red  start when seats > 3  phase a day 1-3 { touch qbr } }", "PLAY006", "-", ".."],
  ["play p { level red  start when seats > 3  phase a day 1 to 3 { touch qbr } }", "PLAY001", "to", ".."],
  ["policy { hours 09:00..17:00 Mon..fri }", "PLAY001", "Mon", "mon"],
  ["policy { max 3 touches per 14d  otherwise drop }", "PLAY001", "max", "limit"],
  ["stage early from renewal for 90d", "PLAY001", "for", "to"],
];

const policy = (clause: string) => `policy { ${clause} }`;

const phrases: [string, string, string, string][] = [
  [policy("limit 2 touches a week  otherwise drop"), "PLAY001", "a", "per 1 week"],
  [policy("limit 2 touches each month  otherwise drop"), "PLAY001", "each", "per 1 month"],
  [policy("limit 1 email daily  otherwise drop"), "PLAY001", "daily", "per 1 day"],
  [policy("limit 1 email in 2 weeks  otherwise drop"), "PLAY001", "in", "per"],
  [policy("hours 09:00..17:00 weekdays"), "PLAY001", "weekdays", "mon..fri"],
  [policy("hours 09:00..17:00 Monday to Friday"), "PLAY001", "Monday", "mon..fri"],
  [policy("hours 09:00..17:00 tues until thurs"), "PLAY001", "tues", "tue..thu"],
  [policy("hours 09:00..17:00 mon to fri"), "PLAY001", "to", "..fri"],
  [policy("limit 2 touches per 7d  otherwise defer 7d"), "PLAY001", "7d", "up to 7d then drop"],
  [policy("limit 2 touches per 7d  otherwise defer for 7d then drop"), "PLAY001", "for", "up to 7d then drop"],
  [policy("limit 2 touches per 7d  otherwise drop  no weekends"), "PLAY001", "no", "`hours 09:00..17:00 mon..fri`"],
  [from("every 2 weeks touch qbr not on weekends"), "PLAY001", "on", "A machine sends on any day"],
  ["trigger t { level red  when seats > 3  do call within 48h }", "PLAY001", "call", "`touch NAME`"],
  ["trigger t { level red  when seats > 3  do csm }", "PLAY001", "csm", "alert "],
  ["task x { owner csm  effort 20m }", "PLAY007", "20m", "20min"],
];

describe.each([
  ["a unit that is not the language's", units],
  ["a word or sign of another language", words],
  ["a phrase of somebody's own", phrases],
])("%s", (_, cases) => {
  it.each(cases)("%s", (text, code, place, way) => {
    const found = told(text);
    expect(found.map((each) => `${each.code} ${text.slice(each.span.start, each.span.end)}`)).toEqual([
      `${code} ${place}`,
    ]);
    const [{ fix, hint }] = found as [(typeof found)[number]];
    const isFix = fix?.edits.map((edit) => edit.text).join("") === way;
    if (!isFix) expect(hint).toContain(way);
  });

  it.each(cases)("%s is mended by its fix, if it has one", (text) => {
    const fix = told(text)[0]?.fix;
    if (!fix) return;
    const after = told(edited(text, fix.edits));
    // The currency is another one than the project's; `every quarter` still lacks its number, the stage its `after`.
    const follows = ["EUR", "each", "stage"].some((word) => text.includes(word));
    expect(after.map(({ message }) => message)).toEqual(follows ? expect.anything() : []);
  });
});

describe("words that only look like units", () => {
  it.each([
    "event e { score 0..10 mo  k text } trigger t { level red  on e  do alert csm }",
    "metric m points 0..100 snapshot bands q 80 k 60 b 0",
    "let two = 2 weeks cadence c from renewal { every two touch qbr }",
    "let weekly = 7d cadence c before renewal { weekly touch qbr }",
    "let month = 1 month cadence c from renewal { every month touch qbr }",
    "policy { quiet 5d after qbr  otherwise drop  hours 09:00..17:00 mon..fri }",
    trigger("seats > 3 for 3d"),
  ])("%s", (text) => expect(told(text)).toEqual([]));
});

describe("an unknown name", () => {
  it("is told although it stands in a declaration with another mistake, too", () => {
    const broken = "trigger t { level red  when loginz > 3  do alert csm witin 3d }";
    const found = told(`${broken}\n${trigger("loginz > 4").replace("trigger t", "trigger u")}`);
    expect(found.map(({ code }) => code)).toEqual(["PLAY102", "PLAY001", "PLAY102"]);
  });

  it.each([
    "touch 7 lost { owner csm }\ncadence c from renewal { day 3 touch lost }",
    "tuch lost { owner csm }\ncadence c from renewal { day 3 touch lost }",
    "event lost, { }\ntrigger t { level red  on lost  do alert csm }",
    "cadence c from renewal { day 3 touch lost\n\ntuch lost { owner csm }\n}",
  ])("is not told where it may be declared in text that cannot be read: %s", (text) => {
    expect(told(text).filter(({ code }) => code === "PLAY102")).toEqual([]);
  });
});
