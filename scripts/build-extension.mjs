// Bundles the VS Code extension to dist/extension/, the folder that is packaged: the extension, and in `playc/` the built program that it runs.
// Usage: node scripts/build-extension.mjs [folder of a built program] [folder to write]
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const source = join(root, "extension");
const [program = join(root, "dist"), outdir = join(root, "dist/extension")] = process.argv.slice(2);

/** What stands in the package as it stands in `extension/`. */
const asTheyAre = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  ".vscodeignore",
  "icon.png",
  "language-configuration.json",
  "media",
  "snippets",
  "syntaxes",
  "walkthrough",
];

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ["extension/activate.ts"],
  outfile: join(outdir, "extension.cjs"),
  bundle: true,
  format: "cjs",
  platform: "node",
  // VS Code 1.100 runs Node 20.
  target: "node20.19",
  external: ["vscode"],
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
});
await build({
  absWorkingDir: root,
  entryPoints: ["extension/webview/script/page.ts", "extension/webview/page.css"],
  outdir: join(outdir, "webview"),
  entryNames: "[name]",
  bundle: true,
  minify: true,
  // What the browser of VS Code 1.100 knows.
  target: "chrome132",
  logLevel: "warning",
});
for (const name of asTheyAre) cpSync(join(source, name), join(outdir, name), { recursive: true });
cpSync(join(root, "LICENSE"), join(outdir, "LICENSE"));
cpSync(join(root, "project/project.schema.json"), join(outdir, "schemas/project.schema.json"));
copyProgram(join(outdir, "playc"));

/** The program, and the library that comes with it. It reads no histories, so it needs no charts of them. */
function copyProgram(to) {
  mkdirSync(join(to, "chunks"), { recursive: true });
  cpSync(join(program, "playc.js"), join(to, "playc.js"));
  for (const name of readdirSync(join(program, "chunks"))) {
    if (/^playc-.*\.cjs$/.test(name)) cpSync(join(program, "chunks", name), join(to, "chunks", name));
  }
  cpSync(join(root, "playbooks/standard"), join(to, "playbooks/standard"), {
    recursive: true,
    filter: (path) => !path.endsWith(".playc"),
  });
  writeFileSync(join(to, "package.json"), `${JSON.stringify({ name: "playc", private: true, type: "module" })}\n`);
}
