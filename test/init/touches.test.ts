/** Work recorded in the systems teams use: taken for deliveries of touches where it is called like them, and only there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { madeOf } from "./in-process.ts";
import { csv, openWorkshop } from "./support.ts";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
const rows = (count: number, row: (index: number) => string[]) =>
  Array.from({ length: count }, (_, index) => row(index));

const accounts = csv([
  ["Id", "Name", "Industry", "AnnualRevenue", "OwnerId", "CreatedDate"],
  ...rows(6, (row) => [`00${row}`, `N${row}`, "x", String(1000 * (1 + row)), "Dana", day(row)]),
]);

/** Salesforce tasks with these subjects in turn; one in four is not done. */
function tasks(subjects: readonly string[]): string {
  const columns =
    "Id AccountId WhatId WhoId OwnerId Subject IsClosed TaskSubtype ActivityDate CreatedDate CompletedDateTime";
  return csv([
    columns.split(" "),
    ...rows(96, (row) => {
      const isDone = row % 4 !== 3;
      const done = isDone ? `${day(row + 8)}T10:00:00Z` : "";
      const subject = subjects[row % subjects.length]!;
      return [`t${row}`, `00${row % 6}`, "", "", "Dana", subject, String(isDone), "Call", day(row + 7), day(row), done];
    }),
  ]);
}

const files = (subjects: readonly string[]) => ({ "accounts.csv": accounts, "tasks.csv": tasks(subjects) });

describe("records of work", () => {
  it("called like touches: they are deliveries, and the simulation counts them", async () => {
    const from = workshop.data("tasks", files(["Kick-off call", "Check-in", 'Tom\'s "thing"', "Welcome call"]));
    const begun = await workshop.begin("with-tasks", [from]);
    expect(begun.check.stdout).toContain("0 errors, 0 warnings");
    expect(begun.fmt.exitCode).toBe(0);
    expect(begun.simulate.exitCode, begun.simulate.stderr).toBe(0);
    const { input } = JSON.parse(begun.simulate.stdout) as { input: { tables: { name: string }[] } };
    expect(input.tables).toContainEqual(expect.objectContaining({ name: "touches", matched: 48, setAside: [] }));
    const { touches } = parse(readFileSync(join(workshop.folder, "with-tasks/playc.yaml"), "utf8"));
    expect(touches).toEqual([
      {
        file: "tasks.csv",
        key: "AccountId",
        at: "CompletedDateTime",
        touch: "Subject",
        where: `"Subject" in ('Check-in', 'Kick-off call', 'Welcome call') and "CompletedDateTime" is not null`,
        names: { welcome_call: ["Kick-off call", "Welcome call"], check_in: ["Check-in"] },
        owner: "OwnerId",
      },
    ]);
    const why = expect.stringContaining("called like no touch");
    expect(begun.report.notPlaced).toContainEqual(expect.objectContaining({ column: `Subject = Tom's "thing"`, why }));
  });

  it("called otherwise: no touches, and it says so", async () => {
    const { projectFile, told } = await madeOf(workshop.data("others", files(["Send contract", "Lunch"])));
    expect(parse(projectFile)).not.toHaveProperty("touches");
    expect(told("tasks.csv", "Subject = Lunch")[0]?.as).toBeUndefined();
  });

  it("free text: no touches, and it says so", async () => {
    const subjects = Array.from({ length: 96 }, (_, index) => `Spoke about number ${index}`);
    const { projectFile, told } = await madeOf(workshop.data("free", files(subjects)));
    expect(parse(projectFile)).not.toHaveProperty("touches");
    expect(told("tasks.csv", "Subject").at(-1)?.why).toMatch(/too many different values/);
  });
});
