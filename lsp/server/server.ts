/**
 * The language server: what the protocol says of documents, folders and files is handed to the workspace, and requests
 * to the features. Whatever a client sends, the server answers with an error at most and stays.
 */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { DiagnosticTeller } from "./diagnostics.ts";
import { capabilitiesOfNames, registerNames } from "./features-names.ts";
import { registerPanels } from "./features-panels.ts";
import { type ClientCommands, capabilitiesOfReading, commandNames, registerReading } from "./features-reading.ts";
import { capabilitiesOfWriting, registerWriting } from "./features-writing.ts";
import type { Host } from "./host.ts";
import { changed } from "./positions.ts";
import { Workspace } from "./workspace.ts";

/** `.play` files, project files, and what templates and holidays may be. */
const watched = ["**/*.play", "**/playc.yaml", "**/*.{md,txt,html,yaml,yml}"];

/** Serves a client until it leaves. */
export function serve(connection: Connection, host: Host): void {
  const workspace = new Workspace(host);
  const teller = new DiagnosticTeller(connection, workspace);
  let wantsWatching = false;
  let takesSnippets = false;
  let commands: ClientCommands = { test: false, simulate: false, flow: false };

  connection.onInitialize((params): InitializeResult => {
    const { capabilities } = params;
    const encodings = capabilities?.general?.positionEncodings ?? [];
    workspace.encoding = encodings[0] === PositionEncodingKind.UTF8 ? "utf-8" : "utf-16";
    teller.pulls = capabilities?.textDocument?.diagnostic !== undefined;
    teller.refreshes = capabilities?.workspace?.diagnostics?.refreshSupport === true;
    wantsWatching = capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    takesSnippets = capabilities?.textDocument?.completion?.completionItem?.snippetSupport === true;
    commands = commandsOf(params.initializationOptions);
    if (saysUntrusted(params.initializationOptions)) workspace.distrust();
    for (const uri of foldersOf(params)) workspace.addFolder(uri);
    return {
      serverInfo: { name: "playc", version: host.version },
      capabilities: {
        positionEncoding: workspace.encoding === "utf-8" ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(teller.pulls
          ? { diagnosticProvider: { identifier: "playc", interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
        ...capabilitiesOfNames,
        ...capabilitiesOfReading,
        ...capabilitiesOfWriting,
      },
    };
  });

  connection.onInitialized(() => {
    if (wantsWatching) {
      const watchers = watched.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    }
    for (const project of workspace.projects) teller.changed(project);
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) => {
    if (typeof uri !== "string" || typeof text !== "string") return;
    teller.changed(workspace.open(uri, text, version).project);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const located = workspace.change(uri, version, (text) => changed(text, contentChanges, workspace.encoding));
    if (located) teller.changed(located.project);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const located = workspace.close(uri);
    if (!located) return;
    if (workspace.projects.includes(located.project)) teller.changed(located.project);
    else teller.forget(located.project);
  });

  const lookAgain = (uris: readonly string[]) => {
    const before = workspace.projects;
    const changedProjects = workspace.changedOnDisk(uris);
    for (const project of before) if (!workspace.projects.includes(project)) teller.forget(project);
    for (const project of changedProjects) if (workspace.projects.includes(project)) teller.changed(project);
    for (const project of workspace.projects) if (!before.includes(project)) teller.changed(project);
  };
  connection.onDidChangeWatchedFiles(({ changes }) => lookAgain(changes.map(({ uri }) => uri)));
  connection.workspace.onDidDeleteFiles(({ files }) => lookAgain(files.map(({ uri }) => uri)));
  connection.workspace.onDidCreateFiles(({ files }) => lookAgain(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) =>
    lookAgain(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
  );
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    for (const { uri } of event.removed) for (const project of workspace.removeFolder(uri)) teller.forget(project);
    for (const { uri } of event.added) workspace.addFolder(uri);
    for (const project of workspace.projects) teller.changed(project);
  });

  connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
    teller.ofDocument(textDocument.uri, previousResultId),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) =>
    teller.ofWorkspace(new Map((previousResultIds ?? []).map(({ uri, value }) => [uri, value]))),
  );
  registerNames(connection, workspace);
  registerReading(connection, workspace, () => commands);
  registerWriting(connection, workspace, () => takesSnippets);
  registerPanels(connection, workspace);
  connection.onRequest((method) => {
    throw new ResponseError(ErrorCodes.MethodNotFound, `playc knows no ${method}.`);
  });

  connection.onShutdown(() => teller.stop());
  connection.listen();
}

/** `{ commands: ["playc.runTest"] }` */
function commandsOf(options: unknown): ClientCommands {
  const known: unknown = typeof options === "object" && options !== null ? Reflect.get(options, "commands") : undefined;
  const has = (name: string) => Array.isArray(known) && known.includes(name);
  return { test: has(commandNames.test), simulate: has(commandNames.simulate), flow: has(commandNames.flow) };
}

/** `{ trusted: false }`: what an editor says of folders that nobody has looked at. Without it they are trusted. */
function saysUntrusted(options: unknown): boolean {
  return typeof options === "object" && options !== null && Reflect.get(options, "trusted") === false;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const folders = (workspaceFolders ?? []).map(({ uri }) => uri);
  return folders.length > 0 || !rootUri ? folders : [rootUri];
}
