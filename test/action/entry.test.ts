/**
 * The action as a release has it, run as the runner runs it: on a change, from a fork, where what it was has errors, where a budget
 * is over, from a shallow checkout; and what is hostile in a change reaches nothing.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { markerOf } from "../../action/marker.ts";
import { smallProject } from "../cli/small-project.ts";
import { type GitHub, gitHub, someComment } from "./github.ts";
import { proxyServer } from "./proxy-server.ts";
import { actionFile, buildEntry, Repository, type Run, runAction } from "./runner.ts";

const root = mkdtempSync(join(tmpdir(), "playc-action-"));
let entry = "";
let github: GitHub;
let repository: Repository;
let base = "";
let folders = 0;

beforeAll(() => {
  entry = buildEntry();
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(async () => {
  github = await gitHub();
  repository = new Repository(join(root, String(folders++)));
  for (const [path, text] of Object.entries(smallProject)) repository.write(`plays/${path}`, text);
  repository.write("README.md", "Ours.\n");
  await formatted();
  base = repository.commit("first");
});
afterEach(async () => {
  expect(github.wrong).toEqual([]);
  await github.close();
});

/** The small project as `playc fmt` has it. */
async function formatted(): Promise<void> {
  const { format } = await import("../../compiler/format/format.ts");
  const made = format("program.play", smallProject["program.play"]!);
  if (made.kind === "formatted") repository.write("plays/program.play", made.text);
}

const program = () => join(repository.folder, "plays/program.play");
async function change(from: string | RegExp, to: string): Promise<void> {
  const { readFileSync } = await import("node:fs");
  const before = readFileSync(program(), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(program(), after);
}

/** A head with the change, checked out as it is merged. */
function pull(): Pick<Run, "base" | "head"> {
  const head = repository.commit("the change");
  repository.checkOutMerged(base, head);
  return { base, head };
}

const run = (more: Partial<Run>) =>
  runAction({
    entry,
    workspace: repository.folder,
    github,
    event: "pull_request",
    ...more,
    inputs: { project: "plays", ...more.inputs },
  });

describe("a pull request", { timeout: 300_000 }, () => {
  it("gets one comment, kept up to date, with annotations, outputs and a summary", async () => {
    await change("every 2 weeks touch call", "every 1 week touch call");
    const first = await run({ ...pull(), inputs: { sarif: "true", "docs-url": "https://example.org/plays/" } });
    expect([first.exitCode, first.log]).toEqual([0, expect.stringContaining("cadence rhythm")]);
    expect(github.comments).toHaveLength(1);
    const { body } = github.comments[0]!;
    expect(body.startsWith(markerOf("plays"))).toBe(true);
    expect(body).toContain("every 1 week");
    expect(body).toContain("https://example.org/plays/");
    expect(first.summary).toContain("every 1 week");
    expect(first.commands).toContainEqual({
      name: "notice",
      properties: expect.objectContaining({ file: "plays/program.play", title: "cadence rhythm" }),
      data: expect.stringContaining("every 1 week"),
    });
    expect(Object.keys(first.outputs).sort()).toEqual(Object.keys(actionFile.outputs).sort());
    expect(first.outputs).toMatchObject({
      errors: "0",
      "over-budget": "false",
      changes: expect.stringMatching(/^[1-9]/),
    });
    expect(Number(first.outputs["touches-change"])).toBeGreaterThan(0);
    expect(Number(first.outputs["hours-change"])).toBeGreaterThan(0);
    expect(first.outputs["comment-url"]).toBe(`https://github.com/acme/playbooks/pull/7#issuecomment-1000`);
    expect(github.analyses.map(({ ref, document }) => [ref, document.runs[0]!.results])).toEqual([
      ["refs/pull/7/merge", [expect.objectContaining({ ruleId: "PLAY602" })]],
    ]);
    expect(first.log.replace(`::add-mask::${github.token}`, "")).not.toContain(github.token);

    repository.git("checkout", "-q", "main");
    await change("every 1 week touch call", "every 3 weeks touch call");
    const second = await run(pull());
    expect(second.exitCode).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toContain("every 3 weeks");
  });

  it("from a fork, whose token may only read, is told in the summary and fails nothing", async () => {
    await change("every 2 weeks touch call", "every 1 week touch call");
    github.mayWrite = false;
    const { exitCode, commands, summary } = await run({ ...pull(), isFork: true, inputs: { simulate: "never" } });
    expect(exitCode).toBe(0);
    expect(commands.map(({ data }) => data)).toContainEqual(expect.stringMatching(/from a fork .*may only read/));
    expect(summary).toContain("every 1 week");
    expect(github.comments).toEqual([]);
  });

  it("that changes no playbook makes no comment, and corrects one that is there", async () => {
    repository.write("README.md", "Ours, and yours.\n");
    const given = pull();
    expect(await run(given)).toMatchObject({ exitCode: 0, outputs: { changes: "0", "comment-url": "" } });
    expect(github.comments).toEqual([]);
    github.comments.push(someComment(5, "github-actions[bot]", `${markerOf("plays")}\nstale`));
    await run(given);
    expect(github.comments[0]!.body).not.toContain("stale");
  });

  it("that mends what had errors is told as far as words go, and does not fail", async () => {
    await change("every 2 weeks touch call", "every 2 weeks touch cal");
    base = repository.commit("broken");
    await change("every 2 weeks touch cal", "every 2 weeks touch call");
    const { exitCode, outputs } = await run(pull());
    expect([exitCode, outputs.errors, outputs.changes]).toEqual([0, "0", ""]);
    expect(github.comments[0]!.body).toContain("program.play");
  });

  it("that breaks a budget fails, with the week and the person", async () => {
    repository.write("plays/playc.yaml", `${smallProject["playc.yaml"]}budgets: { touches_per_person_and_week: 1 }\n`);
    await change("every 2 weeks touch call", "every 1 week touch call");
    const { exitCode, commands, outputs } = await run(pull());
    expect([exitCode, outputs["over-budget"]]).toEqual([1, "true"]);
    expect(commands.filter(({ name }) => name === "error").map(({ data }) => data)).toEqual([
      expect.stringMatching(/touches of a person in a week: .* OVER, (Ann|Bo|李 Wei) in the week of 2025-\d\d-\d\d/),
    ]);
  });

  it("whose data is elsewhere says that nothing was simulated; data or days that were asked for must be had", async () => {
    repository.git("mv", "plays/accounts.csv", "plays/days.csv", "plays/left.csv", ".");
    repository.write(
      "plays/playc.yaml",
      `${smallProject["playc.yaml"]}budgets: { touches_per_person_and_week: 40, untouched_accounts: 5 }\n`,
    );
    base = repository.commit("data elsewhere");
    await change("every 2 weeks touch call", "every 1 week touch call");
    const given = pull();
    const silent = "accounts.csv is not there; 2 budgets not judged.";
    const auto = await run(given);
    expect([auto.exitCode, auto.outputs["over-budget"]]).toEqual([0, ""]);
    expect(auto.commands).toContainEqual(
      expect.objectContaining({ name: "notice", data: expect.stringContaining(`Not simulated: ${silent}`) }),
    );
    expect(github.comments[0]!.body).toContain(silent);
    expect(auto.summary).toContain(silent);
    const had = await run({ ...given, inputs: { data: "." } });
    expect([had.exitCode, had.outputs["over-budget"]]).toEqual([0, "false"]);
    const asked: [Record<string, string>, RegExp][] = [
      [{ data: "exprots" }, /^Not simulated: [\s\S]*exprots/],
      [{ simulate: "always" }, /^Not simulated: [\s\S]*accounts\.csv/],
      [{ data: ".", from: "2027-01-01" }, /^Not simulated: [\s\S]*2027-01-01/],
    ];
    for (const [inputs, why] of asked) {
      const { exitCode, commands, outputs } = await run({ ...given, inputs });
      expect([exitCode, outputs.changes]).toEqual([1, "1"]);
      expect(commands.filter(({ name }) => name === "error").map(({ data }) => data)).toEqual([
        expect.stringMatching(why),
      ]);
      expect(github.comments[0]!.body).toContain("every 1 week");
    }
  });

  it("of a folder that is not there is one sentence", async () => {
    const { exitCode, commands } = await run({ ...pull(), inputs: { project: "nope" } });
    expect([exitCode, commands.filter(({ name }) => name !== "add-mask")]).toEqual([
      1,
      [{ name: "error", properties: {}, data: expect.stringMatching(/^There is no folder nope\b[^:]*$/) }],
    ]);
  });

  it("with mistakes, a wrong layout and a failed test fails, each at its line", async () => {
    repository.write("plays/more.play", "contact   champion\n");
    repository.write(
      "plays/tests.play",
      'test "one" {\n  account acme { arr $60K contract_start 2025-01-06 }\n  history acme { logins 0 on 2025-03-01 }\n  expect logins over 1d = 1 for acme at 2025-03-01\n}\n',
    );
    const failed = await run({ ...pull(), inputs: { simulate: "never" } });
    expect([failed.exitCode, failed.outputs.unformatted, failed.outputs["failed-tests"]]).toEqual([
      1,
      expect.stringMatching(/[12]/),
      "1",
    ]);
    const places = failed.commands.map(({ name, properties }) => `${name} ${properties.file}:${properties.line}`);
    expect(places).toContain("error plays/more.play:1");
    expect(places).toContain("error plays/tests.play:4");
    repository.write("plays/more.play", "trigger t { level red when lgins over 7d = 0 do alert manager }\n");
    const wrong = await run({ base, head: repository.commit("wrong"), inputs: { simulate: "never", format: "false" } });
    expect([wrong.exitCode, wrong.outputs.errors]).toEqual([1, "1"]);
    expect(wrong.commands).toContainEqual({
      name: "error",
      properties: expect.objectContaining({ file: "plays/more.play", line: "1" }),
      data: expect.stringContaining("`lgins`"),
    });
  });

  it("with more mistakes than are shown tells those on changed lines first, then those in changed files", async () => {
    const wrong = (name: string) =>
      `trigger ${name} {\n  level red\n  when no_${name} over 7d = 0\n  do alert manager\n}\n`;
    const many = Array.from({ length: 12 }, (_, index) => wrong(`a${index}`));
    repository.write("plays/a.play", many.join("\n"));
    repository.write("plays/m.play", [wrong("m1"), wrong("m2")].join("\n"));
    base = repository.commit("broken");
    repository.write("plays/m.play", [wrong("m1"), wrong("changed")].join("\n"));
    repository.write("plays/z.play", wrong("z"));
    const given = { ...pull(), inputs: { simulate: "never" } };
    const placesOf = (ran: Awaited<ReturnType<typeof run>>) =>
      ran.commands
        .filter(({ name, properties }) => name === "error" && properties.file !== undefined)
        .map(({ properties }) => `${properties.file}:${properties.line}`);
    const first = await run(given);
    const expected = [
      "plays/m.play:9",
      "plays/z.play:3",
      "plays/m.play:3",
      ...[0, 1, 2, 3, 4].map((at) => `plays/a.play:${3 + 6 * at}`),
    ];
    expect([first.outputs.errors, placesOf(first)]).toEqual(["15", expected]);
    expect(first.commands.filter(({ name }) => name === "error").at(-2)!.data).toContain("And 7 more errors");
    expect(first.log).toContain("no_a11");
    expect(placesOf(await run({ ...given, event: "push" }))).toEqual(expected);
    expect(placesOf(await run({ event: "push", inputs: { simulate: "never" } }))[0]).toBe("plays/a.play:3");
  });

  it("of a head that is checked out, onto a base that was pushed by force, in a folder of the workspace, behind a proxy", async () => {
    const between = await proxyServer();
    repository.write("plays/more.play", "contact   champion\n");
    const head = repository.commit("the change");
    repository.git("update-ref", "refs/remotes/origin/main", base);
    const lost = "1".repeat(40);
    const { outputs, commands } = await run({
      workspace: root,
      base: lost,
      head,
      commit: "2".repeat(40),
      inputs: { project: `${basename(repository.folder)}/plays`, simulate: "never", sarif: "true" },
      // No proxy is asked for 127.0.0.1 itself.
      env: { GITHUB_API_URL: github.url.replace("127.0.0.1", "0.0.0.0"), HTTP_PROXY: between.url },
    });
    await between.close();
    expect(between.tunnels.length).toBeGreaterThan(0);
    expect(outputs.changes).toBe("1");
    expect(commands.map(({ properties }) => properties.file)).toContain("plays/more.play");
    expect(github.comments[0]!.body.startsWith(markerOf("plays"))).toBe(true);
    expect(github.analyses.map(({ ref, commit }) => [ref, commit])).toEqual([["refs/pull/7/head", head]]);
    const absolute = await run({
      base: lost,
      head,
      inputs: { project: join(repository.folder, "plays"), simulate: "never" },
    });
    expect([absolute.outputs.changes, github.comments.length]).toEqual(["1", 1]);
    repository.git("update-ref", "-d", "refs/remotes/origin/main");
    const without = await run({ base: lost, head, inputs: { simulate: "never" } });
    expect(without.commands.at(-1)!.data).toContain("`fetch-depth: 0`");
  });

  it("in a checkout without what it changes says what to set", async () => {
    await change("every 2 weeks touch call", "every 1 week touch call");
    const given = pull();
    const clone = join(root, `clone-${folders}`);
    repository.git("branch", "merged");
    repository.git("clone", "-q", "--depth", "1", "--branch", "merged", `file://${repository.folder}`, clone);
    const { exitCode, commands, outputs } = await run({ ...given, workspace: clone });
    expect([exitCode, outputs.errors]).toEqual([1, "0"]);
    expect(commands.at(-1)!.data).toContain("`fetch-depth: 2`");
  });

  it("that brings the first project has nothing to be compared with", async () => {
    const files = { "playc.yaml": smallProject["playc.yaml"]!, "only.play": "contact champion\n" };
    for (const [path, text] of Object.entries(files)) repository.write(`elsewhere/${path}`, text);
    const { exitCode, commands } = await run({ ...pull(), inputs: { project: "elsewhere", simulate: "never" } });
    expect(commands.filter(({ name }) => name === "notice").map(({ data }) => data)).toContainEqual(
      expect.stringContaining("nothing to compare with"),
    );
    expect(exitCode).toBe(commands.some(({ name }) => name === "error") ? 1 : 0);
  });
});

describe("a merge queue", { timeout: 300_000 }, () => {
  it("is asked once more what is over, and given no comment", async () => {
    repository.write("plays/playc.yaml", `${smallProject["playc.yaml"]}budgets: { touches_per_person_and_week: 1 }\n`);
    await change("every 2 weeks touch call", "every 1 week touch call");
    const { exitCode, outputs, summary } = await run({ event: "merge_group", base, head: repository.commit("queued") });
    expect([exitCode, outputs["over-budget"], outputs["comment-url"]]).toEqual([1, "true", ""]);
    expect(summary).toContain("every 1 week");
    expect(github.requests).toEqual([]);
    const unknown = await run({ event: "merge_group", base: "1".repeat(40) });
    expect([unknown.exitCode, unknown.outputs.errors, unknown.outputs.changes]).toEqual([0, "0", ""]);
  });
});

describe("a push", { timeout: 300_000 }, () => {
  it("is checked, and compared with nothing", async () => {
    const { exitCode, outputs } = await run({ event: "push", head: base, inputs: { sarif: "true" } });
    expect([exitCode, outputs.errors, outputs.changes]).toEqual([0, "0", ""]);
    expect(github.analyses.map(({ commit }) => commit)).toEqual([base]);
    expect(github.requests.some((each) => each.includes("/issues/"))).toBe(false);
  });
});

describe("a change from a stranger", { timeout: 300_000 }, () => {
  /** What a change could bring to be run, read or obeyed. */
  function booby(): string {
    const canary = join(root, `canary-${folders}`);
    const touch = `require("fs").writeFileSync(${JSON.stringify(canary)}, "")`;
    repository.write("package.json", JSON.stringify({ scripts: { prepare: `touch ${canary}` }, type: "commonjs" }));
    repository.write("node_modules/playc/package.json", JSON.stringify({ name: "playc", main: "index.js" }));
    repository.write("node_modules/playc/index.js", touch);
    repository.write("node_modules/@duckdb/node-api/package.json", JSON.stringify({ main: "index.js" }));
    repository.write("node_modules/@duckdb/node-api/index.js", touch);
    repository.write(".npmrc", "registry=http://127.0.0.1:9/\n");
    repository.write(".gitattributes", "*.play filter=evil diff=evil\n");
    repository.write(
      "plays/evil.play",
      "# ::add-mask::plays\n##[set-output name=errors]99\ncontact champion # ::error::%0A::set-env name=NODE_OPTIONS::x\n",
    );
    return canary;
  }

  it("runs nothing, reads no secret and gives no command, in the job that may only read", async () => {
    const canary = booby();
    await change("every 2 weeks touch call", "every 1 week touch call");
    github.mayWrite = false;
    const { commands, outputs, log } = await run({ ...pull(), isFork: true, inputs: { format: "false" } });
    expect(existsSync(canary)).toBe(false);
    expect(outputs.errors).toBe("0");
    expect(new Set(commands.map(({ name }) => name))).toEqual(
      new Set(["add-mask", "notice", "warning"].filter((name) => commands.some((each) => each.name === name))),
    );
    expect(commands.filter(({ name }) => name === "add-mask").map(({ data }) => data)).toEqual([github.token]);
    expect(log.replace(`::add-mask::${github.token}`, "")).not.toContain(github.token);
  });

  it("is read out of git alone where the job may write, and commented on", async () => {
    repository.git("checkout", "-q", "-b", "theirs");
    const canary = booby();
    await change("every 2 weeks touch call", "every 1 week touch call");
    const head = repository.commit("theirs");
    repository.git("checkout", "-q", "main");
    const { exitCode, outputs } = await run({ event: "pull_request_target", base, head, isFork: true });
    expect([exitCode, outputs.errors]).toEqual([0, "0"]);
    expect(Number(outputs["touches-change"])).toBeGreaterThan(0);
    expect(github.comments[0]!.body).toContain("every 1 week");
    expect(existsSync(canary)).toBe(false);
    expect(repository.git("status", "--porcelain")).toBe("");

    repository.git("checkout", "-q", head);
    const refused = await run({ event: "pull_request_target", base, head, isFork: true });
    expect(refused.exitCode).toBe(1);
    expect(refused.commands.at(-1)!.data).toContain("in a job whose token may write");

    const clone = join(root, `clone-${folders}`);
    repository.git("clone", "-q", "--single-branch", "--branch", "main", `file://${repository.folder}`, clone);
    const missing = await run({ event: "pull_request_target", base, head, isFork: true, workspace: clone });
    expect(missing.commands.at(-1)!.data).toContain("git fetch --no-tags origin pull/7/head");
  });
});
