/** What runners are told of a program: every kind of mistake, at its place in the repository, in forms that others read. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { runnerText } from "../../cli/check-for-runners.ts";
import { reportProject } from "../../cli/compile-project.ts";
import { prefixInRepository } from "../../cli/repository-folder.ts";
import { type Annotation, annotationText, mostAnnotations, quotedText } from "../../cli/views/annotations.ts";
import { codeQualityText } from "../../cli/views/code-quality.ts";
import { type Finding, findingsOf } from "../../cli/views/findings.ts";
import { reportOf } from "../../cli/views/report.ts";
import { sarifText } from "../../cli/views/sarif.ts";
import { edited } from "../../compiler/diagnostics/edited.ts";
import { compileExample, exampleOf, explanations } from "../../compiler/diagnostics/explain.ts";
import { codes, definitionOf } from "../../compiler/diagnostics/table.ts";
import { howOften } from "../support/how-often.ts";
import { commandsOf } from "./log-reader.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "playc-runners-")));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
function project(files: Readonly<Record<string, string | Uint8Array>>, below = ""): string {
  const folder = join(root, String(folders++), below);
  const all = {
    "playc.yaml": "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { person: Team } }\n",
    "model.play": "role csm owns accounts\nevent reply\n",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
const wrong = (name: string) => `trigger ${name} { level red on replies do alert csm }\n`;

const schemaFile = createRequire(import.meta.url)
  .resolve("@microsoft/jest-sarif")
  .replace(/index\.js$/, "schemas/sarif-2.1.0-rtm.5.json");
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8"));
// What the final schema (errata 01) asks more of what is written here; docs/decisions/action.md says how that was found.
schema.definitions.region.anyOf = ["startLine", "charOffset", "byteOffset"].map((name) => ({ required: [name] }));
/** RFC 3986: what may stand in an address, and `%` in front of two digits alone. */
const inAddress = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const formats = {
  uri: (text: string) => inAddress.test(text) && URL.canParse(text),
  // Without a scheme its first name has no colon (4.2).
  "uri-reference": (text: string) => inAddress.test(text) && (URL.canParse(text) || !/^[^/?#]*:/.test(text)),
  "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
};
const isSarif = new Ajv({ strict: false, formats, unicodeRegExp: false }).compile(schema);

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface PhysicalLocation {
  artifactLocation: { uri: string; uriBaseId: string };
  region: Region;
}
interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: PhysicalLocation }[];
  partialFingerprints: { primaryLocationLineHash: string };
  fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent: { text: string } }[] }[] }[];
}
interface SarifRule {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
}
interface SarifRun {
  tool: { driver: { rules: SarifRule[] } };
  automationDetails: { id: string };
  invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
  results: SarifResult[];
}

/** Valid, with one run. */
function runOf(text: string): SarifRun {
  const document = JSON.parse(text);
  expect([isSarif(document), isSarif.errors]).toEqual([true, null]);
  expect(document.runs).toHaveLength(1);
  return document.runs[0];
}

describe("code scanning is told", () => {
  it("every kind of mistake and how it is mended, with a rule and help for each", () => {
    // Some examples take their time.
    const tried = codes.filter((_, index) => index % howOften(1, 12) === 0);
    const examples = tried.map((code) => {
      const { slug } = definitionOf(code)!;
      const { file, text } = exampleOf(explanations[slug], "failing");
      const found = compileExample(explanations[slug], "failing").find((each) => each.code === code)!;
      const folder = { files: [], projectFile: text, readText: () => text, libraries: [] };
      const [finding] = findingsOf({ ...reportOf([], [found], folder), textOf: () => text }, `a b/${code}/`);
      return { file, text, found, finding: finding! };
    });
    const { results, tool } = runOf(
      sarifText(
        examples.map(({ finding }) => finding),
        "a b/",
      ),
    );
    let mended = 0;
    for (const [index, { file, text, found }] of examples.entries()) {
      const { ruleId, locations, fixes = [] } = results[index]!;
      expect(ruleId).toBe(found.code);
      expect(locations[0]!.physicalLocation.artifactLocation.uri).toMatch(`a%20b/${found.code}/`);
      const { fix } = found;
      if (!fix || fix.edits.some((edit) => edit.file !== file)) continue;
      // What the places of a mend stand for, worked out from lines and columns.
      const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index: at }) => at + 1)];
      const offset = (line: number, column: number) => lines[line - 1]! + column - 1;
      const edits = fixes[0]!.artifactChanges[0]!.replacements.map(({ deletedRegion: at, insertedContent }) => ({
        file,
        span: { start: offset(at.startLine, at.startColumn), end: offset(at.endLine, at.endColumn) },
        text: insertedContent.text,
      }));
      expect(edited(text, edits)).toBe(edited(text, fix.edits));
      mended++;
    }
    expect(mended).toBeGreaterThan(howOften(20, 0));
    const { rules } = tool.driver;
    expect(rules.map(({ id }) => id)).toEqual([...codes, "not-text"]);
    for (const { shortDescription, fullDescription, help } of rules) {
      expect(shortDescription.text).toMatch(/^[A-Z]/);
      expect(fullDescription.text.length).toBeLessThanOrEqual(1024);
      expect(help.text.length).toBeGreaterThan(20);
      expect(help.markdown.length).toBeGreaterThan(20);
    }
  });

  it("each at its place in the repository, in order, one analysis a project", () => {
    const folder = project({ "b.play": wrong("b"), "a/x.play": wrong("a") + wrong("c") }, "plays/ours");
    mkdirSync(join(folder, "../../.git"));
    const report = reportProject(folder);
    const { results, automationDetails, tool } = runOf(runnerText(folder, "sarif", report, ""));
    expect(automationDetails.id).toBe("playc/plays/ours/");
    const places = results.map(({ ruleId, ruleIndex, level, locations: [first] }) => {
      expect([tool.driver.rules[ruleIndex]?.id, level]).toEqual([ruleId, "error"]);
      const { artifactLocation, region } = first!.physicalLocation;
      return [artifactLocation.uri, region.startLine, region.startColumn, region.endColumn];
    });
    expect(places).toEqual([
      ["plays/ours/a/x.play", 1, 26, 33],
      ["plays/ours/a/x.play", 2, 26, 33],
      ["plays/ours/b.play", 1, 26, 33],
    ]);
  });

  it("the same of a line that only moved", () => {
    const namesIn = (text: string) => {
      const folder = project({ "a.play": text });
      return findingsOf(reportProject(folder), "").map(({ fingerprint }) => fingerprint);
    };
    const two = (first: string, second: string) =>
      `trigger a { level red\n${first}\n  do alert csm }\ntrigger b { level red\n${second}\n  do alert csm }\n`;
    const before = namesIn(two("on replies", "on replies"));
    expect(new Set(before).size).toBe(2);
    expect(namesIn(`# Why.\n\n${two("    on   replies", "on replies")}`)).toEqual(before);
    expect(namesIn(two("on others", "on replies"))).toEqual([expect.any(String), before[0]]);
  });

  it("any file at its address, whatever it is called", () => {
    const name = fc.array(
      fc.oneof(
        fc.constantFrom("%", "#", "?", " ", ":", "\\", "[", "'", "%2F", "é"),
        fc.string({ unit: "grapheme", maxLength: 4 }),
      ),
      {
        minLength: 1,
      },
    );
    const path = fc
      .array(
        name.map((parts) => parts.join("").replaceAll("/", "") || "x"),
        { minLength: 1, maxLength: 4 },
      )
      .map((names) => names.join("/"));
    fc.assert(
      fc.property(path, (file) => {
        const place = { path: file, line: 1, column: 1, endLine: 1, endColumn: 2 };
        const related = [{ message: "there", place }];
        const fix = { title: "mend", edits: [{ ...place, text: "" }] };
        const found = {
          rule: codes[0]!,
          slug: "x",
          message: "m",
          reason: "",
          hint: "",
          place,
          related,
          fix,
          fingerprint: "f:1",
        };
        const { results } = runOf(sarifText([{ ...found, severity: "error" }], `${file}/`));
        const { uri } = results[0]!.locations[0]!.physicalLocation.artifactLocation;
        expect(uri.split("/").map(decodeURIComponent).join("/")).toBe(file);
      }),
      { numRuns: howOften(200, 15) },
    );
  });

  it("no more than it takes, errors first, and how much is left out", () => {
    const place = { path: "a.play", line: 1, column: 1, endLine: 1, endColumn: 2 };
    let random = 0;
    const many = (count: number, words: string): Finding[] =>
      Array.from({ length: count }, (_, index) => ({
        rule: codes[0]!,
        slug: "x",
        severity: index % 2 ? "error" : "warning",
        message: `${index} ${words.replaceAll("#", () => String(Math.imul(++random, 2654435761)))}`,
        reason: "",
        hint: "",
        place,
        related: [],
        fingerprint: `${index}:1`,
      }));
    const [run] = JSON.parse(sarifText(many(30_000, "[a](http://b)"), "")).runs;
    const { results, invocations }: SarifRun = run;
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === "error")).toHaveLength(15_000);
    expect(results[0]!.message.text).toBe("0 [a] (http://b)");
    expect(invocations[0]!.toolExecutionNotifications[0]!.message.text).toMatch(/^5000 findings of 30000 left out/);
    const small = sarifText(many(1000, "#".repeat(90)), "", { results: 25_000, bytes: 150_000 });
    expect(gzipSync(small).length).toBeLessThanOrEqual(150_000);
    const kept = runOf(small).results;
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.length).toBeLessThanOrEqual(500);
    expect(kept.every(({ level, message }) => level === "error" && message.text.length <= 1000)).toBe(true);
  });
});

describe("a file that is no text, and a library that comes with playc", () => {
  it("have a place in the repository, too", () => {
    const folder = project({ "bytes.play": Uint8Array.of(0xff, 0xfe, 0x00) });
    const [first] = findingsOf(reportProject(folder), "p/");
    expect(first).toMatchObject({ rule: "not-text", place: { path: "p/bytes.play", line: 1 } });
    const found = compileExample(explanations["unknown-name"], "failing");
    const moved = found.map((each) => ({ ...each, file: "standard:a.play" }));
    const libraries = [{ prefix: "standard:", files: [], readText: () => undefined }] as never[];
    const report = reportOf([], moved, { files: [], projectFile: "", readText: () => undefined, libraries });
    const [inLibrary] = findingsOf(report, "p/");
    expect(inLibrary).toMatchObject({
      place: { path: "p/playc.yaml", line: 1 },
      message: expect.stringMatching(/^standard:a\.play:\d+: /),
    });
  });
});

describe("GitLab is told", () => {
  it("what its code quality report is made of, each with a name of its own", () => {
    const folder = project({ "a.play": wrong("a") + wrong("a"), "b.play": wrong("a") });
    const issues: { fingerprint: string }[] = JSON.parse(codeQualityText(findingsOf(reportProject(folder), "ours/")));
    expect(issues[0]).toEqual({
      description: expect.stringContaining("`replies`"),
      check_name: expect.stringMatching(/^PLAY\d+ [a-z-]+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      location: { path: "ours/a.play", lines: { begin: 1, end: 1 } },
    });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});

describe("the runner of GitHub", () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 6 }),
        fc.constantFrom(
          "::",
          "%0A",
          "%25",
          "\n",
          "\r",
          ",",
          ":",
          "##[add-mask]",
          "::set-output name=a::b",
          "::error::x",
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(""));

  it("reads every annotation as it was meant, whatever stands in it", () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (title, message, path) => {
        const level = "warning" as const;
        const given: Annotation = {
          level,
          title: `T${title}`,
          message: `M${message}`,
          place: { path: `P${path}`, line: 3 },
        };
        expect(commandsOf(annotationText([given]))).toEqual([
          {
            name: level,
            properties: { title: `T${title}`, file: `P${path}`, line: "3", endLine: "3" },
            data: `M${message}`,
          },
        ]);
      }),
    );
  });

  it("takes nothing that is quoted for a command", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(commandsOf(`${quotedText(text)}::notice title=a::b`)).toEqual([
          { name: "notice", properties: { title: "a" }, data: "b" },
        ]);
      }),
    );
  });

  it("is given no more than it shows, and how many others there are", () => {
    const some = (level: Annotation["level"], count: number): Annotation[] =>
      Array.from({ length: count }, (_, index) => ({ level, title: "t", message: `${level} ${index}` }));
    const commands = commandsOf(annotationText([...some("warning", 10), ...some("error", 23)]));
    expect(commands.map(({ name }) => name)).toEqual([
      ...Array(mostAnnotations).fill("error"),
      ...Array(mostAnnotations).fill("warning"),
    ]);
    expect(commands[9]!.data).toBe(
      "error 9\n\nAnd 13 more errors: GitHub shows 10 of a step, the log of the step has all.",
    );
    expect(commands[19]!.data).toBe("warning 9");
  });

  it("is told of playbooks that hold commands, and carries out none", () => {
    const hostile = "::add-mask::a\n  ::stop-commands::z\n";
    const folder = project({
      "a.play": `${hostile}${wrong("a").trim()} ##[set-output name=x]y\n`,
      "::error::.play": wrong("b"),
    });
    const report = reportProject(folder);
    const log = runnerText(folder, "github", report, `${report.text}\n`);
    const commands = commandsOf(log);
    expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(["error"]));
    expect(commands.map(({ properties }) => properties.file)).toContain("::error::.play");
    expect(log).toContain("##[set-output name=x]y");
  });
});

describe("the repository of a project", () => {
  it("is what holds .git, else the job's folder, else where playc runs", () => {
    const folder = project({}, "x/y");
    const above = dirname(dirname(folder));
    expect(prefixInRepository(folder)).toBe("");
    process.env.GITHUB_WORKSPACE = above;
    expect(prefixInRepository(folder)).toBe("x/y/");
    writeFileSync(join(dirname(folder), ".git"), "gitdir: elsewhere\n");
    expect(prefixInRepository(folder)).toBe("y/");
    delete process.env.GITHUB_WORKSPACE;
    expect(prefixInRepository(join(folder, "nowhere"))).toBe("");
  });
});
