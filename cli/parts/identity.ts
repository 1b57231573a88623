/** What the parts of a run hang on: the version of playc, the program, the data and the options. */
import { createHash } from "node:crypto";
import type { OpenedHistories } from "../../runtime/histories/open.ts";
import type { Histories } from "../../runtime/histories/types.ts";
import { differenceOf, type RunIdentity } from "../../runtime/ledger/part-file.ts";
import { digestOfPeople } from "../../runtime/people-given.ts";
import type { PreparedRun } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { CompiledProject } from "../compile-project.ts";
import { version } from "../version.ts";

/** `data`: the digest of all that was read. */
export function identityOf(
  schedule: Schedule,
  { range, answering, capacity }: Pick<PreparedRun, "range" | "answering" | "capacity">,
  data: string,
  histories: Pick<Histories, "staff">,
): RunIdentity {
  return {
    playc: version,
    program: schedule.digest,
    data,
    ...range,
    ...answering,
    capacity,
    people: digestOfPeople(histories),
  };
}

/** The digest of all that a run reads beside its program: files, playc.yaml, and which accounts were asked for. */
export async function digestOfInput(
  { folder }: Pick<CompiledProject, "folder">,
  histories: Pick<OpenedHistories, "digest">,
  accounts: readonly string[] | undefined,
): Promise<string> {
  const asked = accounts ? [...new Set(accounts)].sort() : null;
  const all = JSON.stringify([await histories.digest(), folder.projectFile, asked]);
  return createHash("sha256").update(all).digest("hex");
}

const words: Readonly<Record<string, string>> = {
  playc: "it was of another version of playc",
  program: "its program was another",
  data: "its data, the accounts asked for or playc.yaml were others",
  from: "its first day was another (--from)",
  to: "its last day was another (--to)",
  responses: "it took answers from elsewhere (--responses)",
  seed: "its seed was another (--seed)",
  capacity: "it made something else of people's hours (--capacity)",
  people: "its people were others",
  runs: "it was of another number of runs (--runs)",
};

/** How another run differs, as a clause; of a run that does. */
export function differenceWords(identity: RunIdentity, other: unknown): string {
  const name = differenceOf(identity, other) ?? "";
  return words[name] ?? `its ${name} was another`;
}
