/**
 * The database that playc simulates with is of one system and too large for a release: it is installed when histories are read,
 * of exactly the version and contents that the release's lock file names, into the job's own temporary folder.
 */
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Unusable } from "./inputs.ts";
import { ownFolder, playcScript } from "./playc.ts";

const names = ["package.json", "package-lock.json"];
const longest = 300_000;

/** The folder of modules that has it; undefined: it stands beside playc. Unusable where it cannot be installed. */
export async function databaseModules(temporary: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (isBeside()) return undefined;
  const folder = join(temporary, "database");
  mkdirSync(folder, { recursive: true });
  for (const name of names) copyFileSync(join(dirname(ownFolder()), "database", name), join(folder, name));
  try {
    // In a folder of its own: no .npmrc of the repository says where from, and nothing that is installed is run.
    await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      // Settings of npm, proxies and certificates are the job's; tokens are not for it.
      env: Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ACTIONS|GITHUB|INPUT)_/.test(name))),
      timeout: longest,
      shell: process.platform === "win32",
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Unusable(`The database that histories are read with could not be installed: ${why}`);
  }
  return join(folder, "node_modules");
}

function isBeside(): boolean {
  try {
    createRequire(playcScript()).resolve("@duckdb/node-api");
    return true;
  } catch {
    return false;
  }
}
