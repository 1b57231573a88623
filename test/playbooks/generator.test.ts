/** Laws of the generator behind `playbooks/saas/data`: same seed same bytes, and the repository holds what it makes. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateSaas, repositoryOptions } from "../../scripts/generate-saas.ts";
import { repositoryData, rowsOf } from "./histories.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "playc-saas-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes some accounts and returns the bytes of every file, by name. */
async function generate(name: string, options: Partial<typeof repositoryOptions>): Promise<Map<string, Buffer>> {
  const out = join(folder, name);
  await generateSaas({ ...repositoryOptions, accounts: 40, months: 6, ...options, out });
  return bytesBelow(out);
}

async function bytesBelow(root: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = files.map((file) => file.slice(root.length + 1)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(root, name))] as const)));
}

describe("the generator of synthetic histories", { timeout: 60_000 }, () => {
  it("gives the same bytes for the same seed", async () => {
    const [once, again] = [await generate("once", {}), await generate("again", {})];
    expect([...again.keys()]).toEqual([...once.keys()]);
    for (const [name, bytes] of once) expect(again.get(name)!.equals(bytes), name).toBe(true);
  });

  it("gives other customers for another seed", async () => {
    const [one, other] = [await generate("seed-1", { seed: 1 }), await generate("seed-2", { seed: 2 })];
    for (const name of ["accounts.csv", "tickets.csv", "releases.csv"]) {
      expect(other.get(name)!.equals(one.get(name)!), name).toBe(false);
    }
  });

  it("makes the same customer whatever the number of others", async () => {
    const [few, many] = [await generate("few", { accounts: 15 }), await generate("many", { accounts: 40 })];
    for (const [name, bytes] of few) {
      if (!name.endsWith(".csv")) continue;
      expect(many.get(name)!.toString().startsWith(bytes.toString()), name).toBe(true);
    }
  });

  it("writes a new file of daily usage every thousand accounts, none of them twice", async () => {
    await generate("thousands", { accounts: 1001, months: 1 });
    const usage = join(folder, "thousands/usage/*.parquet");
    const [counted] = await rowsOf(`
      select count(distinct filename) as files, count(*) - count(distinct (account, day)) as doubles
      from read_parquet('${usage}', filename = true)`);
    expect(counted).toEqual({ files: 2, doubles: 0 });
  });

  it("is what made the files in the repository", async () => {
    const out = join(folder, "repository");
    await generateSaas({ ...repositoryOptions, out });
    const [fresh, kept] = [await bytesBelow(out), await bytesBelow(repositoryData)];
    expect([...kept.keys()]).toEqual([...fresh.keys()]);
    for (const [name, bytes] of fresh) {
      if (name.endsWith(".csv")) expect(kept.get(name)!.equals(bytes), name).toBe(true);
      // Compressed bytes may differ from one version of the compressor to the next; what they hold may not.
      if (name.endsWith(".gz")) expect(gunzipSync(kept.get(name)!).equals(gunzipSync(bytes)), name).toBe(true);
    }
    const [one, other] = [join(out, "usage/*.parquet"), join(repositoryData, "usage/*.parquet")];
    const differing = await rowsOf(
      `(from '${one}' except from '${other}') union all (from '${other}' except from '${one}')`,
    );
    expect(differing).toEqual([]);
  });
});
