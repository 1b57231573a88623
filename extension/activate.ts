/** Where the editor comes in: starts the language server and registers the features. */
import { existsSync } from "node:fs";
import { type ExtensionContext, window, workspace } from "vscode";
import { makeClient } from "./client.ts";
import { features } from "./features.ts";
import { programOf } from "./program.ts";
import { restart } from "./restart.ts";
import type { Tools } from "./tools.ts";
import { traceOutput } from "./trace.ts";

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("playc", { log: true });
  const extensionFolder = context.extensionUri.fsPath;
  const trace = traceOutput(output);
  const client = makeClient(extensionFolder, output, trace);
  const tools: Tools = {
    client,
    output,
    program(place) {
      const folder = place && workspace.getWorkspaceFolder(place)?.uri.fsPath;
      return programOf({
        configured: workspace.getConfiguration("playc").get("path", ""),
        trusted: workspace.isTrusted,
        place: place?.fsPath,
        workspaceFolder: folder,
        extensionFolder,
        node: process.execPath,
        exists: existsSync,
      });
    },
  };
  // What the server may read hangs on it, and it is told when it starts.
  context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => restart(client)));
  context.subscriptions.push(output, trace, ...features.map((register) => register(context, tools)), {
    dispose: () => void client.dispose(),
  });
  // What went wrong is in the output, and the status says that it does not run: commands stay.
  await client.start().catch(() => undefined);
}
