/** The tour: a small program with every construct of the language. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type Compilation, compile, type Project } from "../../compiler/compile.ts";

const folder = new URL("../fixtures/tour/", import.meta.url);

export const tourFiles = readdirSync(folder)
  .filter((name) => name.endsWith(".play"))
  .sort()
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));

/** The tour with other files in the place of its own. */
export function tourProject(files: Project["files"] = tourFiles): Project {
  return {
    files,
    currency: "USD",
    readText: (path) => (existsSync(new URL(path, folder)) ? readFileSync(new URL(path, folder), "utf8") : undefined),
    exists: (path) => existsSync(new URL(path, folder)),
  };
}

export function compileTour(files?: Project["files"]): Compilation {
  return compile(tourProject(files));
}
