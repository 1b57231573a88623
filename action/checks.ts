/** What the project says of itself as it is checked out: mistakes, layout and its own tests, each told in the log and for its line. */
import { relative, resolve, sep } from "node:path";
import { type Annotation, quotedText } from "../cli/views/annotations.ts";
import { testAnnotations } from "../cli/views/test-annotations.ts";
import { testText } from "../cli/views/test-results.ts";
import type { TestResults } from "../runtime/testing/types.ts";
import { askJson, askText, type Log } from "./ask.ts";
import { foundIn } from "./found.ts";
import { type Inputs, Unusable } from "./inputs.ts";
import type { Playc } from "./playc.ts";

export interface Checks {
  readonly errors: number;
  readonly warnings: number;
  /** What was found, for code scanning. */
  readonly sarif: string;
  /** How many files `playc fmt` would change; null where nobody asks. */
  readonly unformatted: number | null;
  /** Null where nobody asks, there are none, or the program has errors. */
  readonly tests: { readonly passed: number; readonly failed: number } | null;
  /** All of it at its places, mistakes first. */
  readonly annotations: readonly Annotation[];
}

/** The project's folder, and its own place below the top of its repository: empty, or with `/` at its end. */
export interface Place {
  readonly workspace: string;
  readonly folder: string;
  readonly prefix: string;
  /** Where git is asked: the workspace where the project's folder is not there. */
  readonly inGit: string;
}

/** Unusable where the project cannot be read at all. */
export async function checksOf(playc: Playc, inputs: Inputs, place: Place, log: Log): Promise<Checks> {
  const { project } = inputs;
  log(quotedText(await askText(playc, ["check", project])));
  const sarif = await askText(playc, ["check", project, "--format", "sarif"]);
  const found = foundIn(sarif);
  const unformatted = inputs.format ? await unformattedIn(playc, project, place, log) : null;
  const tests = inputs.test && found.errors === 0 ? await testsOf(playc, project, place, log) : null;
  return {
    errors: found.errors,
    warnings: found.warnings,
    sarif,
    unformatted: unformatted?.length ?? null,
    tests: tests && { passed: tests.passed, failed: tests.failed },
    annotations: [...found.annotations, ...(unformatted ?? []), ...(tests?.annotations ?? [])],
  };
}

async function unformattedIn(playc: Playc, project: string, place: Place, log: Log): Promise<Annotation[]> {
  const asked = await askJson<{ changed: string[] }>(playc, ["fmt", "--check", project], log);
  if ("refused" in asked) throw new Unusable(asked.refused.message);
  return asked.found.changed.map((name) => ({
    level: "error",
    title: "playc fmt",
    message: "This file is not formatted. `playc fmt` does it: only white space changes.",
    place: { path: pathOf(name, place), line: 1 },
  }));
}

/** `name`: as playc calls it, from the workspace on. */
function pathOf(name: string, { workspace, folder, prefix }: Place): string {
  return prefix + relative(folder, resolve(workspace, name)).split(sep).join("/");
}

async function testsOf(playc: Playc, project: string, { prefix }: Place, log: Log) {
  const asked = await askJson<TestResults>(playc, ["test", project], log);
  if ("refused" in asked) {
    if (asked.refused.kind === "usage") return null;
    throw new Unusable(asked.refused.message);
  }
  const { found } = asked;
  log(quotedText(testText(found, { coverage: false, least: undefined }, { width: 100, colour: false })));
  return { passed: found.passed, failed: found.failed, annotations: testAnnotations(found, prefix) };
}
