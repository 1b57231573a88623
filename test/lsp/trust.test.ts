/** In folders that nobody trusts the server reads nothing outside of them, neither above nor through links. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { connect, uriOf } from "./client.ts";
import { folder, projectFile, projectFolder, type TestFolder } from "./folders.ts";

const made: TestFolder[] = [];
afterEach(() => {
  for (const each of made.splice(0)) each.remove();
});

const using = "trigger quiet { level red when logins over 7d = 0 do alert csm }\n";

/** What is said of a file that is opened, in a window with one folder. */
async function saidOf(opened: string, file: string, options: object): Promise<string[]> {
  const client = await connect([opened], {}, options);
  const textDocument = { uri: client.open(file, using) };
  const { items }: { items: { message: string }[] } = await client.connection.sendRequest("textDocument/diagnostic", {
    textDocument,
  });
  return items.map(({ message }) => message);
}

describe("folders that are not trusted", () => {
  const untrusted = { trusted: false };

  it("a project above the folder is none; in a trusted one it is", async () => {
    const above = projectFolder();
    made.push(above);
    mkdirSync(join(above.path, "part"));
    const file = above.write("part/quiet.play", using);
    const opened = join(above.path, "part");
    const hover = async (options: object) => {
      const client = await connect([opened], {}, options);
      const uri = client.open(file, using);
      const position = { line: 0, character: using.indexOf("logins") };
      return client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    };
    expect(JSON.stringify(await hover({ trusted: true }))).toContain("metric");
    expect(await hover({})).toEqual(await hover({ trusted: true }));
    expect(await hover(untrusted)).toBeNull();
  });

  it("a project behind a link is none, as a folder and as a file", async () => {
    const outside = projectFolder();
    const opened = folder({ "other.txt": "" });
    made.push(outside, opened);
    symlinkSync(outside.path, join(opened.path, "linked"));
    const file = outside.write("quiet.play", using);
    expect(await saidOf(opened.path, join(opened.path, "linked/quiet.play"), untrusted)).toEqual(
      await saidOf(folderWithout(), file, untrusted),
    );
  });

  it("a file of the project that is a link leads nowhere", async () => {
    const secret = folder({ "model.play": "metric logins count per day missing is zero\n" });
    const opened = folder({ "playc.yaml": projectFile });
    made.push(secret, opened);
    symlinkSync(join(secret.path, "model.play"), join(opened.path, "model.play"));
    const said = await saidOf(opened.path, join(opened.path, "quiet.play"), untrusted);
    expect(said.join("\n")).toContain("no metric called `logins`");
  });

  it("projects of the folder are served as ever", async () => {
    const opened = projectFolder();
    made.push(opened);
    const file = join(opened.path, "quiet.play");
    expect(await saidOf(opened.path, file, untrusted)).toEqual(await saidOf(opened.path, file, {}));
  });

  it("a folder that is added later is one of them", async () => {
    const opened = folder({});
    const later = projectFolder();
    made.push(opened, later);
    const client = await connect([opened.path], {}, untrusted);
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: uriOf(later.path), name: "later" }], removed: [] },
    });
    const uri = client.open(join(later.path, "bad.play"), "trigger {");
    await client.until((published) => (published.get(uri)?.length ?? 0) > 0);
  });
});

function folderWithout(): string {
  const empty = folder({});
  made.push(empty);
  return empty.path;
}
