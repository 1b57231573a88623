/** What the measurements have in common: a build of their own, and whole processes measured from outside. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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

const lookEverySeconds = 0.2;
/** Of the clock that /proc counts processor time with. */
const ticksPerSecond = 100;

/**
 * Runs Node with these arguments, and whatever processes that starts, and waits. Looks at all of them five times a second
 * (Linux: /proc), so that what a process uses after it was last seen is not counted. Gives what the first printed, the
 * seconds from start to end, the seconds of processor of all, and the peak in MiB of what they held together, pages that they
 * share counted once. `onLook` is called at each look with the seconds so far. Throws when it fails.
 */
export async function measureTree(args, onLook = () => {}) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  let [printed, complaints] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complaints = (complaints + text).slice(-10_000)));
  const ticks = new Map();
  let peak = 0;
  const timer = setInterval(() => {
    const found = [...treeOf(child.pid)];
    for (const { pid, used } of found) ticks.set(pid, used);
    peak = Math.max(
      peak,
      found.reduce((sum, { pid }) => sum + residentKilobytes(pid), 0),
    );
    onLook((performance.now() - started) / 1000);
  }, lookEverySeconds * 1000);
  const code = await ended.finally(() => clearInterval(timer));
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${args.join(" ")}\n${complaints}`);
  const used = [...ticks.values()].reduce((sum, each) => sum + each, 0);
  return { printed, seconds, processorSeconds: used / ticksPerSecond, peak: peak / 1024 };
}

/** A process and all that came of it, with the ticks of processor that each has used. */
function* treeOf(root) {
  const children = new Map();
  const found = new Map();
  for (const name of readdirSync("/proc")) {
    const fields = /^\d+$/.test(name)
      ? readProc(name, "stat")
          ?.replace(/^.*\) /s, "")
          .split(" ")
      : undefined;
    if (fields === undefined) continue;
    const [pid, parent] = [Number(name), Number(fields[1])];
    found.set(pid, { pid, used: Number(fields[11]) + Number(fields[12]) });
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  for (const pids = [root]; pids.length > 0; ) {
    const pid = pids.pop();
    if (found.has(pid)) yield found.get(pid);
    pids.push(...(children.get(pid) ?? []));
  }
}

function residentKilobytes(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(pid, "smaps_rollup") ?? "")?.[1] ?? 0);
}

/** Undefined for a process that has ended. */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
