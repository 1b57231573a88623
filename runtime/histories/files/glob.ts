/** Finds the files of a pattern: `*` and `?` within a name, `**` for any folders. Everything else stands for itself. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** More files than any table has: a pattern that finds more is aimed at the wrong folder. */
const MOST = 100_000;

/** Whether a path is a pattern. */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/**
 * Paths below `folder` that match, relative to it, sorted by code units. Names that begin with a dot only match a part
 * that begins with one. Links to folders are not walked into.
 */
export async function findFiles(folder: string, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  await walk(
    folder,
    "",
    pattern.split("/").filter((part) => part !== "" && part !== "."),
    found,
  );
  return [...found].sort();
}

async function walk(folder: string, path: string, parts: readonly string[], found: Set<string>): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined || found.size > MOST) return;
  const entries = await entriesOf(join(folder, path));
  if (part === "**") await walk(folder, path, rest, found);
  const matches = part === "**" ? undefined : nameMatcher(part);
  for (const entry of entries) {
    if (entry.name.startsWith(".") && !part.startsWith(".")) continue;
    const below = path === "" ? entry.name : `${path}/${entry.name}`;
    if (matches === undefined) {
      if (entry.isDirectory()) await walk(folder, below, parts, found);
    } else if (matches(entry.name)) {
      if (rest.length > 0) await walk(folder, below, rest, found);
      else if (!entry.isDirectory()) found.add(below);
    }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Matches by walking both texts once and going back to the last star, so that no pattern takes exponential time. */
function nameMatcher(pattern: string): (name: string) => boolean {
  return (name) => {
    let at = 0;
    let letter = 0;
    let star = -1;
    let resume = 0;
    while (letter < name.length) {
      if (pattern[at] === "*") {
        star = at++;
        resume = letter;
      } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[letter])) {
        at++;
        letter++;
      } else if (star >= 0) {
        at = star + 1;
        letter = ++resume;
      } else return false;
    }
    while (pattern[at] === "*") at++;
    return at === pattern.length;
  };
}
