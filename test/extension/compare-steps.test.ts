/** A comparison in the editor, step by step: what comes when, what stays when a step cannot be done, and with which words. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { comparisonContent } from "../../extension/compare/content.ts";
import { base, type Comparing, type Comparison, compare, nothingYet, search } from "../../extension/compare/steps.ts";
import type { DiffReport } from "../../review/types.ts";
import { brokenReport, sampleReport } from "./compare-sample.ts";

const root = mkdtempSync(join(tmpdir(), "playc-steps-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Programs that are asked what `playc diff` is asked, and say what they are told to. */
const { simulated, inFlight, witnesses, ...plain } = sampleReport("login_drop");
const withFigures: DiffReport = { ...plain, simulated: simulated!, inFlight: inFlight! };
const withWitnesses: DiffReport = { ...plain, witnesses: witnesses! };
const says = (report: object) => ({ stdout: JSON.stringify(report) });
const fails = (stderr: string) => ({ stdout: '{"error":{}}', stderr, code: 3 });
type Said = { stdout: string; stderr?: string; code?: number };

class Panel {
  state: Comparison = nothingYet;
  /** All that was shown, one after the other, as somebody reads it. */
  readonly texts: string[] = [];
  readonly logged: string[] = [];
  readonly stopping = new AbortController();
  readonly comparing: Comparing;

  constructor(said: { diff?: Said; simulate?: Said; witness?: Said }, more: Partial<Comparing> = {}) {
    const script = `
      const said = ${JSON.stringify(said)}, words = process.argv.slice(1);
      const { stdout, stderr = "", code = 0 } = said[words.includes("--simulate") ? "simulate" : words.includes("--witness") ? "witness" : "diff"];
      process.stdout.write(stdout); process.stderr.write(stderr + words.slice(5).join(" ")); process.exitCode = code;`;
    const program = { command: process.execPath, before: ["-e", script], environment: {}, isBundled: false };
    this.comparing = {
      program,
      folder: root,
      more: [],
      signal: this.stopping.signal,
      log: (text) => this.logged.push(text),
      show: (change) => {
        this.state = { ...this.state, ...change };
        this.texts.push(this.text);
      },
      ...more,
    };
  }
  get text(): string {
    const html = comparisonContent({ ...this.state, project: "", base, unsaved: 0 });
    return html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  }
}

describe("a comparison", () => {
  it("shows what was changed, then what it does, then histories where the setting asks for them", async () => {
    const panel = new Panel(
      { diff: says(plain), simulate: says(withFigures), witness: says(withWitnesses) },
      { more: ["--witness", "--data", "a b"] },
    );
    await compare(panel.comparing, undefined);
    const order = panel.texts.map((text) => /Comparing|Simulating|Looking|Compare again/.exec(text)?.[0]);
    expect([...new Set(order)]).toEqual(["Comparing", "Simulating", "Looking", "Compare again"]);
    expect(panel.state).toEqual({ ...nothingYet, report: { ...withFigures, witnesses: witnesses! } });
    // Each is asked for what is its own.
    expect(panel.logged.map((text) => text.split("\n").at(-1))).toEqual(["--simulate --data a b", "--witness"]);
  });

  it("keeps the figures from before while there are no new ones, and says so", async () => {
    const panel = new Panel({ diff: says(plain), simulate: says(withFigures) });
    await compare(panel.comparing, withFigures);
    const [last, ...others] = panel.texts.toReversed();
    for (const text of others) if (text.includes("Simulating")) expect(text).toContain("of the comparison before");
    expect(last).not.toContain("of the comparison before");
    expect(last).toContain("Find a history that shows each change");
  });

  it("shows what was changed though it cannot be simulated, and histories all the same", async () => {
    const panel = new Panel(
      {
        diff: says(plain),
        simulate: fails("1 of 3 accounts\nplayc: a.csv is not there\n"),
        witness: says(withWitnesses),
      },
      { more: ["--witness"] },
    );
    await compare(panel.comparing, withFigures);
    expect(panel.state).toEqual({
      ...nothingYet,
      unsimulated: "a.csv is not there",
      report: withWitnesses,
    });
  });

  it("says what it takes where the program reads no histories, and looks for made-up ones", async () => {
    const panel = new Panel({ diff: says(plain), witness: says(withWitnesses) }, { more: ["--witness"] });
    const comparing = { ...panel.comparing, program: { ...panel.comparing.program, isBundled: true } };
    await compare(comparing, undefined);
    expect(panel.state).toEqual({ ...nothingYet, needsProgram: true, report: withWitnesses });
  });

  it.each<[string, DiffReport]>([
    ["nothing was changed", { ...plain, changes: [] }],
    ["one of the two has errors", brokenReport("x")],
  ])("asks for nothing more where %s", async (_, report) => {
    const panel = new Panel({ diff: says(report) }, { more: ["--witness"] });
    await compare(panel.comparing, undefined);
    expect(panel.state).toEqual({ ...nothingYet, report });
  });

  it("can be stopped, and then says nothing of why", async () => {
    const stopped = async (begin: (comparing: Comparing) => Promise<void>, at: Comparison["busy"]) => {
      const panel = new Panel({ diff: says(plain), simulate: says(withFigures), witness: says(withWitnesses) });
      const { show } = panel.comparing;
      const comparing: Comparing = {
        ...panel.comparing,
        show: (change) => {
          show(change);
          if (change.busy === at) panel.stopping.abort();
        },
      };
      await begin(comparing);
      expect(panel.state).toMatchObject({ busy: undefined, failure: undefined, unsimulated: undefined });
      expect(panel.state.unwitnessed).toBeUndefined();
      return panel.state;
    };
    expect((await stopped((each) => compare(each, withFigures), "comparing")).hasOldFigures).toBe(true);
    expect((await stopped((each) => compare(each, withFigures), "simulating")).hasOldFigures).toBe(true);
    await stopped((each) => search(each, plain), "searching");
  });
});

describe("histories that are asked for", () => {
  it("are shown beside what is there", async () => {
    const panel = new Panel({ witness: says(withWitnesses) });
    await search(panel.comparing, withFigures);
    expect(panel.state).toEqual({ ...nothingYet, report: { ...withFigures, witnesses: witnesses! } });
  });

  it("say why they could not be looked for", async () => {
    const panel = new Panel({ witness: fails("playc: there is no memory left\n") });
    panel.state = { ...nothingYet, report: withFigures };
    await search(panel.comparing, withFigures);
    expect(panel.text).toContain("None could be looked for. there is no memory left");
    expect(panel.state.report).toBe(withFigures);
  });
});

describe("an answer of another shape", () => {
  it("is one of another version, and that is said", async () => {
    const panel = new Panel({ witness: says({ ...withWitnesses, version: 2 }) });
    panel.state = { ...nothingYet, report: plain };
    await search(panel.comparing, plain);
    expect(panel.text).toContain("The playc of the project may be of another version");
  });
});

describe("where there is no last commit", () => {
  const refused = "playc: what the command line says of it\n";
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(root, "project-"));
    mkdirSync(join(folder, "books"));
  });
  const git = (...words: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=D", "-c", "user.email=d@example.com", "-c", "commit.gpgsign=false", ...words],
      {
        cwd: folder,
        stdio: "pipe",
      },
    );
  const commitOf = (file: string) => {
    git("init", "-q");
    writeFileSync(join(folder, file), "currency: USD\n");
    git("add", "-A");
    git("commit", "-q", "-m", "x");
  };

  it.each<[string, () => void, string]>([
    ["no repository", () => {}, "lies in no git repository, so there is no last commit. Make one (`git init`)"],
    ["nothing committed yet", () => git("init", "-q"), "Nothing has been committed in this repository yet."],
    ["a commit without the project", () => commitOf("other.txt"), "The last commit does not hold this project."],
    ["another reason", () => commitOf("books/playc.yaml"), "what the command line says of it"],
    ["no folder", () => rmSync(join(folder, "books"), { recursive: true }), "books is not there any more."],
  ])("it is said in words, and nothing of before is shown for it: %s", async (_, prepare, said) => {
    prepare();
    const panel = new Panel({ diff: { ...fails(refused), code: 2 } }, { folder: join(folder, "books") });
    await compare(panel.comparing, withFigures);
    expect(panel.text).toContain("This could not be compared.");
    expect(panel.text).toContain(said);
    expect(panel.state.report).toBeUndefined();
  });

  it("because git cannot be run", async () => {
    const path = process.env.PATH;
    const panel = new Panel({ diff: fails(refused) });
    try {
      process.env.PATH = root;
      await compare(panel.comparing, undefined);
    } finally {
      process.env.PATH = path;
    }
    expect(panel.text).toContain("read with git, which cannot be run here. Install it");
  });
});
