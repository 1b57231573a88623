/** git, asked as `playc diff` asks it: it reads what is committed and does nothing else. */
import { gitEnvironment, gitWords } from "../../review/git-words.ts";
import { type Ran, type Runnable, run } from "../run.ts";

/** In a folder of the repository. Never rejects. */
export function askGit(folder: string, words: readonly string[], signal?: AbortSignal): Promise<Ran> {
  const git: Runnable = { command: "git", before: gitWords, environment: gitEnvironment(process.env) };
  return run(git, words, folder, signal);
}
