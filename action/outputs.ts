/** What later steps can read: the outputs of `action.yml`. */
import { setOutput } from "@actions/core";
import { signedHours } from "../review/compare/sentence.ts";
import type { Said } from "./body.ts";
import { overBudget } from "./verdict.ts";

/** Empty where there is nothing to say: without a pull request, without data, without tests. */
export function writeOutputs({ checks, review }: Said, files: { report: string; sarif: string }): void {
  const simulated = review?.report.simulated;
  setOutput("errors", checks ? checks.errors : (review?.report.problems.after.length ?? ""));
  setOutput("warnings", checks?.warnings ?? "");
  setOutput("unformatted", checks?.unformatted ?? "");
  setOutput("failed-tests", checks?.tests?.failed ?? "");
  setOutput("changes", review?.report.changes?.length ?? "");
  setOutput("touches-change", simulated?.touches.change ?? "");
  setOutput("hours-change", simulated ? weeklyHours(simulated.minutes.change, simulated.range.weeks) : "");
  setOutput("over-budget", simulated ? overBudget(review).length > 0 : "");
  setOutput("report-file", files.report);
  setOutput("sarif-file", files.sarif);
}

/** `22.0`, `-3.5`: of a week, as the comment's first sentence has it. */
function weeklyHours(minutes: number, weeks: number): string {
  return signedHours(Math.round(minutes / weeks)).replace("+", "");
}
