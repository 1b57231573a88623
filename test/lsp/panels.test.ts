/** What the extension's panels ask of the server: the tree of playbooks, tests, pictures of plays, and where figures come from. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { languageHost } from "../../cli/language-host.ts";
import {
  type FlowAnswer,
  type OriginsAnswer,
  type PlaybooksAnswer,
  type ProjectsAnswer,
  panelRequests,
  type TestsAnswer,
} from "../../lsp/server/panel-requests.ts";
import { drawingOf, playAt, playsOf } from "../../lsp/service/drawing.ts";
import { digestOf, originsOf } from "../../lsp/service/origins.ts";
import { type PlaybookNode, playbooksOf } from "../../lsp/service/playbooks.ts";
import { ProjectService } from "../../lsp/service/project.ts";
import { testsOf } from "../../lsp/service/tests.ts";
import { type Client, connect, uriOf } from "./client.ts";
import { fixture, shown } from "./fixture.ts";
import { folder, type TestFolder } from "./folders.ts";
import { model } from "./model.ts";

const around = { "model.play": model };
const playbooks = join(import.meta.dirname, "../../playbooks");
const projects = readdirSync(playbooks)
  .filter((name) => existsSync(join(playbooks, name, "playc.yaml")))
  .map((name) => {
    const root = join(playbooks, name);
    const analysis = new ProjectService(languageHost.disk(root)).analysis();
    return { name, root, analysis, schedule: compileProject(root).schedule };
  });

function* all(nodes: readonly PlaybookNode[]): Generator<PlaybookNode> {
  for (const node of nodes) {
    yield node;
    yield* all(node.children);
  }
}

describe.each(projects)("playbooks/$name", ({ analysis, schedule }) => {
  const tree = playbooksOf(analysis);
  const work = [...schedule.cadences, ...schedule.triggers, ...schedule.plays];
  const kinds = new Set(["cadence", "trigger", "play"]);

  it("each segment and touch model gets what is for it, by stage, and nothing else", () => {
    const named = [...schedule.segments.map(({ name }) => name), ...(schedule.models ?? []).map(({ name }) => name)];
    const tops = tree.filter(({ kind }) => kind === "segment" || kind === "model");
    expect(tops.map(({ name }) => name)).toEqual(named);
    for (const { kind, name, children } of tops) {
      const wanted = work.filter(({ scope }) => {
        const isForAll = !scope.segments && !scope.models;
        return kind === "segment" ? isForAll || scope.segments?.includes(name) : scope.models?.includes(name);
      });
      const groups = children.flatMap((group) =>
        group.children.map((node) => `${group.name}: ${node.kind} ${node.name}`),
      );
      const expected = wanted.map(
        ({ path, scope }) => `${scope.stage ? `during ${scope.stage}` : "at any time"}: ${path}`,
      );
      expect(groups.sort()).toEqual(expected.sort());
    }
  });

  it("every declaration of work, stage and journey is in it, and everything that is written has its place", () => {
    const nodes = [...all(tree)];
    const paths = new Set(nodes.filter(({ kind }) => kinds.has(kind)).map(({ kind, name }) => `${kind} ${name}`));
    expect([...paths].sort()).toEqual(work.map(({ path }) => path).sort());
    const stages = [...schedule.stages, ...(schedule.journeys ?? []).flatMap((journey) => journey.stages)];
    const names = nodes.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(stages.map(({ name }) => name)));
    for (const node of nodes) {
      if (node.kind === "any time") continue;
      const text = node.place && analysis.textOf(node.place.path);
      expect(text?.slice(node.place!.span.start, node.place!.span.end), node.name).not.toBe("");
      if (kinds.has(node.kind)) expect(text!.slice(node.place!.span.start, node.place!.span.end)).toBe(node.name);
    }
  });

  it("plays are drawn, and the editor's program is the one that runs", () => {
    const [first] = playsOf(analysis);
    expect(drawingOf(analysis, first!)?.svg).toContain(`<title>Play ${first}</title>`);
    expect(playsOf(analysis)).toHaveLength(schedule.plays.length);
    expect(digestOf(analysis)).toBe(schedule.digest);
    const originOf = originsOf(analysis);
    for (const [path, { file }] of Object.entries(schedule.sources)) expect(originOf(path)?.path).toBe(file);
  });
});

describe("a half-written project", () => {
  it("has a tree of what can be read", () => {
    const { analysis } = fixture(
      "trigger quiet for large { level red when logins over 7d = 0 do start rescue }\nplay",
      around,
    );
    const told = [...all(playbooksOf(analysis))].map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`);
    expect(told).toEqual(
      expect.arrayContaining(["segment large: arr >= $50K", "trigger quiet: red, when logins over 7d = 0"]),
    );
    expect(told.filter((each) => each.startsWith("trigger quiet"))).toHaveLength(1);
  });

  it("without segments is for all customers", () => {
    const { analysis } = fixture("event lost\nrole csm owns accounts\ntrigger gone { level red on lost do alert csm }");
    expect(playbooksOf(analysis)).toMatchObject([
      { kind: "everybody", name: "all customers", children: [{ kind: "any time", children: [{ name: "gone" }] }] },
    ]);
  });

  it("has no digest while there is a mistake, and the same for the same program laid out otherwise", () => {
    const program = "trigger quiet { level red when logins over 7d = 0 do start rescue }";
    const digest = digestOf(fixture(program, around).analysis);
    expect(digest).toMatch(/^sha256:/);
    expect(digestOf(fixture(`# said\n${program.replaceAll(" ", "\n")}`, around).analysis)).toBe(digest);
    expect(digestOf(fixture(program.replace("7d", "8d"), around).analysis)).not.toBe(digest);
    expect(digestOf(fixture(program.replace("logins", "loggings"), around).analysis)).toBeUndefined();
  });

  it.each([
    ["a play", "play go { lev$0el red start when arr > $3 end after 3d }", "go"],
    ["a trigger that starts one", "trigger t { level red when arr > $3 do start res$0cue }", "rescue"],
    ["a trigger that starts none", "trigger t { level red when arr > $3 do al$0ert csm }", undefined],
    ["a ladder of no play", "escalation up { after$0 2d alert manager }", undefined],
    [
      "a ladder of a play",
      "escalation up { after$0 2d alert manager }\nplay go { level red start when arr > $3 end after 3d escalation up }",
      "go",
    ],
    ["a play with a mistake", "play go { level r$0ed start when arr > nothing phase a day 1..2 { task notes } }", "go"],
    ["a touch", "touch x$0 { }", undefined],
    ["nothing", "$0", undefined],
  ])("knows which play is meant at %s", (_, text, play) => {
    const { analysis, path, offset } = fixture(text, around);
    expect(playAt(analysis, path, offset)).toBe(play);
    if (play !== undefined) expect(drawingOf(analysis, play)?.svg).toContain(`play ${play}`);
  });

  it("lists tests that have a title", () => {
    const { analysis, files, marks } = fixture(
      'test "one" { }\n^^^^^^^^^^^^^^\ntest { }\n--- b.play\ntest "two" { }\n^^^^^^^^^^^^^^\n',
    );
    const tests = testsOf(analysis);
    expect(tests.map(({ name }) => name).sort()).toEqual(["one", "two"]);
    expect(tests.map((test) => shown(files, test)).sort()).toEqual(marks.map((mark) => shown(files, mark)).sort());
  });
});

describe("after edits", () => {
  const root = join(playbooks, "saas");
  const disk = languageHost.disk(root);
  const file = "plays.play";
  const text = disk.read()!.readText(file)!;
  const edits: [what: string, (before: string) => string][] = [
    ["nothing", (before) => before],
    ["lines above", (before) => `# one\n\n${before}`],
    ["another length", (before) => before.replace("end after 120d", "end after 90d")],
    ["a play that is broken", (before) => before.replace("start when health < 60", "start when health <")],
    ["and mended", (before) => before.replace("start when health <\n", "start when health < 50\n")],
    ["a name", (before) => before.replaceAll("quick_wins", "first_wins")],
    ["a ladder that is gone", (before) => before.replace(/escalation rescue \{[^}]*\}/, "")],
    ["and all of it back", () => text],
  ];

  it("the tree, the pictures and the digest are those of the text as it is, whatever was kept", () => {
    const service = new ProjectService(disk);
    let now = text;
    for (const [what, edit] of edits) {
      now = edit(now);
      service.edit(file, now);
      const cold = new ProjectService(disk);
      cold.edit(file, now);
      const [warm, fresh] = [service.analysis(), cold.analysis()];
      expect(playbooksOf(warm), what).toEqual(playbooksOf(fresh));
      expect(digestOf(warm), what).toBe(digestOf(fresh));
      const [play] = playsOf(warm).filter((name) => name === "at_risk");
      expect(play && drawingOf(warm, play), what).toEqual(play && drawingOf(fresh, play));
    }
  });
});

describe("over the protocol", () => {
  const text =
    'trigger quiet for large {\n  level red\n  when logins over 7d = 0\n  do start rescue\n}\ntest "it fires" {\n}\n';
  let at: TestFolder;
  let client: Client;
  let uri: string;
  const ask = <Answer>(method: string, params: object = {}): Promise<Answer> =>
    client.connection.sendRequest(method, params);

  beforeAll(async () => {
    at = folder({
      "playc.yaml": "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\n",
      "model.play": model,
      "a.play": text,
    });
    client = await connect([at.path], {}, { commands: ["playc.showFlow"] });
    uri = client.open(join(at.path, "a.play"), text);
  });
  afterAll(() => {
    client.connection.dispose();
    at.remove();
  });

  it("a play is drawn at a position or by its name, with places that are there", async () => {
    const position = { line: 3, character: 12 };
    const answer = await ask<FlowAnswer>(panelRequests.flow, { textDocument: { uri }, position });
    expect(answer.plays).toEqual(["rescue"]);
    expect(answer.drawing?.play).toBe("rescue");
    const keys = [...answer.drawing!.svg!.matchAll(/data-place="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(keys)).toEqual(new Set(Object.keys(answer.drawing!.places)));
    expect(answer.drawing!.places["a.play:1"]).toMatchObject({ uri, range: { start: { line: 0 } } });
    const named = await ask<FlowAnswer>(panelRequests.flow, { textDocument: { uri }, play: "rescue" });
    expect(named).toEqual(answer);
    const none = await ask<FlowAnswer>(panelRequests.flow, { textDocument: { uri }, play: "gone" });
    expect(none).toEqual({ drawing: null, plays: ["rescue"] });
  });

  it("projects are their folders", async () => {
    expect(await ask<ProjectsAnswer>(panelRequests.projects)).toEqual({ folders: [uriOf(at.path)] });
  });

  it("the tree, the tests and the origins come with places in files", async () => {
    const { projects } = await ask<PlaybooksAnswer>(panelRequests.playbooks);
    expect(projects).toMatchObject([{ folder: uriOf(at.path), nodes: [{ kind: "segment", name: "large" }, {}, {}] }]);
    expect(projects[0]!.nodes[0]!.location).toMatchObject({ uri: uriOf(join(at.path, "model.play")) });
    expect(await ask<TestsAnswer>(panelRequests.tests)).toMatchObject({
      projects: [
        { tests: [{ name: "it fires", file: "a.play", uri, range: { start: { line: 5 }, end: { line: 6 } } }] },
      ],
    });
    const origins = await ask<OriginsAnswer>(panelRequests.origins, {
      textDocument: { uri: uriOf(join(at.path, "playc.yaml")) },
      sources: ["trigger quiet", "trigger quiet/do/1/1", "cadence gone", 7],
    });
    expect(Object.keys(origins.places)).toEqual(["trigger quiet", "trigger quiet/do/1/1"]);
    expect(origins.places["trigger quiet"]).toMatchObject({ uri, range: { start: { line: 0, character: 0 } } });
  });

  it("a play's lens opens its flow, where the client can", async () => {
    const modelUri = client.open(join(at.path, "model.play"), model);
    expect(await ask("textDocument/codeLens", { textDocument: { uri: modelUri } })).toContainEqual(
      expect.objectContaining({
        command: { title: "show flow", command: "playc.showFlow", arguments: [modelUri, "rescue"] },
      }),
    );
  });

  it("nonsense is answered with an error, and the server stays", async () => {
    for (const method of Object.values(panelRequests)) {
      for (const params of [{}, { textDocument: 3 }, { textDocument: { uri }, sources: "x", position: {}, play: 4 }]) {
        await ask(method, params).catch(() => undefined);
      }
    }
    expect(await ask<TestsAnswer>(panelRequests.tests)).toMatchObject({ projects: [{}] });
  });
});
