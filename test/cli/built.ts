/** Runs the built command line as a process of its own, as its users do. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
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
  remove(): void;
}

/** Builds into a folder of this test alone, below `dist`, where dependencies are found. */
export function buildCli(): BuiltCli {
  mkdirSync(join(root, "dist"), { recursive: true });
  const dist = mkdtempSync(join(root, "dist/test-"));
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), dist], { stdio: "pipe" });
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
    remove: () => rmSync(dist, { recursive: true, force: true }),
  };
}
