/** The two programs of a comparison, read out of small git repositories, folders and schedules: what is found, what is refused, and that a repository can run nothing. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { comparedOf, reportOn } from "../../cli/revisions/report.ts";
import { type Asked, type Program, programsOf, uncommittedNote } from "../../cli/revisions/sides.ts";
import { scheduleText } from "../../cli/schedule-text.ts";
import { diffText } from "../../cli/views/diff.ts";
import type { SettingChange } from "../../review/types.ts";

const root = mkdtempSync(join(tmpdir(), "playc-revisions-"));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
let repository = "";
/** The project inside the repository. */
let project = "";

function git(...words: string[]): string {
  const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", repository, ...identity, ...words], { encoding: "utf8", stdio: "pipe" }).trim();
}

function write(path: string, text: string, folder = project): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const projectFile = `
currency: USD
time_zone: UTC
account: { file: accounts.csv, key: id }
people: { csm: { column: owner } }
metrics: { file: usage.csv, key: id, day: day, columns: { logins: logins }, covers: 2026-01-01..2026-03-31 }
`;
const model = `
account { arr money contract_start date begins contract_start }
metric logins count per day missing is zero
role csm owns accounts
touch check_in { channel video owner csm effort 25min purpose address_need kind proactive template "texts/check_in.md" }
`;
const trigger = (fall: string) =>
  `trigger login_drop { level yellow when logins falls > ${fall} week over week do touch check_in within 48h rest 30d }\n`;

function commit(message: string): string {
  git("add", "-A");
  git("commit", "-q", "--allow-empty", "-m", message);
  return git("rev-parse", "HEAD");
}

beforeEach(() => {
  repository = join(root, `repository-${folders++}`);
  project = join(repository, "playbooks/ours");
  mkdirSync(project, { recursive: true });
  git("init", "-q", "-b", "main");
  write("playc.yaml", projectFile);
  write("model.play", model);
  write("triggers.play", trigger("30%"));
  write("texts/check_in.md", "How are you?\n");
  commit("first");
});

function said(base: string, head?: string, folder = project): string {
  const asked: Asked = { base, project: folder, ...(head !== undefined && { head }) };
  const { before, after } = programsOf(asked);
  return diffText(reportOn(before, after, comparedOf(before, after), uncommittedNote(asked, after)), {
    width: 100,
    colour: false,
  });
}

const looser =
  "when logins falls > 20% week over week, was > 30%; can fire for more: wherever it was true, it still is";

describe("a revision", () => {
  it("is compared with the folder as it stands, and says that not all of it is committed", () => {
    write("triggers.play", trigger("20%"));
    const text = said("main");
    expect(text).toContain("trigger login_drop  triggers.play:1");
    expect(text).toContain(looser);
    expect(text).toContain("note: Changes that are not committed are part of this.");
  });

  it("is compared with another one, without what is not committed", () => {
    write("triggers.play", trigger("20%"));
    commit("second");
    write("triggers.play", trigger("10%"));
    const text = said("HEAD~1", "HEAD");
    expect(text).toContain(looser);
    expect(text).toContain("note: Changes that are not committed are no part of this");
    expect(said("HEAD~1..HEAD")).toContain(looser);
    commit("third");
    expect(said("HEAD~1", "HEAD")).not.toContain("not committed");
    write("texts/check_in.md", "How is it?\n");
    expect(said("HEAD~1", "HEAD")).toContain("note: Changes that are not committed are no part of this");
  });

  it("is the last commit that both have, with three dots", () => {
    git("checkout", "-q", "-b", "ours");
    write("triggers.play", trigger("20%"));
    commit("on the branch");
    git("checkout", "-q", "main");
    write("more.play", "contact champion\n");
    commit("meanwhile");
    git("checkout", "-q", "ours");
    expect(said("main...ours")).not.toContain("champion");
    expect(said("main...")).toContain(looser);
    // Not main as it is now.
    expect(said("main...ours")).toMatch(/^main\.\.\.ours \([0-9a-f]{8}\) to ours /);
    expect(said("main", "ours")).toContain("contact champion");
  });

  it("says so where only order, comments and layout differ", () => {
    write("triggers.play", `# why\n\n${trigger("30%").replace("{", "{\n ")}`);
    write("a.play", "");
    const text = said("main");
    expect(text).toContain("Both say the same.");
    expect(text).toContain(
      "note: 2 .play files differ only in order, comments, layout or what is not used: that changes nothing.",
    );
  });

  it("brings its own templates and libraries", () => {
    write("playc.yaml", `${projectFile}libraries: { house: house }\n`);
    write(
      "house/house.play",
      'touch call { channel phone owner csm effort 20min purpose address_need kind proactive template "call.md" }\nrole csm owns accounts\n',
    );
    write("house/call.md", "Hello\n");
    write(
      "more.play",
      "use house { touch call }\ntrigger silent { level green when logins over 14d = 0 do touch call }\n",
    );
    commit("a library");
    write("house/call.md", "Good day\n");
    write("texts/check_in.md", "How are you?\nAnd your team?\n");
    const text = said("HEAD");
    expect(text).toContain("template house/call.md");
    expect(text).toContain("new line: Good day");
    expect(text).toContain("new line: And your team?");
    commit("other texts");
    write(
      "house/unused.play",
      "touch letter { channel letter owner csm effort 5min purpose address_need kind proactive }\n",
    );
    expect(said("HEAD")).toContain("layout or what is not used: that changes nothing");
  });

  it("tells of tests and of playc.yaml that they differ, too", () => {
    write("playc.yaml", `${projectFile}diagnostics: {}\n`.replace("diagnostics: {}\n", "# more\n"));
    write(
      "tests.play",
      'test "quiet" { account a { arr $1K contract_start 2026-01-05 } history a { logins 1 on 2026-01-06 } expect no touch check_in for a }\n',
    );
    const text = said("main");
    expect(text).toContain("note: The program's tests differ, too: 1 new.");
    expect(text).toContain("note: playc.yaml differs only in order, comments or layout.");
  });

  it("names what playc.yaml says differently, budgets first", () => {
    write("playc.yaml", `${projectFile}budgets: { late: 2%, untouched_accounts: 3 }\n`);
    commit("budgets");
    const lifted = projectFile.replace("logins: logins", "logins: active_users").replace("UTC", "Europe/London");
    write("playc.yaml", `${lifted}budgets: { untouched_accounts: 2, late: 100% }\n`);
    const text = said("HEAD");
    expect(text.split("\n").slice(0, 2)).toEqual([
      "playc.yaml: budgets.late: 100%, was 2%; it lets more pass",
      "playc.yaml: budgets.untouched_accounts: 2, was 3; it lets less pass",
    ]);
    expect(text).toContain("The playbooks say the same; playc.yaml differs in 4 keys.");
    expect(text).toContain("  metrics[usage.csv].columns.logins: active_users, was logins\n");
    expect(text).toContain("  time_zone: Europe/London, was UTC\n");
    expect(text).toContain(
      "note: playc.yaml differs, too. With --simulate both programs read the data, and are judged",
    );
    // Turned round the same keys differ, and a file differs from itself in nothing.
    const { before, after } = programsOf({ base: "HEAD", project });
    const of = (one: Program, other: Program) => reportOn(one, other, comparedOf(one, other), []).settings;
    const byKey = (one: SettingChange, other: SettingChange) => (one.key < other.key ? -1 : 1);
    const turned = of(after, before)?.map(({ key, text: it }) => ({
      key,
      text: { before: it.after, after: it.before },
    }));
    expect(turned?.sort(byKey)).toEqual(of(before, after)?.toSorted(byKey));
    expect(of(before, before)).toEqual([]);
    write("playc.yaml", lifted);
    expect(said("HEAD")).toContain("playc.yaml: budgets.late: gone, was 2%; it lets more pass");
  });
});

describe("other words", () => {
  it("say what is meant where a file stands in place of the project's folder, and which project may be meant", () => {
    expect(() => said("main", undefined, join(project, "model.play"))).toThrow(
      /model\.play is a file\. --project names the folder that holds playc\.yaml/,
    );
    expect(() => said("main", "HEAD", repository)).toThrow(
      /Projects of that revision: `playbooks\/ours`; --project names the folder/,
    );
  });

  it("say of a schedule of another version that it is one", () => {
    const file = join(root, `other-${folders}.json`);
    writeFileSync(file, scheduleText(compileProject(project).schedule).replace('"version": 1', '"version": 2'));
    expect(() => said(file, project)).toThrow(/has version 2 of its format, and this playc reads version 1/);
  });

  it("are folders and schedules", () => {
    const file = join(root, `schedule-${folders}.json`);
    writeFileSync(file, scheduleText(compileProject(project).schedule));
    write("triggers.play", trigger("20%"));
    expect(said(file, project)).toContain(looser);
    const other = join(root, `copy-${folders}`);
    execFileSync("cp", ["-r", project, other]);
    expect(said(project, other)).toContain("Both say the same.");
  });

  it("are refused where they are both a file here and a revision", () => {
    const here = process.cwd();
    process.chdir(project);
    try {
      write("main/x.txt", "");
      expect(() => said("main", undefined, ".")).toThrow(/both a file here and a revision/);
      expect(() => said("./main", undefined, ".")).toThrow(/not a project/);
      expect(said("refs/heads/main", undefined, ".")).toContain("Both say the same.");
    } finally {
      process.chdir(here);
    }
  });
});

describe("bad input", () => {
  it.each([
    [
      "an unknown revision, with the likely one",
      "mian",
      /no revision, folder or schedule `mian`\. Did you mean `main`\?/,
    ],
    ["an option in the place of a revision", "--output=/tmp/x", /no revision, folder or schedule/],
    ["a revision of a file", "HEAD:playbooks/ours/model.play", /no revision, folder or schedule/],
    ["an empty word", "", /no revision, folder or schedule/],
  ])("%s", (_title, word, says) => {
    expect(() => said(word)).toThrow(says);
  });

  it("no repository", () => {
    const folder = mkdtempSync(join(root, "bare-"));
    write("playc.yaml", projectFile, folder);
    expect(() => said("main", undefined, folder)).toThrow(/lies in no git repository/);
    expect(() => said("main", undefined, join(folder, "nowhere"))).toThrow(/There is no folder/);
  });

  it("a repository without a commit", () => {
    const folder = mkdtempSync(join(root, "empty-"));
    write("playc.yaml", projectFile, folder);
    execFileSync("git", ["init", "-q"], { cwd: folder, stdio: "pipe" });
    expect(() => said("HEAD", undefined, folder)).toThrow(/Nothing has been committed yet in the repository of/);
    expect(() => said("HEAD...main", undefined, folder)).toThrow(/Nothing has been committed yet/);
  });

  it("a file that is no schedule", () => {
    const file = join(root, `no-schedule-${folders}.json`);
    writeFileSync(file, "{}");
    expect(() => said(file, project)).toThrow(/no schedule as `playc build` writes one/);
    writeFileSync(file, "currency: USD");
    expect(() => said(file, project)).toThrow(/neither a folder nor a schedule/);
  });

  it("no common base", () => {
    git("checkout", "-q", "--orphan", "other");
    commit("from nowhere");
    expect(() => said("main...other")).toThrow(/have no commit in common/);
  });

  it("a shallow clone", () => {
    commit("second");
    const clone = join(root, `clone-${folders}`);
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${repository}`, clone], { stdio: "pipe" });
    expect(() => said("HEAD~1", undefined, join(clone, "playbooks/ours"))).toThrow(
      /This clone is shallow.*fetch-depth: 0/s,
    );
  });

  it("a folder that had another name", () => {
    renameSync(project, join(repository, "playbooks/renamed"));
    project = join(repository, "playbooks/renamed");
    const text = said("main");
    expect(text).toContain("Both say the same.");
    expect(text).toMatch(/note: In main \([0-9a-f]{8}\) the project was in `playbooks\/ours`\./);
    expect(programsOf({ base: "main", project }).before.side.folder).toBe("playbooks/ours");
  });

  it("a folder that has another name and is not committed, among other projects", () => {
    write("playc.yaml", projectFile, join(repository, "playbooks/theirs"));
    write("playc.yaml", projectFile, join(repository, "playbooks/others"));
    commit("other projects");
    renameSync(project, join(repository, "playbooks/renamed"));
    project = join(repository, "playbooks/renamed");
    write("triggers.play", trigger("20%"));
    const text = said("main");
    expect(text).toContain(looser);
    expect(text).toContain("note: Changes that are not committed are part of this.");
  });

  it("a partial clone: what it does not have is not taken for absent", () => {
    write("triggers.play", trigger("20%"));
    commit("second");
    git("config", "uploadpack.allowFilter", "true");
    const clone = join(root, `partial-${folders}`);
    execFileSync("git", ["clone", "-q", "--filter=blob:none", `file://${repository}`, clone], { stdio: "pipe" });
    expect(() => said("HEAD~1", undefined, join(clone, "playbooks/ours"))).toThrow(
      /not in this clone.*git fetch --refetch --no-filter/s,
    );
    expect(said("HEAD", undefined, join(clone, "playbooks/ours"))).toContain("Both say the same.");
  });

  it("a folder that is not there", () => {
    expect(() => said("../nowhere")).toThrow(/no revision, folder or schedule `\.\.\/nowhere`/);
  });

  it("repositories inside the project are not read, and told", () => {
    const inner = join(project, "inner");
    execFileSync("git", ["clone", "-q", repository, inner], { stdio: "pipe" });
    commit("a repository inside");
    expect(said("HEAD~1", "HEAD")).toMatch(/repositories inside the project are not read: inner\./);
  });

  it("names that are not in UTF-8, of which two would be the same", () => {
    const files = [0xfe, 0xff].map((byte) =>
      Buffer.from([...Buffer.from(`${project}/`), byte, ...Buffer.from(".play")]),
    );
    for (const file of files) writeFileSync(file, "contact odd\n");
    commit("odd names");
    for (const file of files) rmSync(file);
    expect(() => said("HEAD", "HEAD")).toThrow(/several files are called/);
  });

  it("files in the repository that look like one of their own", () => {
    execFileSync("git", ["clone", "-q", "--bare", repository, join(root, `bare-${folders}`)], { stdio: "pipe" });
    execFileSync("cp", ["-r", `${join(root, `bare-${folders}`)}/.`, project]);
    expect(() => said("main")).toThrow(/bare git repository/);
  });

  it("a project that was not there", () => {
    const folder = join(repository, "new");
    write("playc.yaml", projectFile, folder);
    write("other.play", model, folder);
    write("another.play", "", folder);
    write("third.play", "", folder);
    expect(() => said("main", undefined, folder)).toThrow(
      /there is no project in `new`.*Projects of that revision: `playbooks\/ours`/s,
    );
  });

  it("a base with errors: they are told, and what changed as far as words go", () => {
    write("triggers.play", trigger("30%").replace("logins", "lgins"));
    commit("broken");
    write("triggers.play", trigger("20%"));
    write("more.play", "contact champion\n");
    const text = said("HEAD");
    expect(text).toMatch(/^HEAD \([0-9a-f]{8}\) has 1 error:\n {2}triggers\.play:1:\d+ .*lgins/m);
    expect(text).toContain("  changed trigger login_drop");
    expect(text).toContain("  added contact champion");
    expect(text).toContain("  added more.play");
    expect(text).not.toContain("model.play");
  });

  it("links are not followed, and files that are no text are told", () => {
    writeFileSync(join(root, "secret.play"), "contact secret\n");
    symlinkSync(join(root, "secret.play"), join(project, "link.play"));
    commit("a link");
    const text = said("HEAD", "HEAD");
    expect(text).toContain("links are not followed: link.play.");
    expect(text).not.toContain("secret");
    rmSync(join(project, "link.play"));
    renameSync(join(project, "texts/check_in.md"), join(project, "texts/other.md"));
    symlinkSync("other.md", join(project, "texts/check_in.md"));
    commit("a link to a template");
    expect(said("HEAD", "HEAD")).toContain("links are not followed: texts/check_in.md.");
    renameSync(join(project, "playc.yaml"), join(project, "other.yaml"));
    symlinkSync("other.yaml", join(project, "playc.yaml"));
    commit("a link to the project file");
    expect(() => said("HEAD", "HEAD")).toThrow(/`playbooks\/ours\/playc\.yaml` is a link/);
    for (const file of ["playc.yaml", "texts/check_in.md"]) rmSync(join(project, file));
    write("playc.yaml", projectFile);
    write("texts/check_in.md", "How are you?\n");
    writeFileSync(join(project, "odd.play"), Buffer.from([0xff, 0xfe, 0x00]));
    commit("no text");
    expect(said("HEAD", project)).toContain("odd.play This is not a text file");
  });
});

describe("a repository", () => {
  it("can run nothing when it is read", () => {
    const mark = join(root, `ran-${folders}`);
    const script = join(repository, "run.sh");
    writeFileSync(script, `#!/bin/sh\ntouch '${mark}'\ncat\n`);
    chmodSync(script, 0o755);
    write(".gitattributes", "* filter=mine diff=mine\n", repository);
    for (const hook of ["post-checkout", "post-index-change", "reference-transaction"]) {
      write(hook, `#!/bin/sh\ntouch '${mark}'\n`, join(repository, ".git/hooks"));
      chmodSync(join(repository, ".git/hooks", hook), 0o755);
    }
    commit("attributes");
    rmSync(mark, { force: true });
    for (const [key, value] of [
      ["core.fsmonitor", script],
      ["core.pager", script],
      ["core.sshCommand", script],
      ["filter.mine.smudge", script],
      ["filter.mine.clean", script],
      ["filter.mine.process", script],
      ["diff.mine.command", script],
      ["diff.mine.textconv", script],
      ["alias.rev-parse", `!${script}`],
      ["remote.origin.url", `ext::${script}`],
      ["remote.origin.promisor", "true"],
      ["protocol.ext.allow", "always"],
    ] as const) {
      git("config", key, value);
    }
    write("triggers.play", trigger("20%"));
    expect(said("main")).toContain(looser);
    expect(said("main~1", "main")).toContain("Both say the same.");
    expect(() => said("0123456789012345678901234567890123456789")).toThrow(/no revision/);
    expect(existsSync(mark)).toBe(false);
  });
});
