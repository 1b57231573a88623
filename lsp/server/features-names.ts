/** Requests about names: where they are declared and used, renaming, who asks for what. */
import {
  type CallHierarchyItem,
  type Connection,
  DocumentHighlightKind,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import { type Caller, callerAt, callsFrom, callsTo } from "../service/calls.ts";
import { nameToRename, rename } from "../service/rename.ts";
import { targetAt } from "../service/targets.ts";
import { Asked } from "./asked.ts";
import { shownSymbol } from "./shown-kinds.ts";
import type { Workspace } from "./workspace.ts";

export const capabilitiesOfNames: ServerCapabilities = {
  callHierarchyProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
};

export function registerNames(connection: Connection, workspace: Workspace): void {
  const asked = (params: { textDocument: { uri: string } }) => new Asked(workspace, params.textDocument.uri);

  connection.onDefinition((params) => {
    const place = asked(params);
    const found = place.at(params.position, targetAt);
    return found?.target.declared ? place.locationOf(found.target.declared) : null;
  });
  connection.onReferences((params) => {
    const place = asked(params);
    const target = place.at(params.position, targetAt)?.target;
    const { declared } = target ?? {};
    const places = target?.places.filter(
      (each) => params.context.includeDeclaration || each.path !== declared?.path || each.span !== declared.span,
    );
    return places?.map((each) => place.locationOf(each)) ?? null;
  });
  connection.onDocumentHighlight((params) => {
    const place = asked(params);
    const target = place.at(params.position, targetAt)?.target;
    return (
      target?.places
        .filter(({ path }) => path === place.path)
        .map(({ span }) => ({
          range: place.rangeOf(span),
          kind: span === target.declared?.span ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        })) ?? null
    );
  });
  connection.onPrepareRename((params) => {
    const place = asked(params);
    const found = place.at(params.position, nameToRename);
    if ("refused" in found) throw refusal(found.refused);
    return { range: place.rangeOf(found.span), placeholder: found.name };
  });
  connection.onRenameRequest((params) => {
    const place = asked(params);
    const found = rename(place.analysis, place.path, place.offsetOf(params.position), String(params.newName));
    if ("refused" in found) throw refusal(found.refused);
    return place.editOf(found.places.map((each) => ({ ...each, text: found.text })));
  });

  const itemOf = (place: Asked, caller: Caller): CallHierarchyItem => ({
    name: caller.name,
    kind: shownSymbol(caller.kind),
    detail: caller.detail,
    uri: place.project.uriOf(caller.path),
    range: place.rangeOf(caller.span, caller.path),
    selectionRange: place.rangeOf(caller.nameSpan, caller.path),
    data: { kind: caller.kind, name: caller.name },
  });
  connection.languages.callHierarchy.onPrepare((params) => {
    const place = asked(params);
    const caller = place.at(params.position, callerAt);
    return caller ? [itemOf(place, caller)] : null;
  });
  connection.languages.callHierarchy.onIncomingCalls(({ item }) => {
    const place = new Asked(workspace, item.uri);
    return callsTo(place.analysis, item.data).map(({ other, spans }) => ({
      from: itemOf(place, other),
      fromRanges: spans.map((span) => place.rangeOf(span, other.path)),
    }));
  });
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
    const place = new Asked(workspace, item.uri);
    return callsFrom(place.analysis, item.data).map(({ other, spans }) => ({
      to: itemOf(place, other),
      fromRanges: spans.map((span) => place.rangeOf(span)),
    }));
  });
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
