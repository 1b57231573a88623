/** The page's own script as text. The build puts it here; where nobody built, as in tests, it is made when it is asked for. */
import { join } from "node:path";
import { buildSync } from "esbuild";

const { outputFiles } = buildSync({
  entryPoints: [join(import.meta.dirname, "script/page.ts")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  write: false,
});

export const scriptText = outputFiles[0]!.text.trim();
