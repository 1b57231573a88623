/** Writes docs/keywords.md from grammar/vocabulary.ts. Usage: node scripts/generate-keywords.mjs */

import { writeFile } from "node:fs/promises";
import { build } from "esbuild";

const bundled = await build({
  entryPoints: ["grammar/keyword-page.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const { keywordPage } = await import(`data:text/javascript,${encodeURIComponent(bundled.outputFiles[0].text)}`);
await writeFile("docs/keywords.md", keywordPage());
