/** Builds the command line once for all tests that run it as a process, below `dist`, where dependencies are found. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export function setup(): () => void {
  if (process.env.PLAYC_TEST_BUILD) return () => {};
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist/test-"));
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), folder], { stdio: "pipe" });
  process.env.PLAYC_TEST_BUILD = folder;
  return () => {
    delete process.env.PLAYC_TEST_BUILD;
    rmSync(folder, { recursive: true, force: true });
  };
}
