/** A disk that is full in the middle of a run: told as such, nothing half-written, and with more room the run goes on. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isDiskFull } from "../../cli/failure.ts";
import { contents } from "../parts/project.ts";
import { type Contents, expectFine, expectPlainWords, makeWorld, namesIn, type World } from "./support.ts";

let world: World;
let disk: string;
beforeAll(async () => {
  world = await makeWorld();
  disk = join(world.root, "disk");
  mkdirSync(disk);
}, 120_000);
afterEach(() => {
  try {
    execFileSync("umount", [disk], { stdio: "ignore" });
  } catch {
    // It was never mounted.
  }
});
afterAll(() => rmSync(world.root, { recursive: true }));

function mount(...options: string[]): void {
  execFileSync("mount", [...options, disk], { stdio: "pipe" });
}

/** Why this machine lets nobody mount a disk of its own, in its words. */
function refusal(): string | undefined {
  try {
    mount("-t", "tmpfs", "-o", "size=64m", "tmpfs");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const bytesOf = (files: Contents) =>
  Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text, "base64"), 0);

test.each([0.02, 0.9])(
  "a disk with room for %d of what a run leaves is told to be full, and holds nothing half-written",
  {
    timeout: 240_000,
  },
  async (share) => {
    const refused = refusal();
    if (refused !== undefined) {
      expect(process.env.CI, `CI has to mount a small disk: ${refused}`).toBeUndefined();
      console.warn(`Not shown, since no disk can be mounted here: ${refused}`);
      return;
    }
    const out = join(disk, "out");
    const earlier = share > 0.5 ? world.part : {};
    const kilobytes = Math.ceil((bytesOf(earlier) + share * bytesOf(world.whole)) / 1_024);
    mkdirSync(out);
    for (const [name, bytes] of Object.entries(earlier)) writeFileSync(join(out, name), Buffer.from(bytes, "base64"));
    mount("-o", `remount,size=${kilobytes}k`);
    const { exitCode, stderr, stdout } = await world.simulate(out);
    expect([exitCode, stdout], stderr).toEqual([4, ""]);
    expect(stderr).toContain(`The disk of ${out} is full`);
    expectPlainWords(stderr);
    expect(contents(out)).toEqual(earlier);
    const kept = namesIn(out).filter((name) => !(name in earlier));
    expect(kept).toEqual(stderr.includes("--resume goes on") ? [expect.stringMatching(/^\.playc-parts-/)] : []);
    mount("-o", "remount,size=64m");
    expectFine(await world.simulate(out, "--resume"));
    expect(contents(out)).toEqual(world.whole);
    expect(namesIn(out)).toEqual(Object.keys(world.whole).sort());
  },
);

test("a full disk is known by its words, whoever says them", () => {
  for (const words of [
    "ENOSPC: no space left on device, write",
    'IO Error: Could not write file "x": No space left on device',
    "EDQUOT: disk quota exceeded, write",
    "Out of Memory Error: failed to offload data block of size 256.0 KiB. This limit was set by the 'max_temp_directory_size' setting.",
  ]) {
    expect(isDiskFull(new Error(words))).toBe(true);
    expect(isDiskFull(new Error("told", { cause: new Error(words) }))).toBe(true);
  }
  expect(isDiskFull(new Error("ENOENT: no such file or directory"))).toBe(false);
  expect(isDiskFull("ENOSPC")).toBe(false);
});
