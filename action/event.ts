/** What set the workflow off: the event's file and the variables that the runner gives every step. */
import { readFileSync } from "node:fs";
import { Unusable } from "./inputs.ts";

export interface PullRequest {
  readonly number: number;
  readonly baseCommit: string;
  /** The branch that it is to be merged into. */
  readonly baseBranch: string;
  readonly headCommit: string;
  /** The change comes from another repository, or from one that is gone. */
  readonly isFork: boolean;
}

export interface Event {
  /** `owner/name`. */
  readonly repository: string;
  /** What the run is about: the commit, and the ref it was pushed to or is merged as. */
  readonly commit: string;
  readonly ref: string;
  readonly pullRequest?: PullRequest;
  /** Of a merge queue: the commit that its candidate is merged into. */
  readonly queuedOn: string | undefined;
  /** Of a push: what the branch was before; undefined of a new one. */
  readonly pushedOn: string | undefined;
  /** `pull_request_target`: the token may write, whoever made the change, and what is checked out must be the base. */
  readonly isPrivileged: boolean;
  /** The page of the run. */
  readonly runUrl: string;
}

/** Unusable where the runner's variables or the event are not what they are said to be. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  const name = env.GITHUB_EVENT_NAME ?? "";
  const repository = env.GITHUB_REPOSITORY ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Unusable("GITHUB_REPOSITORY is not set: this runs in a workflow.");
  const isPrivileged = name === "pull_request_target";
  const payload = () => payloadOf(env.GITHUB_EVENT_PATH ?? "");
  const server = env.GITHUB_SERVER_URL ?? "https://github.com";
  return {
    repository,
    commit: env.GITHUB_SHA ?? "",
    ref: env.GITHUB_REF ?? "",
    ...((name === "pull_request" || isPrivileged) && { pullRequest: pullRequestOf(payload()) }),
    queuedOn: name === "merge_group" ? commitIn(member(payload(), "merge_group"), "base_sha") : undefined,
    pushedOn: name === "push" ? commitIn(payload(), "before") : undefined,
    isPrivileged,
    runUrl: `${server}/${repository}/actions/runs/${env.GITHUB_RUN_ID ?? ""}`,
  };
}

function payloadOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Unusable("The event's file, GITHUB_EVENT_PATH, cannot be read.");
  }
}

function pullRequestOf(payload: unknown): PullRequest {
  const pull = member(payload, "pull_request");
  const [base, head] = [member(pull, "base"), member(pull, "head")];
  const [number, branch] = [member(pull, "number"), member(base, "ref")];
  const [baseCommit, headCommit] = [base, head].map((side) => commitIn(side, "sha"));
  if (typeof number !== "number" || !Number.isSafeInteger(number) || !baseCommit || !headCommit) {
    throw new Unusable("The event is no pull request: its number or its commits are not there.");
  }
  const [ours, theirs] = [base, head].map((side) => member(member(side, "repo"), "full_name"));
  const isFork = typeof theirs !== "string" || theirs !== ours;
  return { number, baseCommit, baseBranch: typeof branch === "string" ? branch : "", headCommit, isFork };
}

/** Undefined where there is none; of nothing but zeros there is none. */
function commitIn(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === "string" && /^(?!0+$)[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}

/** Undefined where there is no such member. */
function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Object.entries(of).find(([key]) => key === name)?.[1] : undefined;
}
