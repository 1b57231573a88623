/** A run that is ended from outside, however often, goes on with --resume and ends in the bytes of one that nobody touched. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contents } from "../parts/project.ts";
import { type Contents, expectFine, expectPlainWords, fewerDays, makeWorld, namesIn, type World } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 120_000);
afterAll(() => rmSync(world.root, { recursive: true }));

/** When to send it, as a share of the time that a run takes: five runs are killed four times each. */
const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 20, seed: 23 });

test.each([0, 1, 2, 3, 4])("SIGKILL at four random moments loses nothing (%i)", { timeout: 240_000 }, async (group) => {
  const out = join(world.root, `killed-${group}`);
  // Of every other one the folder holds the files of an earlier run, which stay until the new ones are there.
  const before = group % 2 === 0 ? {} : world.part;
  if (group % 2 === 1) expectFine(await world.simulate(out, ...fewerDays));
  for (const moment of moments.slice(4 * group, 4 * group + 4)) {
    const { process, ended } = world.start(out, "--resume");
    await sleep(moment * world.milliseconds);
    process.kill("SIGKILL");
    const { stderr } = await ended;
    expectPlainWords(stderr);
    const left = existsSync(out) ? contents(out) : {};
    expectOneRun(left, before);
  }
  expectFine(await world.simulate(out, "--resume"));
  expect(contents(out)).toEqual(world.whole);
  expect(namesIn(out)).toEqual(Object.keys(world.whole).sort());
});

/** Where a summary stands, all files are of its run; where a run was killed while it moved its files, each is of one of the two. */
function expectOneRun({ ".playc-turn": _, ...left }: Contents, before: Contents): void {
  if ("summary.json" in left || Object.keys(left).length === 0) expect([before, world.whole]).toContainEqual(left);
  for (const [name, bytes] of Object.entries(left)) expect([before[name], world.whole[name]], name).toContain(bytes);
}
