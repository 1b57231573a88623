/** A disk that is full is told as one, and nothing half-written is left on it: shown on small file systems in memory. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { contents, writeLargerProject } from "./project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-full-"));
const project = join(root, "project");
const disk = join(root, "disk");
let cli: BuiltCli;
let whole: Record<string, string>;

const mount = (kilobytes: number) =>
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", disk]).status === 0;
const unmount = () => spawnSync("umount", [disk]);

mkdirSync(disk);
/** Only who may mount one can ask; the words are shown everywhere. */
const mayMount = mount(64);
if (mayMount) unmount();

beforeAll(async () => {
  cli = buildCli();
  mkdirSync(project);
  writeLargerProject(project);
  const { exitCode, stderr } = await cli.run(["simulate", project, "--out", join(root, "whole"), "--workers", "1"]);
  expect(exitCode, stderr).toBe(0);
  whole = contents(join(root, "whole"));
}, 120_000);
afterAll(() => {
  unmount();
  rmSync(root, { recursive: true });
});

test.runIf(mayMount).each([64, 1_200, 2_500, 3_600, 4_400, 5_200])(
  "%i kB: the run ends whole, or says that the disk is full and leaves nothing half-written",
  { timeout: 120_000 },
  async (kilobytes) => {
    expect(mount(kilobytes)).toBe(true);
    try {
      const out = join(disk, "out");
      const words = ["simulate", project, "--out", out, "--workers", kilobytes % 800 === 400 ? "2" : "1"];
      const { exitCode, stderr } = await cli.run(words);
      expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
      if (exitCode === 0) return expect(contents(out)).toEqual(whole);
      expect(stderr).toMatch(
        /The disk of .*out is full\. .* MB are free\..*Make room, or name a folder on another disk with --out\./,
      );
      expect(exitCode).toBe(4);
      const left = existsSync(out) ? readdirSync(out) : [];
      expect(left.filter((name) => !name.startsWith(".playc-parts-"))).toEqual([]);
      if (left.length === 0) return;
      expect(stderr).toContain("--resume");
      // With more room the rest is done.
      expect(spawnSync("mount", ["-o", "remount,size=64m", disk]).status).toBe(0);
      const second = await cli.run([...words, "--resume"]);
      expect(second.exitCode, second.stderr).toBe(0);
      expect(contents(out)).toEqual(whole);
    } finally {
      unmount();
    }
  },
);
