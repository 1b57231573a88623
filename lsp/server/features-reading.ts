/** Requests of somebody who reads: hover, outlines, folding, colours, hints, links, lenses. */
import {
  type Connection,
  type DocumentSymbol,
  FoldingRangeKind,
  InlayHintKind,
  MarkupKind,
  type SelectionRange,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { Span } from "../../grammar/tree.ts";
import { foldsOf, selectionsAt } from "../service/folding.ts";
import { hintsIn } from "../service/hints.ts";
import { hoverAt } from "../service/hover.ts";
import { lensesIn } from "../service/lenses.ts";
import { linksIn } from "../service/links.ts";
import { namesLike, type Outline, outlineOf } from "../service/outline.ts";
import { colourModifiers, coloursOf, colourTypes } from "../service/semantic.ts";
import { Asked } from "./asked.ts";
import { shownSymbol } from "./shown-kinds.ts";
import type { Workspace } from "./workspace.ts";

export const capabilitiesOfReading: ServerCapabilities = {
  hoverProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  inlayHintProvider: true,
  documentLinkProvider: {},
  codeLensProvider: {},
  semanticTokensProvider: {
    legend: { tokenTypes: [...colourTypes], tokenModifiers: [...colourModifiers] },
    full: true,
    range: true,
  },
};

const foldKinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;

/** Commands that the client says it has, for lenses that run something. */
export interface ClientCommands {
  readonly test: boolean;
  readonly simulate: boolean;
  readonly flow: boolean;
}

export function registerReading(connection: Connection, workspace: Workspace, commands: () => ClientCommands): void {
  const asked = (params: { textDocument: { uri: string } }) => new Asked(workspace, params.textDocument.uri);

  connection.onHover((params) => {
    const place = asked(params);
    const found = place.at(params.position, hoverAt);
    const contents = found && { kind: MarkupKind.Markdown, value: found.markdown };
    return contents ? { contents, range: place.rangeOf(found.span) } : null;
  });
  connection.onDocumentSymbol((params) => {
    const place = asked(params);
    const shown = ({ name, kind, span, nameSpan, children }: Outline): DocumentSymbol => ({
      name,
      kind: shownSymbol(kind),
      detail: kind,
      range: place.rangeOf(span),
      selectionRange: place.rangeOf(nameSpan),
      children: children.map(shown),
    });
    const file = place.analysis.parsed(place.path)?.file;
    return file ? outlineOf(file).map(shown) : null;
  });
  connection.onWorkspaceSymbol(({ query }) =>
    workspace.projects.flatMap((project) => {
      const analysis = project.service.analysis();
      return namesLike(analysis, String(query)).map(({ outline, place }) => ({
        name: outline.name,
        kind: shownSymbol(outline.kind),
        containerName: outline.kind,
        location: {
          uri: project.uriOf(place.path),
          range: workspace.positions(analysis, place.path).rangeOf(place.span),
        },
      }));
    }),
  );
  connection.onFoldingRanges((params) => {
    const place = asked(params);
    return foldsOf(place.text).map(({ span, kind }) => {
      const { start, end } = place.rangeOf(span);
      // The line with the closing brace stays.
      const endLine = kind === "block" ? Math.max(start.line, end.line - 1) : end.line;
      return { startLine: start.line, endLine, ...(kind === "block" ? {} : { kind: foldKinds[kind] }) };
    });
  });
  connection.onSelectionRanges((params) => {
    const place = asked(params);
    const file = place.analysis.parsed(place.path)?.file ?? { path: place.path, text: place.text, declarations: [] };
    return params.positions.map((position) => chained(selectionsAt(file, place.offsetOf(position)), place));
  });
  connection.languages.inlayHint.on((params) => {
    const place = asked(params);
    return hintsIn(place.analysis, place.path, place.spanOf(params.range)).map(({ offset, text, doc }) => ({
      position: place.positionOf(offset),
      label: text,
      kind: InlayHintKind.Parameter,
      ...(doc === undefined ? {} : { tooltip: doc }),
    }));
  });
  connection.onDocumentLinks((params) => {
    const place = asked(params);
    return linksIn(place.analysis, place.path).map(({ span, target }) => ({
      range: place.rangeOf(span),
      target: place.project.uriOf(target),
    }));
  });
  connection.onCodeLens((params) => {
    const place = asked(params);
    const known = commands();
    return lensesIn(place.analysis, place.path).flatMap(({ span, title, run }) => {
      // A lens that runs nothing is shown by every client; one that the client has no command for by none.
      if (run && !known[run.what]) return [];
      const named = run?.what === "test" ? [run.title] : run?.what === "flow" ? [run.play] : [];
      const args = [params.textDocument.uri, ...named];
      const command = run ? { title, command: commandNames[run.what], arguments: args } : { title, command: "" };
      return [{ range: place.rangeOf(span), command }];
    });
  });
  const colours = (uri: string, within?: (place: Asked) => Span) => {
    const place = new Asked(workspace, uri);
    return { data: encoded(place, coloursOf(place.analysis, place.path, within?.(place))) };
  };
  connection.languages.semanticTokens.on((params) => colours(params.textDocument.uri));
  connection.languages.semanticTokens.onRange((params) =>
    colours(params.textDocument.uri, (place) => place.spanOf(params.range)),
  );
}

/** The client's own commands, which it names in `initializationOptions.commands` when it has them. */
export const commandNames = { test: "playc.runTest", simulate: "playc.simulate", flow: "playc.showFlow" } as const;

function chained(spans: readonly Span[], place: Asked): SelectionRange {
  const ranges = spans.map((span) => place.rangeOf(span));
  const outermost: SelectionRange = { range: ranges.at(-1)! };
  return ranges.slice(0, -1).reduceRight((parent, range): SelectionRange => ({ range, parent }), outermost);
}

/** Five numbers a colour, lines and columns counted from the one before (LSP 3.17, `textDocument/semanticTokens`). */
function encoded(place: Asked, colours: ReturnType<typeof coloursOf>): number[] {
  const data: number[] = [];
  let [line, column] = [0, 0];
  for (const { span, type, modifiers } of colours) {
    const { start, end } = place.rangeOf(span);
    if (end.line !== start.line) continue;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << colourModifiers.indexOf(modifier)), 0);
    const byColumn = start.line === line ? start.character - column : start.character;
    data.push(start.line - line, byColumn, end.character - start.character, colourTypes.indexOf(type), bits);
    [line, column] = [start.line, start.character];
  }
  return data;
}
