/** What set the workflow off: the event's file and the variables that the runner gives every step. */
import { readFileSync } from "node:fs";
import { Unusable } from "./inputs.ts";

export interface PullRequest {
  readonly number: number;
  readonly baseCommit: string;
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
  const pullRequest =
    name === "pull_request" || isPrivileged ? pullRequestOf(payloadOf(env.GITHUB_EVENT_PATH ?? "")) : undefined;
  const server = env.GITHUB_SERVER_URL ?? "https://github.com";
  return {
    repository,
    commit: env.GITHUB_SHA ?? "",
    ref: env.GITHUB_REF ?? "",
    ...(pullRequest && { pullRequest }),
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
  const [number, baseCommit, headCommit] = [member(pull, "number"), member(base, "sha"), member(head, "sha")];
  if (typeof number !== "number" || !Number.isSafeInteger(number) || !isCommit(baseCommit) || !isCommit(headCommit)) {
    throw new Unusable("The event is no pull request: its number or its commits are not there.");
  }
  const [ours, theirs] = [base, head].map((side) => member(member(side, "repo"), "full_name"));
  return { number, baseCommit, headCommit, isFork: typeof theirs !== "string" || theirs !== ours };
}

function isCommit(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
}

/** Undefined where there is no such member. */
function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Object.entries(of).find(([key]) => key === name)?.[1] : undefined;
}
