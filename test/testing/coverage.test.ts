/** What tests are said to reach: held against a program in which everything that can happen is known by hand. */
import { describe, expect, it } from "vitest";
import { testText } from "../../cli/views/test-results.ts";
import type { TestResults } from "../../runtime/testing/types.ts";
import { program, resultsOf } from "./support.ts";

const around = `${program}
stage beginning from start to 30d after
metric pulse points 0..100 snapshot bands well 50 ill 0
event ready, signed, gone, woke
journey way {
  stage setup {
    enter from start
    leave on signed confirmed by ready
    skip to resting on gone
  }
  stage working { enter after setup leave when score < 20 then setup back to setup on woke }
  stage resting { enter on gone leave on woke then working }
}
health fit {
  use 60 { 40 points when logins over 7d > 0 20 points when score >= 50 }
  calm 40 { 40 points when count of ticket where (severity is high) over 7d = 0 }
  bands good 80 poor 0
}
cadence a_letter from start { every 1 week touch letter }
cadence b_letter from start { every 2 weeks touch letter }
experiment letters { arm often 50% { cadence a_letter } arm seldom 50% { cadence b_letter } }
`;

/** Texts of what is reached and what is not, of some kinds. */
function coverageOf({ coverage }: TestResults, ...kinds: string[]) {
  const items = coverage.items.filter(({ kind }) => kinds.includes(kind));
  const texts = (reached: boolean) => items.filter((item) => item.reached === reached).map(({ text }) => text);
  return { reached: texts(true), missed: texts(false) };
}

const run = (history: string, expected = "acme is small at 2026-01-20") =>
  resultsOf(
    `test "one" { account acme { arr $5K start 2026-01-05 } ${history} days 2026-01-01..2026-03-31 expect ${expected} }`,
    "UTC",
    around,
  );

describe("coverage of journeys", () => {
  it("names each stage entered and each clause taken", () => {
    const { reached, missed } = coverageOf(
      run("history acme { ready on 2026-01-10 signed on 2026-01-12 woke on 2026-02-01 }"),
      "stage",
      "transition",
    );
    expect(reached).toEqual([
      "stage beginning",
      "journey way, stage setup",
      "journey way, stage working",
      "journey way, stage setup: enter from start",
      "journey way, stage setup: leave on signed confirmed by ready",
      "journey way, stage working: enter after setup",
      "journey way, stage working: back to setup on woke",
    ]);
    expect(missed).toEqual([
      "journey way, stage resting",
      "journey way, stage setup: skip to resting on gone",
      "journey way, stage working: leave when score < 20",
      "journey way, stage resting: enter on gone",
      "journey way, stage resting: leave on woke",
    ]);
  });

  it("does not take one clause for another that leads to the same stage", () => {
    const { reached } = coverageOf(run("history acme { gone on 2026-01-10 woke on 2026-02-01 }"), "transition");
    expect(reached).toEqual([
      "journey way, stage setup: enter from start",
      "journey way, stage setup: skip to resting on gone",
      "journey way, stage resting: leave on woke",
    ]);
  });
});

describe("coverage of scores, bands and arms", () => {
  it("counts bands of scores and of levels that are read, and components that had all and less than all", () => {
    const history = `history acme { logins 0 from 2026-01-01 to 2026-01-31 logins 3 from 2026-02-01 to 2026-02-28
      score 70 from 2026-01-05 to 2026-02-28 pulse 60 on 2026-02-03 }`;
    const { reached, missed } = coverageOf(run(history), "band", "component");
    expect(reached).toEqual([
      "fit is good",
      "fit is poor",
      "pulse is well",
      "fit.use has all its points",
      "fit.use has less than all its points",
      "fit.calm has all its points",
    ]);
    expect(missed).toEqual(["pulse is ill", "fit.calm has less than all its points"]);
  });

  it("takes nothing undecided for reached", () => {
    const { reached } = coverageOf(run(""), "band", "component");
    expect(reached).toEqual(["fit.calm has all its points"]);
  });

  it("counts the arm that a customer is in", () => {
    const { reached, missed } = coverageOf(run(""), "arm");
    expect([...reached, ...missed].sort()).toEqual(["experiment letters, arm often", "experiment letters, arm seldom"]);
    expect(reached).toHaveLength(1);
  });
});

it("every part has its place, and the text adds up by kind", () => {
  const results = run("");
  const lines = new Set(results.coverage.items.map(({ place }) => place?.line));
  expect(lines.has(undefined)).toBe(false);
  const arms = results.coverage.items.filter(({ kind }) => kind === "arm").map(({ place }) => place?.line);
  const line = around.split("\n").findIndex((text) => text.startsWith("experiment letters")) + 1;
  expect(arms).toEqual([line, line]);
  const text = testText(results, { coverage: true, least: undefined }, { width: 120, colour: false });
  const counted = [...text.matchAll(/^ {2}[a-z].*? {2,}(\d+) +(\d+)$/gm)].map(([, reached, all]) => [reached, all]);
  const sum = (place: number) => counted.reduce((total, row) => total + Number(row[place]), 0);
  expect([sum(0), sum(1)]).toEqual([results.coverage.reached, results.coverage.total]);
});
