/** Every feature over the protocol: what a client asks for comes back in the protocol's own shapes. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, connect, uriOf } from "./client.ts";
import { folder, type TestFolder } from "./folders.ts";
import { model } from "./model.ts";

const text = `trigger quiet {
  level red
  when logins over 7d = 0 and arr > low
  do touch call to sponsor within 48h
}
test "it fires" {
}
`;
let at: TestFolder;
let client: Client;
let uri: string;
const ask = (method: string, params: object) => client.connection.sendRequest(`textDocument/${method}`, params);
const on = (word: string, more: object = {}) => {
  const before = text.slice(0, text.indexOf(word) + 1).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  return { textDocument: { uri }, position, ...more };
};
const document = () => ({ textDocument: { uri } });
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

beforeAll(async () => {
  at = folder({
    "playc.yaml": "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\n",
    "model.play": model,
    "a.play": text,
  });
  client = await connect([at.path], { textDocument: { completion: { completionItem: { snippetSupport: true } } } });
  uri = client.open(join(at.path, "a.play"), text);
});
afterAll(() => {
  client.connection.dispose();
  at.remove();
});

describe("a client gets", () => {
  it("declarations, uses and highlights", async () => {
    const modelUri = uriOf(join(at.path, "model.play"));
    expect(await ask("definition", on("call"))).toMatchObject({ uri: modelUri });
    const uses = await ask("references", on("call", { context: { includeDeclaration: true } }));
    expect(uses).toMatchObject([{ uri }, { uri: modelUri }, { uri: modelUri }]);
    const others = await ask("references", on("call", { context: { includeDeclaration: false } }));
    expect(others).toHaveLength(2);
    expect(await ask("documentHighlight", on("logins"))).toMatchObject([
      { kind: 2, range: { start: { line: 2, character: 7 } } },
    ]);
  });

  it("edits that rename, or the reason against it", async () => {
    expect(await ask("prepareRename", on("call"))).toMatchObject({ placeholder: "call" });
    const edit = await ask("rename", on("call", { newName: "phone_call" }));
    expect(Object.keys((edit as { changes: object }).changes)).toHaveLength(2);
    await expect(ask("rename", on("call", { newName: "mail" }))).rejects.toThrow("`mail` already");
    await expect(ask("prepareRename", on("level"))).rejects.toThrow("no name here");
  });

  it("completion with snippets", async () => {
    const items = (await ask("completion", on("call"))) as { label: string; textEdit: { newText: string } }[];
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["call", "mail"]));
    const end = { textDocument: { uri }, position: { line: 99, character: 0 } };
    const whole = (await ask("completion", end)) as {
      label: string;
      insertTextFormat?: number;
      textEdit: { newText: string };
    }[];
    const snippet = whole.find(({ label }) => label === "touch ...");
    expect(snippet).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: expect.stringMatching(/^touch \$\{1:name\} \{/) },
    });
  });

  it("hover, signatures, hints", async () => {
    expect(await ask("hover", on("logins"))).toMatchObject({ contents: { kind: "markdown" } });
    expect(await ask("signatureHelp", on("call"))).toMatchObject({ activeParameter: 0 });
    expect(await ask("inlayHint", { ...document(), range: whole })).toMatchObject([
      { label: " (35min a time)" },
      { label: " = $3K" },
    ]);
  });

  it("outlines, folds, selections, links, colours", async () => {
    expect(await ask("documentSymbol", document())).toMatchObject([{ name: "quiet" }, { name: "it fires" }]);
    expect(await client.connection.sendRequest("workspace/symbol", { query: "rescue" })).toMatchObject([
      { name: "rescue" },
    ]);
    expect(await ask("foldingRange", document())).toMatchObject([
      { startLine: 0, endLine: 3 },
      { startLine: 5, endLine: 5 },
    ]);
    const { position } = on("logins");
    expect(await ask("selectionRange", { ...document(), positions: [position] })).toMatchObject([{ parent: {} }]);
    expect(await ask("documentLink", document())).toEqual([]);
    const { data } = (await ask("semanticTokens/full", document())) as { data: number[] };
    expect(data.length % 5).toBe(0);
    // `trigger quiet`: a keyword, and the declaration of a class.
    expect(data.slice(0, 10)).toEqual([0, 0, 7, 0, 0, 0, 8, 5, 6, 1]);
    const part = (await ask("semanticTokens/range", {
      ...document(),
      range: { start: whole.start, end: { line: 1, character: 0 } },
    })) as { data: number[] };
    expect(part.data.length).toBeLessThan(data.length);
  });

  it("formatting", async () => {
    const options = { tabSize: 2, insertSpaces: true };
    expect(await ask("formatting", { ...document(), options })).toMatchObject([{ newText: expect.any(String) }]);
    expect(
      await ask("rangeFormatting", { ...document(), options, range: { start: whole.start, end: whole.start } }),
    ).toEqual([]);
    expect(
      await ask("onTypeFormatting", { ...document(), options, ch: "}", position: { line: 4, character: 1 } }),
    ).toEqual([]);
  });

  it("who asks for what", async () => {
    const [item] = (await ask("prepareCallHierarchy", on("quiet"))) as object[];
    expect(item).toMatchObject({ name: "quiet", uri });
    expect(await client.connection.sendRequest("callHierarchy/outgoingCalls", { item })).toMatchObject([
      { to: { name: "call" } },
    ]);
    expect(await client.connection.sendRequest("callHierarchy/incomingCalls", { item })).toEqual([]);
  });

  it("lenses for the commands it has", async () => {
    expect(await ask("codeLens", document())).toEqual([]);
    const other = await connect([at.path], {}, { commands: ["playc.runTest", "playc.simulate"] });
    const lenses = await other.connection.sendRequest("textDocument/codeLens", document());
    expect(lenses).toMatchObject([
      { command: { command: "playc.simulate", title: "simulate" } },
      { command: { command: "playc.runTest", arguments: [uri, "it fires"] } },
    ]);
    other.connection.dispose();
  });

  it("fixes for what is wrong", async () => {
    const wrong = client.open(join(at.path, "b.play"), "trigger u { level redd when arr > $3 do alert csm }\n");
    const range = { start: { line: 0, character: 20 }, end: { line: 0, character: 20 } };
    const actions = await ask("codeAction", { textDocument: { uri: wrong }, range, context: { diagnostics: [] } });
    expect(actions).toMatchObject([
      { title: "Write `red`", kind: "quickfix", isPreferred: true },
      { kind: "source.fixAll" },
    ]);
    const only = { diagnostics: [], only: ["source.fixAll"] };
    expect(await ask("codeAction", { textDocument: { uri: wrong }, range, context: only })).toHaveLength(1);
    void client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: wrong } });
  });
});
