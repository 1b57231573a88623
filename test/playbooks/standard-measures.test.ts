/**
 * The measures and the return of the standard playbooks (ME1 to ME14), of four customers whose figures are worked out by
 * hand. `pulse` stands for the health score, so that a day's health is what the table says.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-measures-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Summary {
  measures: {
    measure: string;
    value: number | null;
    units: number;
    goal: { text: string; met: boolean | null } | null;
    compared: { with: { value: number | null }; without: { value: number | null } } | null;
  }[];
  roi: { lines: { name: string; side: "cost" | "benefit"; money: number }[]; value: number | null };
  operations: {
    people: { person: string; perMonth: number }[];
    segments: { segment: string }[];
    machines: { byMachine: number };
    touchCosts: { segment: string; channel: string }[];
  };
}

/** a1 grows, a2 shrinks, a3 leaves on 2025-08-01, a4 begins on 2025-06-02. */
const accounts = [
  "account,valid_from,arr,contract_start,renewal,churned_on",
  "a1,2024-01-08,100000,2024-01-08,2025-12-31,",
  "a1,2025-07-01,120000,2024-01-08,2025-12-31,",
  "a2,2024-01-08,50000,2024-01-08,,",
  "a2,2025-10-01,40000,2024-01-08,,",
  "a3,2024-01-08,50000,2024-01-08,,",
  "a3,2025-07-31,50000,2024-01-08,,2025-08-01",
  "a4,2025-06-02,30000,2025-06-02,,",
];

const events: Record<string, [account: string, at: string, value?: number][]> = {
  first_value: [["a4", "2025-06-22"]],
  nps: [
    ["a1", "2025-03-03", 9],
    ["a1", "2025-06-03", 10],
    ["a2", "2025-03-03", 3],
    ["a3", "2025-03-03", 7],
  ],
  csat: [
    ["a1", "2025-03-04", 5],
    ["a2", "2025-03-04", 4],
    ["a3", "2025-03-04", 2],
  ],
  mail_opened: [
    ["a1", "2025-03-11"],
    ["a1", "2025-04-08"],
  ],
  mail_clicked: [["a1", "2025-03-11"]],
  call_offered: [
    ["a1", "2025-03-11"],
    ["a2", "2025-03-11"],
  ],
  call_accepted: [["a1", "2025-03-12"]],
  paper_offered: [
    ["a1", "2025-03-11"],
    ["a2", "2025-03-11"],
    ["a3", "2025-03-11"],
  ],
  paper_fetched: [["a2", "2025-03-20"]],
  event_invited: [
    ["a1", "2025-03-11"],
    ["a2", "2025-03-11"],
  ],
  event_attended: [["a1", "2025-04-11"]],
  webinar_invited: [
    ["a1", "2025-05-05"],
    ["a2", "2025-05-05"],
    ["a3", "2025-05-05"],
    ["a4", "2025-07-05"],
  ],
  webinar_registered: [
    ["a1", "2025-05-06"],
    ["a2", "2025-05-06"],
  ],
  webinar_attended: [["a1", "2025-05-20"]],
  // Before the year that is measured, and after one of two reviews.
  attended: [
    ["a1", "2025-01-15"],
    ["a1", "2025-09-02"],
  ],
  renewed: [["a1", "2025-11-14"]],
  expansion_signed: [["a1", "2025-07-01"]],
};

/** Four newsletters, and an offer that the renewal play sends, are the mails. */
const touches = [
  "account,touch,at,channel",
  ...["2025-03-10", "2025-04-07", "2025-05-05", "2025-06-02"].map((day) => `a1,newsletter,${day} 09:00,email`),
  "a1,qbr,2025-06-02 10:00,video",
  "a1,qbr,2025-09-01 10:00,video",
  "a2,business_review,2025-09-01 10:00,video",
];

const pulse: [account: string, from: string, to: string, value: number][] = [
  ["a1", "2024-10-01", "2025-09-14", 80],
  ["a1", "2025-09-15", "2026-01-31", 90],
  ["a2", "2024-10-01", "2025-04-30", 80],
  ["a2", "2025-05-01", "2025-05-31", 50],
  ["a2", "2025-06-01", "2026-01-31", 90],
  ["a3", "2024-10-01", "2025-04-30", 80],
  ["a3", "2025-05-01", "2025-08-01", 30],
  ["a4", "2025-06-02", "2026-01-31", 70],
];

function daysOf(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const day = 86_400_000;
  return Array.from({ length: (last - first) / day + 1 }, (_, at) =>
    new Date(first + at * day).toISOString().slice(0, 10),
  );
}

const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), `${lines.join("\n")}\n`);

function writeProject(): void {
  const covers = "covers: 2024-10-01..2026-01-31";
  write("accounts.csv", accounts);
  write("touches.csv", touches);
  write("events.csv", [
    "account,kind,at,value",
    ...Object.entries(events).flatMap(([kind, rows]) =>
      rows.map(([account, at, value = ""]) => `${account},${kind},${at},${value}`),
    ),
  ]);
  write("pulse.csv", [
    "account,day,pulse",
    ...pulse.flatMap(([account, from, to, value]) => daysOf(from, to).map((day) => `${account},${day},${value}`)),
  ]);
  const fields: Record<string, string> = { nps: ", fields: { score: value }", csat: ", fields: { rating: value }" };
  write("playc.yaml", [
    "currency: USD",
    "time_zone: Etc/UTC",
    "account: { file: accounts.csv, key: account, from: valid_from }",
    "people: { csm: { person: Ann } }",
    "libraries: { standard: built-in }",
    `metrics: { file: pulse.csv, key: account, day: day, columns: { pulse: pulse }, ${covers} }`,
    "touches: { file: touches.csv, key: account, at: at, touch: touch, channel: channel }",
    "events:",
    ...Object.keys(events).map(
      (kind) =>
        `  ${kind}: { file: events.csv, key: account, at: at, where: "kind = '${kind}'", ${covers}${fields[kind] ?? ""} }`,
    ),
  ]);
  write("a.play", [
    "use standard { measure * roi touch newsletter, business_review, qbr }",
    "metric pulse points 0..100 snapshot missing carries",
    "replace health {",
    "  pulse 100 { 100 points by pulse from 0 to 100 }",
    "  bands green 80 yellow 60 orange 40 red 0",
    "  lost when churned_on is known",
    "}",
  ]);
}

/** A share, days or points; of how many; and whether the goal is met. */
const byHand: [rows: string, measure: string, value: number, units: number, met: boolean][] = [
  ["ME1", "mail_opened", 0.4, 5, false],
  ["ME1", "mail_opened_at_least", 0.4, 5, true],
  ["ME1", "mail_clicked", 0.2, 5, true],
  ["ME1", "mail_clicked_at_least", 0.2, 5, true],
  ["ME2", "call_taken", 0.5, 2, false],
  ["ME2", "paper_fetched", 1 / 3, 3, true],
  ["ME2", "event_visited", 0.5, 2, true],
  ["ME3", "review_attended_high", 0.5, 2, false],
  ["ME3", "review_attended_medium", 0, 1, false],
  ["ME4", "webinar_registered", 0.5, 4, true],
  ["ME4", "webinar_attended", 0.5, 2, true],
  ["ME5", "gross_churn", 0.3, 3, false],
  ["ME6", "net_retention", 0.8, 3, false],
  ["ME6", "net_retention_at_least", 0.8, 3, false],
  ["ME7", "mostly_green", 2 / 3, 3, false],
  ["ME7", "rarely_critical", 0, 3, true],
  ["ME8", "time_to_value", 20, 1, true],
  ["ME9", "recovered", 0.5, 2, false],
  ["ME10", "expanding", 0.5, 2, true],
  ["ME11", "promoters", 0.25, 4, false],
  ["ME11", "satisfied", 2 / 3, 3, false],
  ["ME13", "confirmed_in_time", 1, 1, true],
  ["ME13", "revenue_stays", 0.7, 3, false],
  ["ME14", "after_review", 5, 2, true],
];

describe("the measures of the standard playbooks", () => {
  let summary: Summary;
  beforeAll(async () => {
    writeProject();
    const cli: BuiltCli = buildCli();
    const check = await cli.run(["check", folder]);
    expect(check.stdout).toContain("0 errors, 0 warnings");
    const { stdout, stderr, exitCode } = await cli.run([
      "simulate",
      folder,
      "--from",
      "2025-01-01",
      "--format",
      "json",
    ]);
    expect(exitCode, stderr).toBe(0);
    summary = JSON.parse(stdout);
  });

  it.each(byHand)("%s: %s is %d of %d", (_, name, value, units, met) => {
    const measure = summary.measures.find((each) => each.measure === name);
    expect(measure?.units).toBe(units);
    expect(measure?.goal?.met).toBe(met);
    expect(measure?.value).toBeCloseTo(value, 9);
  });

  it("are all of them", () => {
    expect(summary.measures.map(({ measure }) => measure).sort()).toEqual(byHand.map(([, name]) => name).sort());
  });

  it("are held against figures, not against names of figures", () => {
    for (const { measure, goal } of summary.measures) expect(goal?.text, measure).toMatch(/^[<>=]+ \d+(%|d| points)$/);
  });

  it("ME14: those who came to meetings are compared with those who did not, as of the day the year began", () => {
    const compared = (name: string) => summary.measures.find(({ measure }) => measure === name)?.compared;
    expect(compared("net_retention")).toMatchObject({
      with: { units: 1, value: 1.2 },
      without: { units: 2, value: 0.4 },
    });
    expect(compared("expanding")).toMatchObject({ with: { units: 1, value: 1 }, without: { units: 1, value: 0 } });
  });

  it("ME12: the return is benefit less cost over cost, of lines that are told", () => {
    const money = Object.fromEntries(summary.roi.lines.map((line) => [line.name, line.money]));
    // The one recovered customer pays 50,000, and the one expansion comes from one who pays 120,000 from that day on.
    expect(money).toMatchObject({ churn_prevented: 15_000_00, expansion: 24_000_00, mail: 1 });
    const sum = (side: string) =>
      summary.roi.lines.filter((line) => line.side === side).reduce((total, line) => total + line.money, 0);
    expect(summary.roi.value).toBeCloseTo((sum("benefit") - sum("cost")) / sum("cost"), 9);
  });

  it("CP4: touches and hours a person, hours an account, the share of machines, and what a touch costs", () => {
    const { people, segments, machines, touchCosts } = summary.operations;
    expect(people.find(({ person }) => person === "Ann")?.perMonth).toBeGreaterThan(0);
    expect(segments.map(({ segment }) => segment).sort()).toEqual(["enterprise", "mid_market"]);
    expect(machines.byMachine).toBe(0);
    expect(touchCosts.map(({ segment, channel }) => `${segment} ${channel}`)).toContain("mid_market phone");
  });
});
