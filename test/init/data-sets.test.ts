/** What `playc init` makes of real and of synthetic exports checks clean and simulates, unedited. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openWorkshop } from "./support.ts";

const root = join(import.meta.dirname, "../..");
const shared = join(root, "../shared/data");
const workshop = openWorkshop();
afterAll(() => workshop.remove());

/** Placements that must be among those made. */
const cases: { name: string; folder: string; account?: string; placed: string[]; notPlaced?: string[] }[] = [
  {
    name: "wholesale",
    folder: join(shared, "wholesale"),
    account: "13085",
    placed: [
      "account.first_invoice (date)",
      "event invoice",
      "invoice.invoice_no (key)",
      "invoice_money (money per day)",
      "invoices (count per day)",
    ],
  },
  {
    name: "learning",
    folder: join(shared, "learning"),
    account: "AAA-2013J-100893",
    notPlaced: ["outcome"],
    placed: [
      "account.withdrawn_on (date)",
      "clicks (count per day)",
      "event submission",
      "account.module (one of)",
      "submission.kind (one of)",
    ],
  },
  {
    name: "saas",
    folder: join(root, "playbooks/saas/data"),
    account: "A00001",
    placed: [
      "account.from",
      "account.arr (money)",
      "account.time_zone (zone)",
      "people.csm",
      "logins (count per day)",
      "storage_gb (count snapshot)",
      "health_score (points snapshot)",
      "share (ratio snapshot)",
      "event ticket",
      "event ticket_closed",
      "event release for all",
    ],
  },
  { name: "connectors", folder: join(shared, "connectors"), placed: ["account", "account.key"] },
];

describe("a project from data", () => {
  for (const { name, folder, account, placed, notPlaced = [] } of cases) {
    it.skipIf(!existsSync(folder))(`${name}: clean, and not empty`, async () => {
      const begun = await workshop.begin(name, [folder], account);
      expect(begun.check).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("0 errors, 0 warnings") });
      expect(begun.simulate.exitCode, begun.simulate.stderr).toBe(0);
      expect(begun.demands).toBeGreaterThan(0);
      expect(begun.fmt, "in the formatter's layout").toMatchObject({ exitCode: 0, stdout: "" });
      const made = begun.report.placed.map(({ as }) => as);
      for (const as of placed) expect(made).toContain(as);
      // What is known only afterwards is taken for nothing.
      for (const column of notPlaced) {
        const why = expect.stringContaining("look ahead");
        expect(begun.report.notPlaced).toContainEqual(expect.objectContaining({ column, why }));
      }
    });
  }
});

describe("without data", () => {
  it("a sample that checks clean and simulates at once", async () => {
    expect(await workshop.cli.run(["init", "sample"], { cwd: workshop.folder })).toMatchObject({ exitCode: 0 });
    const check = await workshop.cli.run(["check", "sample"], { cwd: workshop.folder });
    expect(check.stdout).toContain("0 errors, 0 warnings");
    expect(await workshop.cli.run(["fmt", "--check", "sample"], { cwd: workshop.folder })).toMatchObject({
      exitCode: 0,
    });
    const { stdout, exitCode } = await workshop.cli.run(["simulate", "sample"], { cwd: workshop.folder });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/falling +[1-9]/);
    expect(stdout).toMatch(/gone_quiet +[1-9]/);
  });
});
