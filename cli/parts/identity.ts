/** What the parts of a run hang on: the version of playc, the program, the data and the options. */
import type { RunIdentity } from "../../runtime/ledger/part-file.ts";
import type { PreparedRun } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";
import { version } from "../version.ts";

export function identityOf(
  schedule: Schedule,
  { range, answering }: Pick<PreparedRun, "range" | "answering">,
): RunIdentity {
  return { playc: version, program: schedule.digest, ...range, ...answering };
}
