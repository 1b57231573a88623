// Writes docs/handbook-coverage.md from the doc comments of playbooks/standard. A test says when it is stale.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const folder = join(root, "playbooks/standard");
const built = mkdtempSync(join(tmpdir(), "playc-coverage-"));
try {
  const outfile = join(built, "coverage.mjs");
  await build({
    entryPoints: [join(root, "scripts/handbook-coverage.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const { coveragePage } = await import(pathToFileURL(outfile).href);
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".play"))
    .sort();
  const files = names.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  writeFileSync(join(root, "docs/handbook-coverage.md"), coveragePage(files));
} finally {
  rmSync(built, { recursive: true });
}
