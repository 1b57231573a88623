/** `playc lsp`: the language server, for editors. It ends when the editor says so or goes away. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { cancelling } from "../../lsp/server/cancelling.ts";
import { serve } from "../../lsp/server/server.ts";
import { languageHost } from "../language-host.ts";

export interface LspOptions {
  stdio: true;
}

/** Never comes back: the connection ends the process (exit code 0 after `shutdown`, else 1). */
export function lsp(_options: LspOptions): Promise<number> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout, cancelling), languageHost);
  return new Promise(() => undefined);
}
