/** What every feature of the extension is handed. */
import type { LogOutputChannel, Uri } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Program } from "./program.ts";

export interface Tools {
  /** One for the window. It stays the same when the server is started anew, and so do the handlers that were given to it. */
  readonly client: LanguageClient;
  readonly output: LogOutputChannel;
  /** How `playc` is run for a folder or a file. Asked anew each time: settings, trust and installed packages change. */
  program(place: Uri | undefined): Program;
}
