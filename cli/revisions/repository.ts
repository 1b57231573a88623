/** The repository that a project lies in, and what the words for its revisions stand for. */
import { nearest } from "../../compiler/diagnostics/suggest.ts";
import { Failure } from "../failure.ts";
import { askGit, gitText } from "./git.ts";

export interface Repository {
  /** Any folder of its working tree: where git is asked. */
  readonly folder: string;
  /** The folder's own place below the top: empty, or with `/` at its end. */
  readonly prefix: string;
}

/** Failure of kind `usage` when the folder lies in no repository that git is willing to read. */
export function repositoryOf(folder: string): Repository {
  const answer = askGit(folder, ["rev-parse", "--show-prefix"]);
  if ("output" in answer) return { folder, prefix: answer.output.toString("utf8").replace(/\n$/, "") };
  throw new Failure("usage", refusal(folder, answer.refused));
}

function refusal(folder: string, said: string): string {
  if (/dubious ownership/.test(said)) {
    return `git does not trust the repository of ${folder}, whose files are somebody else's: \`git config --global --add safe.directory\` names it as yours.`;
  }
  if (/safe\.bareRepository/.test(said)) {
    return `Among the files of ${folder}, or above it, are those of a bare git repository (HEAD, objects, refs), which is not asked for revisions. Name two folders or two schedules instead.`;
  }
  return `${folder} lies in no git repository, so it has no revisions. Name two folders or two schedules instead.`;
}

/** The commit that a word stands for. Failure of kind `usage` when there is none, with what may have been meant. */
export function commitOf(repository: Repository, word: string): string {
  const commit = commitIfAny(repository, word);
  if (commit !== undefined) return commit;
  const { folder } = repository;
  const known = linesOf(folder, ["for-each-ref", "--format=%(refname:short)"]);
  if (known.length === 0 && commitIfAny(repository, "HEAD") === undefined) {
    throw new Failure(
      "usage",
      `Nothing has been committed yet in the repository of ${folder}, so it has no revisions. Commit the project first, or name two folders instead.`,
    );
  }
  const meant = nearest(word, known);
  const hint = meant === undefined ? missingHint(folder, word) : ` Did you mean \`${meant}\`?`;
  throw new Failure("usage", `There is no revision, folder or schedule \`${word}\`.${hint}${shallowHint(folder)}`);
}

/** Why there may be none: nobody has fetched it. */
function missingHint(folder: string, word: string): string {
  const remote = linesOf(folder, ["remote"]).find((name) => word.startsWith(`${name}/`));
  if (remote === undefined) return "";
  return ` If \`${word.slice(remote.length + 1)}\` is a branch of \`${remote}\`, \`git fetch ${remote}\` brings it.`;
}

function linesOf(folder: string, words: readonly string[]): string[] {
  return (
    gitText(folder, words)
      ?.split("\n")
      .filter((line) => line !== "") ?? []
  );
}

export function commitIfAny({ folder }: Repository, word: string): string | undefined {
  if (word === "" || word.startsWith("-") || word.includes("\0")) return undefined;
  const found = gitText(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${word}^{commit}`]);
  return found !== undefined && /^[0-9a-f]{40,64}$/.test(found) ? found : undefined;
}

/** The last commit that both have. Failure of kind `usage` when they have none. */
export function commonBase(repository: Repository, one: string, other: string): string {
  const [first, second] = [commitOf(repository, one), commitOf(repository, other)];
  const base = gitText(repository.folder, ["merge-base", first, second]);
  if (base !== undefined && base !== "") return base;
  throw new Failure(
    "usage",
    `\`${one}\` and \`${other}\` have no commit in common, so there is nothing that both changed. \`${one}\` and \`${other}\` as two words compares them as they are.${shallowHint(repository.folder)}`,
  );
}

function shallowHint(folder: string): string {
  const isShallow = gitText(folder, ["rev-parse", "--is-shallow-repository"]) === "true";
  return isShallow
    ? " This clone is shallow: it holds only the last commits. `git fetch --unshallow` brings the others (in a GitHub workflow, `fetch-depth: 0` of actions/checkout)."
    : "";
}
