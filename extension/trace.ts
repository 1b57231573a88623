/**
 * What the editor and the language server tell each other, in the same output as everything else. The client library writes it
 * at the level `trace` and asks the output whether that level is shown: here the setting `playc.trace.server` answers.
 */
import { EventEmitter, LogLevel, type LogOutputChannel, workspace } from "vscode";

/** The output as the client's tracing sees it, and what ends with the extension. */
export function traceOutput(output: LogOutputChannel): LogOutputChannel & { dispose(): void } {
  const changed = new EventEmitter<LogLevel>();
  const level = () =>
    workspace.getConfiguration("playc").get("trace.server", "off") === "off" ? LogLevel.Info : LogLevel.Trace;
  const listening = workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("playc.trace.server")) changed.fire(level());
  });
  return {
    ...output,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message) => output.info(message),
    dispose() {
      listening.dispose();
      changed.dispose();
    },
  };
}
