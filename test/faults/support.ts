/** A run of several parts that something happens to, and what it may leave: the files of one whole run, or none of its own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type BuiltCli, buildCli, type Ended } from "../cli/built.ts";
import { contents, writeLargerProject } from "../parts/project.ts";

export type Contents = ReturnType<typeof contents>;

/** The days of the other run, whose files stand in the folder before. */
export const fewerDays = ["--to", "2025-01-20"];

export interface World {
  readonly cli: BuiltCli;
  /** Everything below it is this test's own. */
  readonly root: string;
  readonly project: string;
  /** What `simulate` leaves, and what it leaves with `fewerDays`. */
  readonly whole: Contents;
  readonly part: Contents;
  /** How long the first of them took. */
  readonly milliseconds: number;
  simulate(out: string, ...more: string[]): Promise<Ended>;
  start(out: string, ...more: string[]): ReturnType<BuiltCli["start"]>;
}

export async function makeWorld(): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), "playc-faults-"));
  const project = join(root, "project");
  mkdirSync(project);
  writeLargerProject(project);
  const cli = buildCli();
  const words = (out: string, more: string[]) => ["simulate", project, "--out", out, ...more];
  const simulate = (out: string, ...more: string[]) => cli.run(words(out, more));
  const began = performance.now();
  expectFine(await simulate(join(root, "whole")));
  const milliseconds = performance.now() - began;
  expectFine(await simulate(join(root, "part"), ...fewerDays));
  const [whole, part] = [contents(join(root, "whole")), contents(join(root, "part"))];
  expect(whole).not.toEqual(part);
  return {
    cli,
    root,
    project,
    whole,
    part,
    milliseconds,
    simulate,
    start: (out, ...more) => cli.start(words(out, more)),
  };
}

export function expectFine({ exitCode, stderr }: Ended): void {
  expect(exitCode, stderr).toBe(0);
  expectPlainWords(stderr);
}

/** No inside of the program is shown to whoever reads it. */
export function expectPlainWords(text: string): void {
  expect(text).not.toMatch(/^\s+at .+:\d+|node:internal|\[object |undefined|errno/m);
}

/** Paths of the part files that an unfinished run has below its output folder. */
export function partFilesIn(out: string): string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out)
    .filter((name) => name.startsWith(".playc-parts-"))
    .flatMap((folder) => {
      const names = existsSync(join(out, folder)) ? readdirSync(join(out, folder)) : [];
      return names.filter((name) => /^part-\d+\.playc$/.test(name)).map((name) => join(out, folder, name));
    })
    .sort();
}

/** Runs into `out` until so many of its parts are whole, then sends the signal. */
export async function endedAfterParts(
  world: World,
  out: string,
  number: number,
  signal: NodeJS.Signals,
): Promise<Ended> {
  const { process, ended } = world.start(out);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && partFilesIn(out).length < number) await sleep(2);
  process.kill(signal);
  return ended;
}

/** Names in a folder, hidden ones too. */
export const namesIn = (folder: string) => readdirSync(folder).sort();
