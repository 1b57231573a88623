/** Runs the built command line as a process of its own, as its users do. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Ended {
  exitCode: number | null;
  /** What ended it instead. */
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface BuiltCli {
  run(words: readonly string[], options?: { cwd?: string; env?: Record<string, string> }): Promise<Ended>;
  /** The process itself, and how it ended. */
  start(words: readonly string[]): { process: ChildProcess; ended: Promise<Ended> };
  /** The script itself. */
  readonly path: string;
}

/** The command line as `test/support/build-once.ts` built it for this run of the tests. */
export function buildCli(): BuiltCli {
  const dist = process.env.PLAYC_TEST_BUILD;
  if (!dist) throw new Error("vitest.config.ts names test/support/build-once.ts as globalSetup");
  const launch = (words: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) => {
    const child = spawn(process.execPath, [join(dist, "playc.js"), ...words], {
      cwd: options.cwd ?? root,
      env: { ...process.env, NO_COLOR: "1", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (part) => {
      text.stdout += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part) => {
      text.stderr += part;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (exitCode, signal) => resolve({ exitCode, signal, ...text }));
    });
    return { process: child, ended };
  };
  return {
    run: (words, options) => launch(words, options).ended,
    start: (words) => launch(words),
    path: join(dist, "playc.js"),
  };
}
