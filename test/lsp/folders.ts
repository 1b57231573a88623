/** Project folders on disk for tests of the server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";

export interface TestFolder {
  readonly path: string;
  write(file: string, text: string): string;
  remove(): void;
}

export const projectFile =
  "currency: USD\ntime_zone: Europe/London\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\n";

/** A project with a model and the files given; `playc.yaml` may be among them. */
export function projectFolder(files: Readonly<Record<string, string>> = {}): TestFolder {
  return folder({ "playc.yaml": projectFile, "model.play": modelText, ...files });
}

export function folder(files: Readonly<Record<string, string>>): TestFolder {
  const path = mkdtempSync(join(tmpdir(), "playc-lsp-"));
  const write = (file: string, text: string) => {
    const at = join(path, file);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
    return at;
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}
