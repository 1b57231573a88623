/**
 * One project as the editor has it: open buffers over the files on disk. What was read of a file is kept until its text
 * changes, so that an edit reads its own file again and no other.
 */
import { Kept } from "../../compiler/kept/kept.ts";
import { type Parsed, parse } from "../../grammar/parser.ts";
import { readProjectFile } from "../../project/read.ts";
import { Analysis } from "./analysis.ts";
import type { Disk, FolderContent, TextFile } from "./disk.ts";

export const projectFileName = "playc.yaml";

export class ProjectService {
  readonly #disk: Disk;
  readonly #kept = new Kept();
  readonly #buffers = new Map<string, string>();
  readonly #parsed = new Map<string, { text: string; parsed: Parsed }>();
  #content: FolderContent | undefined;
  #read: { text: string; read: ReturnType<typeof readProjectFile> } | undefined;
  #analysis: Analysis | undefined;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** The text of an open file, which counts in place of the one on disk. */
  edit(path: string, text: string): void {
    if (this.#buffers.get(path) === text) return;
    this.#buffers.set(path, text);
    this.#analysis = undefined;
  }

  /** The file counts as it is on disk again. */
  close(path: string): void {
    this.#buffers.delete(path);
    this.refresh();
  }

  /** Files on disk have changed, come or gone. */
  refresh(): void {
    this.#content = undefined;
    this.#analysis = undefined;
  }

  isOpen(path: string): boolean {
    return this.#buffers.has(path);
  }

  /** What is known of the project as it is now. */
  analysis(): Analysis {
    this.#analysis ??= this.#analyse();
    return this.#analysis;
  }

  #analyse(): Analysis {
    const folder = this.#withBuffers();
    const projectFile = this.#projectFile(folder.projectFile);
    const { problems, ...split } = this.#disk.split(folder, projectFile.project?.libraries ?? []);
    const kept = new Set<string>();
    const analysis = new Analysis({
      folder,
      projectFile,
      ...split,
      missing: problems,
      kept: this.#kept,
      otherFiles: () => this.#disk.otherFiles(),
      parse: (path, text) => {
        kept.add(path);
        return this.#parse(path, text);
      },
    });
    for (const path of this.#parsed.keys()) if (!kept.has(path)) this.#parsed.delete(path);
    return analysis;
  }

  #withBuffers(): FolderContent {
    this.#content ??= this.#disk.read();
    const content = this.#content;
    const buffers = this.#buffers;
    const open = [...buffers].flatMap(([path, text]): TextFile[] => (path.endsWith(".play") ? [{ path, text }] : []));
    const closed = content?.files.filter(({ path }) => !buffers.has(path)) ?? [];
    return {
      projectFile: buffers.get(projectFileName) ?? content?.projectFile ?? "",
      files: [...closed, ...open],
      problems: content?.problems.filter(({ file }) => !buffers.has(file)) ?? [],
      readText: (path) => buffers.get(path) ?? content?.readText(path),
      exists: (path) => buffers.has(path) || content?.exists(path) === true,
    };
  }

  #projectFile(text: string): ReturnType<typeof readProjectFile> {
    if (this.#read?.text !== text) this.#read = { text, read: readProjectFile(projectFileName, text) };
    return this.#read.read;
  }

  #parse(path: string, text: string): Parsed {
    const known = this.#parsed.get(path);
    if (known?.text === text) return known.parsed;
    const parsed = parse(path, text);
    this.#parsed.set(path, { text, parsed });
    return parsed;
  }
}
