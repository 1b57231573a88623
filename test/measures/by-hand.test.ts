/** Worked examples whose figures were added up by hand, and what there is to say where there is nothing to add up. */
import { describe, expect, it } from "vitest";
import type { AccountText } from "../support/world.ts";
import { customer, run } from "./support.ts";

describe("revenue", () => {
  /** 100 + 200 + 300 + 400 paid at the opening of 2 July; 100 grew to 150, 200 shrank to 120, 300 left, 400 stayed. */
  const book = [
    customer("grew", { arr: { "2025-01-01": 100, "2025-09-01": 150 } }, { attended: ["2025-06-20"] }),
    customer("shrank", { arr: { "2025-01-01": 200, "2025-09-01": 120 } }, { attended: ["2025-08-20"] }),
    customer("left", { arr: 300, churned_on: "2025-12-31" }, { attended: ["2025-05-05"] }),
    customer("stayed", { arr: 400 }),
    customer("came", { arr: 900, contract_start: "2025-07-02" }),
    customer("came later", { arr: 900, contract_start: "2025-07-03" }),
    customer("left before", { arr: 900, churned_on: "2025-07-01" }),
    customer("said nothing", {}),
  ];
  const { figures } = run(
    `measure net { net retention of arr over 183d by (count of attended over 90d >= 1) target >= 82% }
     measure gross { gross retention of arr over 183d among (arr < $500) target 60%..65% }
     measure churn { gross churn of arr over 183d among (arr < $500) target < 38% }
     measure long { gross churn of arr over 2 years }`,
    book,
  );

  it("holds what is paid at the end against the beginning", () => {
    // Of 1000 and 900 of who came on that day: 150 + 120 + 0 + 400 + 900 = 1570 of 1900.
    expect(figures.net).toMatchObject({ units: 5, value: 1570 / 1900, goal: { met: true } });
    expect(figures.net!.unknown).toEqual([{ reason: "no value: arr", count: 1 }]);
    // Without who came on that day: 100 + 120 + 0 + 400 = 620 of 1000.
    expect(figures.gross).toMatchObject({ units: 4, value: 0.62, goal: { met: true } });
    expect(figures.churn).toMatchObject({ units: 4, value: 0.38, goal: { met: false } });
  });

  it("compares by what was so when it began, and never afterwards", () => {
    // `shrank` came to a meeting in August: too late to count as engaged.
    expect(figures.net!.compared).toMatchObject({
      with: { units: 2, value: 150 / 400 },
      without: { units: 2, value: 520 / 600 },
      undecided: 1,
    });
  });

  it("is unknown where the data begins later", () => {
    expect(figures.long).toMatchObject({ units: 0, value: null, reason: "none to judge" });
    expect(figures.long!.unknown).toEqual([{ reason: "the data begins after 2024-01-01", count: 8 }]);
  });
});

describe("times, touches, events and changes", () => {
  const book = [
    customer(
      "quick",
      { arr: 1, contract_start: "2025-02-01" },
      { first_value: ["2025-01-20", "2025-02-06", "2025-03-01"] },
    ),
    customer("slow", { arr: 1, contract_start: "2025-02-01" }, { first_value: ["2025-04-02"] }),
    customer("not yet", { arr: 1, contract_start: "2025-12-01" }),
    customer("never", { arr: 1, contract_start: "2025-02-01", churned_on: "2025-02-28" }),
    customer("long ago", { arr: 1, contract_start: "2024-02-01" }, { first_value: ["2025-04-02"] }),
  ];
  const { figures } = run(
    `measure first { median time from contract_start to first_value target < 30d }
     measure mean_first { mean time from contract_start to first_value target <= 32d }`,
    book,
  );

  it("has who is not there yet last", () => {
    // 5 and 60 days; 31 and 28 waited at least: half of four are there after 60.
    expect(figures.first).toMatchObject({ units: 2, waiting: 2, value: 60, goal: { met: false } });
    expect(figures.mean_first).toMatchObject({ units: 2, waiting: 2, value: 32.5, goal: { met: false } });
  });

  it("says at least how long where more than half are not", () => {
    const late = run("measure first { median time from contract_start to first_value target < 30d }", book.slice(1, 4));
    // 60 days, at least 31 (1 to 31 December), and at least 28 of who left: the middle one is 31.
    expect(late.figures.first).toMatchObject({ units: 1, waiting: 2, value: null, atLeast: 31, goal: { met: false } });
    const open = run("measure first { median time from contract_start to first_value target < 40d }", book.slice(1, 4));
    expect(open.figures.first!.goal).toEqual({ text: "< 40d" });
  });

  it("asks touches, events and scores", () => {
    const reviewed = (id: string, events: AccountText["events"], health: Record<string, number>): AccountText => ({
      ...customer(id, { arr: 1, contract_start: "2025-03-01" }, events),
      metrics: { health },
    });
    const goals = run(
      `measure answered { share of email touches with reply within 3d }
       measure nps { share of nps where (score >= 9) minus where (score <= 6) target > 0% }
       measure followed { share of attended with signed within 1w }
       measure after_review { mean change of health 10d after touch qbr target > 0 points }
       measure cared { share of runs of care won }
       measure well { share of accounts when health >= 70 }`,
      [
        reviewed(
          "a",
          { reply: ["2025-03-12"], nps: [["2025-05-01", { score: 10 }]] },
          { "2025-01-01..2025-03-25": 70, "2025-03-26": 80 },
        ),
        reviewed(
          "b",
          {
            reply: ["2025-03-20"],
            nps: [
              ["2025-05-01", { score: 3 }],
              ["2025-06-01", { score: 9 }],
            ],
            attended: ["2025-04-01", "2025-04-05"],
            signed: ["2025-04-06"],
          },
          { "2025-01-01..2025-03-25": 90, "2025-03-26": 50, "2025-06-01": 85, "2025-12-31": 60 },
        ),
      ],
    );
    const { figures } = goals;
    expect(figures.answered).toMatchObject({ units: 2, value: 0.5 });
    expect(figures.nps).toMatchObject({ units: 3, value: 1 / 3, goal: { met: true } });
    expect(figures.followed).toMatchObject({ units: 2, value: 0.5 });
    // 70 to 80 and 90 to 50, from before 20 March to the close of 30 March.
    expect(figures.after_review).toMatchObject({ units: 2, value: -15, unit: "points", goal: { met: false } });
    // b fell on 26 March: its run ran out; it is not asked again before it has been well.
    expect(figures.cared).toMatchObject({ units: 1, value: 0 });
    expect(figures.well).toMatchObject({ units: 2, value: 0.5 });
  });
});

describe("the return", () => {
  it("is what came in less what it cost, of what it cost", () => {
    const { roi } = run(
      `roi {
        cost salaries $65 per hour of csm
        cost tool $365 per year
        cost mails $0.10 per email
        benefit sold 20% of arr per signed
        benefit answers $3 per reply
        target >= 100%
      }`,
      [
        customer(
          "a",
          { arr: { "2025-01-01": 1000, "2025-06-01": 2000 }, contract_start: "2025-03-01" },
          { signed: ["2025-05-31", "2025-06-01"], reply: ["2025-05-01"] },
        ),
        customer("b", { contract_start: "2025-03-01" }, { signed: ["2025-05-31"] }),
      ],
      { range: { from: "2025-03-01", to: "2025-07-08" } },
    );
    // Two reviews of 90 minutes: 3 h are 195.00. 130 of 365 days: 130.00. Two mails: 0.20. 20% of 1000 and of 2000: 600.00; 3.00.
    expect(roi).toMatchObject({
      cost: 32520,
      benefit: 60300,
      value: 27780 / 32520,
      reason: null,
      goal: { met: false },
    });
    expect(roi!.lines.map(({ name, money, unknown }) => [name, money, unknown])).toEqual([
      ["salaries", 19500, 0],
      ["tool", 13000, 0],
      ["mails", 20, 0],
      ["sold", 60000, 1],
      ["answers", 300, 0],
    ]);
  });
});

describe("nothing to add up", () => {
  it("is said, and no number that is none", () => {
    const goals = `measure net { net retention of arr over 90d target > 1% } measure first { median time from contract_start to first_value }
      measure answered { share of touches with reply within 3d } measure well { share of accounts when health >= 70 target > 1% }`;
    for (const accounts of [[], [customer("gone", { arr: 1, churned_on: "2024-06-01" })]]) {
      for (const figure of Object.values(run(goals, accounts).figures)) {
        expect(figure).toMatchObject({ units: 0, value: null, interval: null, atLeast: null, reason: "none to judge" });
        expect(figure.goal?.met).toBeUndefined();
      }
    }
  });

  it("is one with the reason for an event that no table has", () => {
    const world = { covers: { first_value: ["2025-06-01", "2025-06-30"] as [string, string] } };
    const { figures } = run(
      "measure first { median time from contract_start to first_value }",
      [customer("a", { arr: 1, contract_start: "2025-03-01" })],
      world,
    );
    expect(figures.first!.unknown).toEqual([{ reason: "after the data: first_value", count: 1 }]);
  });
});
