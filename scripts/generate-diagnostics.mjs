// Writes docs/diagnostics/ anew: a page of a code that is gone goes with it. A test says when one is stale.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const bundled = await build({
  entryPoints: [join(root, "scripts/diagnostic-pages.ts")],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const { diagnosticPages } = await import(
  `data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].text).toString("base64")}`
);
const folder = join(root, "docs/diagnostics");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, page] of diagnosticPages()) writeFileSync(join(folder, name), page);
