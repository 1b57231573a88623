/** Every figure that `playc simulate` prints of the playbook that is shipped is in the Parquet files beside it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ruleWordsOf } from "../../cli/views/rule-words.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { buildCli } from "./built.ts";
import { expectTableOfLedger } from "./compare.ts";
import { askLedger } from "./ledger-sql.ts";
import { rosterMinutes } from "./roster-minutes.ts";

const root = mkdtempSync(join(tmpdir(), "playc-shipped-"));
const cli = buildCli();
afterAll(() => rmSync(root, { recursive: true }));

test("every figure of playbooks/saas", { timeout: 120_000 }, async () => {
  const out = join(root, "saas");
  const playbook = join(import.meta.dirname, "../../playbooks/saas");
  const { stdout, stderr, exitCode } = await cli.run(["simulate", playbook, "--out", out, "--from", "2025-07-01"]);
  expect(exitCode, stderr).toBe(0);
  const { range, triggers, plays, neverDropped, measures } = JSON.parse(
    readFileSync(join(out, "summary.json"), "utf8"),
  ) as Summary;
  await expectTableOfLedger(stdout, await askLedger(out), {
    triggers: triggers.map(({ trigger }) => trigger),
    plays: plays.map(({ play }) => play),
    neverDropped: neverDropped.map(({ touch }) => touch),
    range,
    words: ruleWordsOf(JSON.parse((await cli.run(["build", playbook])).stdout)),
    points: measures.filter(({ unit }) => unit === "points").map(({ measure }) => measure),
    team: [...rosterMinutes(playbook, range, { csm: 65 }, ["Rosa Delgado,csm_manager,10h,mon..fri,"])]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([role, minutes]) => `${role} ${minutes} whole`),
    costs: ["hour csm 6500", "hour onboarding_lead 6000", "hour csm_manager 9000", "channel email 1"],
    begunBefore: olderThan(readFileSync(join(playbook, "data/accounts.csv"), "utf8"), "2025-01-01"),
  });
});

/** How many accounts of the table began before the day. */
function olderThan(accounts: string, day: string): number {
  const [header = "", ...lines] = accounts.trimEnd().split("\n");
  const [id, begins] = ["account", "contract_start"].map((column) => header.split(",").indexOf(column));
  const rows = lines.map((line) => line.split(","));
  return new Set(rows.filter((row) => row[begins!]! < day).map((row) => row[id!])).size;
}
