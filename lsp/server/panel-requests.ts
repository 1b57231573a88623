/** Requests of the extension's panels beside the protocol: what is asked and what is answered. */
import type { Location, Position, Range, TextDocumentIdentifier } from "vscode-languageserver";
import type { PlaybookNodeKind } from "../service/playbooks.ts";

export const panelRequests = {
  projects: "playc/projects",
  flow: "playc/flow",
  playbooks: "playc/playbooks",
  tests: "playc/tests",
  origins: "playc/origins",
} as const;

export interface ProjectsAnswer {
  /** URIs of the folders of all projects of the window, sorted, without a slash at their end. */
  readonly folders: readonly string[];
}

/** A play to draw: the one that stands at a position, or the one named. */
export interface FlowQuestion {
  readonly textDocument: TextDocumentIdentifier;
  readonly position?: Position;
  readonly play?: string;
}

export interface FlowAnswer {
  /** Null when no play is meant, or it has gone. */
  readonly drawing: {
    readonly play: string;
    /** Null for a play with more parts than anybody could read in a picture. */
    readonly svg: string | null;
    /** What the `data-place` of the picture's nodes stand for. */
    readonly places: Readonly<Record<string, Location>>;
  } | null;
  /** Those of the project, sorted. */
  readonly plays: readonly string[];
}

export interface ShownPlaybookNode {
  readonly kind: PlaybookNodeKind;
  readonly name: string;
  readonly detail: string;
  readonly doc?: string;
  readonly location?: Location;
  readonly children: readonly ShownPlaybookNode[];
}

/** Of each project of the window, by its folder's URI. */
export interface PlaybooksAnswer {
  readonly projects: readonly { readonly folder: string; readonly nodes: readonly ShownPlaybookNode[] }[];
}

export interface TestsAnswer {
  readonly projects: readonly {
    readonly folder: string;
    /** In the order of files and lines. `file` is the path as results of tests name it. */
    readonly tests: readonly {
      readonly name: string;
      readonly file: string;
      readonly uri: string;
      readonly range: Range;
    }[];
  }[];
}

/** Where sources of a run are written, as `trigger login_drop`; `textDocument` is any file of the project. */
export interface OriginsQuestion {
  readonly textDocument: TextDocumentIdentifier;
  readonly sources: readonly string[];
}

export interface OriginsAnswer {
  /** Of the program as it stands in the editor; null while there is a mistake in it. */
  readonly digest: string | null;
  /** What is not written anywhere any more is left out. */
  readonly places: Readonly<Record<string, Location>>;
}
