// Writes docs/cli.md and docs/ledger.md. Tests say when they are stale.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "playc-docs-"));
try {
  const { cliReference } = await load("cli-reference");
  writeFileSync(new URL("../docs/cli.md", import.meta.url), cliReference());
  const { ledgerPage } = await load("ledger-page");
  writeFileSync(new URL("../docs/ledger.md", import.meta.url), ledgerPage());
} finally {
  rmSync(folder, { recursive: true });
}

async function load(name) {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [new URL(`${name}.ts`, import.meta.url).pathname],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(pathToFileURL(outfile).href);
}
