/** The server tells the editor what is wrong, over the protocol: as one types, when files come and go, and when asked. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Client, connect, uriOf } from "./client.ts";
import { folder, projectFolder, type TestFolder } from "./folders.ts";

const made: TestFolder[] = [];
const connected: Client[] = [];
const project = (files: Record<string, string> = {}) => {
  const one = projectFolder(files);
  made.push(one);
  return one;
};
const client = async (folders: readonly TestFolder[], capabilities = {}) => {
  const one = await connect(
    folders.map(({ path }) => path),
    capabilities,
  );
  connected.push(one);
  return one;
};
afterEach(() => {
  for (const { connection } of connected.splice(0)) connection.dispose();
  for (const each of made.splice(0)) each.remove();
});

const codes = (at: Client, uri: string) => at.published.get(uri)?.map(({ code }) => code);
const trigger = "trigger silent {\n  level red\n  when logins over 14d = 0\n  do touch check_in\n  rest 30d\n}\n";

describe("what is wrong", () => {
  it("is told of every file when a folder is opened, and goes as it is mended", async () => {
    const at = project({ "a.play": trigger.replace("logins", "loginz") });
    const editor = await client([at]);
    const uri = uriOf(join(at.path, "a.play"));
    await editor.until(() => codes(editor, uri)?.includes("PLAY102") === true);
    const [found] = editor.published.get(uri)!;
    expect(found).toMatchObject({
      severity: 1,
      source: "playc",
      range: { start: { line: 2, character: 7 }, end: { line: 2, character: 13 } },
    });
    editor.open(join(at.path, "a.play"), trigger.replace("logins", "loginz"));
    editor.change(uri, [{ range: { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } }, text: "s" }]);
    await editor.until(() => codes(editor, uri)?.every((code) => !String(code).startsWith("PLAY1")) === true);
  });

  it("follows an edit into other files", async () => {
    const at = project({ "a.play": trigger });
    const editor = await client([at]);
    const uri = uriOf(join(at.path, "a.play"));
    const model = editor.open(join(at.path, "model.play"), "account { renewal date }\n");
    await editor.until(() => codes(editor, uri)?.includes("PLAY102") === true);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: model } });
    await editor.until(() => codes(editor, uri)?.includes("PLAY102") === false);
  });

  it("tells proofs too, with other places", async () => {
    const at = project({ "a.play": `${trigger}${trigger.replace("silent", "silent_too")}` });
    const editor = await client([at]);
    const uri = uriOf(join(at.path, "a.play"));
    await editor.until(() => editor.published.get(uri)?.some(({ code }) => String(code).startsWith("PLAY6")) === true);
  });

  it("shows what is wrong in playc.yaml there", async () => {
    const at = project({ "playc.yaml": "currency: USD\nacount: { file: a.csv, key: id }\n" });
    const editor = await client([at]);
    const uri = uriOf(join(at.path, "playc.yaml"));
    await editor.until(() => (codes(editor, uri)?.length ?? 0) > 0);
    expect(editor.published.get(uri)![0]!.range.start.line).toBe(0);
    editor.open(
      join(at.path, "playc.yaml"),
      "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\n",
    );
    await editor.until(() => codes(editor, uri)?.length === 0);
  });

  it("is cleared when a file is deleted, also while others stay open", async () => {
    const at = project({ "bad.play": "trigger {" });
    const editor = await client([at]);
    const uri = uriOf(join(at.path, "bad.play"));
    await editor.until(() => (codes(editor, uri)?.length ?? 0) > 0);
    rmSync(join(at.path, "bad.play"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 3 }] });
    await editor.until(() => codes(editor, uri)?.length === 0);
  });

  it("moves with a file that is renamed", async () => {
    const at = project({ "bad.play": "trigger {" });
    const editor = await client([at]);
    const [oldUri, newUri] = [uriOf(join(at.path, "bad.play")), uriOf(join(at.path, "worse.play"))];
    await editor.until(() => (codes(editor, oldUri)?.length ?? 0) > 0);
    rmSync(join(at.path, "bad.play"));
    at.write("worse.play", "trigger {");
    await editor.connection.sendNotification("workspace/didRenameFiles", { files: [{ oldUri, newUri }] });
    await editor.until(() => codes(editor, oldUri)?.length === 0 && (codes(editor, newUri)?.length ?? 0) > 0);
  });

  it("keeps two projects of one window apart", async () => {
    const [one, two] = [project({ "a.play": trigger }), project({ "a.play": trigger.replace("logins", "loginz") })];
    const editor = await client([one, two]);
    await editor.until(() => codes(editor, uriOf(join(two.path, "a.play")))?.includes("PLAY102") === true);
    expect(codes(editor, uriOf(join(one.path, "a.play"))) ?? []).not.toContain("PLAY102");
    await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: uriOf(two.path), name: "two" }] },
    });
    await editor.until(() => codes(editor, uriOf(join(two.path, "a.play")))?.length === 0);
  });

  it("of a file without a project is what is wrong in the text alone", async () => {
    const lonely = folder({});
    made.push(lonely);
    const editor = await client([lonely]);
    const uri = editor.open(join(lonely.path, "x.play"), trigger.replace("rest", "rset"));
    await editor.until(() => (codes(editor, uri)?.length ?? 0) > 0);
    expect(codes(editor, uri)!.every((code) => String(code).startsWith("PLAY0"))).toBe(true);
    // A project that begins around it takes it in.
    lonely.write(
      "playc.yaml",
      "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\n",
    );
    const yaml = uriOf(join(lonely.path, "playc.yaml"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: yaml, type: 1 }] });
    await editor.until(() => codes(editor, uri)?.includes("PLAY102") === true);
  });

  it("is handed out when asked for, and not told besides", async () => {
    const at = project({ "a.play": trigger.replace("logins", "loginz") });
    const pulling = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
    const editor = await client([at], pulling);
    expect(editor.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    const uri = uriOf(join(at.path, "a.play"));
    const report: { kind: string; resultId: string; items: { code: string }[] } = await editor.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri } },
    );
    expect(report.items.map(({ code }) => code)).toContain("PLAY102");
    const all: { items: { uri: string; items: object[] }[] } = await editor.connection.sendRequest(
      "workspace/diagnostic",
      { previousResultIds: [] },
    );
    expect(all.items.find((each) => each.uri === uri)?.items.length).toBe(report.items.length);
    expect(editor.published.size).toBe(0);
  });

  it("counts columns as the client does", async () => {
    const text = `touch \u{1F600} {`;
    const columnsOf = async (positionEncodings: string[]) => {
      const at = project({ "a.play": text });
      const editor = await client([at], { general: { positionEncodings } });
      const uri = uriOf(join(at.path, "a.play"));
      await editor.until(() => (codes(editor, uri)?.length ?? 0) > 0);
      return [editor.initialized.capabilities.positionEncoding, editor.published.get(uri)![0]!.range.end.character];
    };
    expect(await columnsOf(["utf-16"])).toEqual(["utf-16", 8]);
    expect(await columnsOf(["utf-8", "utf-16"])).toEqual(["utf-8", 10]);
    expect(await columnsOf([])).toEqual(["utf-16", 8]);
  });
});
