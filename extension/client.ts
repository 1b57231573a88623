/** The client of the language server: `playc lsp --stdio` of the bundle, run by the editor's own Node. */
import { type LogOutputChannel, workspace } from "vscode";
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  type StaticFeature,
  TransportKind,
} from "vscode-languageclient/node";
import { commandsOfLenses } from "./commands.ts";
import { bundledProgram } from "./program.ts";

/** Not started yet. */
export function makeClient(extensionFolder: string, output: LogOutputChannel, trace: LogOutputChannel): LanguageClient {
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
    traceOutputChannel: trace,
    // Asked anew whenever the server starts: a folder may have become trusted.
    initializationOptions: () => ({
      commands: commandsOfLenses,
      trusted: workspace.isTrusted,
    }),
  };
  const made = new LanguageClient("playc", "playc", server, client);
  made.registerFeature(formattingOfPlaybooks(made));
  return made;
}

/**
 * The server formats `.play` files alone. Were it asked for `playc.yaml`, too, people with an extension for YAML would have two formatters
 * for that file, and the editor would ask which one to use.
 */
function formattingOfPlaybooks(client: LanguageClient): StaticFeature {
  const registration = (id: string, more: object = {}) => ({
    id,
    registerOptions: { ...more, documentSelector: [{ language: "play" }] },
  });
  return {
    fillClientCapabilities: () => undefined,
    preInitialize(capabilities) {
      const { documentOnTypeFormattingProvider: onType } = capabilities;
      delete capabilities.documentFormattingProvider;
      delete capabilities.documentRangeFormattingProvider;
      delete capabilities.documentOnTypeFormattingProvider;
      client.getFeature(DocumentFormattingRequest.method).register(registration("playc.format"));
      client.getFeature(DocumentRangeFormattingRequest.method).register(registration("playc.formatRange"));
      client.getFeature(DocumentOnTypeFormattingRequest.method).register(registration("playc.formatOnType", onType));
    },
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  };
}
