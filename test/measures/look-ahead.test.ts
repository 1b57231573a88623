/** A field of which the data has only today's value: no measure and no return holds it against the past, whatever way it reads it. */
import { describe, expect, it } from "vitest";
import { customer, run } from "./support.ts";

const scoresAndModels = `
health fit { use 100 { 100 points when arr >= $10K } }
health steady { calm 100 { 100 points when health >= 70 } }
models { warm when arr >= $20K cool otherwise }
stage beginning from contract_start to 30d after
journey way { stage setup { enter from contract_start leave when arr >= $1K } stage use { enter after setup leave on signed } }
`;

/** Measures by the way in which they come by what a customer pays. */
const readers: Record<string, string> = {
  directly: "share of accounts when arr >= $10K target > 1%",
  as_money: "gross churn of arr over 30d target < 99%",
  in_among: "share of accounts when health >= 70 among (arr >= $1K) target > 1%",
  in_by: "share of runs of care won by (arr >= $1K)",
  in_a_window: "share of accounts when days with (arr >= $10K) over 14d >= 3",
  by_segment: "share of email touches with reply within 3d among segment is large",
  by_model: "share of accounts when model is warm",
  by_score: "share of accounts when fit >= 50",
  by_component: "share of accounts when fit.use >= 50",
  by_falling_component: "share of accounts when not (any component of fit falls over 7d)",
  by_change_of_score: "mean change of fit 10d after touch qbr",
  by_stage: "share of accounts when during setup",
};

const others: Record<string, string> = {
  health: "share of accounts when health >= 70 target > 1%",
  steady: "share of accounts when steady >= 50",
  begun: "share of accounts when time since contract_start > 30d",
  told: "median time from contract_start to reply",
  young: "share of accounts when during beginning",
  played: "share of runs of care won",
};

/** The bounds of a date of the run itself; the others ask conditions. */
const byDate = "measure in_time { share of runs of care won by 30d before contract_start }";

const goals = (measures: Record<string, string>) =>
  Object.entries(measures).map(([name, figure]) => `measure ${name} { ${figure} }`);

const book = [
  customer("a", { arr: 60_000, contract_start: "2025-02-01" }, { reply: ["2025-02-12"], signed: ["2025-04-01"] }),
  customer("b", { arr: 5_000, contract_start: "2025-02-01" }, { reply: ["2025-09-01"] }),
].map((account, index) => ({ ...account, metrics: { health: { "2025-01-01..2025-12-31": 50 + 30 * index } } }));

const played = (lookAhead: string[], roi = "") =>
  run([scoresAndModels, ...goals({ ...readers, ...others }), byDate, roi].join("\n"), book, { lookAhead });

describe("a measure that reads what is known only as of today", () => {
  const known = played([]);
  const ahead = played(["arr"]);

  it.each(Object.keys(readers))("%s has no figure and says why", (name) => {
    expect(known.figures[name]).toMatchObject({ reason: null, value: expect.any(Number) });
    const figure = ahead.figures[name]!;
    const nothing = { units: 0, waiting: 0, value: null, interval: null, atLeast: null, unknown: [] };
    expect(figure).toMatchObject({ ...nothing, reason: "arr: known only as of today" });
    expect(figure.goal?.met).toBeUndefined();
    if (figure.compared) expect(figure.compared).toMatchObject({ with: nothing, without: nothing, undecided: 0 });
  });

  it.each([...Object.keys(others), "in_time"])("%s reads nothing of it, and is as ever", (name) => {
    expect(ahead.figures[name]).toEqual(known.figures[name]);
  });

  it("is refused for a date that a run is held against, and not for one that time is measured from", () => {
    const { figures } = played(["contract_start"]);
    const refused = Object.values(figures).filter(({ reason }) => reason === "contract_start: known only as of today");
    expect(refused.map(({ measure }) => measure).sort()).toEqual(["begun", "by_stage", "in_time", "young"]);
    expect(figures.told).toEqual(known.figures.told);
  });

  it("names every such field", () => {
    expect(played(["contract_start", "arr"]).figures.by_stage!.reason).toBe(
      "arr, contract_start: known only as of today",
    );
  });
});

describe("a return that takes a share of what is known only as of today", () => {
  const cost = "cost salaries $65 per hour of csm";

  it("is not told, and meets no goal", () => {
    const roi = `roi { ${cost} benefit sold 20% of arr per signed target >= 1% }`;
    expect(played([], roi).roi).toMatchObject({ reason: null, value: expect.any(Number), goal: { met: true } });
    const told = played(["arr"], roi).roi!;
    expect(told).toMatchObject({ reason: "arr: known only as of today", value: null });
    expect(told.goal).toEqual({ text: ">= 1%" });
  });

  it("is told where amounts are money", () => {
    const roi = `roi { ${cost} benefit sold $500 per signed target >= 1% }`;
    expect(played(["arr"], roi).roi).toEqual(played([], roi).roi);
  });
});
