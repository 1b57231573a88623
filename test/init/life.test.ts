/** The dates that bound a customer's life are found by their names, and what was made of them is said. */
import { afterAll, describe, expect, it } from "vitest";
import { madeOf } from "./in-process.ts";
import { csv, openWorkshop } from "./support.ts";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);

/** Ten customers that begin a week apart; some are gone after two months. `undefined` leaves the column out. */
function customers(begins: string | undefined, ends: string | undefined, missing = 0): string {
  const rows = Array.from({ length: 10 }, (_, row) => [
    `c${row}`,
    ...(begins === undefined ? [] : [row < missing ? "" : day(row * 7)]),
    ...(ends === undefined ? [] : [row % 3 === 0 ? day(row * 7 + 60) : ""]),
  ]);
  const head = ["customer_id", ...(begins === undefined ? [] : [begins]), ...(ends === undefined ? [] : [ends])];
  return csv([head, ...rows]);
}

const usage = csv([
  ["customer_id", "day", "logins"],
  ...Array.from({ length: 200 }, (_, row) => [`c${row % 10}`, day(Math.floor(row / 2)), String(1 + (row % 5))]),
]);

function data(name: string, accounts: string): string {
  return workshop.data(`${name}-data`, { "customers.csv": accounts, "usage.csv": usage });
}

const pairs: [begins: string, ends: string, field: string, last: string][] = [
  ["start", "churned_on", "start", "churned_on"],
  ["contract_start", "Cancellation Date", "contract_start", "cancellation_date"],
  ["signup_date", "lost_at", "signup_date", "lost_at"],
  ["Created At", "Terminated", "created_at", "terminated"],
  ["Go-Live", "left_on", "go_live", "left_on"],
  ["Member Since", "deactivatedAt", "member_since", "deactivated_at"],
  ["subscriptionStartDate", "churnDate", "subscription_start_date", "churn_date"],
];

describe("the life of a customer", () => {
  for (const [index, [begins, ends, field, last]] of pairs.entries()) {
    it(`from ${begins} to ${ends}`, async () => {
      const { model, told } = await madeOf(data(`life-${index}`, customers(begins, ends)));
      expect(model).toContain(`begins ${field} `);
      expect(model).toContain(`ends ${last} `);
      expect(told("customers.csv", begins)[0]).toMatchObject({
        why: expect.stringContaining("nothing is owed before"),
      });
      expect(told("customers.csv", ends)[0]).toMatchObject({ why: expect.stringContaining("nothing is owed after") });
    });
  }

  it("nothing is owed before its first day", async () => {
    const { demands, simulate } = await workshop.begin("not-before", [
      data("not-before", customers("start", undefined)),
    ]);
    expect(simulate.exitCode, simulate.stderr).toBe(0);
    expect(demands).toBeGreaterThan(0);
    // The last customer begins on day 63.
    const before = ["simulate", "not-before", "--data", "not-before-data", "--accounts", "c9", "--to", day(62)];
    const ended = await workshop.cli.run([...before, "--format", "json"], { cwd: workshop.folder });
    expect(JSON.parse(ended.stdout)).toMatchObject({ balance: { total: { demands: 0 } } });
  });

  it("without a beginning it says so, and what to do", async () => {
    const { remarks } = await madeOf(data("no-beginning", customers(undefined, "churned_on")));
    expect(remarks).toContainEqual(expect.stringContaining("No column of customers.csv says when a customer begins"));
  });

  it("a beginning that many lack is none, and that is said", async () => {
    const { remarks, model } = await madeOf(data("sparse", customers("start", undefined, 4)));
    expect(model).not.toContain("begins");
    expect(remarks).toContainEqual(expect.stringContaining("is empty in 4 of 10 rows"));
  });

  it("those few that lack it are owed nothing, and that is said", async () => {
    const { told } = await madeOf(data("few", customers("start", undefined, 2)));
    const why = expect.stringContaining("2 rows have none, and are owed nothing");
    expect(told("customers.csv", "start")).toEqual([expect.objectContaining({ why })]);
  });
});
