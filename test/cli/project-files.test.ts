/** Reading a project folder: what is read, in which order, and that nothing outside is. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readProjectFolder } from "../../cli/project-files.ts";

const root = mkdtempSync(join(tmpdir(), "playc-project-"));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true }));

function projectWith(files: Record<string, string | Buffer>): string {
  const folder = join(root, String(folders++));
  for (const [path, text] of Object.entries({ "playc.yaml": "currency: USD\n", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test("all .play files below the folder are read, in order of path, but for hidden and installed ones", () => {
  const folder = projectWith({
    "b.play": "b",
    "a/z.play": "z",
    "B.play": "B",
    "a.play": "a",
    "notes.txt": "",
    ".hidden/x.play": "",
    ".x.play": "",
    "node_modules/x/x.play": "",
    "a/node_modules/x.play": "",
  });
  expect(readProjectFolder(folder).files.map(({ path }) => path)).toEqual(["B.play", "a.play", "a/z.play", "b.play"]);
});

test("links that lead outside are not followed, and folders that are links not entered", () => {
  const folder = projectWith({ "in.play": "inside" });
  const outside = join(root, "secret.play");
  writeFileSync(outside, "secret");
  symlinkSync(outside, join(folder, "out.play"));
  symlinkSync(root, join(folder, "up"));
  symlinkSync(folder, join(folder, "round"));
  symlinkSync("in.play", join(folder, "same.play"));
  const project = readProjectFolder(folder);
  expect(project.files).toEqual([
    { path: "in.play", text: "inside" },
    { path: "same.play", text: "inside" },
  ]);
  for (const path of ["out.play", "up/secret.play", "../secret.play", outside, "", ".", "a\0b", "x".repeat(10_000)]) {
    expect(project.exists(path), path.slice(0, 20)).toBe(false);
    expect(project.readText(path), path.slice(0, 20)).toBeUndefined();
  }
  expect(project.readText("playc.yaml")).toBe("currency: USD\n");
});

test("nothing is read of what git keeps, such as the token of whoever checked the project out", () => {
  const folder = projectWith({ "in.play": "inside", ".git/config": "token", ".GIT/config": "token" });
  symlinkSync(".git/config", join(folder, "token.play"));
  const project = readProjectFolder(folder);
  expect(project.files).toEqual([{ path: "in.play", text: "inside" }]);
  for (const path of [".git/config", ".GIT/config", "token.play"]) expect(project.readText(path)).toBeUndefined();
});

test("a byte order mark is no text; what is not UTF-8 or far too large is a problem of its file", () => {
  const folder = projectWith({
    "bom.play": "\ufeffcontact champion",
    "latin.play": Buffer.from([0x63, 0xe9, 0x0a]),
    "huge.play": Buffer.alloc(4_000_001, "#"),
  });
  const { files, problems } = readProjectFolder(folder);
  expect(files.find(({ path }) => path === "bom.play")?.text).toBe("contact champion");
  expect(problems.map(({ file }) => file)).toEqual(["huge.play", "latin.play"]);
});

test.each([
  ["nowhere", () => join(root, "nowhere"), /There is no folder/],
  ["a file", () => join(projectWith({}), "playc.yaml"), /is a file/],
  [
    "a folder without playc.yaml",
    () => dirname(join(projectWith({ "sub/a.play": "" }), "sub/a.play")),
    /no playc.yaml/,
  ],
])("%s is no project: wrong usage, with the way out", (_, place, message) => {
  expect(() => readProjectFolder(place())).toThrow(
    expect.objectContaining({ kind: "usage", message: expect.stringMatching(message) }),
  );
});
