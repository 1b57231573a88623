/**
 * Requests that are taken back. The server works on one thing at a time, so that what is taken back is either done or
 * still waits; what waits is answered at once, and nothing is worked out for it (LSP 3.17, `$/cancelRequest`).
 */
import { type ConnectionStrategy, LSPErrorCodes, Message } from "vscode-languageserver";

/** For the connection of a server that `serve` is given. */
export const cancelling: ConnectionStrategy = {
  cancelUndispatched: (message) =>
    Message.isRequest(message)
      ? {
          jsonrpc: message.jsonrpc,
          id: message.id,
          error: { code: LSPErrorCodes.RequestCancelled, message: `${message.method} was taken back.` },
        }
      : undefined,
};
