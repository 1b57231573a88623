/** Questions to the language server beside the protocol, and its places shown in the editor. */
import { Range, Uri, ViewColumn, window } from "vscode";
import type { Location } from "vscode-languageclient/node";
import type { Tools } from "./tools.ts";

/** Undefined when the server does not run or could not answer; why stands in the output. */
export async function ask<Answer>(
  { client, output }: Tools,
  method: string,
  params: object,
): Promise<Answer | undefined> {
  if (!client.isRunning()) return undefined;
  try {
    return await client.sendRequest<Answer>(method, params);
  } catch (error) {
    output.error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

export function rangeOf({ range: { start, end } }: Location): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** In the column where the file is shown already, else in the first. */
export async function openLocation(location: Location): Promise<void> {
  const uri = Uri.parse(location.uri);
  const shown = window.visibleTextEditors.find(({ document }) => String(document.uri) === String(uri));
  const { start } = rangeOf(location);
  await window.showTextDocument(uri, {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
    selection: new Range(start, start),
  });
}
