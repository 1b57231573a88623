/** The client of the language server: `playc lsp --stdio` of the bundle, run by the editor's own Node. */
import { type LogOutputChannel, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { commandsOfLenses } from "./commands.ts";
import { bundledProgram } from "./program.ts";

/** Not started yet. */
export function makeClient(extensionFolder: string, output: LogOutputChannel): LanguageClient {
  const server: ServerOptions = {
    command: process.execPath,
    args: [bundledProgram(extensionFolder), "lsp"],
    transport: TransportKind.stdio,
    options: { env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } },
  };
  const client: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "play" },
      { scheme: "untitled", language: "play" },
      { scheme: "file", pattern: "**/playc.yaml" },
    ],
    outputChannel: output,
    // Asked anew whenever the server starts: a folder may have become trusted.
    initializationOptions: () => ({ commands: commandsOfLenses, trusted: workspace.isTrusted }),
  };
  return new LanguageClient("playc", "playc", server, client);
}
