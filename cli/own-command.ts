/** How the one who reads a hint can run this program again: it is not on everybody's search path. */
import { basename, delimiter, dirname, isAbsolute, relative, sep } from "node:path";
import { shellWord } from "./views/shell-word.ts";

export interface Started {
  /** The script the process was started with: a link to it, where a link was named. */
  script: string;
  /** `PATH`. */
  searchPath: string;
  /** The folder the process was started in. */
  folder: string;
}

/** `playc` where a shell finds it by that name, `npx playc` where it is installed in a folder, else the script itself. */
export function ownCommand({ script, searchPath, folder }: Started): string {
  if (script.split(sep).includes("node_modules")) return "npx playc";
  if (basename(script) === "playc" && searchPath.split(delimiter).includes(dirname(script))) return "playc";
  const below = relative(folder, script);
  return `node ${shellWord(below.startsWith("..") || isAbsolute(below) ? script : below)}`;
}

/** Of the process itself. */
export function thisCommand(): string {
  const [, script = "playc"] = process.argv;
  return ownCommand({ script, searchPath: process.env.PATH ?? "", folder: process.cwd() });
}
