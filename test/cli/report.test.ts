/** `playc simulate --report` as a command: where it writes, what it refuses, and what it shows of work that waits. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openRunTables } from "../../runtime/ledger/query.ts";
import { hostileProject } from "../browser/hostile-project.ts";
import { buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-report-cli-"));
const cli = buildCli();
let project: string;
beforeAll(() => {
  project = writeProject(join(root, "project"), hostileProject);
});
afterAll(() => rmSync(root, { recursive: true }));

it("writes the page beside whatever is there, the same once more, and nothing else", { timeout: 180_000 }, async () => {
  const pages = join(root, "pages");
  mkdirSync(pages);
  writeFileSync(join(pages, "notes.txt"), "mine");
  const page = join(pages, "run.html");
  writeFileSync(page, "an earlier one");
  const written = [];
  for (const out of ["one", "two"]) {
    const ended = await cli.run(["simulate", project, "--out", join(root, out), "--report", page]);
    expect(ended.exitCode, ended.stderr).toBe(0);
    written.push(readFileSync(page, "utf8"));
  }
  expect(written[0]).toMatch(/^<!doctype html>/);
  expect(written[1]).toBe(written[0]);
  expect(readdirSync(pages).sort()).toEqual(["notes.txt", "run.html"]);
  expect(readdirSync(join(root, "one"))).not.toContain("run.html");
});

it("refuses a file that is no page, and a place that cannot be one, before anything is simulated", {
  timeout: 180_000,
}, async () => {
  const out = join(root, "refused");
  const simulate = (report: string) => cli.run(["simulate", project, "--out", out, "--report", report]);
  const yaml = join(project, "playc.yaml");
  const before = readFileSync(yaml, "utf8");
  expect(await simulate(yaml)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("name a file that ends with .html"),
  });
  expect(readFileSync(yaml, "utf8")).toBe(before);
  expect(await simulate(join(yaml, "page.html"))).toMatchObject({
    exitCode: 4,
    stderr: expect.not.stringContaining("    at "),
  });
  mkdirSync(join(root, "folder.html"));
  expect(await simulate(join(root, "folder.html"))).toMatchObject({ exitCode: 4 });
  expect(existsSync(join(out, "summary.json"))).toBe(false);
});

it("shows what waited for whom where work waits", { timeout: 180_000 }, async () => {
  const [out, page] = [join(root, "enforced"), join(root, "enforced.html")];
  const ended = await cli.run(["simulate", project, "--capacity", "enforce", "--out", out, "--report", page]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const run = await openRunTables(out, ["person_days"]);
  const { rows } = await run.rows(`SELECT person, date_trunc('week', day)::DATE::VARCHAR AS week,
      last(waiting_minutes ORDER BY day) AS minutes FROM person_days WHERE person LIKE '%Wei' GROUP BY ALL ORDER BY week`);
  run.close();
  expect(rows.some(({ minutes }) => Number(minutes) > 0)).toBe(true);
  const figure = /<figure id="waiting"[\s\S]*?<\/figure>/.exec(readFileSync(page, "utf8"))![0];
  const titles = [...figure.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, title]) => title);
  const place = titles.indexOf("李 Wei") - 1;
  for (const { week, minutes } of rows) {
    const [, cells = ""] = new RegExp(`<th scope="row">${week}</th>(.*)</tr>`).exec(figure)!;
    const told = [...cells.matchAll(/<td[^>]*>([^<]*)/g)].map(([, cell]) => cell);
    expect(told[place]).toBe((Math.round(Number(minutes) / 6) / 10).toFixed(1));
  }
});
