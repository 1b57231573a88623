// What packages the extension (@vscode/vsce): a package of its own in extension/tools, which nothing else needs.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const tools = join(import.meta.dirname, "../extension/tools");

/** Its script. It is installed where it is missing, or was not installed to the end; throws where it cannot be had. */
export function packager() {
  // npm writes it last.
  if (!existsSync(join(tools, "node_modules/.package-lock.json"))) {
    // `npm` is a script of the shell's on Windows.
    execFileSync("npm", ["ci", "--ignore-scripts"], {
      cwd: tools,
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 240_000,
      shell: process.platform === "win32",
    });
  }
  return join(tools, "node_modules/@vscode/vsce/vsce");
}
