/** The extension as it is packaged, made once of the program that was built for the tests, in a folder that no dependency can be found from. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCli } from "../cli/built.ts";

export interface BuiltExtension {
  readonly path: string;
  /** Every file, with `/`, in order. */
  readonly files: readonly string[];
  remove(): void;
}

export function buildExtension(): BuiltExtension {
  const path = mkdtempSync(join(tmpdir(), "playc-extension-"));
  const script = join(import.meta.dirname, "../../scripts/build-extension.mjs");
  execFileSync(process.execPath, [script, dirname(buildCli().path), path], { stdio: "pipe" });
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
  return { path, files, remove: () => rmSync(path, { recursive: true, force: true }) };
}
