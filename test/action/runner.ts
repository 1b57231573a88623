/** Runs the bundled entry as the runner of GitHub does: inputs, event and files by the environment, and nothing else in it. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { commandsOf, type ReadCommand } from "../runners/log-reader.ts";
import { type GitHub, number, repository } from "./github.ts";

const root = join(import.meta.dirname, "../..");

interface ActionFile {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, unknown>;
  runs: { using: string; main: string };
}
export const actionFile: ActionFile = parse(readFileSync(join(root, "action/action.yml"), "utf8"));

/** The entry beside the playc that was built for these tests, as a release has it. */
export function buildEntry(): string {
  const dist = process.env.PLAYC_TEST_BUILD;
  if (!dist) throw new Error("vitest.config.ts names test/support/build-once.ts as globalSetup");
  execFileSync(process.execPath, [join(root, "scripts/build-action.mjs"), "--entry", dist], { stdio: "pipe" });
  return join(dist, "index.js");
}

export interface Ran {
  readonly exitCode: number | null;
  /** Standard output and error, as the runner reads them. */
  readonly log: string;
  readonly commands: readonly ReadCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Run {
  readonly entry: string;
  readonly workspace: string;
  readonly github: GitHub;
  readonly event: "pull_request" | "pull_request_target" | "push" | "merge_group";
  /** What it was: of a pull request the base, of a push the branch before, of a queue what its candidate is merged into. */
  readonly base?: string;
  readonly head?: string;
  /** What the event is about; of a pull request what it is merged as. Without one: what is checked out. */
  readonly commit?: string;
  readonly isFork?: boolean;
  /** What the workflow sets besides: a proxy, say. */
  readonly env?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

export async function runAction({
  entry,
  workspace,
  github,
  event,
  base,
  head,
  commit = execFileSync("git", ["-C", workspace, "rev-parse", "HEAD"], { encoding: "utf8" }).trim(),
  isFork = false,
  inputs = {},
  env = {},
}: Run): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "playc-runner-"));
  const [output, summary, payload] = ["output", "summary", "event.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(join(folder, "temp"));
  for (const file of [output, summary]) writeFileSync(file, "");
  const repo = (name: string) => ({ repo: { full_name: name } });
  const pull = {
    number,
    base: { sha: base, ref: "main", ...repo(repository) },
    head: { sha: head, ...repo(isFork ? "stranger/playbooks" : repository) },
  };
  const payloads = {
    push: { before: base ?? "0".repeat(40) },
    merge_group: { action: "checks_requested", merge_group: { base_sha: base, head_sha: head } },
    pull_request: { action: "synchronize", number, pull_request: pull },
    pull_request_target: { action: "synchronize", number, pull_request: pull },
  };
  const refs = {
    push: "refs/heads/main",
    merge_group: `refs/heads/gh-readonly-queue/main/pr-${number}-${head}`,
    pull_request: `refs/pull/${number}/merge`,
    pull_request_target: "refs/heads/main",
  };
  writeFileSync(payload, JSON.stringify(payloads[event]));
  // What action.yml says stands in the place of what a workflow leaves out.
  const given = Object.entries(actionFile.inputs).map(([name, { default: usual }]) => [
    name,
    inputs[name] ?? (name === "token" ? github.token : usual),
  ]);
  const child = spawn(process.execPath, [entry], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name!.toUpperCase()}`, value])),
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: payload,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: repository,
      GITHUB_REF: refs[event],
      GITHUB_SHA: commit,
      GITHUB_RUN_ID: "42",
      RUNNER_TEMP: join(folder, "temp"),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const collect = (part: string) => {
    log += part;
  };
  child.stdout.setEncoding("utf8").on("data", collect);
  child.stderr.setEncoding("utf8").on("data", collect);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const ran = {
    exitCode,
    log,
    commands: commandsOf(log),
    outputs: outputsOf(readFileSync(output, "utf8")),
    summary: readFileSync(summary, "utf8"),
  };
  rmSync(folder, { recursive: true });
  return ran;
}

/** `name<<word`, lines, `word`. */
function outputsOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)];
  return Object.fromEntries(found.map(([, name, , value]) => [name!, value!]));
}

/** A repository in a folder of its own, as one works with git. */
export class Repository {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.git("init", "-q", "-b", "main");
  }

  git(...words: string[]): string {
    const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", ["-C", this.folder, ...identity, "-c", "protocol.file.allow=always", ...words], {
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  commit(message: string): string {
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD");
  }

  /** As a runner checks a pull request out: what the base becomes with the head merged. */
  checkOutMerged(base: string, head: string): void {
    this.git("checkout", "-q", "--detach", base);
    this.git("merge", "-q", "--no-ff", "-m", "merged", head);
  }
}
