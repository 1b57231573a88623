/** Starts the language server anew, whatever became of it. */
import { type LanguageClient, State } from "vscode-languageclient/node";

/** The client stops a server that runs, and refuses to stop one that is starting or never started. */
export async function restart(client: LanguageClient): Promise<void> {
  if (client.state === State.Starting) await client.start().catch(() => undefined);
  await (client.isRunning() ? client.restart() : client.start());
}
