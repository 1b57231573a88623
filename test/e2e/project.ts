/** The project that is opened: a copy of playbooks/saas, which the tests may change. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

const saas = join(import.meta.dirname, "../../playbooks/saas");

export class Project {
  readonly folder = mkdtempSync("/tmp/e2e-saas-");

  constructor() {
    cpSync(saas, this.folder, { recursive: true, filter: (path) => basename(path) !== ".playc" });
  }
  text(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }
  /** Line and column, from 1, of the `|` in a piece of text of the file, which stands there without it; or of where the piece begins. */
  placeOf(file: string, marked: string): { line: number; column: number } {
    const text = this.text(file);
    const start = text.indexOf(marked.replace("|", ""));
    if (start === -1) throw new Error(`${file} does not hold ${marked}`);
    const before = text.slice(0, start + Math.max(marked.indexOf("|"), 0)).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
