/** Where a simulation goes when nobody says where: `.playc/last` inside the project, which git is told to leave alone. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";

const ownFolder = ".playc";

/** The folder of the last run. Makes `.playc` with a `.gitignore` of its own, where there is none. */
export function lastRunFolder(projectRoot: string): string {
  const own = join(projectRoot, ownFolder);
  const ignoreFile = join(own, ".gitignore");
  try {
    if (!existsSync(ignoreFile)) {
      mkdirSync(own, { recursive: true });
      writeFileSync(ignoreFile, "*\n");
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("io", `Nothing can be written into the project (${why}). Name another folder with --out.`, {
      cause: error,
    });
  }
  return lastRunOf(projectRoot);
}

/** The same folder, whether there was a run or not; nothing is made. */
export function lastRunOf(projectRoot: string): string {
  return join(projectRoot, ownFolder, "last");
}
