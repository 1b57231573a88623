/** A library: a project folder of which other projects take declarations (docs/language.md, "Libraries"). */
import type { Span } from "../../grammar/tree.ts";
import type { ProjectFiles } from "../program.ts";

/** Paths that its files name lead from its own folder. */
export interface Library extends ProjectFiles {
  /** As `playc.yaml` calls it. */
  name: string;
  /** Stands before the paths of its files wherever they are told of: `standard:`, `house/`. */
  prefix: string;
  /** Every `.play` file; paths have the prefix. Their order says nothing. */
  files: readonly { path: string; text: string }[];
  /** Of its name in `playc.yaml`. */
  span: Span;
}
