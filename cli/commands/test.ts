/** `playc test`: runs the program's own tests. The results go to stdout; that a test failed is the exit code's to say. */
import { runTests } from "../../runtime/testing/run.ts";
import type { TestResults } from "../../runtime/testing/types.ts";
import type { TestCase, TestPlan } from "../../schedule/tests.ts";
import { compileProject, reportProject } from "../compile-project.ts";
import { asFailure, exitCodes, Failure } from "../failure.ts";
import type { LinesOfFile } from "../lines-of-file.ts";
import { prefixInRepository } from "../repository-folder.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { testZone } from "../test-zone.ts";
import { annotationText, quotedText } from "../views/annotations.ts";
import { failureText } from "../views/failure.ts";
import { styleOf } from "../views/layout.ts";
import { testAnnotations } from "../views/test-annotations.ts";
import { junitText } from "../views/test-junit.ts";
import { testText } from "../views/test-results.ts";
import { watchProject } from "../watch-project.ts";

export interface TestOptions {
  filter?: string;
  /** Only tests that begin in these lines. */
  at?: readonly LinesOfFile[];
  format: "human" | "json" | "junit" | "github";
  coverage?: boolean;
  /** Percent. */
  min?: number;
  watch?: boolean;
}

/** Gives the exit code. */
export async function test(directory: string, options: TestOptions): Promise<number> {
  if (!options.watch) return await runOnce(directory, options);
  if (options.format !== "human") throw new Failure("usage", "--watch prints for people: leave --format out.");
  return await watchProject(directory, async () => {
    await runOnce(directory, options).catch((thrown: unknown) => tell(failureText(asFailure(thrown))));
    tell("Waiting for changes. Ctrl+C ends it.");
  });
}

async function runOnce(directory: string, options: TestOptions): Promise<number> {
  if (options.format === "github") {
    const report = reportProject(directory);
    if (report.errors > 0) {
      await writeResult((await import("../check-for-runners.ts")).runnerText(directory, "github", report, report.text));
      return exitCodes.program;
    }
  }
  const { project, report, schedule, tests } = compileProject(directory);
  if (report.warnings > 0) tell(options.format === "github" ? quotedText(report.text).trimEnd() : report.text);
  const plan = filtered(tests, options);
  const results = runTests({ schedule: loadSchedule(scheduleText(schedule)), plan, zone: testZone(project) });
  await writeResult(written(results, directory, options));
  return results.failed > 0 || isBelow(results, options.min) ? exitCodes.test : exitCodes.fine;
}

/** Failure of kind `usage` where nothing is left to run, or a line is named in which no test begins. */
function filtered(plan: TestPlan, { filter, at }: TestOptions): TestPlan {
  if (plan.tests.length === 0) {
    throw new Failure(
      "usage",
      'This project has no tests. Write one into a .play file: `test "name" { account ... history ... expect ... }` (docs/language.md, "Tests").',
    );
  }
  const there = at ? testsAt(plan.tests, at) : plan.tests;
  if (filter === undefined) return { ...plan, tests: there };
  const wanted = filter.toLowerCase();
  const tests = there.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (tests.length > 0) return { ...plan, tests };
  throw new Failure("usage", `None of the ${there.length} tests has ${JSON.stringify(filter)} in its name.`);
}

function testsAt(tests: readonly TestCase[], at: readonly LinesOfFile[]): TestCase[] {
  const wanted = new Set(at.flatMap(({ file, lines }) => lines.map((line) => `${file}:${line}`)));
  const placeOf = ({ place: { file, line } }: TestCase) => `${file}:${line}`;
  const found = tests.filter((test) => wanted.has(placeOf(test)));
  for (const test of found) wanted.delete(placeOf(test));
  const [missing] = wanted;
  if (missing === undefined) return found;
  const own = tests.filter(({ place }) => missing.startsWith(`${place.file}:`)).map(({ place }) => place.line);
  const where = own.length === 0 ? "That file has none." : `In that file tests begin in line ${own.join(", ")}.`;
  throw new Failure("usage", `No test begins at ${missing}. ${where}`);
}

function written(results: TestResults, directory: string, options: TestOptions): string {
  if (options.format === "json") return `${JSON.stringify(results, null, 2)}\n`;
  if (options.format === "junit") return junitText(results);
  const text = testText(results, { coverage: options.coverage === true, least: options.min }, styleOf(process.stdout));
  if (options.format === "human") return text;
  return `${quotedText(text)}${annotationText(testAnnotations(results, prefixInRepository(directory)))}`;
}

function isBelow({ coverage }: TestResults, least: number | undefined): boolean {
  return least !== undefined && 100 * coverage.reached < least * coverage.total;
}
