/**
 * Which two programs are compared. What is asked of git is what `playc diff` asks it: objects, of which nothing is run. See
 * docs/decisions/action.md for why a change from a fork is read in no other way.
 */
import { Failure } from "../cli/failure.ts";
import { projectFileName } from "../cli/project-files.ts";
import { gitText } from "../cli/revisions/git.ts";
import { commitIfAny, commonBase, type Repository, repositoryOf } from "../cli/revisions/repository.ts";
import type { Event, PullRequest } from "./event.ts";
import { Unusable } from "./inputs.ts";

export interface Compared {
  readonly before: string;
  /** Undefined: the project as it was checked out. */
  readonly after?: string;
}

/**
 * Undefined where the event is about no change. Unusable, or a Failure of kind `usage`, where the checkout does not hold what is
 * to be compared, with what to set.
 */
export function comparedRevisions(event: Event, workspace: string): Compared | undefined {
  const { pullRequest, queuedOn, isPrivileged } = event;
  if (!pullRequest && queuedOn === undefined) return undefined;
  const repository: Repository = { folder: workspace, prefix: "" };
  const checkedOut = commitIfAny(repository, "HEAD") ?? noCheckout(workspace);
  if (!pullRequest) return ofQueue(repository, queuedOn);
  const parents = parentsOf(repository, checkedOut);
  return isPrivileged
    ? privileged(repository, checkedOut, parents, pullRequest)
    : ofCheckout(repository, checkedOut, parents, pullRequest);
}

/** Never returns. A checkout that is somebody else's is one, and git says what to do. */
function noCheckout(folder: string): never {
  try {
    repositoryOf(folder);
  } catch (error) {
    if (error instanceof Failure && error.message.includes("safe.directory")) throw error;
  }
  throw new Unusable("There is no checkout in the workspace: put `actions/checkout` before this step.");
}

/** A queue asks again of changes that were reviewed: where its base is not here, nothing is compared and nothing fails. */
function ofQueue(repository: Repository, queuedOn: string | undefined): Compared | undefined {
  const before = queuedOn === undefined ? undefined : commitIfAny(repository, queuedOn);
  return before === undefined ? undefined : { before };
}

/** What a pull request is merged as has the base first and the head second; the event's base may be older than that. */
function ofCheckout(
  repository: Repository,
  checkedOut: string,
  [first, second]: readonly string[],
  { baseCommit, baseBranch, headCommit }: PullRequest,
): Compared {
  if (first !== undefined && second === headCommit) {
    if (commitIfAny(repository, first) !== undefined) return { before: first };
    throw new Unusable(
      "The checkout is shallow: it holds the change and not what it changes. Set `fetch-depth: 2` of actions/checkout, or `fetch-depth: 0` for all commits.",
    );
  }
  // A base that was pushed by force is no longer among its branch's commits, nor in a checkout of all there are.
  const base = commitIfAny(repository, baseCommit) ?? commitIfAny(repository, `refs/remotes/origin/${baseBranch}`);
  if (base === undefined) {
    throw new Unusable(
      "The checkout does not hold what the change is compared with. Set `fetch-depth: 0` of actions/checkout; without `ref`, `fetch-depth: 2` is enough.",
    );
  }
  return { before: commonBase(repository, base, checkedOut) };
}

/** The head is read out of git's objects alone, beside a checkout of the base. */
function privileged(
  repository: Repository,
  checkedOut: string,
  parents: readonly string[],
  { number, headCommit }: PullRequest,
): Compared {
  if (checkedOut === headCommit || parents.includes(headCommit)) {
    throw new Unusable(
      "On `pull_request_target` the change itself is checked out, in a job whose token may write. Leave `ref` of actions/checkout out: the change is read from git's objects (docs/ci.md, Forks).",
    );
  }
  if (commitIfAny(repository, headCommit) === undefined) {
    throw new Unusable(
      `The change's commits are not here. Set \`fetch-depth: 0\` of actions/checkout, and after it run \`git fetch --no-tags origin pull/${number}/head\`, which brings them without checking them out.`,
    );
  }
  return { before: commonBase(repository, checkedOut, headCommit), after: headCommit };
}

/** As the commit names them, whether a shallow clone has them or not. */
function parentsOf({ folder }: Repository, commit: string): string[] {
  const [head = ""] = (gitText(folder, ["cat-file", "commit", commit]) ?? "").split("\n\n");
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent!);
}

/** What code scanning should take the checkout for: the event's commit and ref or, where a pull request's head is checked out, that. */
export function checkedOutAs({ commit, ref, pullRequest }: Event, folder: string): { commit: string; ref: string } {
  const head = pullRequest && commitIfAny({ folder, prefix: "" }, "HEAD");
  const isHead = pullRequest !== undefined && head === pullRequest.headCommit && head !== commit;
  return isHead ? { commit: head, ref: `refs/pull/${pullRequest.number}/head` } : { commit, ref };
}

/** Whether the project's folder was none before. `prefix`: of the folder in its repository. */
export function isNewFolder({ before }: Compared, folder: string, prefix: string): boolean {
  return gitText(folder, ["ls-tree", "--full-tree", "--name-only", before, `${prefix}${projectFileName}`]) === "";
}
