// Writes docs/cli.md. A test says when it is stale.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "playc-docs-"));
try {
  const outfile = join(folder, "reference.mjs");
  await build({
    entryPoints: [new URL("cli-reference.ts", import.meta.url).pathname],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const { cliReference } = await import(pathToFileURL(outfile).href);
  writeFileSync(new URL("../docs/cli.md", import.meta.url), cliReference());
} finally {
  rmSync(folder, { recursive: true });
}
