/** What reads customers' histories needs a `playc` with its database, which the extension does not bring. */
import { commands, type Uri, window } from "vscode";
import type { Program } from "./program.ts";
import type { Tools } from "./tools.ts";

/** The program for a place; undefined when it cannot read histories, which then has been said with a way out. */
export async function programWithHistories(tools: Tools, place: Uri | undefined): Promise<Program | undefined> {
  const program = tools.program(place);
  if (!program.isBundled) return program;
  const [install, settings] = ["How to Install", "Open Setting"];
  const answer = await window.showWarningMessage(
    "Your data is read by the playc of the project, and none is installed: the one that comes with the extension checks and tests, but reads no histories. Install playc in the project, or say in the setting playc.path where it is.",
    install,
    settings,
  );
  if (answer === install) {
    await commands.executeCommand("workbench.action.openWalkthrough", {
      category: "playc.playc#firstProject",
      step: "playc.playc#firstProject#install",
    });
  }
  if (answer === settings) await commands.executeCommand("workbench.action.openSettings", "playc.path");
  return undefined;
}
