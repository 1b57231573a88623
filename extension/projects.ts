/** The projects of the window, as the language server knows them: what a search leaves out, or cannot find, is no matter. */
import { Uri } from "vscode";
import { State } from "vscode-languageclient/node";
import { type ProjectsAnswer, panelRequests } from "../lsp/server/panel-requests.ts";
import { ask } from "./ask.ts";
import type { Tools } from "./tools.ts";

/** URIs of folders with a `playc.yaml`, as the editor writes them, without a slash at their end; none where the server does not run. */
export async function projectFolders(tools: Tools): Promise<readonly string[]> {
  // A panel that was open when the window was closed asks before the server is there.
  if (tools.client.state === State.Starting) await tools.client.start().catch(() => undefined);
  const answer = await ask<ProjectsAnswer>(tools, panelRequests.projects, {});
  return (answer?.folders ?? []).map((folder) => String(Uri.parse(folder)));
}
