// Writes docs/diagnostics/ anew: a page of a code that is gone goes with it. A test says when one is stale.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const built = mkdtempSync(join(tmpdir(), "playc-pages-"));
try {
  const outfile = join(built, "pages.mjs");
  await build({
    entryPoints: [join(root, "scripts/diagnostic-pages.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const { diagnosticPages } = await import(pathToFileURL(outfile).href);
  const pages = [...diagnosticPages()];
  const folder = join(root, "docs/diagnostics");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, page] of pages) writeFileSync(join(folder, name), page);
} finally {
  rmSync(built, { recursive: true });
}
