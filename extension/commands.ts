/** Commands that belong to no panel. */
import { commands, Disposable, type ExtensionContext } from "vscode";
import type { Tools } from "./tools.ts";

/** Commands that the server's lenses may run (`initializationOptions.commands`). */
export const commandsOfLenses: readonly string[] = ["playc.showFlow", "playc.runTest", "playc.simulate"];

export function registerCommands(_context: ExtensionContext, { client, output }: Tools): Disposable {
  return Disposable.from(
    commands.registerCommand("playc.restartServer", () => client.restart()),
    commands.registerCommand("playc.showOutput", () => output.show()),
  );
}
