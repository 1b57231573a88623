/** Compiles a project with libraries, each a text or several. */
import { type Compilation, compile } from "../../compiler/compile.ts";
import type { Library } from "../../compiler/libraries/library.ts";

export interface ProjectText {
  play: string | Readonly<Record<string, string>>;
  libraries: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** Other files, by the path as the whole program names it: `holidays.yaml`, `house:holidays.yaml`. */
  files?: Readonly<Record<string, string>>;
  currency?: string;
}

export function compileProjectText({ play, libraries, files = {}, currency = "USD" }: ProjectText): Compilation {
  const others = new Map(Object.entries(files));
  const reading = (prefix: string) => ({
    readText: (path: string) => others.get(prefix + path),
    exists: (path: string) => others.has(prefix + path),
  });
  return compile({
    files: filesOf(play, ""),
    currency,
    libraries: Object.entries(libraries).map(([name, text]): Library => {
      const prefix = `${name}:`;
      return { name, prefix, span: { start: 0, end: 0 }, files: filesOf(text, prefix), ...reading(prefix) };
    }),
    ...reading(""),
  });
}

function filesOf(text: ProjectText["play"], prefix: string) {
  const files = typeof text === "string" ? { "a.play": text } : text;
  return Object.entries(files).map(([path, each]) => ({ path: prefix + path, text: each }));
}

/** Codes and places, as `PLAY102 house:a.play`. */
export function told({ diagnostics }: Compilation): string[] {
  return diagnostics.map(({ code, file }) => `${code} ${file}`);
}
