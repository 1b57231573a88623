/** What the server is handed of the machine it runs on. Folders and files are absolute paths. */
import type { Disk } from "../service/disk.ts";

export interface Host {
  readonly version: string;
  /** The nearest folder at or above a file that has a `playc.yaml`. */
  projectFolderOf(file: string): string | undefined;
  /** Every folder with a `playc.yaml` at or below a folder. */
  projectsBelow(folder: string): readonly string[];
  disk(folder: string): Disk;
  /** Of the file of a library that comes with playc, by its path as programs name it. */
  libraryFile(path: string): string | undefined;
  /** The same for folders that nobody trusts: nothing outside of them is read, wherever links lead. */
  within(folders: readonly string[]): Host;
}
