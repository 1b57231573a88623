/** People of ours go on leave in the synthetic histories: they deliver nothing then, and somebody stands in. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { readProjectFile } from "../../project/read.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import { numberOf, repositoryData, rowsOf } from "./histories.ts";

const leave = "'$data/leave.csv'";
const touches = "(select *, cast(delivered_at as date) as day from '$data/touches.csv.gz')";
const owned = `(select account, since, coalesce(lead(since) over (partition by account order by since), date '9999-01-01') as until, p.person
  from '$data/people.csv' p where role = 'csm')`;
/** Days on which the owner of an account was away, and how many of its touches were delivered then, by whom. */
const whileAway = `(select t.owner, l.person from ${touches} t join ${owned} o on t.account = o.account and t.day >= o.since and t.day < o.until
  join ${leave} l on l.person = o.person and t.day between l."from" + 1 and l."to" - 1)`;

describe("the people of the synthetic company", { timeout: 60_000 }, () => {
  it("are away a few weeks a year each, never twice at once", async () => {
    const away = await rowsOf(
      `select person, sum("to" - "from" + 1) / 1.5 as days from ${leave} where "to" < '2026-07-01' group by person`,
    );
    expect(away).toHaveLength(8);
    for (const { days } of away) expect(Number(days)).toBeGreaterThan(15);
    for (const { days } of away) expect(Number(days)).toBeLessThan(60);
    const twice = await numberOf(
      `select count(*) from ${leave} a join ${leave} b on a.person = b.person and a."from" < b."from" and b."from" <= a."to"`,
    );
    expect(twice).toBe(0);
  });

  it("deliver nothing while they are away; of some of it the cover does", async () => {
    const byThemselves = await numberOf(`select count(*) from ${whileAway} where owner = person`);
    const byCover = await numberOf(`select count(*) from ${whileAway} where owner = 'Rosa Delgado'`);
    expect(byThemselves).toBe(0);
    expect(byCover).toBeGreaterThan(20);
    expect(await numberOf(`select count(*) from ${touches} where owner = 'Rosa Delgado'`)).toBeLessThan(400);
  });

  it("deliver to customers of every tier, and to none that they have lost", async () => {
    const total = await numberOf(`select count(*) from ${touches}`);
    expect(total).toBeGreaterThan(8_000);
    expect(await numberOf(`select count(distinct account) from ${touches}`)).toBeGreaterThan(450);
    const lost = `(select account, max(churned_on) as left_on from '$data/accounts.csv' group by account having left_on is not null)`;
    expect(await numberOf(`select count(*) from ${touches} join ${lost} using (account) where day > left_on + 1`)).toBe(
      0,
    );
  });

  it("deliver touches that the playbooks know, by channels they know", async () => {
    const saas = join(repositoryData, "..");
    const { schedule } = compileProject(saas);
    const mapping = `
touches: { file: data/touches.csv.gz, key: account, at: delivered_at, touch: touch, owner: owner, channel: channel, covers: 2025-01-01..2026-07-01 }
`;
    const text = readFileSync(join(saas, "playc.yaml"), "utf8").replace(/^touches:.*(\n .*)*\n/m, "");
    const { project, problems } = readProjectFile("playc.yaml", text + mapping);
    expect(problems).toEqual([]);
    const tempDir = await mkdtemp(join(tmpdir(), "playc-leave-"));
    const histories = await openHistories({
      project: project!,
      schedule,
      projectDir: saas,
      dataDirs: [],
      tempDir,
      accounts: [],
    });
    try {
      const table = histories.summary.tables.find(({ name }) => name === "touches");
      expect(table).toMatchObject({ setAside: [] });
      expect(table!.matched).toBeGreaterThan(8_000);
    } finally {
      await histories.close();
      await rm(tempDir, { recursive: true, force: true });
    }
  });
});
