/** Writes the files of the extension that follow from the language. Usage: node scripts/generate-extension.mjs */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: ["scripts/extension-files.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const { extensionFiles } = await import(
  `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)});${outputFiles[0].text}`)}`
);
for (const [path, text] of Object.entries(extensionFiles())) {
  const file = join("extension", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
