/**
 * Which `playc` is run, and how: the one of the setting `playc.path`, else the one that the project has installed, else the
 * one that comes with the extension. In a folder that is not trusted it is always the last: a folder must not choose what runs.
 */
import { dirname, isAbsolute, join, resolve } from "node:path";

/** A command, and what it is given before what `playc` is asked. Never goes through a shell. */
export interface Program {
  readonly command: string;
  readonly before: readonly string[];
  /** Set beside the editor's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The one that comes with the extension can check, test and explain; it cannot read histories. */
  readonly isBundled: boolean;
}

export interface ProgramChoice {
  /** The setting `playc.path`; empty when nothing is set. */
  readonly configured: string;
  readonly trusted: boolean;
  /** The file or folder that it is run for; undefined when there is none. */
  readonly place: string | undefined;
  /** The workspace's folder: nothing above it is looked at. */
  readonly workspaceFolder: string | undefined;
  /** The folder of the extension. */
  readonly extensionFolder: string;
  /** The editor's own Node. */
  readonly node: string;
  exists(file: string): boolean;
}

export function programOf(choice: ProgramChoice): Program {
  const own = choice.trusted ? (configuredIn(choice) ?? installedIn(choice)) : undefined;
  if (own !== undefined) {
    // The system's Node: the database's native part is built for it, and an editor's may refuse its memory.
    return { command: "node", before: [own], environment: {}, isBundled: false, ...directly(own) };
  }
  return {
    command: choice.node,
    before: [bundledProgram(choice.extensionFolder)],
    environment: { ELECTRON_RUN_AS_NODE: "1" },
    isBundled: true,
  };
}

/** The script of the `playc` that comes with the extension. */
export function bundledProgram(extensionFolder: string): string {
  return join(extensionFolder, "playc", "playc.js");
}

/** Scripts are given to Node, as Windows runs none by itself. */
function directly(path: string): Partial<Program> {
  return /\.[cm]?js$/.test(path) ? {} : { command: path, before: [] };
}

/** A path that is not absolute is one from the workspace's folder on; a name alone is that of a command. */
function configuredIn({ configured, workspaceFolder }: ProgramChoice): string | undefined {
  const path = configured.trim();
  if (path === "") return undefined;
  if (isAbsolute(path) || !/[\\/]|\.[cm]?js$/.test(path)) return path;
  return workspaceFolder === undefined ? undefined : resolve(workspaceFolder, path);
}

function installedIn({ place, workspaceFolder, exists }: ProgramChoice): string | undefined {
  for (let each = place; each !== undefined; each = each === workspaceFolder ? undefined : parentOf(each)) {
    const script = join(each, "node_modules", "playc", "dist", "playc.js");
    if (workspaceFolder !== undefined && exists(script)) return script;
  }
  return undefined;
}

function parentOf(folder: string): string | undefined {
  const above = dirname(folder);
  return above === folder ? undefined : above;
}
