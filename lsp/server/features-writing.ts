/** Requests of somebody who writes: completion, signatures, formatting, fixes. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  type Connection,
  InsertTextFormat,
  MarkupKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { actionsAt } from "../service/actions.ts";
import { type Completion, completionsAt } from "../service/completion.ts";
import { formatFile, formatRange, formatTyped, type TextChange } from "../service/formatting.ts";
import { signatureAt } from "../service/signatures.ts";
import { Asked } from "./asked.ts";
import { completionKinds } from "./shown-kinds.ts";
import type { Workspace } from "./workspace.ts";

export const capabilitiesOfWriting: ServerCapabilities = {
  completionProvider: { triggerCharacters: [".", '"', "{", " "] },
  signatureHelpProvider: { triggerCharacters: [" ", "("] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "}" },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, CodeActionKind.SourceFixAll],
  },
};

const actionKinds = {
  quickfix: CodeActionKind.QuickFix,
  refactor: CodeActionKind.Refactor,
  "fix all": CodeActionKind.SourceFixAll,
} as const;

/** `takesSnippets`: whether the client knows places to fill in. */
export function registerWriting(connection: Connection, workspace: Workspace, takesSnippets: () => boolean): void {
  const asked = (params: { textDocument: { uri: string } }) => new Asked(workspace, params.textDocument.uri);

  connection.onCompletion((params) => {
    const place = asked(params);
    return place.at(params.position, completionsAt).map((each) => shownCompletion(place, each, takesSnippets()));
  });
  connection.onSignatureHelp((params) => {
    const place = asked(params);
    const found = place.path.endsWith(".play") ? signatureAt(place.text, place.offsetOf(params.position)) : undefined;
    if (!found) return null;
    const parameters = found.parts.map(({ start, end }) => ({ label: [start, end] as [number, number] }));
    const signature = { label: found.label, documentation: found.doc, parameters };
    return { signatures: [signature], activeSignature: 0, activeParameter: found.active };
  });

  const edits = (place: Asked, changes: readonly TextChange[]) =>
    changes.map(({ span, text }) => ({ range: place.rangeOf(span), newText: text }));
  connection.onDocumentFormatting((params) => {
    const place = asked(params);
    return place.path.endsWith(".play") ? edits(place, formatFile(place.path, place.text)) : null;
  });
  connection.onDocumentRangeFormatting((params) => {
    const place = asked(params);
    const within = place.spanOf(params.range);
    return place.path.endsWith(".play") ? edits(place, formatRange(place.path, place.text, within)) : null;
  });
  connection.onDocumentOnTypeFormatting((params) => {
    const place = asked(params);
    const offset = place.offsetOf(params.position);
    return place.path.endsWith(".play") ? edits(place, formatTyped(place.path, place.text, offset)) : null;
  });

  connection.onCodeAction((params): CodeAction[] => {
    const place = asked(params);
    const { analysis, path } = place;
    const { diagnostics } = analysis.isComplete ? analysis.all : analysis.first;
    const wanted = params.context?.only;
    return actionsAt(analysis, path, place.spanOf(params.range), diagnostics)
      .filter(({ kind }) => !wanted || wanted.some((each) => actionKinds[kind].startsWith(each)))
      .map(({ title, kind, edits: its, mends, preferred }) => ({
        title,
        kind: actionKinds[kind],
        edit: place.editOf(its),
        diagnostics: (params.context?.diagnostics ?? []).filter(({ code }) => mends.some((each) => each.code === code)),
        ...(preferred ? { isPreferred: true } : {}),
      }));
  });
}

function shownCompletion(place: Asked, offer: Completion, takesSnippets: boolean): CompletionItem {
  const { label, kind, detail, doc, insert = label, plain = label, isSnippet, rank, span } = offer;
  return {
    label,
    kind: completionKinds[kind],
    sortText: `${rank}${label}`,
    filterText: label,
    textEdit: { range: place.rangeOf(span), newText: isSnippet && !takesSnippets ? plain : insert },
    ...(detail === undefined ? {} : { detail }),
    ...(doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    ...(isSnippet && takesSnippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
  };
}
