/** All projects of an editor's window: which file belongs to which, and what is open. */
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Analysis } from "../service/analysis.ts";
import type { Disk } from "../service/disk.ts";
import { ProjectService, projectFileName } from "../service/project.ts";
import type { Host } from "./host.ts";
import { type Encoding, positionsIn, type TextPositions } from "./positions.ts";

/** A project in a folder, or a file by itself. */
export interface WorkspaceProject {
  readonly key: string;
  readonly service: ProjectService;
  uriOf(path: string): string;
}

/** A file of a project. */
export interface Located {
  readonly project: WorkspaceProject;
  /** As the program names it. */
  readonly path: string;
}

export class Workspace {
  encoding: Encoding = "utf-16";
  readonly #given: Host;
  #host: Host;
  /** Whether the folders are trusted: of those that are not nothing outside is read. */
  #trusted = true;
  readonly #folders = new Set<string>();
  readonly #projects = new Map<string, WorkspaceProject>();
  /** The open documents, by URI. */
  readonly #open = new Map<string, { text: string; version: number; located: Located }>();

  constructor(host: Host) {
    this.#given = host;
    this.#host = host;
  }

  /** From now on nothing outside the editor's folders is read. */
  distrust(): void {
    this.#trusted = false;
    this.#confine();
  }

  #confine(): void {
    if (!this.#trusted) this.#host = this.#given.within([...this.#folders]);
  }

  get projects(): readonly WorkspaceProject[] {
    return [...this.#projects.values()];
  }

  /** Every project of a folder that the editor has open. */
  addFolder(uri: string): void {
    const folder = fileOf(uri);
    if (folder === undefined) return;
    this.#folders.add(folder);
    this.#confine();
    for (const root of this.#host.projectsBelow(folder)) this.#projectIn(root);
  }

  /** Projects of the folder without open files are let go. */
  removeFolder(uri: string): readonly WorkspaceProject[] {
    const folder = fileOf(uri);
    if (folder === undefined) return [];
    this.#folders.delete(folder);
    this.#confine();
    const used = new Set([...this.#open.values()].map(({ located }) => located.project));
    const gone = this.projects.filter(
      (project) => !used.has(project) && (project.key === folder || project.key.startsWith(folder + sep)),
    );
    for (const project of gone) this.#projects.delete(project.key);
    return gone;
  }

  // ---- documents -----------------------------------------------------------------------------------------------

  open(uri: string, text: string, version: number): Located {
    const located = this.locate(uri);
    this.#open.set(uri, { text, version, located });
    located.project.service.edit(located.path, text);
    return located;
  }

  /** Undefined for a document that is not open. */
  change(uri: string, version: number, change: (text: string) => string): Located | undefined {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    const text = change(document.text);
    this.#open.set(uri, { ...document, text, version });
    document.located.project.service.edit(document.located.path, text);
    return document.located;
  }

  close(uri: string): Located | undefined {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    this.#open.delete(uri);
    const { project, path } = document.located;
    project.service.close(path);
    if (isAlone(project.key)) this.#projects.delete(project.key);
    return document.located;
  }

  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** Files came, went or changed on disk: the projects that have to look again. */
  changedOnDisk(uris: readonly string[]): readonly WorkspaceProject[] {
    const projects = new Set<WorkspaceProject>();
    for (const uri of uris) {
      const file = fileOf(uri);
      if (file === undefined) continue;
      if (file.endsWith(`${sep}${projectFileName}`)) this.#relocate(dirname(file));
      for (const project of this.projects) {
        if (isBelow(file, project.key)) projects.add(project);
      }
    }
    for (const { service } of projects) service.refresh();
    return [...projects];
  }

  /** A project began or ended in a folder: open files below belong to another one now. */
  #relocate(folder: string): void {
    const isThere = this.#host.projectsBelow(folder).includes(folder);
    if (isThere) this.#projectIn(folder);
    for (const [uri, { text, version, located }] of [...this.#open]) {
      const file = fileOf(uri);
      if (file === undefined || !isBelow(file, folder)) continue;
      if (this.locate(uri).project === located.project) continue;
      this.close(uri);
      this.open(uri, text, version);
    }
    if (!isThere) this.#projects.delete(folder);
  }

  // ---- places --------------------------------------------------------------------------------------------------

  /** Where a document belongs, whether or not it is open. */
  locate(uri: string): Located {
    const open = this.#open.get(uri);
    const file = fileOf(uri);
    const root = file === undefined ? undefined : this.#host.projectFolderOf(file);
    if (file === undefined || root === undefined) {
      if (open && isAlone(open.located.project.key)) return open.located;
      return { project: this.#alone(uri), path: "file.play" };
    }
    return { project: this.#projectIn(root), path: relative(root, file).split(sep).join("/") };
  }

  /** Positions in a file of an analysis; of a file that is not there those of an empty text. */
  positions(analysis: Analysis, path: string): TextPositions {
    return positionsIn(analysis.textOf(path) ?? "", this.encoding);
  }

  #projectIn(root: string): WorkspaceProject {
    const known = this.#projects.get(root);
    if (known) return known;
    const uris = new Map<string, string>();
    const uriOf = (path: string) => {
      const uri = uris.get(path) ?? pathToFileURL(this.#host.libraryFile(path) ?? join(root, path)).href;
      uris.set(path, uri);
      return uri;
    };
    const project: WorkspaceProject = { key: root, service: new ProjectService(this.#host.disk(root)), uriOf };
    this.#projects.set(root, project);
    return project;
  }

  /** A document that belongs to no project. */
  #alone(uri: string): WorkspaceProject {
    const key = `${alone}${uri}`;
    const known = this.#projects.get(key);
    if (known) return known;
    const project = { key, service: new ProjectService(noDisk), uriOf: () => uri };
    this.#projects.set(key, project);
    return project;
  }
}

const alone = "alone ";
const isAlone = (key: string) => key.startsWith(alone);

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const noDisk: Disk = {
  read: () => undefined,
  split: ({ files }) => ({ files, libraries: [], problems: [] }),
  otherFiles: () => [],
};

/** The file that a URI names; undefined for one that is no file, such as `untitled:`. */
export function fileOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
