/** The libraries of a project file: which there are, and where. */
import type { Mistake } from "./problems.ts";
import type { LibrarySource, Span } from "./types.ts";

/** What stands for a library that comes with the program. */
const builtIn = "built-in";
/** The libraries that come with the program, by the names of their folders. */
const builtInLibraries: readonly string[] = ["standard"];

export function libraryRules(libraries: Readonly<Record<string, string>> | undefined): Mistake[] {
  const folders = Object.values(libraries ?? {}).flatMap((where) => (where === builtIn ? [] : [`${folderOf(where)}/`]));
  return Object.entries(libraries ?? {}).flatMap(([name, where]) => {
    const message = where === builtIn ? wrongName(name) : (wrongFolder(where) ?? sharedFolder(where, folders));
    return message === undefined ? [] : [{ path: ["libraries", name], fault: "wrong_value" as const, message }];
  });
}

function wrongName(name: string): string | undefined {
  if (builtInLibraries.includes(name)) return undefined;
  const names = builtInLibraries.map((each) => `\`${each}\``).join(", ");
  return `No library called \`${name}\` comes with playc. Built in is ${names}; every other library is a folder of the project, for example \`./${name}\`.`;
}

function wrongFolder(where: string): string | undefined {
  const path = folderOf(where);
  const parts = path.split("/");
  const isInside = parts.every((part) => part !== "" && part !== "." && part !== "..");
  if (isInside && path.length <= 1000 && !/[\p{Cc}\\:*?"<>|]/u.test(path)) return undefined;
  return "A library is `built-in` or a folder inside the project. Write its path from the project folder, such as `./house`, with / between folders and without `..`.";
}

/** A file is of one library. */
function sharedFolder(where: string, folders: readonly string[]): string | undefined {
  const around = folders.filter((folder) => `${folderOf(where)}/`.startsWith(folder));
  if (around.length < 2) return undefined;
  return "The folder of a library is that of another one, or lies in it. Give each library a folder of its own.";
}

/** `./house/` is `house`. */
function folderOf(where: string): string {
  return where.replace(/^(?:\.\/)+/, "").replace(/\/$/, "");
}

/** The libraries of a file that obeys the rules, in the order written. */
export function librariesOf(
  libraries: Readonly<Record<string, string>> | undefined,
  spanOf: (keys: readonly string[], of: "key" | "value") => Span,
): LibrarySource[] {
  return Object.entries(libraries ?? {}).map(([name, where]) => ({
    name,
    ...(where === builtIn ? {} : { folder: folderOf(where) }),
    span: spanOf(["libraries", name], "key"),
    placeSpan: spanOf(["libraries", name], "value"),
  }));
}
