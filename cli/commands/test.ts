/** `playc test`: runs the program's own tests. The results go to stdout; that a test failed is the exit code's to say. */
import type { TimeZone } from "../../project/types.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { TestResults } from "../../runtime/testing/types.ts";
import type { TestPlan } from "../../schedule/tests.ts";
import { compileProject } from "../compile-project.ts";
import { asFailure, exitCodes, Failure } from "../failure.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { failureText } from "../views/failure.ts";
import { styleOf } from "../views/layout.ts";
import { junitText } from "../views/test-junit.ts";
import { testText } from "../views/test-results.ts";
import { watchProject } from "../watch-project.ts";

export interface TestOptions {
  filter?: string;
  format: "human" | "json" | "junit";
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
  const { project, report, schedule, tests } = compileProject(directory);
  if (report.warnings > 0) tell(report.text);
  const plan = filtered(tests, options.filter);
  const results = runTests({ schedule: loadSchedule(scheduleText(schedule)), plan, zone: zoneOf(project.timeZone) });
  await writeResult(written(results, options));
  return results.failed > 0 || isBelow(results, options.min) ? exitCodes.test : exitCodes.fine;
}

function filtered(plan: TestPlan, filter: string | undefined): TestPlan {
  if (plan.tests.length === 0) {
    throw new Failure(
      "usage",
      'This project has no tests. Write one into a .play file: `test "name" { account ... history ... expect ... }` (docs/language.md, "Tests").',
    );
  }
  if (filter === undefined) return plan;
  const wanted = filter.toLowerCase();
  const tests = plan.tests.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (tests.length > 0) return { ...plan, tests };
  throw new Failure("usage", `None of the ${plan.tests.length} tests has ${JSON.stringify(filter)} in its name.`);
}

/** Accounts of a test are nowhere, unless a field of theirs says otherwise: the project's own zone, or none. */
function zoneOf(timeZone: TimeZone | undefined): string {
  if (timeZone?.kind === "name") return timeZone.name;
  return timeZone?.default ?? "UTC";
}

function written(results: TestResults, options: TestOptions): string {
  if (options.format === "json") return `${JSON.stringify(results, null, 2)}\n`;
  if (options.format === "junit") return junitText(results);
  return testText(results, { coverage: options.coverage === true, least: options.min }, styleOf(process.stdout));
}

function isBelow({ coverage }: TestResults, least: number | undefined): boolean {
  return least !== undefined && 100 * coverage.reached < least * coverage.total;
}
