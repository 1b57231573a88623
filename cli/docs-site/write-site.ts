/** A site in a folder: all of its pages or none, none of an earlier one beside them, and nobody else's file touched. */
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { openOutputFolder } from "../output-folder.ts";
import { pageName, styleFile } from "./addresses.ts";

/** Says which files are the site's. It is there only when all of them are. */
export const manifestFile = "site.json";

/** Failures of kind `io`: the folder holds a file that a page would take the place of, or cannot be written. */
export async function writeSite(folder: string, files: ReadonlyMap<string, string>, digest: string): Promise<void> {
  const output = openOutputFolder(folder);
  const stopListening = onInterrupt(() => output.discard());
  try {
    const earlier = earlierIn(folder);
    refuseForeign(folder, [...files.keys()], new Set(earlier));
    for (const [name, text] of files) writeFileSync(join(output.work, name), text);
    const manifest = { format: "playc-site", version: 1, schedule: digest, files: [...files.keys()].sort() };
    writeFileSync(join(output.work, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    const gone = earlier.filter((name) => !files.has(name));
    await output.publish([...files.keys(), manifestFile], gone);
  } finally {
    output.discard();
    stopListening();
  }
}

function refuseForeign(folder: string, files: readonly string[], own: ReadonlySet<string>): void {
  const foreign = files.find((name) => !own.has(name) && lstatSync(join(folder, name), { throwIfNoEntry: false }));
  if (foreign !== undefined) {
    throw new Failure(
      "io",
      `${join(folder, foreign)} is there already, and is not of playc: take another folder with --out.`,
    );
  }
}

/** The files that an earlier site left. */
function earlierIn(folder: string): string[] {
  const path = join(folder, manifestFile);
  if (!existsSync(path)) return [];
  const files = filesIn(readFileSync(path, "utf8"));
  if (files) return files;
  throw new Failure("io", `${path} is there already, and is not of playc: take another folder with --out.`);
}

function filesIn(text: string): string[] | undefined {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== "object" || manifest === null || !("format" in manifest)) return undefined;
    if (manifest.format !== "playc-site" || !("files" in manifest) || !Array.isArray(manifest.files)) return undefined;
    // Of its own making, and so of this folder.
    return manifest.files.filter(
      (name: unknown) => typeof name === "string" && (name === styleFile || pageName.test(name)),
    );
  } catch {
    return undefined;
  }
}
