/** What V8 has kept of the program only makes a start faster: without it, or with a broken one, everything is as before. */
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const build = process.env.PLAYC_TEST_BUILD!;
const copy = `${build}-start`;
const chunks = join(copy, "chunks");
const check = () =>
  execFileSync(process.execPath, [join(copy, "playc.js"), "check", join(root, "playbooks/saas")], { encoding: "utf8" });
let kept: string;
let expected: string;

beforeAll(() => {
  cpSync(build, copy, { recursive: true });
  const name = readdirSync(chunks).find((each) => each.endsWith(".v8"));
  expect(name).toBeDefined();
  kept = join(chunks, name!);
  expected = check();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it("writes nothing where it lies", () => {
  const seen = () => readdirSync(chunks).map((name) => `${name} ${statSync(join(chunks, name)).mtimeMs}`);
  const before = seen();
  expect(check()).toBe(expected);
  expect(seen()).toEqual(before);
});

it("does as well with a wrong one and without one", () => {
  const whole = readFileSync(kept);
  const flipped = (at: number) => {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    return changed;
  };
  const wrong = [flipped(2), flipped(whole.length >> 1), flipped(whole.length - 1), whole.subarray(0, 9), Buffer.of()];
  for (const bytes of wrong) {
    writeFileSync(kept, bytes);
    expect(check()).toBe(expected);
  }
  rmSync(kept);
  expect(check()).toBe(expected);
});
