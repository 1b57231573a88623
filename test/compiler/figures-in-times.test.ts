/** A `let` by segment as a time: where it can stand, what is checked of each figure, and what the schedule says. */
import { describe, expect, it } from "vitest";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileWithShared } from "./support.ts";

const lets = `let runway = enterprise 180d, mid_market 90d otherwise 60d
let rhythm = enterprise 1 week, mid_market 2 weeks, smb 1 month, self_serve 1 quarter
let start_day = enterprise 5 otherwise 10
let answer = enterprise 4h otherwise 3 business days
`;

function compiled(play: string) {
  const { schedule, diagnostics } = compileWithShared(lets + play);
  return { schedule, told: diagnostics.filter(({ file }) => file === "case.play") };
}

const codes = (play: string) => compiled(play).told.map(({ code, severity }) => `${severity} ${code}`);

const everywhere = `
cadence ahead before renewal { runway touch price_notice }
cadence rhythms from contract_start {
  every rhythm touch check_in within answer not within runway of qbr
  day start_day touch check_in
  week start_day touch check_in
  from day start_day every rhythm touch check_in
  from week start_day every 1 month touch check_in
}
trigger t { level yellow when logins over 3d = 0 do touch check_in within answer rest runway }
play p {
  level red
  start when health < 60
  end after runway
  again after rhythm
  phase a day 1..start_day { touch check_in expects reply within answer every 2d touch check_in within answer }
  phase b day 11..60 { every rhythm touch check_in }
  escalation ladder
}
escalation ladder { after start_after touch check_in within answer unless reply }
let start_after = enterprise 7d otherwise 14d
play q { level yellow phase a runway..59d before renewal { touch check_in } }
`;

describe("a figure by segment", () => {
  it("stands in every time that says when something comes, and makes a schedule that is one", () => {
    const { schedule, told } = compiled(everywhere);
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
    const found = validateSchedule(structuredClone(schedule));
    expect("problems" in found ? found.problems : []).toEqual([]);
    const times = JSON.stringify([schedule!.cadences, schedule!.triggers, schedule!.plays, schedule!.escalations]);
    expect(times.match(/"bySegment"/g)!.length).toBeGreaterThanOrEqual(18);
    expect(schedule!.triggers.find(({ name }) => name === "t")!.rest).toEqual({
      bySegment: [
        { segment: "enterprise", is: { unit: "days", amount: 180 } },
        { segment: "mid_market", is: { unit: "days", amount: 90 } },
      ],
      otherwise: { unit: "days", amount: 60 },
    });
  });

  it("of two figures in one time, each segment has its own of both", () => {
    const { schedule } = compiled("cadence c from contract_start { from day start_day every rhythm touch check_in }");
    const { timing } = schedule!.cadences.find(({ name }) => name === "c")!.steps[0]!;
    const of = (day: number, amount: number, unit = "days") => ({ kind: "every_from", day, every: { unit, amount } });
    expect(timing).toEqual({
      bySegment: [
        { segment: "enterprise", is: of(5, 7) },
        { segment: "mid_market", is: of(10, 14) },
        { segment: "smb", is: of(10, 1, "months") },
        { segment: "self_serve", is: of(10, 3, "months") },
      ],
    });
  });

  it.each([
    [
      "a phase that some segment's figure turns round",
      "play x { level red phase a runway..61d before renewal { touch check_in } }",
      "error PLAY315",
    ],
    [
      "phases that overlap for some",
      "play x { level red start when health < 60 phase a day 1..9 { touch check_in } phase b day start_day..20 { touch check_in } }",
      "error PLAY314",
    ],
    [
      "rungs out of order for some",
      "play x { level red start when health < 60 end after 30d escalation l } escalation l { after 8d touch check_in after start_after touch check_in } let start_after = enterprise 7d otherwise 14d",
      "error PLAY317",
    ],
    ["a figure that is no time", "cadence c from contract_start { every start_day touch check_in }", "error PLAY203"],
    [
      "a figure of a unit that cannot stand there",
      "cadence c from contract_start { every answer touch check_in }",
      "error PLAY210",
    ],
    ["a figure in a limit", "policy { limit 3 touches per runway otherwise drop }", "error PLAY379"],
    ["a figure in an effort", "task work { owner csm effort answer }", "error PLAY379"],
    ["a figure in a window", "trigger x { level red when logins over runway = 0 do alert csm }", "error PLAY379"],
  ])("%s is told once", (_, play, code) => {
    expect(codes(play).filter((each) => each.startsWith("error"))).toEqual([code]);
  });
});

describe("what is proved of it", () => {
  const weekly = (scope: string) =>
    `policy { limit 1 touch per 10d otherwise drop } cadence c ${scope} from contract_start { every rhythm touch check_in }`;

  it("holds for the segments that the declaration is for", () => {
    expect(codes(weekly(""))).toContain("warning PLAY630");
    expect(codes(weekly("for enterprise"))).toContain("warning PLAY630");
    expect(codes(weekly("for mid_market, smb"))).not.toContain("warning PLAY630");
  });

  it("is dead for all before it is called dead", () => {
    const play = (day: number) =>
      `play x { level red start when health < 60 end after runway phase a day 1..5 { touch check_in } phase b day ${day}..200 { touch check_in } }`;
    expect(codes(play(100))).not.toContain("warning PLAY329");
    expect(codes(play(190))).toContain("warning PLAY329");
  });
});
