/** What the parts of a run hang on: the version of playc, the program, the data and the options. */
import type { RunIdentity } from "../../runtime/ledger/part-file.ts";
import type { PreparedRun } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";
import { version } from "../version.ts";

/** `data`: the digest of all that was read. */
export function identityOf(
  schedule: Schedule,
  { range, answering }: Pick<PreparedRun, "range" | "answering">,
  data: string,
): RunIdentity {
  return { playc: version, program: schedule.digest, data, ...range, ...answering };
}
