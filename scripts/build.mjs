// Bundles the command line to dist/, or to the folder given. Native DuckDB and the Parquet reader stay outside and are loaded when first needed.
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
/** Where to, relative to the current folder; `dist` of the repository when nobody says. */
const outdir = process.argv[2] ?? join(root, "dist");

// Their names change with their content: those of an earlier build would stay for ever.
rmSync(join(outdir, "chunks"), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { playc: "cli/main.ts" },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: ["@duckdb/node-api"],
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  chunkNames: "chunks/[name]-[hash]",
  sourcemap: "linked",
  logLevel: "warning",
});
chmodSync(join(outdir, "playc.js"), 0o755);
