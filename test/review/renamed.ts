/** Texts of a project in which a declaration has another name everywhere, as the language service renames it. */
import type { Analysis } from "../../lsp/service/analysis.ts";
import { rename } from "../../lsp/service/rename.ts";

type Symbol = Analysis["symbols"][number];

/** The texts with another name for one of their declarations; undefined where its name is the data's, too. */
export function renamedIn(files: Iterable<[string, string]>, analysis: Analysis, { file, span }: Symbol, name: string) {
  const result = rename(analysis, file.path, span.start, name);
  if ("refused" in result) return undefined;
  const all = new Map(files);
  for (const { path, span: at } of [...result.places].reverse()) {
    const text = all.get(path)!;
    all.set(path, text.slice(0, at.start) + result.text + text.slice(at.end));
  }
  return all;
}
