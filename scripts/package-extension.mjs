// Packages the VS Code extension as out/playc-VERSION.vsix. What packages it is installed first where it is missing.
// Usage: npm run package:extension
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const tools = join(root, "extension/tools");
const packager = join(tools, "node_modules/@vscode/vsce/vsce");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const made = join(root, `out/playc-${version}.vsix`);

/** `npm` is a script of the shell's on Windows. */
const run = (command, given, cwd) =>
  execFileSync(command, given, { cwd, stdio: "inherit", shell: process.platform === "win32" && command === "npm" });

if (!existsSync(packager)) run("npm", ["ci", "--ignore-scripts"], tools);
await import("./build.mjs");
await import("./build-extension.mjs");
mkdirSync(join(root, "out"), { recursive: true });
// What it needs is bundled: there is nothing to install, and nothing to be built first.
run(
  process.execPath,
  [packager, "package", "--no-dependencies", "--allow-missing-repository", "--out", made],
  join(root, "dist/extension"),
);
