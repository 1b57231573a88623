/** Projects begun with the standard playbooks: clean and simulated unedited, with what the data carries and no more. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { csv, openWorkshop } from "./support.ts";

const root = join(import.meta.dirname, "../..");
const shared = join(root, "../shared/data");
const workshop = openWorkshop();
afterAll(() => workshop.remove());

const playbook = (name: string) => readFileSync(join(workshop.folder, name, "standard.play"), "utf8");
/** What stands in `use standard { ... }`. */
const used = (text: string) => /use standard \{([^}]*)\}/.exec(text)?.[1] ?? "";

const cases = [
  {
    name: "saas",
    folder: join(root, "playbooks/saas/data"),
    account: "A00001",
    placed: ["account.arr (money)", "logins (count per day)", "features (points snapshot)", "event nps"],
    uses: ["at_risk", "onboard", "enterprise_renewal", "login_drop", "critical_ticket", "turned_yellow"],
    leaves: ["stalled", "setup_complete"],
  },
  {
    name: "learning",
    folder: join(shared, "learning"),
    account: "AAA-2013J-100893",
    placed: ["account.contract_start (date)"],
    uses: ["login_drop", "gone_quiet", "tier_2_start"],
    leaves: ["at_risk", "ticket_spike", "near_limit"],
  },
  {
    name: "wholesale",
    folder: join(shared, "wholesale"),
    account: "13085",
    placed: ["account.contract_start (date)"],
    uses: ["enterprise_rhythm", "tech_touch_rhythm"],
    leaves: ["at_risk", "login_drop", "enterprise_renewal", "notice_came"],
  },
];

describe("a project that begins with the standard playbooks", () => {
  for (const { name, folder, account, placed, uses, leaves } of cases) {
    it.skipIf(!existsSync(folder))(`${name}: clean, and what its data carries`, async () => {
      const begun = await workshop.begin(name, [folder], account, ["--standard"]);
      expect(begun.check).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("0 errors, 0 warnings") });
      expect(begun.fmt, "in the formatter's layout").toMatchObject({ exitCode: 0, stdout: "" });
      expect(begun.simulate.exitCode, begun.simulate.stderr).toBe(0);
      expect(begun.demands).toBeGreaterThan(0);
      const made = begun.report.placed.map(({ as }) => as);
      for (const as of placed) expect(made).toContain(as);
      const text = playbook(name);
      for (const each of uses) expect(used(text)).toMatch(new RegExp(`\\b${each}\\b`));
      for (const each of leaves) {
        expect(used(text)).not.toMatch(new RegExp(`\\b${each}\\b`));
        expect(text, "says why not").toMatch(new RegExp(`^#   (cadence|play|trigger) ${each}: `, "m"));
      }
    });
  }

  it("in another currency, with another name for the value and the tickets, and cases that close", async () => {
    const data = workshop.data("euros", {
      "accounts.csv": csv([
        ["id", "ACV__c", "Contract Start", "Renewal Date", "owner"],
        ["a1", "120000", "2025-01-06", "2026-01-06", "Dana"],
        ["a2", "8000", "2025-02-03", "2026-02-03", "Eli"],
      ]),
      "cases.csv": csv([
        ["account_id", "case_number", "created_at", "closed_at", "priority"],
        ...Array.from({ length: 24 }, (_, at) => [
          at % 2 === 0 ? "a1" : "a2",
          `C${at}`,
          `2025-05-${String(at + 1).padStart(2, "0")}T10:00:00Z`,
          at % 4 === 0 ? "" : `2025-06-${String(at + 1).padStart(2, "0")}T10:00:00Z`,
          ["low", "normal", "critical"][at % 3]!,
        ]),
      ]),
    });
    const begun = await workshop.begin("euro", [data], undefined, ["--standard", "--currency", "EUR"]);
    expect(begun.check.stdout).toContain("0 errors, 0 warnings");
    expect(begun.simulate.exitCode, begun.simulate.stderr).toBe(0);
    const text = playbook("euro");
    expect(text).toContain("replace let high_touch_from = EUR 100K");
    expect(used(text)).toMatch(/\bcritical_ticket\b/);
    expect(used(text)).toMatch(/\benterprise_renewal\b/);
  });

  it("is refused where nothing says when customers began", async () => {
    const data = workshop.data("undated", {
      "accounts.csv": csv([
        ["id", "arr"],
        ["a1", "120000"],
        ["a2", "8000"],
      ]),
      "usage.csv": csv([
        ["id", "day", "logins"],
        ["a1", "2025-05-05", "4"],
        ["a2", "2025-05-06", "5"],
        ["a2", "2025-05-07", "6"],
      ]),
    });
    const { exitCode, stderr } = await workshop.cli.run(["init", "never", "--standard", "--from", data], {
      cwd: workshop.folder,
    });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("no column says it");
    expect(existsSync(join(workshop.folder, "never"))).toBe(false);
  });

  it("without data: a sample that checks, is tested and simulates", async () => {
    const run = (...words: string[]) => workshop.cli.run(words, { cwd: workshop.folder });
    expect(await run("init", "sample", "--standard")).toMatchObject({ exitCode: 0 });
    expect((await run("check", "sample")).stdout).toContain("0 errors, 0 warnings");
    expect(await run("fmt", "--check", "sample")).toMatchObject({ exitCode: 0 });
    expect((await run("test", "sample")).stdout).toContain("1 test passed");
    expect((await run("simulate", "sample")).stdout).toMatch(/login_drop +[1-9]/);
  });
});
