/** What the measurements have in common: a build of their own, and whole processes measured from outside. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Builds `playc` into a new folder below `dist`, where its dependencies are found; gives the folder, for the caller to remove. */
export function buildPlayc() {
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist/bench-"));
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), folder]);
  return folder;
}

/**
 * Runs Node with these arguments and waits. Gives what it printed, the seconds it took from start to end, the seconds of
 * processor it used, and the peak of its resident memory in MiB, both as the system counted them. Throws when it fails.
 */
export function measure(args) {
  const folder = mkdtempSync(join(tmpdir(), "playc-measured-"));
  try {
    const file = join(folder, "usage");
    const hook = `data:text/javascript,import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(file)},JSON.stringify(process.resourceUsage())))`;
    const started = performance.now();
    const child = spawnSync(process.execPath, ["--import", hook, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
    const seconds = (performance.now() - started) / 1000;
    if (child.status !== 0) throw new Error(`${args.join(" ")}\n${child.stderr}`);
    const usage = JSON.parse(readFileSync(file, "utf8"));
    return {
      printed: child.stdout,
      seconds,
      processorSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
      peak: usage.maxRSS / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
