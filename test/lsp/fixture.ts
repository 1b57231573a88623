/**
 * Small annotated projects for tests of the language service. A text may hold several files, each under a line
 * `--- path`; before the first such line it is `main.play`. `$0` is the cursor. Under a line, `^^^ text` marks the signs
 * above it, with what is expected there; marks are taken out of the text.
 */
import { expect } from "vitest";
import type { Analysis } from "../../lsp/service/analysis.ts";
import type { Disk } from "../../lsp/service/disk.ts";
import type { Place } from "../../lsp/service/places.ts";
import { ProjectService } from "../../lsp/service/project.ts";

export interface Fixture {
  readonly service: ProjectService;
  readonly files: ReadonlyMap<string, string>;
  /** The file with the cursor, or the first one. */
  readonly path: string;
  /** The cursor, or 0. */
  readonly offset: number;
  readonly marks: readonly (Place & { readonly text: string })[];
  readonly analysis: Analysis;
}

/** The project around the pieces of most tests. */
export const yaml =
  "currency: USD\ntime_zone: Europe/London\naccount: { file: a.csv, key: id, fields: { arr: arr, plan: plan } }\npeople: { csm: { column: owner } }\n";

export function fixture(annotated: string, others: Readonly<Record<string, string>> = {}): Fixture {
  const files = new Map<string, string>([["playc.yaml", yaml], ...Object.entries(others)]);
  const marks: (Place & { text: string })[] = [];
  let cursor: { path: string; offset: number } | undefined;
  let first: string | undefined;
  for (const { path, text } of partsOf(annotated)) {
    first ??= path;
    const read = readMarks(path, text);
    marks.push(...read.marks);
    const at = read.text.indexOf("$0");
    if (at >= 0) cursor = { path, offset: at };
    const moved = at < 0 ? read.text : read.text.slice(0, at) + read.text.slice(at + 2);
    for (const mark of marks) {
      if (mark.path !== path || at < 0 || mark.span.start < at) continue;
      Object.assign(mark, { span: { start: mark.span.start - 2, end: mark.span.end - 2 } });
    }
    files.set(path, moved);
  }
  const service = new ProjectService(diskOf(files));
  const path = cursor?.path ?? first ?? "main.play";
  return { service, files, path, offset: cursor?.offset ?? 0, marks, analysis: service.analysis() };
}

function partsOf(annotated: string): { path: string; text: string }[] {
  const parts = annotated.split(/^--- (\S+)\n/m);
  const [before, ...rest] = parts;
  const files = before!.trim() === "" && rest.length > 0 ? [] : [{ path: "main.play", text: before! }];
  for (let index = 0; index < rest.length; index += 2) files.push({ path: rest[index]!, text: rest[index + 1]! });
  return files;
}

function readMarks(path: string, annotated: string): { text: string; marks: (Place & { text: string })[] } {
  const kept: string[] = [];
  const marks: (Place & { text: string })[] = [];
  let start = 0;
  let before = 0;
  for (const line of annotated.split("\n")) {
    const mark = /^([ \t]*)(\^+)(?: ?(.*))?$/.exec(line);
    if (mark && kept.length > 0) {
      const from = before + mark[1]!.length;
      marks.push({ path, span: { start: from, end: from + mark[2]!.length }, text: mark[3] ?? "" });
      continue;
    }
    before = start;
    kept.push(line);
    start += line.length + 1;
  }
  return { text: kept.join("\n"), marks };
}

function diskOf(files: ReadonlyMap<string, string>): Disk {
  return {
    read: () => ({
      projectFile: files.get("playc.yaml") ?? "",
      files: [...files].flatMap(([path, text]) => (path.endsWith(".play") ? [{ path, text }] : [])),
      problems: [],
      readText: (path) => files.get(path),
      exists: (path) => files.has(path),
    }),
    split: (folder, sources) => {
      const prefixes = sources.map(({ folder: at, name }) => `${at ?? name}/`);
      return {
        files: folder.files.filter(({ path }) => !prefixes.some((prefix) => path.startsWith(prefix))),
        libraries: sources.map(({ name, span }, index) => ({
          name,
          span,
          prefix: prefixes[index]!,
          files: folder.files.filter(({ path }) => path.startsWith(prefixes[index]!)),
          readText: (path) => files.get(prefixes[index]! + path),
          exists: (path) => files.has(prefixes[index]! + path),
        })),
        problems: [],
      };
    },
    otherFiles: () => [...files.keys()].filter((path) => !path.endsWith(".play")),
  };
}

/** The lines of a file that hold a place, with marks under its signs: how places are compared. */
export function shown(files: ReadonlyMap<string, string>, place: Place): string {
  const text = files.get(place.path) ?? "";
  const before = text.slice(0, place.span.start).split("\n");
  return `${place.path}:${before.length}:${before.at(-1)!.length + 1} ${text.slice(place.span.start, place.span.end)}`;
}

/** The places are the marks, each once. */
export function expectMarked({ files, marks }: Fixture, places: readonly Place[]): void {
  expect(places.map((place) => shown(files, place)).sort()).toEqual(marks.map((mark) => shown(files, mark)).sort());
}
