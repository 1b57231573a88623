/** Whether programs may be run: in a folder that is not trusted nothing is, and that is said in words. */
import { commands, window, workspace } from "vscode";

/** `what`: what was to be run, with its verb, as `Tests are`. */
export function mayRun(what: string): boolean {
  if (workspace.isTrusted) return true;
  const manage = "Manage Trust";
  const said = `${what} run once you trust this folder: until then nothing in it is run.`;
  void window.showWarningMessage(said, manage).then((chosen) => {
    if (chosen === manage) void commands.executeCommand("workbench.trust.manage");
  });
  return false;
}
