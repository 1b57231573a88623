/** A document that something is asked of: from the protocol's positions to places of the service, and back. */
import type { Location, Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Span } from "../../grammar/tree.ts";
import type { Analysis } from "../service/analysis.ts";
import type { Place } from "../service/places.ts";
import type { TextPositions } from "./positions.ts";
import type { Workspace, WorkspaceProject } from "./workspace.ts";

export class Asked {
  readonly analysis: Analysis;
  readonly path: string;
  readonly project: WorkspaceProject;
  readonly #workspace: Workspace;
  readonly #positions = new Map<string, TextPositions>();

  constructor(workspace: Workspace, uri: string) {
    const { project, path } = workspace.locate(uri);
    this.#workspace = workspace;
    this.project = project;
    this.path = path;
    this.analysis = project.service.analysis();
  }

  get text(): string {
    return this.analysis.textOf(this.path) ?? "";
  }

  offsetOf(position: Position): number {
    return this.#positionsIn(this.path).offsetOf(position);
  }

  spanOf(range: Range): Span {
    return this.#positionsIn(this.path).spanOf(range);
  }

  rangeOf(span: Span, path = this.path): Range {
    return this.#positionsIn(path).rangeOf(span);
  }

  positionOf(offset: number): Position {
    return this.#positionsIn(this.path).positionOf(offset);
  }

  /** What a feature says of a position. */
  at<Answer>(position: Position, feature: (analysis: Analysis, path: string, offset: number) => Answer): Answer {
    return feature(this.analysis, this.path, this.offsetOf(position));
  }

  locationOf({ path, span }: Place): Location {
    return { uri: this.project.uriOf(path), range: this.rangeOf(span, path) };
  }

  editOf(edits: readonly (Place & { text: string })[]): WorkspaceEdit {
    const changes: Record<string, TextEdit[]> = {};
    for (const { path, span, text } of edits) {
      const uri = this.project.uriOf(path);
      const list = changes[uri] ?? [];
      list.push({ range: this.rangeOf(span, path), newText: text });
      changes[uri] = list;
    }
    return { changes };
  }

  #positionsIn(path: string): TextPositions {
    let known = this.#positions.get(path);
    if (!known) {
      known = this.#workspace.positions(this.analysis, path);
      this.#positions.set(path, known);
    }
    return known;
  }
}
