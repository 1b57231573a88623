/** `playc.newProject`: a project to begin with, made by `playc init`. */
import { commands, type Disposable, type ExtensionContext, ProgressLocation, Uri, window, workspace } from "vscode";
import { programWithHistories } from "./histories.ts";
import { reasonOf, run } from "./run.ts";
import type { Tools } from "./tools.ts";

const kinds = [
  { label: "A small example", description: "three customers, made up", words: [], opens: "first.play" },
  {
    label: "The standard playbooks",
    description: "cadences, plays and triggers to take from, with three customers made up",
    words: ["--standard"],
    opens: "standard.play",
  },
  {
    label: "From my own data",
    description: "CSV, JSON Lines or Parquet files: what they hold is found out",
    words: [],
    opens: "first.play",
    fromData: true,
  },
];

export function registerNewProject(_context: ExtensionContext, tools: Tools): Disposable {
  return commands.registerCommand("playc.newProject", async () => {
    const kind = await window.showQuickPick(kinds, { title: "New playc Project", placeHolder: "What to begin with" });
    if (!kind) return;
    const folder = await pickFolder();
    if (!folder) return;
    const from = kind.fromData ? await pickData() : [];
    if (!from) return;
    // Only where data is looked at the database is needed.
    const program = kind.fromData ? await programWithHistories(tools, folder) : tools.program(folder);
    if (!program) return;
    const asked = ["init", folder.fsPath, ...kind.words, ...from.flatMap(({ fsPath }) => ["--from", fsPath])];
    const making = () => run(program, asked, folder.fsPath);
    try {
      const ended = await window.withProgress(
        { location: ProgressLocation.Notification, title: "Making the project" },
        making,
      );
      tools.output.info(ended.stdout.trim());
      if (ended.code !== 0) throw new Error(reasonOf(ended));
      await show(folder, kind.opens);
    } catch (error) {
      await window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
}

async function pickFolder(): Promise<Uri | undefined> {
  const [first] = workspace.workspaceFolders ?? [];
  const picked = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: "Begin Here",
    title: "The folder of the project",
    ...(first ? { defaultUri: first.uri } : {}),
  });
  return picked?.[0];
}

function pickData(): Thenable<Uri[] | undefined> {
  return window.showOpenDialog({
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: "Read These",
    title: "Files and folders with your data",
  });
}

/** In this window when the folder is of it; else the folder becomes a window's. */
async function show(folder: Uri, file: string): Promise<void> {
  if (!workspace.getWorkspaceFolder(folder)) {
    await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: false });
    return;
  }
  await window.showTextDocument(Uri.joinPath(folder, file));
}
