/** The server as a process: it starts, answers, survives whatever a client sends, and ends as the protocol says. */
import { join } from "node:path";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  CancellationToken,
  CancellationTokenSource,
  LSPErrorCodes,
  Message,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { languageHost } from "../../cli/language-host.ts";
import { cancelling } from "../../lsp/server/cancelling.ts";
import type { Host } from "../../lsp/server/host.ts";
import { serve } from "../../lsp/server/server.ts";
import { clientOf, connect, startServer, uriOf } from "./client.ts";
import { projectFolder, type TestFolder } from "./folders.ts";

const made: TestFolder[] = [];
const project = (files: Record<string, string> = {}) => {
  const one = projectFolder(files);
  made.push(one);
  return one;
};
afterEach(() => {
  for (const each of made.splice(0)) each.remove();
});

describe("playc lsp --stdio", () => {
  it("serves, shuts down and ends with 0", async () => {
    const at = project({ "bad.play": "trigger {" });
    const { child, ended } = startServer();
    const client = await clientOf(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
      [at.path],
      {},
    );
    expect(client.initialized.serverInfo?.name).toBe("playc");
    await client.until((published) => (published.get(uriOf(join(at.path, "bad.play")))?.length ?? 0) > 0);
    await client.connection.sendRequest("shutdown");
    await client.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });

  it("ends with 1 when it was not shut down first", async () => {
    const { child, ended } = startServer();
    const client = await clientOf(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), [], {});
    await client.connection.sendNotification("exit");
    expect(await ended).toBe(1);
  });

  it("ends when the editor goes away", async () => {
    const { child, ended } = startServer();
    await clientOf(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), [], {});
    child.stdin.end();
    expect(await ended).toBe(1);
  });

  it("answers what it does not know with an error, and goes on", async () => {
    const { child, ended } = startServer();
    const client = await clientOf(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), [], {});
    await expect(client.connection.sendRequest("no/such", {})).rejects.toThrow();
    await expect(client.connection.sendRequest("textDocument/hover", null)).rejects.toThrow();
    // Not JSON, in a message of the right form.
    child.stdin.write("Content-Length: 5\r\n\r\n{{{{{");
    await client.connection.sendRequest("shutdown");
    await client.connection.sendNotification("exit");
    expect(await ended).toBe(0);
  });
});

describe("requests that are cancelled", () => {
  it("are answered once each, and change nothing", async () => {
    const at = project();
    const client = await connect([at.path]);
    const text = "trigger quiet_ones { level red when logins over 7d = 0 do alert csm }\n";
    const textDocument = { uri: client.open(join(at.path, "a.play"), text) };
    const ask = (token = CancellationToken.None): Promise<{ items?: unknown[] } | unknown[]> =>
      client.connection.sendRequest(
        "textDocument/completion",
        { textDocument, position: { line: 0, character: 21 } },
        token,
      );
    const expected = await ask();
    const asked = Array.from({ length: 20 }, (_, index) => {
      const source = new CancellationTokenSource();
      const answer = ask(source.token);
      if (index % 2 === 0) source.cancel();
      return { answer, isCancelled: index % 2 === 0 };
    });
    client.change(textDocument.uri, [{ text: text.replace("red", "redd") }]);
    const outcomes = await Promise.allSettled(asked.map(({ answer }) => answer));
    for (const [index, outcome] of outcomes.entries()) {
      const { isCancelled } = asked[index]!;
      if (outcome.status === "fulfilled") expect(outcome.value).toBeDefined();
      else expect([isCancelled, outcome.reason.code]).toEqual([true, LSPErrorCodes.RequestCancelled]);
    }
    await client.until((published) => (published.get(textDocument.uri)?.length ?? 0) > 0);
    client.change(textDocument.uri, [{ text }]);
    expect(await ask()).toEqual(expected);
    // Of one that nobody has asked, and of one that was answered long ago.
    await client.connection.sendNotification("$/cancelRequest", { id: 4711 });
    await client.connection.sendNotification("$/cancelRequest", { id: 1 });
    expect(await ask()).toEqual(expected);
    client.connection.dispose();
  });
});

describe("requests that are cancelled while they wait", () => {
  it("are answered at once, and nothing is worked out for them", async () => {
    const at = project();
    const uri = uriOf(join(at.path, "a.play"));
    let looks = 0;
    const host: Host = {
      ...languageHost,
      projectFolderOf: (file) => {
        looks++;
        return languageHost.projectFolderOf(file);
      },
    };
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const [reader, writer] = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)];
    serve(createConnection(ProposedFeatures.all, reader, writer, cancelling), host);
    const answers = new Map<unknown, unknown>();
    new StreamMessageReader(toClient).listen((message) => {
      if (Message.isResponse(message)) answers.set(message.id, message.error?.code ?? message.result);
    });
    const send = (...messages: object[]) => {
      const texts = messages.map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }));
      toServer.write(texts.map((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`).join(""));
    };
    const answered = (id: number) => vi.waitFor(() => expect(answers.has(id)).toBe(true), { timeout: 20_000 });
    send({ id: 0, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    await answered(0);
    const hover = (id: number) => ({
      id,
      method: "textDocument/hover",
      params: { textDocument: { uri }, position: { line: 0, character: 0 } },
    });
    // All in one piece, so that they wait together.
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    send(...ids.map(hover), ...ids.map((id) => ({ method: "$/cancelRequest", params: { id } })), hover(21));
    await answered(21);
    const refused = ids.filter((id) => answers.get(id) === LSPErrorCodes.RequestCancelled);
    expect(refused.length).toBeGreaterThanOrEqual(19);
    expect(looks).toBe(21 - refused.length);
  });
});

const methods = [
  ..."didOpen didChange didClose hover completion definition references rename prepareRename documentHighlight documentSymbol".split(
    " ",
  ),
  ..."foldingRange selectionRange formatting rangeFormatting onTypeFormatting inlayHint signatureHelp documentLink codeLens".split(
    " ",
  ),
  ..."codeAction prepareCallHierarchy diagnostic".split(" "),
].map((name) => `textDocument/${name}`);
const more = [
  "workspace/symbol",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "workspace/didRenameFiles",
  "callHierarchy/incomingCalls",
  "callHierarchy/outgoingCalls",
  "textDocument/semanticTokens/full",
];

describe("a client that sends nonsense", () => {
  it("does not end the server", async () => {
    const at = project();
    const client = await connect([at.path]);
    const uri = client.open(join(at.path, "a.play"), "trigger quiet_ones { when logins over 7d = 0 }\n");
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 1e9, 2 ** 53));
    const position = fc.record({ line: number, character: number });
    const params = fc.oneof(
      fc.anything().map((value) => ({ textDocument: value })),
      fc.record({
        textDocument: fc.constantFrom({ uri }, { uri: "nonsense" }, { uri: "file:///%zz" }, {}, { uri: 7 }),
        position: fc.oneof(position, fc.constant(null)),
        range: fc.record({ start: position, end: position }),
        contentChanges: fc.array(fc.oneof(fc.anything(), fc.record({ text: fc.string() }))),
        newName: fc.oneof(fc.string(), fc.constant(3)),
        positions: fc.array(position),
        context: fc.constantFrom({}, { diagnostics: [] }, null),
        options: fc.constantFrom({}, null),
        query: fc.anything(),
        changes: fc.anything(),
        event: fc.anything(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods, ...more), params, async (method, given) => {
        const sent = JSON.parse(JSON.stringify(given) ?? "null");
        if (method.includes("/did")) await client.connection.sendNotification(method, sent);
        else await client.connection.sendRequest(method, sent).catch(() => undefined);
      }),
      { numRuns: 400 },
    );
    const answer: { items: unknown[] } = await client.connection.sendRequest("workspace/diagnostic", {});
    expect(Array.isArray(answer.items)).toBe(true);
    client.connection.dispose();
  });
});
