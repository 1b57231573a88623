/** Where libraries are found, and what is said when they are not there. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkProject, reportProject } from "../../cli/compile-project.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const library = `role csm owns accounts
event reply
touch hello { channel email owner csm effort 5min purpose open_dialogue kind proactive template "texts/hello.md" }
trigger greet { level green on reply do touch hello }`;

function projectOf(libraries: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "playc-libraries-"));
  folders.push(folder);
  const all = {
    "playc.yaml": `currency: USD\nlibraries: ${libraries}\naccount: { file: a.csv, key: id }\npeople: { csm: { person: Team } }\n`,
    "main.play": "use house { trigger greet }\n",
    "shared/house/all.play": library,
    "shared/house/texts/hello.md": "Hello",
    "shared/house/playc.yaml": "not read",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const told = (folder: string) =>
  reportProject(folder).problems.map((problem) =>
    ["code" in problem ? problem.code : "", `${problem.file}:${problem.line}`].join(" "),
  );

describe("a folder of the project", () => {
  it.each(["./shared/house", "shared/house/"])("is a library at %s, and its files are not the project's", (path) => {
    const { report, schedule } = checkProject(projectOf(`{ house: ${path} }`));
    expect(report.text).toBe("0 errors, 0 warnings in 1 .play file.");
    expect(schedule?.sources["touch hello"]).toMatchObject({ file: "shared/house/all.play", line: 3 });
    expect(schedule?.touches[0]?.template).toBe("shared/house/texts/hello.md");
  });

  it("is shown where something in it is wrong", () => {
    const files = { "shared/house/all.play": library.replace("on reply", "on replyy") };
    const { text } = reportProject(projectOf("{ house: ./shared/house }", files));
    expect(text).toContain("shared/house/all.play:4:32");
    expect(text).toContain("trigger greet { level green on replyy do touch hello }");
  });

  it.each(["..", "../house", "/etc", "./", "a//b", "c:/house", '"a\\u0000b"'])("cannot be %s", (path) => {
    expect(told(projectOf(`{ house: ${path} }`))).toEqual(["PLAY414 playc.yaml:2"]);
  });

  it("must be there, and be no link that leads elsewhere", () => {
    expect(told(projectOf("{ house: ./hause }"))).toEqual(["PLAY414 playc.yaml:2"]);
    const folder = projectOf("{ house: ./linked }");
    symlinkSync(projectOf("{}"), join(folder, "linked"));
    expect(told(folder)).toEqual(["PLAY414 playc.yaml:2"]);
  });

  it("belongs to one library", () => {
    expect(told(projectOf("{ house: ./shared/house, all: ./shared }"))).toEqual(["PLAY414 playc.yaml:2"]);
  });
});

describe("a library that comes with playc", () => {
  it("has a name that is known", () => {
    expect(told(projectOf("{ house: built-in }"))).toEqual(["PLAY414 playc.yaml:2"]);
  });

  it("is found, and its places are told by its name", () => {
    const files = { "main.play": "use standard { trigger login_drop, no_such_trigger }", "shared/house/all.play": "" };
    expect(told(projectOf("{ standard: built-in }", files))).toEqual(["PLAY371 main.play:1"]);
    const fine = { ...files, "main.play": "use standard { trigger login_drop }" };
    const { schedule } = checkProject(projectOf("{ standard: built-in }", fine));
    expect(schedule?.sources["trigger login_drop"]?.file).toBe("standard:adoption.play");
  });
});
