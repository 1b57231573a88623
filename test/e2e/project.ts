/** The project that is opened: a copy of playbooks/saas, which the tests may change. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

const saas = join(import.meta.dirname, "../../playbooks/saas");

export class Project {
  readonly folder = mkdtempSync("/tmp/e2e-saas-");

  constructor() {
    cpSync(saas, this.folder, { recursive: true, filter: (path) => basename(path) !== ".playc" });
  }
  /** Keeps of all data by customer, but that of usage, what is of these: little to simulate. */
  keepCustomers(ids: readonly string[]): void {
    const folder = join(this.folder, "data");
    for (const name of readdirSync(folder).filter((each) => /\.csv(\.gz)?$/.test(each))) {
      const isZipped = name.endsWith(".gz");
      const bytes = readFileSync(join(folder, name));
      const [head = "", ...rows] = (isZipped ? gunzipSync(bytes) : bytes).toString().split("\n");
      if (!head.startsWith("account,")) continue;
      const kept = [head, ...rows.filter((row) => ids.includes(row.slice(0, row.indexOf(","))))].join("\n");
      writeFileSync(join(folder, name), isZipped ? gzipSync(`${kept}\n`) : `${kept}\n`);
    }
  }
  /** Makes a repository of it with all of it committed. */
  commit(): void {
    const own = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false"];
    for (const words of [
      ["init", "-q"],
      ["add", "-A"],
      [...own, "commit", "-q", "-m", "As it was"],
    ])
      execFileSync("git", words, { cwd: this.folder, stdio: "pipe" });
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
