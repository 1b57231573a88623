// Bundles the command line to dist/, or to the folder given. Native DuckDB and the Parquet reader stay outside and are loaded when first needed.
import { chmodSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
/** Where to, relative to the current folder; `dist` of the repository when nobody says. */
const outdir = process.argv[2] ?? join(root, "dist");

/** CommonJS in a bundle asks for Node's own modules by `require`. */
const requireOfNode =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Compiles the JSON Schemas now instead of at every start: what `shape.ts` exports becomes plain code. */
const compiledShapes = {
  name: "compiled-shapes",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/](project|schedule)[\\/]shape\.ts$/ }, async ({ path }) => {
      const { hasShape } = await load(path);
      const code = standaloneCode.default(new Ajv2020({ code: { source: true, esm: true } }), hasShape);
      return { contents: `${code}\nexport const hasShape = validate;`, resolveDir: dirname(path) };
    });
  },
};

/** Works the grammar out now instead of at every start: the parser gets the table of how it decides. */
const compiledGrammar = {
  name: "compiled-grammar",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]grammar[\\/]compiled-choices\.ts$/ }, async ({ path }) => {
      const { grammarChoices } = await load(join(dirname(path), "parser.ts"));
      return { contents: `export const compiledChoices = ${JSON.stringify(grammarChoices())};` };
    });
  },
};

/** A module of the project, types taken away. It gets the ajv of this script, which is what writes its functions as code. */
async function load(path) {
  const sameAjv = {
    name: "same-ajv",
    setup(bundler) {
      bundler.onResolve({ filter: /^ajv\// }, (given) => ({ path: import.meta.resolve(given.path), external: true }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    plugins: [sameAjv],
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** Loading `string-width` builds tables of emoji, which takes longer than checking a playbook: it waits for a text beyond ASCII. */
const lateStringWidth = {
  name: "late-string-width",
  setup(bundler) {
    bundler.onResolve({ filter: /^string-width$/ }, ({ kind, path, resolveDir }) =>
      kind === "require-call" ? undefined : { path, namespace: "late", pluginData: { resolveDir } },
    );
    bundler.onLoad({ filter: /.*/, namespace: "late" }, ({ pluginData: { resolveDir } }) => ({
      contents: `export default (text) => /^[ -~]*$/.test(text) ? text.length : require("string-width").default(text);`,
      resolveDir,
    }));
  },
};

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
  plugins: [compiledShapes, compiledGrammar, lateStringWidth],
  // Names stay as they are, for what a mistake in playc itself prints.
  minifySyntax: true,
  minifyWhitespace: true,
  banner: { js: `#!/usr/bin/env node\n${requireOfNode}` },
  chunkNames: "chunks/[name]-[hash]",
  sourcemap: "linked",
  logLevel: "warning",
});
chmodSync(join(outdir, "playc.js"), 0o755);
