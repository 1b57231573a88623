// Bundles the command line to dist/, or to the folder given. Native DuckDB and the Parquet reader stay outside and are loaded when first needed.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
/** Where to, relative to the current folder; `dist` of the repository when nobody says. */
const outdir = process.argv[2] ?? join(root, "dist");

/** Compiles the JSON Schemas now instead of at every start: what `shape.ts` exports becomes plain code. */
const compiledShapes = {
  name: "compiled-shapes",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/](project|schedule|parts)[\\/]shape\.ts$/ }, async ({ path }) => {
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

/** What the report page runs, as text. */
const pageScript = {
  name: "page-script",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]report[\\/]script-text\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [join(dirname(path), "script/page.ts")],
        bundle: true,
        minify: true,
        format: "iife",
        target: "es2022",
        charset: "ascii",
        write: false,
      });
      return { contents: `export const scriptText = ${JSON.stringify(outputFiles[0].text.trim())};` };
    });
  },
};

/** The report page draws charts, and its library is a quarter of the program: a script of its own, read when it is asked for. */
const reportApart = {
  name: "report-apart",
  setup(bundler) {
    bundler.onResolve({ filter: /[\\/]report[\\/]page\.ts$/ }, async ({ kind }) =>
      kind === "dynamic-import" ? { path: `./${basename(await buildReport())}`, external: true } : undefined,
    );
  },
};

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

/** The script of the report page, beside the program. Gives its path. */
async function buildReport() {
  const { metafile } = await build({
    ...asProgram,
    entryPoints: { report: "cli/report/page.ts" },
    // Most of it is the library's.
    minifyIdentifiers: true,
    plugins: [pageScript, lateStringWidth],
    define: { ...asProgram.define, "process.env.NODE_ENV": '"production"' },
    banner: { js: "/*! Holds Apache ECharts and zrender: see report-licences.txt beside this file. */" },
  });
  const licences = ["echarts/LICENSE", "echarts/NOTICE", "zrender/LICENSE"];
  const texts = licences.map((file) => `${file}\n\n${readFileSync(join(root, "node_modules", file), "utf8").trim()}\n`);
  writeFileSync(join(outdir, "chunks/report-licences.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
  return Object.keys(metafile.outputs).find((path) => path.endsWith(".cjs"));
}

// Their names change with their content: those of an earlier build would stay for ever.
rmSync(join(outdir, "chunks"), { recursive: true, force: true });
const asProgram = {
  absWorkingDir: root,
  outdir,
  entryNames: "chunks/[name]-[hash]",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  // One script, whose modules are run when they are first asked for: V8 keeps what it compiles of scripts alone.
  format: "cjs",
  platform: "node",
  target: "node20.19",
  external: ["@duckdb/node-api", "@duckdb/node-bindings"],
  define: { "import.meta.url": "__url" },
  // Names stay as they are, for what a mistake in playc itself prints.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: "linked",
  metafile: true,
  logLevel: "warning",
};
const { metafile } = await build({
  ...asProgram,
  entryPoints: { playc: "cli/main.ts" },
  plugins: [compiledShapes, compiledGrammar, lateStringWidth, reportApart],
  // A script that was kept compiled cannot import, but it can require.
  supported: { "dynamic-import": false },
  banner: {
    js: "(function (require, __filename) { 'use strict'; const __url = require('node:url').pathToFileURL(__filename).href, module = { exports: {} };",
  },
  footer: { js: "})" },
});
const program = Object.keys(metafile.outputs).find((path) => path.endsWith(".cjs"));
toAscii(join(root, program));
const launcher = readFileSync(join(import.meta.dirname, "launcher.mjs"), "utf8").replace(
  "PROGRAM.cjs",
  basename(program),
);
writeFileSync(join(outdir, "playc.js"), launcher);
chmodSync(join(outdir, "playc.js"), 0o755);
keepCompiled(join(root, program));

/** Writes the last signs beyond ASCII, all in regular expressions, as escapes: then a sign is a byte, which is read at once. */
function toAscii(file) {
  const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  writeFileSync(file, readFileSync(file, "utf8").replace(/[^\0-\x7f]/g, escaped));
}

/** Runs the program on playbooks and keeps what V8 has compiled then, for the launcher to find: as `compiled` there reads it. */
function keepCompiled(file) {
  const once = join(outdir, "once.mjs");
  const projects = ["standard", "saas"].map((name) => join(root, "playbooks", name));
  const [head, tail] = launcher.replace(/^#!.*\n/, "").split(/^script\.runInThisContext.*\n/m);
  const body = `import { writeFileSync } from "node:fs";
for (const project of ${JSON.stringify(projects)}) {
  process.argv = [...process.argv.slice(0, 2), "check", project];
  script.runInThisContext()(createRequire(program), program);
}
process.on("exit", () => {
  const made = script.createCachedData();
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(made));
  writeFileSync(${JSON.stringify(file.replace(/cjs$/, "v8"))}, Buffer.concat([sum, made]));
});`;
  writeFileSync(once, `${head}\n${body}\n${tail}`);
  try {
    execFileSync(process.execPath, [once], { stdio: "ignore" });
  } finally {
    rmSync(once);
  }
}
