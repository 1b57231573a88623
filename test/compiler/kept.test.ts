/**
 * What is kept of earlier checks changes nothing: after any edits of any files, of files that come, go and are called
 * otherwise, a check that keeps says what a cold one says, of what is wrong, of every name, and of the schedule.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, type Examination, examine, type Project } from "../../compiler/compile.ts";
import { Kept } from "../../compiler/kept/kept.ts";
import type { Library } from "../../compiler/libraries/library.ts";
import { type Parsed, parse } from "../../grammar/parser.ts";
import { howOften } from "../support/how-often.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");

function textsOf(playbook: string): Map<string, string> {
  const folder = join(playbooks, playbook);
  const names = readdirSync(folder).filter((name) => name.endsWith(".play"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** A project whose texts change, checked again and again; files that have not changed are read once. */
class Session {
  readonly files: Map<string, string>;
  readonly #kept = new Kept();
  readonly #parsed = new Map<string, { text: string; parsed: Parsed }>();

  readonly #currency: string;

  constructor(texts: ReadonlyMap<string, string>, currency: string) {
    this.files = new Map(texts);
    this.#currency = currency;
  }

  /** What is said by a check that keeps, and by one that does not. */
  both(): [unknown, unknown] {
    const [keeping, project] = this.#projects();
    return [saidBy(examine(keeping)), saidBy(examine(project))];
  }

  /** The same of all that a compilation gives. */
  bothCompiled(): [unknown, unknown] {
    const [keeping, project] = this.#projects();
    return [compile(keeping), compile(project)];
  }

  #projects(): [Project, Project] {
    const project: Project = {
      files: [...this.files].map(([path, text]) => ({ path, text })),
      currency: this.#currency,
      readText: () => "Hello {account.name otherwise there}.",
      // What is there changes, too.
      exists: (path) => path.length % 2 === this.files.size % 2,
    };
    const parseOnce = (path: string, text: string): Parsed => {
      const known = this.#parsed.get(path);
      if (known?.text === text) return known.parsed;
      const parsed = parse(path, text);
      this.#parsed.set(path, { text, parsed });
      return parsed;
    };
    return [{ ...project, kept: this.#kept, parse: parseOnce }, project];
  }
}

function saidBy({ program, said, model, work }: Examination) {
  return {
    ...said,
    model,
    work: { ...work, checkedPlays: work.checkedPlays.length },
    uses: [...program.uses].map(({ file, span, symbol, member }) => ({
      in: file.path,
      span,
      member,
      name: `${symbol.kind} ${symbol.name}`,
      at: [symbol.file.path, symbol.span],
    })),
    places: [...program.places].map(([path, { file, span }]) => [path, file.path, span]),
    left: [program.comparisonsLeft, program.textLeft],
  };
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const words = /[A-Za-z_][A-Za-z0-9_]*|\d+/g;
const pieces = [" ", "\n", "}", "{", "(", "#", "touch x {", " over 7d", "30d", "when ", "\n\n", "let spare = 30d\n"];
const step = fc.record({
  kind: fc.constantFrom("word", "word", "word", "piece", "cut", "remove", "move", "restore"),
  file: share,
  at: share,
  other: share,
});

describe("what is kept of earlier checks", () => {
  it.each(["wholesale", "standard"])("says what a cold check says (%s)", (playbook) => {
    const [, currency = "USD"] =
      /^currency: (\w+)/m.exec(readFileSync(join(playbooks, playbook, "playc.yaml"), "utf8")) ?? [];
    const texts = textsOf(playbook);
    const all = [...new Set([...texts.values()].flatMap((text) => text.match(words) ?? []))];
    const law = fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), (steps) => {
      const session = new Session(texts, currency);
      session.both();
      for (const { kind, file, at, other } of steps) {
        const paths = [...session.files.keys()];
        const path = paths[Math.floor(file * paths.length)];
        const text = path === undefined ? "" : session.files.get(path)!;
        const found = [...text.matchAll(words)];
        const word = found[Math.floor(at * found.length)];
        if (path === undefined || kind === "restore") for (const [each, its] of texts) session.files.set(each, its);
        else if (kind === "remove") session.files.delete(path);
        else if (kind === "move") {
          session.files.delete(path);
          session.files.set(`${"az"[Math.floor(other * 2)]}-${path}`, text);
        } else if (word) {
          const put =
            kind === "word" ? all[Math.floor(other * all.length)]! : pieces[Math.floor(other * pieces.length)]!;
          const end = word.index + (kind === "piece" ? 0 : kind === "cut" ? Math.floor(other * 300) : word[0].length);
          session.files.set(path, text.slice(0, word.index) + (kind === "cut" ? "" : put) + text.slice(end));
        }
        const [kept, cold] = session.both();
        expect(kept).toEqual(cold);
      }
      session.files.clear();
      for (const [path, text] of texts) session.files.set(path, text);
      const [kept, cold] = session.bothCompiled();
      expect(kept).toEqual(cold);
    });
    fc.assert(law, { numRuns: howOften(100, 3) });
  });
});

/** A test that names no field hangs on all of them. */
it.each([
  ["a new one", "account { plan text optional }", "account { plan text optional  seats integer }"],
  ["another type", "account { plan text optional }", "account { plan text }"],
  ["another order", "account { plan text  seats integer }", "account { seats integer  plan text }"],
])("all fields are asked for again: %s", (_, before, after) => {
  const test = 'test "t" { account acme { }  expect no touch hello for acme  days 2026-01-01..2026-01-31 }';
  const session = new Session(new Map(Object.entries({ "a.play": before, "b.play": test })), "USD");
  const [kept, cold] = session.both();
  expect(kept).toEqual(cold);
  session.files.set("a.play", after);
  const [keptThen, coldThen] = session.both();
  expect(keptThen).toEqual(coldThen);
  expect(coldThen).not.toEqual(cold);
});

describe("what is taken of a library", () => {
  const path = "house:house.play";
  const text = `role csm
touch hello { owner csm  channel email  effort 10min  purpose give_insight  kind proactive  template "hello.md" }
task notes { owner csm  effort 20min }
play rescue { level red  pauses task notes  end after 9d  phase first day 1..3 { touch hello } }`;
  const templates = new Map([["hello.md", "Hello {account.name otherwise there}."]]);
  const readers = {
    readText: (each: string) => templates.get(each),
    exists: (each: string) => templates.has(each),
  };
  const library: Library = {
    ...{ name: "house", prefix: "house:", span: { start: 0, end: 0 } },
    ...{ files: [{ path, text }], ...readers },
  };
  const read = parse(path, text);
  const projectOf = (own: string, kept?: Kept): Project => ({
    files: [{ path: "a.play", text: own }],
    currency: "USD",
    libraries: [library],
    ...(kept && { kept, parse: (each: string, its: string) => (each === path ? read : parse(each, its)) }),
    ...readers,
  });

  it("is checked once, whatever the project says beside it", () => {
    const kept = new Kept();
    const nodes = [1, 2, 3].map((days) => {
      const { work } = examine(projectOf(`use house\nlet spare = ${days}d`, kept));
      return [...work.touches, ...work.plays];
    });
    expect(nodes[0]).toHaveLength(2);
    for (const each of nodes) expect(each.map((node, index) => node === nodes[0]![index])).toEqual([true, true]);
  });

  it("is what it is without what was kept, as more and less is taken and replaced", () => {
    const kept = new Kept();
    const all = [
      "use house",
      "use house { play rescue }",
      "use house { touch hello }",
      "use house { task notes, play rescue }",
    ];
    for (const own of [...all, "use house\nreplace task notes { owner csm  effort 5min }", ...all.reverse()]) {
      expect(saidBy(examine(projectOf(own, kept))), own).toEqual(saidBy(examine(projectOf(own))));
    }
    templates.set("hello.md", "Hello {account.seats}.");
    expect(saidBy(examine(projectOf("use house", kept)))).toEqual(saidBy(examine(projectOf("use house"))));
  });
});
