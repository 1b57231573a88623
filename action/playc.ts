/**
 * Runs the `playc` that stands beside the action: never the project's own, which a change could replace. What it is given of the
 * environment holds no secret, so that not even a mistake in it could tell one.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Unusable } from "./inputs.ts";

/** What a program needs to be run at all, on any system. */
const passedOn = [
  "PATH",
  "HOME",
  "LANG",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "USERPROFILE",
  "PATHEXT",
  "COMSPEC",
  "XDG_CONFIG_HOME",
];

/** Larger than any report. */
const mostBytes = 256_000_000;

export interface Answer {
  readonly exitCode: number;
  /** What it printed on stdout. */
  readonly text: string;
  /** What it said on stderr, for the log. */
  readonly said: string;
}

export interface Playc {
  /** Runs a command in the workspace. */
  run(words: readonly string[]): Promise<Answer>;
}

/** `modules`: where its database is installed, if not beside it. */
export function playcIn(workspace: string, modules: string | undefined, env: NodeJS.ProcessEnv): Playc {
  const script = playcScript();
  if (!existsSync(script))
    throw new Unusable("This is the source of the action. Use a release of it, which has playc beside it.");
  const own = Object.fromEntries(passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const environment = { ...own, NO_COLOR: "1", ...(modules !== undefined && { NODE_PATH: modules }) };
  return {
    run: (words) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [script, ...words], {
          cwd: workspace,
          env: environment,
          stdio: ["ignore", "pipe", "pipe"],
        });
        const [out, err]: [Buffer[], Buffer[]] = [[], []];
        let bytes = 0;
        const collect = (into: Buffer[]) => (part: Buffer) => {
          bytes += part.length;
          if (bytes > mostBytes) child.kill();
          else into.push(part);
        };
        child.stdout.on("data", collect(out));
        child.stderr.on("data", collect(err));
        child.on("error", reject);
        child.on("close", (exitCode, signal) => {
          if (exitCode === null) reject(new Error(`playc ${words[0]} was ended by ${signal}.`));
          else
            resolve({ exitCode, text: Buffer.concat(out).toString("utf8"), said: Buffer.concat(err).toString("utf8") });
        });
      }),
  };
}

/** Beside the bundled entry. */
export function playcScript(): string {
  return join(ownFolder(), "playc.js");
}

/** The folder of the bundled entry. */
export function ownFolder(): string {
  return dirname(fileURLToPath(import.meta.url));
}
