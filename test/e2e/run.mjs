/**
 * `npm run test:e2e`: the packaged extension in a real VS Code. Gets what it needs; where that cannot be had it says SKIPPED
 * and what is missing, which is a failure with `E2E_REQUIRED=1`. What follows is handed to vitest: `npm run test:e2e -- -t rename`;
 * with `pictures` alone the pictures in docs/ are made anew instead.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingParts } from "./parts.mjs";

const root = join(import.meta.dirname, "../..");
const missing = missingParts();
if (missing.length > 0) {
  console.log(`SKIPPED the tests in VS Code. Missing: ${missing.join("; ")}`);
  process.exit(process.env.E2E_REQUIRED === "1" ? 1 : 0);
}
execFileSync(process.execPath, [join(root, "scripts/package-extension.mjs")], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const [first, ...others] = process.argv.slice(2);
const what = first === "pictures" ? ["pictures", ...others] : ["e2e", ...process.argv.slice(2)];
const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", ...what];
const env = { ...process.env, E2E_VSIX: join(root, `out/playc-${version}.vsix`) };
process.exit(spawnSync(process.execPath, vitest, { cwd: root, env, stdio: "inherit" }).status ?? 1);
