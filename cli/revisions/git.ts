/**
 * Runs `git` to read what is committed, and nothing else: no hook, filter, external program or network is reached, whatever
 * a repository's own files or settings say. Arguments are lists, so that no shell reads them.
 */
import { execFileSync } from "node:child_process";
import { gitEnvironment, gitWords } from "../../review/git-words.ts";
import { Failure } from "../failure.ts";

/** What all of a program's files come to is far below. */
const mostBytes = 256_000_000;
const longest = 60_000;

export type GitAnswer = { readonly output: Buffer } | { readonly refused: string };

/** What git prints; `refused`: what it says on ending otherwise. Failure of kind `usage` when there is no git, of `io` when it hangs. */
export function askGit(folder: string, words: readonly string[], input = ""): GitAnswer {
  try {
    const output = execFileSync("git", [...gitWords, ...words], {
      cwd: folder,
      env: gitEnvironment(process.env),
      input,
      maxBuffer: mostBytes,
      timeout: longest,
      stdio: ["pipe", "pipe", "pipe"],
    });
    return { output };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "ENOENT") {
      throw new Failure(
        "usage",
        "A revision is read with `git`, which is not installed here. Name two folders instead.",
        {
          cause: error,
        },
      );
    }
    if ("status" in error && typeof error.status === "number" && "stderr" in error) {
      return { refused: String(error.stderr).trim() };
    }
    throw new Failure("io", `git gave no answer: ${error.message}`, { cause: error });
  }
}

/** As text without the line end at its end; undefined when git refuses. */
export function gitText(folder: string, words: readonly string[]): string | undefined {
  const answer = askGit(folder, words);
  return "output" in answer ? answer.output.toString("utf8").replace(/\n$/, "") : undefined;
}
