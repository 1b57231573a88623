/**
 * A thousand random edits, sent as an editor sends them, and files that are deleted, called otherwise and written on disk
 * between them: after each run of them the server says of the project what a cold `check` of the same texts says.
 */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol";
import { check } from "../../compiler/compile.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { positionsIn } from "../../lsp/server/positions.ts";
import { readProjectFile } from "../../project/read.ts";
import { type Client, connect, uriOf } from "./client.ts";
import { folder, type TestFolder } from "./folders.ts";

const source = join(import.meta.dirname, "../../playbooks/wholesale");
const names = readdirSync(source).filter((name) => name.endsWith(".play") || name === "playc.yaml");
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(source, name), "utf8")]));
const templates = Object.fromEntries(
  readdirSync(join(source, "templates")).map((name) => [
    `templates/${name}`,
    readFileSync(join(source, "templates", name), "utf8"),
  ]),
);
const playFiles = names.filter((name) => name.endsWith(".play"));
/** Every other one stays closed. */
const closedFiles = playFiles.filter((_, index) => index % 2 === 1);
const openFiles = playFiles.filter((name) => !closedFiles.includes(name));

const clients: { client: Client; at: TestFolder }[] = [];
afterAll(() => {
  for (const { client, at } of clients) {
    client.connection.dispose();
    at.remove();
  }
});

/** What is written into a program: bits of the language, of its own text, and of none. */
const pieces = fc.oneof(
  fc.constantFrom(
    " ",
    "\n",
    "\r\n",
    "}",
    "{",
    "(",
    ")",
    '"',
    "#",
    "touch x ",
    "when ",
    " over 7d",
    "30d",
    "logins",
    "\u{1F600}",
  ),
  fc.nat(200).map((at) => texts["plays.play"]!.slice(at * 7, at * 7 + 12)),
  fc.string({ maxLength: 6 }),
);
const edit = fc.record({
  kind: fc.constant("edit" as const),
  file: fc.constantFrom(...openFiles),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
  text: pieces,
});

/** What happens on disk to a file that nobody has open, and the editor tells. */
const onDisk = fc.record({
  kind: fc.constantFrom("delete" as const, "rename" as const, "write" as const),
  file: fc.constantFrom(...closedFiles),
  text: pieces,
});

/** What a diagnostic is, whichever way it came. */
const shown = (file: string, code: unknown, range: unknown) => JSON.stringify([file, code, range]);

function cold(files: ReadonlyMap<string, string>, encoding: "utf-8" | "utf-16"): string[] {
  const { project, mapping } = readProjectFile("playc.yaml", texts["playc.yaml"]!);
  if (!project || !mapping) throw new Error("the project file is sound");
  const { diagnostics } = check({
    files: [...files].filter(([path]) => path.endsWith(".play")).map(([path, text]) => ({ path, text })),
    currency: project.currency,
    currencySpan: project.currencySpan,
    mapping,
    severities: project.diagnostics,
    readText: (path) => files.get(path) ?? templates[path],
    exists: (path) => files.has(path) || path in templates,
  });
  const textOf = ({ file }: Diagnostic) => files.get(file) ?? templates[file] ?? texts[file] ?? "";
  return diagnostics
    .map((each) => shown(each.file, each.code, positionsIn(textOf(each), encoding).rangeOf(each.span)))
    .sort();
}

describe("edits", () => {
  it.each(["utf-16", "utf-8"] as const)("leave the server with what a cold check says (%s)", async (encoding) => {
    const at = folder({ ...texts, ...templates });
    const client = await connect([at.path], {
      general: { positionEncodings: [encoding] },
      textDocument: { diagnostic: {} },
    });
    clients.push({ client, at });
    const uris = new Map(openFiles.map((name) => [name, client.open(join(at.path, name), texts[name]!)]));
    /** By the name that a closed file had at first, the one that it has now; none while it is deleted. */
    const called = new Map<string, string>(closedFiles.map((name) => [name, name]));
    const tell = (...changed: readonly [string, FileChangeType][]) => {
      const changes = changed.map(([name, type]) => ({ uri: uriOf(join(at.path, name)), type }));
      void client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    };
    const files = new Map(Object.entries(texts));
    const happen = {
      delete: (first: string) => {
        const name = called.get(first);
        if (name === undefined) return;
        rmSync(join(at.path, name));
        files.delete(name);
        called.delete(first);
        tell([name, FileChangeType.Deleted]);
      },
      rename: (first: string) => {
        const [name, other] = [called.get(first), `z-${called.get(first)}`];
        if (name === undefined) return;
        renameSync(join(at.path, name), join(at.path, other));
        files.set(other, files.get(name)!);
        files.delete(name);
        called.set(first, other);
        tell([name, FileChangeType.Deleted], [other, FileChangeType.Created]);
      },
      write: (first: string, text: string) => {
        const name = called.get(first) ?? first;
        const whole = `${files.get(name) ?? texts[first]!}\n${text}`;
        const type = files.has(name) ? FileChangeType.Changed : FileChangeType.Created;
        writeFileSync(join(at.path, name), whole);
        // What is on disk has no half signs.
        files.set(name, readFileSync(join(at.path, name), "utf8"));
        called.set(first, name);
        tell([name, type]);
      },
    };
    const steps = fc.array(fc.oneof({ weight: 6, arbitrary: edit }, { weight: 1, arbitrary: onDisk }), {
      minLength: 24,
      maxLength: 24,
    });
    const run = fc.asyncProperty(steps, async (all) => {
      for (const step of all) {
        if (step.kind !== "edit") {
          happen[step.kind](step.file, step.text);
          continue;
        }
        const { file, from, length, text } = step;
        const before = files.get(file)!;
        const start = Math.floor(from * before.length);
        const positions = positionsIn(before, encoding);
        // A place inside of a sign is moved, as the server moves it.
        const range = positions.rangeOf({ start, end: Math.min(start + length, before.length) });
        const meant = positions.spanOf(range);
        client.change(uris.get(file)!, [{ range, text }]);
        files.set(file, before.slice(0, meant.start) + text + before.slice(meant.end));
      }
      const report: { items: { uri: string; items: { code: string; range: unknown }[] }[] } =
        await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
      const nameOf = new Map(
        [...files.keys(), ...Object.keys(templates)].map((name) => [uriOf(join(at.path, name)), name]),
      );
      const said = report.items.flatMap(({ uri, items }) =>
        items.map(({ code, range }) => shown(nameOf.get(uri) ?? uri, code, range)),
      );
      expect(said.sort()).toEqual(cold(files, encoding));
      // Back to a program that means something: a broken one soon hides all else.
      for (const [name, uri] of uris) {
        files.set(name, texts[name]!);
        client.change(uri, [{ text: texts[name]! }]);
      }
      for (const first of closedFiles) {
        happen.delete(first);
        files.set(first, texts[first]!);
        at.write(first, texts[first]!);
        called.set(first, first);
        tell([first, FileChangeType.Created]);
      }
    });
    await fc.assert(run, { numRuns: encoding === "utf-16" ? 50 : 10 });
  });
});
