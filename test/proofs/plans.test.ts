/** What is proved of touch models, journeys, scores, experiments and cadences beside each other: faults and near misses. */
import { describe, expect, it } from "vitest";
import { capacityOf } from "../../compiler/capacity/capacity.ts";
import { compile } from "../../compiler/compile.ts";

const model = `
account { arr money  strategic flag = false  seats count  contract_start date  renewal date  begins contract_start }
metric health points 0..100 snapshot missing carries bands green 80 yellow 60 red 0
metric logins count per day missing is zero
event reply, nps
event ticket { severity one of low, high }
role csm owns accounts
role helper machine
stage onboarding from contract_start to 90d after
segments { large when arr >= $100K or strategic  middle when arr >= $10K  small otherwise }
touch call { channel phone  owner csm  effort 30min  purpose address_need  kind proactive }
touch tip { channel email  owner helper  effort 0min  purpose give_insight  kind educational }
task plan { owner csm  effort 45min }
`;

function compiled(text: string, parts = model) {
  const files = [{ path: "a.play", text: parts + text }];
  return compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
}
const told = (text: string) =>
  compiled(text).diagnostics.filter(({ code }) => code !== "PLAY107" && code !== "PLAY341");
const codes = (text: string) => told(text).map(({ code }) => code);

describe("touch models", () => {
  it.each([
    ["high when arr > $50K and arr < $20K  low otherwise", ["PLAY649"]],
    ["high when arr > $20K and arr < $50K  low otherwise", []],
    ["high when segment is one of large, middle  mid when segment is large  low otherwise", ["PLAY650"]],
    ["high when segment is large  mid when segment is one of large, middle  low otherwise", []],
    ["high when segment is one of large, middle, small  low otherwise", ["PLAY651"]],
    ["high when seats > 9  mid when seats > 8 and segment is small  low otherwise", []],
  ])("%s", (models, expected) => expect(codes(`models { ${models} }`).sort()).toEqual([...expected].sort()));

  const lift = (scope: string, high: string) =>
    `models { high when ${high}  mid when segment is middle  low otherwise }\nplay p ${scope} { level red  start when health < 60  lifts to high  phase a day 1..9 { touch call } }`;
  it.each([
    ["for large", "segment is large", ["PLAY652"]],
    ["for large, middle", "segment is large", []],
    ["for large", "segment is large and seats > 3", []],
    ["for large", "arr >= $100K", []],
    ["for high", "segment is large", ["PLAY652"]],
    ["for high, mid", "segment is large", []],
    ["for large, mid", "segment is large", []],
  ])("a play %s lifts to high, which is for %s", (scope, high, expected) =>
    expect(codes(lift(scope, high))).toEqual(expected),
  );
});

describe("a touch model and its team (TM7)", () => {
  const plan = (coverage: string, step = "every 1 week task plan", team = "csm 20 people 30h per week 65% for plays") =>
    `team { ${team} }\nmodels { high when segment is large { coverage ${coverage} }  low otherwise { coverage none } }\ncadence c for large from contract_start { ${step} }`;

  it.each([
    // 52 times 45 minutes a year are 3.25 h a month; a person has 84.7 h.
    [plan("dedicated 30 accounts per csm"), ["PLAY648"]],
    [plan("dedicated 26 accounts per csm"), []],
    [plan("dedicated 20..30 accounts per csm"), []],
    [plan("pooled 2 csm for 60..80 accounts"), ["PLAY648"]],
    [plan("pooled 2..3 csm for 60..80 accounts"), []],
    // What a condition may keep away is not counted against a promise.
    [plan("dedicated 30 accounts per csm", "every 1 week task plan when health < 60"), []],
    [plan("dedicated 30 accounts per csm", "every 1 week touch tip"), []],
    [plan("dedicated 30 accounts per csm", "every 1 week task plan", "csm 20 people 40h per week 90% for plays"), []],
  ])("%#", (text, expected) => expect(codes(text)).toEqual(expected));

  it("says the figures of `playc capacity`", () => {
    const { schedule } = compiled(plan("dedicated 26 accounts per csm"));
    const row = capacityOf(schedule!).rows.find(({ group }) => group === "large");
    const [found] = told(plan("dedicated 30 accounts per csm"));
    expect(found?.message).toContain(`one person can carry ${row?.carries?.most}.`);
    expect(found?.reason).toContain(`a person has ${(row!.personMinutes! / 60).toFixed(1)} h`);
    expect(found?.reason).toContain(`ask ${(row!.steadyYear.sure.minutes / 12 / 60).toFixed(1)} h a month`);
  });
});

describe("journeys", () => {
  const journey = (clauses: string) =>
    `journey j {\n stage setup { enter on reply  leave on nps }\n stage adopt { ${clauses} }\n stage grow { enter after adopt }\n}`;

  it.each([
    ["enter after setup  leave when health > 80 and health < 60", ["PLAY653"]],
    ["enter after setup  leave on ticket where (severity is low and severity is high)", ["PLAY653"]],
    ["enter after setup  leave on ticket where (severity is low)", []],
    ["enter after setup  leave when health > 60 and health < 80", []],
    ["enter after setup  leave on reply  leave when health > 80 and health < 60", ["PLAY654"]],
    ["enter after setup  enter when health > 80 and health < 60  leave on reply", ["PLAY654"]],
    ["enter after setup  back to setup when health < 60  leave when health < 50", ["PLAY655"]],
    ["enter after setup  back to setup when health < 50  leave when health < 60", []],
    ["enter after setup  leave when health < 60 confirmed by nps  leave when health < 50", []],
    ["enter when health < 40  leave when health < 50", ["PLAY656"]],
    ["enter when health < 40  leave when health < 50 confirmed by reply", []],
    ["enter when health < 50  leave when health < 40", []],
    ["enter when during setup  leave when time in adopt > 5d and logins over 7d > 3", []],
  ])("%s", (clauses, expected) => expect(codes(journey(clauses))).toEqual(expected));

  it("entries of two stages", () => {
    const text = (one: string, two: string) =>
      `journey j {\n stage a { enter when ${one}  leave on nps }\n stage b { enter when ${two} }\n}`;
    expect(codes(text("health < 60", "health < 40"))).toEqual(["PLAY655"]);
    expect(codes(text("health < 40", "health < 60"))).toEqual([]);
  });
});

describe("scores and experiments", () => {
  const score = (line: string) => `health fit { use 100 { 60 points when logins > 3  40 points when ${line} } }`;
  const experiment = (scope: string) =>
    `experiment e ${scope} { arm a 50% { cadence c } }\ncadence c from contract_start { every 1 month touch tip }`;

  it.each([
    [score("health > 80 and health < 60"), ["PLAY657"]],
    [score("health > 60 or health < 80"), ["PLAY658"]],
    [score("health > 60 and health < 80"), []],
    [experiment("for small where arr >= $50K"), ["PLAY659"]],
    [experiment("for small where arr >= $5K"), []],
  ])("%s", (text, expected) => expect(codes(text)).toEqual(expected));
});

describe("two cadences and one day", () => {
  const pair = (one: string, other: string, scope = "for large", more = "") =>
    `cadence a for large from contract_start { ${one} }\ncadence b ${scope} from contract_start { ${other} }\n${more}`;
  const merging = "policy { merge touches within 2d with the same owner  otherwise drop }";

  it.each([
    [pair("every 2 weeks touch tip", "every 3 weeks touch tip"), ["PLAY660"]],
    [pair("every 2 weeks touch tip", "day 15 touch tip"), ["PLAY660"]],
    [pair("every 2 weeks touch tip", "day 16 touch tip"), []],
    [pair("every 1 quarter touch tip", "every 1 month touch tip"), ["PLAY660"]],
    // How many days months have depends on the date.
    [pair("every 1 month touch tip", "every 1 week touch tip"), []],
    [pair("every 2 weeks touch tip", "every 3 weeks touch tip", "for middle"), []],
    [pair("every 2 weeks touch tip", "every 3 weeks touch tip", "for large, middle"), ["PLAY660"]],
    [pair("every 2 weeks touch tip", "every 3 weeks touch tip unless strategic"), []],
    [pair("every 2 weeks touch tip", "every 3 weeks touch tip", "for large", merging), ["PLAY660"]],
    [pair("every 2 weeks touch call", "every 3 weeks touch call", "for large", merging), []],
    [
      pair(
        "every 2 weeks touch tip",
        "every 3 weeks touch tip",
        "for large",
        "experiment e for large { arm x 50% { cadence a }  arm y 50% { cadence b } }",
      ),
      [],
    ],
  ])("%s", (text, expected) => expect(codes(text)).toEqual(expected));

  it("knows when a stage is over", () => {
    const text = (day: number) =>
      `cadence a from contract_start { day ${day} touch tip }\ncadence b from contract_start during onboarding { day ${day} touch tip  day 3 touch call }`;
    expect(codes(text(80))).toEqual(["PLAY660"]);
    expect(codes(text(120))).toEqual(["PLAY619"]);
  });

  it("writes the days out", () =>
    expect(told(pair("every 2 weeks touch tip", "every 3 weeks touch tip"))[0]?.message).toContain(
      "on the same day: day 43, day 85 and day 127",
    ));
});

describe("what is red", () => {
  it.each([
    ["touch tip", ["PLAY661"]],
    ["touch tip alert csm", []],
    ["touch tip touch call", []],
    ["task plan", []],
  ])("%s", (action, expected) => {
    expect(codes(`trigger t { level red  when health < 60  do ${action} }`)).toEqual(expected);
    expect(codes(`trigger t { level yellow  when health < 60  do ${action} }`)).toEqual([]);
  });
});
