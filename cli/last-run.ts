/** Where a simulation goes when nobody says where: `.playc/last` inside the project, which git is told to leave alone. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the last run. Makes `.playc` with a `.gitignore` of its own, where there is none. */
export function lastRunFolder(projectRoot: string): string {
  const own = join(projectRoot, ".playc");
  const ignoreFile = join(own, ".gitignore");
  if (!existsSync(ignoreFile)) {
    mkdirSync(own, { recursive: true });
    writeFileSync(ignoreFile, "*\n");
  }
  return join(own, "last");
}
