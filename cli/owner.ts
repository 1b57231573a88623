/** Whose a folder is: a file in it, which its process touches as long as it lives. */
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { asFailure, Failure } from "./failure.ts";

const ownerFile = "owner.json";
const signEvery = 5_000;
/** Who gave no sign of life for so long is gone. On the same machine its process tells at once. */
const longestSilence = 60_000;

/** Those of this process. */
const owned = new Set<string>();
/** One of them that was gone before this process was done with it. */
let lost: string | undefined;

/** Makes a folder this process's own; gives the way to stop saying so. */
export function own(folder: string): () => void {
  const file = join(folder, ownerFile);
  writeFileSync(file, JSON.stringify({ process: process.pid, host: hostname() }));
  const timer = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody took the folder away: nothing is left to own.
    }
  }, signEvery);
  timer.unref();
  owned.add(folder);
  return () => {
    clearInterval(timer);
    if (owned.delete(folder) && !existsSync(file)) lost = folder;
  };
}

/** The failure behind anything thrown, once all folders are given up: what failed for want of a folder is told of that. */
export function failureOf(thrown: unknown): Failure {
  const failure = asFailure(thrown);
  if (lost === undefined || (failure.kind !== "io" && failure.kind !== "internal")) return failure;
  const output = dirname(lost);
  return new Failure(
    "io",
    `Another run took ${output} over while this one stood still for more than a minute (Ctrl+Z, a machine asleep), or somebody removed ${lost}. What stands in ${output} is not of this run: run it again, or into another folder with --out.`,
    { cause: thrown },
  );
}

/** `left`: the process that owned it has ended; `nobody's`: none ever said that it is its own, for as long as one needs to. */
export function ownershipOf(folder: string): "owned" | "left" | "nobody's" {
  if (owned.has(folder)) return "owned";
  const touched = (path: string) => Date.now() - statSync(path).mtimeMs < longestSilence;
  try {
    const owner = ownerIn(folder);
    if (owner === undefined) return touched(folder) ? "owned" : "nobody's";
    const isAlive = touched(join(folder, ownerFile)) && !(owner.host === hostname() && hasEnded(owner.process));
    return isAlive ? "owned" : "left";
  } catch {
    // It was taken away just now.
    return "owned";
  }
}

function ownerIn(folder: string): { process: unknown; host: unknown } | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(folder, ownerFile), "utf8"));
    return typeof owner === "object" && owner !== null && "process" in owner && "host" in owner ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** In containers the next run often has the number of the one before. */
function hasEnded(number: unknown): boolean {
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number <= 0 || number === process.pid) return true;
  try {
    process.kill(number, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
