/** What the project says of itself as it is checked out: mistakes, layout and its own tests, each told in the log and at its line. */
import { type Annotation, annotationText, quotedText } from "../cli/views/annotations.ts";
import { testAnnotations } from "../cli/views/test-annotations.ts";
import { testText } from "../cli/views/test-results.ts";
import type { TestResults } from "../runtime/testing/types.ts";
import { askJson, askText, type Log } from "./ask.ts";
import { type Inputs, Unusable } from "./inputs.ts";
import type { Playc } from "./playc.ts";

export interface Checks {
  readonly errors: number;
  readonly warnings: number;
  /** What was found, for code scanning. */
  readonly sarif: string;
  /** Files that `playc fmt` would change; null where nobody asks. */
  readonly unformatted: readonly string[] | null;
  /** Null where nobody asks, there are none, or the program has errors. */
  readonly tests: { readonly passed: number; readonly failed: number } | null;
}

/** What of SARIF is counted. */
interface SarifCounted {
  runs: { results: { level: string }[] }[];
}

/** Unusable where the project cannot be read at all. `prefix`: of the project in its repository. */
export async function checksOf(playc: Playc, inputs: Inputs, prefix: string, log: Log): Promise<Checks> {
  const { project } = inputs;
  log(await askText(playc, ["check", project, "--format", "github"]));
  const sarif = await askText(playc, ["check", project, "--format", "sarif"]);
  const counted: SarifCounted = JSON.parse(sarif);
  const levels = counted.runs.flatMap(({ results }) => results.map(({ level }) => level));
  const errors = levels.filter((level) => level === "error").length;
  return {
    errors,
    warnings: levels.length - errors,
    sarif,
    unformatted: inputs.format ? await unformattedIn(playc, project, log) : null,
    tests: inputs.test && errors === 0 ? await testsOf(playc, project, prefix, log) : null,
  };
}

async function unformattedIn(playc: Playc, project: string, log: Log): Promise<readonly string[]> {
  const asked = await askJson<{ changed: string[] }>(playc, ["fmt", "--check", project], log);
  if ("refused" in asked) throw new Unusable(asked.refused.message);
  const { changed } = asked.found;
  const annotations = changed.map(
    (path): Annotation => ({
      level: "error",
      title: "playc fmt",
      message: "This file is not formatted. `playc fmt` does it: only white space changes.",
      place: { path: path.replaceAll("\\", "/"), line: 1 },
    }),
  );
  log(annotationText(annotations));
  return changed;
}

async function testsOf(playc: Playc, project: string, prefix: string, log: Log): Promise<Checks["tests"]> {
  const asked = await askJson<TestResults>(playc, ["test", project], log);
  if ("refused" in asked) {
    if (asked.refused.kind === "usage") return null;
    throw new Unusable(asked.refused.message);
  }
  const { found } = asked;
  log(quotedText(testText(found, { coverage: false, least: undefined }, { width: 100, colour: false })));
  log(annotationText(testAnnotations(found, prefix)));
  return { passed: found.passed, failed: found.failed };
}
