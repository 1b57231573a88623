/** Two runs into one folder at once: each is whole, the later one's files stand there, and neither takes what the other makes. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contents } from "../parts/project.ts";
import { endedAfterParts, expectFine, fewerDays, makeWorld, namesIn, partFilesIn, type World } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 120_000);
afterAll(() => rmSync(world.root, { recursive: true }));

test.each([
  ["from the beginning", [], 0],
  ["from the beginning, one a little later", [], 0.4],
  ["one with --resume", ["--resume"], 0.5],
])("%s", { timeout: 240_000 }, async (what, more, later) => {
  const out = join(world.root, what);
  const one = world.simulate(out);
  await sleep(later * world.milliseconds);
  const other = world.simulate(out, ...fewerDays, ...more);
  for (const ended of await Promise.all([one, other])) expectFine(ended);
  const left = contents(out);
  expect([world.whole, world.part]).toContainEqual(left);
  expect(namesIn(out)).toEqual(Object.keys(left).sort());
});

test("both go on with what an interrupted run left: one has its parts, both end in the same bytes", {
  timeout: 240_000,
}, async () => {
  const out = join(world.root, "both resume");
  await endedAfterParts(world, out, 3, "SIGKILL");
  expect(partFilesIn(out).length).toBeGreaterThanOrEqual(3);
  for (const ended of await Promise.all([world.simulate(out, "--resume"), world.simulate(out, "--resume")])) {
    expectFine(ended);
  }
  expect(contents(out)).toEqual(world.whole);
  expect(namesIn(out)).toEqual(Object.keys(world.whole).sort());
});
