/** A client of the language server, over a stream of JSON-RPC as editors write it. */
import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { languageHost } from "../../cli/language-host.ts";
import { cancelling } from "../../lsp/server/cancelling.ts";
import { serve } from "../../lsp/server/server.ts";
import { buildCli } from "../cli/built.ts";

export interface Client {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** What was published last, by URI. */
  readonly published: ReadonlyMap<string, Diagnostic[]>;
  open(file: string, text: string): string;
  change(uri: string, changes: readonly object[]): void;
  /** Waits until what is published is as `isSo` wants it; fails after 20 s. */
  until(isSo: (published: ReadonlyMap<string, Diagnostic[]>) => boolean): Promise<void>;
}

export const uriOf = (file: string): string => pathToFileURL(file).href;

/** A server in this process. */
export async function connect(
  folders: readonly string[],
  capabilities: object = {},
  initializationOptions: object = {},
): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve(
    createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
      cancelling,
    ),
    languageHost,
  );
  return clientOf(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
    folders,
    capabilities,
    initializationOptions,
  );
}

/** The command itself, as a process of its own. */
export function startServer() {
  const child = spawn(process.execPath, [buildCli().path, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  return { child, ended };
}

export async function clientOf(
  reader: StreamMessageReader,
  writer: StreamMessageWriter,
  folders: readonly string[],
  capabilities: object,
  initializationOptions: object = {},
): Promise<Client> {
  const connection = createMessageConnection(reader, writer);
  const published = new Map<string, Diagnostic[]>();
  const listeners = new Set<() => void>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    published.set(uri, diagnostics);
    for (const listener of listeners) listener();
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => {
    for (const listener of listeners) listener();
    return null;
  });
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: folder })),
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const versions = new Map<string, number>();
  return {
    connection,
    initialized,
    published,
    open(file, text) {
      const uri = uriOf(file);
      versions.set(uri, 1);
      const textDocument = { uri, languageId: "play", version: 1, text };
      void connection.sendNotification("textDocument/didOpen", { textDocument });
      return uri;
    },
    change(uri, contentChanges) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      void connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    async until(isSo) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`published: ${JSON.stringify([...published])}`)), 20_000);
        const look = () => {
          if (!isSo(published)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      });
    },
  };
}
