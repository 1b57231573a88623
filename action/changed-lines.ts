/**
 * Which lines a change wrote, and what is found in them first. A runner shows only so many annotations of a step, and a reviewer
 * sees those in the files of the change. Asked of git's objects alone, so that it needs no permission and works in forks.
 */
import { Failure } from "../cli/failure.ts";
import { askGit } from "../cli/revisions/git.ts";
import type { Annotation } from "../cli/views/annotations.ts";

/** First and last line, 1-based. */
export type Lines = readonly [first: number, last: number];

/** By path from the root of the repository: what was written in each file that there is after the change, in order. */
export type ChangedLines = ReadonlyMap<string, readonly Lines[]>;

/** No `diff.external`, `textconv` or `binary` of the repository has a say. */
const asked = [
  ..."diff-tree -r -p --unified=0 --no-color --no-ext-diff --no-textconv --text --find-renames".split(" "),
  ..."--no-relative --src-prefix=a/ --dst-prefix=b/".split(" "),
];

/** Between two commits, below `folder`. Nothing where git cannot say, because it has no such commit or the files are not here. */
export function changedLines(folder: string, before: string, after: string): ChangedLines {
  try {
    const answer = askGit(folder, [...asked, before, after, "--", "."]);
    return "output" in answer ? linesOfPatch(answer.output) : new Map();
  } catch (error) {
    // Too large, or too slow: the order is a convenience.
    if (error instanceof Failure) return new Map();
    throw error;
  }
}

/** Reads what git writes without context: of each hunk its numbers say how many lines of text follow, which are passed over. */
export function linesOfPatch(patch: Buffer): ChangedLines {
  const found = new Map<string, Lines[]>();
  let inFile: Lines[] | undefined;
  let text = 0;
  for (let at = 0; at < patch.length; ) {
    const end = patch.indexOf(10, at);
    const isText = text > 0;
    const line = isText ? "" : patch.toString("latin1", at, end < 0 ? patch.length : end);
    // A backslash begins what git says of a line without an end.
    if (isText && patch[at] !== 92) text--;
    at = end < 0 ? patch.length : end + 1;
    if (line.startsWith("+++ ")) {
      const path = pathOf(line.slice(4));
      inFile = path === undefined ? undefined : [];
      if (path !== undefined && inFile) found.set(path, inFile);
    }
    const [hunk, , gone = "1", first = "", count = "1"] =
      /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (hunk === undefined) continue;
    text = Number(gone) + Number(count);
    if (count !== "0") inFile?.push([Number(first), Number(first) + Number(count) - 1]);
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
};

/** `b/path`, quoted as C does where it holds such signs, ended by a tab where it holds spaces; bytes as characters. Undefined: the file is gone. */
function pathOf(written: string): string | undefined {
  const [, quoted] = /^"(.*)"\t?$/.exec(written) ?? [];
  const path =
    quoted?.replace(
      /\\([0-7]{3}|.)/g,
      (_, code: string) => escapes[code] ?? String.fromCharCode(Number.parseInt(code, 8)),
    ) ?? written.replace(/\t$/, "");
  return path.startsWith("b/") ? Buffer.from(path.slice(2), "latin1").toString("utf8") : undefined;
}

/** What is on lines that were changed, then what is in files that were, then the rest; each as it stood. */
export function changedFirst(annotations: readonly Annotation[], changed: ChangedLines): Annotation[] {
  const near = ({ place }: Annotation): 0 | 1 | 2 => {
    const lines = place && changed.get(place.path);
    if (!lines) return 2;
    const { line = 1, endLine = line } = place;
    return lines.some(([first, last]) => first <= endLine && line <= last) ? 0 : 1;
  };
  return annotations
    .map((annotation) => ({ annotation, far: near(annotation) }))
    .sort((one, other) => one.far - other.far)
    .map(({ annotation }) => annotation);
}
