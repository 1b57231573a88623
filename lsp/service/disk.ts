/** What a project's folder holds, handed in by whoever may read it: the service itself does no input or output. */
import type { Library } from "../../compiler/libraries/library.ts";
import type { ProjectFiles } from "../../compiler/program.ts";
import type { LibrarySource, ProjectProblem } from "../../project/types.ts";

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A file that cannot be read as text. */
export interface UnreadableFile {
  readonly file: string;
  readonly message: string;
}

/** Paths are relative to the folder, with `/`. */
export interface FolderContent extends ProjectFiles {
  /** Text of `playc.yaml`; empty where there is none. */
  readonly projectFile: string;
  /** Every `.play` file below. */
  readonly files: readonly TextFile[];
  readonly problems: readonly UnreadableFile[];
}

export interface SplitFiles {
  /** The project's own. */
  readonly files: readonly TextFile[];
  readonly libraries: readonly Library[];
  /** Libraries that are not there. */
  readonly problems: readonly ProjectProblem[];
}

export interface Disk {
  /** Everything as it is now; undefined where there is no folder any more. */
  read(): FolderContent | undefined;
  /** Finds the libraries that `playc.yaml` names, and the files that are theirs. */
  split(folder: FolderContent, sources: readonly LibrarySource[]): SplitFiles;
  /** Every file below the folder that is no `.play` file, for templates and the like. */
  otherFiles(): readonly string[];
}
