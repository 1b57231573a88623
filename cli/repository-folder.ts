/** Where a project stands in its repository: what runners, code scanning and reviewers call its files by. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isMissing } from "./project-files.ts";

/**
 * The folder's own path below the top of its repository: empty, or with `/` at its end. Without a repository (an archive was
 * unpacked) the job's folder stands for its top, else the folder in which the process was started.
 */
export function prefixInRepository(directory: string): string {
  const folder = real(directory);
  if (folder === undefined) return "";
  const top = repositoryAbove(folder) ?? jobFolders().find((above) => isWithin(above, folder)) ?? folder;
  const below = relative(top, folder).split(sep).join("/");
  return below === "" ? "" : `${below}/`;
}

/** `.git` is a file in a worktree and in a submodule. */
function repositoryAbove(folder: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, ".git"))) return above;
    if (dirname(above) === above) return undefined;
  }
}

function jobFolders(): string[] {
  const { GITHUB_WORKSPACE = "", CI_PROJECT_DIR = "" } = process.env;
  return [GITHUB_WORKSPACE, CI_PROJECT_DIR, process.cwd()].flatMap((each) => (each === "" ? [] : (real(each) ?? [])));
}

function isWithin(above: string, folder: string): boolean {
  return folder === above || folder.startsWith(above.endsWith(sep) ? above : above + sep);
}

function real(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
