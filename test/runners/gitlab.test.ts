/** The GitLab template, its jobs run as GitLab runs them: a line after the other, until one fails; and the note they keep. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { exitCodes } from "../../cli/failure.ts";
import { Repository } from "../action/runner.ts";
import { buildCli } from "../cli/built.ts";
import { smallProject } from "../cli/small-project.ts";
import { elementsOf } from "../support/xml.ts";

const top = join(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "playc-gitlab-"));
afterAll(() => rmSync(root, { recursive: true }));

interface Job {
  script: string[];
  variables: Record<string, string>;
  rules: { if: string; when?: "never" }[];
  artifacts: { reports?: { codequality: string; junit: string }; paths?: string[] };
}
interface Described {
  spec: { inputs: Record<string, { default: string | boolean }> };
}

/** The template's jobs with these inputs. */
function jobs(inputs: Readonly<Record<string, string | boolean>>): Record<string, Job> {
  const text = readFileSync(join(top, "gitlab/playc.gitlab-ci.yml"), "utf8");
  const described: Described = parseAllDocuments(text)[0]!.toJS();
  const filled = text.replace(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name: string) =>
    String(inputs[name] ?? described.spec.inputs[name]!.default),
  );
  return parseAllDocuments(filled)[1]!.toJS();
}

let repository: Repository;
let base = "";
let folders = 0;
beforeEach(() => {
  repository = new Repository(join(root, String(folders++)));
  for (const [path, text] of Object.entries(smallProject)) repository.write(`plays/${path}`, text);
  mkdirSync(join(repository.folder, "node_modules/playc/gitlab"), { recursive: true });
  writeFileSync(join(repository.folder, ".git/info/exclude"), "node_modules\n");
  for (const name of ["note.mjs"]) {
    writeFileSync(join(repository.folder, "node_modules/playc/gitlab", name), readFileSync(join(top, "gitlab", name)));
  }
  execFileSync(process.execPath, [buildCli().path, "fmt", join(repository.folder, "plays")]);
  base = repository.commit("first");
});

/** Where `npx --no playc` is the playc of these tests, and nothing is installed. */
function tools(): string {
  const folder = join(root, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "npm"), '#!/bin/sh\n[ "$1 $2" = "ci --ignore-scripts" ]\n');
  writeFileSync(
    join(folder, "npx"),
    `#!/bin/sh\n[ "$1 $2" = "--no playc" ] || exit 9\nshift 2\nexec "${process.execPath}" "${buildCli().path}" "$@"\n`,
  );
  for (const name of ["npm", "npx"]) chmodSync(join(folder, name), 0o755);
  return folder;
}

function runJob(
  { script, variables }: Job,
  env: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: number | null; log: string }> {
  const child = spawn("bash", ["-eo", "pipefail", "-c", script.join("\n")], {
    cwd: repository.folder,
    env: {
      PATH: `${tools()}:${process.env.PATH}`,
      HOME: root,
      CI_PROJECT_DIR: repository.folder,
      ...variables,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const collect = (part: string) => {
    log += part;
  };
  child.stdout.setEncoding("utf8").on("data", collect);
  child.stderr.setEncoding("utf8").on("data", collect);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, log }));
  });
}

const made = (name: string) => readFileSync(join(repository.folder, name), "utf8");

interface Note {
  id: number;
  body: string;
  author: { id: number };
}

/** GitLab's notes, two to a page. Reports what it was asked for. */
async function gitLab(notes: Note[]) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let text = "";
      for await (const part of request) text += part;
      requests.push(`${request.method} ${request.url} ${request.headers["private-token"]}`);
      const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
      const [, id] = /^\/projects\/12\/merge_requests\/3\/notes(?:\/(\d+))?$/.exec(pathname) ?? [];
      const given = text === "" ? {} : JSON.parse(text);
      const page = Number(searchParams.get("page"));
      const isMore = 2 * page < notes.length;
      if (request.method === "POST")
        notes.push({ id: 100 + notes.length, body: given.body.trimEnd(), author: { id: 5 } });
      if (request.method === "PUT") notes.find((note) => String(note.id) === id)!.body = given.body.trimEnd();
      response.writeHead(200, {
        "content-type": "application/json",
        ...(isMore && { "x-next-page": String(page + 1) }),
      });
      response.end(JSON.stringify(pathname === "/user" ? { id: 5 } : notes.slice(2 * page - 2, 2 * page)));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    PLAYC_GITLAB_TOKEN: "glpat-x",
    CI_API_V4_URL: `http://127.0.0.1:${port}`,
    CI_PROJECT_ID: "12",
    CI_MERGE_REQUEST_IID: "3",
  };
  return { requests, env, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Whether GitLab takes a job into a pipeline with these variables: by its first rule that holds. */
function isTaken({ rules }: Job, variables: Readonly<Record<string, string>>): boolean {
  const holds = (part: string): boolean => {
    const [, name = "", value] = /^\$(\w+)(?: == "(\w+)")?$/.exec(part) ?? [];
    expect([part, name]).not.toEqual([part, ""]);
    return value === undefined ? (variables[name] ?? "") !== "" : variables[name] === value;
  };
  const rule = rules.find(({ if: text }) => text.split(" && ").every(holds));
  return rule !== undefined && rule.when !== "never";
}

describe("the pipelines of GitLab", () => {
  it("have each job once: of a merge request both, of a branch without one the check", () => {
    const { "playc-check": check, "playc-review": review } = jobs({});
    const taken = (variables: Readonly<Record<string, string>>) => [
      isTaken(check!, variables),
      isTaken(review!, variables),
    ];
    const branch = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "ours" };
    expect(taken({ CI_PIPELINE_SOURCE: "merge_request_event", CI_OPEN_MERGE_REQUESTS: "a/b!3" })).toEqual([true, true]);
    expect(taken({ ...branch, CI_OPEN_MERGE_REQUESTS: "a/b!3" })).toEqual([false, false]);
    expect(taken(branch)).toEqual([true, false]);
    expect(taken({ CI_PIPELINE_SOURCE: "push", CI_COMMIT_TAG: "v1" })).toEqual([false, false]);
  });
});

describe("playc-check", { timeout: 300_000 }, () => {
  it("is fine where nothing is wrong, with the reports that it names", async () => {
    const { "playc-check": job } = jobs({ project: "plays" });
    repository.write(
      "plays/tests.play",
      'test "one" {\n  account acme { arr $60K contract_start 2025-01-06 }\n  history acme { logins 0 on 2025-03-01 }\n  expect logins over 1d = 0 for acme at 2025-03-01\n}\n',
    );
    execFileSync(process.execPath, [buildCli().path, "fmt", join(repository.folder, "plays")]);
    const { exitCode, log } = await runJob(job!);
    expect([exitCode, log]).toEqual([0, expect.any(String)]);
    const { codequality, junit } = job!.artifacts.reports!;
    expect(JSON.parse(made(codequality))).toEqual([
      expect.objectContaining({ check_name: expect.stringMatching(/^PLAY602/) }),
    ]);
    expect(elementsOf(made(junit).replace(/^<\?xml.*\n/, "")).map(({ name }) => name)).toContain("testcase");
  });

  it("fails where the program has errors, and says where", async () => {
    repository.write("plays/more.play", "trigger t { level red when lgins over 7d = 0 do alert manager }\n");
    const { "playc-check": job } = jobs({ project: "plays" });
    repository.write("plays/wide.play", "contact   champion\n");
    const { exitCode, log } = await runJob(job!);
    expect(exitCode).toBe(1);
    expect(log).toContain("There is no metric called `lgins`");
    expect(log).toContain("Not formatted: 1 file");
    expect(JSON.parse(made("playc-quality.json"))).toContainEqual(
      expect.objectContaining({
        severity: "critical",
        location: { path: "plays/more.play", lines: { begin: 1, end: 1 } },
      }),
    );
  });
});

describe("playc-review", { timeout: 300_000 }, () => {
  it("leaves the review as a file and, with a token, keeps one note", async () => {
    const program = made("plays/program.play");
    repository.write("plays/program.play", program.replace("every 2 weeks touch call", "every 1 week touch call"));
    const { "playc-review": job } = jobs({ project: "plays", simulate: true });
    const without = await runJob(job!, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect([without.exitCode, without.log]).toEqual([0, expect.stringContaining("PLAYC_GITLAB_TOKEN is not set")]);
    expect(made(job!.artifacts.paths![0]!)).toContain("every 1 week");
    const notes: Note[] = [1, 2, 3].map((id) => ({ id, body: "Fine.", author: { id: 6 } }));
    notes.push({ id: 4, body: "<!-- playc review of plays -->\nby another", author: { id: 6 } });
    const { env, requests, close } = await gitLab(notes);
    const note = () =>
      runJob({ ...job!, script: [`node node_modules/playc/gitlab/note.mjs playc-review.md plays`] }, env);
    await note();
    expect(notes.at(-1)!.body).toMatch(/^<!-- playc review of plays -->\n[\s\S]*every 1 week/);
    expect((await note()).log).toContain("The note says so already.");
    writeFileSync(join(repository.folder, "playc-review.md"), "/merge\n  /approve\nfine\n");
    await note();
    expect(notes).toHaveLength(5);
    expect(notes.at(-1)!.body).toBe("<!-- playc review of plays -->\n\u2060/merge\n  \u2060/approve\nfine");
    expect(notes[3]!.body).toContain("by another");
    expect(requests.every((each) => each.endsWith(" glpat-x"))).toBe(true);
    await close();
    expect(await note()).toMatchObject({ exitCode: 0, log: expect.stringContaining("The note was not written") });
  });

  it("reads data from a folder that it is told of, and tells what needs no data where there is none", async () => {
    const review = async (inputs: Readonly<Record<string, string | boolean>>) => {
      const { "playc-review": job } = jobs({ project: "plays", ...inputs });
      const { exitCode } = await runJob(job!, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
      const text = made("playc-review.md");
      expect(text).toContain("every 1 week");
      return [exitCode, /Nothing was simulated.*/.exec(text)?.[0] ?? /[+-][\d.]+ touches/.exec(text)?.[0]];
    };
    for (const name of ["accounts.csv", "days.csv", "left.csv"])
      repository.git("mv", `plays/${name}`, repository.folder);
    base = repository.commit("data elsewhere");
    const program = made("plays/program.play");
    repository.write("plays/program.play", program.replace("every 2 weeks touch call", "every 1 week touch call"));
    expect(await review({ data: "." })).toEqual([0, expect.stringMatching(/^\+[\d.]+ touches$/)]);
    expect(await review({ simulate: true })).toEqual([exitCodes.io, expect.stringContaining("accounts.csv")]);
    expect(await review({ data: "exprots" })).toEqual([exitCodes.io, expect.stringContaining("exprots")]);
  });
});

describe("the hooks of pre-commit", { timeout: 300_000 }, () => {
  interface Hook {
    id: string;
    entry: string;
    files: string;
    pass_filenames?: boolean;
  }
  const hooks: Hook[] = parseAllDocuments(readFileSync(join(top, ".pre-commit-hooks.yaml"), "utf8"))[0]!.toJS();

  /** As pre-commit does: the entry's words, the arguments, the files that match. Fails where it changes one, too. */
  function runHook(id: string, files: readonly string[], args: readonly string[] = []): boolean {
    const { entry, files: pattern, pass_filenames: passes = true } = hooks.find((hook) => hook.id === id)!;
    const matching = files.filter((file) => new RegExp(pattern).test(file));
    if (matching.length === 0) return true;
    const [program, ...words] = entry.split(" ");
    expect(program).toBe("playc");
    const before = matching.map(made);
    try {
      execFileSync(process.execPath, [buildCli().path, ...words, ...args, ...(passes ? matching : [])], {
        cwd: repository.folder,
        stdio: "pipe",
      });
    } catch {
      return false;
    }
    return JSON.stringify(matching.map(made)) === JSON.stringify(before);
  }

  it("format what is committed, and stop a program with errors", () => {
    repository.write("plays/more.play", "contact   champion\n");
    repository.write("README.md", "Ours.\n");
    const files = ["README.md", "plays/more.play", "plays/program.play"];
    expect(runHook("playc-fmt", files)).toBe(false);
    expect(made("plays/more.play")).toBe("contact champion\n");
    expect(runHook("playc-fmt", files)).toBe(true);
    expect(runHook("playc-check", files, ["plays"])).toBe(true);
    repository.write("plays/more.play", "trigger t { level red when lgins over 7d = 0 do alert manager }\n");
    expect(runHook("playc-check", files, ["plays"])).toBe(false);
    expect(runHook("playc-check", ["src/index.ts"])).toBe(true);
    expect(existsSync(join(repository.folder, "plays/more.play"))).toBe(true);
  });
});
