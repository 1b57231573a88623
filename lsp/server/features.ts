/** The features of the language service, as requests of the protocol. Each request is answered from one analysis. */
import {
  type Connection,
  DocumentHighlightKind,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import { nameToRename, rename } from "../service/rename.ts";
import { targetAt } from "../service/targets.ts";
import { Asked } from "./asked.ts";
import type { Workspace } from "./workspace.ts";

export const capabilitiesOfFeatures: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
};

export function registerFeatures(connection: Connection, workspace: Workspace): void {
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
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
