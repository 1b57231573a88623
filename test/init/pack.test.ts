/**
 * The package as a stranger gets it: packed, installed in an empty folder, run with `npx`. What `init` then makes of
 * data checks clean and simulates, by the very commands it prints.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { howOften } from "../support/how-often.ts";

const root = join(import.meta.dirname, "../..");
const shared = join(root, "../shared/data");
const workshop = realpathSync(mkdtempSync(join(tmpdir(), "playc-pack-test-")));
/** The repository as it stands, with what was built for this run of the tests. */
const source = join(workshop, "source");
const home = join(workshop, "home");
/** Without what npm tells the scripts it runs: a stranger's shell has none of it. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"))),
  NO_COLOR: "1",
};

function run(folder: string, command: string) {
  const { status, stdout, stderr } = spawnSync(command, { cwd: folder, env, shell: true, encoding: "utf8" });
  return { exitCode: status, stdout, stderr };
}

let packed: { filename: string; size: number; unpackedSize: number; files: { path: string }[] };
let installed: ReturnType<typeof run>;

beforeAll(() => {
  const build = process.env.PLAYC_TEST_BUILD!;
  const leftOut = new Set([".git", "dist", "out"]);
  cpSync(root, source, {
    recursive: true,
    filter: (path) => !leftOut.has(relative(root, path)) && basename(path) !== "node_modules",
  });
  cpSync(build, join(source, "dist"), { recursive: true });
  // What an interrupted run of the tests leaves behind.
  cpSync(join(build, "chunks"), join(source, "dist/test-old/chunks"), { recursive: true });
  const pack = run(source, `npm pack --json --ignore-scripts --pack-destination "${workshop}"`);
  expect(pack.exitCode, pack.stderr).toBe(0);
  const told: unknown = JSON.parse(pack.stdout);
  packed = (Array.isArray(told) ? told : Object.values(told as object))[0];
  mkdirSync(home);
  installed = run(home, `npm install --prefer-offline --no-audit --no-fund "${join(workshop, packed.filename)}"`);
}, 400_000);
afterAll(() => rmSync(workshop, { recursive: true }));

describe("the package", () => {
  it("holds the program, its pages and its examples, and nothing else", () => {
    const allowed =
      /^(package\.json|LICENSE|README\.md|dist\/playc\.js|dist\/chunks\/(?:[\w-]+\.cjs|report-licences\.txt)|docs\/.+\.md|gitlab\/(?:note\.mjs|playc\.gitlab-ci\.yml)|playbooks\/(?!.*\.playc\/).+|schedule\/schedule\.schema\.json|runtime\/(?:summary|scenarios|due|testing)\/\w+\.schema\.json|project\/project\.schema\.json|review\/diff\.schema\.json)$/;
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    for (const path of [
      "dist/playc.js",
      "LICENSE",
      "docs/language.md",
      "docs/project-file.md",
      "playbooks/saas/playc.yaml",
    ])
      expect(paths).toContain(path);
    expect(packed.size).toBeLessThan(2_800_000);
    expect(packed.unpackedSize).toBeLessThan(8_200_000);
  });

  it("installs in an empty folder without a warning of ours, and runs", () => {
    expect(installed.exitCode, installed.stderr).toBe(0);
    expect(`${installed.stdout}${installed.stderr}`).not.toMatch(/EBADENGINE|deprecated|vulnerab|peer dep/i);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(run(home, "npx playc --version")).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  it("simulates its own example where it was installed", () => {
    const out = join(workshop, "example");
    const example = "node_modules/playc/playbooks/saas";
    const ended = run(home, `npx playc simulate ${example} --accounts A00317 --out "${out}"`);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(readdirSync(out)).toContain("ledger.parquet");
  });
});

/** With `PROPERTIES=full` all, else some accounts of the first; of all three, `data-sets.test.ts` says more without a package. */
const sets = [
  ["saas", join(root, "playbooks/saas/data")],
  ["wholesale", join(shared, "wholesale")],
  ["learning", join(shared, "learning")],
] as const;
const some = Array.from({ length: howOften(0, 40) }, (_, index) => ` --account A${String(index + 1).padStart(5, "0")}`);

describe("begun from data, unedited", () => {
  for (const [name, data] of sets.slice(0, howOften(3, 1))) {
    it.skipIf(!existsSync(data))(
      name,
      () => {
        const begun = run(home, `npx playc init ${name} --from "${data}"`);
        expect(begun.exitCode, begun.stderr).toBe(0);
        const [check, simulate] = begun.stdout.split("\nNext\n")[1]!.trim().split(/\n */);
        expect(check).toBe(`npx playc check ${name}`);
        expect(run(home, check!)).toMatchObject({
          exitCode: 0,
          stdout: expect.stringContaining("0 errors, 0 warnings"),
        });
        expect(run(home, `npx playc fmt --check ${name}`)).toMatchObject({ exitCode: 0, stdout: "" });
        const simulated = run(home, `${simulate}${some.join("")} --format json`);
        expect(simulated.exitCode, simulated.stderr).toBe(0);
        const { balance } = JSON.parse(simulated.stdout) as { balance: { total: { demands: number; done: number } } };
        expect(balance.total.done).toBeGreaterThan(100);
      },
      180_000,
    );
  }
});
