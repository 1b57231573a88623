/** Projects begun by the built command line, as a person would begin them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BuiltCli, buildCli } from "../cli/built.ts";

export interface Begun {
  init: { exitCode: number | null; stdout: string; stderr: string };
  /** `placed`, `notPlaced`, `remarks`, `next` of `--format json`. */
  report: InitJson;
  check: { exitCode: number | null; stdout: string };
  /** `fmt --check`. */
  fmt: { exitCode: number | null; stdout: string };
  simulate: { exitCode: number | null; stdout: string; stderr: string };
  /** Of the simulation. */
  demands: number;
}

interface InitJson {
  placed: { file: string; column?: string; as: string; why: string }[];
  notPlaced: { file: string; column?: string; why: string }[];
  remarks: string[];
  next: string[];
}

export interface Workshop {
  cli: BuiltCli;
  folder: string;
  /** A folder below the workshop with these files. */
  data(name: string, files: Readonly<Record<string, string>>): string;
  /** `init --from` with `more` options, then `check` and the very `simulate` that it says to run; of one `account` alone, where that is enough. */
  begin(name: string, from: readonly string[], account?: string, more?: readonly string[]): Promise<Begun>;
  remove(): void;
}

export function openWorkshop(): Workshop {
  const cli = buildCli();
  const folder = mkdtempSync(join(tmpdir(), "playc-init-test-"));
  return {
    cli,
    folder,
    data(name, files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), text);
      }
      return join(folder, name);
    },
    async begin(name, from, account, more = []) {
      const flags = from.flatMap((path) => ["--from", path]);
      const init = await cli.run(["init", name, ...flags, ...more, "--format", "json"], { cwd: folder });
      if (init.exitCode !== 0) throw new Error(`init: ${init.stderr}`);
      const report = JSON.parse(init.stdout) as InitJson;
      const check = await cli.run(["check", name], { cwd: folder });
      const fmt = await cli.run(["fmt", "--check", name], { cwd: folder });
      const words = wordsOf(report.next.at(-1)!);
      const only = account === undefined ? [] : ["--accounts", account];
      const simulate = await cli.run([...words, ...only, "--format", "json"], { cwd: folder });
      const demands = simulate.exitCode === 0 ? demandsOf(simulate.stdout) : 0;
      return { init, report, check, fmt, simulate, demands };
    },
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** The words of a command line behind the one that starts the program, as `node dist/playc.js simulate x --data y`. */
export function wordsOf(command: string): string[] {
  const words = command.split(" ");
  return words.slice(words.findIndex((word) => word === "check" || word === "simulate"));
}

function demandsOf(summary: string): number {
  return (JSON.parse(summary) as { balance: { total: { demands: number } } }).balance.total.demands;
}

/** A CSV file of these rows, everything quoted. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`).join("");
}
