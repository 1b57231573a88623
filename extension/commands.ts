/** Commands that belong to no panel. */
import { commands, Disposable, type ExtensionContext } from "vscode";
import { restart } from "./restart.ts";
import type { Tools } from "./tools.ts";

/** Commands that the server's lenses may run (`initializationOptions.commands`). */
export const commandsOfLenses: readonly string[] = ["playc.showFlow", "playc.runTest", "playc.simulate"];

export function registerCommands(_context: ExtensionContext, { client, output }: Tools): Disposable {
  return Disposable.from(
    commands.registerCommand("playc.restartServer", () => restart(client)),
    commands.registerCommand("playc.showOutput", () => output.show()),
  );
}
