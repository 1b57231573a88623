/** Runs `playc`, or another program, and waits for it. Its words are an array: nothing is read by a shell. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Program } from "./program.ts";

/** What can be run. */
export interface Runnable extends Pick<Program, "command" | "before"> {
  /** Set beside the editor's own environment; undefined takes away. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Ran {
  /** Null when it was stopped, or could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  /** What it says for people, or why it could not be started. */
  readonly stderr: string;
}

/** How long a program that is stopped has to clean up, in milliseconds. */
const longestGoodbye = 5_000;

/** `signal` stops it: by SIGTERM, so that it can clean up, and where it does not end by SIGKILL. Never rejects. */
export async function run(
  program: Runnable,
  words: readonly string[],
  folder: string,
  signal?: AbortSignal,
  goodbye = longestGoodbye,
): Promise<Ran> {
  if (signal?.aborted) return { code: null, stdout: "", stderr: "" };
  // The system would say that there is no such program.
  if (!existsSync(folder)) return { code: null, stdout: "", stderr: `The folder ${folder} is not there any more.` };
  try {
    return await ended(program, words, folder, signal, goodbye);
  } catch (error) {
    // What the system refuses before there is a process: a word that holds a NUL or is too long, a path that leads through a file.
    const reason = error instanceof Error ? error : new Error(String(error));
    return { code: null, stdout: "", stderr: whyNotStarted(program, reason) };
  }
}

function ended(
  program: Runnable,
  words: readonly string[],
  folder: string,
  signal: AbortSignal | undefined,
  goodbye: number,
): Promise<Ran> {
  return new Promise((resolve) => {
    let [stdout, stderr] = ["", ""];
    const child = spawn(program.command, [...program.before, ...words], {
      cwd: folder,
      env: { ...process.env, ...program.environment, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let killing: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      child.kill();
      killing = setTimeout(() => child.kill("SIGKILL"), goodbye);
      resolve({ code: null, stdout, stderr });
    };
    signal?.addEventListener("abort", stop, { once: true });
    // First of all: where there are too many open files there is nothing else of the child.
    child.on("error", (error) => {
      signal?.removeEventListener("abort", stop);
      // What was stopped says nothing of itself.
      if (!signal?.aborted) stderr += whyNotStarted(program, error);
      resolve({ code: null, stdout, stderr });
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("exit", () => {
      clearTimeout(killing);
      signal?.removeEventListener("abort", stop);
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

function whyNotStarted({ command, before: [script] }: Runnable, error: Error): string {
  if (!("code" in error) || error.code !== "ENOENT") return `${command} cannot be run: ${error.message}`;
  return script === undefined
    ? `There is no ${command}. Correct the setting playc.path.`
    : `There is no ${command} to run ${script} with. Install Node.js, and start the editor again.`;
}

/** What a command that failed said of it, on one line and without its own name: how far it came, or what Node warns of, may stand before. */
export function reasonOf({ stderr, code }: Ran): string {
  const lines = stderr.trim().split("\n");
  const said = lines.find((line) => /^(playc|error): /.test(line)) ?? lines[0] ?? "";
  return said.replace(/^playc: /, "") || `playc ended with ${code ?? "a signal"}.`;
}

/** What a command answered with `--format json`; undefined where it is no such answer. */
export function answered(stdout: string, format: string): object | undefined {
  try {
    const answer: unknown = JSON.parse(stdout);
    if (typeof answer !== "object" || answer === null) return undefined;
    return Reflect.get(answer, "format") === format && Reflect.get(answer, "version") === 1 ? answer : undefined;
  } catch {
    return undefined;
  }
}
