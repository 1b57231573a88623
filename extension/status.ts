/** Says in the status bar, beside the language, whether the server runs. */
import { type Disposable, type ExtensionContext, LanguageStatusSeverity, languages } from "vscode";
import { State } from "vscode-languageclient/node";
import type { Tools } from "./tools.ts";

export function registerStatus(_context: ExtensionContext, { client }: Tools): Disposable {
  const item = languages.createLanguageStatusItem("playc.server", [{ language: "play" }, { pattern: "**/playc.yaml" }]);
  item.name = "playc";
  const show = (state: State) => {
    const stopped = state === State.Stopped || state === State.StartFailed;
    item.busy = state === State.Starting;
    item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.text = stopped ? "playc does not run" : "playc";
    item.detail = stopped ? "Nothing is checked until it is started again." : "The language server runs.";
    item.command = stopped
      ? { command: "playc.restartServer", title: "Restart" }
      : { command: "playc.showOutput", title: "Output" };
  };
  show(client.state);
  const following = client.onDidChangeState(({ newState }) => show(newState));
  return { dispose: () => [item, following].forEach((each) => void each.dispose()) };
}
