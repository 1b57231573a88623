/** Tells when what the server knows may have changed: a text was edited, a file came or went, the server was started anew. */
import { Disposable, type TextDocument, workspace } from "vscode";
import { State } from "vscode-languageclient/node";
import type { Tools } from "./tools.ts";

/** Longer than the client waits before it tells the server of files. In milliseconds. */
const pause = 400;

export function isOfProgram({ languageId, uri }: TextDocument): boolean {
  return languageId === "play" || uri.path.endsWith("/playc.yaml");
}

/** Several changes close together are one. */
export function onProgramChange({ client }: Tools, changed: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, pause);
  };
  const watcher = workspace.createFileSystemWatcher("**/{*.play,playc.yaml}");
  return Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    workspace.onDidChangeTextDocument(({ document }) => isOfProgram(document) && soon()),
    workspace.onDidChangeWorkspaceFolders(soon),
    client.onDidChangeState(({ newState }) => newState === State.Running && soon()),
    { dispose: () => clearTimeout(timer) },
  );
}
