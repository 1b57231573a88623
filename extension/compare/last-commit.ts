/** Why there is no last commit of a project to compare with, and what to do, for somebody at an editor. */
import { existsSync } from "node:fs";
import { askGit } from "./git.ts";

/** `folder`: the project's. Undefined where its last commit is there, or git says something else, which `playc` tells. */
export async function whyNoLastCommit(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  const inside = await askGit(folder, ["rev-parse", "--show-prefix"]);
  if (inside.code === null) return noGit;
  if (inside.code !== 0) return inside.stderr.includes("not a git repository") ? noRepository : undefined;
  const head = await askGit(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head.code !== 0) return nothingCommitted;
  const project = await askGit(folder, ["cat-file", "-e", "HEAD:./playc.yaml"]);
  return project.code === 0 ? undefined : notCommitted;
}

const noGit =
  "What was committed is read with git, which cannot be run here. Install it, and start the editor again where it is found.";
const noRepository =
  "The project lies in no git repository, so there is no last commit. Make one (`git init`) and commit the project: from then on its changes can be compared.";
const nothingCommitted =
  "Nothing has been committed in this repository yet. Commit the project: from then on its changes can be compared.";
const notCommitted = "The last commit does not hold this project. Commit it: from then on its changes can be compared.";
