// Packages the VS Code extension as out/playc-VERSION.vsix. What packages it is installed first where it is missing.
// Usage: npm run package:extension
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packager } from "./packager.mjs";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const made = join(root, `out/playc-${version}.vsix`);
const script = packager();

await import("./build.mjs");
await import("./build-extension.mjs");
mkdirSync(join(root, "out"), { recursive: true });
// What it needs is bundled: there is nothing to install, and nothing to be built first.
execFileSync(process.execPath, [script, "package", "--no-dependencies", "--allow-missing-repository", "--out", made], {
  cwd: join(root, "dist/extension"),
  stdio: "inherit",
});
